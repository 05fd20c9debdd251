//! The RSA key that signs identity tokens, and the public part that the world verifies them with.

use std::fmt;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{
    KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA512, RSA_PKCS1_SHA512,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use zeroize::Zeroizing;

use super::claims::{ClaimsJson, IdentityTokenClaims};

/// An RSA key of 2048 bits that signs identity tokens with RS512. The private part is sealed under
/// the key ring wherever it is stored.
pub struct SigningKey {
    pair: KeyPair,
    public: PublicKey,
}

impl SigningKey {
    /// A new key, from the cryptographic library's own random numbers, for it takes no others.
    /// It takes from a tenth of a second to a second: never call it on the way to a first answer.
    pub fn generate(key_id: impl Into<String>) -> Result<Self, KeyError> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyError::Generation)?;
        Self::of(key_id.into(), pair)
    }

    /// The key of a PKCS#8 document (DER), as [`SigningKey::to_pkcs8`] gives it.
    pub fn from_pkcs8(key_id: impl Into<String>, pkcs8: &[u8]) -> Result<Self, KeyError> {
        let pair = KeyPair::from_pkcs8(pkcs8).map_err(|_| KeyError::Malformed)?;
        Self::of(key_id.into(), pair)
    }

    /// The private key as a PKCS#8 document (DER), to be sealed and stored.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let document: Pkcs8V1Der<'_> = self.pair.as_der().map_err(|_| KeyError::Malformed)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    /// The public part.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// The signed token, in JWS compact form.
    pub fn sign(&self, claims: &IdentityTokenClaims) -> Result<String, KeyError> {
        self.sign_claims("JWS", &ClaimsJson::from(claims))
    }

    /// Any claims as a signed token in JWS compact form; `typ` is the type in its header.
    pub fn sign_claims(&self, typ: &str, claims: &impl Serialize) -> Result<String, KeyError> {
        let header = HeaderJson { kid: &self.public.key_id, typ, alg: ALGORITHM };
        let mut token = encode(&header)?;
        token.push('.');
        token.push_str(&encode(claims)?);
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(&RSA_PKCS1_SHA512, &SystemRandom::new(), token.as_bytes(), &mut signature)
            .map_err(|_| KeyError::Signing)?;
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        Ok(token)
    }

    fn of(key_id: String, pair: KeyPair) -> Result<Self, KeyError> {
        let public = pair.public_key();
        let modulus = public.modulus().big_endian_without_leading_zero().to_vec();
        let exponent = public.exponent().big_endian_without_leading_zero().to_vec();
        let verifier = PublicKeyComponents { n: &modulus, e: &exponent }
            .to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA512)
            .map_err(|_| KeyError::Malformed)?;
        Ok(Self { public: PublicKey { key_id, modulus, exponent, verifier }, pair })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("key_id", &self.public.key_id).finish_non_exhaustive()
    }
}

/// The public part of an [`SigningKey`].
#[derive(Clone)]
pub struct PublicKey {
    key_id: String,
    modulus: Vec<u8>,
    exponent: Vec<u8>,
    verifier: ParsedPublicKey,
}

impl PublicKey {
    /// The `kid` of the tokens that the key verifies.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Whether this key signed the message (RS512).
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.verifier.verify_sig(message, signature).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicKey").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

/// The `kid` of a region's key, as AWS writes it: `us-east-1` and 1 give `us-east-11`.
pub fn key_id(region: &str, number: u32) -> String {
    format!("{region}{number}")
}

/// The JWK set (RFC 7517) of these keys, as it is served.
///
/// Numbers are base64url without a leading zero octet, as RFC 7518 wants them.
pub fn jwks<'a>(keys: impl IntoIterator<Item = &'a PublicKey>) -> Result<String, KeyError> {
    let keys = keys.into_iter().map(|key| JwkJson {
        kty: "RSA",
        alg: ALGORITHM,
        r#use: "sig",
        kid: &key.key_id,
        n: URL_SAFE_NO_PAD.encode(&key.modulus),
        e: URL_SAFE_NO_PAD.encode(&key.exponent),
    });
    serde_json::to_string(&JwksJson { keys: keys.collect() }).map_err(|_| KeyError::Malformed)
}

/// Why a key could not be made, read or used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The cryptographic library made no key.
    #[error("the key could not be generated")]
    Generation,
    /// The document is not an RSA key of at least 2048 bits.
    #[error("the key is malformed")]
    Malformed,
    /// The cryptographic library signed nothing.
    #[error("the token could not be signed")]
    Signing,
}

#[derive(Serialize)]
struct HeaderJson<'a> {
    kid: &'a str,
    typ: &'a str,
    alg: &'static str,
}

#[derive(Serialize)]
struct JwksJson<'a> {
    keys: Vec<JwkJson<'a>>,
}

#[derive(Serialize)]
struct JwkJson<'a> {
    kty: &'static str,
    alg: &'static str,
    r#use: &'static str,
    kid: &'a str,
    n: String,
    e: String,
}

fn encode(json: &impl Serialize) -> Result<String, KeyError> {
    let json = serde_json::to_vec(json).map_err(|_| KeyError::Signing)?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

/// AWS signs identity tokens with RS512 alone.
pub(super) const ALGORITHM: &str = "RS512";
