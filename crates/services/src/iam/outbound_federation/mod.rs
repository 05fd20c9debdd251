//! Outbound identity federation: an issuer of the account's own, whose tokens tell services elsewhere
//! who a caller is. `GetWebIdentityToken` of STS gives them out.

mod keys;
mod records;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION, DisableOutboundWebIdentityFederationInput,
    DisableOutboundWebIdentityFederationOutput, ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
    EnableOutboundWebIdentityFederationInput, EnableOutboundWebIdentityFederationOutput,
    GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO, GetOutboundWebIdentityFederationInfoInput,
    GetOutboundWebIdentityFederationInfoOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_credentials::web_identity_token::WebTokenKey;
use daypass_store::{Reads, Space, Writes};

pub use records::{OutboundFederationRecord, OutboundKeyRecord, outbound_issuer};

pub(crate) use keys::unusable;
pub(crate) use records::federation_key;

use self::records::{OutboundIssuerRecord, issuer_key};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<EnableOutboundWebIdentityFederation>();
    visitor.operation::<DisableOutboundWebIdentityFederation>();
    visitor.operation::<GetOutboundWebIdentityFederationInfo>();
}

/// Keys that were made for a call; none where it needs none.
#[derive(Debug, Default)]
pub(crate) struct MadeKeys(pub(crate) Vec<WebTokenKey>);

/// New keys for the issuer of the call's account, if `needed` says so of what is kept of it.
pub(crate) async fn made_keys<Input: Sync>(
    call: &Call<'_, Input>,
    needed: impl Fn(Option<&OutboundFederationRecord>) -> bool + Send,
) -> Result<MadeKeys, ServiceError> {
    let reads = Reads::new(&*call.environment.store, Space::State);
    let record = reads.peek(&federation_key(call.account)).await.map_err(unavailable)?;
    if !needed(record.as_ref()) {
        return Ok(MadeKeys::default());
    }
    let made = call.environment.keys.new_web_token_keys().await;
    made.map(MadeKeys).map_err(|error| unusable(&error))
}

/// `EnableOutboundWebIdentityFederation`: the issuer is the same as before if there was one, and its
/// keys are new. <https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOutboundWebIdentityFederation.html>
#[derive(Debug)]
pub(crate) struct EnableOutboundWebIdentityFederation;

impl Operation for EnableOutboundWebIdentityFederation {
    type Input = EnableOutboundWebIdentityFederationInput;
    type Output = EnableOutboundWebIdentityFederationOutput;
    type Evidence = MadeKeys;
    const DESCRIPTOR: &'static Descriptor = &ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION;

    async fn permissions(
        _: &Call<'_, EnableOutboundWebIdentityFederationInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:EnableOutboundWebIdentityFederation", "*")])
    }

    async fn prepare(
        call: &Call<'_, EnableOutboundWebIdentityFederationInput>,
    ) -> Result<MadeKeys, ServiceError> {
        made_keys(call, |record| record.is_none_or(|record| !record.enabled)).await
    }

    async fn decide(
        call: &Call<'_, EnableOutboundWebIdentityFederationInput>,
        MadeKeys(made): &MadeKeys,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<EnableOutboundWebIdentityFederationOutput, ServiceError> {
        let key = federation_key(call.account);
        let mut record = reads.get(&key).await.map_err(unavailable)?.unwrap_or_default();
        // Somebody may have enabled or disabled it between the two steps of the call.
        if record.enabled || made.is_empty() {
            return Err(already_enabled());
        }
        if record.issuer_id.is_empty() {
            record.issuer_id = call.random.uuid().to_string();
            let owner = OutboundIssuerRecord { account: call.account.to_string() };
            writes.put(&issuer_key(&record.issuer_id), &owner);
        }
        record.enabled = true;
        let ring = call.environment.keys.ring();
        let now_s = call.now.ours_ms.div_euclid(1_000);
        record.renew(call.account, made, now_s, (&ring, &call.random))?;
        writes.put(&key, &record);
        let issuer = call.environment.settings.web_token_issuer(&record.issuer_id);
        Ok(EnableOutboundWebIdentityFederationOutput { issuer_identifier: Some(issuer) })
    }
}

/// `DisableOutboundWebIdentityFederation`: tokens that were given out stay valid until they expire.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DisableOutboundWebIdentityFederation.html>
#[derive(Debug)]
pub(crate) struct DisableOutboundWebIdentityFederation;

impl Operation for DisableOutboundWebIdentityFederation {
    type Input = DisableOutboundWebIdentityFederationInput;
    type Output = DisableOutboundWebIdentityFederationOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION;

    async fn permissions(
        _: &Call<'_, DisableOutboundWebIdentityFederationInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:DisableOutboundWebIdentityFederation", "*")])
    }

    async fn decide(
        call: &Call<'_, DisableOutboundWebIdentityFederationInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DisableOutboundWebIdentityFederationOutput, ServiceError> {
        let key = federation_key(call.account);
        let mut record = enabled(reads.get(&key).await.map_err(unavailable)?)?;
        record.enabled = false;
        writes.put(&key, &record);
        Ok(DisableOutboundWebIdentityFederationOutput {})
    }
}

/// `GetOutboundWebIdentityFederationInfo`: an account that is disabled hears so, as a provider of
/// infrastructure as code reads it.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html>
#[derive(Debug)]
pub(super) struct GetOutboundWebIdentityFederationInfo;

impl Operation for GetOutboundWebIdentityFederationInfo {
    type Input = GetOutboundWebIdentityFederationInfoInput;
    type Output = GetOutboundWebIdentityFederationInfoOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO;

    async fn permissions(
        _: &Call<'_, GetOutboundWebIdentityFederationInfoInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:GetOutboundWebIdentityFederationInfo", "*")])
    }

    async fn decide(
        call: &Call<'_, GetOutboundWebIdentityFederationInfoInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetOutboundWebIdentityFederationInfoOutput, ServiceError> {
        let record = reads.get(&federation_key(call.account)).await.map_err(unavailable)?;
        let record = enabled(record)?;
        let issuer = call.environment.settings.web_token_issuer(&record.issuer_id);
        Ok(GetOutboundWebIdentityFederationInfoOutput {
            issuer_identifier: Some(issuer),
            jwt_vending_enabled: Some(true),
        })
    }
}

fn enabled(
    record: Option<OutboundFederationRecord>,
) -> Result<OutboundFederationRecord, ServiceError> {
    record.filter(|record| record.enabled).ok_or_else(|| {
        let text = "Outbound web identity federation is disabled for your account";
        ServiceError::new(&errors::FEATURE_DISABLED_EXCEPTION, text)
    })
}

fn already_enabled() -> ServiceError {
    let text = "Outbound web identity federation is already enabled for your account";
    ServiceError::new(&errors::FEATURE_ENABLED_EXCEPTION, text)
}
