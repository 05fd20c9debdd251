//! Why a login is not accepted, and Cognito's words for it. STS has its own.

use daypass_aws_types::cognito_identity::errors;
use daypass_aws_types::error::ServiceError;
use daypass_federation::TokenError;
use daypass_federation::saml::SamlError;
use daypass_federation::social::SocialError;
use daypass_store::StoreError;

use crate::store_error::unavailable;

/// Why a login is not accepted. The texts are for the decision record.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// Our own identity token was given where a provider's token is asked for.
    #[error("an identity token is no login")]
    CognitoToken,
    /// The pool's developer provider was given where a public provider is asked for.
    #[error("a developer provider is no login of a public operation")]
    DeveloperProvider,
    /// The pool has no such provider, or IAM has it no longer.
    #[error("the identity pool has no such provider")]
    UnsupportedProvider,
    /// The pool has no provider at all.
    #[error("the identity pool has no providers")]
    NoProviders,
    /// The account has no OpenID Connect provider of this issuer (STS).
    #[error("the account has no OpenID Connect provider for `{0}`")]
    NoProvider(String),
    /// The provider's documents could not be had.
    #[error("the provider `{provider}` cannot be asked: {reason}")]
    Unreachable {
        /// The login key or URL.
        provider: String,
        /// What went wrong.
        reason: String,
    },
    /// The server of the provider shows a certificate that is not trusted for it.
    #[error("the certificate of the provider `{provider}` is not trusted: {reason}")]
    Untrusted {
        /// The login key or URL.
        provider: String,
        /// Which check failed.
        reason: String,
    },
    /// A token of a user pool that is not an id token.
    #[error("the token is not an id token")]
    NotAnIdToken,
    /// A user pool says that the token is good no longer (`ServerSideTokenCheck`).
    #[error("the user pool says that the token is not active any more")]
    Revoked,
    /// An OpenID token of Facebook's Limited Login, which AWS refuses.
    #[error("tokens of Facebook's Limited Login are let in by `providers.facebook_limited_login`")]
    LimitedLogin,
    /// A social provider does not vouch for the token.
    #[error(transparent)]
    Social(SocialError),
    /// The token does not hold.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The account has no such SAML provider.
    #[error("the account has no SAML provider `{0}`")]
    NoSamlProvider(String),
    /// The metadata of a SAML provider has ended.
    #[error("the metadata of the SAML provider `{0}` has ended")]
    MetadataExpired(String),
    /// A SAML response does not hold.
    #[error(transparent)]
    Saml(#[from] SamlError),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl LoginError {
    /// Cognito's answer.
    pub fn into_cognito_error(self) -> ServiceError {
        let hint = self.to_string();
        let message = match self {
            Self::Store(error) => return unavailable(error),
            Self::Unreachable { provider, .. } | Self::Untrusted { provider, .. } => {
                let message = format!("The identity provider {provider} is not responding.");
                return ServiceError::new(&errors::EXTERNAL_SERVICE_EXCEPTION, message)
                    .with_hint(hint);
            }
            Self::Social(SocialError::Malformed(_)) => {
                let message = "The identity provider did not answer as expected.";
                return ServiceError::new(&errors::EXTERNAL_SERVICE_EXCEPTION, message)
                    .with_hint(hint);
            }
            Self::Social(SocialError::Expired { now_s, expires_s })
            | Self::Saml(SamlError::Expired { now_s, expires_s }) => {
                let expired = TokenError::Expired { now_s, expires_s };
                format!("Invalid login token. {}", token_text(&expired))
            }
            Self::Social(SocialError::Invalid) | Self::Revoked | Self::LimitedLogin => {
                "Invalid login token.".to_owned()
            }
            Self::CognitoToken => "Invalid login token. Can't pass in a Cognito token.".to_owned(),
            Self::DeveloperProvider => "Please provide a valid public provider".to_owned(),
            Self::UnsupportedProvider
            | Self::NoProvider(_)
            | Self::NoSamlProvider(_)
            | Self::Saml(SamlError::Audience(_) | SamlError::Recipient(_))
            | Self::Social(SocialError::Audience { .. })
            | Self::Token(TokenError::Audience { .. }) => UNSUPPORTED.to_owned(),
            Self::NoProviders => LOGINS_DO_NOT_MATCH.to_owned(),
            Self::NotAnIdToken => format!("Invalid login token. {NOT_OPENID}"),
            Self::Saml(SamlError::Issuer { .. }) => {
                "Invalid login token. Issuer doesn't match providerName".to_owned()
            }
            Self::Saml(_) | Self::MetadataExpired(_) => INVALID_SAML.to_owned(),
            Self::Token(error) => format!("Invalid login token. {}", token_text(&error)),
        };
        ServiceError::new(&errors::NOT_AUTHORIZED_EXCEPTION, message).with_hint(hint)
    }
}

fn token_text(error: &TokenError) -> String {
    match error {
        TokenError::NotAToken | TokenError::MalformedClaim { .. } => NOT_OPENID.to_owned(),
        TokenError::MissingClaim { claim } => format!("Missing a required claim: {claim}"),
        TokenError::Issuer { .. } => "Issuer doesn't match providerName".to_owned(),
        TokenError::Expired { now_s, expires_s } => {
            format!("Token expired: {now_s} >= {expires_s}")
        }
        TokenError::UnknownKey { .. }
        | TokenError::Algorithm
        | TokenError::Signature
        | TokenError::Audience { .. }
        | TokenError::NotYetValid { .. } => "Couldn't verify signed token.".to_owned(),
    }
}

/// Cognito's words where no login of a call is of use: the identity has others, or the pool has none.
pub(crate) const LOGINS_DO_NOT_MATCH: &str = "Logins don't match. Please include at least one valid login for this identity or identity pool.";
const UNSUPPORTED: &str = "Token is not from a supported provider of this identity pool.";
const NOT_OPENID: &str = "Not a valid OpenId Connect identity token.";
const INVALID_SAML: &str = "Invalid login token. Couldn't verify SAML assertion.";
