//! OpenID Connect providers: whose tokens may be exchanged for credentials.

use std::net::IpAddr;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER, AddClientIDToOpenIDConnectProviderInput,
    AddClientIDToOpenIDConnectProviderOutput, CREATE_OPEN_ID_CONNECT_PROVIDER,
    CreateOpenIDConnectProviderInput, CreateOpenIDConnectProviderOutput,
    DELETE_OPEN_ID_CONNECT_PROVIDER, DeleteOpenIDConnectProviderInput,
    DeleteOpenIDConnectProviderOutput, GET_OPEN_ID_CONNECT_PROVIDER, GetOpenIDConnectProviderInput,
    GetOpenIDConnectProviderOutput, LIST_OPEN_ID_CONNECT_PROVIDERS,
    ListOpenIDConnectProvidersInput, ListOpenIDConnectProvidersOutput,
    OpenIDConnectProviderListEntry, REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
    RemoveClientIDFromOpenIDConnectProviderInput, RemoveClientIDFromOpenIDConnectProviderOutput,
    UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT, UpdateOpenIDConnectProviderThumbprintInput,
    UpdateOpenIDConnectProviderThumbprintOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_store::{Key, PageLimit, Reads, Writes};
use url::{Host, Url};

use super::arn::{openid_connect_provider_arn, openid_connect_provider_from_arn};
use super::error::{already_exists, invalid_input, no_such_provider};
use super::quota::{self, CLIENT_IDS};
use super::records::{OPENID_CONNECT_PROVIDERS, OpenIdConnectProviderRecord};
use super::tag::{KeyCase, described_tags, making, new_tags, with_resource_tags};
use crate::environment::Settings;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Thumbprints of one provider.
const THUMBPRINTS_MAX: usize = 5;
/// Issuers that this server itself speaks for: registering one would let an outsider's key set vouch for our own tokens.
/// AWS's words for its own STS as a provider.
const OWN_ISSUER: &str = "Creating an OIDC provider with an STS issuer URL from the same partition is not supported. Within a partition, use AssumeRole instead of web identity federation.";
const BUILT_IN_ISSUERS: &[&str] = &["cognito-identity.amazonaws.com", "sts.amazonaws.com"];

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateOpenIDConnectProvider>();
    visitor.operation::<GetOpenIDConnectProvider>();
    visitor.operation::<ListOpenIDConnectProviders>();
    visitor.operation::<DeleteOpenIDConnectProvider>();
    visitor.operation::<AddClientIDToOpenIDConnectProvider>();
    visitor.operation::<RemoveClientIDFromOpenIDConnectProvider>();
    visitor.operation::<UpdateOpenIDConnectProviderThumbprint>();
}

pub(super) fn provider_key(
    account: &AccountId,
    arn: &str,
) -> Result<Key<OpenIdConnectProviderRecord>, ServiceError> {
    let url = openid_connect_provider_from_arn(account, arn);
    let url = url.ok_or_else(|| invalid_input(format!("Invalid ARN: {arn}")))?;
    Ok(OPENID_CONNECT_PROVIDERS.key(&of_account(account), [url]))
}

/// The permission for `action` on the provider, with the provider's tags.
pub(super) async fn on_provider(
    action: &'static str,
    account: &AccountId,
    arn: &str,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    let permission = Permission::new(action, arn);
    let Ok(key) = provider_key(account, arn) else { return Ok(vec![permission]) };
    Ok(vec![match reads.peek(&key).await.map_err(unavailable)? {
        Some(provider) => with_resource_tags(permission, &provider.tags),
        None => permission,
    }])
}

pub(super) async fn existing_provider(
    reads: &mut Reads<'_>,
    account: &AccountId,
    arn: &str,
) -> Result<OpenIdConnectProviderRecord, ServiceError> {
    let provider = reads.get(&provider_key(account, arn)?).await.map_err(unavailable)?;
    provider.ok_or_else(|| no_such_provider(arn))
}

