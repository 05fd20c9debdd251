//! What every user of the pool does: an identity, and temporary keys for it.

use serde_json::Value;

use super::stage::Stage;
use super::step::{Step, Stop};
use crate::client::Keys;

/// The identity that the pool gives to these logins.
pub(super) async fn identity(
    stage: &Stage<'_>,
    step: Step,
    logins: &Value,
) -> Result<String, Stop> {
    let reply = step.done(stage.calls.identity(&stage.pool, logins).await?)?;
    text(step, &reply, "IdentityId")
}

/// Temporary keys of an identity.
pub(super) async fn keys(
    stage: &Stage<'_>,
    step: Step,
    id: &str,
    logins: &Value,
) -> Result<Keys, Stop> {
    let reply = step.done(stage.calls.credentials(id, logins).await?)?;
    let given = reply.get("Credentials").cloned().unwrap_or_default();
    Ok(Keys::temporary(
        text(step, &given, "AccessKeyId")?,
        text(step, &given, "SecretKey")?,
        text(step, &given, "SessionToken")?,
    ))
}

fn text(step: Step, answer: &Value, name: &str) -> Result<String, Stop> {
    let found = answer.get(name).and_then(Value::as_str).map(str::to_owned);
    found.ok_or_else(|| step.otherwise(format!("an answer with `{name}`"), "one without", None))
}
