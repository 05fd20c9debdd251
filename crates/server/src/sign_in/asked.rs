//! What the provider is asked for: by a program with a password (RFC 6749, section 4.3), or by a
//! click in its page.

use std::net::IpAddr;

use http::StatusCode;
use serde_json::json;
use subtle::ConstantTimeEq as _;
use url::{Host, Url};

use super::provider::Provider;
use super::{CLIENT_ID, USERS};

/// Bytes of a request for a token.
const BODY_BYTES_MAX: usize = 4 * 1024;
/// Characters of an app's id.
const CLIENT_ID_CHARACTERS_MAX: usize = 255;

/// Somebody who may have a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) user: &'static str,
    pub(super) provider: Provider,
    /// The app that the token is for.
    pub(super) client_id: String,
    pub(super) nonce: Option<String>,
}

/// Where a click leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whither {
    pub(super) client_id: String,
    /// An address on this machine; nowhere else, for it is handed a token.
    pub(super) redirect_uri: Option<String>,
    pub(super) state: Option<String>,
    pub(super) nonce: Option<String>,
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

/// Reads a request for a token and checks the password.
pub(super) fn by_password(body: &[u8]) -> Result<Asked, TokenError> {
    let form = Form::of(body)?;
    match form.one("grant_type")?.as_deref() {
        Some("password") => {}
        Some(_) => return Err(TokenError::UnsupportedGrantType),
        None => return Err(TokenError::InvalidRequest),
    }
    let asked = form.asked("username")?;
    let password = form.one("password")?.ok_or(TokenError::InvalidRequest)?;
    let asked = asked.ok_or(TokenError::InvalidGrant)?;
    if bool::from(asked.user.as_bytes().ct_eq(password.as_bytes())) {
        Ok(asked)
    } else {
        Err(TokenError::InvalidGrant)
    }
}

/// Reads what a click in the page sends.
pub(super) fn by_click(body: &[u8]) -> Result<(Asked, Whither), TokenError> {
    let form = Form::of(body)?;
    let asked = form.asked("user")?.ok_or(TokenError::InvalidGrant)?;
    Ok((asked, form.whither()?))
}

/// What the page is asked for.
pub(super) fn whither(query: &str) -> Result<Whither, TokenError> {
    Form::of(query.as_bytes())?.whither()
}

struct Form<'a>(&'a [u8]);

impl<'a> Form<'a> {
    fn of(body: &'a [u8]) -> Result<Self, TokenError> {
        if body.len() > BODY_BYTES_MAX { Err(TokenError::InvalidRequest) } else { Ok(Self(body)) }
    }

    /// A parameter must not be included more than once (RFC 6749, section 3.2).
    fn one(&self, wanted: &str) -> Result<Option<String>, TokenError> {
        let mut values = url::form_urlencoded::parse(self.0).filter(|(name, _)| name == wanted);
        let value = values.next().map(|(_, value)| value.into_owned());
        if values.next().is_some() { Err(TokenError::InvalidRequest) } else { Ok(value) }
    }

    /// What is asked for, whoever asks; nothing for a user who is not known.
    fn asked(&self, user_field: &str) -> Result<Option<Asked>, TokenError> {
        let provider = match self.one("provider")? {
            Some(name) => Provider::named(&name).ok_or(TokenError::InvalidRequest)?,
            None => Provider::Daypass,
        };
        let client_id = self.client_id()?;
        // Only our own provider knows which apps there are: the others stand for any.
        if provider == Provider::Daypass && client_id != CLIENT_ID {
            return Err(TokenError::InvalidClient);
        }
        let nonce = self.one("nonce")?;
        let user = self.one(user_field)?.ok_or(TokenError::InvalidRequest)?;
        let user = USERS.into_iter().find(|known| *known == user);
        Ok(user.map(|user| Asked { user, provider, client_id, nonce }))
    }

    fn client_id(&self) -> Result<String, TokenError> {
        let client_id = self.one("client_id")?.unwrap_or_else(|| CLIENT_ID.to_owned());
        let fits = (1..=CLIENT_ID_CHARACTERS_MAX).contains(&client_id.chars().count());
        if fits { Ok(client_id) } else { Err(TokenError::InvalidClient) }
    }

    fn whither(&self) -> Result<Whither, TokenError> {
        let redirect_uri = self.one("redirect_uri")?;
        if redirect_uri.as_deref().is_some_and(|uri| !is_on_this_machine(uri)) {
            return Err(TokenError::InvalidRequest);
        }
        Ok(Whither {
            client_id: self.client_id()?,
            redirect_uri,
            state: self.one("state")?,
            nonce: self.one("nonce")?,
        })
    }
}

/// Whether a page of this machine is meant. It is handed a token: nobody else's page is.
fn is_on_this_machine(uri: &str) -> bool {
    let Ok(url) = Url::parse(uri) else { return false };
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    };
    here && matches!(url.scheme(), "http" | "https") && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alice() -> Asked {
        Asked {
            user: "alice",
            provider: Provider::Daypass,
            client_id: CLIENT_ID.to_owned(),
            nonce: None,
        }
    }

    #[test]
    fn a_user_is_known_by_name_and_password() {
        let fine = b"grant_type=password&username=alice&password=alice&client_id=demo-app";
        assert_eq!(by_password(fine), Ok(alice()));
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
            (
                "grant_type=password&username=alice&password=alice&provider=myspace",
                TokenError::InvalidRequest,
            ),
        ] {
            assert_eq!(by_password(body.as_bytes()), Err(error), "{body}");
        }
        assert_eq!(by_password(&vec![b'x'; BODY_BYTES_MAX + 1]), Err(TokenError::InvalidRequest));
    }

    #[test]
    fn other_providers_stand_for_any_app() {
        let body = b"grant_type=password&username=bob&password=bob&client_id=x&provider=google";
        let asked = by_password(body).unwrap();
        assert_eq!((asked.user, asked.provider, &*asked.client_id), ("bob", Provider::Google, "x"));
        let (clicked, _) = by_click(b"user=bob&client_id=x&provider=google").unwrap();
        assert_eq!(clicked, asked);
    }

    #[test]
    fn a_token_goes_to_pages_of_this_machine_alone() {
        for (uri, taken) in [
            ("http://localhost:3000/", true),
            ("http://127.0.0.1:8080/back?x=1", true),
            ("https://app.localhost/", true),
            ("http://[::1]/", true),
            ("https://evil.example/", false),
            ("http://localhost.evil.example/", false),
            ("http://localhost@evil.example/", false),
            ("javascript:alert(1)", false),
            ("http://10.0.0.1/", false),
            ("http://localhost/#x", false),
            ("/here", false),
        ] {
            let query: String = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("redirect_uri", uri)
                .finish();
            assert_eq!(whither(&query).is_ok(), taken, "{uri}");
        }
    }
}
