//! What a connection adds to its principal: `iot:ClientId`, the variables of the thing that it
//! speaks for, and the policies of that thing's groups.
//!
//! A connection speaks for the thing of its client id's name if the principal is attached to it, and
//! by a certificate that is attached to one thing exclusively for that one. `IsAttached` itself is
//! always defined on a connection.
//! <https://docs.aws.amazon.com/iot/latest/developerguide/thing-policy-variables.html>
//! <https://docs.aws.amazon.com/iot/latest/developerguide/exclusive-thing.html>

use std::mem;
use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_policy::{ContextMap, DeviceLeg, DeviceScope, Grants};
use daypass_store::{PageLimit, Reads, Scope, StoreError};

use super::{Access, AccessError, PolicyDocuments, Resolver};
use crate::changes::Dependency;
use crate::iot::records::{PRINCIPAL_THINGS, THING_PRINCIPALS, THINGS, ThingRecord};
use crate::iot::thing_group::{groups_that_count, thing_group_arn};

/// Makes a principal's access that of a connection under this client id. `principal` is what things
/// can be attached to: an authenticated identity's id, a certificate's ARN.
///
/// # Errors
/// The store does not answer, or a group's policy cannot be read.
pub async fn connect(
    access: &mut Access,
    documents: &PolicyDocuments,
    reads: &Reads<'_>,
    (account, region): (&AccountId, &Region),
    client_id: &str,
    principal: Option<&str>,
) -> Result<(), AccessError> {
    access.variables.insert("iot:ClientId", client_id);
    let dependencies = mem::take(&mut access.dependencies);
    let mut resolver = Resolver { documents, reads, account, dependencies };
    let thing = match principal {
        Some(principal) => resolver.thing_spoken_for(region, client_id, principal).await?,
        None => None,
    };
    add_variables(&mut access.variables, thing.as_ref());
    if let Some(thing) = &thing {
        access.grants = resolver.with_groups(access.grants.clone(), thing, region).await?;
    }
    access.dependencies = resolver.dependencies;
    Ok(())
}

impl Resolver<'_> {
    async fn thing_spoken_for(
        &mut self,
        region: &Region,
        client_id: &str,
        principal: &str,
    ) -> Result<Option<ThingRecord>, StoreError> {
        let scope = Scope { account: self.account.as_str(), region: region.as_str() };
        self.dependencies.push(Dependency::thing(self.account, region, client_id));
        let row = THING_PRINCIPALS.key(&scope, [client_id, principal]);
        if self.reads.peek(&row).await?.is_some() {
            return self.reads.peek(&THINGS.key(&scope, [client_id])).await;
        }
        let things = PRINCIPAL_THINGS.under(&scope, [principal]);
        let page = self.reads.peek_page(&things, None, PageLimit::records(1)).await?;
        let Some((key, _)) = page.records.first().filter(|(_, row)| row.exclusive) else {
            return Ok(None);
        };
        let name =
            PRINCIPAL_THINGS.parts(key).and_then(|[_, name]| String::from_utf8(name.to_vec()).ok());
        let Some(name) = name else { return Ok(None) };
        self.dependencies.push(Dependency::thing(self.account, region, &name));
        self.reads.peek(&THINGS.key(&scope, [&name])).await
    }

    /// The device leg with the policies of the thing's groups, each policy once. A leg that stands
    /// beside IAM's gains nothing by groups while no policy is attached to the identity itself: a
    /// group alone never satisfies the rule.
    async fn with_groups(
        &mut self,
        grants: Arc<Grants>,
        thing: &ThingRecord,
        region: &Region,
    ) -> Result<Arc<Grants>, AccessError> {
        let Some(device) = &grants.device else { return Ok(grants) };
        if device.applies_to == DeviceScope::SevenActions && device.policies.is_empty() {
            return Ok(grants);
        }
        let place = (self.account, region);
        let groups = groups_that_count(thing, place, &mut self.dependencies, self.reads).await?;
        let mut policies = device.policies.policies().to_vec();
        let own = policies.len();
        for group in groups {
            let arn = thing_group_arn(self.account, region, &group);
            for policy in self.attached_policies(&arn, region).await? {
                if !policies.contains(&policy) {
                    policies.push(policy);
                }
            }
        }
        if policies.len() == own {
            return Ok(grants);
        }
        let policies = self.documents.set(&policies);
        let device = DeviceLeg { policies, applies_to: device.applies_to };
        Ok(Arc::new(Grants { device: Some(device), ..Grants::clone(&grants) }))
    }
}

fn add_variables(variables: &mut ContextMap, thing: Option<&ThingRecord>) {
    let attached = if thing.is_some() { "true" } else { "false" };
    variables.insert("iot:Connection.Thing.IsAttached", attached);
    let Some(thing) = thing else { return };
    variables.insert("iot:Connection.Thing.ThingName", thing.name.as_str());
    if !thing.thing_type.is_empty() {
        variables.insert("iot:Connection.Thing.ThingTypeName", thing.thing_type.as_str());
    }
    for (name, value) in &thing.attributes {
        variables.insert(format!("iot:Connection.Thing.Attributes[{name}]"), value.as_str());
    }
}
