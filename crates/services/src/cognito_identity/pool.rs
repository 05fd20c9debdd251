//! Identity pools: made, replaced, described, listed, deleted.

use std::collections::BTreeMap;

use daypass_aws_types::cognito_identity::{
    CREATE_IDENTITY_POOL, CognitoIdentityProvider, CreateIdentityPoolInput,
    CreateIdentityPoolOutput, DELETE_IDENTITY_POOL, DESCRIBE_IDENTITY_POOL,
    DeleteIdentityPoolInput, DeleteIdentityPoolOutput, DescribeIdentityPoolInput,
    DescribeIdentityPoolOutput, IdentityPoolShortDescription, LIST_IDENTITY_POOLS,
    ListIdentityPoolsInput, ListIdentityPoolsOutput, UPDATE_IDENTITY_POOL, UpdateIdentityPoolInput,
    UpdateIdentityPoolOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Key, PageLimit, Reads, Scope, Writes};

use super::arn::identity_pool_arn;
use super::error::{invalid_parameter, no_such_pool, too_many_pools};
use super::listing::listing;
use super::pool_settings::PoolSettings;
use super::records::{
    CognitoIdentityProviderRecord, DELETED_POOLS, DeletedPoolRecord, IDENTITY_POOL_LISTING,
    IDENTITY_POOLS, IdentityPoolListingRecord, IdentityPoolRecord, LOGINS,
};
use crate::changes::Dependency;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Pools of one account and region: AWS's default quota.
const POOLS_MAX: usize = 1_000;
/// Characters of an id of pool or identity, in the model.
pub(super) const ID_CHARACTERS_MAX: usize = 55;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateIdentityPool>();
    visitor.operation::<UpdateIdentityPool>();
    visitor.operation::<DescribeIdentityPool>();
    visitor.operation::<DeleteIdentityPool>();
    visitor.operation::<ListIdentityPools>();
}

/// The key that a pool is kept under.
pub(super) fn pool_key(pool_id: &str) -> Key<IdentityPoolRecord> {
    IDENTITY_POOLS.key(&Scope::GLOBAL, [pool_id])
}

/// The pool, whosever it is: unsigned calls name no account.
pub(super) async fn existing_pool(
    reads: &mut Reads<'_>,
    pool_id: &str,
) -> Result<IdentityPoolRecord, ServiceError> {
    let pool = reads.get(&pool_key(pool_id)).await.map_err(unavailable)?;
    pool.ok_or_else(|| no_such_pool(pool_id))
}

/// The pool, if it is the caller's own. Another account's is as absent as one that never was.
pub(super) async fn own_pool<I>(
    call: &Call<'_, I>,
    reads: &mut Reads<'_>,
    pool_id: &str,
) -> Result<IdentityPoolRecord, ServiceError> {
    let pool = existing_pool(reads, pool_id).await?;
    if is_own(call, &pool) { Ok(pool) } else { Err(no_such_pool(pool_id)) }
}

/// Whether the pool is of the account and region of the call.
pub(super) fn is_own<I>(call: &Call<'_, I>, pool: &IdentityPoolRecord) -> bool {
    pool.account == call.account.as_str() && pool.region == call.region.as_str()
}

/// The permission for `action` on the pool, with the pool's tags as condition keys.
pub(super) async fn on_pool<I>(
    action: &'static str,
    call: &Call<'_, I>,
    reads: &Reads<'_>,
    pool_id: &str,
) -> Result<Permission, ServiceError> {
    let arn = identity_pool_arn(call.account, call.region, pool_id);
    let mut permission = Permission::new(action, arn);
    let pool = reads.peek(&pool_key(pool_id)).await.map_err(unavailable)?;
    for (key, value) in pool.filter(|pool| is_own(call, pool)).iter().flat_map(|pool| &pool.tags) {
        permission = permission.with(format!("aws:ResourceTag/{key}"), value.as_str());
    }
    Ok(permission)
}

/// The same with the tags of the request as condition keys.
pub(super) fn with_request_tags(
    mut permission: Permission,
    tags: Option<&BTreeMap<String, String>>,
) -> Permission {
    let Some(tags) = tags.filter(|tags| !tags.is_empty()) else { return permission };
    for (key, value) in tags {
        permission = permission.with(format!("aws:RequestTag/{key}"), value.as_str());
    }
    permission.context.insert_many("aws:TagKeys", tags.keys().cloned());
    permission
}