/// The URL to register and its form without the scheme, which names the provider everywhere else.
fn checked_url(given: &str, settings: &Settings) -> Result<(String, String), ServiceError> {
    let allow_http_loopback = settings.allow_http_loopback_issuers;
    let url = Url::parse(given)
        .map_err(|_| invalid_input("Invalid Open ID Connect Provider URL".to_owned()))?;
    let plain = url.scheme() == "http" && allow_http_loopback && is_loopback(&url);
    if url.scheme() != "https" && !plain {
        return Err(invalid_input(
            "Invalid Open ID Connect Provider URL: it must begin with https://".to_owned(),
        ));
    }
    if url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
        || url.password().is_some()
    {
        return Err(invalid_input(
            "Invalid Open ID Connect Provider URL: only host and path are allowed".to_owned(),
        ));
    }
    let (_, name) = given.split_once("://").unwrap_or(("", given));
    let name = name.trim_end_matches('/');
    let own = settings.identity_token_issuer.split_once("://").map(|(_, own)| own);
    let named = BUILT_IN_ISSUERS.iter().chain(&own).any(|issuer| name.eq_ignore_ascii_case(issuer));
    // AWS takes no tokens of accounts' issuers back.
    let of_account = settings.web_token_issuers().to_ascii_lowercase();
    if given.to_ascii_lowercase().starts_with(&of_account) {
        return Err(invalid_input(OWN_ISSUER.to_owned()));
    }
    if named {
        return Err(invalid_input(format!(
            "Invalid Open ID Connect Provider URL: {name} is built in"
        )));
    }
    Ok((given.trim_end_matches('/').to_owned(), name.to_owned()))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

fn checked_thumbprints(given: Option<&Vec<String>>) -> Result<Vec<String>, ServiceError> {
    let thumbprints: Vec<String> =
        given.into_iter().flatten().map(|print| print.to_lowercase()).collect();
    if thumbprints.len() > THUMBPRINTS_MAX {
        return Err(invalid_input(format!(
            "Thumbprint list must contain fewer than {THUMBPRINTS_MAX} entries."
        )));
    }
    let whole =
        |print: &String| print.len() == 40 && print.bytes().all(|byte| byte.is_ascii_hexdigit());
    if thumbprints.iter().all(whole) {
        Ok(thumbprints)
    } else {
        Err(invalid_input("Thumbprint must be a 40 character hexadecimal string.".to_owned()))
    }
}

/// `CreateOpenIDConnectProvider`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html>
#[derive(Debug)]
pub(super) struct CreateOpenIDConnectProvider;

impl Operation for CreateOpenIDConnectProvider {
    type Input = CreateOpenIDConnectProviderInput;
    type Output = CreateOpenIDConnectProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_OPEN_ID_CONNECT_PROVIDER;

    async fn permissions(
        call: &Call<'_, CreateOpenIDConnectProviderInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let (_, name) = call.input.url.split_once("://").unwrap_or(("", &call.input.url));
        let arn = openid_connect_provider_arn(call.account, name.trim_end_matches('/'));
        let permission = Permission::new("iam:CreateOpenIDConnectProvider", arn);
        Ok(making(permission, "iam:TagOpenIDConnectProvider", call.input.tags.as_ref()))
    }

    async fn decide(
        call: &Call<'_, CreateOpenIDConnectProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateOpenIDConnectProviderOutput, ServiceError> {
        let input = call.input;
        let (url, name) = checked_url(&input.url, &call.environment.settings)?;
        let client_ids = input.client_id_list.clone().unwrap_or_default();
        CLIENT_IDS.allow(client_ids.len())?;
        let record = OpenIdConnectProviderRecord {
            url,
            client_ids,
            thumbprints: checked_thumbprints(input.thumbprint_list.as_ref())?,
            created_ms: call.now.wall_ms,
            tags: new_tags(input.tags.as_ref(), KeyCase::Kept)?,
        };
        let key = OPENID_CONNECT_PROVIDERS.key(&of_account(call.account), [&name]);
        if reads.get(&key).await.map_err(unavailable)?.is_some() {
            return Err(already_exists(format!("Provider with url {} already exists.", input.url)));
        }
        let all = OPENID_CONNECT_PROVIDERS.all(&of_account(call.account));
        quota::OPENID_CONNECT_PROVIDERS.allow_one_more(reads, &all).await?;
        writes.put(&key, &record);
        Ok(CreateOpenIDConnectProviderOutput {
            open_id_connect_provider_arn: Some(openid_connect_provider_arn(call.account, &name)),
            tags: described_tags(&record.tags),
        })
    }
}

/// `GetOpenIDConnectProvider`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html>
#[derive(Debug)]
pub(super) struct GetOpenIDConnectProvider;

impl Operation for GetOpenIDConnectProvider {
    type Input = GetOpenIDConnectProviderInput;
    type Output = GetOpenIDConnectProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_OPEN_ID_CONNECT_PROVIDER;

    async fn permissions(
        call: &Call<'_, GetOpenIDConnectProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider(
            "iam:GetOpenIDConnectProvider",
            call.account,
            &call.input.open_id_connect_provider_arn,
            reads,
        )
        .await
    }

    async fn decide(
        call: &Call<'_, GetOpenIDConnectProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetOpenIDConnectProviderOutput, ServiceError> {
        let arn = &call.input.open_id_connect_provider_arn;
        let provider = existing_provider(reads, call.account, arn).await?;
        let (_, name) = provider.url.split_once("://").unwrap_or(("", &provider.url));
        Ok(GetOpenIDConnectProviderOutput {
            url: Some(name.to_owned()),
            create_date: Some(Timestamp::from_millis(provider.created_ms)),
            tags: described_tags(&provider.tags),
            client_id_list: Some(provider.client_ids),
            thumbprint_list: Some(provider.thumbprints),
        })
    }
}

