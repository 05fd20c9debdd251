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
}

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
            devices: device_settings(&chain, &key).map_err(|error| unusable(&error))?,
        };
        Ok(Made { settings, ca_pem })
    }
}

impl fmt::Debug for ServerTls {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ServerTls").field("names", &self.names).finish_non_exhaustive()
    }
}

impl TlsSettings {
    /// The settings for a client that names these protocols.
    pub fn for_client<'p>(
        &self,
        mut protocols: impl Iterator<Item = &'p [u8]>,
    ) -> Arc<RustlsConfig> {
        let mut named = false;
        let served = protocols.any(|protocol| {
            named = true;
            PROTOCOLS.contains(&protocol)
        });
        Arc::clone(if named && !served { &self.silent } else { &self.negotiating })
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

/// Whatever protocol a device names is MQTT here, so that none is agreed on.
fn device_settings(
    chain: &[CertificateDer<'static>],
    key: &PrivateKeyDer<'static>,
) -> Result<Arc<RustlsConfig>, rustls::Error> {
    let config = RustlsConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(PossessionVerifier::new())
        .with_single_cert(chain.to_vec(), key.clone_key())?;
    Ok(Arc::new(config))
}

fn unusable(error: &dyn fmt::Display) -> SecretError {
    SecretError::Unusable(format!("the server's certificate: {error}"))
}

const PROTOCOLS: &[&[u8]] = &[b"h2", b"http/1.1"];
