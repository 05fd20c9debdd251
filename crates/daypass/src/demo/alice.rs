//! Alice: a signed-in user, who reaches devices for as long as an IoT policy is attached to her very
//! identity.

use serde_json::{Value, json};

use daypass_server::seed::{IOT_POLICY, SIGNED_IN_ROLE, THING};
use daypass_server::sign_in::CLIENT_ID;

use super::guest::Guest;
use super::lamp::{Lamp, shadow_topic};
use super::mqtt::{Connection, Opened};
use super::person;
use super::report::Report;
use super::stage::Stage;
use super::step::{Step, Stop};
use super::traces::Traces;
use crate::can::Question;
use crate::client::Keys;

const USER: &str = "alice";
/// How long a cut may take, in milliseconds.
const CUT_MS_MAX: u64 = 1_000;

const IS_REFUSED: Step =
    Step::new("alice-refused", "alice signs in, and her identity has no IoT policy");
const CONNECTS: Step =
    Step::new("alice-connects", "the IoT policy is attached, and alice connects");
const SWITCHES: Step = Step::new("alice-switches", "alice turns the lamp on, in its shadow");
const SEES: Step = Step::new("alice-sees", "alice sees that it is on");
const IS_CUT: Step =
    Step::new("alice-cut-off", "the policy is detached: her open connection is cut");
const STAYS_OUT: Step =
    Step::new("alice-stays-out", "alice cannot come back; lamp and guest go on");

/// Alice, signed in.
pub(super) struct Alice {
    id: String,
    keys: Keys,
    /// Whose token she showed.
    issuer: String,
}

impl Alice {
    /// Shows an OpenID token, and gets an identity and temporary keys.
    pub(super) async fn signs_in(stage: &Stage<'_>) -> Result<Self, Stop> {
        let step = IS_REFUSED;
        let signed_in = stage.calls.sign_in(USER, CLIENT_ID).await?;
        let id = person::identity(stage, step, &signed_in.logins).await?;
        let keys = person::keys(stage, step, &id, &signed_in.logins).await?;
        let attached = step.done(stage.calls.attached_policies(&id).await?)?;
        let attached = names(&attached);
        if !attached.is_empty() {
            let seen = format!(
                "it has {}; detach them (aws iot detach-policy --target {id} --policy-name …) and \
                 play again",
                attached.join(", ")
            );
            return Err(step.otherwise("an identity without an IoT policy", seen, None));
        }
        Ok(Self { id, keys, issuer: signed_in.issuer })
    }

    /// Her role alone opens nothing.
    pub(super) async fn is_refused(
        &self,
        stage: &Stage<'_>,
        report: &mut Report,
    ) -> Result<(), Stop> {
        let decision = IS_REFUSED.refused(self.open(stage).await?)?;
        let notes = vec![
            format!("a token of {} for {CLIENT_ID}", self.issuer),
            format!("as {}, with the role {SIGNED_IN_ROLE}", self.id),
        ];
        let told = (notes, None);
        report.refused(stage.calls.client, IS_REFUSED, (decision, "device"), told).await
    }

    /// Somebody who may attaches the policy: role and policy together let her in. She listens to
    /// the shadow.
    pub(super) async fn connects(
        &self,
        stage: &Stage<'_>,
        report: &mut Report,
        traces: &mut Traces,
    ) -> Result<Connection, Stop> {
        let step = CONNECTS;
        // The call may be done even if its answer never comes.
        traces.attached = Some(self.id.clone());
        step.done(stage.calls.attach(IOT_POLICY, &self.id).await?)?;
        let mut app = step.allowed(self.open(stage).await?)?;
        step.allowed(app.subscribe(&shadow_topic("update/accepted")).await)?;
        let client_id = self.client_id();
        let question = self.asks("iot:Connect", format!("client/{client_id}"));
        let notes = vec![format!("AttachPolicy {IOT_POLICY} to {}", self.id)];
        report.allowed(stage.calls.client, step, &question.asked(), notes).await?;
        Ok(app)
    }

