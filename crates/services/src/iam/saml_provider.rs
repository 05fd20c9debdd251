//! SAML providers: whose signed assertions may be exchanged for credentials.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    CREATE_SAML_PROVIDER, CreateSAMLProviderInput, CreateSAMLProviderOutput, DELETE_SAML_PROVIDER,
    DeleteSAMLProviderInput, DeleteSAMLProviderOutput, GET_SAML_PROVIDER, GetSAMLProviderInput,
    GetSAMLProviderOutput, LIST_SAML_PROVIDERS, ListSAMLProvidersInput, ListSAMLProvidersOutput,
    SAMLProviderListEntry, UPDATE_SAML_PROVIDER, UpdateSAMLProviderInput, UpdateSAMLProviderOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_federation::saml::{Metadata, MetadataError};
use daypass_store::{Key, PageLimit, Reads, Writes};

use super::arn::{saml_provider_arn, saml_provider_from_arn};
use super::error::{already_exists, invalid_input, limit_exceeded, no_such_saml_provider};
use super::quota;
use super::records::{SAML_PROVIDERS, SamlProviderRecord};
use super::tag::{KeyCase, described_tags, making, new_tags, with_resource_tags};
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// How long metadata is good that does not say it, as AWS has it: a hundred years.
const VALID_MS_DEFAULT: i64 = 100 * 31_557_600_000;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateSAMLProvider>();
    visitor.operation::<GetSAMLProvider>();
    visitor.operation::<ListSAMLProviders>();
    visitor.operation::<UpdateSAMLProvider>();
    visitor.operation::<DeleteSAMLProvider>();
}

pub(super) fn provider_key(
    account: &AccountId,
    arn: &str,
) -> Result<Key<SamlProviderRecord>, ServiceError> {
    let name = saml_provider_from_arn(account, arn);
    let name = name.ok_or_else(|| invalid_input(format!("Invalid ARN: {arn}")))?;
    Ok(SAML_PROVIDERS.key(&of_account(account), [name]))
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
) -> Result<SamlProviderRecord, ServiceError> {
    let provider = reads.get(&provider_key(account, arn)?).await.map_err(unavailable)?;
    provider.ok_or_else(|| no_such_saml_provider(arn))
}

/// Puts what a metadata document says into the provider's record.
fn set_metadata(
    provider: &mut SamlProviderRecord,
    document: &str,
    now_ms: i64,
) -> Result<(), ServiceError> {
    let metadata = Metadata::parse(document).map_err(|error| match error {
        MetadataError::TooLarge => limit_exceeded(error.to_string()),
        error => invalid_input("Could not parse metadata".to_owned()).with_hint(error.to_string()),
    })?;
    provider.valid_until_ms =
        metadata.valid_until_ms.unwrap_or_else(|| now_ms.saturating_add(VALID_MS_DEFAULT));
    document.clone_into(&mut provider.metadata);
    provider.entity_id = metadata.entity_id;
    provider.certificates = metadata.certificates;
    Ok(())
}

/// Encrypted assertions are not taken: a key for them would promise what is not kept.
fn refuse_encryption(mode: Option<&str>, has_key: bool) -> Result<(), ServiceError> {
    if mode.is_none_or(|mode| mode == "Allowed") && !has_key {
        return Ok(());
    }
    Err(invalid_input("Encrypted assertions are not supported.".to_owned()))
}

/// `CreateSAMLProvider`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html>
#[derive(Debug)]
pub(super) struct CreateSAMLProvider;

impl Operation for CreateSAMLProvider {
    type Input = CreateSAMLProviderInput;
    type Output = CreateSAMLProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_SAML_PROVIDER;

    async fn permissions(
        call: &Call<'_, CreateSAMLProviderInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let arn = saml_provider_arn(call.account, &call.input.name);
        let made = Permission::new("iam:CreateSAMLProvider", arn);
        Ok(making(made, "iam:TagSAMLProvider", call.input.tags.as_ref()))
    }

    async fn decide(
        call: &Call<'_, CreateSAMLProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateSAMLProviderOutput, ServiceError> {
        let input = call.input;
        refuse_encryption(
            input.assertion_encryption_mode.as_deref(),
            input.add_private_key.is_some(),
        )?;
        let mut provider = SamlProviderRecord {
            name: input.name.clone(),
            created_ms: call.now.wall_ms,
            tags: new_tags(input.tags.as_ref(), KeyCase::Kept)?,
            unique_id: call.random.unique_id("SAMLSP", 15),
            ..SamlProviderRecord::default()
        };
        set_metadata(&mut provider, &input.saml_metadata_document, call.now.wall_ms)?;
        let key = SAML_PROVIDERS.key(&of_account(call.account), [&input.name]);
        if reads.get(&key).await.map_err(unavailable)?.is_some() {
            return Err(already_exists(format!(
                "SAMLProvider with name {} already exists.",
                input.name
            )));
        }
        let all = SAML_PROVIDERS.all(&of_account(call.account));
        quota::SAML_PROVIDERS.allow_one_more(reads, &all).await?;
        writes.put(&key, &provider);
        Ok(CreateSAMLProviderOutput {
            saml_provider_arn: Some(saml_provider_arn(call.account, &input.name)),
            tags: described_tags(&provider.tags),
        })
    }
}

