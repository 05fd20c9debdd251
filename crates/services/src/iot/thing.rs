//! Things of the registry: made, described, listed, deleted.

use std::collections::BTreeMap;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    CREATE_THING, CreateThingInput, CreateThingOutput, DELETE_THING, DESCRIBE_THING,
    DeleteThingInput, DeleteThingOutput, DescribeThingInput, DescribeThingOutput, LIST_THINGS,
    ListThingsInput, ListThingsOutput, ThingAttribute, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Region};
use daypass_store::{Key, PageLimit, Reads, Writes};

use super::error::{already_exists, invalid_request, no_such_thing, not_found};
use super::listing::listing;
use super::records::{THING_PRINCIPALS, THINGS, ThingRecord};
use super::thing_group::leave_every_group;
use crate::changes::Dependency;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Attributes of a thing that has no thing type.
const ATTRIBUTES_MAX: usize = 3;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateThing>();
    visitor.operation::<DescribeThing>();
    visitor.operation::<ListThings>();
    visitor.operation::<DeleteThing>();
}

/// `arn:aws:iot:REGION:ACCOUNT:thing/NAME`.
pub(super) fn thing_arn(account: &AccountId, region: &Region, name: &str) -> String {
    format!("arn:aws:iot:{region}:{account}:thing/{name}")
}

/// The permission for `action` on the thing.
pub(super) fn on_thing<I>(action: &'static str, call: &Call<'_, I>, name: &str) -> Vec<Permission> {
    vec![Permission::new(action, thing_arn(call.account, call.region, name))]
}

/// The key that a thing is kept under.
pub(super) fn thing_key<I>(call: &Call<'_, I>, name: &str) -> Key<ThingRecord> {
    THINGS.key(&call.scope(), [name])
}

/// The thing, or AWS IoT's word that there is none.
pub(super) async fn existing_thing<I>(
    call: &Call<'_, I>,
    reads: &mut Reads<'_>,
    name: &str,
) -> Result<ThingRecord, ServiceError> {
    let thing = reads.get(&thing_key(call, name)).await.map_err(unavailable)?;
    thing.ok_or_else(|| no_such_thing(name))
}

/// `CreateThing`: making the same thing with the same attributes again changes nothing.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html>
#[derive(Debug)]
pub(super) struct CreateThing;

impl Operation for CreateThing {
    type Input = CreateThingInput;
    type Output = CreateThingOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_THING;

    async fn permissions(
        call: &Call<'_, CreateThingInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_thing("iot:CreateThing", call, &call.input.thing_name))
    }

    async fn decide(
        call: &Call<'_, CreateThingInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateThingOutput, ServiceError> {
        let input = call.input;
        // Thing types, billing groups and thing groups come with the registry's own operations.
        if let Some(thing_type) = &input.thing_type_name {
            return Err(not_found(format!("Thing Type {thing_type} cannot be found.")));
        }
        if let Some(group) = &input.billing_group_name {
            return Err(not_found(format!("Billing group {group} cannot be found.")));
        }
        let given = input.attribute_payload.as_ref().and_then(|payload| payload.attributes.clone());
        let attributes: BTreeMap<String, String> =
            given.unwrap_or_default().into_iter().filter(|(_, value)| !value.is_empty()).collect();
        if attributes.len() > ATTRIBUTES_MAX {
            return Err(invalid_request(format!(
                "Thing {} cannot have more than {ATTRIBUTES_MAX} attributes without a thing type.",
                input.thing_name
            )));
        }
        let arn = thing_arn(call.account, call.region, &input.thing_name);
        let key = thing_key(call, &input.thing_name);
        let thing = match reads.get(&key).await.map_err(unavailable)? {
            Some(thing) if thing.attributes == attributes => thing,
            Some(thing) => {
                let message = format!(
                    "Thing {} already exists in account with different attributes",
                    thing.name
                );
                return Err(already_exists(message, &thing.id, &arn));
            }
            None => {
                let thing = ThingRecord {
                    name: input.thing_name.clone(),
                    id: call.random.uuid().to_string(),
                    thing_type: String::new(),
                    attributes,
                    version: 1,
                    created_ms: call.now.wall_ms,
                    groups: Vec::new(),
                };
                writes.put(&key, &thing);
                Dependency::thing(call.account, call.region, &thing.name).changed(writes);
                thing
            }
        };
        Ok(CreateThingOutput {
            thing_name: Some(thing.name),
            thing_arn: Some(arn),
            thing_id: Some(thing.id),
        })
    }
}

