//! The sign-in provider of development: an OpenID provider with two users, so that the whole story
//! can be played without any other program, and tokens of the form of Google's, Apple's, Facebook's
//! and Amazon's for the same users. `serve` never has it.
//!
//! Its issuer is a name, not an address: whatever port the server got, a pool that trusts the
//! issuer goes on to. Others read its documents under `/-/sign-in/`, and our own verification gets
//! them by the issuer's name, from memory.

mod asked;
mod fetch;
mod key;
mod opaque;
mod page;
mod provider;
mod token;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_credentials::SigningKey;
use daypass_credentials::identity_token::jwks;
use daypass_services::ports::{Clock, Entropy};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use http::request::Parts;
use http::{HeaderValue, Method, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use self::asked::{Asked, TokenError};
use self::opaque::{OpaqueTokens, parameter};
use self::token::Token;
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
/// The public providers whose tokens it gives out in their form, as pools know them.
pub const PUBLIC_PROVIDERS: [&str; 4] =
    ["accounts.google.com", "appleid.apple.com", "graph.facebook.com", "www.amazon.com"];

/// The sign-in provider.
pub struct SignIn {
    keys: Arc<ServerKeys>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    key: OnceCell<Arc<SigningKey>>,
    opaque: OpaqueTokens,
}

impl SignIn {
    /// A provider whose key lies sealed in the store that these keys belong to.
    pub fn new(keys: Arc<ServerKeys>, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { keys, clock, entropy, key: OnceCell::new(), opaque: OpaqueTokens::default() }
    }

    /// Whether a request is for the provider.
    pub(crate) fn is_for(parts: &Parts) -> bool {
        parts.uri.path().starts_with(PREFIX)
    }

    /// The answer to a request for the provider.
    pub(crate) async fn answer(&self, parts: &Parts, body: &[u8], secure: bool) -> Response<Bytes> {
        let path = parts.uri.path().strip_prefix(PREFIX).unwrap_or_default();
        let query = parts.uri.query().unwrap_or_default();
        let read = matches!(parts.method, Method::GET | Method::HEAD);
        match path {
            "" | "authorize" if read => match asked::whither(query) {
                Ok(whither) => html(page::choice(&whither)),
                Err(error) => refused(error),
            },
            ".well-known/openid-configuration" if read => {
                let here = reached_at(parts, secure).unwrap_or_default();
                json_answer(StatusCode::OK, discovery(&(here + PREFIX.trim_end_matches('/'))))
            }
            "jwks" if read => match self.jwks().await {
                Ok(keys) => json_answer(StatusCode::OK, keys),
                Err(error) => unavailable(&error),
            },
            "facebook/debug_token" if read => {
                let token = parameter(query, "input_token").unwrap_or_default();
                let unknown = json!({ "data": { "is_valid": false, "scopes": [] } });
                let answer = self.debug_token(&token).unwrap_or(unknown);
                json_answer(StatusCode::OK, answer.to_string())
            }
            "amazon/auth/o2/tokeninfo" if read => {
                let token = parameter(query, "access_token").unwrap_or_default();
                match self.token_info(&token) {
                    Some(answer) => json_answer(StatusCode::OK, answer.to_string()),
                    None => json_answer(StatusCode::BAD_REQUEST, INVALID_TOKEN.to_owned()),
                }
            }
            "token" if parts.method == Method::POST => self.token(body).await,
            "click" if parts.method == Method::POST => self.click(body).await,
            _ if PATHS.contains(&path) => {
                json_answer(StatusCode::METHOD_NOT_ALLOWED, String::new())
            }
            _ => json_answer(StatusCode::NOT_FOUND, String::new()),
        }
    }

    async fn token(&self, body: &[u8]) -> Response<Bytes> {
        let asked = match asked::by_password(body) {
            Ok(asked) => asked,
            Err(error) => return refused(error),
        };
        match self.made(&asked).await {
            Ok(token) => json_answer(StatusCode::OK, token.answer()),
            Err(error) => unavailable(&error),
        }
    }

    /// Signs in whom the button names: who clicks is on this machine and needs no password.
    async fn click(&self, body: &[u8]) -> Response<Bytes> {
        let (asked, whither) = match asked::by_click(body) {
            Ok(clicked) => clicked,
            Err(error) => return refused(error),
        };
        let token = match self.made(&asked).await {
            Ok(token) => token,
            Err(error) => return unavailable(&error),
        };
        let Some(redirect_uri) = &whither.redirect_uri else {
            let logins = token.logins();
            return html(page::signed_in(&asked, &format!("{logins:#}")));
        };
        let Ok(onward) = HeaderValue::from_str(&token.onward(redirect_uri, &whither)) else {
            return refused(TokenError::InvalidRequest);
        };
        let mut answer = html(String::new());
        *answer.status_mut() = StatusCode::SEE_OTHER;
        answer.headers_mut().insert(LOCATION, onward);
        answer
    }

    async fn made(&self, asked: &Asked) -> Result<Token, SecretError> {
        token::made(&*self.key().await?, &self.opaque, asked, self.now_s(), &*self.entropy)
    }

    /// Facebook's answer about a token of ours.
    fn debug_token(&self, token: &str) -> Option<Value> {
        self.opaque.debug_token(token)
    }

    /// Amazon's answer about a token of ours.
    fn token_info(&self, token: &str) -> Option<Value> {
        self.opaque.token_info(token, self.now_s())
    }

    fn now_s(&self) -> i64 {
        self.clock.now().wall_ms.div_euclid(1_000)
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
    json!({
        "issuer": ISSUER,
        "jwks_uri": format!("{base}/jwks"),
        "token_endpoint": format!("{base}/token"),
        "authorization_endpoint": format!("{base}/authorize"),
        "response_types_supported": ["id_token"],
        "response_modes_supported": ["fragment"],
        "subject_types_supported": ["public"],
        "grant_types_supported": ["password", "implicit"],
        "id_token_signing_alg_values_supported": ["RS512"],
        "claims_supported": ["sub", "email", "email_verified"],
    })
    .to_string()
}

fn json_answer(status: StatusCode, body: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A page without a script, which no other page may frame: a click in it is the user's own.
fn html(body: String) -> Response<Bytes> {
    let mut response = json_answer(StatusCode::OK, body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    response
}

fn refused(error: TokenError) -> Response<Bytes> {
    json_answer(error.status(), error.body())
}

fn unavailable(error: &SecretError) -> Response<Bytes> {
    tracing::error!(%error, "the sign-in provider cannot sign");
    json_answer(StatusCode::SERVICE_UNAVAILABLE, String::new())
}

/// What the paths of the provider begin with.
const PREFIX: &str = "/-/sign-in/";
/// The paths, for those who come by another method.
const PATHS: &[&str] = &[
    "",
    "authorize",
    "click",
    "token",
    "jwks",
    ".well-known/openid-configuration",
    "facebook/debug_token",
    "amazon/auth/o2/tokeninfo",
];
const PAGE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
const INVALID_TOKEN: &str =
    r#"{"error":"invalid_token","error_description":"The request has an invalid parameter"}"#;
