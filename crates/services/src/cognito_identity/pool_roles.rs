//! The roles of an identity pool: for guests, for the signed-in, and by rules for some of those.

use std::collections::BTreeSet;

use daypass_aws_types::AccountId;
use daypass_aws_types::cognito_identity::{
    GET_IDENTITY_POOL_ROLES, GetIdentityPoolRolesInput, GetIdentityPoolRolesOutput,
    SET_IDENTITY_POOL_ROLES, SetIdentityPoolRolesInput, SetIdentityPoolRolesOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::error::role_forbidden;
use super::pool::{on_pool, own_pool, pool_key};
use super::role_mapping;
use crate::iam::arn::{role_arn, role_name_from_arn};
use crate::iam::role::{pass_role, role_key};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::sessions::COGNITO_IDENTITY;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<SetIdentityPoolRoles>();
    visitor.operation::<GetIdentityPoolRoles>();
}

/// Every role that the call hands to the pool, each once.
fn given_roles(input: &SetIdentityPoolRolesInput) -> BTreeSet<&str> {
    let by_rules = role_mapping::role_arns(input.role_mappings.as_ref());
    input.roles.values().map(String::as_str).chain(by_rules).collect()
}

/// A role that may be given is there, under this very ARN, in the pool's own account.
async fn check_role(reads: &Reads<'_>, account: &AccountId, arn: &str) -> Result<(), ServiceError> {
    let name = role_name_from_arn(account, arn).ok_or_else(|| role_forbidden(arn))?;
    let role = reads.peek(&role_key(account, name)).await;
    match role.map_err(unavailable)? {
        Some(role) if role_arn(account, &role) == arn => Ok(()),
        _ => Err(role_forbidden(arn)),
    }
}

/// `SetIdentityPoolRoles`: replaces roles and mappings. Whoever gives a role to a pool gives it to
/// strangers, so each needs `iam:PassRole`.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html>
#[derive(Debug)]
pub(super) struct SetIdentityPoolRoles;

impl Operation for SetIdentityPoolRoles {
    type Input = SetIdentityPoolRolesInput;
    type Output = SetIdentityPoolRolesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &SET_IDENTITY_POOL_ROLES;

    async fn permissions(
        call: &Call<'_, SetIdentityPoolRolesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:SetIdentityPoolRoles";
        let mut needed = vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?];
        for arn in given_roles(call.input) {
            needed.push(pass_role(COGNITO_IDENTITY, call.account, arn, reads).await?);
        }
        Ok(needed)
    }

    async fn decide(
        call: &Call<'_, SetIdentityPoolRolesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<SetIdentityPoolRolesOutput, ServiceError> {
        let input = call.input;
        let mut pool = own_pool(call, reads, &input.identity_pool_id).await?;
        for arn in given_roles(input) {
            check_role(reads, call.account, arn).await?;
        }
        let mappings = input.role_mappings.as_ref();
        pool.role_mappings = role_mapping::checked(mappings, &pool, call.account)?;
        pool.roles.clone_from(&input.roles);
        writes.put(&pool_key(&pool.id), &pool);
        Ok(SetIdentityPoolRolesOutput {})
    }
}

/// `GetIdentityPoolRoles`: <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html>
#[derive(Debug)]
pub(super) struct GetIdentityPoolRoles;

impl Operation for GetIdentityPoolRoles {
    type Input = GetIdentityPoolRolesInput;
    type Output = GetIdentityPoolRolesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_IDENTITY_POOL_ROLES;

    async fn permissions(
        call: &Call<'_, GetIdentityPoolRolesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:GetIdentityPoolRoles";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, GetIdentityPoolRolesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetIdentityPoolRolesOutput, ServiceError> {
        let pool = own_pool(call, reads, &call.input.identity_pool_id).await?;
        let mappings = pool.role_mappings.into_iter();
        let mappings = mappings.map(|(key, mapping)| (key, role_mapping::described(mapping)));
        Ok(GetIdentityPoolRolesOutput {
            identity_pool_id: Some(pool.id),
            role_mappings: Some(mappings.collect())
                .filter(|mappings: &std::collections::BTreeMap<_, _>| !mappings.is_empty()),
            roles: Some(pool.roles).filter(|roles| !roles.is_empty()),
        })
    }
}