/// `DescribeThing`: <https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeThing.html>
#[derive(Debug)]
pub(super) struct DescribeThing;

impl Operation for DescribeThing {
    type Input = DescribeThingInput;
    type Output = DescribeThingOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DESCRIBE_THING;

    async fn permissions(
        call: &Call<'_, DescribeThingInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_thing("iot:DescribeThing", call, &call.input.thing_name))
    }

    async fn decide(
        call: &Call<'_, DescribeThingInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<DescribeThingOutput, ServiceError> {
        let thing = existing_thing(call, reads, &call.input.thing_name).await?;
        Ok(DescribeThingOutput {
            default_client_id: Some(thing.name.clone()),
            thing_arn: Some(thing_arn(call.account, call.region, &thing.name)),
            thing_name: Some(thing.name),
            thing_id: Some(thing.id),
            thing_type_name: None,
            attributes: Some(thing.attributes),
            version: Some(thing.version),
            billing_group_name: None,
        })
    }
}

/// `ListThings`: <https://docs.aws.amazon.com/iot/latest/apireference/API_ListThings.html>
#[derive(Debug)]
pub(super) struct ListThings;

impl Operation for ListThings {
    type Input = ListThingsInput;
    type Output = ListThingsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_THINGS;

    async fn permissions(
        _: &Call<'_, ListThingsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:ListThings", "*")])
    }

    async fn decide(
        call: &Call<'_, ListThingsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListThingsOutput, ServiceError> {
        let input = call.input;
        let listing =
            listing(call, "iot:ListThings", input.next_token.as_deref(), input.max_results)?;
        let things = THINGS.all(&call.scope());
        let page = reads
            .peek_page(&things, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let wanted = |thing: &ThingRecord| {
            let (Some(name), Some(value)) = (&input.attribute_name, &input.attribute_value) else {
                return input
                    .attribute_name
                    .as_ref()
                    .is_none_or(|name| thing.attributes.contains_key(name));
            };
            let prefix = input.use_prefix_attribute_value == Some(true);
            thing
                .attributes
                .get(name)
                .is_some_and(|has| has == value || prefix && has.starts_with(value.as_str()))
        };
        let matching = page.records.iter().map(|(_, thing)| thing).filter(|thing| {
            wanted(thing)
                && input.thing_type_name.as_ref().is_none_or(|name| *name == thing.thing_type)
        });
        let things = matching.map(|thing| ThingAttribute {
            thing_name: Some(thing.name.clone()),
            thing_type_name: None,
            thing_arn: Some(thing_arn(call.account, call.region, &thing.name)),
            attributes: Some(thing.attributes.clone()),
            version: Some(thing.version),
        });
        let things = Some(things.collect());
        Ok(ListThingsOutput { things, next_token: listing.next(call, "iot:ListThings", &page) })
    }
}

/// `DeleteThing`: deleting one that is not there changes nothing.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_DeleteThing.html>
#[derive(Debug)]
pub(super) struct DeleteThing;

impl Operation for DeleteThing {
    type Input = DeleteThingInput;
    type Output = DeleteThingOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_THING;

    async fn permissions(
        call: &Call<'_, DeleteThingInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_thing("iot:DeleteThing", call, &call.input.thing_name))
    }

    async fn decide(
        call: &Call<'_, DeleteThingInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteThingOutput, ServiceError> {
        let name = &call.input.thing_name;
        let Some(thing) = reads.get(&thing_key(call, name)).await.map_err(unavailable)? else {
            return Ok(DeleteThingOutput {});
        };
        if call.input.expected_version.is_some_and(|expected| expected != thing.version) {
            let message =
                format!("The version for thing {name} does not match the expected version.");
            return Err(ServiceError::new(&errors::VERSION_CONFLICT_EXCEPTION, message));
        }
        let principals = THING_PRINCIPALS.under(&call.scope(), [name]);
        let attached =
            reads.peek_page(&principals, None, PageLimit::records(1)).await.map_err(unavailable)?;
        if !attached.records.is_empty() {
            return Err(invalid_request(format!(
                "Cannot delete. Thing {name} is still attached to one or more principals"
            )));
        }
        reads.empty(&principals);
        leave_every_group(call, &thing, writes);
        writes.delete(&thing_key(call, name));
        Dependency::thing(call.account, call.region, name).changed(writes);
        Ok(DeleteThingOutput {})
    }
}
