//! `GetAccessKeyInfo`: which account an access key belongs to.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{GET_ACCESS_KEY_INFO, GetAccessKeyInfoInput, GetAccessKeyInfoOutput};
use daypass_credentials::AccessKeyId;
use daypass_store::{Reads, Writes};

use super::error::validation_error;
use crate::iam::access_key::access_key_key;
use crate::operation::{Call, Operation, Permission};
use crate::store_error::unavailable;

/// `GetAccessKeyInfo`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html>
///
/// It says nothing about the state of the key, nor whether it may do anything.
#[derive(Debug)]
pub(super) struct GetAccessKeyInfo;

impl Operation for GetAccessKeyInfo {
    type Input = GetAccessKeyInfoInput;
    type Output = GetAccessKeyInfoOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_ACCESS_KEY_INFO;

    async fn permissions(
        _: &Call<'_, GetAccessKeyInfoInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("sts:GetAccessKeyInfo", "*")])
    }

    async fn decide(
        call: &Call<'_, GetAccessKeyInfoInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetAccessKeyInfoOutput, ServiceError> {
        let account = account_of(reads, &call.input.access_key_id).await?;
        Ok(GetAccessKeyInfoOutput { account: Some(account) })
    }
}

/// The id of a temporary key carries its account; a long-term key is looked up by its id.
async fn account_of(reads: &Reads<'_>, access_key_id: &str) -> Result<String, ServiceError> {
    if let Ok(id) = access_key_id.parse::<AccessKeyId>() {
        return Ok(id.account().to_string());
    }
    let record = reads.peek(&access_key_key(access_key_id)).await.map_err(unavailable)?;
    record.map(|record| record.account).ok_or_else(|| no_such_key(access_key_id))
}

fn no_such_key(access_key_id: &str) -> ServiceError {
    validation_error(format!("The access key ID {access_key_id} does not exist."))
}
