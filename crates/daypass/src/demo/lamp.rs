//! The lamp: a device that connects by its certificate, hears its guests, and does what its shadow
//! asks for.

use serde_json::{Value, json};

use daypass_server::seed::THING;

use super::mqtt::Connection;
use super::report::Report;
use super::stage::Stage;
use super::step::{Step, Stop};
use super::traces::Traces;
use crate::can::Question;

const CONNECTS: Step =
    Step::new("lamp-connects", "the lamp connects by its certificate, and is off");
const HEARS: Step =
    Step::new("lamp-switches", "the lamp gets the delta, and reports that it is on");

/// The lamp, connected.
pub(super) struct Lamp {
    pub(super) connection: Connection,
    principal: String,
}

impl Lamp {
    /// Comes by TLS, listens, and says that it is off.
    pub(super) async fn connects(
        stage: &Stage<'_>,
        report: &mut Report,
        traces: &mut Traces,
    ) -> Result<Self, Stop> {
        let step = CONNECTS;
        traces.remember_shadow(&stage.calls, step).await?;
        let way = stage.lamps_way().await?;
        let mut connection = step.allowed(Connection::open(way, THING).await)?;
        for filter in [shadow_topic("update/delta"), guests_topic("+")] {
            step.allowed(connection.subscribe(&filter).await)?;
        }
        let principal = format!("cert:{}", stage.lamp.certificate_id);
        let mut lamp = Self { connection, principal };
        lamp.reports(step, "off").await?;
        let question = Question {
            principal: &lamp.principal,
            action: "iot:Connect",
            resource: &format!("client/{THING}"),
            client: Some(THING),
        };
        let notes =
            vec![format!("over TLS at {}, certificate {}", stage.mqtts, stage.lamp.certificate_id)];
        report.allowed(stage.calls.client, step, &question, notes).await?;
        Ok(lamp)
    }

    /// Hears what a guest left.
    pub(super) async fn hears_guest(
        &mut self,
        step: Step,
        guest: &str,
        word: &str,
    ) -> Result<(), Stop> {
        let heard = self.connection.message(&guests_topic(guest)).await;
        let heard = step.came("the lamp hears the guest", heard)?;
        if heard == word {
            return Ok(());
        }
        let seen = String::from_utf8_lossy(&heard).into_owned();
        Err(step.otherwise(format!("the lamp hears `{word}`"), seen, None))
    }

    /// Gets the difference that an update of this version made, and makes it true.
    pub(super) async fn switches(
        &mut self,
        stage: &Stage<'_>,
        report: &mut Report,
        version: i64,
    ) -> Result<(), Stop> {
        let (step, expected) = (HEARS, r#"a delta with {"power":"on"}"#);
        let delta = loop {
            let delta = self.connection.message(&shadow_topic("update/delta")).await;
            let delta = step.came(expected, delta)?;
            let delta: Value = serde_json::from_slice(&delta).unwrap_or_default();
            // What the shadow asked for before was about another moment.
            if delta.get("version").and_then(Value::as_i64) >= Some(version) {
                break delta;
            }
        };
        let state = delta.get("state").cloned().unwrap_or_default();
        if state.get("power") != Some(&json!("on")) {
            return Err(step.otherwise(expected, state.to_string(), None));
        }
        self.reports(step, "on").await?;
        let topic = shadow_topic("update");
        let question = Question {
            principal: &self.principal,
            action: "iot:Publish",
            resource: &format!("topic/{topic}"),
            client: Some(THING),
        };
        report.allowed(stage.calls.client, step, &question, vec![format!("delta {state}")]).await
    }

    async fn reports(&mut self, step: Step, power: &str) -> Result<(), Stop> {
        let state = json!({ "state": { "reported": { "power": power } } });
        step.allowed(self.connection.publish(&shadow_topic("update"), state.to_string()).await)
    }
}

/// A topic of the lamp's shadow.
pub(super) fn shadow_topic(kind: &str) -> String {
    format!("$aws/things/{THING}/shadow/{kind}")
}

/// Where a guest leaves word for the lamp.
pub(super) fn guests_topic(guest: &str) -> String {
    format!("{THING}/guests/{guest}")
}
