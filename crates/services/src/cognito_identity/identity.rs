//! Identities as the pool's owner sees them: described, listed, deleted.

use daypass_aws_types::Timestamp;
use daypass_aws_types::cognito_identity::{
    DELETE_IDENTITIES, DESCRIBE_IDENTITY, DeleteIdentitiesInput, DeleteIdentitiesOutput,
    DescribeIdentityInput, DescribeIdentityOutput, IdentityDescription, LIST_IDENTITIES,
    ListIdentitiesInput, ListIdentitiesOutput, UnprocessedIdentityId,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{BATCH_OPERATIONS_MAX, Reads, Scope, Writes};

use super::arn::{arn_of, identity_pool_arn};
use super::error::no_such_identity;
use super::linking::LOGINS_MAX;
use super::listing::listing;
use super::pool::{is_own, on_pool, own_pool, pool_key};
use super::records::{
    IdentityPoolRecord, IdentityRecord, IdentityState, LoginRecord, POOL_IDENTITIES,
};
use super::sign_in::{Resident, existing_identity, identity_key, login_key, pool_identity_key};
use crate::changes::Dependency;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<DescribeIdentity>();
    visitor.operation::<ListIdentities>();
    visitor.operation::<DeleteIdentities>();
}

/// The pool of an identity, if the caller's account owns it.
async fn own_pool_of<I>(
    call: &Call<'_, I>,
    reads: &Reads<'_>,
    identity_id: &str,
) -> Result<Option<IdentityPoolRecord>, ServiceError> {
    let identity = reads.peek(&identity_key(identity_id)).await.map_err(unavailable)?;
    let Some(identity) = identity else { return Ok(None) };
    let pool = reads.peek(&pool_key(&identity.pool_id)).await.map_err(unavailable)?;
    Ok(pool.filter(|pool| is_own(call, pool)))
}

/// The permission for `action` on the pool of each identity, each pool once. An identity that is
/// nowhere, or elsewhere, is asked for under every pool of the caller's.
async fn on_pools_of<I>(
    action: &'static str,
    call: &Call<'_, I>,
    reads: &Reads<'_>,
    identity_ids: impl Iterator<Item = &str>,
) -> Result<Vec<Permission>, ServiceError> {
    let mut permissions: Vec<Permission> = Vec::new();
    for identity_id in identity_ids {
        let permission = match own_pool_of(call, reads, identity_id).await? {
            Some(pool) => on_pool(action, call, reads, &pool.id)
                .await?
                .with("cognito-identity:IdentityPoolArn", arn_of(&pool)),
            None => Permission::new(action, identity_pool_arn(call.account, call.region, "*")),
        };
        if permissions.iter().all(|known| known.resource != permission.resource) {
            permissions.push(permission);
        }
    }
    Ok(permissions)
}

/// The names of the identity's providers; nothing at all for one without logins.
fn provider_names(identity: &IdentityRecord) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for LoginRecord { provider, .. } in &identity.logins {
        if !names.contains(provider) {
            names.push(provider.clone());
        }
    }
    (!names.is_empty()).then_some(names)
}

/// `DescribeIdentity`: <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html>
#[derive(Debug)]
pub(super) struct DescribeIdentity;

impl Operation for DescribeIdentity {
    type Input = DescribeIdentityInput;
    type Output = DescribeIdentityOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DESCRIBE_IDENTITY;

    async fn permissions(
        call: &Call<'_, DescribeIdentityInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let identity_id = std::iter::once(call.input.identity_id.as_str());
        on_pools_of("cognito-identity:DescribeIdentity", call, reads, identity_id).await
    }

    async fn decide(
        call: &Call<'_, DescribeIdentityInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<DescribeIdentityOutput, ServiceError> {
        let Resident { identity, pool } = existing_identity(reads, &call.input.identity_id).await?;
        if !is_own(call, &pool) {
            return Err(no_such_identity(&identity.id));
        }
        Ok(DescribeIdentityOutput {
            creation_date: Some(Timestamp::from_millis(identity.created_ms)),
            last_modified_date: Some(Timestamp::from_millis(identity.modified_ms)),
            logins: provider_names(&identity),
            identity_id: Some(identity.id.clone()),
        })
    }
}

/// `ListIdentities`: names of providers, not of users.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentities.html>
#[derive(Debug)]
pub(super) struct ListIdentities;

