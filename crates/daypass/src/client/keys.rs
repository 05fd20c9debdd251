//! Whose signatures a command makes.

use std::fmt;

use daypass_aws_protocol::sigv4::Signer;
use daypass_server::start::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};

use super::Scope;
use crate::arguments::KeyArguments;

/// A part of a credential: it is never shown.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(String);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// An access key, with the token that temporary ones come with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keys {
    access_key_id: String,
    secret_access_key: Secret,
    session_token: Option<Secret>,
}

impl Keys {
    /// Temporary keys.
    pub(crate) fn temporary(access_key_id: String, secret: String, token: String) -> Self {
        Self { access_key_id, secret_access_key: secret.into(), session_token: Some(token.into()) }
    }

    /// The fixed root key of `dev`.
    pub(crate) fn development() -> Self {
        Self {
            access_key_id: ACCESS_KEY_ID.to_owned(),
            secret_access_key: SECRET_ACCESS_KEY.to_owned().into(),
            session_token: None,
        }
    }

    /// The keys of the environment; without any, those of `dev`.
    pub(crate) fn of(given: &KeyArguments) -> Self {
        match (&given.access_key_id, &given.secret_access_key) {
            // A variable that is set to nothing counts as absent.
            (Some(access_key_id), Some(secret_access_key)) if !access_key_id.is_empty() => Self {
                access_key_id: access_key_id.clone(),
                secret_access_key: secret_access_key.clone(),
                session_token: given.session_token.clone().filter(|token| !token.0.is_empty()),
            },
            _ => Self::development(),
        }
    }

    /// The keys of the environment, if it has any.
    pub(crate) fn given(given: &KeyArguments) -> Option<Self> {
        Some(Self::of(given))
            .filter(|keys| Some(&keys.access_key_id) == given.access_key_id.as_ref())
    }

    /// Who signs with them for a service in a region.
    pub(crate) fn signer<'a>(&'a self, scope: Scope<'a>) -> Signer<'a> {
        Signer {
            access_key_id: &self.access_key_id,
            secret_access_key: &self.secret_access_key.0,
            session_token: self.session_token.as_ref().map(|token| token.0.as_str()),
            region: scope.region,
            service: scope.service,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environments_keys_count_when_they_are_whole() {
        let given = |secret: Option<&str>| KeyArguments {
            access_key_id: Some("ASIA0".to_owned()),
            secret_access_key: secret.map(|secret| secret.to_owned().into()),
            session_token: Some("token".to_owned().into()),
            signing_region: None,
        };
        let keys = Keys::of(&given(Some("hidden")));
        assert_eq!(keys, Keys::temporary("ASIA0".into(), "hidden".into(), "token".into()));
        assert!(!format!("{keys:?}").contains("hidden"), "{keys:?}");
        assert_eq!(Keys::given(&given(Some("hidden"))), Some(keys));
        assert_eq!(Keys::given(&given(None)), None);
        assert_eq!(Keys::of(&given(None)), Keys::development());
        let nothing = KeyArguments { access_key_id: Some(String::new()), ..given(Some("")) };
        assert_eq!(Keys::of(&nothing), Keys::development());
        assert_eq!(Keys::of(&KeyArguments::default()), Keys::development());
    }
}
