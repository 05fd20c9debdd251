//! What a server is started with, already read and checked by the command line.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_broker::RefusedMqtt3;
use daypass_credentials::SecretString;
use daypass_services::cognito_identity::AutoAttach;
use daypass_services::limits::{LimitSettings, OperationRates};
use daypass_services::logins::ProviderEndpoints;
use daypass_services::webhook::WebhookSettings;

use crate::egress::Network;
use crate::listen::Cleartext;
use crate::tls::CertificateFiles;
use crate::trusted_proxies::TrustedProxies;

/// Everything that distinguishes one server from another.
#[derive(Debug, Clone)]
pub struct ServerConfig {
    /// Where HTTP and HTTPS are answered, on one port. `127.0.0.1` brings `[::1]` along.
    pub listen: SocketAddr,
    /// Where plain MQTT is answered; nowhere when absent.
    pub mqtt_listen: Option<SocketAddr>,
    /// Where MQTT over TLS is answered; nowhere when absent.
    pub mqtts_listen: Option<SocketAddr>,
    /// Whether cleartext doors and the development key may be reached from other machines.
    pub allow_insecure_listen: bool,
    /// A name, beside `localhost`, under which the server is reached: it stands in the server's
    /// certificate, and pages under it may use our own doors.
    pub hostname: Option<String>,
    /// Where state is kept.
    pub data: DataPlace,
    /// The account of everything that names none.
    pub account: AccountId,
    /// The region of everything that names none.
    pub region: Region,
    /// Whether the store stays without the demo pool, roles, policy and thing.
    pub empty: bool,
    /// Whether refusals by policy are recorded and let through.
    pub soft: bool,
    /// Whether protocol behaviour follows AWS's restrictions rather than the MQTT specification.
    pub strict_aws: bool,
    /// What MQTT 3.1.1 clients meet when policies refuse a subscription; as `strict_aws` has it when absent.
    pub refused_mqtt_3: Option<RefusedMqtt3>,
    /// What plain MQTT clients without credentials may do; they are refused when absent.
    pub mqtt_plain_policy: Option<PlainMqttPolicy>,
    /// Whether the root access key of `dev`, which everybody knows, is put into the store. Without it
    /// the server is one for production, which refuses what is not safe.
    pub development_key: bool,
    /// Where the social providers are asked.
    pub providers: ProviderEndpoints,
    /// Which AWS IoT policies identities get when they first sign in.
    pub auto_attach: Vec<AutoAttach>,
    /// How often callers who prove nothing are served.
    pub limits: LimitSettings,
    /// Networks that the server may connect to although they are not public.
    pub allowed_networks: Vec<Network>,
    /// Whom it tells of identities; nobody when absent.
    pub webhook: Option<WebhookSettings>,
    /// After how many days without use a guest is deleted; never when absent.
    pub guest_idle_days: Option<u32>,
    /// The issuer of identity tokens: AWS's own when absent.
    pub identity_token_issuer: Option<String>,
    /// Which proxies may ask whether a request may pass.
    pub forward_auth: ForwardAuthSettings,
    /// Which object stores it stands before.
    pub signing_proxies: Vec<SigningProxySettings>,
    /// Which proxies are believed what they tell of clients.
    pub trusted_proxies: TrustedProxySettings,
    /// The certificate of the TLS doors; the server makes its own when absent.
    pub certificate: Option<CertificateFiles>,
}

/// The proxies that are believed what they tell of clients, and how they tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxySettings {
    /// Where they connect from. Nobody else is believed.
    pub networks: Vec<Network>,
    /// Where they begin each connection with a header of the PROXY protocol.
    pub proxy_protocol: Vec<ProxiedDoor>,
}

/// A door that may stand behind proxies of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxiedDoor {
    /// The API.
    Api,
    /// Plain MQTT.
    Mqtt,
    /// MQTT over TLS.
    Mqtts,
    /// Every signing proxy.
    SigningProxies,
}

impl TrustedProxySettings {
    /// The proxies.
    pub fn proxies(&self) -> Arc<TrustedProxies> {
        Arc::new(TrustedProxies::new(self.networks.clone()))
    }

    /// The proxies that begin connections to a door with a header; nothing where none do.
    pub fn before(&self, door: ProxiedDoor) -> Option<Arc<TrustedProxies>> {
        self.proxy_protocol.contains(&door).then(|| self.proxies())
    }
}

