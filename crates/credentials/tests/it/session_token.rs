//! Sealing and opening sessions.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use daypass_credentials::{
    AccessKeyIdError, KeyIdSequence, KeyRing, OpenError, SESSION_TOKEN_BYTES_MAX, SealError,
    SessionPolicy,
};
use expect_test::expect;
use proptest::prelude::*;

use crate::samples::{NONCE, guest, number, ring, sessions};

#[test]
fn a_guest_session_has_this_form() {
    let sealed = ring().seal(&guest(), number(), &NONCE).unwrap();
    let credentials = [
        sealed.access_key_id.as_str(),
        sealed.secret_access_key.expose(),
        sealed.session_token.expose(),
    ];
    expect![[r"
        ASIADS7JSGQUU6VZFPAN
        1d/8jwhWbIJveyMVOAX20UVVHepefFxdoep0QK/9
        AQABMDEyMzQ1Njc4OWFiY2RlZjnC7zCi69vCLmTERefbafut1NDrZP003TihASwyV16OymgbUYXpQUVsRvbNtLddOTTxIk9W-I24F9PAIc_fKos-z-zv_w30ufVIz6nBUH8Sv37XE8ubcvVAl-luIJtFT_G6uSM8Zy29N7rM21PDVphqVYcSbX099ZBMMqf-aj-yk_YMpJYyuG8V_P5tOURPStPyax1YUqhvyDxXB68ezAvKfGWxS73JfCpJwpgT5aBfSKv793I08G9nIn1g-1WdDqnDeAJea2xTn-asabld9zQDuOLAlMAn9G1AFmEUBPE"]].assert_eq(&credentials.join("\n"));
}

/// Sealed before the ring's keys were kept in another form: what apps hold must go on opening.
#[test]
fn what_an_earlier_release_sealed_opens() {
    let token = concat!(
        "AQABMDEyMzQ1Njc4OWFiY2RlZl7KQE7v-LWdZcMSdSQOvJyE-uaIubYb2rBL7g5ZJ1SWCc73xbPvM52MMQ8dZGUx6SpT",
        "F9aHnXj_Igb11DAos1tcfPHBUggTIzh-iFoU6yR3Ah7Luga77goMxlJoADqHR13r9lMjuBryM8h8dv933ZFFpxerIpMX",
        "5U_bs3YNwhJHtzDX5aOhhgKjN1LJYbSRw5n1kWg7rc4iGNjwqRgLlKfPMcagROKS7iYJ0oRq0LeFuqNtOjz4Co7YCOrQ",
        "BYnq5Ie_HcscQ4SU_urbAvgnUIGqATVLBTeNtt936fGSZfQ",
    );
    let opened = ring().open("ASIADS7JSGQUX6NV7VDY", token).unwrap();
    assert_eq!(opened.session, guest());
    assert_eq!(opened.secret_access_key.expose(), "aMYQbAyO/NdAU14pJ3QD+OhTPLuCuYDpifR5pKPx");
}

#[test]
fn what_was_sealed_opens_with_the_same_secret_key() {
    let sealed = ring().seal(&guest(), number(), &NONCE).unwrap();
    let opened = ring().open(sealed.access_key_id.as_str(), sealed.session_token.expose()).unwrap();
    assert_eq!(opened.session, guest());
    assert_eq!(opened.secret_access_key, sealed.secret_access_key);
    assert_eq!(opened.access_key_id, sealed.access_key_id);
    assert_eq!(opened.secret_access_key.expose().len(), 40);
}

#[test]
fn a_token_moved_to_another_key_is_refused() {
    let sequence = KeyIdSequence::new([1; 16]);
    let one = ring().seal(&guest(), sequence.next(), &NONCE).unwrap();
    let other = ring().seal(&guest(), sequence.next(), &NONCE).unwrap();
    let open = |key: &str, token: &str| ring().open(key, token).map(|opened| opened.session);
    assert_eq!(
        open(other.access_key_id.as_str(), one.session_token.expose()),
        Err(OpenError::NotAuthentic)
    );
    assert_eq!(open(one.access_key_id.as_str(), one.session_token.expose()), Ok(guest()));
    assert_eq!(open(other.access_key_id.as_str(), other.session_token.expose()), Ok(guest()));
}

#[test]
fn a_token_cannot_change_its_account() {
    let sealed = ring().seal(&guest(), number(), &NONCE).unwrap();
    let mut foreign = guest();
    foreign.account = "000000000042".parse().unwrap();
    let elsewhere = ring().seal(&foreign, number(), &NONCE).unwrap();
    assert_eq!(
        ring().open(elsewhere.access_key_id.as_str(), sealed.session_token.expose()).map(|_| ()),
        Err(OpenError::NotAuthentic)
    );
}

#[test]
fn every_flipped_bit_is_refused() {
    let sealed = ring().seal(&guest(), number(), &NONCE).unwrap();
    let token = URL_SAFE_NO_PAD.decode(sealed.session_token.expose()).unwrap();
    for bit in 0..token.len() * 8 {
        let mut changed = token.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let changed = URL_SAFE_NO_PAD.encode(changed);
        let opened = ring().open(sealed.access_key_id.as_str(), &changed);
        assert!(opened.is_err(), "bit {bit}");
    }
    assert!(ring().open(sealed.access_key_id.as_str(), sealed.session_token.expose()).is_ok());
}

#[test]
fn every_other_character_is_refused() {
    let sealed = ring().seal(&guest(), number(), &NONCE).unwrap();
    let (key, token) = (sealed.access_key_id.as_str(), sealed.session_token.expose());
    for place in 0..token.len() {
        for character in ["A", "w", "_", "=", " ", "é"] {
            if &token[place..=place] != character {
                let changed = format!("{}{character}{}", &token[..place], &token[place + 1..]);
                assert!(ring().open(key, &changed).is_err(), "{character} at {place}");
            }
        }
    }
    for changed in [token[1..].to_owned(), token[..token.len() - 1].to_owned(), format!("{token}A")]
    {
        assert!(ring().open(key, &changed).is_err());
    }
}

#[test]
fn what_is_no_credential_is_told_apart_for_the_record() {
    let sealed = ring().seal(&guest(), number(), &NONCE).unwrap();
    let (key, token) = (sealed.access_key_id.as_str(), sealed.session_token.expose());
    let large = "A".repeat(SESSION_TOKEN_BYTES_MAX + 1);
    let table = [
        ("AKIADAYPASSDEVELOPER", token, OpenError::AccessKeyId(AccessKeyIdError::NotTemporary)),
        ("ASIA", token, OpenError::AccessKeyId(AccessKeyIdError::Malformed)),
        (key, "", OpenError::Malformed),
        (key, "no base64!", OpenError::Malformed),
        (key, "AAAA", OpenError::Malformed),
        (key, large.as_str(), OpenError::TooLarge),
    ];
    for (key, token, error) in table {
        assert_eq!(ring().open(key, token).map(|_| ()), Err(error), "{key} {token}");
    }
}

#[test]
fn a_rotated_ring_opens_what_the_older_key_sealed() {
    let (older, rotated) = (ring(), ring().rotated([8; 32].into()).unwrap());
    let before = older.seal(&guest(), number(), &NONCE).unwrap();
    let after = rotated.seal(&guest(), number(), &NONCE).unwrap();
    let opens = |ring: &KeyRing, sealed: &daypass_credentials::SessionCredentials| {
        ring.open(sealed.access_key_id.as_str(), sealed.session_token.expose()).map(|_| ())
    };
    assert_eq!(opens(&rotated, &before), Ok(()));
    assert_eq!(opens(&rotated, &after), Ok(()));
    assert_eq!(opens(&older, &after), Err(OpenError::UnknownRingKey { number: 2 }));
    assert_ne!(before.secret_access_key, after.secret_access_key);
    let stranger = KeyRing::new([9; 32].into()).unwrap();
    assert_eq!(opens(&stranger, &before), Err(OpenError::NotAuthentic));
}

#[test]
fn a_session_too_large_for_a_token_is_refused_at_the_very_byte() {
    let with_policy = |bytes: usize| {
        let mut session = guest();
        session.session_policies.push(SessionPolicy::Inline("x".repeat(bytes)));
        ring().seal(&session, number(), &NONCE)
    };
    let largest =
        (0..SESSION_TOKEN_BYTES_MAX).rev().find(|bytes| with_policy(*bytes).is_ok()).unwrap();
    let sealed = with_policy(largest).unwrap();
    let size = sealed.session_token.expose().len();
    assert!((SESSION_TOKEN_BYTES_MAX - 1..=SESSION_TOKEN_BYTES_MAX).contains(&size), "{size}");
    assert!(ring().open(sealed.access_key_id.as_str(), sealed.session_token.expose()).is_ok());
    let refused = with_policy(largest + 1).map(|_| ());
    assert!(
        matches!(refused, Err(SealError::TooLarge { token_bytes }) if token_bytes > SESSION_TOKEN_BYTES_MAX)
    );
}

#[test]
fn nothing_secret_is_printed() {
    let sealed = ring().seal(&guest(), number(), &NONCE).unwrap();
    let opened = ring().open(sealed.access_key_id.as_str(), sealed.session_token.expose()).unwrap();
    let printed = format!("{sealed:?} {opened:?} {:?}", ring());
    assert!(!printed.contains(sealed.secret_access_key.expose()), "{printed}");
    assert!(!printed.contains(sealed.session_token.expose()), "{printed}");
    assert!(printed.contains("[redacted]"));
}

#[test]
fn every_vending_has_an_id_of_its_own() {
    let (ring, sequence) = (ring(), KeyIdSequence::new([1; 16]));
    let vended: HashSet<String> = (0..2_000)
        .map(|_| ring.seal(&guest(), sequence.next(), &NONCE).unwrap().access_key_id.to_string())
        .collect();
    assert_eq!(vended.len(), 2_000);
}

proptest! {
    #[test]
    fn any_session_opens_as_it_was_sealed(session in sessions(), seed: [u8; 16], nonce: [u8; 16]) {
        let sealed = ring().seal(&session, KeyIdSequence::new(seed).next(), &nonce).unwrap();
        prop_assert!(sealed.session_token.expose().len() <= SESSION_TOKEN_BYTES_MAX);
        let opened = ring().open(sealed.access_key_id.as_str(), sealed.session_token.expose()).unwrap();
        prop_assert_eq!(opened.session, session);
        prop_assert_eq!(opened.secret_access_key, sealed.secret_access_key);
    }

    #[test]
    fn no_other_text_opens(token in "[A-Za-z0-9_-]{0,200}", key in "ASIA[A-Z2-7]{16}") {
        prop_assert!(ring().open(&key, &token).is_err());
    }
}
