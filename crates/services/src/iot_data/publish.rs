//! `Publish` over HTTPS: the same message that an MQTT client would send, without a connection.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot_data::{PUBLISH, PublishInput, PublishOutput, errors};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};
use serde_json::Value;

use crate::operation::{Call, Operation, Permission};
use crate::ports::{Publication, PublicationProperties, PublishError};

/// Bytes of a topic.
const TOPIC_BYTES_MAX: usize = 65_535;
/// Bytes of a payload: the MQTT packet limit of the gateway, unless AWS's smaller one is asked for.
const PAYLOAD_BYTES_MAX: usize = 128 * 1024;
/// User properties of one message.
const USER_PROPERTIES_MAX: usize = 64;

/// `Publish`: <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html>
#[derive(Debug)]
pub(super) struct Publish;

impl Operation for Publish {
    type Input = PublishInput;
    type Output = PublishOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &PUBLISH;

    async fn permissions(
        call: &Call<'_, PublishInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let topic =
            format!("arn:aws:iot:{}:{}:topic/{}", call.region, call.account, call.input.topic);
        let mut permissions = vec![Permission::new("iot:Publish", topic.clone())];
        if call.input.retain == Some(true) {
            permissions.push(Permission::new("iot:RetainPublish", topic));
        }
        Ok(permissions)
    }

    async fn prepare(call: &Call<'_, PublishInput>) -> Result<(), ServiceError> {
        let publication = publication(call)?;
        call.environment.connections.publish(publication).await.map_err(|error| match error {
            PublishError::Busy => ServiceError::new(&errors::THROTTLING_EXCEPTION, "Rate exceeded"),
            PublishError::Invalid(_) => invalid(error.to_string()),
            PublishError::Closing => {
                ServiceError::new(&errors::INTERNAL_FAILURE_EXCEPTION, "The gateway is closing.")
            }
        })
    }

    async fn decide(
        _: &Call<'_, PublishInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<PublishOutput, ServiceError> {
        Ok(PublishOutput {})
    }
}

fn invalid(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::INVALID_REQUEST_EXCEPTION, message)
}

fn publication(call: &Call<'_, PublishInput>) -> Result<Publication, ServiceError> {
    let input = call.input;
    check_topic(&input.topic)?;
    let qos = match input.qos {
        None | Some(0) => 0,
        Some(1) => 1,
        Some(other) => return Err(invalid(format!("Invalid QoS: {other}"))),
    };
    let payload = Bytes::from(input.payload.clone().unwrap_or_default());
    if payload.len() > PAYLOAD_BYTES_MAX {
        return Err(invalid(format!("The payload exceeds {PAYLOAD_BYTES_MAX} bytes")));
    }
    Ok(Publication {
        account: call.account.clone(),
        region: call.region.clone(),
        topic: input.topic.clone(),
        payload,
        qos,
        retain: input.retain == Some(true),
        properties: properties(input)?,
    })
}

fn check_topic(topic: &str) -> Result<(), ServiceError> {
    if topic.is_empty() || topic.len() > TOPIC_BYTES_MAX || topic.contains(['+', '#', '\0']) {
        return Err(invalid(format!("Invalid topic: {topic}")));
    }
    // `$aws/rules/` is for the rules engine; the other reserved topics answer to their own operations.
    if topic.starts_with('$') {
        return Err(invalid(format!("Topic {topic} is reserved")));
    }
    Ok(())
}

fn properties(input: &PublishInput) -> Result<PublicationProperties, ServiceError> {
    let correlation_data =
        input.correlation_data.as_deref().map(|text| STANDARD.decode(text)).transpose();
    let expiry = input.message_expiry.map(u32::try_from).transpose();
    Ok(PublicationProperties {
        content_type: input.content_type.clone(),
        response_topic: input.response_topic.clone(),
        correlation_data: correlation_data
            .map_err(|_| invalid("x-amz-mqtt5-correlation-data is not base64"))?
            .map(Bytes::from),
        payload_is_utf8: input
            .payload_format_indicator
            .as_ref()
            .map(|format| format.as_str() == "UTF8_DATA"),
        message_expiry_seconds: expiry.map_err(|_| invalid("messageExpiry is out of range"))?,
        user_properties: match &input.user_properties {
            Some(text) => user_properties(text)?,
            None => Vec::new(),
        },
    })
}

/// `[{"name":"value"}, …]`, or the same as a JSON string, which is what boto3 sends.
fn user_properties(text: &str) -> Result<Vec<(String, String)>, ServiceError> {
    let refused = || invalid("x-amz-mqtt5-user-properties is not a list of names and values");
    let mut value: Value = serde_json::from_str(text).map_err(|_| refused())?;
    if let Value::String(inner) = &value {
        value = serde_json::from_str(inner).map_err(|_| refused())?;
    }
    let list =
        value.as_array().filter(|list| list.len() <= USER_PROPERTIES_MAX).ok_or_else(refused)?;
    let mut properties = Vec::with_capacity(list.len());
    for entry in list {
        let entry = entry.as_object().ok_or_else(refused)?;
        for (name, value) in entry {
            properties.push((name.clone(), value.as_str().ok_or_else(refused)?.to_owned()));
        }
    }
    Ok(properties)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_properties_come_as_a_list_or_as_a_string_that_holds_one() {
        let expected = vec![("k".to_owned(), "v".to_owned()), ("k".to_owned(), "w".to_owned())];
        assert_eq!(user_properties(r#"[{"k":"v"},{"k":"w"}]"#).unwrap(), expected);
        assert_eq!(user_properties(r#""[{\"k\":\"v\"},{\"k\":\"w\"}]""#).unwrap(), expected);
        assert!(user_properties(r#"{"k":"v"}"#).is_err());
        assert!(user_properties("[1]").is_err());
    }

    #[test]
    fn wildcards_and_reserved_topics_are_no_topics_to_publish_on() {
        assert!(check_topic("a/b").is_ok());
        for topic in ["", "a/+", "a/#", "$aws/things/t/shadow/update", "a\0b"] {
            assert!(check_topic(topic).is_err(), "{topic:?}");
        }
    }
}
