//! Chains of a server that the tests issue, and of one who impersonates it.

use daypass_federation::{CHAIN_CERTIFICATES_MAX, PinError, Thumbprint, verify_pinned};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls_pki_types::{CertificateDer, ServerName};

/// 2026-09-21: within the dates of every certificate here that is not said to be outside.
const NOW_MS: i64 = 1_790_000_000_000;
const HOST: &str = "login.example";

struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    params
}

fn authority_params(name: &str) -> CertificateParams {
    let mut params = params(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params
}

fn server_params(host: &str) -> CertificateParams {
    let mut params = params("server");
    params.subject_alt_names = CertificateParams::new([host.to_owned()]).unwrap().subject_alt_names;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params
}

fn root(params: CertificateParams) -> Authority {
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    Authority { certificate, issuer: Issuer::new(params, key) }
}

impl Authority {
    fn authority(&self, params: CertificateParams) -> Authority {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Authority { certificate, issuer: Issuer::new(params, key) }
    }

    fn server(&self, params: &CertificateParams) -> Certificate {
        params.signed_by(&KeyPair::generate().unwrap(), &self.issuer).unwrap()
    }
}

fn check(chain: &[&Certificate], pinned: &Certificate) -> Result<(), PinError> {
    check_at(chain, pinned, HOST, NOW_MS)
}

fn check_at(
    chain: &[&Certificate],
    pinned: &Certificate,
    host: &str,
    now_ms: i64,
) -> Result<(), PinError> {
    let chain: Vec<CertificateDer<'_>> =
        chain.iter().map(|certificate| certificate.der().clone()).collect();
    let host = ServerName::try_from(host).unwrap();
    verify_pinned(
        &chain,
        &host,
        &[Thumbprint::of(b"another"), Thumbprint::of(pinned.der())],
        now_ms,
    )
}

#[test]
fn a_chain_to_the_pinned_certificate_is_trusted() {
    let root = root(authority_params("root"));
    let intermediate = root.authority(authority_params("intermediate"));
    let server = intermediate.server(&server_params(HOST));
    let chain = [&server, &intermediate.certificate, &root.certificate];
    for pinned in [&root.certificate, &intermediate.certificate, &server] {
        assert_eq!(check(&chain, pinned), Ok(()));
    }
    // Order and strangers in the middle do not matter.
    let stranger = self::root(authority_params("stranger"));
    let chain = [&server, &root.certificate, &stranger.certificate, &intermediate.certificate];
    assert_eq!(check(&chain, &root.certificate), Ok(()));
}

#[test]
fn a_pinned_certificate_merely_sent_along_proves_nothing() {
    let honest = root(authority_params("root"));
    let impostor = root(authority_params("root"));
    let forged = impostor.server(&server_params(HOST));
    for chain in [
        vec![&forged, &honest.certificate],
        vec![&forged, &impostor.certificate, &honest.certificate],
        vec![&forged, &honest.certificate, &impostor.certificate],
    ] {
        let refused = check(&chain, &honest.certificate);
        assert!(matches!(refused, Err(PinError::Path { .. })), "{refused:?}");
    }
    // The pinned leaf of the honest server, sent behind a forged one, is no authority either.
    let server = honest.server(&server_params(HOST));
    assert_eq!(check(&[&forged, &server], &server), Err(PinError::NotAnAuthority));
    assert_eq!(
        check(&[&honest.server(&server_params(HOST)), &honest.certificate], &honest.certificate),
        Ok(())
    );
}

#[test]
fn a_chain_without_the_pinned_certificate_is_not_trusted() {
    let root = root(authority_params("root"));
    let server = root.server(&server_params(HOST));
    let other = self::root(authority_params("other"));
    assert_eq!(check(&[&server, &root.certificate], &other.certificate), Err(PinError::NotPinned));
    assert_eq!(check(&[&server], &root.certificate), Err(PinError::NotPinned));
    assert_eq!(check(&[], &root.certificate), Err(PinError::Malformed));
}

#[test]
fn the_host_name_holds() {
    let root = root(authority_params("root"));
    let server = root.server(&server_params(HOST));
    let chain = [&server, &root.certificate];
    for pinned in [&root.certificate, &server] {
        assert_eq!(check_at(&chain, pinned, HOST, NOW_MS), Ok(()));
        for host in ["other.example", "login.example.attacker.example", "127.0.0.1"] {
            assert_eq!(check_at(&chain, pinned, host, NOW_MS), Err(PinError::HostName), "{host}");
        }
    }
    let local = root.server(&server_params("127.0.0.1"));
    assert_eq!(
        check_at(&[&local, &root.certificate], &root.certificate, "127.0.0.1", NOW_MS),
        Ok(())
    );
}

#[test]
fn dates_hold_for_every_certificate_of_the_path() {
    let day_ms = 86_400_000;
    let aged = |mut params: CertificateParams| {
        params.not_after = date_time_ymd(2026, 6, 1);
        params
    };
    let root = root(authority_params("root"));
    let server = root.server(&server_params(HOST));
    let chain = [&server, &root.certificate];
    for pinned in [&root.certificate, &server] {
        assert_eq!(check_at(&chain, pinned, HOST, NOW_MS - 300 * day_ms), Err(PinError::Dates));
        assert_eq!(check_at(&chain, pinned, HOST, NOW_MS + 300 * day_ms), Err(PinError::Dates));
    }
    let old_server = root.server(&aged(server_params(HOST)));
    assert_eq!(check(&[&old_server, &root.certificate], &root.certificate), Err(PinError::Dates));
    assert_eq!(check(&[&old_server, &root.certificate], &old_server), Err(PinError::Dates));
    let old_root = self::root(aged(authority_params("old")));
    let server = old_root.server(&server_params(HOST));
    assert_eq!(
        check(&[&server, &old_root.certificate], &old_root.certificate),
        Err(PinError::Dates)
    );
}

#[test]
fn only_an_authority_signs() {
    let root = root(authority_params("root"));
    let server_key = KeyPair::generate().unwrap();
    let other_server = server_params("other.example");
    let certificate = other_server.signed_by(&server_key, &root.issuer).unwrap();
    // Who has one server's key issues a certificate for another one with it.
    let not_an_authority = Authority { certificate, issuer: Issuer::new(other_server, server_key) };
    let forged = not_an_authority.server(&server_params(HOST));
    let chain = [&forged, &not_an_authority.certificate, &root.certificate];
    assert_eq!(check(&chain, &not_an_authority.certificate), Err(PinError::NotAnAuthority));
    let refused = check(&chain, &root.certificate);
    assert!(matches!(refused, Err(PinError::Path { .. })), "{refused:?}");

    let mut signs_nothing = authority_params("signs nothing");
    signs_nothing.key_usages = vec![KeyUsagePurpose::CrlSign];
    let signs_nothing = self::root(signs_nothing);
    let server = signs_nothing.server(&server_params(HOST));
    assert_eq!(
        check(&[&server, &signs_nothing.certificate], &signs_nothing.certificate),
        Err(PinError::NotAnAuthority)
    );
}

#[test]
fn a_path_is_no_longer_than_its_root_allows() {
    let mut bounded = authority_params("bounded");
    bounded.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let bounded = root(bounded);
    let server = bounded.server(&server_params(HOST));
    assert_eq!(check(&[&server, &bounded.certificate], &bounded.certificate), Ok(()));
    let below = bounded.authority(authority_params("below"));
    let server = below.server(&server_params(HOST));
    let chain = [&server, &below.certificate, &bounded.certificate];
    assert_eq!(check(&chain, &bounded.certificate), Err(PinError::NotAnAuthority));
    assert_eq!(check(&chain, &below.certificate), Ok(()));
}

#[test]
fn a_certificate_for_clients_is_not_a_servers() {
    let root = root(authority_params("root"));
    let mut client = server_params(HOST);
    client.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let client = root.server(&client);
    for pinned in [&root.certificate, &client] {
        assert_eq!(check(&[&client, &root.certificate], pinned), Err(PinError::Purpose));
    }
}

#[test]
fn chains_are_bounded_and_readable() {
    let root = root(authority_params("root"));
    let server = root.server(&server_params(HOST));
    let mut chain = vec![&server];
    chain.resize(CHAIN_CERTIFICATES_MAX, &root.certificate);
    assert_eq!(check(&chain, &root.certificate), Ok(()));
    chain.push(&root.certificate);
    assert_eq!(check(&chain, &root.certificate), Err(PinError::TooLong));

    let host = ServerName::try_from(HOST).unwrap();
    for junk in [&b""[..], b"junk", &[0x30, 0x82, 0xff, 0xff]] {
        let chain = [CertificateDer::from(junk)];
        assert_eq!(
            verify_pinned(&chain, &host, &[Thumbprint::of(junk)], NOW_MS),
            Err(PinError::Malformed)
        );
    }
}
