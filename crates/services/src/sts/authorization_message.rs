//! `DecodeAuthorizationMessage`: what a refusal says to those who may know.
//!
//! The gateway hands the encoded message out with the refusal (decision 0023); here it is opened.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{
    DECODE_AUTHORIZATION_MESSAGE, DecodeAuthorizationMessageInput,
    DecodeAuthorizationMessageOutput, errors,
};
use daypass_store::{Reads, Writes};

use crate::operation::{Call, Operation, Permission};

/// `DecodeAuthorizationMessage`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html>
///
/// A message opens in the account of whoever was refused, for as long as the ring holds its key.
#[derive(Debug)]
pub(super) struct DecodeAuthorizationMessage;

impl Operation for DecodeAuthorizationMessage {
    type Input = DecodeAuthorizationMessageInput;
    type Output = DecodeAuthorizationMessageOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DECODE_AUTHORIZATION_MESSAGE;

    async fn permissions(
        _: &Call<'_, DecodeAuthorizationMessageInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("sts:DecodeAuthorizationMessage", "*")])
    }

    async fn decide(
        call: &Call<'_, DecodeAuthorizationMessageInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<DecodeAuthorizationMessageOutput, ServiceError> {
        let encoded = call.input.encoded_message.as_str();
        let account = call.account.as_str().parse().unwrap_or_default();
        let decoded = call.environment.keys.ring().open_authorization_message(account, encoded);
        let decoded = decoded.map_err(|error| {
            let shape = &errors::INVALID_AUTHORIZATION_MESSAGE_EXCEPTION;
            let message = "The message passed to DecodeAuthorizationMessage was invalid.";
            ServiceError::new(shape, message).with_hint(error.to_string())
        })?;
        Ok(DecodeAuthorizationMessageOutput { decoded_message: Some(decoded) })
    }
}
