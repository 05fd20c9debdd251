//! `AssumeRoleWithSAML`: the subject of a signed assertion becomes a role that trusts the
//! assertion's provider. The call is unsigned: the assertion and the trust policy are all that
//! speaks for it.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{
    ASSUME_ROLE_WITH_SAML, AssumeRoleWithSAMLInput, AssumeRoleWithSAMLOutput,
};
use daypass_credentials::WebIdentity;
use daypass_federation::saml::Assertion;
use daypass_policy::{ContextMap, TrustCaller};
use daypass_store::{Reads, Writes};

use super::answer::{assumed_role_user, credentials, packed_policy_size, session_token_size};
use super::assume_role::account_of;
use super::error::{assertion_redeemed, saml_refused, saml_role_refused, saml_token_refused};
use super::saml_attributes::{SamlClaims, name_qualifier};
use super::saml_keys::add_attribute_keys;
use super::session_policies::session_policies;
use crate::authorization::{TrustQuestion, decide_trust};
use crate::iam::arn::saml_provider_from_arn;
use crate::iam::records::RoleRecord;
use crate::logins::{LoginMeasure, redeem_for_role, verify_saml};
use crate::operation::{Call, Operation, Permission};
use crate::sessions::{AssumeError, existing_role, role_session, vend};

type Input = AssumeRoleWithSAMLInput;
type Output = AssumeRoleWithSAMLOutput;

/// `AssumeRoleWithSAML`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html>
#[derive(Debug)]
pub(super) struct AssumeRoleWithSAML;

impl Operation for AssumeRoleWithSAML {
    type Input = Input;
    type Output = Output;
    type Evidence = Option<Assertion>;
    const DESCRIPTOR: &'static Descriptor = &ASSUME_ROLE_WITH_SAML;

    async fn permissions(
        _: &Call<'_, Input>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(Vec::new())
    }

    async fn prepare(call: &Call<'_, Input>) -> Result<Option<Assertion>, ServiceError> {
        let (input, environment) = (call.input, call.environment);
        let account = account_of(&input.role_arn)?;
        let response = input.saml_assertion.expose();
        let assertion =
            verify_saml(environment, &account, &input.principal_arn, response, call.now).await;
        let assertion = assertion.map_err(|error| {
            call.note.leave_login(LoginMeasure::of_login(&error));
            saml_refused(error)
        })?;
        redeem_for_role(environment, &assertion, &input.role_arn, call.now)
            .map_err(assertion_redeemed)?;
        Ok(Some(assertion))
    }

    async fn decide(
        call: &Call<'_, Input>,
        assertion: &Option<Assertion>,
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<Output, ServiceError> {
        let input = call.input;
        let assertion = assertion
            .as_ref()
            .ok_or_else(|| saml_token_refused("No SAML assertion was passed."))?;
        let account = account_of(&input.role_arn)?;
        let role = existing_role(reads, &account, &input.role_arn).await;
        let role = role.map_err(saml_role_refused)?;
        let claims = SamlClaims::read(assertion, (&input.role_arn, &input.principal_arn))?;
        check_trust(call, (&account, &role), assertion, &claims)?;
        let seconds = claims.seconds(input.duration_seconds, &role, assertion, call.now)?;
        let session = role_session(&account, &role, &claims.session_name, seconds, call.now);
        let mut session = session.map_err(|error| saml_role_refused(error.into()))?;
        let (inline, arns) = (input.policy.as_deref(), input.policy_arns.as_deref());
        session.session_policies = session_policies(inline, arns, &account, reads).await?;
        let provider = provider_name(&account, &input.principal_arn);
        let qualifier = name_qualifier(&assertion.issuer, &account, provider);
        session.principal.web_identity = Some(WebIdentity {
            provider: input.principal_arn.clone(),
            audience: assertion.recipient.clone(),
            subject: assertion.subject.name.clone(),
            subject_type: assertion.subject.format.clone(),
            name_qualifier: qualifier.clone(),
        });
        session.principal.principal_tags = claims.tags.requested;
        session.principal.transitive_tag_keys = claims.tags.transitive;
        session.principal.source_identity = claims.source_identity;
        let vended = vend(call.environment, &call.random, &session);
        let vended = vended.map_err(saml_role_refused)?;
        Ok(Output {
            assumed_role_user: Some(assumed_role_user(&session)),
            audience: Some(assertion.recipient.clone()),
            credentials: Some(credentials(&vended)),
            issuer: Some(assertion.issuer.clone()),
            name_qualifier: Some(qualifier),
            packed_policy_size: packed_policy_size(&session),
            session_token_size: session_token_size(&vended),
            session_token_utilization: Some(vended.token_utilization_percent()),
            source_identity: session.principal.source_identity,
            subject: Some(assertion.subject.name.clone()),
            subject_type: Some(assertion.subject.format.clone()),
        })
    }
}

fn provider_name<'a>(account: &AccountId, arn: &'a str) -> &'a str {
    saml_provider_from_arn(account, arn).unwrap_or_default()
}

fn check_trust(
    call: &Call<'_, Input>,
    (account, role): (&AccountId, &RoleRecord),
    assertion: &Assertion,
    claims: &SamlClaims,
) -> Result<(), ServiceError> {
    let (role_arn, provider) = (&call.input.role_arn, call.input.principal_arn.as_str());
    if !claims.grants_role {
        return Err(saml_role_refused(AssumeError::Untrusted(role_arn.clone()))
            .with_hint("the assertion does not pair the role with the provider"));
    }
    let mut context = saml_trust_keys(assertion, account, provider_name(account, provider));
    context.insert("aws:FederatedProvider", provider);
    context.insert("sts:RoleSessionName", claims.session_name.as_str());
    claims.tags.add_to(&mut context);
    if let Some(source_identity) = &claims.source_identity {
        context.insert("sts:SourceIdentity", source_identity.as_str());
    }
    let tagged = (!claims.tags.requested.is_empty()).then_some("sts:TagSession");
    let sourced = claims.source_identity.as_ref().map(|_| "sts:SetSourceIdentity");
    let actions: Vec<_> =
        ["sts:AssumeRoleWithSAML"].into_iter().chain(tagged).chain(sourced).collect();
    let question = TrustQuestion {
        account,
        role,
        caller: TrustCaller::Federated { provider },
        actions: &actions,
        context: &context,
    };
    let refused = match decide_trust(call, &question) {
        Ok(true) => return Ok(()),
        Ok(false) => AssumeError::Untrusted(role_arn.clone()),
        Err(error) => AssumeError::Document { role: role_arn.clone(), error },
    };
    Err(saml_role_refused(refused))
}

/// `SAML:aud` and its siblings: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml>
fn saml_trust_keys(assertion: &Assertion, account: &AccountId, provider: &str) -> ContextMap {
    let mut keys = ContextMap::new();
    add_attribute_keys(assertion, &mut keys);
    keys.insert("saml:aud", assertion.recipient.as_str());
    keys.insert("saml:iss", assertion.issuer.as_str());
    keys.insert("saml:sub", assertion.subject.name.as_str());
    keys.insert("saml:sub_type", assertion.subject.format.as_str());
    keys.insert("saml:namequalifier", name_qualifier(&assertion.issuer, account, provider));
    keys.insert("saml:doc", format!("{account}/{provider}"));
    keys
}
