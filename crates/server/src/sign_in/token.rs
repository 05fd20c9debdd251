//! The token endpoint: a user's name and password for a signed token (RFC 6749, section 4.3).

use daypass_credentials::SigningKey;
use http::StatusCode;
use serde_json::json;
use subtle::ConstantTimeEq as _;

use super::{CLIENT_ID, ISSUER, USERS};
use crate::keys::SecretError;

/// Bytes of a request for a token.
const BODY_BYTES_MAX: usize = 4 * 1024;
/// How long a token lives.
const TOKEN_SECONDS: i64 = 3_600;

/// Somebody who showed a right password.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    user: &'static str,
}

/// Why there is no token (RFC 6749, section 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenError {
    /// The form lacks something, or says it twice.
    InvalidRequest,
    /// The app is not registered.
    InvalidClient,
    /// Name and password do not belong together.
    InvalidGrant,
    /// Only passwords are taken.
    UnsupportedGrantType,
}

impl TokenError {
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::InvalidClient => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    pub(super) fn body(self) -> String {
        let (error, description) = match self {
            Self::InvalidRequest => {
                ("invalid_request", "send grant_type, username, password as a form")
            }
            Self::InvalidClient => ("invalid_client", "the client_id is not registered"),
            Self::InvalidGrant => ("invalid_grant", "no user has this name and password"),
            Self::UnsupportedGrantType => ("unsupported_grant_type", "the grant_type is password"),
        };
        json!({ "error": error, "error_description": description }).to_string()
    }
}

/// Reads a request and checks the password.
pub(super) fn asked(body: &[u8]) -> Result<Asked, TokenError> {
    if body.len() > BODY_BYTES_MAX {
        return Err(TokenError::InvalidRequest);
    }
    let one = |wanted: &str| -> Result<Option<String>, TokenError> {
        let mut values = url::form_urlencoded::parse(body).filter(|(name, _)| name == wanted);
        let value = values.next().map(|(_, value)| value.into_owned());
        // A parameter must not be included more than once (RFC 6749, section 3.2).
        if values.next().is_some() { Err(TokenError::InvalidRequest) } else { Ok(value) }
    };
    match one("grant_type")?.as_deref() {
        Some("password") => {}
        Some(_) => return Err(TokenError::UnsupportedGrantType),
        None => return Err(TokenError::InvalidRequest),
    }
    if one("client_id")?.is_some_and(|client_id| client_id != CLIENT_ID) {
        return Err(TokenError::InvalidClient);
    }
    let user = one("username")?.ok_or(TokenError::InvalidRequest)?;
    let password = one("password")?.ok_or(TokenError::InvalidRequest)?;
    let user = USERS.into_iter().find(|known| *known == user).ok_or(TokenError::InvalidGrant)?;
    if bool::from(user.as_bytes().ct_eq(password.as_bytes())) {
        Ok(Asked { user })
    } else {
        Err(TokenError::InvalidGrant)
    }
}

/// The answer with a token that was signed at `now_s`, in seconds since 1970.
pub(super) fn answer(key: &SigningKey, asked: &Asked, now_s: i64) -> Result<String, SecretError> {
    let user = asked.user;
    let claims = json!({
        "iss": ISSUER,
        "sub": user,
        "aud": CLIENT_ID,
        "email": format!("{user}@example.com"),
        "email_verified": true,
        "iat": now_s,
        "exp": now_s + TOKEN_SECONDS,
    });
    let token = key.sign_claims("JWT", &claims);
    let token = token.map_err(|error| SecretError::Unusable(error.to_string()))?;
    Ok(json!({
        "id_token": token,
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": TOKEN_SECONDS,
    })
    .to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_known_by_name_and_password() {
        let fine = b"grant_type=password&username=alice&password=alice&client_id=demo-app";
        assert_eq!(asked(fine), Ok(Asked { user: "alice" }));
        for (body, error) in [
            ("username=alice&password=alice", TokenError::InvalidRequest),
            ("grant_type=password&username=alice", TokenError::InvalidRequest),
            (
                "grant_type=password&username=alice&username=bob&password=bob",
                TokenError::InvalidRequest,
            ),
            ("grant_type=implicit&username=alice&password=alice", TokenError::UnsupportedGrantType),
            ("grant_type=password&username=alice&password=bob", TokenError::InvalidGrant),
            ("grant_type=password&username=eve&password=eve", TokenError::InvalidGrant),
            (
                "grant_type=password&username=alice&password=alice&client_id=x",
                TokenError::InvalidClient,
            ),
        ] {
            assert_eq!(asked(body.as_bytes()), Err(error), "{body}");
        }
        assert_eq!(asked(&vec![b'x'; BODY_BYTES_MAX + 1]), Err(TokenError::InvalidRequest));
    }
}