/// `ListOpenIDConnectProviders`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html>
#[derive(Debug)]
pub(super) struct ListOpenIDConnectProviders;

impl Operation for ListOpenIDConnectProviders {
    type Input = ListOpenIDConnectProvidersInput;
    type Output = ListOpenIDConnectProvidersOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_OPEN_ID_CONNECT_PROVIDERS;

    async fn permissions(
        call: &Call<'_, ListOpenIDConnectProvidersInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new(
            "iam:ListOpenIDConnectProviders",
            openid_connect_provider_arn(call.account, ""),
        )])
    }

    async fn decide(
        call: &Call<'_, ListOpenIDConnectProvidersInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListOpenIDConnectProvidersOutput, ServiceError> {
        let all = OPENID_CONNECT_PROVIDERS.all(&of_account(call.account));
        let page = reads
            .peek_page(&all, None, PageLimit::records(quota::OPENID_CONNECT_PROVIDERS.max))
            .await
            .map_err(unavailable)?;
        let entries = page.records.iter().map(|(_, provider)| {
            let (_, name) = provider.url.split_once("://").unwrap_or(("", &provider.url));
            OpenIDConnectProviderListEntry {
                arn: Some(openid_connect_provider_arn(call.account, name)),
            }
        });
        Ok(ListOpenIDConnectProvidersOutput {
            open_id_connect_provider_list: Some(entries.collect()),
        })
    }
}

/// `DeleteOpenIDConnectProvider`: deleting one that is not there is an error.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteOpenIDConnectProvider.html>
#[derive(Debug)]
pub(super) struct DeleteOpenIDConnectProvider;

impl Operation for DeleteOpenIDConnectProvider {
    type Input = DeleteOpenIDConnectProviderInput;
    type Output = DeleteOpenIDConnectProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_OPEN_ID_CONNECT_PROVIDER;

    async fn permissions(
        call: &Call<'_, DeleteOpenIDConnectProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider(
            "iam:DeleteOpenIDConnectProvider",
            call.account,
            &call.input.open_id_connect_provider_arn,
            reads,
        )
        .await
    }

    async fn decide(
        call: &Call<'_, DeleteOpenIDConnectProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteOpenIDConnectProviderOutput, ServiceError> {
        let arn = &call.input.open_id_connect_provider_arn;
        existing_provider(reads, call.account, arn).await?;
        writes.delete(&provider_key(call.account, arn)?);
        Ok(DeleteOpenIDConnectProviderOutput {})
    }
}

