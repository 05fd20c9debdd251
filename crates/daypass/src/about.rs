//! What a server says of itself to commands.

use std::path::PathBuf;

use serde::Deserialize;

use crate::client::{Client, Form};
use crate::failure::Failure;

/// A server, as it describes itself.
#[derive(Debug, Deserialize)]
pub(crate) struct About {
    pub(crate) account: String,
    pub(crate) region: String,
    /// Whether the root access key of `dev` opens it.
    pub(crate) development_key: bool,
    /// Whether refusals by policy are let through.
    pub(crate) soft: bool,
    /// The authority of its certificate.
    pub(crate) ca_file: PathBuf,
    /// Where plain MQTT is answered.
    pub(crate) mqtt: Option<String>,
    /// Where MQTT over TLS is answered.
    pub(crate) mqtts: Option<String>,
    /// Whether it was started with the demo.
    pub(crate) demo: bool,
    /// What the demo's lamp connects with.
    pub(crate) lamp: Option<AboutLamp>,
}

/// The lamp's files, on the machine of the server.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct AboutLamp {
    pub(crate) certificate_id: String,
    pub(crate) certificate_file: PathBuf,
    pub(crate) key_file: PathBuf,
}

impl About {
    /// Asks the server.
    pub(crate) async fn of(client: &Client) -> Result<Self, Failure> {
        client.answer("/-/api/server", Form::Json).await?.json()
    }
}