/// A proxy before one object store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningProxySettings {
    /// Where it answers HTTP and HTTPS, on one port.
    pub listen: SocketAddr,
    /// The store: a scheme, a host, and a port if it is not the scheme's own.
    pub upstream: String,
    /// The region that the store's signatures are for.
    pub region: Region,
    /// The buckets that it passes requests on for.
    pub buckets: Vec<String>,
    /// The store's access key.
    pub access_key_id: String,
    /// Its secret.
    pub secret_access_key: SecretString,
}

/// Which proxies may ask whether a request may pass to the service behind them, and what is asked of
/// every request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForwardAuthSettings {
    /// Where the proxies ask from. Nobody else is believed what a client sent.
    pub peers: Vec<Network>,
    /// Whether only requests pass whose body was verified.
    pub require_body: bool,
}

impl ServerConfig {
    /// What `daypass dev` starts without arguments.
    pub fn development(account: AccountId, region: Region) -> Self {
        let loopback = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        Self {
            listen: loopback(API_PORT),
            mqtt_listen: Some(loopback(MQTT_PORT)),
            mqtts_listen: Some(loopback(MQTTS_PORT)),
            allow_insecure_listen: false,
            hostname: None,
            data: DataPlace::Memory,
            account,
            region,
            empty: false,
            soft: false,
            strict_aws: false,
            refused_mqtt_3: None,
            mqtt_plain_policy: None,
            development_key: true,
            providers: ProviderEndpoints::default(),
            auto_attach: Vec::new(),
            limits: LimitSettings::default(),
            allowed_networks: Vec::new(),
            webhook: None,
            guest_idle_days: None,
            identity_token_issuer: None,
            forward_auth: ForwardAuthSettings::default(),
            signing_proxies: Vec::new(),
            trusted_proxies: TrustedProxySettings::default(),
            certificate: None,
        }
    }
}

impl ServerConfig {
    /// What `daypass serve` starts where its configuration says nothing else: no plain MQTT, limits
    /// on whoever proves nothing, and state in a folder.
    pub fn production(account: AccountId, region: Region, folder: PathBuf) -> Self {
        Self {
            mqtt_listen: None,
            data: DataPlace::Folder(folder),
            empty: true,
            development_key: false,
            limits: LimitSettings::PRODUCTION,
            ..Self::development(account, region)
        }
    }

    /// Whether the store holds the demo, and the server its sign-in provider.
    pub fn has_demo(&self) -> bool {
        self.development_key && !self.empty
    }

    /// Who may speak to it without TLS: in production nobody beyond this machine.
    pub(crate) fn cleartext(&self) -> Cleartext {
        if self.development_key { Cleartext::FromAnywhere } else { Cleartext::FromThisMachine }
    }

    /// Whether calls are held to AWS's rates.
    pub(crate) fn operation_rates(&self) -> OperationRates {
        if self.strict_aws { OperationRates::OfAws } else { OperationRates::Unbounded }
    }

    /// `host:port` by which a client names an address of ours: nobody connects to `0.0.0.0`.
    pub fn reached_at(&self, address: SocketAddr) -> String {
        if address.ip().is_unspecified() {
            format!("{}:{}", self.hostname.as_deref().unwrap_or("localhost"), address.port())
        } else {
            address.to_string()
        }
    }
}

/// Where state is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataPlace {
    /// In memory, until the process ends.
    Memory,
    /// In a folder, which is made if it is not there.
    Folder(PathBuf),
}

/// The AWS IoT policy of plain MQTT clients that bring no credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlainMqttPolicy {
    /// A policy of the store, by its name, as it stands at each moment.
    Named(String),
    /// A document that was read from a file.
    Document {
        /// Where it was read, for records.
        file: String,
        /// The policy's text.
        text: String,
    },
}

/// The port of the API.
pub const API_PORT: u16 = 4650;
/// The registered port of plain MQTT.
pub const MQTT_PORT: u16 = 1883;
/// The registered port of MQTT over TLS.
pub const MQTTS_PORT: u16 = 8883;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_to_connect_to_any_address() {
        let account = AccountId::parse("000000000000").unwrap();
        let config = ServerConfig::development(account, Region::parse("us-east-1").unwrap());
        let named = ServerConfig { hostname: Some("home.test".to_owned()), ..config.clone() };
        let any: SocketAddr = "0.0.0.0:4650".parse().unwrap();
        assert_eq!(config.reached_at(any), "localhost:4650");
        assert_eq!(named.reached_at(any), "home.test:4650");
        let one: SocketAddr = "[::1]:4650".parse().unwrap();
        assert_eq!(named.reached_at(one), "[::1]:4650");
    }
}
