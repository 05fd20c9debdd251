//! Where a listing goes on.

use daypass_credentials::{PAGING_TOKEN_BYTES_MAX, PagingScope, PagingTokenError};

use crate::samples::{NONCE, ring};

const SCOPE: PagingScope<'_> =
    PagingScope { operation: "ListIdentities", account: "123456789012", within: "us-east-1:pool" };

#[test]
fn a_token_goes_on_where_its_listing_stopped() {
    let token = ring().seal_paging_token(SCOPE, b"position", &NONCE).unwrap();
    assert_eq!(ring().open_paging_token(SCOPE, &token).unwrap().as_slice(), b"position");
    assert!(!token.contains("position"));
}

#[test]
fn a_token_is_worth_nothing_elsewhere() {
    let token = ring().seal_paging_token(SCOPE, b"position", &NONCE).unwrap();
    let elsewhere = [
        PagingScope { operation: "ListIdentityPools", ..SCOPE },
        PagingScope { account: "123456789013", ..SCOPE },
        PagingScope { within: "us-east-1:other", ..SCOPE },
        PagingScope { account: "123456789012us-east-1:pool", within: "", ..SCOPE },
    ];
    for scope in elsewhere {
        assert_eq!(
            ring().open_paging_token(scope, &token),
            Err(PagingTokenError::Invalid),
            "{scope:?}"
        );
    }
}

#[test]
fn what_is_no_token_is_refused() {
    let large = "A".repeat(PAGING_TOKEN_BYTES_MAX + 1);
    let table = [
        ("", PagingTokenError::Invalid),
        ("AAAA", PagingTokenError::Invalid),
        ("not base64!", PagingTokenError::Invalid),
        (large.as_str(), PagingTokenError::TooLarge),
    ];
    for (token, error) in table {
        assert_eq!(ring().open_paging_token(SCOPE, token), Err(error), "{token}");
    }
    let position = vec![0; PAGING_TOKEN_BYTES_MAX];
    assert_eq!(ring().seal_paging_token(SCOPE, &position, &NONCE), Err(PagingTokenError::TooLarge));
}

#[test]
fn a_changed_token_is_refused() {
    let token = ring().seal_paging_token(SCOPE, b"position", &NONCE).unwrap();
    for place in 0..token.len() {
        let other = if &token[place..=place] == "A" { "B" } else { "A" };
        let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
        assert!(ring().open_paging_token(SCOPE, &changed).is_err(), "at {place}");
    }
}
