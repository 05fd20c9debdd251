//! Attaching principals to things: what `iot:Connection.Thing.*` variables rest on.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    ATTACH_THING_PRINCIPAL, AttachThingPrincipalInput, AttachThingPrincipalOutput,
    DETACH_THING_PRINCIPAL, DetachThingPrincipalInput, DetachThingPrincipalOutput,
    LIST_PRINCIPAL_THINGS, LIST_THING_PRINCIPALS, ListPrincipalThingsInput,
    ListPrincipalThingsOutput, ListThingPrincipalsInput, ListThingPrincipalsOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{PageLimit, Reads, Table, Writes};

use super::attachment::checked_principal;
use super::certificate::id_of_arn;
use super::error::invalid_request;
use super::listing::listing;
use super::records::{PRINCIPAL_THINGS, THING_PRINCIPALS, ThingPrincipalRecord};
use super::thing::{existing_thing, on_thing, thing_arn};
use crate::changes::Dependency;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<AttachThingPrincipal>();
    visitor.operation::<DetachThingPrincipal>();
    visitor.operation::<ListThingPrincipals>();
    visitor.operation::<ListPrincipalThings>();
}

/// The second parts of a page of rows, and the token of the next page.
async fn rows<I>(
    call: &Call<'_, I>,
    reads: &Reads<'_>,
    (table, operation): (&Table<ThingPrincipalRecord, 2>, &str),
    first: &str,
    (token, rows_max): (Option<&str>, Option<i32>),
) -> Result<(Vec<String>, Option<String>), ServiceError> {
    let listing = listing(call, operation, token, rows_max)?;
    let prefix = table.under(&call.scope(), [first]);
    let page = reads
        .peek_page(&prefix, listing.after.as_deref(), listing.page_limit())
        .await
        .map_err(unavailable)?;
    let second = page.records.iter().filter_map(|(key, _)| {
        let [_, second] = table.parts(key)?;
        String::from_utf8(second.to_vec()).ok()
    });
    Ok((second.collect(), listing.next(call, operation, &page)))
}

/// A certificate that speaks for one thing alone can be attached to no other one, and one that is
/// attached elsewhere cannot come to speak for this one alone.
async fn check_exclusiveness(
    call: &Call<'_, AttachThingPrincipalInput>,
    reads: &mut Reads<'_>,
    exclusive: bool,
) -> Result<(), ServiceError> {
    let AttachThingPrincipalInput { thing_name, principal, .. } = call.input;
    let things = PRINCIPAL_THINGS.under(&call.scope(), [principal]);
    // Two rows tell: the one of this very thing says nothing against it.
    let page = reads.page(&things, None, PageLimit::records(2)).await.map_err(unavailable)?;
    let other =
        |key| PRINCIPAL_THINGS.parts(key).is_none_or(|[_, of]| *of != *thing_name.as_bytes());
    let mut others = page.records.iter().filter(|(key, _)| other(key));
    if others.any(|(_, row)| exclusive || row.exclusive) {
        let message = format!("Principal {principal} is attached to another thing.");
        return Err(invalid_request(message));
    }
    Ok(())
}

/// The permission for `action` on the principal, with the thing that it is about.
fn on_principal<I>(
    action: &'static str,
    call: &Call<'_, I>,
    thing: &str,
    principal: &str,
) -> Permission {
    let arn = thing_arn(call.account, call.region, thing);
    Permission::new(action, principal).with("iot:thingArn", arn)
}

/// Who connects as the thing is looked at anew, and so is whoever connects by the principal.
fn changed<I>(call: &Call<'_, I>, thing: &str, principal: &str, writes: &mut Writes) {
    Dependency::thing(call.account, call.region, thing).changed(writes);
    Dependency::iot_target(call.account, call.region, principal).changed(writes);
}

/// `AttachThingPrincipal`: attaching twice changes nothing. The resource is the principal itself.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_AttachThingPrincipal.html>
#[derive(Debug)]
pub(super) struct AttachThingPrincipal;

impl Operation for AttachThingPrincipal {
    type Input = AttachThingPrincipalInput;
    type Output = AttachThingPrincipalOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ATTACH_THING_PRINCIPAL;

    async fn permissions(
        call: &Call<'_, AttachThingPrincipalInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let (thing, principal) = (&call.input.thing_name, &call.input.principal);
        Ok(vec![on_principal("iot:AttachThingPrincipal", call, thing, principal)])
    }

