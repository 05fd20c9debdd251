//! `iot:ClientId` and the variables of the thing that a connection speaks for.
//!
//! A thing's variables resolve only if the client id is the thing's name and the principal is
//! attached to it; `IsAttached` itself is always defined on a connection.
//! <https://docs.aws.amazon.com/iot/latest/developerguide/thing-policy-variables.html>

use daypass_aws_types::{AccountId, Region};
use daypass_policy::ContextMap;
use daypass_store::{Reads, Scope, StoreError};

use crate::changes::Dependency;
use crate::iot::records::{THING_PRINCIPALS, THINGS};

/// Adds the variables of a connection with this client id to those of its principal, and what they
/// depend on. `principal` is the identity id (or certificate ARN) that things can be attached to.
pub async fn add_connection_variables(
    variables: &mut ContextMap,
    dependencies: &mut Vec<Dependency>,
    reads: &Reads<'_>,
    (account, region): (&AccountId, &Region),
    client_id: &str,
    principal: Option<&str>,
) -> Result<(), StoreError> {
    let scope = Scope { account: account.as_str(), region: region.as_str() };
    variables.insert("iot:ClientId", client_id);
    let Some(principal) = principal else {
        variables.insert("iot:Connection.Thing.IsAttached", "false");
        return Ok(());
    };
    dependencies.push(Dependency::thing(account, region, client_id));
    let attached = reads.peek(&THING_PRINCIPALS.key(&scope, [client_id, principal])).await?;
    let thing = reads.peek(&THINGS.key(&scope, [client_id])).await?;
    let thing = thing.filter(|_| attached.is_some());
    variables
        .insert("iot:Connection.Thing.IsAttached", if thing.is_some() { "true" } else { "false" });
    let Some(thing) = thing else { return Ok(()) };
    variables.insert("iot:Connection.Thing.ThingName", thing.name.as_str());
    if !thing.thing_type.is_empty() {
        variables.insert("iot:Connection.Thing.ThingTypeName", thing.thing_type.as_str());
    }
    for (name, value) in &thing.attributes {
        variables.insert(&format!("iot:Connection.Thing.Attributes[{name}]"), value.as_str());
    }
    Ok(())
}
