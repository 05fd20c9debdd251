//! Responses of a SAML identity provider that the tests play: each attack beside the response that it
//! was made of.

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_federation::saml::{
    Assertion, Metadata, MetadataError, RESPONSE_BYTES_MAX, ReplayError, Replays, SamlError,
    Trusted, XmlError, read_response,
};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};

const NOW_MS: i64 = 1_790_000_000_000;
/// `NOW_MS`, and seconds around it, as SAML writes them.
const NOW: &str = "2026-09-21T14:13:20Z";
const ISSUER: &str = "https://idp.example/metadata";
const RECIPIENT: &str = "https://signin.aws.amazon.com/saml";
const AUDIENCE: &str = "urn:amazon:webservices";

const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

/// A provider: its key, and the certificate in its metadata.
struct Provider {
    key: EcdsaKeyPair,
    certificate: Vec<u8>,
}

impl Provider {
    fn new() -> Self {
        let pair = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let certificate = CertificateParams::default().self_signed(&pair).unwrap();
        let pkcs8 = pair.serialize_der();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &pkcs8).unwrap();
        Self { key, certificate: certificate.der().to_vec() }
    }

    /// The signature of an element that is written canonically already.
    fn signature(&self, id: &str, element: &str) -> String {
        let digest = STANDARD.encode(digest(&SHA256, element.as_bytes()));
        // Every tag is closed by one of its own and every namespace stands where it is first used, so
        // that canonicalization changes nothing.
        let info = format!(
            "<ds:SignedInfo xmlns:ds=\"{SIGNATURE}\"><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\">\
             </ds:CanonicalizationMethod><ds:SignatureMethod \
             Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"></ds:SignatureMethod>\
             <ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform \
             Algorithm=\"{SIGNATURE}enveloped-signature\"></ds:Transform><ds:Transform \
             Algorithm=\"{EXCLUSIVE}\"></ds:Transform></ds:Transforms><ds:DigestMethod \
             Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod>\
             <ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
        );
        let value = self.key.sign(&SystemRandom::new(), info.as_bytes()).unwrap();
        let value = STANDARD.encode(value.as_ref());
        format!(
            "<ds:Signature xmlns:ds=\"{SIGNATURE}\">{info}<ds:SignatureValue>{value}\
             </ds:SignatureValue></ds:Signature>"
        )
    }
}

static PROVIDER: LazyLock<Provider> = LazyLock::new(Provider::new);
static STRANGER: LazyLock<Provider> = LazyLock::new(Provider::new);

/// What an assertion says; the parts that tests change.
#[derive(Clone)]
struct Said {
    id: String,
    issuer: &'static str,
    name: &'static str,
    issued: String,
    conditions: String,
    confirmation: String,
    session: String,
}

impl Default for Said {
    fn default() -> Self {
        let restriction = format!(
            "<saml:AudienceRestriction><saml:Audience>{AUDIENCE}</saml:Audience>\
             </saml:AudienceRestriction>"
        );
        Self {
            id: "_one".to_owned(),
            issuer: ISSUER,
            name: "alice",
            issued: NOW.to_owned(),
            conditions: format!("<saml:Conditions>{restriction}</saml:Conditions>"),
            confirmation: format!("NotOnOrAfter=\"{}\" Recipient=\"{RECIPIENT}\"", at(120)),
            session: String::new(),
        }
    }
}

impl Said {
    fn id(&self) -> &str {
        &self.id
    }

    /// The assertion without a signature, in canonical form.
    fn assertion(&self) -> String {
        let Self { id, issuer, name, issued, conditions, confirmation, session } = self;
        format!(
            "<saml:Assertion xmlns:saml=\"{SAML}\" ID=\"{id}\" IssueInstant=\"{issued}\" Version=\"2.0\">\
             <saml:Issuer>{issuer}</saml:Issuer><saml:Subject><saml:NameID \
             Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">{name}</saml:NameID>\
             <saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">\
             <saml:SubjectConfirmationData {confirmation}></saml:SubjectConfirmationData>\
             </saml:SubjectConfirmation></saml:Subject>{conditions}{session}</saml:Assertion>"
        )
    }

    fn signed_by(&self, provider: &Provider) -> String {
        let assertion = self.assertion();
        let signature = provider.signature(&self.id, &assertion);
        assertion.replacen("</saml:Issuer>", &format!("</saml:Issuer>{signature}"), 1)
    }

    fn signed(&self) -> String {
        self.signed_by(&PROVIDER)
    }
}

