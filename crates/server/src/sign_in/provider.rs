//! The providers that a user can sign in by: our own, and four whose tokens ours have the form of.

use serde_json::{Map, Value, json};

use super::{ISSUER, LOGIN_KEY, USERS};

/// Whose token a user gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Provider {
    /// Our own OpenID token.
    Daypass,
    /// An OpenID token of Google's form.
    Google,
    /// An OpenID token of Sign in with Apple's form.
    Apple,
    /// An access token of Facebook Login's form.
    Facebook,
    /// An access token of Login with Amazon's form.
    Amazon,
}

impl Provider {
    pub(super) const ALL: [Self; 5] =
        [Self::Daypass, Self::Google, Self::Apple, Self::Facebook, Self::Amazon];

    /// The name in forms.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Daypass => "daypass",
            Self::Google => "google",
            Self::Apple => "apple",
            Self::Facebook => "facebook",
            Self::Amazon => "amazon",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.name() == name)
    }

    /// The name for people.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Daypass => "Daypass",
            Self::Google => "Google",
            Self::Apple => "Apple",
            Self::Facebook => "Facebook",
            Self::Amazon => "Amazon",
        }
    }

    /// The key of a `Logins` map.
    pub(super) fn login_key(self) -> &'static str {
        match self {
            Self::Daypass => LOGIN_KEY,
            Self::Google => "accounts.google.com",
            Self::Apple => "appleid.apple.com",
            Self::Facebook => "graph.facebook.com",
            Self::Amazon => "www.amazon.com",
        }
    }

    /// Whether its tokens are OpenID tokens; the others are opaque.
    pub(super) fn is_openid(self) -> bool {
        matches!(self, Self::Daypass | Self::Google | Self::Apple)
    }

    /// The id that the provider would have for a user of ours, in its form.
    pub(super) fn subject(self, user: &str) -> String {
        let number = USERS.iter().position(|known| *known == user).unwrap_or_default() + 1;
        match self {
            Self::Daypass => user.to_owned(),
            Self::Google => format!("1{number:020}"),
            Self::Apple => format!("000001.{number:032x}.{number:04}"),
            Self::Facebook => format!("1{number:016}"),
            Self::Amazon => format!("amzn1.account.{}{number:04}", user.to_uppercase()),
        }
    }

    /// The claims of an OpenID token of this provider for a user.
    pub(super) fn claims(self, user: &str, (now_s, expires_s): (i64, i64)) -> Map<String, Value> {
        let issuer = match self {
            Self::Daypass => ISSUER.to_owned(),
            _ => format!("https://{}", self.login_key()),
        };
        let mut claims = Map::from_iter([
            ("iss".to_owned(), json!(issuer)),
            ("sub".to_owned(), json!(self.subject(user))),
            ("email".to_owned(), json!(format!("{user}@example.com"))),
            ("email_verified".to_owned(), json!(true)),
            ("iat".to_owned(), json!(now_s)),
            ("exp".to_owned(), json!(expires_s)),
        ]);
        match self {
            Self::Google => {
                claims.insert("name".to_owned(), json!(user));
                claims.insert("given_name".to_owned(), json!(user));
            }
            Self::Apple => {
                claims.insert("auth_time".to_owned(), json!(now_s));
                claims.insert("nonce_supported".to_owned(), json!(true));
            }
            _ => {}
        }
        claims
    }
}