impl Operation for ListIdentities {
    type Input = ListIdentitiesInput;
    type Output = ListIdentitiesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_IDENTITIES;

    async fn permissions(
        call: &Call<'_, ListIdentitiesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:ListIdentities";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, ListIdentitiesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListIdentitiesOutput, ServiceError> {
        let (input, operation) = (call.input, "cognito-identity:ListIdentities");
        let pool = own_pool(call, reads, &input.identity_pool_id).await?;
        let listing = listing(call, operation, input.next_token.as_deref(), input.max_results)?;
        let rows = POOL_IDENTITIES.under(&Scope::GLOBAL, [&pool.id]);
        let page = reads
            .peek_page(&rows, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let mut identities = Vec::with_capacity(page.records.len());
        for (_, row) in &page.records {
            let identity =
                reads.peek(&identity_key(&row.identity_id)).await.map_err(unavailable)?;
            let hidden = |identity: &IdentityRecord| {
                input.hide_disabled == Some(true) && identity.state() == IdentityState::Disabled
            };
            identities.extend(identity.filter(|identity| !hidden(identity)).map(|identity| {
                IdentityDescription {
                    creation_date: Some(Timestamp::from_millis(identity.created_ms)),
                    last_modified_date: Some(Timestamp::from_millis(identity.modified_ms)),
                    logins: provider_names(&identity),
                    identity_id: Some(identity.id.clone()),
                }
            }));
        }
        Ok(ListIdentitiesOutput {
            identities: Some(identities),
            next_token: listing.next(call, operation, &page),
            identity_pool_id: Some(pool.id),
        })
    }
}

/// `DeleteIdentities`: one that is not there is as good as deleted, one of another account is not
/// the caller's to delete. Its logins start anew, and its sessions end.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentities.html>
#[derive(Debug)]
pub(super) struct DeleteIdentities;

/// Assertions and writes of one deleted identity at most: itself, its pool, its row, its logins.
const OPERATIONS_PER_IDENTITY_MAX: usize = 2 + 2 + LOGINS_MAX;

impl Operation for DeleteIdentities {
    type Input = DeleteIdentitiesInput;
    type Output = DeleteIdentitiesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_IDENTITIES;

    async fn permissions(
        call: &Call<'_, DeleteIdentitiesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let identity_ids = call.input.identity_ids_to_delete.iter().map(String::as_str);
        on_pools_of("cognito-identity:DeleteIdentities", call, reads, identity_ids).await
    }

    async fn decide(
        call: &Call<'_, DeleteIdentitiesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteIdentitiesOutput, ServiceError> {
        let mut unprocessed = Vec::new();
        let mut operations = 0;
        for identity_id in &call.input.identity_ids_to_delete {
            let is_full = operations + OPERATIONS_PER_IDENTITY_MAX > BATCH_OPERATIONS_MAX;
            // What one batch cannot hold is for the next call: AWS's own error for that.
            let outcome = if is_full {
                Err("InternalServerError")
            } else {
                delete(call, identity_id, reads, writes).await?
            };
            match outcome {
                Ok(counted) => operations += counted,
                Err(code) => unprocessed.push(UnprocessedIdentityId {
                    error_code: Some(code.to_owned()),
                    identity_id: Some(identity_id.clone()),
                }),
            }
        }
        Ok(DeleteIdentitiesOutput { unprocessed_identity_ids: Some(unprocessed) })
    }
}

/// Deletes one identity: how many operations of the batch it took, or AWS's code for why not.
async fn delete(
    call: &Call<'_, DeleteIdentitiesInput>,
    identity_id: &str,
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<Result<usize, &'static str>, ServiceError> {
    let identity = reads.get(&identity_key(identity_id)).await.map_err(unavailable)?;
    let Some(identity) = identity else { return Ok(Ok(1)) };
    let pool = reads.get(&pool_key(&identity.pool_id)).await.map_err(unavailable)?;
    let Some(pool) = pool else { return Ok(Ok(2)) };
    if !is_own(call, &pool) {
        return Ok(Err("AccessDenied"));
    }
    writes.delete(&identity_key(&identity.id));
    writes.delete(&pool_identity_key(&pool.id, &identity.id));
    for login in &identity.logins {
        writes.delete(&login_key(&pool.id, login));
    }
    Dependency::identity(&identity.id).changed(writes);
    Ok(Ok(4 + identity.logins.len()))
}