/// Writes the pool and its row in the listing.
fn save_pool<I>(call: &Call<'_, I>, writes: &mut Writes, pool: &IdentityPoolRecord) {
    writes.put(&pool_key(&pool.id), pool);
    let row = IdentityPoolListingRecord { name: pool.name.clone() };
    writes.put(&IDENTITY_POOL_LISTING.key(&call.scope(), [&pool.id]), &row);
}

/// The three answers that describe a pool have the same members, but no type in common. What was
/// not set is left out, except for the tags.
macro_rules! described {
    ($answer:ident, $pool:expr) => {{
        let pool = $pool;
        $answer {
            allow_classic_flow: pool.allow_classic_flow,
            allow_unauthenticated_identities: pool.allow_unauthenticated,
            cognito_identity_providers: described_user_pools(pool.cognito_identity_providers),
            developer_provider_name: Some(pool.developer_provider_name)
                .filter(|name| !name.is_empty()),
            identity_pool_id: pool.id,
            identity_pool_name: pool.name,
            identity_pool_tags: Some(pool.tags),
            open_id_connect_provider_arns: Some(pool.openid_connect_provider_arns)
                .filter(|arns| !arns.is_empty()),
            saml_provider_arns: Some(pool.saml_provider_arns).filter(|arns| !arns.is_empty()),
            supported_login_providers: Some(pool.supported_login_providers)
                .filter(|providers| !providers.is_empty()),
        }
    }};
}

fn described_user_pools(
    user_pools: Vec<CognitoIdentityProviderRecord>,
) -> Option<Vec<CognitoIdentityProvider>> {
    let described = |user_pool: CognitoIdentityProviderRecord| CognitoIdentityProvider {
        client_id: Some(user_pool.client_id),
        provider_name: Some(user_pool.provider_name),
        server_side_token_check: user_pool.server_side_token_check,
    };
    (!user_pools.is_empty()).then(|| user_pools.into_iter().map(described).collect())
}

/// `CreateIdentityPool`: <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html>
#[derive(Debug)]
pub(super) struct CreateIdentityPool;

impl Operation for CreateIdentityPool {
    type Input = CreateIdentityPoolInput;
    type Output = CreateIdentityPoolOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_IDENTITY_POOL;

    async fn permissions(
        call: &Call<'_, CreateIdentityPoolInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permission = Permission::new("cognito-identity:CreateIdentityPool", "*");
        Ok(vec![with_request_tags(permission, call.input.identity_pool_tags.as_ref())])
    }

    async fn decide(
        call: &Call<'_, CreateIdentityPoolInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateIdentityPoolOutput, ServiceError> {
        let settings = PoolSettings::from(call.input).checked(call.account)?;
        let mut pool = IdentityPoolRecord {
            id: format!("{}:{}", call.region, call.random.uuid()),
            account: call.account.to_string(),
            region: call.region.to_string(),
            created_ms: call.now.wall_ms,
            ..IdentityPoolRecord::default()
        };
        if pool.id.len() > ID_CHARACTERS_MAX {
            return Err(invalid_parameter(format!(
                "Ids of the region {} would be longer than {ID_CHARACTERS_MAX} characters.",
                call.region
            )));
        }
        settings.apply(&mut pool)?;
        let pools = IDENTITY_POOL_LISTING.all(&call.scope());
        let page = reads.peek_page(&pools, None, PageLimit::records(POOLS_MAX)).await;
        if page.map_err(unavailable)?.records.len() >= POOLS_MAX {
            return Err(too_many_pools(POOLS_MAX));
        }
        // Two pools with one id would share their identities.
        if reads.get(&pool_key(&pool.id)).await.map_err(unavailable)?.is_some() {
            return Err(crate::store_error::internal("a random id was drawn twice"));
        }
        save_pool(call, writes, &pool);
        Ok(described!(CreateIdentityPoolOutput, pool))
    }
}

/// `UpdateIdentityPool`: replaces everything but the roles.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html>
#[derive(Debug)]
pub(super) struct UpdateIdentityPool;

