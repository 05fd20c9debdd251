//! The claims of a web identity token, in the order in which AWS issues them.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_token_claims.html>

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// What a web identity token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WebIdentityTokenClaims {
    /// `aud`: whom the token is for. One audience is a text, several are an array (RFC 7519).
    #[serde(rename = "aud", serialize_with = "one_or_many")]
    pub audiences: Vec<String>,
    /// `sub`: the ARN of the user, or of the role whose session calls.
    #[serde(rename = "sub")]
    pub subject: String,
    /// What AWS says of the caller.
    #[serde(rename = "https://sts.amazonaws.com/")]
    pub aws: AwsClaims,
    /// `iss`: the account's issuer.
    #[serde(rename = "iss")]
    pub issuer: String,
    /// `exp`, in seconds since 1970.
    #[serde(rename = "exp")]
    pub expires_s: i64,
    /// `iat`, in seconds since 1970.
    #[serde(rename = "iat")]
    pub issued_s: i64,
    /// `jti`: no two tokens have the same.
    #[serde(rename = "jti")]
    pub token_id: String,
}

/// The claims under AWS's own name. What a caller does not have is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AwsClaims {
    /// The account of the caller.
    pub aws_account: String,
    /// The region that the token was asked for in.
    pub source_region: String,
    /// The same as the subject.
    pub principal_id: String,
    /// When the caller's session ends, in ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_session_exp: Option<String>,
    /// Who vouched for the web identity that assumed the role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub federated_provider: Option<String>,
    /// The source identity of the session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    /// The principal's tags, those of its session included.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub principal_tags: BTreeMap<String, String>,
    /// The tags that the caller chose: nobody vouches for them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub request_tags: BTreeMap<String, String>,
}

fn one_or_many<S: Serializer>(audiences: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    match audiences {
        [audience] => audience.serialize(serializer),
        many => many.serialize(serializer),
    }
}
