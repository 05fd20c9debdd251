//! Settings that would let others in.

use crate::config::ServerConfig;

use super::{StartError, production};

/// Refuses addresses that other machines reach where a door is in the clear, or the root key is
/// the one that everybody knows.
pub(super) fn check(config: &ServerConfig) -> Result<(), StartError> {
    if !config.development_key {
        return production::check(config);
    }
    if config.allow_insecure_listen {
        return Ok(());
    }
    if !config.trusted_proxies.networks.is_empty() {
        let reason = "through a proxy others reach what is meant for this machine; \
            --allow-insecure-listen takes the risk";
        return Err(StartError::Insecure { setting: "trusted_proxies", reason: reason.to_owned() });
    }
    let doors = [
        ("listen", Some(config.listen)),
        ("mqtt-listen", config.mqtt_listen),
        ("mqtts-listen", config.mqtts_listen),
    ];
    let proxies = config.signing_proxies.iter().map(|proxy| ("signing_proxy", Some(proxy.listen)));
    for (setting, address) in doors.into_iter().chain(proxies) {
        if let Some(address) = address.filter(|address| !address.ip().is_loopback()) {
            let reason = format!(
                "{address} is reached from other machines; --allow-insecure-listen takes the risk"
            );
            return Err(StartError::Insecure { setting, reason });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use daypass_aws_types::{AccountId, Region};
    use daypass_credentials::SecretString;

    use super::*;
    use crate::config::{SigningProxySettings, TrustedProxySettings};

    fn proxy(listen: SocketAddr) -> SigningProxySettings {
        SigningProxySettings {
            listen,
            upstream: "http://127.0.0.1:9000".to_owned(),
            region: Region::parse("us-east-1").unwrap(),
            buckets: Vec::new(),
            access_key_id: String::new(),
            secret_access_key: SecretString::new(String::new()),
        }
    }

    #[test]
    fn doors_in_the_clear_stay_on_loopback_unless_told_otherwise() {
        let account = AccountId::parse("000000000000").unwrap();
        let config = ServerConfig::development(account, Region::parse("us-east-1").unwrap());
        assert!(check(&config).is_ok());
        let everywhere = "0.0.0.0:0".parse().unwrap();
        let networks = vec!["127.0.0.1/32".parse().unwrap()];
        let trusted = TrustedProxySettings { networks, ..TrustedProxySettings::default() };
        for open in [
            ServerConfig { listen: everywhere, ..config.clone() },
            ServerConfig { mqtt_listen: Some(everywhere), ..config.clone() },
            ServerConfig { mqtts_listen: Some(everywhere), ..config.clone() },
            ServerConfig { signing_proxies: vec![proxy(everywhere)], ..config.clone() },
            ServerConfig { trusted_proxies: trusted, ..config.clone() },
        ] {
            assert!(check(&open).is_err());
            assert!(check(&ServerConfig { allow_insecure_listen: true, ..open }).is_ok());
        }
    }
}
