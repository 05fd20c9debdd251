//! What an identity pool takes from a SAML assertion.

use aws_lc_rs::digest::{Context, SHA256};
use daypass_federation::saml::Assertion;
use serde_json::{Map, Value};

use super::saml::saml_role_pairs;

/// The subject of a verified assertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamlUser {
    subject: String,
    issuer: String,
    audiences: [String; 1],
    claims: Map<String, Value>,
    roles: Vec<String>,
    fingerprint: Vec<u8>,
    ends_ms: i64,
}

impl SamlUser {
    /// Reads an assertion of the provider `arn`: its attributes are the claims, beside `iss`, `aud`
    /// and `sub` of its own elements. An attribute of several values is a list.
    pub(super) fn of(assertion: Assertion, arn: &str) -> Self {
        let mut roles: Vec<String> = Vec::new();
        for (role, provider) in saml_role_pairs(&assertion) {
            if provider == arn && !roles.iter().any(|known| known == role) {
                roles.push(role.to_owned());
            }
        }
        let fingerprint = fingerprint(&[arn, &assertion.issuer, &assertion.id]);
        let subject = assertion.subject.name;
        let mut claims = Map::new();
        for (name, mut values) in assertion.attributes {
            let value = match values.len() {
                0 => continue,
                1 => Value::String(values.remove(0)),
                _ => Value::from(values),
            };
            claims.insert(name, value);
        }
        claims.entry(NAME_IDENTIFIER).or_insert_with(|| Value::from(subject.as_str()));
        claims.insert("iss".to_owned(), Value::from(assertion.issuer.as_str()));
        claims.insert("aud".to_owned(), Value::from(assertion.recipient.as_str()));
        claims.insert("sub".to_owned(), Value::from(subject.as_str()));
        Self {
            subject,
            issuer: assertion.issuer,
            audiences: [assertion.recipient],
            claims,
            roles,
            fingerprint,
            ends_ms: assertion.ends_ms,
        }
    }

    /// The `NameID`.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The `Issuer`.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The `Recipient`, which is what AWS takes for the audience of an assertion.
    pub fn audiences(&self) -> &[String; 1] {
        &self.audiences
    }

    /// The attributes, and the three claims that every assertion has.
    pub fn claims(&self) -> &Map<String, Value> {
        &self.claims
    }

    /// The roles that the assertion pairs with its provider, each once.
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// What tells the assertion from all others.
    pub(crate) fn fingerprint(&self) -> &[u8] {
        &self.fingerprint
    }

    /// Until when it may be used, in milliseconds since 1970.
    pub(crate) fn ends_ms(&self) -> i64 {
        self.ends_ms
    }
}

fn fingerprint(parts: &[&str]) -> Vec<u8> {
    // A length before each part keeps parts apart.
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(&part.len().to_be_bytes());
        context.update(part.as_bytes());
    }
    context.finish().as_ref().to_vec()
}

/// The two attributes that a pool's default tags are taken from, where AWS takes audience and
/// subject of other providers:
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html>
pub(super) const NAME_IDENTIFIER: &str =
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
pub(super) const NAME: &str = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";
