//! Wrapping and rotating the ring.

use daypass_credentials::{KeyRing, KeyRingError, RING_KEYS_MAX, RootKey, RootKeyError};

use crate::samples::{NONCE, guest, number, ring};

fn root() -> RootKey {
    RootKey::new([3; 32].into())
}

#[test]
fn an_unwrapped_ring_opens_and_seals_as_before() {
    let ring = ring().rotated([8; 32].into()).unwrap();
    let wrapped = ring.wrap(&root(), &NONCE).unwrap();
    let read = KeyRing::unwrap(&wrapped, &root()).unwrap();
    assert_eq!(read.current(), 2);
    let sealed = ring.seal(&guest(), number(), &NONCE).unwrap();
    let again = read.seal(&guest(), number(), &NONCE).unwrap();
    assert_eq!(sealed.session_token, again.session_token);
    assert_eq!(sealed.secret_access_key, again.secret_access_key);
}

#[test]
fn another_root_key_or_a_changed_bit_does_not_unwrap() {
    let wrapped = ring().wrap(&root(), &NONCE).unwrap();
    let other = RootKey::new([4; 32].into());
    assert_eq!(KeyRing::unwrap(&wrapped, &other).map(|_| ()), Err(KeyRingError::WrongRootKey));
    for bit in 0..wrapped.len() * 8 {
        let mut changed = wrapped.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(KeyRing::unwrap(&changed, &root()).is_err(), "bit {bit}");
    }
    for length in 0..wrapped.len() {
        assert!(KeyRing::unwrap(&wrapped[..length], &root()).is_err(), "{length} bytes");
    }
    assert!(KeyRing::unwrap(&wrapped, &root()).is_ok());
}

#[test]
fn the_wrapped_form_hides_the_keys() {
    let wrapped = ring().wrap(&root(), &NONCE).unwrap();
    assert!(!wrapped.windows(8).any(|bytes| bytes == [7; 8]));
    assert!(!format!("{:?} {:?}", ring(), root()).contains('7'));
}

#[test]
fn a_full_ring_does_not_rotate() {
    let full = (1..RING_KEYS_MAX).fold(ring(), |ring, _| ring.rotated([8; 32].into()).unwrap());
    assert_eq!(full.rotated([9; 32].into()).map(|_| ()), Err(KeyRingError::Full));
    let wrapped = full.wrap(&root(), &NONCE).unwrap();
    assert_eq!(KeyRing::unwrap(&wrapped, &root()).unwrap().current(), full.current());
}

#[test]
fn a_root_key_file_is_one_line() {
    let text = root().to_text();
    assert_eq!(text.len(), 43);
    let read = RootKey::parse(&format!("{}\n", *text)).unwrap();
    let wrapped = ring().wrap(&root(), &NONCE).unwrap();
    assert!(KeyRing::unwrap(&wrapped, &read).is_ok());
    for other in ["", "AwMDAw", &text[1..], &format!("{}A", *text)] {
        assert_eq!(RootKey::parse(other).map(|_| ()), Err(RootKeyError), "{other}");
    }
}
