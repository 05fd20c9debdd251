//! What TLS handshakes are answered with. It is made when it is first needed, away from the start
//! path: the first handshake waits for it.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use daypass_services::iot::certificate::to_pem;
use daypass_services::ports::Clock;
use rustls::ServerConfig as RustlsConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use time::OffsetDateTime;
use tokio::sync::OnceCell;

use super::authority::Authority;
use super::certificate_files::{CertificateFiles, Digest, FilesError};
use super::client_certificate::PossessionVerifier;
use super::current::CurrentCertificate;
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
    files: Option<CertificateFiles>,
    made: OnceCell<Made>,
    seen: Mutex<Seen>,
}

struct Made {
    settings: TlsSettings,
    current: Arc<CurrentCertificate>,
}

/// The files as they were looked at last.
#[derive(Default)]
struct Seen {
    /// What they held, if they could be read.
    digest: Option<Digest>,
    /// Why the certificate in use is not theirs.
    trouble: Option<Arc<str>>,
}

impl ServerTls {
    /// TLS with the certificate of some files, or else under an authority of the store. What clients
    /// trust goes to `ca_file`.
    pub fn new(
        keys: Arc<ServerKeys>,
        clock: Arc<dyn Clock>,
        names: ServerNames,
        ca_file: PlacedFile,
        files: Option<CertificateFiles>,
    ) -> Self {
        Self { keys, clock, names, ca_file, files, made: OnceCell::new(), seen: Mutex::default() }
    }

    /// The settings of the API port.
    pub async fn settings(&self) -> Result<TlsSettings, SecretError> {
        Ok(self.made().await?.settings.clone())
    }

    /// The certificate that clients are to trust: the authority's, or the last one of the files.
    pub async fn ca_pem(&self) -> Result<String, SecretError> {
        Ok(trusted(&self.made().await?.current.certified()))
    }

    /// The files, where the certificate is not the server's own.
    pub(super) fn files(&self) -> Option<&CertificateFiles> {
        self.files.as_ref()
    }

    /// Why the certificate in use is not the one in the files, where it is not.
    pub fn trouble(&self) -> Option<Arc<str>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).trouble.clone()
    }

    /// Looks at the files, and has handshakes answered with what they hold from here on. What cannot be
    /// used changes nothing, and is told once.
    pub(super) fn reload(&self) {
        let (Some(files), Some(made)) = (&self.files, self.made.get()) else { return };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let contents = files.read();
        let digest = contents.as_ref().ok().map(super::certificate_files::Contents::digest);
        if digest.is_some() && digest == seen.digest {
            return;
        }
        seen.digest = digest;
        match contents.and_then(|contents| files.certified(&contents)) {
            Ok(certified) => {
                if let Err(error) = self.ca_file.write(&trusted(&certified)) {
                    tracing::error!(%error, "the file with the authority was not written");
                }
                made.current.replace(certified);
                seen.trouble = None;
                tracing::info!("the server's certificate was replaced");
            }
            Err(error) => seen.refuse(&error),
        }
    }

    /// The file that holds the certificate to trust once [`ServerTls::ca_pem`] has answered.
    pub fn ca_file(&self) -> &Path {
        self.ca_file.path()
    }

    async fn made(&self) -> Result<&Made, SecretError> {
        self.made.get_or_try_init(|| self.make()).await
    }

    async fn make(&self) -> Result<Made, SecretError> {
        let now = OffsetDateTime::from_unix_timestamp(self.clock.now().wall_ms / 1_000);
        let now = now.map_err(|error| unusable(&error))?;
        let certified = match &self.files {
            Some(files) => self.of_files(files).map_err(|error| unusable(&error))?,
            None => self.own(now).await?,
        };
        self.ca_file.write(&trusted(&certified)).map_err(|error| unusable(&error))?;
        let current = CurrentCertificate::new(certified);
        let settings = TlsSettings::new(&current).map_err(|error| unusable(&error))?;
        Ok(Made { settings, current })
    }

    fn of_files(&self, files: &CertificateFiles) -> Result<Arc<CertifiedKey>, FilesError> {
        let contents = files.read()?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.digest = Some(contents.digest());
        files.certified(&contents)
    }

    /// A certificate under the authority of the store.
    async fn own(&self, now: OffsetDateTime) -> Result<Arc<CertifiedKey>, SecretError> {
        let authority = Authority::open_or_make(self.keys.secrets(), &self.names, now).await?;
        let (certificate, key) =
            authority.certify(&self.names, now).map_err(|error| unusable(&error))?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let chain = vec![certificate.der().clone(), authority.certificate().clone()];
        let certified = CertifiedKey::from_der(chain, key, &aws_lc_rs::default_provider());
        certified.map(Arc::new).map_err(|error| unusable(&error))
    }
}

impl Seen {
    fn refuse(&mut self, error: &FilesError) {
        let trouble: Arc<str> = error.to_string().into();
        if self.trouble.as_ref() != Some(&trouble) {
            tracing::error!(%error, "the new certificate cannot be used; the one before stays");
        }
        self.trouble = Some(trouble);
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
    /// HTTP of a device, which shows its certificate.
    DeviceHttp(Arc<RustlsConfig>),
    /// MQTT.
    Mqtt(Arc<RustlsConfig>),
}

impl TlsSettings {
    fn new(current: &Arc<CurrentCertificate>) -> Result<Self, rustls::Error> {
        Ok(Self {
            negotiating: settings(current, PROTOCOLS)?,
            silent: settings(current, &[])?,
            devices: device_settings(current, &[])?,
            mqtt_by_certificate: device_settings(current, &[MQTT_BY_CERTIFICATE])?,
            mqtt_by_password: settings(current, &[MQTT_BY_PASSWORD])?,
            http_by_certificate: device_settings(current, &[HTTP_BY_CERTIFICATE])?,
        })
    }

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
            _ if by_certificate && !http => {
                Spoken::DeviceHttp(Arc::clone(&self.http_by_certificate))
            }
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
    current: &Arc<CurrentCertificate>,
    protocols: &[&[u8]],
) -> Result<Arc<RustlsConfig>, rustls::Error> {
    let mut config = RustlsConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(Arc::<CurrentCertificate>::clone(current));
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    Ok(Arc::new(config))
}

/// At the devices' own door whatever protocol one names is MQTT, so that none is agreed on.
fn device_settings(
    current: &Arc<CurrentCertificate>,
    protocols: &[&[u8]],
) -> Result<Arc<RustlsConfig>, rustls::Error> {
    let mut config = RustlsConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(PossessionVerifier::new())
        .with_cert_resolver(Arc::<CurrentCertificate>::clone(current));
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    Ok(Arc::new(config))
}

/// The last certificate of a chain, PEM: what clients have to trust, where the chain is whole.
fn trusted(certified: &CertifiedKey) -> String {
    certified.cert.last().map(|certificate| to_pem(certificate)).unwrap_or_default()
}

fn unusable(error: &dyn fmt::Display) -> SecretError {
    SecretError::Unusable(format!("the server's certificate: {error}"))
}

const PROTOCOLS: &[&[u8]] = &[b"h2", b"http/1.1"];
