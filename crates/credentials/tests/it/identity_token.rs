//! The OpenID token of an identity.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use daypass_credentials::identity_token::{
    Expected, ISSUER, IdentityTokenClaims, IdentityTokenError, KeyError, PublicKey, SigningKey,
    TOKEN_BYTES_MAX, jwks, key_id, verify,
};
use expect_test::expect;
use serde_json::Value;

static KEY: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate(key_id("us-east-1", 1)).unwrap());
static OTHER: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate(key_id("us-east-1", 2)).unwrap());

const IDENTITY: &str = "us-east-1:11111111-1111-4111-8111-111111111111";
const POOL: &str = "us-east-1:00000000-0000-4000-8000-000000000001";
const ISSUED_S: i64 = 1_790_000_000;

fn claims() -> IdentityTokenClaims {
    IdentityTokenClaims {
        identity_id: IDENTITY.to_owned(),
        pool_id: POOL.to_owned(),
        amr: vec!["authenticated".to_owned(), "accounts.google.com".to_owned()],
        principal_tags: BTreeMap::new(),
        issuer: ISSUER.to_owned(),
        pool_arn: format!("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/{POOL}"),
        expires_s: ISSUED_S + 600,
        issued_s: ISSUED_S,
        identity_epoch: 4,
        pool_epoch: 5,
    }
}

fn expected() -> Expected<'static> {
    Expected {
        issuer: ISSUER,
        identity_id: Some(IDENTITY),
        pool_id: Some(POOL),
        now_ms: ISSUED_S * 1000,
    }
}

fn keys() -> [&'static PublicKey; 2] {
    [KEY.public_key(), OTHER.public_key()]
}