/// `AddClientIDToOpenIDConnectProvider`: adding one twice changes nothing.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html>
#[derive(Debug)]
pub(super) struct AddClientIDToOpenIDConnectProvider;

impl Operation for AddClientIDToOpenIDConnectProvider {
    type Input = AddClientIDToOpenIDConnectProviderInput;
    type Output = AddClientIDToOpenIDConnectProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER;

    async fn permissions(
        call: &Call<'_, AddClientIDToOpenIDConnectProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider(
            "iam:AddClientIDToOpenIDConnectProvider",
            call.account,
            &call.input.open_id_connect_provider_arn,
            reads,
        )
        .await
    }

    async fn decide(
        call: &Call<'_, AddClientIDToOpenIDConnectProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<AddClientIDToOpenIDConnectProviderOutput, ServiceError> {
        let arn = &call.input.open_id_connect_provider_arn;
        let mut provider = existing_provider(reads, call.account, arn).await?;
        if !provider.client_ids.contains(&call.input.client_id) {
            CLIENT_IDS.allow(provider.client_ids.len() + 1)?;
            provider.client_ids.push(call.input.client_id.clone());
            writes.put(&provider_key(call.account, arn)?, &provider);
        }
        Ok(AddClientIDToOpenIDConnectProviderOutput {})
    }
}

/// `RemoveClientIDFromOpenIDConnectProvider`: removing one that is not there changes nothing.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveClientIDFromOpenIDConnectProvider.html>
#[derive(Debug)]
pub(super) struct RemoveClientIDFromOpenIDConnectProvider;

impl Operation for RemoveClientIDFromOpenIDConnectProvider {
    type Input = RemoveClientIDFromOpenIDConnectProviderInput;
    type Output = RemoveClientIDFromOpenIDConnectProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER;

    async fn permissions(
        call: &Call<'_, RemoveClientIDFromOpenIDConnectProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider(
            "iam:RemoveClientIDFromOpenIDConnectProvider",
            call.account,
            &call.input.open_id_connect_provider_arn,
            reads,
        )
        .await
    }

    async fn decide(
        call: &Call<'_, RemoveClientIDFromOpenIDConnectProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<RemoveClientIDFromOpenIDConnectProviderOutput, ServiceError> {
        let arn = &call.input.open_id_connect_provider_arn;
        let mut provider = existing_provider(reads, call.account, arn).await?;
        provider.client_ids.retain(|client_id| *client_id != call.input.client_id);
        writes.put(&provider_key(call.account, arn)?, &provider);
        Ok(RemoveClientIDFromOpenIDConnectProviderOutput {})
    }
}

/// `UpdateOpenIDConnectProviderThumbprint`: replaces the whole list.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProviderThumbprint.html>
#[derive(Debug)]
pub(super) struct UpdateOpenIDConnectProviderThumbprint;

impl Operation for UpdateOpenIDConnectProviderThumbprint {
    type Input = UpdateOpenIDConnectProviderThumbprintInput;
    type Output = UpdateOpenIDConnectProviderThumbprintOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT;

    async fn permissions(
        call: &Call<'_, UpdateOpenIDConnectProviderThumbprintInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider(
            "iam:UpdateOpenIDConnectProviderThumbprint",
            call.account,
            &call.input.open_id_connect_provider_arn,
            reads,
        )
        .await
    }

    async fn decide(
        call: &Call<'_, UpdateOpenIDConnectProviderThumbprintInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateOpenIDConnectProviderThumbprintOutput, ServiceError> {
        let arn = &call.input.open_id_connect_provider_arn;
        let mut provider = existing_provider(reads, call.account, arn).await?;
        provider.thumbprints = checked_thumbprints(Some(&call.input.thumbprint_list))?;
        writes.put(&provider_key(call.account, arn)?, &provider);
        Ok(UpdateOpenIDConnectProviderThumbprintOutput {})
    }
}
