//! Reading and verifying a web identity token (a JWS of RFC 7515 in compact form).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::algorithm::Algorithm;
use crate::error::TokenError;
use crate::jwks::Jwks;
use crate::verified_token::VerifiedToken;

/// How many characters of a token are read at most (Cognito: 50,000; STS has its own, lower one).
pub const TOKEN_BYTES_MAX: usize = 50_000;

/// What a token says about its own origin. Nothing of it is true before [`verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnverifiedToken {
    /// The `iss` claim.
    pub issuer: String,
    /// The `kid` of the header.
    pub key_id: Option<String>,
}

/// Reads whose keys a token asks to be verified with.
pub fn peek(token: &str) -> Result<UnverifiedToken, TokenError> {
    let jws = Jws::parse(token)?;
    let issuer = match jws.claims.get("iss") {
        None => return Err(TokenError::MissingClaim { claim: "iss" }),
        Some(Value::String(issuer)) => issuer.clone(),
        Some(_) => return Err(TokenError::MalformedClaim { claim: "iss" }),
    };
    Ok(UnverifiedToken { issuer, key_id: jws.header.kid })
}

/// The token's claims, if one of these keys signed it and the claims that OpenID Connect requires
/// are there. Issuer, audience and times are the caller's next questions.
pub fn verify(token: &str, jwks: &Jwks) -> Result<VerifiedToken, TokenError> {
    let jws = Jws::parse(token)?;
    let key_id = jws.header.kid.as_deref();
    if !jwks.has_key(key_id) {
        return Err(TokenError::UnknownKey { key_id: jws.header.kid });
    }
    let algorithm = Algorithm::parse(&jws.header.alg).ok_or(TokenError::Algorithm)?;
    let keys = jwks.candidates(key_id, algorithm);
    if keys.is_empty() {
        return Err(TokenError::Algorithm);
    }
    let verifies = |verifier: &aws_lc_rs::signature::ParsedPublicKey| {
        verifier.verify_sig(jws.signed.as_bytes(), &jws.signature).is_ok()
    };
    let key = keys
        .into_iter()
        .find(|key| key.verifier(algorithm).is_some_and(verifies))
        .ok_or(TokenError::Signature)?;
    let fingerprint = *key.fingerprint();
    VerifiedToken::new(jws.claims, jws.header.kid, fingerprint)
}

struct Jws<'a> {
    header: HeaderJson,
    claims: Map<String, Value>,
    /// Header and payload as they were signed.
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    fn parse(token: &'a str) -> Result<Self, TokenError> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(TokenError::NotAToken);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::NotAToken)?;
        let (header, payload) = signed.split_once('.').ok_or(TokenError::NotAToken)?;
        let header: HeaderJson =
            serde_json::from_slice(&decode(header)?).map_err(|_| TokenError::NotAToken)?;
        // RFC 7515, 4.1.11: a token with critical headers that are not understood is refused, and
        // we understand none.
        if header.crit.is_some() {
            return Err(TokenError::NotAToken);
        }
        let claims =
            serde_json::from_slice(&decode(payload)?).map_err(|_| TokenError::NotAToken)?;
        Ok(Self { header, claims, signed, signature: decode(signature)? })
    }
}

/// The members of the header that count. Keys and addresses of keys that a token brings along
/// (`jwk`, `jku`, `x5c`, `x5u`) are none of them.
#[derive(Deserialize)]
struct HeaderJson {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

fn decode(part: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::NotAToken)
}
