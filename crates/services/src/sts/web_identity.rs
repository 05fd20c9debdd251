//! `AssumeRoleWithWebIdentity`: the holder of a token becomes a role that trusts the token's
//! issuer. The call is unsigned: the token and the trust policy are all that speaks for it.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{
    ASSUME_ROLE_WITH_WEB_IDENTITY, AssumeRoleWithWebIdentityInput, AssumeRoleWithWebIdentityOutput,
    errors,
};
use daypass_credentials::{IdentityTokenClaims, Session, WebIdentity};
use daypass_policy::{ContextMap, TrustCaller};
use daypass_store::{Reads, Writes};

use super::answer::{assumed_role_user, credentials, packed_policy_size, session_token_size};
use super::assume_role::account_of;
use super::duration::session_seconds;
use super::error::{NOT_AUTHORIZED, identity_token_refused, invalid_token, web_identity_refused};
use super::session_policies::session_policies;
use super::session_tags::SessionTags;
use super::web_token::{WebToken, asserted_methods, asserted_source_identity, asserted_tags};
use crate::authorization::{TrustQuestion, decide_trust, provider_trust_keys};
use crate::cognito_identity::records::IdentityState;
use crate::iam::records::RoleRecord;
use crate::logins::{LoginSource, StandingIdentity, VerifiedLogin, standing_identity};
use crate::operation::{Call, Operation, Permission};
use crate::sessions::{
    AssumeError, COGNITO_IDENTITY, IdentityAssumption, VendedCredentials, existing_role,
    role_session, trusted_role, vend, vend_for_identity,
};

type Input = AssumeRoleWithWebIdentityInput;
/// What is answered.
pub(super) type Output = AssumeRoleWithWebIdentityOutput;

/// `AssumeRoleWithWebIdentity`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>
#[derive(Debug)]
pub(super) struct AssumeRoleWithWebIdentity;

impl Operation for AssumeRoleWithWebIdentity {
    type Input = Input;
    type Output = Output;
    type Evidence = WebToken;
    const DESCRIPTOR: &'static Descriptor = &ASSUME_ROLE_WITH_WEB_IDENTITY;

    async fn permissions(
        _: &Call<'_, Input>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(Vec::new())
    }

    async fn prepare(call: &Call<'_, Input>) -> Result<WebToken, ServiceError> {
        let input = call.input;
        let account = account_of(&input.role_arn)?;
        if let Some(provider) = &input.provider_id {
            // Only the two providers whose access tokens are no OpenID tokens are named so.
            return Err(ServiceError::new(
                &errors::IDP_COMMUNICATION_ERROR_EXCEPTION,
                format!("The identity provider {provider} is not responding."),
            ));
        }
        let token = input.web_identity_token.expose();
        WebToken::verified(call, &account, token).await
    }