/// So many seconds from now.
fn at(seconds: i64) -> String {
    // Within the hour that `NOW` stands in.
    let of_hour = 13 * 60 + 20 + seconds;
    format!("2026-09-21T14:{:02}:{:02}Z", of_hour / 60, of_hour % 60)
}

fn response(inside: &str) -> String {
    format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_response\" \
         Version=\"2.0\"><samlp:Status><samlp:StatusCode \
         Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"></samlp:StatusCode></samlp:Status>{inside}\
         </samlp:Response>"
    )
}

fn read_at(document: &str, now_ms: i64) -> Result<Assertion, SamlError> {
    let trusted = Trusted {
        entity_id: ISSUER,
        certificates: std::slice::from_ref(&PROVIDER.certificate),
        is_audience: &|audience| audience == AUDIENCE,
        is_recipient: &|recipient| recipient == RECIPIENT,
    };
    read_response(&STANDARD.encode(document), &trusted, now_ms)
}

fn read(document: &str) -> Result<Assertion, SamlError> {
    read_at(document, NOW_MS)
}

fn good() -> String {
    response(&Said::default().signed())
}

/// That a response is refused in this way, and the one that it was made of is taken.
fn refused(document: &str) -> SamlError {
    assert_eq!(read(&good()).unwrap().subject.name, "alice");
    read(document).unwrap_err()
}

#[test]
fn a_signed_assertion_is_read() {
    let assertion = read(&good()).unwrap();
    assert_eq!((assertion.id.as_str(), assertion.issuer.as_str()), ("_one", ISSUER));
    assert_eq!(assertion.subject.format, "persistent");
    assert_eq!(assertion.recipient, RECIPIENT);
    // The confirmation ends first, with a minute of grace.
    assert_eq!(assertion.ends_ms, NOW_MS + 180_000);
}

#[test]
fn a_signature_over_the_whole_response_covers_its_assertion() {
    let bare = response(&Said::default().assertion());
    let signature = PROVIDER.signature("_response", &bare);
    let whole = bare.replacen("<samlp:Status>", &format!("{signature}<samlp:Status>"), 1);
    assert_eq!(read(&whole).unwrap().subject.name, "alice");
    assert_eq!(read(&whole.replace("alice", "admin")).unwrap_err(), SamlError::Signature);
    // Where both are signed, both must hold.
    let strange = Said::default().signed_by(&STRANGER);
    let inner = response(&strange);
    let signature = PROVIDER.signature("_response", &inner);
    let both = inner.replacen("<samlp:Status>", &format!("{signature}<samlp:Status>"), 1);
    assert_eq!(read(&both).unwrap_err(), SamlError::Signature);
}

#[test]
fn what_was_not_signed_or_by_somebody_else_is_refused() {
    assert_eq!(refused(&good().replace("alice", "admin")), SamlError::Signature);
    assert_eq!(refused(&response(&Said::default().assertion())), SamlError::Unsigned);
    let strange = response(&Said::default().signed_by(&STRANGER));
    assert_eq!(refused(&strange), SamlError::Signature);
    // A signature of the same provider over another assertion.
    let other = Said { name: "bob", ..Said::default() };
    let signature = PROVIDER.signature(other.id(), &other.assertion());
    let swapped = Said::default().assertion().replacen(
        "</saml:Issuer>",
        &format!("</saml:Issuer>{signature}"),
        1,
    );
    assert_eq!(refused(&response(&swapped)), SamlError::Signature);
}

#[test]
fn a_weaker_kind_of_signature_is_refused() {
    for (strong, weak) in [
        ("2001/04/xmldsig-more#ecdsa-sha256", "2001/04/xmldsig-more#ecdsa-sha1"),
        ("2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1"),
        ("xmldsig#enveloped-signature", "xmldsig#base64"),
    ] {
        let weakened = good().replace(strong, weak);
        assert_ne!(weakened, good());
        assert!(matches!(refused(&weakened), SamlError::SignatureKind(_)), "{weak}");
    }
    let hmac = good().replace("2001/04/xmldsig-more#ecdsa-sha256", "2000/09/xmldsig#hmac-sha256");
    assert_eq!(refused(&hmac), SamlError::Signature);
}

