//! `GetWebIdentityToken`: a token by which services elsewhere know the caller.

use std::collections::BTreeMap;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{
    GET_WEB_IDENTITY_TOKEN, GetWebIdentityTokenInput, GetWebIdentityTokenOutput, errors,
};
use daypass_aws_types::{Secret, Timestamp};
use daypass_credentials::Session;
use daypass_credentials::web_identity_token::{
    AwsClaims, SignedPayload, WebIdentityTokenClaims, WebTokenAlgorithm,
};
use daypass_store::{Reads, Writes};

use super::error::validation_error;
use super::session_tags::SessionTags;
use crate::authorization::federated_provider;
use crate::iam::arn::session_role_arn;
use crate::iam::outbound_federation::{
    MadeKeys, OutboundFederationRecord, federation_key, made_keys, unusable,
};
use crate::iam::role::role_key;
use crate::iam::user::record::user;
use crate::operation::{Call, Operation, Permission};
use crate::principal::Principal;
use crate::store_error::unavailable;

/// When a call names no duration. That it is 60 at least and 3,600 at most, the model says.
const DEFAULT_SECONDS: i32 = 300;

/// `GetWebIdentityToken`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html>
#[derive(Debug)]
pub(super) struct GetWebIdentityToken;

impl Operation for GetWebIdentityToken {
    type Input = GetWebIdentityTokenInput;
    type Output = GetWebIdentityTokenOutput;
    type Evidence = MadeKeys;
    const DESCRIPTOR: &'static Descriptor = &GET_WEB_IDENTITY_TOKEN;

    async fn permissions(
        call: &Call<'_, GetWebIdentityTokenInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let (input, algorithm) = (call.input, algorithm(call.input)?);
        let tags = SessionTags::of_call(input.tags.as_deref(), None)?;
        let tagging = (!tags.requested.is_empty()).then_some("sts:TagGetWebIdentityToken");
        let permission = |action| {
            let resource = format!("arn:aws:sts::{}:self", call.account);
            let mut permission = Permission::new(action, resource)
                .with("sts:DurationSeconds", seconds(input).to_string())
                .with("sts:SigningAlgorithm", algorithm.name());
            permission.context.insert_many("sts:IdentityTokenAudience", input.audience.clone());
            tags.add_to(&mut permission.context);
            permission
        };
        Ok(["sts:GetWebIdentityToken"].into_iter().chain(tagging).map(permission).collect())
    }

    /// Keys that are due are made on the way.
    async fn prepare(call: &Call<'_, GetWebIdentityTokenInput>) -> Result<MadeKeys, ServiceError> {
        let now_s = call.now.ours_ms.div_euclid(1_000);
        let due = |record: &OutboundFederationRecord| record.enabled && record.is_due(now_s);
        made_keys(call, |record| record.is_some_and(due)).await
    }