    /// She asks the shadow for light, the lamp makes it, and she sees it.
    pub(super) async fn switches_the_lamp_on(
        &self,
        stage: &Stage<'_>,
        report: &mut Report,
        (app, lamp): (&mut Connection, &mut Lamp),
    ) -> Result<(), Stop> {
        let (step, client) = (SWITCHES, stage.calls.client);
        let wanted = json!({ "desired": { "power": "on" } });
        let updated = step.done(stage.calls.update_shadow(THING, &wanted, &self.keys).await?)?;
        let version = updated.get("version").and_then(Value::as_i64).unwrap_or_default();
        let question = self.asks("iot:UpdateThingShadow", format!("thing/{THING}"));
        let notes = vec![format!("UpdateThingShadow with her keys: {wanted}, version {version}")];
        report.allowed(client, step, &question.asked(), notes).await?;

        lamp.switches(stage, report, version).await?;

        let accepted = shadow_topic("update/accepted");
        loop {
            let message = SEES.came("a report of the lamp", app.message(&accepted).await)?;
            let message: Value = serde_json::from_slice(&message).unwrap_or_default();
            if message.pointer("/state/reported/power") == Some(&json!("on")) {
                break;
            }
        }
        let shadow = SEES.done(stage.calls.shadow(THING, &self.keys).await?)?;
        let state = shadow.get("state").cloned().unwrap_or_default();
        let left_to_do = state.pointer("/delta/power").is_some();
        if state.pointer("/reported/power") != Some(&json!("on")) || left_to_do {
            return Err(SEES.otherwise("a shadow whose light is on", state.to_string(), None));
        }
        let question = self.asks("iot:Receive", format!("topic/{accepted}"));
        report
            .allowed(client, SEES, &question.asked(), vec![format!("the shadow is {state}")])
            .await
    }

    /// The policy is taken from her while she is connected.
    pub(super) async fn is_cut_off(
        &self,
        stage: &Stage<'_>,
        report: &mut Report,
        traces: &mut Traces,
        mut app: Connection,
    ) -> Result<(), Stop> {
        let (step, clock) = (IS_CUT, stage.calls.client.clock());
        let began_ms = clock.monotonic_ms();
        step.done(stage.calls.detach(IOT_POLICY, &self.id).await?)?;
        traces.attached = None;
        let cut = step.came("her connection is cut", app.cut().await)?;
        let took_ms = clock.monotonic_ms() - began_ms;
        if took_ms > CUT_MS_MAX {
            let seen = format!("cut after {took_ms} ms");
            return Err(step.otherwise(format!("cut within {CUT_MS_MAX} ms"), seen, cut.decision));
        }
        let decision = step.refused::<()>(Ok(Err(cut)))?;
        let told = (vec![format!("DetachPolicy {IOT_POLICY} from {}", self.id)], Some(took_ms));
        report.refused(stage.calls.client, step, (decision, "device"), told).await
    }

    /// She tries again; for the others nothing has changed.
    pub(super) async fn stays_out(
        &self,
        stage: &Stage<'_>,
        report: &mut Report,
        (mut guest, mut lamp): (Guest, Lamp),
    ) -> Result<(), Stop> {
        let step = STAYS_OUT;
        let decision = step.refused(self.open(stage).await?)?;
        guest.says(step, "still here", &mut lamp).await?;
        guest.leaves(step).await?;
        step.came("a farewell", lamp.connection.leave().await)?;
        let told = (Vec::new(), None);
        report.refused(stage.calls.client, step, (decision, "device"), told).await
    }

    async fn open(&self, stage: &Stage<'_>) -> Result<Opened, Stop> {
        let way = stage.apps_way(&self.keys).await?;
        Ok(Connection::open(way, &self.client_id()).await)
    }

    /// Her own client ids begin with her identity id; this one is the story's.
    fn client_id(&self) -> String {
        format!("{}-demo", self.id)
    }

    fn asks(&self, action: &'static str, resource: String) -> Asked<'_> {
        Asked { principal: &self.id, action, resource }
    }
}

/// A question about alice.
struct Asked<'a> {
    principal: &'a str,
    action: &'static str,
    resource: String,
}

impl Asked<'_> {
    fn asked(&self) -> Question<'_> {
        let Self { principal, action, resource } = self;
        Question { principal, action, resource, client: None }
    }
}

fn names(attached: &Value) -> Vec<String> {
    let policies = attached.get("policies").and_then(Value::as_array);
    let name = |policy: &Value| policy.get("policyName")?.as_str().map(str::to_owned);
    policies.into_iter().flatten().filter_map(name).collect()
}