#[test]
fn a_signed_assertion_cannot_be_wrapped() {
    let signed = Said::default().signed();
    let evil = Said { name: "admin", ..Said::default() };
    let renamed = Said { id: "_evil".to_owned(), ..evil.clone() };
    let signature = PROVIDER.signature("_one", &Said::default().assertion());
    let holding = |inside: &str| {
        signature
            .replace("</ds:Signature>", &format!("<ds:Object>{inside}</ds:Object></ds:Signature>"))
    };
    let with = |said: &Said, signature: &str| {
        said.assertion().replacen("</saml:Issuer>", &format!("</saml:Issuer>{signature}"), 1)
    };
    let original = Said::default().assertion();
    for (attack, document) in [
        ("evil before", format!("{}{signed}", renamed.assertion())),
        ("evil behind", format!("{signed}{}", renamed.assertion())),
        ("evil before, with the same id", format!("{}{signed}", evil.assertion())),
        ("original in an object", with(&renamed, &holding(&original))),
        ("original in an object, with the same id", with(&evil, &holding(&original))),
        ("the signature alone moved", with(&renamed, &signature)),
        (
            "original in the evil one",
            renamed.assertion().replace("</saml:Assertion>", &format!("{signed}</saml:Assertion>")),
        ),
        (
            "original in an extension",
            format!("<samlp:Extensions>{signed}</samlp:Extensions>{}", renamed.assertion()),
        ),
        ("another response", format!("{}{signed}", response(&renamed.assertion()))),
        ("encrypted", format!("{signed}<saml:EncryptedAssertion xmlns:saml=\"{SAML}\"/>")),
        ("nothing", String::new()),
    ] {
        let refusal = refused(&response(&document));
        assert!(
            matches!(refusal, SamlError::Malformed(_) | SamlError::SignatureKind(_)),
            "{attack}: {refusal}"
        );
    }
}

#[test]
fn comments_and_elements_cut_no_name() {
    // Canonicalization drops a comment: the signature holds, and the name is whole.
    let commented = good().replace("alice</saml:NameID>", "al<!-- -->ice</saml:NameID>");
    assert_eq!(read(&commented).unwrap().subject.name, "alice");
    let admin = Said { name: "admin<!---->.evil.example", ..Said::default() };
    let name = Said { name: "admin.evil.example", ..Said::default() };
    let signature = PROVIDER.signature("_one", &name.assertion());
    let document =
        admin.assertion().replacen("</saml:Issuer>", &format!("</saml:Issuer>{signature}"), 1);
    assert_eq!(read(&response(&document)).unwrap().subject.name, "admin.evil.example");
    let split = Said { name: "admin<saml:x></saml:x>", ..Said::default() };
    assert!(matches!(refused(&response(&split.signed())), SamlError::Malformed(_)));
}

#[test]
fn a_response_of_another_provider_or_status_is_refused() {
    let other = Said { issuer: "https://evil.example", ..Said::default() };
    assert!(matches!(refused(&response(&other.signed())), SamlError::Issuer { .. }));
    let status = good().replace("status:Success", "status:Requester");
    assert!(matches!(refused(&status), SamlError::Status(_)));
}

#[test]
fn an_assertion_for_somebody_else_is_refused() {
    let for_others = |audience: &str| {
        format!(
            "<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience>\
             </saml:AudienceRestriction>"
        )
    };
    let (ours, theirs) = (for_others(AUDIENCE), for_others("https://evil.example"));
    let condition = |inside: &str| format!("<saml:Conditions>{inside}</saml:Conditions>");
    for conditions in [
        condition(&theirs),
        // Every restriction has to name us, and there has to be one.
        condition(&format!("{ours}{theirs}")),
        condition(""),
        String::new(),
    ] {
        let said = Said { conditions: conditions.clone(), ..Said::default() };
        let refusal = refused(&response(&said.signed()));
        assert!(matches!(refusal, SamlError::Audience(_)), "{conditions}: {refusal}");
    }
    let unknown = condition(&format!("{ours}<saml:Other></saml:Other>"));
    let said = Said { conditions: unknown, ..Said::default() };
    assert!(matches!(refused(&response(&said.signed())), SamlError::Malformed(_)));
    let confirmation = format!("NotOnOrAfter=\"{}\" Recipient=\"https://evil.example\"", at(120));
    let said = Said { confirmation, ..Said::default() };
    assert!(matches!(refused(&response(&said.signed())), SamlError::Recipient(_)));
    let said = Said { confirmation: format!("Recipient=\"{RECIPIENT}\""), ..Said::default() };
    assert!(matches!(refused(&response(&said.signed())), SamlError::Malformed(_)));
}