fn decoded(part: &str) -> String {
    String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[test]
fn header_and_claims_stand_in_aws_order() {
    let mut claims = claims();
    claims.principal_tags.insert("team".to_owned(), "lamps".to_owned());
    let token = KEY.sign(&claims).unwrap();
    let parts: Vec<&str> = token.split('.').collect();
    expect![[r#"{"kid":"us-east-11","typ":"JWS","alg":"RS512"}"#]].assert_eq(&decoded(parts[0]));
    expect![[r#"{"sub":"us-east-1:11111111-1111-4111-8111-111111111111","aud":"us-east-1:00000000-0000-4000-8000-000000000001","amr":["authenticated","accounts.google.com"],"https://aws.amazon.com/tags":{"principal_tags":{"team":["lamps"]}},"iss":"https://cognito-identity.amazonaws.com","https://cognito-identity.amazonaws.com/identity-pool-arn":"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:00000000-0000-4000-8000-000000000001","exp":1790000600,"iat":1790000000,"daypass:epochs":[4,5]}"#]].assert_eq(&decoded(parts[1]));
}

#[test]
fn a_token_without_tags_has_no_tags_claim() {
    let token = KEY.sign(&claims()).unwrap();
    let payload: Value = serde_json::from_str(&decoded(token.split('.').nth(1).unwrap())).unwrap();
    assert_eq!(payload.get("https://aws.amazon.com/tags"), None);
    assert_eq!(payload["aud"], POOL);
}

#[test]
fn our_own_token_is_accepted_until_it_expires() {
    let token = KEY.sign(&claims()).unwrap();
    assert_eq!(verify(&token, keys(), &expected()), Ok(claims()));
    let at = |now_ms| verify(&token, keys(), &Expected { now_ms, ..expected() }).map(|_| ());
    assert_eq!(at((ISSUED_S + 600) * 1000 - 1), Ok(()));
    assert_eq!(
        at((ISSUED_S + 600) * 1000),
        Err(IdentityTokenError::Expired { now_s: ISSUED_S + 600, expires_s: ISSUED_S + 600 })
    );
}

#[test]
fn a_token_for_another_identity_pool_or_issuer_is_refused() {
    let token = KEY.sign(&claims()).unwrap();
    let table = [
        (Expected { issuer: "https://other.example", ..expected() }, IdentityTokenError::Issuer),
        (
            Expected { identity_id: Some("us-east-1:other"), ..expected() },
            IdentityTokenError::Identity,
        ),
        (Expected { pool_id: Some("us-east-1:other"), ..expected() }, IdentityTokenError::Pool),
    ];
    for (expected, error) in table {
        assert_eq!(verify(&token, keys(), &expected), Err(error));
    }
    let anyone = Expected { identity_id: None, pool_id: None, ..expected() };
    assert_eq!(verify(&token, keys(), &anyone), Ok(claims()));
}

#[test]
fn a_token_that_another_key_signed_is_refused() {
    let token = KEY.sign(&claims()).unwrap();
    assert_eq!(
        verify(&token, [OTHER.public_key()], &expected()),
        Err(IdentityTokenError::UnknownKey)
    );
    let impostor = SigningKey::generate(key_id("us-east-1", 1)).unwrap();
    let forged = impostor.sign(&claims()).unwrap();
    assert_eq!(verify(&forged, keys(), &expected()), Err(IdentityTokenError::Signature));
    assert_eq!(verify(&OTHER.sign(&claims()).unwrap(), keys(), &expected()), Ok(claims()));
}

#[test]
fn a_changed_token_is_refused() {
    let token = KEY.sign(&claims()).unwrap();
    for place in 0..token.len() {
        let other = if &token[place..=place] == "A" { "B" } else { "A" };
        let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
        assert!(verify(&changed, keys(), &expected()).is_err(), "at {place}");
    }
}

#[test]
fn no_other_algorithm_is_accepted() {
    let token = KEY.sign(&claims()).unwrap();
    let (_, rest) = token.split_once('.').unwrap();
    let payload = rest.split_once('.').unwrap().0;
    for alg in ["none", "None", "HS256", "HS512", "RS256", "PS512", "ES512"] {
        let header =
            URL_SAFE_NO_PAD.encode(format!(r#"{{"kid":"us-east-11","typ":"JWS","alg":"{alg}"}}"#));
        for changed in [format!("{header}.{rest}"), format!("{header}.{payload}.")] {
            assert_eq!(
                verify(&changed, keys(), &expected()),
                Err(IdentityTokenError::Malformed),
                "{alg}"
            );
        }
    }
}

#[test]
fn what_is_no_token_is_refused() {
    let large = "A".repeat(TOKEN_BYTES_MAX + 1);
    for token in ["", ".", "..", "a.b", "a.b.c", "e30.e30.", "e30.e30.e30.e30", large.as_str()] {
        assert_eq!(
            verify(token, keys(), &expected()),
            Err(IdentityTokenError::Malformed),
            "{token}"
        );
    }
}

#[test]
fn a_key_signs_as_before_once_it_was_stored() {
    let stored = SigningKey::from_pkcs8(key_id("us-east-1", 1), &KEY.to_pkcs8().unwrap()).unwrap();
    assert_eq!(stored.sign(&claims()), KEY.sign(&claims()));
    assert_eq!(SigningKey::from_pkcs8("x", b"no key").map(|_| ()), Err(KeyError::Malformed));
    assert_eq!(format!("{stored:?}"), r#"SigningKey { key_id: "us-east-11", .. }"#);
}

#[test]
fn the_key_set_is_clean_base64url() {
    let set: Value = serde_json::from_str(&jwks(keys()).unwrap()).unwrap();
    assert_eq!(set["keys"].as_array().unwrap().len(), 2);
    let jwk = &set["keys"][0];
    let fixed = ["kty", "alg", "use", "kid", "e"].map(|member| jwk[member].as_str().unwrap());
    assert_eq!(fixed, ["RSA", "RS512", "sig", "us-east-11", "AQAB"]);
    let modulus = URL_SAFE_NO_PAD.decode(jwk["n"].as_str().unwrap()).unwrap();
    assert_eq!(modulus.len(), 256);
    assert_ne!(modulus[0], 0);
}
