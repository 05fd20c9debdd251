//! The claims of an identity token, in the order in which AWS issues them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What an identity token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityTokenClaims {
    /// `sub`: the identity's id.
    pub identity_id: String,
    /// `aud`: the identity pool's id.
    pub pool_id: String,
    /// `amr`: `unauthenticated`, or `authenticated` and the providers of the call.
    pub amr: Vec<String>,
    /// The principal tags that STS makes session tags of.
    pub principal_tags: BTreeMap<String, String>,
    /// `iss`, [`super::ISSUER`] unless configured otherwise.
    pub issuer: String,
    /// The identity pool's ARN.
    pub pool_arn: String,
    /// `exp`, in seconds since 1970.
    pub expires_s: i64,
    /// `iat`, in seconds since 1970.
    pub issued_s: i64,
    /// The identity's epoch at issue: a token that was not exchanged before a revocation is worth
    /// nothing after it.
    pub identity_epoch: u64,
    /// The pool's epoch at issue.
    pub pool_epoch: u64,
}

/// The JSON form. The order of the fields is the order on the wire.
#[derive(Serialize, Deserialize)]
pub(super) struct ClaimsJson {
    sub: String,
    aud: String,
    amr: Vec<String>,
    #[serde(
        rename = "https://aws.amazon.com/tags",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    tags: Option<TagsJson>,
    iss: String,
    #[serde(rename = "https://cognito-identity.amazonaws.com/identity-pool-arn")]
    pool_arn: String,
    exp: i64,
    iat: i64,
    /// Ours, after all of AWS's: the epochs of identity and pool.
    #[serde(rename = "daypass:epochs")]
    epochs: (u64, u64),
}

#[derive(Serialize, Deserialize)]
struct TagsJson {
    /// AWS writes each value as an array of one.
    principal_tags: BTreeMap<String, (String,)>,
}

impl From<&IdentityTokenClaims> for ClaimsJson {
    fn from(claims: &IdentityTokenClaims) -> Self {
        let tags = claims.principal_tags.iter().map(|(key, value)| (key.clone(), (value.clone(),)));
        Self {
            sub: claims.identity_id.clone(),
            aud: claims.pool_id.clone(),
            amr: claims.amr.clone(),
            tags: (!claims.principal_tags.is_empty())
                .then(|| TagsJson { principal_tags: tags.collect() }),
            iss: claims.issuer.clone(),
            pool_arn: claims.pool_arn.clone(),
            exp: claims.expires_s,
            iat: claims.issued_s,
            epochs: (claims.identity_epoch, claims.pool_epoch),
        }
    }
}

impl From<ClaimsJson> for IdentityTokenClaims {
    fn from(json: ClaimsJson) -> Self {
        let tags = json.tags.map(|tags| tags.principal_tags).unwrap_or_default();
        Self {
            identity_id: json.sub,
            pool_id: json.aud,
            amr: json.amr,
            principal_tags: tags.into_iter().map(|(key, (value,))| (key, value)).collect(),
            issuer: json.iss,
            pool_arn: json.pool_arn,
            expires_s: json.exp,
            issued_s: json.iat,
            identity_epoch: json.epochs.0,
            pool_epoch: json.epochs.1,
        }
    }
}
