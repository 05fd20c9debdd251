//! Any text is a SAML response or metadata, or is refused, in time that its length bounds; and whatever
//! is done to a signed response, what is taken of it is what its provider signed.
//!
//! The seeds are signed by a key that was thrown away: nothing else can be signed with it.
#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_federation::saml::{Assertion, Metadata, SamlError, Trusted, read_response};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// 2026-09-21T14:13:20Z, when the seeds were issued.
const NOW_MS: i64 = 1_790_000_000_000;
/// Certificates of one provider at most.
const CERTIFICATES_MAX: usize = 16;
/// Far above what any text of the length takes, and far below what a blow-up would.
const NANOSECONDS_PER_BYTE_MAX: u64 = 200_000;
const GRACE: Duration = Duration::from_secs(1);

static METADATA: LazyLock<Metadata> =
    LazyLock::new(|| Metadata::parse(include_str!("../../seeds/saml/metadata.xml")).unwrap());
/// What the provider says in the one assertion that it ever signed.
static SIGNED: LazyLock<Assertion> =
    LazyLock::new(|| read(include_str!("../../seeds/saml/assertion.xml")).unwrap());

fn read(document: &str) -> Result<Assertion, SamlError> {
    read_encoded(&STANDARD.encode(document))
}

fn read_encoded(encoded: &str) -> Result<Assertion, SamlError> {
    let trusted = Trusted {
        entity_id: &METADATA.entity_id,
        certificates: &METADATA.certificates,
        is_audience: &|audience| audience == "urn:amazon:webservices",
        is_recipient: &|recipient| recipient == "https://signin.aws.amazon.com/saml",
    };
    read_response(encoded, &trusted, NOW_MS)
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let started = Instant::now();
    for taken in [read(text), read_encoded(text)].into_iter().flatten() {
        assert_eq!(taken, *SIGNED);
    }
    if let Ok(metadata) = Metadata::parse(text) {
        assert!(!metadata.entity_id.is_empty());
        assert!((1..=CERTIFICATES_MAX).contains(&metadata.certificates.len()));
    }
    let bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let bound = GRACE + Duration::from_nanos(bytes.saturating_mul(NANOSECONDS_PER_BYTE_MAX));
    assert!(started.elapsed() < bound, "{bytes} bytes took {:?}", started.elapsed());
});
