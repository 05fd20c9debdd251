//! Secrets at rest.

use daypass_credentials::{STORED_SECRET_BYTES_MAX, StoredSecretError};
use proptest::prelude::*;

use crate::samples::{NONCE, ring};

#[test]
fn a_secret_opens_for_its_own_record_and_purpose_only() {
    let sealed = ring().seal_secret("access key", b"AKIA1", b"secret", &NONCE).unwrap();
    let open = |purpose, record_key: &[u8]| ring().open_secret(purpose, record_key, &sealed);
    assert_eq!(open("access key", b"AKIA1").unwrap().as_slice(), b"secret");
    for (purpose, record_key) in
        [("access key", "AKIA2"), ("signing key", "AKIA1"), ("access keyA", "KIA1")]
    {
        assert_eq!(open(purpose, record_key.as_bytes()), Err(StoredSecretError::NotAuthentic));
    }
}

#[test]
fn a_rotated_ring_opens_what_the_older_key_sealed() {
    let sealed = ring().seal_secret("access key", b"AKIA1", b"secret", &NONCE).unwrap();
    let rotated = ring().rotated([8; 32].into()).unwrap();
    assert_eq!(rotated.open_secret("access key", b"AKIA1", &sealed).unwrap().as_slice(), b"secret");
    let sealed = rotated.seal_secret("access key", b"AKIA1", b"secret", &NONCE).unwrap();
    assert_eq!(
        ring().open_secret("access key", b"AKIA1", &sealed),
        Err(StoredSecretError::UnknownRingKey { number: 2 })
    );
}

#[test]
fn a_secret_has_a_bound() {
    let seal = |bytes: usize| ring().seal_secret("x", b"", &vec![0; bytes], &NONCE).map(|_| ());
    assert_eq!(seal(STORED_SECRET_BYTES_MAX), Ok(()));
    assert_eq!(seal(STORED_SECRET_BYTES_MAX + 1), Err(StoredSecretError::TooLarge));
}

proptest! {
    #[test]
    fn any_secret_opens_as_it_was_sealed(purpose: String, record_key: Vec<u8>, secret: Vec<u8>, nonce: [u8; 16]) {
        let sealed = ring().seal_secret(&purpose, &record_key, &secret, &nonce).unwrap();
        let opened = ring().open_secret(&purpose, &record_key, &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), secret.as_slice());
    }

    #[test]
    fn a_changed_secret_is_refused(secret: Vec<u8>, place: prop::sample::Index, bit in 0..8_u8) {
        let mut sealed = ring().seal_secret("x", b"y", &secret, &NONCE).unwrap();
        let place = place.index(sealed.len());
        sealed[place] ^= 1 << bit;
        prop_assert!(ring().open_secret("x", b"y", &sealed).is_err());
    }
}
