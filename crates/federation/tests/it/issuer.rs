//! An OpenID provider in a box: keys of every algorithm, their JWKs, and tokens signed with them.

use std::sync::LazyLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING,
    ECDSA_P521_SHA512_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RSA_PKCS1_SHA384, RSA_PKCS1_SHA512,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use daypass_federation::{Jwks, VerifiedToken, verify};
use serde_json::{Value, json};

pub(crate) const NOW_S: i64 = 1_790_000_000;

static RSA: LazyLock<RsaKeyPair> =
    LazyLock::new(|| RsaKeyPair::generate(KeySize::Rsa2048).unwrap());
static P256: LazyLock<EcdsaKeyPair> =
    LazyLock::new(|| EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap());
static P384: LazyLock<EcdsaKeyPair> =
    LazyLock::new(|| EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap());
static P521: LazyLock<EcdsaKeyPair> =
    LazyLock::new(|| EcdsaKeyPair::generate(&ECDSA_P521_SHA512_FIXED_SIGNING).unwrap());

pub(crate) const ALGORITHMS: [&str; 6] = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"];

/// The claims of a good token.
pub(crate) fn claims() -> Value {
    json!({
        "iss": "https://login.example/tenant",
        "sub": "alice",
        "aud": "app-1",
        "exp": NOW_S + 600,
        "iat": NOW_S,
    })
}

/// The claims of a good token with some of them changed; `null` takes one away.
pub(crate) fn claims_with(changes: &Value) -> Value {
    let mut claims = claims();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    claims
}

/// The JWK for an algorithm, without naming it.
pub(crate) fn jwk(algorithm: &str, key_id: &str) -> Value {
    let curve = |name: &str, pair: &EcdsaKeyPair| {
        let point = &pair.public_key().as_ref()[1..];
        let (x, y) = point.split_at(point.len() / 2);
        json!({ "kty": "EC", "kid": key_id, "crv": name, "x": encode(x), "y": encode(y) })
    };
    match algorithm {
        "ES256" => curve("P-256", &P256),
        "ES384" => curve("P-384", &P384),
        "ES512" => curve("P-521", &P521),
        _ => json!({ "kty": "RSA", "kid": key_id, "n": encode(&modulus()), "e": "AQAB" }),
    }
}

pub(crate) fn modulus() -> Vec<u8> {
    RSA.public_key().modulus().big_endian_without_leading_zero().to_vec()
}

pub(crate) fn jwks(keys: &[Value]) -> Jwks {
    Jwks::parse(json!({ "keys": keys }).to_string().as_bytes()).unwrap()
}

/// A token of this header and these claims, really signed with the algorithm.
pub(crate) fn signed(algorithm: &str, header: &Value, claims: &Value) -> String {
    let message = format!(
        "{}.{}",
        encode(header.to_string().as_bytes()),
        encode(claims.to_string().as_bytes())
    );
    format!("{message}.{}", encode(&signature(algorithm, message.as_bytes())))
}

/// A token under the key `k1`.
pub(crate) fn token(algorithm: &str, claims: &Value) -> String {
    signed(algorithm, &json!({ "alg": algorithm, "kid": "k1" }), claims)
}

/// The verified form of a good token with some claims changed.
pub(crate) fn verified(changes: &Value) -> VerifiedToken {
    verify(&token("ES256", &claims_with(changes)), &jwks(&[jwk("ES256", "k1")])).unwrap()
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn signature(algorithm: &str, message: &[u8]) -> Vec<u8> {
    let rng = SystemRandom::new();
    let rsa = |padding| {
        let mut signature = vec![0; RSA.public_modulus_len()];
        RSA.sign(padding, &rng, message, &mut signature).unwrap();
        signature
    };
    let ecdsa = |pair: &EcdsaKeyPair| pair.sign(&rng, message).unwrap().as_ref().to_vec();
    match algorithm {
        "RS256" => rsa(&RSA_PKCS1_SHA256),
        "RS384" => rsa(&RSA_PKCS1_SHA384),
        "RS512" => rsa(&RSA_PKCS1_SHA512),
        "ES256" => ecdsa(&P256),
        "ES384" => ecdsa(&P384),
        "ES512" => ecdsa(&P521),
        _ => Vec::new(),
    }
}
