//! Whose token a web identity brings: one of ours, or one of a registered OpenID Connect provider.

use std::collections::BTreeMap;

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_credentials::IdentityTokenClaims;
use daypass_federation::{TokenError, peek};
use serde_json::Value;

use super::error::{identity_token_refused, invalid_token, token_refused};
use super::session_tags::SessionTags;
use crate::logins::{
    LoginError, LoginMeasure, VerifiedLogin, verify_identity_token, verify_web_identity,
};
use crate::operation::Call;

/// A verified token.
#[derive(Debug, Default)]
pub(super) enum WebToken {
    /// None yet.
    #[default]
    None,
    /// One of our own identity tokens.
    Identity(Box<IdentityTokenClaims>),
    /// A token of an OpenID Connect provider of the role's account.
    OpenId(VerifiedLogin),
}

impl WebToken {
    /// Verifies a token for a role of `account`.
    pub(super) async fn verified<I>(
        call: &Call<'_, I>,
        account: &AccountId,
        token: &str,
    ) -> Result<Self, ServiceError> {
        let (environment, now) = (call.environment, call.now);
        let issuer =
            peek(token).map_err(|error: TokenError| token_refused(LoginError::Token(error)))?;
        if issuer.issuer == environment.settings.identity_token_issuer {
            let claims = verify_identity_token(environment, token, None, now).await;
            return match claims {
                Ok(claims) => Ok(Self::Identity(Box::new(claims))),
                Err(refused) => {
                    call.note.leave_login(LoginMeasure::of_identity_token(&refused));
                    Err(identity_token_refused(refused))
                }
            };
        }
        let login = verify_web_identity(environment, account, token, now).await;
        login.map(Self::OpenId).map_err(|error| {
            call.note.leave_login(LoginMeasure::of_login(&error));
            token_refused(error)
        })
    }
}

/// The session tags that a token asserts: each value is an array of one.
pub(super) fn asserted_tags(login: &VerifiedLogin) -> Result<SessionTags, ServiceError> {
    let malformed = || invalid_token("The session tags of the web identity token are malformed.");
    let Some(claim) = login.claims().get(TAGS_CLAIM) else { return Ok(SessionTags::default()) };
    let tags = match claim.get("principal_tags") {
        None => BTreeMap::new(),
        Some(tags) => tags
            .as_object()
            .ok_or_else(malformed)?
            .iter()
            .map(|(key, value)| Some((key.clone(), only_value(value)?.to_owned())))
            .collect::<Option<_>>()
            .ok_or_else(malformed)?,
    };
    let transitive = match claim.get("transitive_tag_keys") {
        None => Vec::new(),
        Some(keys) => texts(keys).ok_or_else(malformed)?,
    };
    SessionTags::checked(tags, transitive)
}

/// The source identity that a token asserts.
pub(super) fn asserted_source_identity(
    login: &VerifiedLogin,
) -> Result<Option<String>, ServiceError> {
    let Some(claim) = login.claims().get(SOURCE_IDENTITY_CLAIM) else { return Ok(None) };
    let text = claim.as_str().filter(|text| is_source_identity(text));
    text.map(|text| Some(text.to_owned()))
        .ok_or_else(|| invalid_token("The source identity of the web identity token is malformed."))
}

/// The methods of authentication that a token asserts, if it does.
pub(super) fn asserted_methods(login: &VerifiedLogin) -> Option<Vec<String>> {
    login.claims().get("amr").and_then(texts)
}

fn only_value(value: &Value) -> Option<&str> {
    match value.as_array()?.as_slice() {
        [only] => only.as_str(),
        _ => None,
    }
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

/// `[\w+=,.@-]{2,64}`, as the parameter of `AssumeRole`.
fn is_source_identity(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    (2..=64).contains(&text.len()) && text.chars().all(allowed)
}

const TAGS_CLAIM: &str = "https://aws.amazon.com/tags";
const SOURCE_IDENTITY_CLAIM: &str = "https://aws.amazon.com/source_identity";
