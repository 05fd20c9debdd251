//! The configuration file: the settings of `daypass dev`, by the same names. A key that is not
//! known is refused by its name.

mod auto_attach;
mod forward_auth;
mod limits;
mod mqtt_3_refusal;
mod network;
mod providers;
mod signing_proxy;
mod tls;
mod trusted_proxies;
mod webhook;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use daypass_server::{
    AccountId, DataPlace, Network, PlainMqttPolicy, Region, ServerConfig, is_origin,
};
use serde::{Deserialize, Serialize};

use auto_attach::AutoAttachRule;
use forward_auth::ForwardAuthSection;
use limits::LimitsSection;
use mqtt_3_refusal::Mqtt3Refusal;
use providers::ProvidersSection;
use signing_proxy::SigningProxySection;
use tls::TlsSection;
use trusted_proxies::DoorName;
use webhook::WebhookSection;

use crate::arguments::{ConfigCommand, DevArguments};
use crate::failure::Failure;

/// What a configuration file may say.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ConfigFile {
    listen: Option<SocketAddr>,
    mqtt_listen: Option<SocketAddr>,
    mqtts_listen: Option<SocketAddr>,
    data: Option<PathBuf>,
    empty: bool,
    soft: bool,
    strict_aws: bool,
    mqtt_3_refusal: Option<Mqtt3Refusal>,
    account: Option<String>,
    region: Option<String>,
    mqtt_plain_policy: Option<String>,
    hostname: Option<String>,
    allow_insecure_listen: bool,
    providers: ProvidersSection,
    limits: LimitsSection,
    guest_idle_days: Option<u32>,
    identity_token_issuer: Option<String>,
    allowed_networks: Vec<String>,
    trusted_proxies: Vec<String>,
    proxy_protocol: Vec<DoorName>,
    forward_auth: ForwardAuthSection,
    auto_attach: Vec<AutoAttachRule>,
    webhook: Option<WebhookSection>,
    signing_proxy: Vec<SigningProxySection>,
    tls: Option<TlsSection>,
}

