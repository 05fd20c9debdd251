//! A device's way in: TLS with a certificate of its own, trusting the server's authority alone.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::failure::Failure;

/// The files of a device.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct DeviceFiles<'a> {
    /// The authority of the server's certificate.
    pub(in crate::demo) ca: &'a Path,
    /// The device's certificate.
    pub(in crate::demo) certificate: &'a Path,
    /// The key to it.
    pub(in crate::demo) key: &'a Path,
}

/// A connection to `host:port` under which the device has proved to hold its key.
pub(super) async fn connect(
    at: &str,
    files: DeviceFiles<'_>,
) -> Result<TlsStream<TcpStream>, Failure> {
    let failed = |error: &dyn std::error::Error| {
        Failure::Failed(format!("no TLS connection to {at}: {error}"))
    };
    let (host, _) = at.rsplit_once(':').unwrap_or((at, ""));
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let name = ServerName::try_from(host).map_err(|error| failed(&error))?;
    let config = config(files)?;
    let stream = TcpStream::connect(at).await.map_err(|error| failed(&error))?;
    let connected = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
    connected.map_err(|error| failed(&error))
}

fn config(files: DeviceFiles<'_>) -> Result<ClientConfig, Failure> {
    let certificate = |path| {
        CertificateDer::from_pem_file(path).map_err(|error| unreadable(path, &error.to_string()))
    };
    let unusable = |error: rustls::Error| Failure::Failed(format!("the lamp's files: {error}"));
    let mut roots = RootCertStore::empty();
    roots.add(certificate(files.ca)?).map_err(unusable)?;
    let key = PrivateKeyDer::from_pem_file(files.key)
        .map_err(|error| unreadable(files.key, &error.to_string()))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .with_root_certificates(roots)
        .with_client_auth_cert(vec![certificate(files.certificate)?], key)
        .map_err(unusable)
}

fn unreadable(path: &Path, error: &str) -> Failure {
    let path = path.display();
    Failure::Failed(format!(
        "cannot read {path}: {error}; the demo runs on the server's machine, as the server's user"
    ))
}
