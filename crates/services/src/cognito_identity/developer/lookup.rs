//! `LookupDeveloperIdentity`: from a developer's user to the identity, and back.

use std::sync::Arc;

use daypass_aws_types::cognito_identity::{
    LOOKUP_DEVELOPER_IDENTITY, LookupDeveloperIdentityInput, LookupDeveloperIdentityOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::user;
use crate::cognito_identity::error::{conflict, invalid_parameter, not_found};
use crate::cognito_identity::listing::{ROWS_MAX, listing};
use crate::cognito_identity::pool::{on_pool, own_pool};
use crate::cognito_identity::records::{IdentityPoolRecord, IdentityRecord};
use crate::cognito_identity::sign_in::{existing_identity, existing_identity_of, login_key};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<LookupDeveloperIdentity>();
}

/// `LookupDeveloperIdentity`: by either one of identity and user; where both are given they have to
/// belong together.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_LookupDeveloperIdentity.html>
#[derive(Debug)]
pub(in crate::cognito_identity) struct LookupDeveloperIdentity;

type Input = LookupDeveloperIdentityInput;

impl Operation for LookupDeveloperIdentity {
    type Input = Input;
    type Output = LookupDeveloperIdentityOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LOOKUP_DEVELOPER_IDENTITY;

    async fn permissions(
        call: &Call<'_, Input>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:LookupDeveloperIdentity";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, Input>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<LookupDeveloperIdentityOutput, ServiceError> {
        let pool = own_pool(call, reads, &call.input.identity_pool_id).await?;
        let identity = found(call, &pool, reads).await?;
        let operation = "cognito-identity:LookupDeveloperIdentity";
        let rows_max = call.input.max_results.unwrap_or(ROWS_MAX);
        let listing = listing(call, operation, call.input.next_token.as_deref(), rows_max)?;
        let mut users: Vec<String> = identity
            .logins
            .iter()
            .filter(|login| login.developer)
            .map(|login| login.subject.clone())
            .filter(|user| listing.after.as_deref().is_none_or(|after| user.as_bytes() > after))
            .collect();
        users.sort_unstable();
        let more = users.len() > listing.limit;
        users.truncate(listing.limit);
        let last = users.last().filter(|_| more);
        let next_token =
            last.and_then(|last| listing.token_after(call, operation, last.as_bytes()));
        Ok(LookupDeveloperIdentityOutput {
            identity_id: Some(identity.id.clone()),
            developer_user_identifier_list: Some(users),
            next_token,
        })
    }
}

async fn found(
    call: &Call<'_, Input>,
    pool: &IdentityPoolRecord,
    reads: &mut Reads<'_>,
) -> Result<Arc<IdentityRecord>, ServiceError> {
    let of_user = match &call.input.developer_user_identifier {
        Some(identifier) => Some(owner(pool, identifier, reads).await?),
        None => None,
    };
    match (&call.input.identity_id, of_user) {
        (None, None) => Err(invalid_parameter(
            "Either IdentityId or DeveloperUserIdentifier must be specified.",
        )),
        (None, Some(identity)) => Ok(identity),
        (Some(identity_id), None) => existing_identity_of(pool, reads, identity_id).await,
        (Some(identity_id), Some(identity)) if *identity_id == identity.id => Ok(identity),
        (Some(_), Some(_)) => {
            Err(conflict("The developer user does not belong to the specified identity."))
        }
    }
}

/// The identity that a developer's user is linked to.
pub(super) async fn owner(
    pool: &IdentityPoolRecord,
    identifier: &str,
    reads: &mut Reads<'_>,
) -> Result<Arc<IdentityRecord>, ServiceError> {
    let row =
        reads.get(&login_key(&pool.id, &user(pool, identifier))).await.map_err(unavailable)?;
    let missing = || not_found("The developer user is not registered with this identity pool.");
    let row = row.ok_or_else(missing)?;
    Ok(existing_identity(reads, &row.identity_id).await?.identity)
}
