//! What TLS handshakes are answered with. It is made when it is first needed, away from the start
//! path: the first handshake waits for it.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use daypass_services::iot::certificate::to_pem;
use daypass_services::ports::Clock;
use rustls::ServerConfig as RustlsConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::OffsetDateTime;
use tokio::sync::OnceCell;

use super::authority::Authority;
use super::client_certificate::PossessionVerifier;
use super::names::ServerNames;
use crate::keys::{SecretError, ServerKeys};
use crate::placed_file::PlacedFile;

/// What the API port answers handshakes with.
#[derive(Debug, Clone)]
pub struct TlsSettings {
    /// For clients that name no protocol, or one that is served.
    pub negotiating: Arc<RustlsConfig>,
    /// For clients that name protocols of which none is served: AWS goes on without one.
    pub silent: Arc<RustlsConfig>,
    /// For the door of devices, which shows them a request for their certificates. Browsers would
    /// prompt for one, and so the API port never does.
    pub devices: Arc<RustlsConfig>,
    /// For clients of the API port that speak MQTT under a client certificate.
    mqtt_by_certificate: Arc<RustlsConfig>,
    /// For those that sign in by user name and password.
    mqtt_by_password: Arc<RustlsConfig>,
    /// For clients of the API port that speak HTTP under a client certificate.
    http_by_certificate: Arc<RustlsConfig>,
}

/// The protocols that AWS IoT tells MQTT, and HTTPS by a client certificate, on port 443 by:
/// <https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html>
const MQTT_BY_CERTIFICATE: &[u8] = b"x-amzn-mqtt-ca";
const MQTT_BY_PASSWORD: &[u8] = b"mqtt";
const HTTP_BY_CERTIFICATE: &[u8] = b"x-amzn-http-ca";

/// The server's TLS: authority, certificate, settings.
pub struct ServerTls {
    keys: Arc<ServerKeys>,
    clock: Arc<dyn Clock>,
    names: ServerNames,
    ca_file: PlacedFile,
    made: OnceCell<Made>,
}

struct Made {
    settings: TlsSettings,
    ca_pem: String,
}

impl ServerTls {
    /// TLS under an authority of the store, whose certificate goes to `ca_file`.
    pub fn new(
        keys: Arc<ServerKeys>,
        clock: Arc<dyn Clock>,
        names: ServerNames,
        ca_file: PlacedFile,
    ) -> Self {
        Self { keys, clock, names, ca_file, made: OnceCell::new() }
    }

    /// The settings of the API port.
    pub async fn settings(&self) -> Result<TlsSettings, SecretError> {
        Ok(self.made().await?.settings.clone())
    }

    /// The authority's certificate, as clients are given it.
    pub async fn ca_pem(&self) -> Result<&str, SecretError> {
        Ok(&self.made().await?.ca_pem)
    }

    /// The file that holds the authority's certificate once [`ServerTls::ca_pem`] has answered.
    pub fn ca_file(&self) -> &Path {
        self.ca_file.path()
    }

    async fn made(&self) -> Result<&Made, SecretError> {
        self.made.get_or_try_init(|| self.make()).await
    }

    async fn make(&self) -> Result<Made, SecretError> {
        let now = OffsetDateTime::from_unix_timestamp(self.clock.now().wall_ms / 1_000);
        let now = now.map_err(|error| unusable(&error))?;
        let authority = Authority::open_or_make(self.keys.secrets(), &self.names, now).await?;
        let (certificate, key) =
            authority.certify(&self.names, now).map_err(|error| unusable(&error))?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let chain = vec![certificate.der().clone(), authority.certificate().clone()];
        let ca_pem = to_pem(authority.certificate());
        self.ca_file.write(&ca_pem).map_err(|error| unusable(&error))?;
        let settings = TlsSettings {
            negotiating: settings(&chain, &key, PROTOCOLS).map_err(|error| unusable(&error))?,
            silent: settings(&chain, &key, &[]).map_err(|error| unusable(&error))?,
            devices: device_settings(&chain, &key, &[]).map_err(|error| unusable(&error))?,
            mqtt_by_certificate: device_settings(&chain, &key, &[MQTT_BY_CERTIFICATE])
                .map_err(|error| unusable(&error))?,
            mqtt_by_password: settings(&chain, &key, &[MQTT_BY_PASSWORD])
                .map_err(|error| unusable(&error))?,
            http_by_certificate: device_settings(&chain, &key, &[HTTP_BY_CERTIFICATE])
                .map_err(|error| unusable(&error))?,
        };
        Ok(Made { settings, ca_pem })
    }
}

impl fmt::Debug for ServerTls {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ServerTls").field("names", &self.names).finish_non_exhaustive()
    }
}

/// What a client of the API port speaks under TLS, by the protocol that it names.
#[derive(Debug)]
pub enum Spoken {
    /// HTTP, negotiated or not.
    Http(Arc<RustlsConfig>),
    /// MQTT.
    Mqtt(Arc<RustlsConfig>),
}

impl TlsSettings {
    /// The settings for a client that names these protocols.
    pub fn for_client<'p>(&self, protocols: impl Iterator<Item = &'p [u8]>) -> Spoken {
        let mut named = false;
        let (mut http, mut by_certificate, mut mqtt) = (false, false, None);
        for protocol in protocols {
            named = true;
            http |= PROTOCOLS.contains(&protocol);
            by_certificate |= protocol == HTTP_BY_CERTIFICATE;
            mqtt = mqtt.or_else(|| self.mqtt(protocol));
        }
        match mqtt {
            _ if by_certificate && !http => Spoken::Http(Arc::clone(&self.http_by_certificate)),
            Some(settings) if !http => Spoken::Mqtt(Arc::clone(settings)),
            _ if named && !http => Spoken::Http(Arc::clone(&self.silent)),
            _ => Spoken::Http(Arc::clone(&self.negotiating)),
        }
    }

    /// The settings for one of AWS's protocols of MQTT beside HTTPS.
    fn mqtt(&self, protocol: &[u8]) -> Option<&Arc<RustlsConfig>> {
        match protocol {
            MQTT_BY_CERTIFICATE => Some(&self.mqtt_by_certificate),
            MQTT_BY_PASSWORD => Some(&self.mqtt_by_password),
            _ => None,
        }
    }
}

/// Early data is never taken: rustls offers none unless told to.
fn settings(
    chain: &[CertificateDer<'static>],
    key: &PrivateKeyDer<'static>,
    protocols: &[&[u8]],
) -> Result<Arc<RustlsConfig>, rustls::Error> {
    let mut config = RustlsConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain.to_vec(), key.clone_key())?;
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    Ok(Arc::new(config))
}

/// At the devices' own door whatever protocol one names is MQTT, so that none is agreed on.
fn device_settings(
    chain: &[CertificateDer<'static>],
    key: &PrivateKeyDer<'static>,
    protocols: &[&[u8]],
) -> Result<Arc<RustlsConfig>, rustls::Error> {
    let mut config = RustlsConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(PossessionVerifier::new())
        .with_single_cert(chain.to_vec(), key.clone_key())?;
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    Ok(Arc::new(config))
}

fn unusable(error: &dyn fmt::Display) -> SecretError {
    SecretError::Unusable(format!("the server's certificate: {error}"))
}

const PROTOCOLS: &[&[u8]] = &[b"h2", b"http/1.1"];