    async fn decide(
        call: &Call<'_, GetWebIdentityTokenInput>,
        MadeKeys(made): &MadeKeys,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<GetWebIdentityTokenOutput, ServiceError> {
        let key = federation_key(call.account);
        let record = reads.get(&key).await.map_err(unavailable)?;
        let mut record = record.filter(|record| record.enabled).ok_or_else(disabled)?;
        let now_s = call.now.ours_ms.div_euclid(1_000);
        let ring = call.environment.keys.ring();
        if !made.is_empty() && record.is_due(now_s) {
            record.renew(call.account, made, now_s, (&ring, &call.random))?;
            writes.put(&key, &record);
        }
        let expires_s = now_s.saturating_add(i64::from(seconds(call.input)));
        if outlives_session(call.principal, expires_s) {
            return Err(escalation());
        }
        let claims = claims(call, reads, &record, (now_s, expires_s)).await?;
        let payload = SignedPayload::of(&claims).ok_or_else(too_large)?;
        let signing = record.signing(algorithm(call.input)?);
        let signing = signing.ok_or_else(|| unusable(&NoKey))?;
        let token = signing.open(&ring, call.account)?.sign(&signing.key_id, &payload);
        Ok(GetWebIdentityTokenOutput {
            expiration: Some(Timestamp::from_millis(expires_s.saturating_mul(1_000))),
            web_identity_token: Some(Secret::from(token.map_err(|error| unusable(&error))?)),
        })
    }
}

/// An issuer that is enabled has keys.
#[derive(Debug, thiserror::Error)]
#[error("the issuer of the account has no key that signs")]
struct NoKey;

fn seconds(input: &GetWebIdentityTokenInput) -> i32 {
    input.duration_seconds.unwrap_or(DEFAULT_SECONDS)
}

/// The model has no list of what may be asked for; the API reference does.
fn algorithm(input: &GetWebIdentityTokenInput) -> Result<WebTokenAlgorithm, ServiceError> {
    let name = &input.signing_algorithm;
    WebTokenAlgorithm::parse(name).ok_or_else(|| {
        validation_error(format!(
            "1 validation error detected: Value '{name}' at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RS256, ES384]"
        ))
    })
}

fn outlives_session(principal: &Principal, expires_s: i64) -> bool {
    let session = principal.session();
    session.is_some_and(|session| expires_s.saturating_mul(1_000) > session.expires_ms)
}

async fn claims(
    call: &Call<'_, GetWebIdentityTokenInput>,
    reads: &mut Reads<'_>,
    record: &OutboundFederationRecord,
    (issued_s, expires_s): (i64, i64),
) -> Result<WebIdentityTokenClaims, ServiceError> {
    let session = call.principal.session().map(AsRef::as_ref);
    let subject = subject(call.principal);
    let requested = SessionTags::of_call(call.input.tags.as_deref(), None)?.requested;
    let ends = |session: &Session| Timestamp::from_millis(session.expires_ms).to_iso8601();
    Ok(WebIdentityTokenClaims {
        audiences: call.input.audience.clone(),
        aws: AwsClaims {
            aws_account: call.account.to_string(),
            source_region: call.region.to_string(),
            principal_id: subject.clone(),
            original_session_exp: session.map(ends),
            federated_provider: session.and_then(federated_provider),
            source_identity: session.and_then(|session| session.principal.source_identity.clone()),
            principal_tags: principal_tags(call, reads).await?,
            request_tags: requested,
        },
        subject,
        issuer: call.environment.settings.web_token_issuer(&record.issuer_id),
        expires_s,
        issued_s,
        token_id: call.random.uuid().to_string(),
    })
}

/// A role's own ARN stands for all of its sessions; everybody else has one.
fn subject(principal: &Principal) -> String {
    match principal.session().filter(|session| session.principal.user.is_none()) {
        Some(session) => session_role_arn(session),
        None => principal.arn(),
    }
}

/// The tags of the user or the role, and over them those of the session.
async fn principal_tags(
    call: &Call<'_, GetWebIdentityTokenInput>,
    reads: &Reads<'_>,
) -> Result<BTreeMap<String, String>, ServiceError> {
    if let Some(identity) = call.principal.user() {
        let user = user(reads, call.account, &identity.name).await.map_err(unavailable)?;
        return Ok(user.map(|user| user.tags).unwrap_or_default());
    }
    let Some(session) = call.principal.session() else { return Ok(BTreeMap::new()) };
    let principal = &session.principal;
    let role = role_key(call.account, &principal.role_name);
    let role = reads.peek(&role).await.map_err(unavailable)?;
    let role = role.filter(|role| role.id == principal.role_id);
    let mut tags = role.map(|role| role.tags).unwrap_or_default();
    for (key, value) in &principal.principal_tags {
        tags.retain(|own, _| own.to_lowercase() != key.to_lowercase());
        tags.insert(key.clone(), value.clone());
    }
    Ok(tags)
}

fn disabled() -> ServiceError {
    let text = "Outbound web identity federation is disabled for your account";
    ServiceError::new(&errors::OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION, text)
}

fn escalation() -> ServiceError {
    let text = "The requested token duration would extend the session beyond its original expiration time.";
    ServiceError::new(&errors::SESSION_DURATION_ESCALATION_EXCEPTION, text)
}

fn too_large() -> ServiceError {
    let text = "JWT payload exceeds maximum allowed size";
    ServiceError::new(&errors::JWT_PAYLOAD_SIZE_EXCEEDED_EXCEPTION, text)
}
