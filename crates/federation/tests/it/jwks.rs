//! Reading key sets.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_federation::{JWKS_BYTES_MAX, JWKS_KEYS_MAX, Jwks, JwksError, verify};
use serde_json::{Value, json};

use crate::issuer::{claims, encode, jwk, modulus, token};

fn parse(set: &Value) -> Result<Jwks, JwksError> {
    Jwks::parse(set.to_string().as_bytes())
}

fn with(algorithm: &str, member: &str, value: Value) -> Value {
    let mut key = jwk(algorithm, "k1");
    key[member] = value;
    key
}

#[test]
fn keys_that_verify_nothing_are_left_out() {
    let table = [
        json!({ "kty": "oct", "k": "c2VjcmV0", "kid": "k1" }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": encode(&[1; 32]), "kid": "k1" }),
        json!({ "kid": "k1" }),
        json!({}),
        json!("a text"),
        with("RS256", "use", json!("enc")),
        with("RS256", "key_ops", json!(["encrypt"])),
        with("RS256", "alg", json!("RSA-OAEP")),
        with("RS256", "alg", json!("PS256")),
        with("RS256", "alg", json!("HS256")),
        with("RS256", "alg", json!("none")),
        with("RS256", "alg", json!("ES256")),
        with("RS256", "n", json!(encode(&modulus()[..128]))),
        with("RS256", "n", json!(encode(&[0xff; 513]))),
        with("RS256", "n", json!("")),
        with("RS256", "n", json!("!")),
        with("RS256", "n", json!(17)),
        with("RS256", "e", json!(encode(&[1]))),
        with("RS256", "e", json!(encode(&[0]))),
        with("RS256", "e", json!(encode(&[1, 0, 0]))),
        with("RS256", "e", json!(encode(&[1, 0, 0, 0, 1]))),
        with("ES256", "crv", json!("P-384")),
        with("ES256", "crv", json!("secp256k1")),
        with("ES256", "alg", json!("ES384")),
        with("ES256", "x", json!(encode(&[1; 32]))),
        with("ES256", "y", json!(encode(&[1; 31]))),
        with("ES256", "y", Value::Null),
    ];
    for key in table {
        assert_eq!(parse(&json!({ "keys": [key] })).map(|_| ()), Err(JwksError::NoKey), "{key}");
        let set = parse(&json!({ "keys": [key, jwk("ES384", "k2")] })).unwrap();
        assert!(!set.has_key(Some("k1")), "{key}");
        assert!(set.has_key(Some("k2")), "{key}");
        assert!(set.has_key(None), "{key}");
    }
}

#[test]
fn a_key_may_say_that_it_is_for_signatures() {
    let mut key = jwk("ES256", "k1");
    key["use"] = json!("sig");
    key["key_ops"] = json!(["sign", "verify"]);
    key["alg"] = json!("ES256");
    key["x5c"] = json!(["ignored"]);
    let set = parse(&json!({ "keys": [key], "more": 1 })).unwrap();
    assert!(verify(&token("ES256", &claims()), &set).is_ok());
}

#[test]
fn a_modulus_with_a_leading_zero_or_in_plain_base64_is_the_same_key() {
    let zeroed = [&[0], modulus().as_slice()].concat();
    for n in [encode(&zeroed), STANDARD.encode(&zeroed), STANDARD.encode(modulus())] {
        let set = parse(&json!({ "keys": [with("RS256", "n", json!(n))] })).unwrap();
        assert!(verify(&token("RS256", &claims()), &set).is_ok(), "{n}");
    }
}

#[test]
fn a_key_set_has_bounds() {
    let keys =
        |count: usize| parse(&json!({ "keys": vec![jwk("ES256", "k1"); count] })).map(|_| ());
    assert_eq!(keys(JWKS_KEYS_MAX), Ok(()));
    assert_eq!(keys(JWKS_KEYS_MAX + 1), Err(JwksError::TooManyKeys));
    let mut document = json!({ "keys": [jwk("ES256", "k1")] }).to_string().into_bytes();
    document.resize(JWKS_BYTES_MAX, b' ');
    assert!(Jwks::parse(&document).is_ok());
    document.push(b' ');
    assert_eq!(Jwks::parse(&document).map(|_| ()), Err(JwksError::TooLarge));
}

#[test]
fn what_is_no_key_set_is_refused() {
    for document in
        ["", "[]", "{}", r#"{"keys":{}}"#, r#"{"keys":1}"#, "<html>", "{\"keys\":[\u{0}]}"]
    {
        assert_eq!(
            Jwks::parse(document.as_bytes()).map(|_| ()),
            Err(JwksError::Malformed),
            "{document}"
        );
    }
    assert_eq!(Jwks::parse(br#"{"keys":[]}"#).map(|_| ()), Err(JwksError::NoKey));
}