impl ConfigFile {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path)
            .map_err(|error| Failure::Usage(format!("cannot read {}: {error}", path.display())))?;
        Self::parse(&text).map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))
    }

    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The same with what was typed, which wins.
    pub(crate) fn overridden(self, typed: &DevArguments) -> Self {
        Self {
            listen: typed.listen.or(self.listen),
            mqtt_listen: typed.mqtt_listen.or(self.mqtt_listen),
            mqtts_listen: typed.mqtts_listen.or(self.mqtts_listen),
            data: typed.data.clone().or(self.data),
            empty: typed.empty || self.empty,
            soft: typed.soft || self.soft,
            strict_aws: typed.strict_aws || self.strict_aws,
            mqtt_3_refusal: self.mqtt_3_refusal,
            account: typed.account.clone().or(self.account),
            region: typed.region.clone().or(self.region),
            mqtt_plain_policy: typed.mqtt_plain_policy.clone().or(self.mqtt_plain_policy),
            hostname: typed.hostname.clone().or(self.hostname),
            allow_insecure_listen: typed.allow_insecure_listen || self.allow_insecure_listen,
            providers: self.providers,
            limits: self.limits,
            guest_idle_days: self.guest_idle_days,
            identity_token_issuer: self.identity_token_issuer,
            allowed_networks: self.allowed_networks,
            trusted_proxies: self.trusted_proxies,
            proxy_protocol: self.proxy_protocol,
            forward_auth: self.forward_auth,
            auto_attach: self.auto_attach,
            webhook: self.webhook,
            signing_proxy: self.signing_proxy,
            tls: self.tls,
        }
    }

    /// The server's settings, checked.
    pub(crate) fn server(self) -> Result<ServerConfig, Failure> {
        let (account, region) = self.place()?;
        self.beside(ServerConfig::development(account, region))
    }

    /// The settings of a server for production, checked.
    pub(crate) fn production(self) -> Result<ServerConfig, Failure> {
        let (account, region) = self.place()?;
        let folder = self.data.clone().ok_or_else(|| {
            Failure::Usage("`data` must name the folder where state is kept".to_owned())
        })?;
        let server = self.beside(ServerConfig::production(account, region, folder))?;
        // There is no demo in production, whatever the file says.
        Ok(ServerConfig { empty: true, ..server })
    }

    fn place(&self) -> Result<(AccountId, Region), Failure> {
        let usage = |error: &dyn std::fmt::Display| Failure::Usage(error.to_string());
        let account = AccountId::parse(self.account.as_deref().unwrap_or(ACCOUNT));
        let region = Region::parse(self.region.as_deref().unwrap_or(REGION));
        Ok((account.map_err(|error| usage(&error))?, region.map_err(|error| usage(&error))?))
    }

    /// What the file says, and the rest as it would be without it.
    fn beside(self, default: ServerConfig) -> Result<ServerConfig, Failure> {
        Ok(ServerConfig {
            listen: self.listen.unwrap_or(default.listen),
            mqtt_listen: self.mqtt_listen.or(default.mqtt_listen),
            mqtts_listen: self.mqtts_listen.or(default.mqtts_listen),
            data: self.data.map_or(default.data, data_place),
            empty: self.empty,
            soft: self.soft,
            strict_aws: self.strict_aws,
            refused_mqtt_3: self.mqtt_3_refusal.map(Mqtt3Refusal::setting),
            mqtt_plain_policy: self.mqtt_plain_policy.map(plain_policy).transpose()?,
            hostname: self.hostname,
            allow_insecure_listen: self.allow_insecure_listen,
            providers: self.providers.endpoints(),
            limits: self.limits.settings(default.limits),
            guest_idle_days: self.guest_idle_days,
            identity_token_issuer: self.identity_token_issuer.map(issuer).transpose()?,
            allowed_networks: self
                .allowed_networks
                .iter()
                .map(network)
                .collect::<Result<_, _>>()?,
            webhook: self.webhook.map(WebhookSection::checked).transpose()?,
            trusted_proxies: trusted_proxies::settings(
                &self.trusted_proxies,
                &self.proxy_protocol,
            )?,
            forward_auth: self.forward_auth.settings()?,
            auto_attach: self
                .auto_attach
                .into_iter()
                .map(AutoAttachRule::checked)
                .collect::<Result<_, _>>()?,
            signing_proxies: self
                .signing_proxy
                .into_iter()
                .map(SigningProxySection::checked)
                .collect::<Result<_, _>>()?,
            certificate: self.tls.map(TlsSection::files),
            ..default
        })
    }

    /// The settings as they would be used.
    fn filled(self) -> Result<Self, Failure> {
        let (mqtt_plain_policy, webhook) = (self.mqtt_plain_policy.clone(), self.webhook.clone());
        let signing_proxy = self.signing_proxy.clone();
        let proxy_protocol = self.proxy_protocol.clone();
        let server = self.server()?;
        let mqtt_3_refusal = Some(Mqtt3Refusal::filled(&server));
        Ok(Self {
            listen: Some(server.listen),
            mqtt_listen: server.mqtt_listen,
            mqtts_listen: server.mqtts_listen,
            data: Some(match server.data {
                DataPlace::Memory => PathBuf::from(MEMORY),
                DataPlace::Folder(folder) => folder,
            }),
            empty: server.empty,
            soft: server.soft,
            strict_aws: server.strict_aws,
            mqtt_3_refusal,
            account: Some(server.account.to_string()),
            region: Some(server.region.to_string()),
            mqtt_plain_policy,
            hostname: server.hostname,
            allow_insecure_listen: server.allow_insecure_listen,
            providers: ProvidersSection::filled(server.providers),
            limits: LimitsSection::filled(server.limits),
            guest_idle_days: server.guest_idle_days,
            identity_token_issuer: server.identity_token_issuer,
            allowed_networks: networks(&server.allowed_networks),
            trusted_proxies: networks(&server.trusted_proxies.networks),
            proxy_protocol,
            webhook,
            signing_proxy,
            tls: server.certificate.map(TlsSection::filled),
            forward_auth: ForwardAuthSection::filled(&server.forward_auth),
            auto_attach: server.auto_attach.into_iter().map(AutoAttachRule::filled).collect(),
        })
    }
}

