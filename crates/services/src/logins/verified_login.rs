//! A login whose token holds.

use std::sync::Arc;

use daypass_federation::VerifiedToken;
use daypass_federation::social::{SocialUser, twitter};
use serde_json::{Map, Value};

use super::saml_user::{NAME, NAME_IDENTIFIER, SamlUser};
use crate::cognito_identity::records::{IdentityPoolRecord, LoginRecord};

/// Who vouches for a login, and by which part of the configuration it is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginSource {
    /// A Cognito user pool.
    UserPool,
    /// An OpenID Connect provider registered in IAM.
    OpenIdConnectProvider {
        /// The provider's ARN.
        arn: String,
    },
    /// A public provider of `SupportedLoginProviders`.
    Public,
    /// A SAML provider registered in IAM: its ARN is the login key.
    SamlProvider,
}

/// A login whose token was verified for this very call.
#[derive(Debug, Clone)]
pub struct VerifiedLogin {
    provider: String,
    source: LoginSource,
    audience: String,
    word: Word,
}

/// What vouches for the login.
#[derive(Debug, Clone)]
enum Word {
    /// A token that its issuer signed.
    Token(Arc<VerifiedToken>),
    /// A provider's answer about an opaque token.
    Answer(Arc<SocialUser>),
    /// An assertion that a SAML provider signed.
    Assertion(Arc<SamlUser>),
}

impl VerifiedLogin {
    pub(super) fn new(
        provider: &str,
        source: LoginSource,
        audience: String,
        token: Arc<VerifiedToken>,
    ) -> Self {
        Self { provider: provider.to_owned(), source, audience, word: Word::Token(token) }
    }

    pub(super) fn answered(user: Arc<SocialUser>) -> Self {
        Self {
            provider: user.issuer().to_owned(),
            source: LoginSource::Public,
            audience: user.audience().to_owned(),
            word: Word::Answer(user),
        }
    }

    pub(super) fn asserted(arn: &str, user: SamlUser) -> Self {
        let [audience] = user.audiences().clone();
        let word = Word::Assertion(Arc::new(user));
        Self { provider: arn.to_owned(), source: LoginSource::SamlProvider, audience, word }
    }

    /// The subject of the SAML assertion, if one vouches for the login.
    pub fn saml_user(&self) -> Option<&SamlUser> {
        match &self.word {
            Word::Assertion(user) => Some(user),
            Word::Token(_) | Word::Answer(_) => None,
        }
    }

    /// What a pool's two default tags say of the login: who is the client, and who the user.
    pub fn default_tags(&self) -> (Option<&str>, Option<&str>) {
        match &self.word {
            Word::Token(_) | Word::Answer(_) => (Some(&self.audience), Some(self.subject())),
            Word::Assertion(user) => {
                let attribute = |name| user.claims().get(name).and_then(Value::as_str);
                (attribute(NAME_IDENTIFIER), attribute(NAME))
            }
        }
    }

    /// The login key: the issuer without its scheme, or the ARN of a SAML provider.
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// Who the provider says it is: unique within the provider.
    pub fn subject(&self) -> &str {
        match &self.word {
            Word::Token(token) => token.subject(),
            Word::Answer(user) => user.subject(),
            Word::Assertion(user) => user.subject(),
        }
    }

    /// Who vouches, and by which part of the configuration.
    pub fn source(&self) -> &LoginSource {
        &self.source
    }

    /// The audience that was checked: the app's client id.
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// All audiences that the token names.
    pub fn audiences(&self) -> &[String] {
        match &self.word {
            Word::Token(token) => token.audiences(),
            Word::Answer(user) => user.audiences(),
            Word::Assertion(user) => user.audiences(),
        }
    }

    /// Every claim of the token: for role mappings and principal tags.
    pub fn claims(&self) -> &Map<String, Value> {
        match &self.word {
            Word::Token(token) => token.claims(),
            Word::Answer(user) => user.claims(),
            Word::Assertion(user) => user.claims(),
        }
    }

    /// The issuer as the token writes it, with its scheme.
    pub fn issuer(&self) -> &str {
        match &self.word {
            Word::Token(token) => token.issuer(),
            Word::Answer(user) => user.issuer(),
            Word::Assertion(user) => user.issuer(),
        }
    }

    /// What the login adds to `amr`, after `authenticated`.
    pub fn authentication_methods(&self) -> [String; 2] {
        methods(&self.provider, &self.source, &self.audience, self.subject())
    }

    /// The keys under which `RoleMappings` may speak of the login, the usual one first.
    pub fn role_mapping_keys(&self) -> Vec<String> {
        let provider = &self.provider;
        match &self.source {
            LoginSource::UserPool => vec![format!("{provider}:{}", self.audience)],
            LoginSource::OpenIdConnectProvider { arn } => vec![arn.clone(), provider.clone()],
            LoginSource::Public | LoginSource::SamlProvider => vec![provider.clone()],
        }
    }
}

/// What a stored login adds to `amr`, by the pool's present configuration.
pub(crate) fn stored_authentication_methods(
    pool: &IdentityPoolRecord,
    login: &LoginRecord,
) -> [String; 2] {
    let LoginRecord { provider, subject, developer } = login;
    if *developer {
        return [provider.clone(), format!("{provider}:{}:{subject}", pool.id)];
    }
    let arn = format!("arn:aws:iam::{}:oidc-provider/{provider}", pool.account);
    let is_user_pool =
        pool.cognito_identity_providers.iter().any(|known| known.provider_name == *provider);
    let source = if is_user_pool {
        LoginSource::UserPool
    } else if pool.openid_connect_provider_arns.contains(&arn) {
        LoginSource::OpenIdConnectProvider { arn }
    } else if pool.saml_provider_arns.contains(provider) {
        LoginSource::SamlProvider
    } else {
        LoginSource::Public
    };
    let audience = pool.supported_login_providers.get(provider).map_or("", String::as_str);
    methods(provider, &source, app_id(provider, audience), subject)
}

/// The part of what a pool keeps for a public provider that is no secret.
pub(super) fn app_id<'a>(provider: &str, configured: &'a str) -> &'a str {
    if provider == twitter::PROVIDER { twitter::consumer_key(configured) } else { configured }
}

fn methods(provider: &str, source: &LoginSource, audience: &str, subject: &str) -> [String; 2] {
    let method = match source {
        LoginSource::UserPool => format!("{provider}:CognitoSignIn:{subject}"),
        LoginSource::OpenIdConnectProvider { arn } => format!("{arn}:OIDC:{subject}"),
        LoginSource::SamlProvider => format!("{provider}:SAML:{subject}"),
        LoginSource::Public => format!("{provider}:{audience}:{subject}"),
    };
    [provider.to_owned(), method]
}
