//! `GetId`: an identity of a pool, made or found.

use daypass_aws_types::cognito_identity::{GET_ID, GetIdInput, GetIdOutput};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::error::no_such_pool;
use super::pool::existing_pool;
use super::sign_in::{Proved, proved_for_pool, settle};
use crate::logins::VerifiedLogin;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetId>();
}

/// `GetId`: without logins a new guest at each call, with logins the identity that they belong to.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html>
#[derive(Debug)]
pub(super) struct GetId;

impl Operation for GetId {
    type Input = GetIdInput;
    type Output = GetIdOutput;
    type Evidence = Vec<VerifiedLogin>;
    const DESCRIPTOR: &'static Descriptor = &GET_ID;

    async fn permissions(
        _: &Call<'_, GetIdInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(Vec::new())
    }

    async fn prepare(call: &Call<'_, GetIdInput>) -> Result<Vec<VerifiedLogin>, ServiceError> {
        let input = call.input;
        let logins = proved_for_pool(call, &input.identity_pool_id, input.logins.as_ref()).await?;
        if logins.is_empty() {
            // Counted here, because deciding may take several runs.
            let whence = (call.source_ip, input.identity_pool_id.as_str());
            call.environment.limits.guest(&GET_ID, whence, call.now.wall_ms)?;
        }
        Ok(logins)
    }

    async fn decide(
        call: &Call<'_, GetIdInput>,
        logins: &Vec<VerifiedLogin>,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<GetIdOutput, ServiceError> {
        let input = call.input;
        let pool = existing_pool(reads, &input.identity_pool_id).await?;
        if input.account_id.as_ref().is_some_and(|account| *account != pool.account) {
            return Err(no_such_pool(&pool.id));
        }
        let identity = settle(call, &pool, Proved::logins(logins), reads, writes).await?;
        Ok(GetIdOutput { identity_id: Some(identity.id.clone()) })
    }
}
