//! Why a call was refused, for those who may know.

use daypass_credentials::{
    AUTHORIZATION_MESSAGE_BYTES_MAX, AccountNumber, AuthorizationMessageError,
};

use crate::samples::{NONCE, ring};

const MESSAGE: &str = r#"{"allowed":false}"#;

fn account(digits: &str) -> AccountNumber {
    digits.parse().unwrap()
}

#[test]
fn a_message_opens_in_its_account_alone() {
    let (own, other) = (account("123456789012"), account("123456789013"));
    let encoded = ring().seal_authorization_message(own, MESSAGE, &NONCE).unwrap();
    assert!(!encoded.contains("allowed"));
    assert_eq!(ring().open_authorization_message(own, &encoded).as_deref(), Ok(MESSAGE));
    assert_eq!(
        ring().open_authorization_message(other, &encoded),
        Err(AuthorizationMessageError::Invalid)
    );
}

#[test]
fn what_was_changed_or_is_no_message_is_refused() {
    let own = account("123456789012");
    let encoded = ring().seal_authorization_message(own, MESSAGE, &NONCE).unwrap();
    let changed = format!("{}A", &encoded[..encoded.len() - 1]);
    let large = "A".repeat(AUTHORIZATION_MESSAGE_BYTES_MAX + 1);
    for (text, error) in [
        ("", AuthorizationMessageError::Invalid),
        ("!", AuthorizationMessageError::Invalid),
        (changed.as_str(), AuthorizationMessageError::Invalid),
        (large.as_str(), AuthorizationMessageError::TooLarge),
    ] {
        assert_eq!(ring().open_authorization_message(own, text), Err(error), "{text}");
    }
    assert_eq!(ring().open_authorization_message(own, &encoded).as_deref(), Ok(MESSAGE));
}

#[test]
fn a_message_fills_its_room_and_no_more() {
    let own = account("123456789012");
    // Version, ring number, nonce and tag take 35 bytes; four characters hold three.
    let most = AUTHORIZATION_MESSAGE_BYTES_MAX / 4 * 3 - 35;
    let seal = |bytes| ring().seal_authorization_message(own, &"x".repeat(bytes), &NONCE);
    assert_eq!(seal(most).unwrap().len(), AUTHORIZATION_MESSAGE_BYTES_MAX);
    assert_eq!(seal(most + 1), Err(AuthorizationMessageError::TooLarge));
}
