//! Thing groups as the store has them, and which of them count for a thing.

use std::collections::BTreeMap;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::ThingGroupProperties;
use daypass_aws_types::{AccountId, Region};
use daypass_store::{Key, Reads, Scope, StoreError};

use super::records::{THING_GROUPS, ThingGroupRecord};
use super::thing_group_arn;
use crate::changes::Dependency;
use crate::iot::error::{invalid_request, not_found};
use crate::iot::records::ThingRecord;
use crate::operation::Call;
use crate::store_error::unavailable;

/// Attributes of one group.
const GROUP_ATTRIBUTES_MAX: usize = 50;

pub(super) fn group_key<I>(call: &Call<'_, I>, name: &str) -> Key<ThingGroupRecord> {
    THING_GROUPS.key(&call.scope(), [name])
}

/// The group, or AWS IoT's word that there is none.
pub(in crate::iot) async fn existing_group<I>(
    call: &Call<'_, I>,
    reads: &mut Reads<'_>,
    name: &str,
) -> Result<ThingGroupRecord, ServiceError> {
    let group = reads.get(&group_key(call, name)).await.map_err(unavailable)?;
    group.ok_or_else(|| not_found(format!("Thing Group {name} cannot be found.")))
}

/// The name in a thing group's ARN of this account and region.
pub(in crate::iot) fn group_name_of_arn<'a>(
    account: &AccountId,
    region: &Region,
    arn: &'a str,
) -> Option<&'a str> {
    let name = arn.strip_prefix(&thing_group_arn(account, region, ""))?;
    (!name.is_empty()).then_some(name)
}

/// The names of the groups whose policies reach the thing, each once: those that it is in and all
/// above them. Each is a dependency, so that a deleted group stops counting at once.
pub(crate) async fn groups_that_count(
    thing: &ThingRecord,
    (account, region): (&AccountId, &Region),
    dependencies: &mut Vec<Dependency>,
    reads: &Reads<'_>,
) -> Result<Vec<String>, StoreError> {
    let scope = Scope { account: account.as_str(), region: region.as_str() };
    let mut names: Vec<String> = Vec::new();
    for membership in &thing.groups {
        dependencies.push(Dependency::thing_group(account, region, &membership.group));
        let group = reads.peek(&THING_GROUPS.key(&scope, [&membership.group])).await?;
        let Some(group) = group.filter(|group| group.id == membership.group_id) else { continue };
        for name in group.ancestors.into_iter().chain([group.name]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok(names)
}

/// The description and attributes that a caller gives; an empty value leaves an attribute out.
pub(super) fn given(
    properties: Option<&ThingGroupProperties>,
) -> Result<(Option<String>, BTreeMap<String, String>), ServiceError> {
    let description = properties.and_then(|properties| properties.thing_group_description.clone());
    let payload = properties.and_then(|properties| properties.attribute_payload.as_ref());
    let attributes = payload.and_then(|payload| payload.attributes.clone()).unwrap_or_default();
    let kept = attributes.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    Ok((description, bounded(kept)?))
}

/// Attributes within their bound.
pub(super) fn bounded(
    attributes: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, ServiceError> {
    if attributes.len() <= GROUP_ATTRIBUTES_MAX {
        return Ok(attributes);
    }
    let message = format!("A thing group cannot have more than {GROUP_ATTRIBUTES_MAX} attributes.");
    Err(invalid_request(message))
}

/// AWS IoT's word for an `expectedVersion` that is not the group's.
pub(super) fn check_version(
    group: &ThingGroupRecord,
    expected: Option<i64>,
) -> Result<(), ServiceError> {
    if expected.is_none_or(|expected| expected == group.version) {
        return Ok(());
    }
    let message =
        format!("The version for thing group {} does not match the expected version.", group.name);
    Err(ServiceError::new(&daypass_aws_types::iot::errors::VERSION_CONFLICT_EXCEPTION, message))
}