impl Operation for UpdateIdentityPool {
    type Input = UpdateIdentityPoolInput;
    type Output = UpdateIdentityPoolOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_IDENTITY_POOL;

    async fn permissions(
        call: &Call<'_, UpdateIdentityPoolInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:UpdateIdentityPool";
        let permission = on_pool(action, call, reads, &call.input.identity_pool_id).await?;
        Ok(vec![with_request_tags(permission, call.input.identity_pool_tags.as_ref())])
    }

    async fn decide(
        call: &Call<'_, UpdateIdentityPoolInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateIdentityPoolOutput, ServiceError> {
        let mut pool = own_pool(call, reads, &call.input.identity_pool_id).await?;
        PoolSettings::from(call.input).checked(call.account)?.apply(&mut pool)?;
        save_pool(call, writes, &pool);
        Dependency::identity_pool(&pool.id).changed(writes);
        Ok(described!(UpdateIdentityPoolOutput, pool))
    }
}

/// `DescribeIdentityPool`: <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html>
#[derive(Debug)]
pub(super) struct DescribeIdentityPool;

impl Operation for DescribeIdentityPool {
    type Input = DescribeIdentityPoolInput;
    type Output = DescribeIdentityPoolOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DESCRIBE_IDENTITY_POOL;

    async fn permissions(
        call: &Call<'_, DescribeIdentityPoolInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:DescribeIdentityPool";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, DescribeIdentityPoolInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<DescribeIdentityPoolOutput, ServiceError> {
        let pool = own_pool(call, reads, &call.input.identity_pool_id).await?;
        Ok(described!(DescribeIdentityPoolOutput, pool))
    }
}

/// `DeleteIdentityPool`: its identities are gone with it, at once and however many they are. Their
/// records are removed later, by [`super::sweep_deleted_pools`].
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html>
#[derive(Debug)]
pub(super) struct DeleteIdentityPool;

impl Operation for DeleteIdentityPool {
    type Input = DeleteIdentityPoolInput;
    type Output = DeleteIdentityPoolOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_IDENTITY_POOL;

    async fn permissions(
        call: &Call<'_, DeleteIdentityPoolInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:DeleteIdentityPool";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, DeleteIdentityPoolInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteIdentityPoolOutput, ServiceError> {
        let pool = own_pool(call, reads, &call.input.identity_pool_id).await?;
        writes.delete(&pool_key(&pool.id));
        writes.delete(&IDENTITY_POOL_LISTING.key(&call.scope(), [&pool.id]));
        writes.delete_range(&LOGINS.under(&Scope::GLOBAL, [&pool.id]));
        writes.put(&DELETED_POOLS.key(&Scope::GLOBAL, [&pool.id]), &DeletedPoolRecord {});
        Dependency::identity_pool(&pool.id).changed(writes);
        Ok(DeleteIdentityPoolOutput {})
    }
}

/// `ListIdentityPools`: ids and names, no more.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html>
#[derive(Debug)]
pub(super) struct ListIdentityPools;

impl Operation for ListIdentityPools {
    type Input = ListIdentityPoolsInput;
    type Output = ListIdentityPoolsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_IDENTITY_POOLS;

    async fn permissions(
        _: &Call<'_, ListIdentityPoolsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("cognito-identity:ListIdentityPools", "*")])
    }

    async fn decide(
        call: &Call<'_, ListIdentityPoolsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListIdentityPoolsOutput, ServiceError> {
        let (input, operation) = (call.input, "cognito-identity:ListIdentityPools");
        let listing = listing(call, operation, input.next_token.as_deref(), input.max_results)?;
        let pools = IDENTITY_POOL_LISTING.all(&call.scope());
        let page = reads
            .peek_page(&pools, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let described = page.records.iter().filter_map(|(key, row)| {
            let [pool_id] = IDENTITY_POOL_LISTING.parts(key)?;
            Some(IdentityPoolShortDescription {
                identity_pool_id: Some(String::from_utf8(pool_id.to_vec()).ok()?),
                identity_pool_name: Some(row.name.clone()),
            })
        });
        Ok(ListIdentityPoolsOutput {
            identity_pools: Some(described.collect()),
            next_token: listing.next(call, operation, &page),
        })
    }
}
