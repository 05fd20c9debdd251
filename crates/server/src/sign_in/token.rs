//! The tokens that are given out.

use daypass_credentials::SigningKey;
use serde_json::{Map, Value, json};

use super::asked::{Asked, Whither};
use super::opaque::OpaqueTokens;
use crate::keys::SecretError;
use daypass_services::ports::Entropy;

/// How long a token lives.
const TOKEN_SECONDS: i64 = 3_600;

/// A token, and how it is used.
pub(super) struct Token {
    text: String,
    login_key: &'static str,
    is_openid: bool,
}

/// A token that was made at `now_s`, in seconds since 1970.
pub(super) fn made(
    key: &SigningKey,
    opaque: &OpaqueTokens,
    asked: &Asked,
    now_s: i64,
    entropy: &dyn Entropy,
) -> Result<Token, SecretError> {
    let Asked { user, provider, client_id, nonce } = asked;
    let times = (now_s, now_s + TOKEN_SECONDS);
    let token = if provider.is_openid() {
        let mut claims = provider.claims(user, times);
        claims.insert("aud".to_owned(), json!(client_id));
        if let Some(nonce) = nonce {
            claims.insert("nonce".to_owned(), json!(nonce));
        }
        let token = key.sign_claims("JWT", &claims);
        token.map_err(|error| SecretError::Unusable(error.to_string()))?
    } else {
        opaque.give((*provider, user, client_id), times, entropy)
    };
    Ok(Token { text: token, login_key: provider.login_key(), is_openid: provider.is_openid() })
}

impl Token {
    /// The answer of the token endpoint.
    pub(super) fn answer(&self) -> String {
        let mut answer = Map::from_iter([
            ("access_token".to_owned(), json!(self.text)),
            ("token_type".to_owned(), json!("Bearer")),
            ("expires_in".to_owned(), json!(TOKEN_SECONDS)),
            ("logins".to_owned(), self.logins()),
        ]);
        if self.is_openid {
            answer.insert("id_token".to_owned(), json!(self.text));
        }
        Value::Object(answer).to_string()
    }

    /// The `Logins` of calls to Cognito.
    pub(super) fn logins(&self) -> Value {
        Value::Object(Map::from_iter([(self.login_key.to_owned(), json!(self.text))]))
    }

    /// Where a browser goes on to with it (OpenID Connect Core 1.0, section 3.2.2.5).
    pub(super) fn onward(&self, redirect_uri: &str, whither: &Whither) -> String {
        let mut fragment = url::form_urlencoded::Serializer::new(String::new());
        let name = if self.is_openid { "id_token" } else { "access_token" };
        fragment.append_pair(name, &self.text);
        fragment.append_pair("token_type", "Bearer");
        fragment.append_pair("expires_in", &TOKEN_SECONDS.to_string());
        if let Some(state) = &whither.state {
            fragment.append_pair("state", state);
        }
        format!("{redirect_uri}#{}", fragment.finish())
    }
}
