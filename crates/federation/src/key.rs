//! One public key of an issuer (a JWK of RFC 7517), and what it verifies.
//!
//! The key decides the algorithm. What a token's header claims is only compared with it: a header
//! can choose neither `none` nor an HMAC keyed with the public key's text.

use aws_lc_rs::digest;
use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED,
    EcdsaVerificationAlgorithm, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RsaParameters,
};
use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;

use crate::algorithm::Algorithm;

/// A key that can verify tokens.
#[derive(Debug)]
pub(crate) struct Key {
    id: Option<String>,
    fingerprint: Fingerprint,
    verifiers: Vec<(Algorithm, ParsedPublicKey)>,
}

/// The SHA-256 of a key's material and algorithms: two keys of the same id are told apart by it.
pub(crate) type Fingerprint = [u8; 32];

impl Key {
    /// The key of a JWK, or nothing when it is of a kind, use or size that verifies no token of
    /// ours: issuers publish such keys beside the others.
    pub(crate) fn parse(jwk: &JwkJson) -> Option<Self> {
        if !jwk.signs() {
            return None;
        }
        let (material, verifiers) = match jwk.kty.as_str() {
            "RSA" => rsa(jwk)?,
            "EC" => elliptic_curve(jwk)?,
            _ => return None,
        };
        let fingerprint = fingerprint(&material, &verifiers)?;
        Some(Self { id: jwk.kid.clone(), fingerprint, verifiers })
    }

    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    pub(crate) fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }

    /// The verifier for an algorithm, if it is one of this key.
    pub(crate) fn verifier(&self, algorithm: Algorithm) -> Option<&ParsedPublicKey> {
        self.verifiers.iter().find(|(own, _)| *own == algorithm).map(|(_, verifier)| verifier)
    }
}

/// The members of a JWK that matter here. All others are ignored, as RFC 7517 wants it.
#[derive(Deserialize)]
pub(crate) struct JwkJson {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    r#use: Option<String>,
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl JwkJson {
    fn signs(&self) -> bool {
        self.r#use.as_deref().is_none_or(|purpose| purpose == "sig")
            && self
                .key_ops
                .as_ref()
                .is_none_or(|operations| operations.iter().any(|one| one == "verify"))
    }

    /// Whether the key is for this algorithm. A key that names an algorithm is for no other.
    fn is_for(&self, algorithm: Algorithm) -> bool {
        self.alg.as_deref().is_none_or(|name| name == algorithm.name())
    }
}

type Verifiers = Vec<(Algorithm, ParsedPublicKey)>;

fn rsa(jwk: &JwkJson) -> Option<(Vec<u8>, Verifiers)> {
    let modulus = number(jwk.n.as_deref()?)?;
    let exponent = number(jwk.e.as_deref()?)?;
    if !RSA_MODULUS_BYTES.contains(&modulus.len()) || !is_exponent(&exponent) {
        return None;
    }
    let components = PublicKeyComponents { n: modulus.as_slice(), e: exponent.as_slice() };
    let verifiers: Option<Verifiers> = RSA
        .into_iter()
        .filter(|(algorithm, _)| jwk.is_for(*algorithm))
        .map(|(algorithm, parameters)| {
            Some((algorithm, components.to_parsed_public_key(parameters).ok()?))
        })
        .collect();
    Some(([modulus, exponent].concat(), verifiers?))
}

/// Odd and at least 3: with the exponent 1 everybody can sign.
fn is_exponent(exponent: &[u8]) -> bool {
    exponent.len() <= RSA_EXPONENT_BYTES_MAX
        && exponent != [1]
        && exponent.last().is_some_and(|last| last % 2 == 1)
}

fn elliptic_curve(jwk: &JwkJson) -> Option<(Vec<u8>, Verifiers)> {
    let (_, algorithm, parameters, bytes) =
        CURVES.into_iter().find(|(name, ..)| jwk.crv.as_deref() == Some(*name))?;
    let (x, y) = (decode(jwk.x.as_deref()?)?, decode(jwk.y.as_deref()?)?);
    if !jwk.is_for(algorithm) || x.len() != bytes || y.len() != bytes {
        return None;
    }
    let point = [&[UNCOMPRESSED_POINT], x.as_slice(), y.as_slice()].concat();
    let verifier = ParsedPublicKey::new(parameters, &point).ok()?;
    Some((point, vec![(algorithm, verifier)]))
}

fn fingerprint(material: &[u8], verifiers: &Verifiers) -> Option<Fingerprint> {
    // A key for no algorithm is no key.
    let (first, _) = verifiers.first()?;
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(first.name().as_bytes());
    context.update(&[u8::try_from(verifiers.len()).ok()?]);
    context.update(material);
    context.finish().as_ref().try_into().ok()
}

/// A number without leading zeros. Some issuers, AWS among them, write one, and some write the
/// number in plain base64; which key it is, is not in doubt either way.
fn number(text: &str) -> Option<Vec<u8>> {
    let bytes = decode(text)?;
    let first = bytes.iter().position(|byte| *byte != 0)?;
    bytes.get(first..).map(<[u8]>::to_vec)
}

fn decode(text: &str) -> Option<Vec<u8>> {
    LENIENT.decode(text.replace('+', "-").replace('/', "_")).ok()
}

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

const RSA: [(Algorithm, &RsaParameters); 3] = [
    (Algorithm::Rs256, &RSA_PKCS1_2048_8192_SHA256),
    (Algorithm::Rs384, &RSA_PKCS1_2048_8192_SHA384),
    (Algorithm::Rs512, &RSA_PKCS1_2048_8192_SHA512),
];

const CURVES: [(&str, Algorithm, &EcdsaVerificationAlgorithm, usize); 3] = [
    ("P-256", Algorithm::Es256, &ECDSA_P256_SHA256_FIXED, 32),
    ("P-384", Algorithm::Es384, &ECDSA_P384_SHA384_FIXED, 48),
    ("P-521", Algorithm::Es512, &ECDSA_P521_SHA512_FIXED, 66),
];

/// 2048 to 4096 bits: larger keys only cost time.
const RSA_MODULUS_BYTES: std::ops::RangeInclusive<usize> = 256..=512;
/// No issuer needs more than 65537; a long exponent makes verification slow.
const RSA_EXPONENT_BYTES_MAX: usize = 4;
const UNCOMPRESSED_POINT: u8 = 4;