/// `daypass config check` and `show`.
pub(crate) fn run(command: &ConfigCommand) -> Result<ExitCode, Failure> {
    match command {
        ConfigCommand::Check { config } => {
            ConfigFile::read(config)?.server()?;
            println!("{} can be used", config.display());
        }
        ConfigCommand::Show { config } => {
            let filled = ConfigFile::read(config)?.filled()?;
            let text = toml::to_string(&filled);
            print!("{}", text.map_err(|error| Failure::Failed(error.to_string()))?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn data_place(path: PathBuf) -> DataPlace {
    if path.as_os_str() == MEMORY { DataPlace::Memory } else { DataPlace::Folder(path) }
}

fn networks(networks: &[Network]) -> Vec<String> {
    networks.iter().map(Network::to_string).collect()
}

fn network(text: &String) -> Result<Network, Failure> {
    text.parse().map_err(|error| Failure::Usage(format!("allowed_networks: `{text}`: {error}")))
}

/// The name that stands in tokens to the letter, and under which their keys are found.
fn issuer(url: String) -> Result<String, Failure> {
    if !is_origin(&url) || url.ends_with('/') {
        let words = "is no issuer: https, a host, and a port";
        return Err(Failure::Usage(format!("identity_token_issuer: `{url}` {words}")));
    }
    Ok(url)
}

/// A policy's name, or a file with a document.
fn plain_policy(named: String) -> Result<PlainMqttPolicy, Failure> {
    let is_file =
        Path::new(&named).extension().is_some_and(|ends| ends.eq_ignore_ascii_case("json"));
    if !is_file {
        return Ok(PlainMqttPolicy::Named(named));
    }
    let text = fs::read_to_string(&named)
        .map_err(|error| Failure::Usage(format!("cannot read the policy {named}: {error}")))?;
    Ok(PlainMqttPolicy::Document { file: named, text })
}

const ACCOUNT: &str = "000000000000";
const REGION: &str = "us-east-1";
const MEMORY: &str = "memory";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_named() {
        let refused = ConfigFile::parse("soft = true\nsotf = true\n").unwrap_err().to_string();
        assert!(refused.contains("sotf") && refused.contains("strict_aws"), "{refused}");
        assert!(ConfigFile::parse("soft = true").unwrap().soft);
    }

    #[test]
    fn what_is_typed_wins() {
        let file = "listen = \"127.0.0.1:1\"\nregion = \"eu-west-1\"\nempty = true";
        let typed = DevArguments {
            listen: Some(([127, 0, 0, 1], 2).into()),
            soft: true,
            ..DevArguments::default()
        };
        let server = ConfigFile::parse(file).unwrap().overridden(&typed).server().unwrap();
        assert_eq!(server.listen.port(), 2);
        assert_eq!(server.region.as_str(), "eu-west-1");
        assert!(server.empty && server.soft && !server.strict_aws);
        assert_eq!(server.account.as_str(), ACCOUNT);
    }

    #[test]
    fn memory_is_a_place_and_everything_else_a_folder() {
        let data = |text: &str| ConfigFile::parse(text).unwrap().server().unwrap().data;
        assert_eq!(data(""), DataPlace::Memory);
        assert_eq!(data("data = \"memory\""), DataPlace::Memory);
        assert_eq!(data("data = \"./memory\""), DataPlace::Folder("./memory".into()));
    }

    #[test]
    fn settings_that_cannot_be_meant_are_refused() {
        for text in [
            "account = \"1\"",
            "region = \"US EAST\"",
            "listen = \"nowhere\"",
            "identity_token_issuer = \"login.example\"",
            "identity_token_issuer = \"https://login.example/\"",
            "identity_token_issuer = \"https://login.example/path\"",
            "mqtt_plain_policy = \"/no/such/file.json\"",
            "trusted_proxies = [\"10.0.0.1/8\"]",
            "trusted_proxies = [\"proxy.example\"]",
            "trusted_proxies = [\"0.0.0.0/0\"]",
            "trusted_proxies = [\"::/0\"]",
            "proxy_protocol = [\"mqtt_listen\"]",
            "trusted_proxies = [\"10.0.0.1\"]\nproxy_protocol = [\"console\"]",
        ] {
            let parsed = ConfigFile::parse(text).map_err(|error| error.to_string());
            let server = parsed.and_then(|file| file.server().map_err(|error| error.to_string()));
            assert!(server.is_err(), "{text}");
        }
    }

    #[test]
    fn shown_settings_read_back_as_themselves() {
        let file = "soft = true\ntrusted_proxies = [\"10.0.0.1\", \"fd00::/8\"]\nproxy_protocol = [\"listen\"]";
        let filled = ConfigFile::parse(file).unwrap().filled().unwrap();
        assert_eq!(filled.trusted_proxies, ["10.0.0.1/32", "fd00::/8"]);
        let text = toml::to_string(&filled).unwrap();
        assert_eq!(ConfigFile::parse(&text).unwrap().filled().unwrap(), filled);
    }
}
