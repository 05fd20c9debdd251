//! Shadows over HTTPS: read, update, delete, list.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot_data::{
    DELETE_THING_SHADOW, DeleteThingShadowInput, DeleteThingShadowOutput, GET_THING_SHADOW,
    GetThingShadowInput, GetThingShadowOutput, LIST_NAMED_SHADOWS_FOR_THING,
    ListNamedShadowsForThingInput, ListNamedShadowsForThingOutput, UPDATE_THING_SHADOW,
    UpdateThingShadowInput, UpdateThingShadowOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::exchange::{Place, delete, get, update};
use super::message::Message;
use super::name::{ShadowName, thing_arn};
use super::row;
use crate::operation::{Call, Operation, Permission, Published};
use crate::paging::Listing;
use crate::ports::Publication;
use crate::served::Visitor;
use crate::store_error::unavailable;
use crate::turns::Turn;

/// Names of a page when the caller names no number.
const NAMES_DEFAULT: usize = 25;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetThingShadow>();
    visitor.operation::<UpdateThingShadow>();
    visitor.operation::<DeleteThingShadow>();
    visitor.operation::<ListNamedShadowsForThing>();
}

fn place<'a, I>(call: &'a Call<'_, I>, name: ShadowName<'a>) -> Place<'a> {
    Place { scope: call.scope(), name, now: call.now }
}

fn on_shadow<I>(
    action: &'static str,
    call: &Call<'_, I>,
    name: &ShadowName<'_>,
) -> Vec<Permission> {
    vec![Permission::new(action, name.arn(call.account, call.region))]
}

fn publications<I>(
    call: &Call<'_, I>,
    name: &ShadowName<'_>,
    messages: Vec<Message>,
) -> Vec<Publication> {
    let place = (call.account, call.region);
    messages.into_iter().map(|message| message.published(name, place)).collect()
}

/// `GetThingShadow`: <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_GetThingShadow.html>
#[derive(Debug)]
pub(super) struct GetThingShadow;

fn name_of_get(input: &GetThingShadowInput) -> ShadowName<'_> {
    ShadowName { thing: &input.thing_name, shadow: input.shadow_name.as_deref() }
}

impl Operation for GetThingShadow {
    type Input = GetThingShadowInput;
    type Output = GetThingShadowOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_THING_SHADOW;

    async fn permissions(
        call: &Call<'_, GetThingShadowInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_shadow("iot:GetThingShadow", call, &name_of_get(call.input)))
    }

    async fn decide(
        call: &Call<'_, GetThingShadowInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetThingShadowOutput, ServiceError> {
        let exchange = get(&place(call, name_of_get(call.input)), &[], reads).await?;
        Ok(GetThingShadowOutput { payload: Some(exchange.answer.to_vec()) })
    }
}

/// `UpdateThingShadow`: <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_UpdateThingShadow.html>
#[derive(Debug)]
pub(super) struct UpdateThingShadow;

fn name_of_update(input: &UpdateThingShadowInput) -> ShadowName<'_> {
    ShadowName { thing: &input.thing_name, shadow: input.shadow_name.as_deref() }
}

impl Operation for UpdateThingShadow {
    type Input = UpdateThingShadowInput;
    type Output = Published<UpdateThingShadowOutput>;
    type Evidence = Turn;
    const DESCRIPTOR: &'static Descriptor = &UPDATE_THING_SHADOW;

    async fn permissions(
        call: &Call<'_, UpdateThingShadowInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_shadow("iot:UpdateThingShadow", call, &name_of_update(call.input)))
    }

    async fn prepare(call: &Call<'_, UpdateThingShadowInput>) -> Result<Turn, ServiceError> {
        Ok(place(call, name_of_update(call.input)).turn(call.environment).await)
    }

    async fn decide(
        call: &Call<'_, UpdateThingShadowInput>,
        _: &Turn,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<Published<UpdateThingShadowOutput>, ServiceError> {
        let name = name_of_update(call.input);
        let exchange = update(&place(call, name), &call.input.payload, reads, writes).await?;
        Ok(Published {
            answer: UpdateThingShadowOutput { payload: Some(exchange.answer.to_vec()) },
            publications: publications(call, &name, exchange.messages),
        })
    }

    fn publications(output: &mut Published<UpdateThingShadowOutput>) -> Vec<Publication> {
        std::mem::take(&mut output.publications)
    }
}

/// `DeleteThingShadow`: <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_DeleteThingShadow.html>
#[derive(Debug)]
pub(super) struct DeleteThingShadow;

fn name_of_delete(input: &DeleteThingShadowInput) -> ShadowName<'_> {
    ShadowName { thing: &input.thing_name, shadow: input.shadow_name.as_deref() }
}

impl Operation for DeleteThingShadow {
    type Input = DeleteThingShadowInput;
    type Output = Published<DeleteThingShadowOutput>;
    type Evidence = Turn;
    const DESCRIPTOR: &'static Descriptor = &DELETE_THING_SHADOW;

    async fn permissions(
        call: &Call<'_, DeleteThingShadowInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_shadow("iot:DeleteThingShadow", call, &name_of_delete(call.input)))
    }

    async fn prepare(call: &Call<'_, DeleteThingShadowInput>) -> Result<Turn, ServiceError> {
        Ok(place(call, name_of_delete(call.input)).turn(call.environment).await)
    }

    async fn decide(
        call: &Call<'_, DeleteThingShadowInput>,
        _: &Turn,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<Published<DeleteThingShadowOutput>, ServiceError> {
        let name = name_of_delete(call.input);
        let exchange = delete(&place(call, name), &[], reads, writes).await?;
        Ok(Published {
            answer: DeleteThingShadowOutput { payload: exchange.answer.to_vec() },
            publications: publications(call, &name, exchange.messages),
        })
    }

    fn publications(output: &mut Published<DeleteThingShadowOutput>) -> Vec<Publication> {
        std::mem::take(&mut output.publications)
    }
}

/// `ListNamedShadowsForThing`: a thing that nobody knows has none.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_ListNamedShadowsForThing.html>
#[derive(Debug)]
pub(super) struct ListNamedShadowsForThing;

impl Operation for ListNamedShadowsForThing {
    type Input = ListNamedShadowsForThingInput;
    type Output = ListNamedShadowsForThingOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_NAMED_SHADOWS_FOR_THING;

    async fn permissions(
        call: &Call<'_, ListNamedShadowsForThingInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let thing = thing_arn(call.account, call.region, &call.input.thing_name);
        Ok(vec![Permission::new("iot:ListNamedShadowsForThing", thing)])
    }

    async fn decide(
        call: &Call<'_, ListNamedShadowsForThingInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListNamedShadowsForThingOutput, ServiceError> {
        const OPERATION: &str = "iotdata:ListNamedShadowsForThing";
        let input = call.input;
        let limit =
            input.page_size.and_then(|size| usize::try_from(size).ok()).unwrap_or(NAMES_DEFAULT);
        let refusal =
            || ServiceError::new(&errors::INVALID_REQUEST_EXCEPTION, "The token is not valid.");
        let token = input.next_token.as_deref();
        let listing = Listing::start(call, OPERATION, token, limit, refusal)?;
        let named = row::named_shadows(&call.scope(), &input.thing_name);
        let page = reads
            .peek_page(&named, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        Ok(ListNamedShadowsForThingOutput {
            next_token: listing.next(call, OPERATION, &page),
            results: Some(
                page.records.iter().filter_map(|(key, _)| row::shadow_name(key)).collect(),
            ),
            timestamp: Some(call.now.wall_ms.div_euclid(1_000)),
        })
    }
}
