//! `[providers]`: where the social providers are asked.

use daypass_server::ProviderEndpoints;
use serde::{Deserialize, Serialize};

/// Where the social providers are asked, for stand-ins; and what AWS does not let in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ProvidersSection {
    google_keys: Option<String>,
    apple_keys: Option<String>,
    facebook_graph: Option<String>,
    facebook_limited_login: bool,
    facebook_limited_login_keys: Option<String>,
    amazon_api: Option<String>,
    twitter_api: Option<String>,
    user_pool_token_check: Option<String>,
}

impl ProvidersSection {
    pub(super) fn endpoints(self) -> ProviderEndpoints {
        let default = ProviderEndpoints::default();
        ProviderEndpoints {
            google_keys: self.google_keys,
            apple_keys: self.apple_keys,
            facebook_graph: self.facebook_graph.unwrap_or(default.facebook_graph),
            facebook_limited_login: self.facebook_limited_login,
            facebook_limited_login_keys: self
                .facebook_limited_login_keys
                .unwrap_or(default.facebook_limited_login_keys),
            amazon_api: self.amazon_api.unwrap_or(default.amazon_api),
            twitter_api: self.twitter_api.unwrap_or(default.twitter_api),
            user_pool_token_check: self.user_pool_token_check,
        }
    }

    pub(super) fn filled(endpoints: ProviderEndpoints) -> Self {
        Self {
            google_keys: endpoints.google_keys,
            apple_keys: endpoints.apple_keys,
            facebook_graph: Some(endpoints.facebook_graph),
            facebook_limited_login: endpoints.facebook_limited_login,
            facebook_limited_login_keys: Some(endpoints.facebook_limited_login_keys),
            amazon_api: Some(endpoints.amazon_api),
            twitter_api: Some(endpoints.twitter_api),
            user_pool_token_check: endpoints.user_pool_token_check,
        }
    }
}
