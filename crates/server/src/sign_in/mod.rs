//! The sign-in provider of development: an OpenID provider with two users, so that the whole story
//! can be played without any other program. `serve` never has it.
//!
//! Its issuer is a name, not an address: whatever port the server got, a pool that trusts the
//! issuer goes on to. Others read its documents under `/-/sign-in/`, and our own verification gets
//! them by the issuer's name, from memory.

mod fetch;
mod key;
mod token;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_credentials::SigningKey;
use daypass_credentials::identity_token::jwks;
use daypass_services::ports::Clock;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, Method, Response, StatusCode};
use tokio::sync::OnceCell;

use crate::http::reached_at;
use crate::keys::{SecretError, ServerKeys};

pub use self::fetch::FetchBesideSignIn;

/// The issuer's name, as it stands in tokens.
pub const ISSUER: &str = "https://sign-in.daypass.localhost";
/// The issuer without its scheme: the key of a `Logins` map.
pub const LOGIN_KEY: &str = "sign-in.daypass.localhost";
/// The app that tokens are for.
pub const CLIENT_ID: &str = "demo-app";
/// The users. Each one's password is the name itself: nothing here is a secret.
pub const USERS: [&str; 2] = ["alice", "bob"];

/// The sign-in provider.
pub struct SignIn {
    keys: Arc<ServerKeys>,
    clock: Arc<dyn Clock>,
    key: OnceCell<Arc<SigningKey>>,
}

impl SignIn {
    /// A provider whose key lies sealed in the store that these keys belong to.
    pub fn new(keys: Arc<ServerKeys>, clock: Arc<dyn Clock>) -> Self {
        Self { keys, clock, key: OnceCell::new() }
    }

    /// Whether a request is for the provider.
    pub(crate) fn is_for(parts: &Parts) -> bool {
        parts.uri.path().starts_with(PREFIX)
    }

    /// The answer to a request for the provider.
    pub(crate) async fn answer(&self, parts: &Parts, body: &[u8], secure: bool) -> Response<Bytes> {
        let path = parts.uri.path().strip_prefix(PREFIX).unwrap_or_default();
        let read = matches!(parts.method, Method::GET | Method::HEAD);
        match path {
            ".well-known/openid-configuration" if read => {
                let here = reached_at(parts, secure).unwrap_or_default();
                json(StatusCode::OK, discovery(&(here + PREFIX.trim_end_matches('/'))))
            }
            "jwks" if read => match self.jwks().await {
                Ok(keys) => json(StatusCode::OK, keys),
                Err(error) => unavailable(&error),
            },
            "token" if parts.method == Method::POST => self.token(body).await,
            ".well-known/openid-configuration" | "jwks" | "token" => {
                json(StatusCode::METHOD_NOT_ALLOWED, String::new())
            }
            _ => json(StatusCode::NOT_FOUND, String::new()),
        }
    }

    async fn token(&self, body: &[u8]) -> Response<Bytes> {
        let asked = match token::asked(body) {
            Ok(asked) => asked,
            Err(error) => return json(error.status(), error.body()),
        };
        let signed = match self.key().await {
            Ok(key) => token::answer(&key, &asked, self.clock.now().wall_ms / 1_000),
            Err(error) => return unavailable(&error),
        };
        match signed {
            Ok(body) => json(StatusCode::OK, body),
            Err(error) => unavailable(&error),
        }
    }

    async fn jwks(&self) -> Result<String, SecretError> {
        let key = self.key().await?;
        jwks([key.public_key()]).map_err(|error| SecretError::Unusable(error.to_string()))
    }

    async fn key(&self) -> Result<Arc<SigningKey>, SecretError> {
        let open = || key::open_or_make(self.keys.secrets());
        self.key.get_or_try_init(open).await.cloned()
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SignIn").finish_non_exhaustive()
    }
}

/// The discovery document (OpenID Connect Discovery 1.0), its documents under `base`.
fn discovery(base: &str) -> String {
    serde_json::json!({
        "issuer": ISSUER,
        "jwks_uri": format!("{base}/jwks"),
        "token_endpoint": format!("{base}/token"),
        "authorization_endpoint": format!("{base}/authorize"),
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public"],
        "grant_types_supported": ["password"],
        "id_token_signing_alg_values_supported": ["RS512"],
        "claims_supported": ["sub", "email", "email_verified"],
    })
    .to_string()
}

fn json(status: StatusCode, body: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn unavailable(error: &SecretError) -> Response<Bytes> {
    tracing::error!(%error, "the sign-in provider cannot sign");
    json(StatusCode::SERVICE_UNAVAILABLE, String::new())
}

/// What the paths of the provider begin with.
const PREFIX: &str = "/-/sign-in/";
