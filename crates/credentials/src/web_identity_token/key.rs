//! The keys of an account's issuer: an RSA key and one over P-384, and how each signs.

use std::fmt;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use zeroize::Zeroizing;

use super::claims::WebIdentityTokenClaims;
use crate::identity_token::KeyError;

/// How a web identity token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebTokenAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// ECDSA over P-384 with SHA-384.
    Es384,
}

impl WebTokenAlgorithm {
    /// Both, in the order in which their keys are published.
    pub const ALL: [Self; 2] = [Self::Rs256, Self::Es384];

    /// The algorithm of this name, if it is one of the two.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// The name in a JOSE header.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es384 => "ES384",
        }
    }

    /// The `kid` of the key of this number, as AWS writes it: `RSA_1`, `EC384_1`.
    pub fn key_id(self, number: u32) -> String {
        match self {
            Self::Rs256 => format!("RSA_{number}"),
            Self::Es384 => format!("EC384_{number}"),
        }
    }
}

/// A key that signs web identity tokens. The private part is sealed wherever it is stored.
pub struct WebTokenKey(Pair);

enum Pair {
    Rsa(RsaKeyPair),
    Ecdsa(EcdsaKeyPair),
}

impl WebTokenKey {
    /// A new key, from the cryptographic library's own random numbers. An RSA key takes from a
    /// tenth of a second to a second.
    pub fn generate(algorithm: WebTokenAlgorithm) -> Result<Self, KeyError> {
        let pair = match algorithm {
            WebTokenAlgorithm::Rs256 => RsaKeyPair::generate(KeySize::Rsa2048).map(Pair::Rsa),
            WebTokenAlgorithm::Es384 => {
                EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).map(Pair::Ecdsa)
            }
        };
        Ok(Self(pair.map_err(|_| KeyError::Generation)?))
    }

    /// The key of a PKCS#8 document (DER), as [`WebTokenKey::to_pkcs8`] gives it.
    pub fn from_pkcs8(algorithm: WebTokenAlgorithm, pkcs8: &[u8]) -> Result<Self, KeyError> {
        let pair = match algorithm {
            WebTokenAlgorithm::Rs256 => RsaKeyPair::from_pkcs8(pkcs8).map(Pair::Rsa),
            WebTokenAlgorithm::Es384 => {
                EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, pkcs8).map(Pair::Ecdsa)
            }
        };
        Ok(Self(pair.map_err(|_| KeyError::Malformed)?))
    }

    /// The private key as a PKCS#8 document (DER), to be sealed and stored.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let document = match &self.0 {
            Pair::Rsa(pair) => {
                pair.as_der().map(|der: Pkcs8V1Der<'_>| Zeroizing::new(der.as_ref().to_vec()))
            }
            Pair::Ecdsa(pair) => {
                pair.to_pkcs8v1().map(|document| Zeroizing::new(document.as_ref().to_vec()))
            }
        };
        document.map_err(|_| KeyError::Malformed)
    }

    /// How the key signs.
    pub fn algorithm(&self) -> WebTokenAlgorithm {
        match &self.0 {
            Pair::Rsa(_) => WebTokenAlgorithm::Rs256,
            Pair::Ecdsa(_) => WebTokenAlgorithm::Es384,
        }
    }

    /// The public part as a JSON Web Key (RFC 7517) of this `kid`.
    pub fn jwk(&self, key_id: &str) -> Result<String, KeyError> {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let algorithm = self.algorithm().name();
        let key = match &self.0 {
            Pair::Rsa(pair) => {
                let public = pair.public_key();
                let modulus = text(public.modulus().big_endian_without_leading_zero());
                let exponent = text(public.exponent().big_endian_without_leading_zero());
                json!({ "kty": "RSA", "alg": algorithm, "use": "sig", "kid": key_id,
                        "n": modulus, "e": exponent })
            }
            Pair::Ecdsa(pair) => {
                // The point, uncompressed: a byte that says so, and the two coordinates.
                let point = pair.public_key().as_ref();
                let coordinates = point.get(1..).filter(|rest| rest.len() == 2 * P384_BYTES);
                let (x, y) = coordinates.ok_or(KeyError::Malformed)?.split_at(P384_BYTES);
                json!({ "kty": "EC", "alg": algorithm, "use": "sig", "kid": key_id,
                        "crv": "P-384", "x": text(x), "y": text(y) })
            }
        };
        Ok(key.to_string())
    }

    /// The signed token, in JWS compact form.
    pub fn sign(&self, key_id: &str, payload: &SignedPayload) -> Result<String, KeyError> {
        let header = json!({ "kid": key_id, "typ": "JWT", "alg": self.algorithm().name() });
        let mut token = URL_SAFE_NO_PAD.encode(header.to_string());
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(&payload.0, &mut token);
        let random = SystemRandom::new();
        let signature = match &self.0 {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                let signed =
                    pair.sign(&RSA_PKCS1_SHA256, &random, token.as_bytes(), &mut signature);
                signed.map(|()| signature)
            }
            Pair::Ecdsa(pair) => {
                pair.sign(&random, token.as_bytes()).map(|signature| signature.as_ref().to_vec())
            }
        };
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature.map_err(|_| KeyError::Signing)?, &mut token);
        Ok(token)
    }
}

impl fmt::Debug for WebTokenKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("WebTokenKey")
            .field("algorithm", &self.algorithm())
            .finish_non_exhaustive()
    }
}

/// Claims as the bytes that are signed.
#[derive(Clone, Debug)]
pub struct SignedPayload(Vec<u8>);

impl SignedPayload {
    /// The bytes of these claims; none if they are more than AWS takes.
    pub fn of(claims: &WebIdentityTokenClaims) -> Option<Self> {
        let bytes = serde_json::to_vec(claims).ok()?;
        (bytes.len() <= PAYLOAD_BYTES_MAX).then_some(Self(bytes))
    }
}

/// The JWK set (RFC 7517) of public keys that [`WebTokenKey::jwk`] gave.
pub fn key_set<'a>(keys: impl IntoIterator<Item = &'a str>) -> String {
    let keys: Vec<&str> = keys.into_iter().collect();
    format!("{{\"keys\":[{}]}}", keys.join(","))
}

/// Bytes of a payload before they are written in base64. AWS takes so many and not one more: it
/// was measured, for it is not documented.
const PAYLOAD_BYTES_MAX: usize = 14_984;
/// Bytes of a coordinate over P-384.
const P384_BYTES: usize = 48;
