//! The TLS door's handshake: possession is proven, early data is not offered.

use std::io;
use std::sync::Arc;

use daypass_mqtt::ReasonCode;
use rcgen::{CertificateParams, KeyPair};
use rustls::client::ResolvesClientCert;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::sign::CertifiedKey;
use rustls::{
    ClientConfig, ClientConnection, HandshakeKind, RootCertStore, SignatureScheme,
    SupportedProtocolVersion, version,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::client::{Client, bytes_of, connect_packet};
use super::{Running, named, open_server, start};

/// Shows this certificate and signs with this key, whether or not they belong together.
#[derive(Debug)]
struct Shown(Arc<CertifiedKey>);

impl ResolvesClientCert for Shown {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

fn config(
    server: &Running,
    provider: &Arc<CryptoProvider>,
    versions: &[&'static SupportedProtocolVersion],
    shown: Option<CertifiedKey>,
) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(server.ca_file()).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::clone(provider))
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots);
    match shown {
        Some(shown) => config.with_client_cert_resolver(Arc::new(Shown(Arc::new(shown)))),
        None => config.with_no_client_auth(),
    }
}

async fn stream(server: &Running, config: Arc<ClientConfig>) -> io::Result<Tls> {
    let plain = TcpStream::connect(server.addresses().mqtts.unwrap()).await?;
    TlsConnector::from(config).connect(ServerName::try_from("localhost").unwrap(), plain).await
}

type Tls = tokio_rustls::client::TlsStream<TcpStream>;

/// The first byte that a CONNECT is answered with. In TLS 1.3 the client hears of a failed handshake
/// when it reads.
async fn answer(server: &Running, config: ClientConfig) -> io::Result<u8> {
    let mut stream = stream(server, Arc::new(config)).await?;
    stream.write_all(&bytes_of(&connect_packet(&named("device")))).await?;
    stream.read_u8().await
}

#[tokio::test]
async fn a_certificate_counts_for_nobody_without_its_key() {
    const CONNACK: u8 = 0x20;
    let server = start(None).await;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let own = KeyPair::generate().unwrap();
    let certificate = CertificateParams::default().self_signed(&own).unwrap();
    let foreign = KeyPair::generate().unwrap();
    for versions in [&[&version::TLS12], &[&version::TLS13]] {
        let with = |key: &KeyPair| {
            let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
            let key = provider.key_provider.load_private_key(key).unwrap();
            let shown = CertifiedKey::new(vec![certificate.der().clone()], key);
            config(&server, &provider, versions, Some(shown))
        };
        let refused = answer(&server, with(&foreign)).await;
        assert!(refused.is_err(), "a stolen certificate was taken: {refused:?}");
        // Whoever holds the key is heard, and refused for want of a registration.
        assert_eq!(answer(&server, with(&own)).await.unwrap(), CONNACK);
    }
    server.shutdown().await;
}

#[tokio::test]
async fn early_data_is_not_offered() {
    let server = open_server().await;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let mut config = config(&server, &provider, &[&version::TLS13], None);
    config.enable_early_data = true;
    let config = Arc::new(config);
    let first = stream(&server, Arc::clone(&config)).await.unwrap();
    drop(Client::connect(first, &named("eager")).await);
    // The session that it was given is taken up again, and has no room for early data.
    let name = || ServerName::try_from("localhost").unwrap();
    let mut offered = ClientConnection::new(Arc::clone(&config), name()).unwrap();
    assert!(offered.early_data().is_none());
    let again = stream(&server, config).await.unwrap();
    assert_eq!(again.get_ref().1.handshake_kind(), Some(HandshakeKind::Resumed));
    let mut again = Client::connect(again, &named("eager")).await;
    assert_eq!(again.publish("a", "").await, ReasonCode::Success);
    server.shutdown().await;
}
