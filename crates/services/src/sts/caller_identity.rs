//! `GetCallerIdentity`: whose keys these are. Everybody may ask, whatever their policies say.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{
    GET_CALLER_IDENTITY, GetCallerIdentityInput, GetCallerIdentityOutput,
};
use daypass_store::{Reads, Writes};

use crate::operation::{Call, Operation, Permission};

/// `GetCallerIdentity`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>
#[derive(Debug)]
pub(super) struct GetCallerIdentity;

impl Operation for GetCallerIdentity {
    type Input = GetCallerIdentityInput;
    type Output = GetCallerIdentityOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_CALLER_IDENTITY;

    /// None: AWS answers even a caller whom every policy denies it.
    async fn permissions(
        _: &Call<'_, GetCallerIdentityInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(Vec::new())
    }

    async fn decide(
        call: &Call<'_, GetCallerIdentityInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetCallerIdentityOutput, ServiceError> {
        Ok(GetCallerIdentityOutput {
            account: Some(call.account.to_string()),
            arn: Some(call.principal.arn()),
            user_id: Some(call.principal.user_id()),
        })
    }
}
