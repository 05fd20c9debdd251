//! Whom the egress trusts: the roots of the operating system, and the certificates that an OpenID
//! provider pins.

use std::sync::Arc;

use daypass_federation::{Thumbprint, verify_pinned};
use daypass_services::ports::FetchError;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, RootCertStore,
    SignatureScheme,
};
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;
use tokio_rustls::TlsConnector;

use super::target::Target;

/// The roots of publicly trusted servers.
#[derive(Debug)]
pub(super) struct Roots {
    store: OnceCell<Arc<RootCertStore>>,
}

impl Roots {
    /// Those of the operating system, read when they are first needed.
    pub(super) fn native() -> Self {
        Self { store: OnceCell::new() }
    }

    #[cfg(test)]
    pub(super) fn these(store: RootCertStore) -> Self {
        Self { store: OnceCell::new_with(Some(Arc::new(store))) }
    }

    /// The roots. Files are read away from the reactor threads of the runtime.
    pub(super) async fn public(&self) -> &Arc<RootCertStore> {
        self.store
            .get_or_init(|| async {
                Arc::new(
                    spawn_blocking(native_roots).await.unwrap_or_else(|_| RootCertStore::empty()),
                )
            })
            .await
    }
}

/// What connects to a server that is publicly trusted, or trusted by one of the thumbprints.
pub(super) fn connector(
    roots: Arc<RootCertStore>,
    thumbprints: &[Thumbprint],
) -> Result<TlsConnector, Error> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Verifier::new(roots, thumbprints, Arc::clone(&provider));
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // A configuration lives for one fetch: every handshake is verified whole.
    config.resumption = Resumption::disabled();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// What a failed handshake means: a certificate that is not trusted, or a broken connection.
pub(super) fn handshake_error(target: &Target, error: &std::io::Error) -> FetchError {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match tls {
        Some(refused @ (Error::InvalidCertificate(_) | Error::NoCertificatesPresented)) => {
            target.untrusted(refused)
        }
        _ => target.broken(&error.to_string()),
    }
}

/// Verifies as public trust does, and where that fails by the pinned certificates.
#[derive(Debug)]
struct Verifier {
    /// None where the system has no roots.
    public: Option<Arc<WebPkiServerVerifier>>,
    thumbprints: Vec<Thumbprint>,
    provider: Arc<CryptoProvider>,
}

impl Verifier {
    fn new(
        roots: Arc<RootCertStore>,
        thumbprints: &[Thumbprint],
        provider: Arc<CryptoProvider>,
    ) -> Self {
        let public =
            WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider)).build().ok();
        Self { public, thumbprints: thumbprints.to_vec(), provider }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let public = match &self.public {
            Some(public) => public.verify_server_cert(
                end_entity,
                intermediates,
                server_name,
                ocsp_response,
                now,
            ),
            None => Err(CertificateError::UnknownIssuer.into()),
        };
        let refused = match public {
            Ok(trusted) => return Ok(trusted),
            Err(refused) if self.thumbprints.is_empty() => return Err(refused),
            Err(refused) => refused,
        };
        let chain: Vec<CertificateDer<'_>> = std::iter::once(end_entity)
            .chain(intermediates)
            .map(|der| CertificateDer::from(der.as_ref()))
            .collect();
        let now_ms = i64::try_from(now.as_secs().saturating_mul(1000)).map_err(|_| refused)?;
        verify_pinned(&chain, server_name, &self.thumbprints, now_ms)
            .map(|()| ServerCertVerified::assertion())
            .map_err(|error| CertificateError::Other(OtherError(Arc::new(error))).into())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// The roots of the operating system. Those that cannot be read are left out: a system without
/// any trusts nobody but pinned certificates.
fn native_roots() -> RootCertStore {
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    store
}
