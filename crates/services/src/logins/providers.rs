//! Where the social providers are asked, and the doors of theirs that AWS has not.

/// Where each provider is asked. The defaults are the providers' own addresses; a stand-in for
/// offline work is named in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderEndpoints {
    /// The key set of Google's tokens; by discovery at `accounts.google.com` unless it is given.
    pub google_keys: Option<String>,
    /// The key set of Apple's tokens; by discovery at `appleid.apple.com` unless it is given.
    pub apple_keys: Option<String>,
    /// Facebook's Graph API.
    pub facebook_graph: String,
    /// Whether OpenID tokens of Facebook's Limited Login count too. AWS refuses them.
    pub facebook_limited_login: bool,
    /// The key set of Limited Login's tokens.
    pub facebook_limited_login_keys: String,
    /// Login with Amazon.
    pub amazon_api: String,
    /// Twitter (X).
    pub twitter_api: String,
    /// Where a user pool says whether a token is still good (RFC 7662, `active`), for pools with
    /// `ServerSideTokenCheck`. Without it such pools' logins are refused.
    pub user_pool_token_check: Option<String>,
}

impl Default for ProviderEndpoints {
    fn default() -> Self {
        let own = str::to_owned;
        Self {
            google_keys: None,
            apple_keys: None,
            facebook_graph: own("https://graph.facebook.com"),
            facebook_limited_login: false,
            facebook_limited_login_keys: own(
                "https://limited.facebook.com/.well-known/oauth/openid/jwks/",
            ),
            amazon_api: own("https://api.amazon.com"),
            twitter_api: own("https://api.twitter.com"),
            user_pool_token_check: None,
        }
    }
}
