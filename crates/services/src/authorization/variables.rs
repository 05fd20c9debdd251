//! Condition keys and policy variables: those of the principal, and those of the request.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>

use std::collections::BTreeMap;
use std::net::IpAddr;

use daypass_aws_types::{AccountId, Timestamp};
use daypass_credentials::Session;
use daypass_policy::ContextMap;

use crate::iam::arn::user_arn;
use crate::iam::user::record::UserRecord;

/// Keys of the account's root user.
pub(super) fn of_root(account: &AccountId) -> ContextMap {
    let mut keys = ContextMap::default();
    keys.insert("aws:PrincipalAccount", account.as_str());
    keys.insert("aws:PrincipalArn", format!("arn:aws:iam::{account}:root"));
    keys.insert("aws:PrincipalType", "Account");
    keys.insert("aws:userid", account.as_str());
    keys
}

/// Keys of an IAM user.
pub(super) fn of_user(account: &AccountId, user: &UserRecord) -> ContextMap {
    let mut keys = ContextMap::default();
    keys.insert("aws:PrincipalAccount", account.as_str());
    keys.insert("aws:PrincipalArn", user_arn(account, user));
    keys.insert("aws:PrincipalType", "User");
    keys.insert("aws:userid", user.id.as_str());
    keys.insert("aws:username", user.name.as_str());
    for (key, value) in &user.tags {
        keys.insert(&format!("aws:PrincipalTag/{key}"), value.as_str());
    }
    keys
}

/// Keys of a role session. What the web identity said at sign-in stays with the session; only
/// `aud`, `amr`, `sub` (and `id`) survive the exchange, as AWS's cross-service note says. The
/// role's tags are the principal's unless a session tag of the same key, in any case, covers them.
pub(super) fn of_session(session: &Session, role_tags: &BTreeMap<String, String>) -> ContextMap {
    let mut keys = ContextMap::default();
    let principal = &session.principal;
    keys.insert("aws:PrincipalAccount", session.account.to_string());
    let role = format!(
        "arn:aws:iam::{}:role{}{}",
        session.account, principal.role_path, principal.role_name
    );
    keys.insert("aws:PrincipalArn", role);
    keys.insert("aws:PrincipalType", "AssumedRole");
    keys.insert("aws:userid", format!("{}:{}", principal.role_id, principal.session_name));
    keys.insert("aws:TokenIssueTime", Timestamp::from_millis(session.issued_ms).to_iso8601());
    if let Some(source_identity) = &principal.source_identity {
        keys.insert("aws:SourceIdentity", source_identity.as_str());
    }
    for (key, value) in role_tags.iter().chain(&principal.principal_tags) {
        keys.insert(&format!("aws:PrincipalTag/{key}"), value.as_str());
    }
    if let Some(cognito) = &principal.cognito {
        keys.insert("aws:FederatedProvider", "cognito-identity.amazonaws.com");
        keys.insert("cognito-identity.amazonaws.com:aud", cognito.pool_id.as_str());
        keys.insert("cognito-identity.amazonaws.com:sub", cognito.identity_id.as_str());
        keys.insert_many("cognito-identity.amazonaws.com:amr", cognito.amr.clone());
    } else if let Some(web) = &principal.web_identity {
        // A SAML provider is known by its ARN, an OpenID provider by its issuer.
        let (provider, prefix) = if web.provider.contains(":saml-provider/") {
            (web.provider.clone(), "saml")
        } else {
            let arn = format!("arn:aws:iam::{}:oidc-provider/{}", session.account, web.provider);
            (arn, web.provider.as_str())
        };
        keys.insert("aws:FederatedProvider", provider);
        keys.insert(&format!("{prefix}:aud"), web.audience.as_str());
        keys.insert(&format!("{prefix}:sub"), web.subject.as_str());
    }
    keys
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
    if let Some(user_agent) = user_agent {
        keys.insert("aws:UserAgent", user_agent);
    }
    keys
}