    async fn decide(
        call: &Call<'_, AttachThingPrincipalInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<AttachThingPrincipalOutput, ServiceError> {
        let (thing, principal) = (&call.input.thing_name, &call.input.principal);
        let kind = call.input.thing_principal_type.as_ref();
        let exclusive = kind.is_some_and(|kind| kind.as_str() == "EXCLUSIVE_THING");
        if exclusive && id_of_arn(call.account, call.region, principal).is_none() {
            return Err(invalid_request("EXCLUSIVE_THING is for X.509 certificates only."));
        }
        existing_thing(call, reads, thing).await?;
        checked_principal(call, reads, principal).await?;
        check_exclusiveness(call, reads, exclusive).await?;
        let row = ThingPrincipalRecord { exclusive };
        writes.put(&THING_PRINCIPALS.key(&call.scope(), [thing, principal]), &row);
        writes.put(&PRINCIPAL_THINGS.key(&call.scope(), [principal, thing]), &row);
        changed(call, thing, principal, writes);
        Ok(AttachThingPrincipalOutput {})
    }
}

/// `DetachThingPrincipal`: detaching what is not attached changes nothing.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_DetachThingPrincipal.html>
#[derive(Debug)]
pub(super) struct DetachThingPrincipal;

impl Operation for DetachThingPrincipal {
    type Input = DetachThingPrincipalInput;
    type Output = DetachThingPrincipalOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DETACH_THING_PRINCIPAL;

    async fn permissions(
        call: &Call<'_, DetachThingPrincipalInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let (thing, principal) = (&call.input.thing_name, &call.input.principal);
        Ok(vec![on_principal("iot:DetachThingPrincipal", call, thing, principal)])
    }

    async fn decide(
        call: &Call<'_, DetachThingPrincipalInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DetachThingPrincipalOutput, ServiceError> {
        let (thing, principal) = (&call.input.thing_name, &call.input.principal);
        existing_thing(call, reads, thing).await?;
        writes.delete(&THING_PRINCIPALS.key(&call.scope(), [thing, principal]));
        writes.delete(&PRINCIPAL_THINGS.key(&call.scope(), [principal, thing]));
        changed(call, thing, principal, writes);
        Ok(DetachThingPrincipalOutput {})
    }
}

/// `ListThingPrincipals`: <https://docs.aws.amazon.com/iot/latest/apireference/API_ListThingPrincipals.html>
#[derive(Debug)]
pub(super) struct ListThingPrincipals;

impl Operation for ListThingPrincipals {
    type Input = ListThingPrincipalsInput;
    type Output = ListThingPrincipalsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_THING_PRINCIPALS;

    async fn permissions(
        call: &Call<'_, ListThingPrincipalsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_thing("iot:ListThingPrincipals", call, &call.input.thing_name))
    }

    async fn decide(
        call: &Call<'_, ListThingPrincipalsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListThingPrincipalsOutput, ServiceError> {
        let input = call.input;
        existing_thing(call, reads, &input.thing_name).await?;
        let what = (&THING_PRINCIPALS, "ListThingPrincipals");
        let (principals, next_token) = rows(
            call,
            reads,
            what,
            &input.thing_name,
            (input.next_token.as_deref(), input.max_results),
        )
        .await?;
        Ok(ListThingPrincipalsOutput { principals: Some(principals), next_token })
    }
}

/// `ListPrincipalThings`: <https://docs.aws.amazon.com/iot/latest/apireference/API_ListPrincipalThings.html>
#[derive(Debug)]
pub(super) struct ListPrincipalThings;

impl Operation for ListPrincipalThings {
    type Input = ListPrincipalThingsInput;
    type Output = ListPrincipalThingsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_PRINCIPAL_THINGS;

    async fn permissions(
        call: &Call<'_, ListPrincipalThingsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:ListPrincipalThings", call.input.principal.as_str())])
    }

    async fn decide(
        call: &Call<'_, ListPrincipalThingsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListPrincipalThingsOutput, ServiceError> {
        let input = call.input;
        let what = (&PRINCIPAL_THINGS, "ListPrincipalThings");
        let (things, next_token) = rows(
            call,
            reads,
            what,
            &input.principal,
            (input.next_token.as_deref(), input.max_results),
        )
        .await?;
        Ok(ListPrincipalThingsOutput { things: Some(things), next_token })
    }
}
