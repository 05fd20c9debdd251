//! Whom the egress trusts over TLS.

use std::sync::Arc;

use daypass_federation::Thumbprint;
use daypass_services::ports::{Fetch as _, FetchError, FetchRequest};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{RootCertStore, ServerConfig};

use super::egress;
use super::server::{Server, json};
use crate::egress::Egress;
use crate::egress::tls::Roots;

struct Authority {
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

/// A certificate of a server, and its key.
struct Leaf {
    certificate: CertificateDer<'static>,
    key: KeyPair,
}

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, "authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap().der().clone();
    Authority { certificate, issuer: Issuer::new(params, key) }
}

impl Authority {
    fn leaf(&self, name: &str) -> Leaf {
        self.signed(&CertificateParams::new([name.to_owned()]).unwrap())
    }

    fn expired(&self) -> Leaf {
        let mut params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
        (params.not_before, params.not_after) =
            (date_time_ymd(2019, 1, 1), date_time_ymd(2020, 1, 1));
        self.signed(&params)
    }

    fn signed(&self, params: &CertificateParams) -> Leaf {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        Leaf { certificate, key }
    }

    fn thumbprint(&self) -> Thumbprint {
        Thumbprint::of(&self.certificate)
    }
}

/// A server that sends its own certificate and these others.
async fn server(leaf: &Leaf, others: &[&Authority]) -> Server {
    let chain =
        std::iter::once(&leaf.certificate).chain(others.iter().map(|other| &other.certificate));
    let config = ServerConfig::builder_with_provider(Arc::new(
        rustls::crypto::aws_lc_rs::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .unwrap()
    .with_no_client_auth()
    .with_single_cert(
        chain.cloned().collect(),
        PrivatePkcs8KeyDer::from(leaf.key.serialize_der()).into(),
    )
    .unwrap();
    Server::encrypted(json("{}"), config).await
}

async fn fetch(
    egress: &Egress,
    server: &Server,
    thumbprints: &[Thumbprint],
) -> Result<(), FetchError> {
    egress.fetch(FetchRequest::document(&server.url("https"), thumbprints)).await.map(|document| {
        assert_eq!(document.body, "{}");
    })
}

fn egress_with_root(root: &Authority) -> Egress {
    let mut store = RootCertStore::empty();
    store.add(root.certificate.clone()).unwrap();
    Egress { roots: Roots::these(store), ..egress() }
}

fn assert_untrusted(outcome: &Result<(), FetchError>) {
    assert!(matches!(outcome, Err(FetchError::Untrusted { .. })), "{outcome:?}");
}

#[tokio::test]
async fn a_publicly_trusted_server_is_fetched_from() {
    let root = authority();
    let server = server(&root.leaf("127.0.0.1"), &[]).await;
    assert_eq!(fetch(&egress_with_root(&root), &server, &[]).await, Ok(()));
    assert_eq!(fetch(&egress_with_root(&root), &server, &[authority().thumbprint()]).await, Ok(()));
    assert_untrusted(&fetch(&egress_with_root(&authority()), &server, &[]).await);
    assert_untrusted(&fetch(&egress(), &server, &[]).await);
}

#[tokio::test]
async fn a_pinned_authority_is_trusted_where_the_public_does_not() {
    let root = authority();
    let server = server(&root.leaf("127.0.0.1"), &[&root]).await;
    assert_eq!(fetch(&egress(), &server, &[root.thumbprint()]).await, Ok(()));
    assert_eq!(
        fetch(&egress(), &server, &[authority().thumbprint(), root.thumbprint()]).await,
        Ok(())
    );
    assert_untrusted(&fetch(&egress(), &server, &[authority().thumbprint()]).await);
    assert_untrusted(&fetch(&egress(), &server, &[]).await);
}

#[tokio::test]
async fn a_pinned_server_is_trusted_itself() {
    let leaf = authority().leaf("127.0.0.1");
    let server = server(&leaf, &[]).await;
    assert_eq!(fetch(&egress(), &server, &[Thumbprint::of(&leaf.certificate)]).await, Ok(()));
}

#[tokio::test]
async fn a_pinned_certificate_merely_sent_along_proves_nothing() {
    let (honest, impostor) = (authority(), authority());
    let forged = server(&impostor.leaf("127.0.0.1"), &[&honest]).await;
    assert_untrusted(&fetch(&egress(), &forged, &[honest.thumbprint()]).await);
    let real = server(&honest.leaf("127.0.0.1"), &[&honest]).await;
    assert_eq!(fetch(&egress(), &real, &[honest.thumbprint()]).await, Ok(()));
    assert_eq!((forged.requests().len(), real.requests().len()), (0, 1));
}

#[tokio::test]
async fn host_name_and_dates_hold_for_pinned_chains_too() {
    let root = authority();
    for leaf in [root.leaf("127.0.0.2"), root.leaf("localhost"), root.expired()] {
        let server = server(&leaf, &[&root]).await;
        assert_untrusted(&fetch(&egress(), &server, &[root.thumbprint()]).await);
        assert_untrusted(&fetch(&egress(), &server, &[Thumbprint::of(&leaf.certificate)]).await);
        assert_untrusted(&fetch(&egress_with_root(&root), &server, &[]).await);
    }
}

#[tokio::test]
async fn another_trust_is_another_fetch() {
    let root = authority();
    let (server, egress) = (server(&root.leaf("127.0.0.1"), &[&root]).await, egress());
    let (pinned, unpinned) = ([root.thumbprint()], []);
    let outcomes =
        tokio::join!(fetch(&egress, &server, &pinned), fetch(&egress, &server, &unpinned));
    assert_eq!(outcomes.0, Ok(()));
    assert_untrusted(&outcomes.1);
}