#[test]
fn an_assertion_is_good_within_its_times_and_a_minute_around() {
    let document = good();
    let ends_ms = NOW_MS + 120_000;
    assert!(read_at(&document, ends_ms + 59_999).is_ok());
    assert!(matches!(read_at(&document, ends_ms + 60_000), Err(SamlError::Expired { .. })));
    assert!(read_at(&document, NOW_MS - 60_000).is_ok());
    assert!(matches!(read_at(&document, NOW_MS - 60_001), Err(SamlError::NotYetValid { .. })));
    // Five minutes after it was issued nobody redeems it, whatever its own times say.
    let confirmation = format!("NotOnOrAfter=\"{}\" Recipient=\"{RECIPIENT}\"", at(2_000));
    let long = response(&Said { confirmation, ..Said::default() }.signed());
    assert!(read_at(&long, NOW_MS + 359_999).is_ok());
    assert!(matches!(read_at(&long, NOW_MS + 360_000), Err(SamlError::Expired { .. })));
    let session =
        format!("<saml:AuthnStatement SessionNotOnOrAfter=\"{}\"></saml:AuthnStatement>", at(-61));
    let over = Said { session, ..Said::default() };
    assert!(matches!(refused(&response(&over.signed())), SamlError::Expired { .. }));
    let no_time = Said { issued: "yesterday".to_owned(), ..Said::default() };
    assert!(matches!(refused(&response(&no_time.signed())), SamlError::Malformed(_)));
}

#[test]
fn an_assertion_is_redeemed_once_until_it_ends() {
    let assertion = read(&good()).unwrap();
    let mut replays = Replays::default();
    let mut redeem = |role: &str, now_ms| {
        replays.redeem(&[&assertion.issuer, &assertion.id, role], assertion.ends_ms, now_ms)
    };
    assert_eq!(redeem("worker", NOW_MS), Ok(()));
    assert_eq!(redeem("worker", NOW_MS + 1), Err(ReplayError::Redeemed));
    assert_eq!(redeem("reader", NOW_MS + 1), Ok(()));
    assert_eq!(redeem("worker", assertion.ends_ms - 1), Err(ReplayError::Redeemed));
    assert!(read_at(&good(), assertion.ends_ms).is_err(), "forgotten no sooner than it ends");
}

#[test]
fn xml_that_expands_or_grows_is_refused() {
    let entity = "<!DOCTYPE r [<!ENTITY e \"admin\">]>";
    assert_eq!(refused(&format!("{entity}{}", good())), SamlError::Xml(XmlError::DocumentType));
    let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
    assert_eq!(refused(&response(&deep)), SamlError::Xml(XmlError::TooLarge));
    let declarations = "<a xmlns=\"x\"></a>".repeat(1_001);
    assert_eq!(refused(&response(&declarations)), SamlError::Xml(XmlError::TooLarge));
    assert_eq!(refused(&good()[1..]), SamlError::Xml(XmlError::Malformed));
    assert_eq!(refused(&"a".repeat(RESPONSE_BYTES_MAX)), SamlError::Encoding);
    let trusted = Trusted {
        entity_id: ISSUER,
        certificates: &[],
        is_audience: &|_| true,
        is_recipient: &|_| true,
    };
    assert_eq!(read_response("not base64!", &trusted, NOW_MS), Err(SamlError::Encoding));
    // With no certificate nothing is signed.
    let encoded = STANDARD.encode(good());
    assert_eq!(read_response(&encoded, &trusted, NOW_MS), Err(SamlError::Signature));
}

#[test]
fn metadata_names_one_provider_and_its_certificates() {
    let certificate = STANDARD.encode(&PROVIDER.certificate);
    let metadata = |entity: &str, key: &str| {
        format!(
            "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{entity}\">\
             <IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{key}\
             </IDPSSODescriptor></EntityDescriptor>"
        )
    };
    let key = |purpose: &str| {
        format!(
            "<KeyDescriptor{purpose}><KeyInfo xmlns=\"{SIGNATURE}\"><X509Data><X509Certificate>\
             {certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
        )
    };
    let read = Metadata::parse(&metadata(ISSUER, &key(""))).unwrap();
    assert_eq!(
        (read.entity_id.as_str(), read.certificates),
        (ISSUER, vec![PROVIDER.certificate.clone()])
    );
    for (document, error) in [
        (metadata("", &key("")), MetadataError::NoEntity),
        (metadata(ISSUER, ""), MetadataError::Certificate),
        // A key that is for encryption signs nothing.
        (metadata(ISSUER, &key(" use=\"encryption\"")), MetadataError::Certificate),
        (metadata(ISSUER, &key("").repeat(17)), MetadataError::Certificate),
        (metadata(ISSUER, &key("")).replace("2.0:protocol", "1.1:protocol"), MetadataError::NoRole),
        (format!("<!DOCTYPE a>{}", metadata(ISSUER, &key(""))), XmlError::DocumentType.into()),
    ] {
        assert_eq!(Metadata::parse(&document), Err(error), "{document}");
    }
}
