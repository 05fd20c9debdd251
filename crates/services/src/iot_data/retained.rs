//! What topics retain, over HTTPS.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot_data::{
    GET_RETAINED_MESSAGE, GetRetainedMessageInput, GetRetainedMessageOutput,
    LIST_RETAINED_MESSAGES, ListRetainedMessagesInput, ListRetainedMessagesOutput,
    RetainedMessageSummary, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, StoreError, Writes};
use serde_json::{Value, json};

use crate::operation::{Call, Operation, Permission};
use crate::paging::Listing;
use crate::ports::{RetainedMessage, RetainedPage, TopicPlace};
use crate::served::Visitor;

/// Messages of a page when the caller names no number, and the most that it may name.
const MESSAGES_MAX: usize = 200;
const LIST: &str = "iot-data:ListRetainedMessages";

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetRetainedMessage>();
    visitor.operation::<ListRetainedMessages>();
}

fn unavailable(_: StoreError) -> ServiceError {
    ServiceError::new(&errors::SERVICE_UNAVAILABLE_EXCEPTION, "Service unavailable")
}

/// `GetRetainedMessage`:
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_GetRetainedMessage.html>
#[derive(Debug)]
struct GetRetainedMessage;

impl Operation for GetRetainedMessage {
    type Input = GetRetainedMessageInput;
    type Output = GetRetainedMessageOutput;
    type Evidence = RetainedMessage;
    const DESCRIPTOR: &'static Descriptor = &GET_RETAINED_MESSAGE;

    async fn permissions(
        call: &Call<'_, GetRetainedMessageInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let (region, account, topic) = (call.region, call.account, &call.input.topic);
        let resource = format!("arn:aws:iot:{region}:{account}:topic/{topic}");
        Ok(vec![Permission::new("iot:GetRetainedMessage", resource)])
    }

    async fn prepare(
        call: &Call<'_, GetRetainedMessageInput>,
    ) -> Result<RetainedMessage, ServiceError> {
        let topic = &call.input.topic;
        let place = TopicPlace {
            account: call.account.clone(),
            region: call.region.clone(),
            topic: topic.clone(),
        };
        let found = call.environment.connections.retained(place).await.map_err(unavailable)?;
        found.ok_or_else(|| {
            let message = format!("No retained message was found for topic {topic}");
            ServiceError::new(&errors::RESOURCE_NOT_FOUND_EXCEPTION, message)
        })
    }

    async fn decide(
        _: &Call<'_, GetRetainedMessageInput>,
        message: &RetainedMessage,
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetRetainedMessageOutput, ServiceError> {
        Ok(GetRetainedMessageOutput {
            topic: Some(message.topic.clone()),
            payload: Some(message.payload.to_vec()),
            qos: Some(i32::from(message.qos)),
            last_modified_time: Some(message.modified_at_ms),
            user_properties: user_properties(&message.user_properties),
        })
    }
}

/// An array of objects with one member each; nothing where there are none.
fn user_properties(properties: &[(String, String)]) -> Option<Vec<u8>> {
    let object = |(name, value): &(String, String)| json!({ name: value });
    let array = Value::Array(properties.iter().map(object).collect());
    (!properties.is_empty()).then(|| array.to_string().into_bytes())
}

/// `ListRetainedMessages`:
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_ListRetainedMessages.html>
#[derive(Debug)]
struct ListRetainedMessages;

impl ListRetainedMessages {
    fn listing(call: &Call<'_, ListRetainedMessagesInput>) -> Result<Listing, ServiceError> {
        let limit = call.input.max_results.and_then(|max| usize::try_from(max).ok());
        let limit = limit.unwrap_or(MESSAGES_MAX).clamp(1, MESSAGES_MAX);
        Listing::start(call, LIST, call.input.next_token.as_deref(), limit, || {
            ServiceError::new(&errors::INVALID_REQUEST_EXCEPTION, "The token is not valid.")
        })
    }
}

impl Operation for ListRetainedMessages {
    type Input = ListRetainedMessagesInput;
    type Output = ListRetainedMessagesOutput;
    type Evidence = RetainedPage;
    const DESCRIPTOR: &'static Descriptor = &LIST_RETAINED_MESSAGES;

    async fn permissions(
        _: &Call<'_, ListRetainedMessagesInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:ListRetainedMessages", "*")])
    }

    async fn prepare(
        call: &Call<'_, ListRetainedMessagesInput>,
    ) -> Result<RetainedPage, ServiceError> {
        let listing = Self::listing(call)?;
        let connections = &call.environment.connections;
        let (after, limit) = (listing.after.as_deref(), listing.page_limit());
        let page = connections.all_retained(call.account, call.region, after, limit).await;
        page.map_err(unavailable)
    }

    async fn decide(
        call: &Call<'_, ListRetainedMessagesInput>,
        page: &RetainedPage,
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListRetainedMessagesOutput, ServiceError> {
        let listing = Self::listing(call)?;
        let summary = |message: &RetainedMessage| RetainedMessageSummary {
            topic: Some(message.topic.clone()),
            payload_size: i64::try_from(message.payload.len()).ok(),
            qos: Some(i32::from(message.qos)),
            last_modified_time: Some(message.modified_at_ms),
        };
        Ok(ListRetainedMessagesOutput {
            retained_topics: Some(page.messages.iter().map(summary).collect()),
            next_token: page.next.as_deref().and_then(|next| listing.token_after(call, LIST, next)),
        })
    }
}
