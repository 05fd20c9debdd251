//! Attributes for access control: which claims of a login become tags of the session.
//!
//! A pool says so for each of its providers: by the two default tags, by a map of its own from tag
//! to claim, or (without either) not at all.
//! <https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html>

use std::collections::BTreeMap;

use daypass_aws_types::cognito_identity::{
    GET_PRINCIPAL_TAG_ATTRIBUTE_MAP, GetPrincipalTagAttributeMapInput,
    GetPrincipalTagAttributeMapOutput, SET_PRINCIPAL_TAG_ATTRIBUTE_MAP,
    SetPrincipalTagAttributeMapInput, SetPrincipalTagAttributeMapOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::claim::text;
use super::error::invalid_parameter;
use super::pool::{on_pool, own_pool, pool_key};
use super::records::{IdentityPoolRecord, PrincipalTagMapRecord};
use crate::iam::arn::openid_connect_provider_from_arn;
use crate::logins::VerifiedLogin;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

/// The default tag that holds the token's audience.
const CLIENT: &str = "client";
/// The default tag that holds the token's subject.
const USERNAME: &str = "username";
/// Keys and values of all tags together.
const TAGS_BYTES_MAX: usize = 460;
/// Characters of one tag's value, for STS.
const VALUE_CHARACTERS_MAX: usize = 256;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<SetPrincipalTagAttributeMap>();
    visitor.operation::<GetPrincipalTagAttributeMap>();
}

/// Tags that a session cannot have.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum TagsRefused {
    /// The tags are too large together.
    #[error("the principal tags take {0} bytes, and {TAGS_BYTES_MAX} is the most")]
    TooLarge(usize),
    /// STS would not take the value.
    #[error("the value of the principal tag `{0}` has a sign that no tag may have, or is too long")]
    Value(String),
}

/// The tags that the logins of a call give the session. A claim that is missing, or is no plain
/// value, gives none.
pub(super) fn of_logins(
    pool: &IdentityPoolRecord,
    logins: &[VerifiedLogin],
) -> Result<BTreeMap<String, String>, TagsRefused> {
    let mut tags = BTreeMap::new();
    for login in logins {
        let map = login
            .role_mapping_keys()
            .iter()
            .map(String::as_str)
            .chain([login.provider()])
            .find_map(|key| pool.principal_tag_maps.get(key));
        let Some(map) = map else { continue };
        if map.use_defaults {
            let (client, username) = login.default_tags();
            for (tag, value) in [(CLIENT, client), (USERNAME, username)] {
                let Some(value) = value else { continue };
                tags.entry(tag.to_owned()).or_insert_with(|| value.to_owned());
            }
        }
        for (tag, claim) in &map.tags {
            let Some(value) = login.claims().get(claim).and_then(text) else { continue };
            tags.entry(tag.clone()).or_insert_with(|| value.into_owned());
        }
    }
    checked(tags)
}

/// The tags, if a session may have them.
pub(super) fn checked(
    tags: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, TagsRefused> {
    let bytes = tags.iter().map(|(key, value)| key.len() + value.len()).sum();
    if bytes > TAGS_BYTES_MAX {
        return Err(TagsRefused::TooLarge(bytes));
    }
    match tags.iter().find(|(_, value)| !is_tag_value(value)) {
        Some((key, _)) => Err(TagsRefused::Value(key.clone())),
        None => Ok(tags),
    }
}

/// Letters, numbers, spaces and `_ . : / = + - @`, as STS has it.
fn is_tag_value(value: &str) -> bool {
    let allowed = |sign: char| sign.is_alphanumeric() || sign == ' ' || "_.:/=+-@".contains(sign);
    value.chars().all(allowed) && value.chars().count() <= VALUE_CHARACTERS_MAX
}

/// Whether the pool has a provider of this name: as logins name it, or by its ARN.
pub(super) fn has_provider(pool: &IdentityPoolRecord, name: &str) -> bool {
    let is_user_pool =
        pool.cognito_identity_providers.iter().any(|known| known.provider_name == name);
    let is_openid = pool.openid_connect_provider_arns.iter().any(|arn| {
        let account = daypass_aws_types::AccountId::parse(&pool.account);
        let known = account
            .ok()
            .and_then(|account| openid_connect_provider_from_arn(&account, arn).map(str::to_owned));
        arn == name || known.as_deref() == Some(name)
    });
    is_user_pool
        || is_openid
        || pool.supported_login_providers.contains_key(name)
        || pool.saml_provider_arns.iter().any(|arn| arn == name)
        || (pool.developer_provider_name == name && !name.is_empty())
}

fn check_provider(pool: &IdentityPoolRecord, name: &str) -> Result<(), ServiceError> {
    if has_provider(pool, name) {
        return Ok(());
    }
    Err(invalid_parameter(format!("({name}) is not a configured provider.")))
}

/// `SetPrincipalTagAttributeMap`: replaces the provider's map.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html>
#[derive(Debug)]
pub(super) struct SetPrincipalTagAttributeMap;

impl Operation for SetPrincipalTagAttributeMap {
    type Input = SetPrincipalTagAttributeMapInput;
    type Output = SetPrincipalTagAttributeMapOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &SET_PRINCIPAL_TAG_ATTRIBUTE_MAP;

    async fn permissions(
        call: &Call<'_, SetPrincipalTagAttributeMapInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:SetPrincipalTagAttributeMap";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, SetPrincipalTagAttributeMapInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<SetPrincipalTagAttributeMapOutput, ServiceError> {
        let input = call.input;
        let mut pool = own_pool(call, reads, &input.identity_pool_id).await?;
        check_provider(&pool, &input.identity_provider_name)?;
        let map = PrincipalTagMapRecord {
            use_defaults: input.use_defaults == Some(true),
            tags: input.principal_tags.clone().unwrap_or_default(),
        };
        pool.principal_tag_maps.insert(input.identity_provider_name.clone(), map.clone());
        writes.put(&pool_key(&pool.id), &pool);
        Ok(SetPrincipalTagAttributeMapOutput {
            identity_pool_id: Some(pool.id),
            identity_provider_name: Some(input.identity_provider_name.clone()),
            use_defaults: Some(map.use_defaults),
            principal_tags: Some(map.tags),
        })
    }
}

/// `GetPrincipalTagAttributeMap`: a provider without a map has no tags.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html>
#[derive(Debug)]
pub(super) struct GetPrincipalTagAttributeMap;

impl Operation for GetPrincipalTagAttributeMap {
    type Input = GetPrincipalTagAttributeMapInput;
    type Output = GetPrincipalTagAttributeMapOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_PRINCIPAL_TAG_ATTRIBUTE_MAP;

    async fn permissions(
        call: &Call<'_, GetPrincipalTagAttributeMapInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:GetPrincipalTagAttributeMap";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, GetPrincipalTagAttributeMapInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetPrincipalTagAttributeMapOutput, ServiceError> {
        let input = call.input;
        let mut pool = own_pool(call, reads, &input.identity_pool_id).await?;
        check_provider(&pool, &input.identity_provider_name)?;
        let map = pool.principal_tag_maps.remove(&input.identity_provider_name);
        let map = map.unwrap_or_default();
        Ok(GetPrincipalTagAttributeMapOutput {
            identity_pool_id: Some(pool.id),
            identity_provider_name: Some(input.identity_provider_name.clone()),
            use_defaults: Some(map.use_defaults),
            principal_tags: Some(map.tags),
        })
    }
}