/// `GetSAMLProvider`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSAMLProvider.html>
#[derive(Debug)]
pub(super) struct GetSAMLProvider;

impl Operation for GetSAMLProvider {
    type Input = GetSAMLProviderInput;
    type Output = GetSAMLProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_SAML_PROVIDER;

    async fn permissions(
        call: &Call<'_, GetSAMLProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider("iam:GetSAMLProvider", call.account, &call.input.saml_provider_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, GetSAMLProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetSAMLProviderOutput, ServiceError> {
        let provider =
            existing_provider(reads, call.account, &call.input.saml_provider_arn).await?;
        Ok(GetSAMLProviderOutput {
            assertion_encryption_mode: None,
            create_date: Some(Timestamp::from_millis(provider.created_ms)),
            private_key_list: None,
            saml_metadata_document: Some(provider.metadata),
            saml_provider_uuid: Some(provider.unique_id),
            tags: described_tags(&provider.tags),
            valid_until: Some(Timestamp::from_millis(provider.valid_until_ms)),
        })
    }
}

/// `ListSAMLProviders`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviders.html>
#[derive(Debug)]
pub(super) struct ListSAMLProviders;

impl Operation for ListSAMLProviders {
    type Input = ListSAMLProvidersInput;
    type Output = ListSAMLProvidersOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_SAML_PROVIDERS;

    async fn permissions(
        call: &Call<'_, ListSAMLProvidersInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:ListSAMLProviders", saml_provider_arn(call.account, ""))])
    }

    async fn decide(
        call: &Call<'_, ListSAMLProvidersInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListSAMLProvidersOutput, ServiceError> {
        let providers = all_providers(reads, call.account).await?;
        Ok(ListSAMLProvidersOutput { saml_provider_list: Some(providers) })
    }
}

/// Every provider of the account. A page of the store may hold fewer than asked for: metadata is large.
async fn all_providers(
    reads: &Reads<'_>,
    account: &AccountId,
) -> Result<Vec<SAMLProviderListEntry>, ServiceError> {
    let all = SAML_PROVIDERS.all(&of_account(account));
    let (mut entries, mut resume) = (Vec::new(), None);
    loop {
        let limit = PageLimit::records(quota::SAML_PROVIDERS.max);
        let page = reads.peek_page(&all, resume.as_deref(), limit).await.map_err(unavailable)?;
        entries.extend(page.records.iter().map(|(_, provider)| SAMLProviderListEntry {
            arn: Some(saml_provider_arn(account, &provider.name)),
            create_date: Some(Timestamp::from_millis(provider.created_ms)),
            valid_until: Some(Timestamp::from_millis(provider.valid_until_ms)),
        }));
        resume = page.next;
        if resume.is_none() || entries.len() >= quota::SAML_PROVIDERS.max {
            return Ok(entries);
        }
    }
}

/// `UpdateSAMLProvider`: replaces the metadata.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSAMLProvider.html>
#[derive(Debug)]
pub(super) struct UpdateSAMLProvider;

impl Operation for UpdateSAMLProvider {
    type Input = UpdateSAMLProviderInput;
    type Output = UpdateSAMLProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_SAML_PROVIDER;

    async fn permissions(
        call: &Call<'_, UpdateSAMLProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider("iam:UpdateSAMLProvider", call.account, &call.input.saml_provider_arn, reads)
            .await
    }

    async fn decide(
        call: &Call<'_, UpdateSAMLProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateSAMLProviderOutput, ServiceError> {
        let input = call.input;
        refuse_encryption(
            input.assertion_encryption_mode.as_deref(),
            input.add_private_key.is_some() || input.remove_private_key.is_some(),
        )?;
        let mut provider = existing_provider(reads, call.account, &input.saml_provider_arn).await?;
        if let Some(document) = &input.saml_metadata_document {
            set_metadata(&mut provider, document, call.now.wall_ms)?;
            writes.put(&provider_key(call.account, &input.saml_provider_arn)?, &provider);
        }
        Ok(UpdateSAMLProviderOutput { saml_provider_arn: Some(input.saml_provider_arn.clone()) })
    }
}

/// `DeleteSAMLProvider`: roles that name the provider stay, and cannot be assumed by it any more.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteSAMLProvider.html>
#[derive(Debug)]
pub(super) struct DeleteSAMLProvider;

impl Operation for DeleteSAMLProvider {
    type Input = DeleteSAMLProviderInput;
    type Output = DeleteSAMLProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_SAML_PROVIDER;

    async fn permissions(
        call: &Call<'_, DeleteSAMLProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider("iam:DeleteSAMLProvider", call.account, &call.input.saml_provider_arn, reads)
            .await
    }

    async fn decide(
        call: &Call<'_, DeleteSAMLProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteSAMLProviderOutput, ServiceError> {
        existing_provider(reads, call.account, &call.input.saml_provider_arn).await?;
        writes.delete(&provider_key(call.account, &call.input.saml_provider_arn)?);
        Ok(DeleteSAMLProviderOutput {})
    }
}
