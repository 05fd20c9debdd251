//! `[[signing_proxy]]`: object stores that Daypass stands before.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;

use daypass_server::{Region, SecretString, SigningProxySettings, is_bucket, is_origin};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// Where one proxy answers, the store behind it, and the key that opens that.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SigningProxySection {
    listen: SocketAddr,
    upstream: String,
    #[serde(default = "region")]
    region: String,
    buckets: Vec<String>,
    access_key_id: String,
    secret_access_key_file: PathBuf,
}

impl SigningProxySection {
    /// The settings, with the secret read from its file.
    pub(super) fn checked(self) -> Result<SigningProxySettings, Failure> {
        let usage = |error: String| Failure::Usage(format!("signing_proxy: {error}"));
        if !is_origin(&self.upstream) {
            let words = "is no URL of a store: http or https, a host, and a port";
            return Err(usage(format!("`{}` {words}", self.upstream)));
        }
        if self.buckets.is_empty() {
            return Err(usage("a proxy passes on what is for its `buckets` alone".to_owned()));
        }
        if let Some(bucket) = self.buckets.iter().find(|bucket| !is_bucket(bucket)) {
            return Err(usage(format!("`{bucket}` is no name of a bucket")));
        }
        let key_id = |byte: u8| byte.is_ascii_graphic() && !b"/,=".contains(&byte);
        if self.access_key_id.is_empty() || !self.access_key_id.bytes().all(key_id) {
            return Err(usage(format!("`{}` is no access key id", self.access_key_id)));
        }
        let file = self.secret_access_key_file.display();
        let secret = fs::read_to_string(&self.secret_access_key_file)
            .map_err(|error| usage(format!("cannot read {file}: {error}")))?;
        if secret.trim().is_empty() {
            return Err(usage(format!("{file} holds no secret access key")));
        }
        Ok(SigningProxySettings {
            listen: self.listen,
            upstream: self.upstream,
            region: Region::parse(&self.region).map_err(|error| usage(error.to_string()))?,
            buckets: self.buckets,
            access_key_id: self.access_key_id,
            secret_access_key: SecretString::new(secret.trim().to_owned()),
        })
    }
}

fn region() -> String {
    "us-east-1".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(text: &str) -> Result<SigningProxySettings, String> {
        let text = format!("listen = \"127.0.0.1:0\"\naccess_key_id = \"AKIA\"\n{text}");
        let section = toml::from_str::<SigningProxySection>(&text);
        let checked = section.map_err(|error| error.to_string())?.checked();
        checked.map_err(|error| error.to_string())
    }

    #[test]
    fn what_no_store_could_be_reached_by_is_named() {
        for (text, word) in [
            (
                "upstream = \"s3.example\"\nbuckets = [\"data\"]\nsecret_access_key_file = \"x\"",
                "s3.example",
            ),
            (
                "upstream = \"https://s3.example\"\nbuckets = [\"A\"]\nsecret_access_key_file = \"x\"",
                "`A`",
            ),
            (
                "upstream = \"https://s3.example\"\nbuckets = [\"data\"]\nsecret_access_key_file = \"/no/file\"",
                "/no/file",
            ),
            (
                "upstream = \"https://s3.example\"\nbuckets = []\nsecret_access_key_file = \"x\"",
                "`buckets`",
            ),
            ("upstream = \"https://s3.example\"\nsecret_access_key_file = \"x\"", "buckets"),
        ] {
            let refused = section(text).unwrap_err();
            assert!(refused.contains(word), "{refused}");
        }
    }
}
