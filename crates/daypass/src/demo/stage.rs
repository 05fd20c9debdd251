//! What the story is played with: a server that holds the demo, and somebody who owns its account.

use daypass_server::{Region, seed};

use super::calls::Calls;
use super::mqtt::{DeviceFiles, Transport};
use crate::about::{About, AboutLamp};
use crate::client::{Client, Keys, Scope};
use crate::failure::Failure;

/// A server on which the story can be played.
#[derive(Debug)]
pub(super) struct Stage<'c> {
    pub(super) calls: Calls<'c>,
    pub(super) about: &'c About,
    /// What the lamp connects with.
    pub(super) lamp: &'c AboutLamp,
    /// Where it connects.
    pub(super) mqtts: &'c str,
    /// The pool's id.
    pub(super) pool: String,
}

impl<'c> Stage<'c> {
    /// Looks for everything that the story needs, and says plainly what is not there.
    pub(super) fn of(
        client: &'c Client,
        about: &'c About,
        root: &'c Keys,
    ) -> Result<Self, Failure> {
        let endpoint = client.endpoint();
        let missing = |what: &str| Failure::Failed(format!("{endpoint} {what}"));
        if !about.demo {
            return Err(missing(
                "holds no demo: it was started with `--empty`. Start one with `daypass dev` \
                 (and `--data` another folder, if any) and play again",
            ));
        }
        if about.soft {
            return Err(missing(
                "was started with `--soft`: it lets through what policies refuse, and half of the \
                 story is refusals. Start it without, and play again",
            ));
        }
        let lamp = about.lamp.as_ref().ok_or_else(|| {
            missing(
                "has no certificate for the lamp: its store was seeded before there was one, or it \
                 was deleted. Start `daypass dev` in memory or with a new `--data` folder",
            )
        })?;
        let mqtts = about.mqtts.as_deref();
        let mqtts =
            mqtts.ok_or_else(|| missing("answers no MQTT over TLS: the lamp has no door"))?;
        let region = Region::parse(&about.region);
        let region = region.map_err(|error| missing(&format!("is in no region: {error}")))?;
        let calls = Calls { client, region: &about.region, root };
        Ok(Self { calls, about, lamp, mqtts, pool: seed::pool_id(&region) })
    }

    /// The lamp's way in.
    pub(super) async fn lamps_way(&self) -> Result<Transport, Failure> {
        let files = DeviceFiles {
            ca: &self.about.ca_file,
            certificate: &self.lamp.certificate_file,
            key: &self.lamp.key_file,
        };
        Transport::tls(self.mqtts, files).await
    }

    /// An app's way in, by its user's temporary keys.
    pub(super) async fn apps_way(&self, keys: &Keys) -> Result<Transport, Failure> {
        let client = self.calls.client;
        let scope = Scope { service: "iotdevicegateway", region: &self.about.region };
        let now_seconds = client.clock().wall_ms() / 1_000;
        let signer = keys.signer(scope);
        let path = signer.websocket_path("/mqtt", client.authority(), now_seconds);
        let path = path.map_err(|error| Failure::Failed(error.to_string()))?;
        Transport::websocket(client, &path).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::{KeyArguments, ServerAddress};

    fn about(changed: &str) -> About {
        let whole = r#"{"account": "000000000000", "region": "us-east-1", "development_key": true,
            "soft": false, "ca_file": "/ca.pem", "mqtt": null, "mqtts": "127.0.0.1:8883",
            "demo": true, "lamp": {"certificate_id": "0f", "certificate_file": "/c", "key_file": "/k"}}"#;
        let mut about: serde_json::Value = serde_json::from_str(whole).unwrap();
        let changed: serde_json::Value = serde_json::from_str(changed).unwrap();
        for (name, value) in changed.as_object().unwrap() {
            about[name] = value.clone();
        }
        serde_json::from_value(about).unwrap()
    }

    #[test]
    fn what_is_missing_is_said_with_what_to_do() {
        let endpoint = "http://127.0.0.1:4650".to_owned();
        let client =
            Client::new(&ServerAddress { endpoint, keys: KeyArguments::default() }).unwrap();
        let root = Keys::development();
        let refused = |changed: &str| {
            Stage::of(&client, &about(changed), &root).map(|_| ()).map_err(|why| why.to_string())
        };
        assert_eq!(refused("{}"), Ok(()));
        for (changed, said) in [
            (r#"{"demo": false, "lamp": null}"#, "--empty"),
            (r#"{"soft": true}"#, "--soft"),
            (r#"{"lamp": null}"#, "no certificate"),
            (r#"{"mqtts": null}"#, "no MQTT over TLS"),
        ] {
            let why = refused(changed).unwrap_err();
            assert!(why.contains(said) && why.starts_with("http://127.0.0.1:4650 "), "{why}");
        }
    }
}
