//! AWS Security Token Service: whose keys these are, and roles for those whom they trust.

mod access_key_info;
mod answer;
mod assume_role;
mod authorization_message;
mod beyond;
mod caller_identity;
mod duration;
mod error;
mod outbound_token;
mod saml;
mod saml_attributes;
mod saml_keys;
mod session_policies;
mod session_tags;
#[cfg(test)]
mod tests;
mod user_session;
mod web_identity;
mod web_token;

use crate::served::Visitor;

/// Shows the visitor every operation of STS.
pub(crate) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<caller_identity::GetCallerIdentity>();
    visitor.operation::<access_key_info::GetAccessKeyInfo>();
    visitor.operation::<authorization_message::DecodeAuthorizationMessage>();
    visitor.operation::<assume_role::AssumeRole>();
    visitor.operation::<user_session::GetSessionToken>();
    visitor.operation::<user_session::GetFederationToken>();
    visitor.operation::<web_identity::AssumeRoleWithWebIdentity>();
    visitor.operation::<saml::AssumeRoleWithSAML>();
    visitor.operation::<outbound_token::GetWebIdentityToken>();
    visitor.operation::<beyond::AssumeRoot>();
    visitor.operation::<beyond::GetDelegatedAccessToken>();
}
