//! What every call shares: the store, the ports, the settings, the caches.

use std::fmt;
use std::sync::Arc;

use daypass_credentials::identity_token;
use daypass_store::Store;

use crate::authorization::PolicyDocuments;
use crate::cognito_identity::{AutoAttach, GuestUses};
use crate::iam::user::key_uses::KeyUses;
use crate::limits::CallLimits;
use crate::logins::{LoginKeys, ProviderEndpoints};
use crate::ports::{Connections, DeviceCertificates, Fetch, Keys};
use crate::turns::Turns;
use crate::webhook::Webhook;

/// What every call shares. It is wired once, by hand, in `crates/server`.
pub struct Environment {
    /// State.
    pub store: Arc<dyn Store>,
    /// The one way out.
    pub fetch: Arc<dyn Fetch>,
    /// Our own keys.
    pub keys: Arc<dyn Keys>,
    /// The authority that issues certificates to devices.
    pub certificates: Arc<dyn DeviceCertificates>,
    /// The device gateway.
    pub connections: Arc<dyn Connections>,
    /// Compiled policy documents.
    pub documents: PolicyDocuments,
    /// Keys of other issuers, and tokens that they are known to have signed.
    pub login_keys: LoginKeys,
    /// Which guests were seen today.
    pub guest_uses: GuestUses,
    /// Which long-term access keys were used of late.
    pub key_uses: KeyUses,
    /// What has been used of the limits on callers who prove nothing.
    pub limits: CallLimits,
    /// Turns of those who change one shadow.
    pub shadow_turns: Turns,
    /// The webhook, where one is configured.
    pub webhook: Option<Webhook>,
    /// Settings that operations read.
    pub settings: Settings,
}

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Environment")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// Settings that operations read.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The issuer written into identity tokens; AWS's own string unless configured.
    pub identity_token_issuer: String,
    /// `host:port` of the API's TLS door, which `DescribeEndpoint` answers.
    pub data_endpoint: String,
    /// Whether OpenID issuers on loopback may be plain http (development only).
    pub allow_http_loopback_issuers: bool,
    /// Where the social providers are asked.
    pub providers: ProviderEndpoints,
    /// Which AWS IoT policies identities get when they first sign in; none by default.
    pub auto_attach: Vec<AutoAttach>,
}

impl Settings {
    /// The issuer of an account's web identity tokens, by its UUID: this server's own name, as it is
    /// configured for identity tokens, or else as it is reached.
    pub fn web_token_issuer(&self, issuer_id: &str) -> String {
        format!("{}{issuer_id}", self.web_token_issuers())
    }

    /// What the names of all such issuers begin with.
    pub fn web_token_issuers(&self) -> String {
        let own = &self.identity_token_issuer;
        if own == identity_token::ISSUER {
            format!("https://{}{WEB_TOKEN_ISSUERS}", self.data_endpoint)
        } else {
            format!("{}{WEB_TOKEN_ISSUERS}", own.trim_end_matches('/'))
        }
    }
}

/// The path that the issuers of accounts stand under.
pub const WEB_TOKEN_ISSUERS: &str = "/tokens.sts/";
