//! A guest: an identity without a login, with the pool's guest role and nothing else.

use serde_json::json;

use super::lamp::{Lamp, guests_topic, shadow_topic};
use super::mqtt::Connection;
use super::person;
use super::report::Report;
use super::stage::Stage;
use super::step::{Step, Stop};
use super::traces::Traces;
use crate::can::Question;

const LEAVES_WORD: Step =
    Step::new("guest-publishes", "a guest leaves word where guests may, and the lamp hears it");
const IS_REFUSED: Step = Step::new("guest-refused", "the guest tries to turn the lamp on");

/// A guest, connected.
pub(super) struct Guest {
    id: String,
    connection: Connection,
}

impl Guest {
    /// Comes by WebSocket, and leaves word on a topic of its own.
    pub(super) async fn leaves_word(
        stage: &Stage<'_>,
        report: &mut Report,
        traces: &mut Traces,
        lamp: &mut Lamp,
    ) -> Result<Self, Stop> {
        let step = LEAVES_WORD;
        let id = person::identity(stage, step, &json!({})).await?;
        traces.guest = Some(id.clone());
        let keys = person::keys(stage, step, &id, &json!({})).await?;
        let client_id = format!("{id}-demo");
        let way = stage.apps_way(&keys).await?;
        let connection = step.allowed(Connection::open(way, &client_id).await)?;
        let mut guest = Self { id, connection };
        guest.says(step, "hello", lamp).await?;
        let question = Question {
            principal: &guest.id,
            action: "iot:Publish",
            resource: &format!("topic/{}", guests_topic(&guest.id)),
            client: None,
        };
        let notes = vec![format!("as {}, over WebSocket", guest.id)];
        report.allowed(stage.calls.client, step, &question, notes).await?;
        Ok(guest)
    }

    /// Tries what guests may not, and goes on with what they may.
    pub(super) async fn is_refused(
        &mut self,
        stage: &Stage<'_>,
        report: &mut Report,
        lamp: &mut Lamp,
    ) -> Result<(), Stop> {
        let step = IS_REFUSED;
        let state = json!({ "state": { "desired": { "power": "on" } } }).to_string();
        let refused = self.connection.publish(&shadow_topic("update"), state).await;
        let decision = step.refused(refused)?;
        self.says(step, "still here", lamp).await?;
        let told = (Vec::new(), None);
        report.refused(stage.calls.client, step, (decision, "identity"), told).await
    }

    /// Says something that the lamp hears.
    pub(super) async fn says(
        &mut self,
        step: Step,
        word: &'static str,
        lamp: &mut Lamp,
    ) -> Result<(), Stop> {
        step.allowed(self.connection.publish(&guests_topic(&self.id), word).await)?;
        lamp.hears_guest(step, &self.id, word).await
    }

    /// Goes.
    pub(super) async fn leaves(self, step: Step) -> Result<(), Stop> {
        step.came("a farewell", self.connection.leave().await)
    }
}