    async fn decide(
        call: &Call<'_, Input>,
        token: &WebToken,
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<Output, ServiceError> {
        match token {
            WebToken::Identity(claims) => of_identity(call, claims, reads).await,
            WebToken::OpenId(login) => of_provider(call, login, reads).await,
            WebToken::None => Err(invalid_token("No web identity token was passed.")),
        }
    }
}

/// Our own identity token: the basic flow of Cognito. No guest cut is put on the session.
async fn of_identity(
    call: &Call<'_, Input>,
    claims: &IdentityTokenClaims,
    reads: &Reads<'_>,
) -> Result<Output, ServiceError> {
    let input = call.input;
    let standing = standing_identity(reads, claims).await.map_err(identity_token_refused)?;
    let StandingIdentity { identity, pool } = &standing;
    if identity.state() == IdentityState::Guest && !pool.allow_unauthenticated {
        return Err(ServiceError::new(&common::ACCESS_DENIED_403, NOT_AUTHORIZED)
            .with_hint("the identity pool does not allow guests any more"));
    }
    let mut assumption = IdentityAssumption {
        identity,
        pool,
        amr: &claims.amr,
        principal_tags: &claims.principal_tags,
        role_arn: &input.role_arn,
        session_name: &input.role_session_name,
        // Both are settled once the role lets the identity in.
        seconds: 0,
        session_policies: Vec::new(),
    };
    let role = trusted_role(call, reads, &assumption).await.map_err(web_identity_refused)?;
    assumption.seconds = session_seconds(input.duration_seconds, role.record(), false)?;
    // The role lies in the pool's account, or it would not be trusted.
    let account = account_of(&input.role_arn)?;
    assumption.session_policies = given_policies(call, &account, reads).await?;
    let assumed = vend_for_identity(call, &role, assumption).map_err(web_identity_refused)?;
    let from = (COGNITO_IDENTITY, claims.pool_id.as_str(), claims.identity_id.as_str());
    Ok(answer(assumed.session, &assumed.credentials, from))
}

/// A token of a provider that is registered in the role's account.
async fn of_provider(
    call: &Call<'_, Input>,
    login: &VerifiedLogin,
    reads: &Reads<'_>,
) -> Result<Output, ServiceError> {
    let input = call.input;
    let account = account_of(&input.role_arn)?;
    let role = existing_role(reads, &account, &input.role_arn).await;
    let role = role.map_err(web_identity_refused)?;
    let tags = asserted_tags(login)?;
    let source_identity = asserted_source_identity(login)?;
    check_trust(call, (&account, &role), login, (&tags, source_identity.as_deref()))?;
    let seconds = session_seconds(input.duration_seconds, &role, false)?;
    let session = role_session(&account, &role, &input.role_session_name, seconds, call.now);
    let mut session = session.map_err(|error| web_identity_refused(error.into()))?;
    session.session_policies = given_policies(call, &account, reads).await?;
    session.principal.web_identity = Some(WebIdentity {
        provider: login.provider().to_owned(),
        audience: login.audience().to_owned(),
        subject: login.subject().to_owned(),
        ..WebIdentity::default()
    });
    session.principal.principal_tags = tags.requested;
    session.principal.transitive_tag_keys = tags.transitive;
    session.principal.source_identity = source_identity;
    let vended = vend(call.environment, &call.random, &session);
    let vended = vended.map_err(web_identity_refused)?;
    Ok(answer(session, &vended, (login.issuer(), login.audience(), login.subject())))
}

async fn given_policies(
    call: &Call<'_, Input>,
    account: &AccountId,
    reads: &Reads<'_>,
) -> Result<Vec<daypass_credentials::SessionPolicy>, ServiceError> {
    let input = call.input;
    session_policies(input.policy.as_deref(), input.policy_arns.as_deref(), account, reads).await
}

fn check_trust(
    call: &Call<'_, Input>,
    (account, role): (&AccountId, &RoleRecord),
    login: &VerifiedLogin,
    (tags, source_identity): (&SessionTags, Option<&str>),
) -> Result<(), ServiceError> {
    let refused = |error: AssumeError| Err(web_identity_refused(error));
    let role_arn = || call.input.role_arn.clone();
    let LoginSource::OpenIdConnectProvider { arn } = login.source() else {
        return refused(AssumeError::Untrusted(role_arn()));
    };
    let mut context = provider_context(login, arn);
    context.insert("sts:RoleSessionName", call.input.role_session_name.as_str());
    tags.add_to(&mut context);
    if let Some(source_identity) = source_identity {
        context.insert("sts:SourceIdentity", source_identity);
    }
    let tagged = (!tags.requested.is_empty()).then_some("sts:TagSession");
    let sourced = source_identity.map(|_| "sts:SetSourceIdentity");
    let actions: Vec<_> =
        ["sts:AssumeRoleWithWebIdentity"].into_iter().chain(tagged).chain(sourced).collect();
    let question = TrustQuestion {
        account,
        role,
        caller: TrustCaller::Federated { provider: arn },
        actions: &actions,
        context: &context,
    };
    match decide_trust(call, &question) {
        Ok(true) => Ok(()),
        Ok(false) => refused(AssumeError::Untrusted(role_arn())),
        Err(error) => refused(AssumeError::Document { role: role_arn(), error }),
    }
}

/// The provider's condition keys. Where a token names the party that asked for it, `aud` is that
/// party and `oaud` the token's own audience.
fn provider_context(login: &VerifiedLogin, arn: &str) -> ContextMap {
    let provider = login.provider();
    let mut context = provider_trust_keys(provider, arn, login.audience(), login.subject());
    if let Some(methods) = asserted_methods(login) {
        context.insert_many(format!("{provider}:amr"), methods);
    }
    if let [only] = login.audiences() {
        context.insert(format!("{provider}:oaud"), only.as_str());
    }
    context
}

fn answer(
    session: Session,
    vended: &VendedCredentials,
    (provider, audience, subject): (&str, &str, &str),
) -> Output {
    Output {
        assumed_role_user: Some(assumed_role_user(&session)),
        audience: Some(audience.to_owned()),
        credentials: Some(credentials(vended)),
        packed_policy_size: packed_policy_size(&session),
        provider: Some(provider.to_owned()),
        session_token_size: session_token_size(vended),
        session_token_utilization: Some(vended.token_utilization_percent()),
        source_identity: session.principal.source_identity,
        subject_from_web_identity_token: Some(subject.to_owned()),
    }
}
