//! Certificates, and the settings of TLS on both sides.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{
    CryptoProvider, WebPkiSupportedAlgorithms, aws_lc_rs, verify_tls12_signature,
    verify_tls13_signature,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::version::TLS13;
use rustls::{
    ClientConfig, DigitallySignedStruct, DistinguishedName, RootCertStore, ServerConfig,
    SignatureScheme,
};

use crate::device::Device;
use crate::transport::SERVER_NAME;

/// A server's certificate, in files. Its key is of the same kind as that of Daypass: ECDSA on P-256.
pub struct Certificate {
    /// The server's own and the authority's.
    pub chain: PathBuf,
    pub key: PathBuf,
    pub authority: PathBuf,
}

impl Certificate {
    /// Makes an authority and a certificate under it, with their files in a folder.
    pub fn made(folder: &Path) -> Result<Self, String> {
        let failed = |error: rcgen::Error| error.to_string();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().map_err(failed)?;
        let authority = params.self_signed(&key).map_err(failed)?;
        let issuer = Issuer::new(params, key);
        let key = KeyPair::generate().map_err(failed)?;
        let params = CertificateParams::new(vec![SERVER_NAME.to_owned()]).map_err(failed)?;
        let certificate = params.signed_by(&key, &issuer).map_err(failed)?;
        let file = |name: &str, text: String| {
            let path = folder.join(name);
            let written = fs::write(&path, text);
            written.map_err(|error| format!("{}: {error}", path.display())).map(|()| path)
        };
        let chain = [certificate.pem(), authority.pem()].concat();
        Ok(Self {
            chain: file("chain.pem", chain)?,
            key: file("key.pem", key.serialize_pem())?,
            authority: file("authority.pem", authority.pem())?,
        })
    }
}

/// The settings of clients that trust an authority. They offer the one suite that all brokers have,
/// and may be asked for the secrets that were agreed on.
pub fn trusting(authority: &Path) -> Result<ClientConfig, String> {
    let provider = CryptoProvider {
        cipher_suites: vec![aws_lc_rs::cipher_suite::TLS13_AES_128_GCM_SHA256],
        ..aws_lc_rs::default_provider()
    };
    let config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&TLS13])
        .map_err(|error| error.to_string())?;
    let config = config.with_root_certificates(roots(authority)?);
    let mut config = config.with_no_client_auth();
    config.enable_secret_extraction = true;
    Ok(config)
}

/// The settings of a device that trusts an authority and shows its own certificate.
pub fn device_settings(authority: &Path, device: &Device) -> Result<ClientConfig, String> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    let config = config.with_root_certificates(roots(authority)?);
    let (chain, key) = (certificates(&device.certificate)?, private_key(&device.key)?);
    config.with_client_auth_cert(chain, key).map_err(|error| error.to_string())
}

/// The settings of a server that, like Daypass, wants proof of possession of whatever certificate is
/// shown, and leaves everything else to rustls.
pub fn asking_for_possession(chain: &Path, key: &Path) -> Result<Arc<ServerConfig>, String> {
    let provider = aws_lc_rs::default_provider();
    let algorithms = provider.signature_verification_algorithms;
    let config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    let config = config
        .with_client_cert_verifier(Arc::new(Possession { algorithms }))
        .with_single_cert(certificates(chain)?, private_key(key)?);
    config.map(Arc::new).map_err(|error| error.to_string())
}

fn roots(authority: &Path) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(authority)? {
        roots.add(certificate).map_err(|error| format!("{}: {error}", authority.display()))?;
    }
    Ok(roots)
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let found = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    found.map_err(|error| format!("{}: {error}", file.display()))
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, String> {
    PrivateKeyDer::from_pem_file(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Takes any certificate whose key signs.
#[derive(Debug)]
struct Possession {
    algorithms: WebPkiSupportedAlgorithms,
}

impl ClientCertVerifier for Possession {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
