//! A server for production: the settings that it refuses, what its store must hold and must not, and
//! how it gets its first key.

use std::sync::Arc;

use daypass_services::account::{RootKey, create_account};
use daypass_services::iam::access_key::access_key_key;
use daypass_services::iam::user::record::root_user_key;
use daypass_services::ports::{Clock, Entropy, Keys};
use daypass_services::random::Random;
use daypass_store::{Reads, Space, Store};

use super::{ACCESS_KEY_ID, Server, StartError, state};
use crate::clock::RealClock;
use crate::config::{DataPlace, ServerConfig};
use crate::entropy::{SystemEntropy, random};
use crate::keys::{ServerKeys, root_key, root_key_file};
use crate::seed;

impl Server {
    /// Makes the root key of the store, and an access key of the account's root user, which is told
    /// this once.
    pub async fn init(config: &ServerConfig) -> Result<RootKey, StartError> {
        check_settings(config)?;
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let store = state::open(&config.data)?;
        let root = root_key(&config.data, &*entropy)?;
        let (of_store, region) = (Arc::clone(&store), config.region.clone());
        let keys = ServerKeys::open(of_store, Arc::clone(&entropy), &root, region).await?;
        let (ring, now_ms) = (keys.ring(), RealClock::start().now().ours_ms);
        let random = Random::new(random(&*entropy));
        Ok(create_account(&*store, &ring, &config.account, &random, now_ms).await?)
    }
}

/// Refuses settings that let others in, and a folder that was not made for the server.
pub(super) fn check(config: &ServerConfig) -> Result<(), StartError> {
    check_settings(config)?;
    match &config.data {
        DataPlace::Folder(folder) if root_key_file(folder).exists() => Ok(()),
        DataPlace::Folder(_) | DataPlace::Memory => Err(not_initialized(config)),
    }
}

/// Refuses a store that everybody has the key of, and one that nobody has.
pub(super) async fn check_store(
    config: &ServerConfig,
    store: &dyn Store,
) -> Result<(), StartError> {
    let reads = Reads::new(store, Space::State);
    let known = reads.peek(&access_key_key(ACCESS_KEY_ID)).await?.is_some();
    if known || seed::is_planted(&reads).await? {
        let reason = "the store is one of `daypass dev`, whose root key everybody knows";
        return Err(insecure("data", reason.to_owned()));
    }
    match reads.peek(&root_user_key(&config.account)).await? {
        Some(_) => Ok(()),
        None => Err(not_initialized(config)),
    }
}

fn check_settings(config: &ServerConfig) -> Result<(), StartError> {
    let told = [
        (config.data == DataPlace::Memory, "data", "what is in memory ends with the server"),
        (config.soft, "soft", "what policies refuse would be let through"),
        (config.allow_insecure_listen, "allow_insecure_listen", "it is for development"),
        (
            config.mqtt_plain_policy.is_some(),
            "mqtt_plain_policy",
            "clients without credentials would be let in",
        ),
    ];
    if let Some((_, setting, reason)) = told.into_iter().find(|(set, ..)| *set) {
        return Err(insecure(setting, reason.to_owned()));
    }
    let mqtt = config.mqtt_listen.filter(|address| !address.ip().is_loopback());
    if let Some(address) = mqtt {
        let reason = format!("{address} is reached from other machines without TLS");
        return Err(insecure("mqtt_listen", reason));
    }
    let providers = &config.providers;
    let asked = [
        ("providers.google_keys", providers.google_keys.as_deref()),
        ("providers.apple_keys", providers.apple_keys.as_deref()),
        ("providers.facebook_graph", Some(&*providers.facebook_graph)),
        ("providers.facebook_limited_login_keys", Some(&*providers.facebook_limited_login_keys)),
        ("providers.amazon_api", Some(&*providers.amazon_api)),
        ("providers.twitter_api", Some(&*providers.twitter_api)),
        ("providers.user_pool_token_check", providers.user_pool_token_check.as_deref()),
        ("webhook.url", config.webhook.as_ref().map(|webhook| &*webhook.url)),
    ];
    for (setting, url) in asked {
        if let Some(url) = url.filter(|url| !is_https(url)) {
            return Err(insecure(setting, format!("`{url}` is not https")));
        }
    }
    Ok(())
}

fn is_https(url: &str) -> bool {
    url.get(..HTTPS.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(HTTPS))
}

fn insecure(setting: &'static str, reason: String) -> StartError {
    StartError::Insecure { setting, reason }
}

fn not_initialized(config: &ServerConfig) -> StartError {
    StartError::NotInitialized { account: config.account.clone() }
}

const HTTPS: &str = "https://";

#[cfg(test)]
mod tests {
    use daypass_aws_types::{AccountId, Region};
    use daypass_services::logins::ProviderEndpoints;

    use super::*;
    use crate::config::PlainMqttPolicy;

    fn config() -> ServerConfig {
        let account = AccountId::parse("000000000000").unwrap();
        let region = Region::parse("us-east-1").unwrap();
        ServerConfig::production(account, region, "/nowhere".into())
    }

    fn refused(config: &ServerConfig) -> &'static str {
        match check_settings(config) {
            Err(StartError::Insecure { setting, .. }) => setting,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_lets_others_in_is_refused_by_its_name() {
        assert!(check_settings(&config()).is_ok());
        assert!(matches!(check(&config()), Err(StartError::NotInitialized { .. })));
        let everywhere = Some("0.0.0.0:1883".parse().unwrap());
        let policy = Some(PlainMqttPolicy::Named("p".to_owned()));
        for (config, setting) in [
            (ServerConfig { data: DataPlace::Memory, ..config() }, "data"),
            (ServerConfig { soft: true, ..config() }, "soft"),
            (ServerConfig { allow_insecure_listen: true, ..config() }, "allow_insecure_listen"),
            (ServerConfig { mqtt_plain_policy: policy, ..config() }, "mqtt_plain_policy"),
            (ServerConfig { mqtt_listen: everywhere, ..config() }, "mqtt_listen"),
        ] {
            assert_eq!(refused(&config), setting);
        }
        // Doors that speak TLS to other machines are what such a server is for.
        let everywhere = "0.0.0.0:0".parse().unwrap();
        let open = ServerConfig { listen: everywhere, mqtts_listen: Some(everywhere), ..config() };
        assert!(check_settings(&open).is_ok());
    }

    #[test]
    fn whom_it_asks_it_asks_under_tls() {
        let default = ProviderEndpoints::default;
        let plain = || "http://127.0.0.1:1".to_owned();
        for (providers, setting) in [
            (ProviderEndpoints { google_keys: Some(plain()), ..default() }, "google_keys"),
            (ProviderEndpoints { apple_keys: Some(plain()), ..default() }, "apple_keys"),
            (ProviderEndpoints { facebook_graph: plain(), ..default() }, "facebook_graph"),
            (
                ProviderEndpoints { facebook_limited_login_keys: plain(), ..default() },
                "facebook_limited_login_keys",
            ),
            (ProviderEndpoints { amazon_api: plain(), ..default() }, "amazon_api"),
            (ProviderEndpoints { twitter_api: plain(), ..default() }, "twitter_api"),
            (
                ProviderEndpoints { user_pool_token_check: Some(plain()), ..default() },
                "user_pool_token_check",
            ),
        ] {
            let config = ServerConfig { providers, ..config() };
            assert_eq!(refused(&config), format!("providers.{setting}"));
        }
        let fine = ProviderEndpoints { google_keys: Some("HTTPS://a".to_owned()), ..default() };
        assert!(check_settings(&ServerConfig { providers: fine, ..config() }).is_ok());
    }
}
