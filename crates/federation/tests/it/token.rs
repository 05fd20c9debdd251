//! Verifying tokens: every algorithm of ours, and every way around a signature that is known.

use aws_lc_rs::hmac;
use daypass_federation::{Jwks, TOKEN_BYTES_MAX, TokenError, peek, verify};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::issuer::{
    ALGORITHMS, NOW_S, claims, claims_with, encode, jwk, jwks, modulus, signed, token,
};

fn refused(token: &str, keys: &Jwks) -> TokenError {
    verify(token, keys).map(|_| ()).unwrap_err()
}

#[test]
fn each_algorithm_is_verified_by_its_own_key() {
    for algorithm in ALGORITHMS {
        let keys = jwks(&[jwk(algorithm, "k1")]);
        let verified = verify(&token(algorithm, &claims()), &keys).unwrap();
        assert_eq!(verified.issuer(), "https://login.example/tenant");
        assert_eq!(verified.subject(), "alice");
        assert_eq!(verified.audiences(), ["app-1"]);
        assert_eq!(verified.expires_s(), NOW_S + 600);
        assert_eq!(verified.issued_s(), NOW_S);
        assert_eq!(verified.claims().get("sub"), Some(&json!("alice")));
    }
}

/// The examples of RFC 7515, A.2 and A.3: their signatures hold, and they lack a subject.
#[test]
fn the_examples_of_the_standard_are_verified() {
    const PAYLOAD: &str = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    let table = [
        (
            json!({"kty": "RSA", "e": "AQAB", "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}),
            "eyJhbGciOiJSUzI1NiJ9",
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
        ),
        (
            json!({"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}),
            "eyJhbGciOiJFUzI1NiJ9",
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        ),
    ];
    for (key, header, signature) in table {
        let keys = jwks(&[key]);
        let token = format!("{header}.{PAYLOAD}.{signature}");
        assert_eq!(refused(&token, &keys), TokenError::MissingClaim { claim: "sub" });
        let changed = token.replace("joe", "jim").replace("eyJpc3MiOiJqb2Ui", "eyJpc3MiOiJqaW0i");
        assert_eq!(refused(&changed, &keys), TokenError::Signature);
    }
}

#[test]
fn a_header_cannot_choose_an_algorithm_that_is_not_its_keys() {
    for of_key in ALGORITHMS {
        let mut key = jwk(of_key, "k1");
        key["alg"] = json!(of_key);
        let keys = jwks(&[key]);
        for of_header in ALGORITHMS.into_iter().filter(|other| *other != of_key) {
            let header = json!({ "alg": of_header, "kid": "k1" });
            assert_eq!(
                refused(&signed(of_header, &header, &claims()), &keys),
                TokenError::Algorithm
            );
            assert_eq!(refused(&signed(of_key, &header, &claims()), &keys), TokenError::Algorithm);
        }
        assert!(verify(&token(of_key, &claims()), &keys).is_ok());
    }
}

#[test]
fn an_rsa_key_that_names_no_algorithm_is_for_three() {
    let keys = jwks(&[jwk("RS256", "k1")]);
    for algorithm in ["RS256", "RS384", "RS512"] {
        assert!(verify(&token(algorithm, &claims()), &keys).is_ok(), "{algorithm}");
    }
    let mixed = signed("RS256", &json!({ "alg": "RS512", "kid": "k1" }), &claims());
    assert_eq!(refused(&mixed, &keys), TokenError::Signature);
}

#[test]
fn neither_none_nor_an_hmac_of_the_public_key_is_a_signature() {
    let keys = jwks(&[jwk("RS256", "k1")]);
    for alg in
        ["none", "None", "NONE", "", "HS256", "HS384", "HS512", "PS256", "EdDSA", "RS1", "rs256"]
    {
        let message = {
            let unsigned = signed("", &json!({ "alg": alg, "kid": "k1" }), &claims());
            unsigned.strip_suffix('.').unwrap().to_owned()
        };
        let hmac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &modulus()), message.as_bytes());
        for signature in ["", &encode(hmac.as_ref())] {
            assert_eq!(
                refused(&format!("{message}.{signature}"), &keys),
                TokenError::Algorithm,
                "{alg}"
            );
        }
    }
    assert!(verify(&token("RS256", &claims()), &keys).is_ok());
}

#[test]
fn keys_that_a_token_brings_along_do_not_count() {
    let keys = jwks(&[jwk("ES384", "k1")]);
    let header = json!({
        "alg": "ES256", "kid": "k2", "jwk": jwk("ES256", "k2"), "jku": "https://attacker.example/jwks",
    });
    let forged = signed("ES256", &header, &claims());
    assert_eq!(refused(&forged, &keys), TokenError::UnknownKey { key_id: Some("k2".to_owned()) });
}

#[test]
fn the_key_id_chooses_the_key() {
    let keys = jwks(&[jwk("ES256", "k1"), jwk("ES384", "k2"), jwk("RS256", "k3")]);
    let with = |algorithm: &str, key_id: Value| {
        signed(algorithm, &json!({ "alg": algorithm, "kid": key_id }), &claims())
    };
    assert!(verify(&with("ES256", json!("k1")), &keys).is_ok());
    assert!(verify(&with("ES384", json!("k2")), &keys).is_ok());
    assert_eq!(refused(&with("ES256", json!("k2")), &keys), TokenError::Algorithm);
    assert_eq!(
        refused(&with("ES256", json!("k4")), &keys),
        TokenError::UnknownKey { key_id: Some("k4".to_owned()) }
    );
    // Without an id there must be no choice to make.
    assert!(verify(&with("ES256", Value::Null), &keys).is_ok());
    let two = jwks(&[jwk("ES256", "k1"), jwk("ES256", "k2")]);
    assert_eq!(refused(&with("ES256", Value::Null), &two), TokenError::Algorithm);
    assert!(verify(&with("ES256", json!("k2")), &two).is_ok());
}

#[test]
fn two_keys_of_one_id_are_both_tried() {
    let mut other = jwk("RS256", "k1");
    other["n"] = json!(encode(&[0xff; 256]));
    let keys = jwks(&[other.clone(), jwk("RS256", "k1")]);
    assert!(verify(&token("RS256", &claims()), &keys).is_ok());
    assert_eq!(refused(&token("RS256", &claims()), &jwks(&[other])), TokenError::Signature);
}

#[test]
fn a_changed_token_is_refused() {
    let keys = jwks(&[jwk("ES256", "k1")]);
    let token = token("ES256", &claims());
    for place in 0..token.len() {
        for other in ["A", "_", "."] {
            if &token[place..=place] != other {
                let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
                assert!(verify(&changed, &keys).is_err(), "{other} at {place}");
            }
        }
    }
    assert!(verify(&token, &keys).is_ok());
}

#[test]
fn critical_headers_are_refused() {
    let keys = jwks(&[jwk("ES256", "k1")]);
    let header = json!({ "alg": "ES256", "kid": "k1", "crit": ["b64"], "b64": false });
    assert_eq!(refused(&signed("ES256", &header, &claims()), &keys), TokenError::NotAToken);
    let header = json!({ "alg": "ES256", "kid": "k1", "typ": "at+jwt", "unknown": 1 });
    assert!(verify(&signed("ES256", &header, &claims()), &keys).is_ok());
}

#[test]
fn what_is_no_token_is_refused() {
    let keys = jwks(&[jwk("ES256", "k1")]);
    let large = "a".repeat(TOKEN_BYTES_MAX + 1);
    let array = signed("ES256", &json!({ "alg": "ES256", "kid": "k1" }), &json!([]));
    let deep = format!("e30.{}.e30", encode("[".repeat(10_000).as_bytes()));
    for text in [
        "",
        ".",
        "..",
        "a.b",
        "aaaa.bbb.ccc",
        "e30.e30.e30",
        "e30.e30.e30.e30",
        &large,
        &array,
        &deep,
    ] {
        assert_eq!(refused(text, &keys), TokenError::NotAToken, "{text}");
        assert_eq!(peek(text).map(|_| ()), Err(TokenError::NotAToken), "{text}");
    }
}

#[test]
fn required_claims_are_named_when_they_are_missing() {
    let keys = jwks(&[jwk("ES256", "k1")]);
    for claim in ["iss", "sub", "aud", "exp", "iat"] {
        let claims = claims_with(&json!({ claim: null }));
        assert_eq!(refused(&token("ES256", &claims), &keys), TokenError::MissingClaim { claim });
    }
}

#[test]
fn claims_of_another_type_are_refused() {
    let keys = jwks(&[jwk("ES256", "k1")]);
    let table = [
        ("iss", json!(1)),
        ("sub", json!("")),
        ("sub", json!("s".repeat(256))),
        ("sub", json!(["alice"])),
        ("aud", json!([])),
        ("aud", json!(["app-1", 1])),
        ("aud", json!({ "app-1": true })),
        ("azp", json!(["app-1"])),
        ("exp", json!("1790000600")),
        ("exp", json!(1_790_000_600.5)),
        ("iat", json!(true)),
        ("nbf", json!("soon")),
    ];
    for (claim, value) in table {
        let claims = claims_with(&json!({ claim: value }));
        assert_eq!(
            refused(&token("ES256", &claims), &keys),
            TokenError::MalformedClaim { claim },
            "{value}"
        );
    }
    let longest = claims_with(&json!({ "sub": "s".repeat(255), "aud": ["app-1", "app-2"] }));
    assert!(verify(&token("ES256", &longest), &keys).is_ok());
}

#[test]
fn peeking_tells_whose_keys_to_ask_for() {
    let unverified = peek(&token("ES256", &claims())).unwrap();
    assert_eq!(unverified.issuer, "https://login.example/tenant");
    assert_eq!(unverified.key_id.as_deref(), Some("k1"));
    let without =
        signed("ES256", &json!({ "alg": "ES256" }), &claims_with(&json!({ "iss": null })));
    assert_eq!(peek(&without), Err(TokenError::MissingClaim { claim: "iss" }));
}

#[test]
fn a_verified_token_does_not_print_its_claims() {
    let claims = claims_with(&json!({ "email": "alice@example.com" }));
    let verified = verify(&token("ES256", &claims), &jwks(&[jwk("ES256", "k1")])).unwrap();
    let printed = format!("{verified:?}");
    assert!(!printed.contains("alice"), "{printed}");
    assert!(printed.contains("https://login.example/tenant"));
}

proptest! {
    #[test]
    fn no_text_is_accepted_by_chance(text in ".{0,300}", keyed in "[A-Za-z0-9_-]{0,80}") {
        let keys = jwks(&[jwk("ES256", "k1")]);
        prop_assert!(verify(&text, &keys).is_err());
        let token = token("ES256", &claims());
        let (message, _) = token.rsplit_once('.').unwrap();
        let forged = [message, keyed.as_str()].join(".");
        prop_assert!(verify(&forged, &keys).is_err());
    }
}
