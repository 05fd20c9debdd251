//! Condition keys and policy variables: those of the principal, and those of the request.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>

use std::collections::BTreeMap;
use std::net::IpAddr;

use daypass_aws_types::{AccountId, Timestamp};
use daypass_credentials::{Session, WebIdentity};
use daypass_policy::ContextMap;

use crate::iam::arn::{session_role_arn, user_arn};
use crate::iam::user::record::UserRecord;
use crate::principal::federated_user_arn;

/// Keys that every signed request has: who signed it. No service of AWS's calls here.
fn of_principal(account: &str, arn: String, kind: &'static str, user_id: String) -> ContextMap {
    let mut keys = ContextMap::default();
    keys.insert("aws:PrincipalAccount", account);
    keys.insert("aws:PrincipalArn", arn);
    keys.insert("aws:PrincipalIsAWSService", "false");
    keys.insert("aws:PrincipalType", kind);
    keys.insert("aws:userid", user_id);
    keys
}

/// Keys that temporary credentials bring. There is no second factor here, and so none was shown.
pub(super) fn add_session_keys(session: &Session, keys: &mut ContextMap) {
    keys.insert("aws:TokenIssueTime", Timestamp::from_millis(session.issued_ms).to_iso8601());
    keys.insert("aws:MultiFactorAuthPresent", "false");
}

/// Keys of the account's root user.
pub(super) fn of_root(account: &AccountId) -> ContextMap {
    let arn = format!("arn:aws:iam::{account}:root");
    of_principal(account.as_str(), arn, "Account", account.to_string())
}

/// Keys of a federated user.
pub(super) fn of_federated_user(session: &Session, name: &str) -> ContextMap {
    let (account, arn) = (session.account.to_string(), federated_user_arn(session.account, name));
    let mut keys = of_principal(&account, arn, "FederatedUser", format!("{account}:{name}"));
    for (key, value) in &session.principal.principal_tags {
        keys.insert(format!("aws:PrincipalTag/{key}"), value.as_str());
    }
    keys
}

/// Keys of an IAM user.
pub(super) fn of_user(account: &AccountId, user: &UserRecord) -> ContextMap {
    let arn = user_arn(account, user);
    let mut keys = of_principal(account.as_str(), arn, "User", user.id.clone());
    keys.insert("aws:username", user.name.as_str());
    for (key, value) in &user.tags {
        keys.insert(format!("aws:PrincipalTag/{key}"), value.as_str());
    }
    keys
}

/// Keys of a role session. What the web identity said at sign-in stays with the session; only
/// `aud`, `amr`, `sub` (and `id`) survive the exchange, as AWS's cross-service note says. The
/// role's tags are the principal's unless a session tag of the same key, in any case, covers them.
pub(super) fn of_session(session: &Session, role_tags: &BTreeMap<String, String>) -> ContextMap {
    let principal = &session.principal;
    let account = session.account.to_string();
    let user_id = format!("{}:{}", principal.role_id, principal.session_name);
    let mut keys = of_principal(&account, session_role_arn(session), "AssumedRole", user_id);
    add_session_keys(session, &mut keys);
    if let Some(source_identity) = &principal.source_identity {
        keys.insert("aws:SourceIdentity", source_identity.as_str());
    }
    for (key, value) in role_tags.iter().chain(&principal.principal_tags) {
        keys.insert(format!("aws:PrincipalTag/{key}"), value.as_str());
    }
    if let Some(provider) = federated_provider(session) {
        keys.insert("aws:FederatedProvider", provider);
    }
    if let Some(cognito) = &principal.cognito {
        keys.insert("cognito-identity.amazonaws.com:aud", cognito.pool_id.as_str());
        keys.insert("cognito-identity.amazonaws.com:sub", cognito.identity_id.as_str());
        keys.insert_many("cognito-identity.amazonaws.com:amr", cognito.amr.clone());
    } else if let Some(web) = &principal.web_identity {
        let prefix = if is_saml(web) { "saml" } else { web.provider.as_str() };
        keys.insert(format!("{prefix}:aud"), web.audience.as_str());
        keys.insert(format!("{prefix}:sub"), web.subject.as_str());
        for (key, value) in
            [("saml:sub_type", &web.subject_type), ("saml:namequalifier", &web.name_qualifier)]
        {
            if !value.is_empty() {
                keys.insert(key, value.as_str());
            }
        }
    }
    keys
}

/// `aws:FederatedProvider`: who vouched for the web identity that assumed the role, if one did.
pub(crate) fn federated_provider(session: &Session) -> Option<String> {
    if session.principal.cognito.is_some() {
        return Some("cognito-identity.amazonaws.com".to_owned());
    }
    let web = session.principal.web_identity.as_ref()?;
    Some(if is_saml(web) {
        web.provider.clone()
    } else {
        format!("arn:aws:iam::{}:oidc-provider/{}", session.account, web.provider)
    })
}

/// A SAML provider is known by its ARN, an OpenID provider by its issuer.
fn is_saml(web: &WebIdentity) -> bool {
    web.provider.contains(":saml-provider/")
}

/// Keys of the request itself; the time keys are the engine's own.
pub fn request_context(
    source_ip: IpAddr,
    secure_transport: bool,
    user_agent: Option<&str>,
    region: &str,
) -> ContextMap {
    let mut keys = ContextMap::default();
    keys.insert("aws:SourceIp", source_ip.to_canonical().to_string());
    keys.insert("aws:SecureTransport", if secure_transport { "true" } else { "false" });
    keys.insert("aws:RequestedRegion", region);
    keys.insert("aws:ViaAWSService", "false");
    if let Some(user_agent) = user_agent {
        keys.insert("aws:UserAgent", user_agent);
    }
    keys
}
