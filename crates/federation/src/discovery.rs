//! An issuer's discovery document (OpenID Connect Discovery 1.0).

use serde::Deserialize;
use url::Url;

/// How many bytes of a discovery document are read at most.
pub const DISCOVERY_BYTES_MAX: usize = 64 * 1024;

/// What the discovery document of a registered issuer says about its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovery {
    /// The issuer, equal to the registered URL but for a slash at the end of either.
    pub issuer: String,
    /// Where the keys are: `https`, or `http` where the issuer itself is registered so.
    pub jwks_uri: String,
}

impl Discovery {
    /// Where the discovery document of an issuer is.
    pub fn url(registered_url: &str) -> String {
        format!(
            "{}/.well-known/openid-configuration",
            registered_url.strip_suffix('/').unwrap_or(registered_url)
        )
    }

    /// Reads the document that was fetched for the registered URL.
    pub fn parse(document: &[u8], registered_url: &str) -> Result<Self, DiscoveryError> {
        if document.len() > DISCOVERY_BYTES_MAX {
            return Err(DiscoveryError::TooLarge);
        }
        let json: DiscoveryJson =
            serde_json::from_slice(document).map_err(|_| DiscoveryError::Malformed)?;
        let slashless = |url: &str| url.strip_suffix('/').unwrap_or(url).to_owned();
        if slashless(&json.issuer) != slashless(registered_url) {
            return Err(DiscoveryError::Issuer { issuer: json.issuer });
        }
        if !may_hold_keys(&json.jwks_uri, registered_url) {
            return Err(DiscoveryError::JwksUri { jwks_uri: json.jwks_uri });
        }
        Ok(Self { issuer: json.issuer, jwks_uri: json.jwks_uri })
    }
}

/// Why a document says nothing about an issuer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryError {
    /// It has more than [`DISCOVERY_BYTES_MAX`] bytes.
    #[error("the discovery document is too large")]
    TooLarge,
    /// It is not a JSON object with `issuer` and `jwks_uri`.
    #[error("the discovery document is malformed")]
    Malformed,
    /// It is another issuer's.
    #[error("the discovery document is of the issuer `{issuer}`")]
    Issuer {
        /// The issuer that it names.
        issuer: String,
    },
    /// The keys are said to be at a place that is no URL, or less protected than the issuer.
    #[error("the keys' address `{jwks_uri}` is not acceptable")]
    JwksUri {
        /// The address that it names.
        jwks_uri: String,
    },
}

fn may_hold_keys(jwks_uri: &str, registered_url: &str) -> bool {
    let Ok(url) = Url::parse(jwks_uri) else { return false };
    let cleartext = url.scheme() == "http" && registered_url.starts_with("http://");
    (url.scheme() == "https" || cleartext)
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && jwks_uri.len() <= JWKS_URI_BYTES_MAX
}

#[derive(Deserialize)]
struct DiscoveryJson {
    issuer: String,
    jwks_uri: String,
}

const JWKS_URI_BYTES_MAX: usize = 2048;
