//! One signed request, from what it says of its signature to whether that is true.

use std::borrow::Cow;
use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use daypass_aws_types::Secret;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use http::request::Parts;

use super::canonical::{Canonical, CanonicalQuery, hex_sha256, host, is_host};
use super::chunked::Seed;
use super::date::SigningDate;
use super::error::{ErrorKind, SigV4Error};
use super::key::SigningKey;
use super::presigned::{ALGORITHM_PARAMETER, SIGNATURE_PARAMETER, TOKEN_PARAMETER};
use super::scope::{self, Expected, Scope};
use super::{CREDENTIAL_BYTES_MAX, SIGNED_HEADERS_MAX, authorization, presigned};
use crate::path;

/// The one algorithm that is served.
pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Where a request comes in: what signers leave out of a signature differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// A call. `Host` is what was sent, and the token in a query is signed or was added afterwards.
    Api,
    /// The upgrade to a WebSocket, where signers leave out the token, and some leave out or add the
    /// port of `Host` whatever they send.
    Upgrade {
        /// The port that the server answers on.
        port: u16,
    },
    /// A request on its way to another service, as whoever forwards it tells of it. How long a query
    /// says that it lives counts.
    Forwarded,
    /// A request on its way to an object store, whose path is canonicalized as it is: neither
    /// normalized nor escaped a second time. A query lives as long as it says and no longer.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>
    ObjectStore,
}

/// Where the signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In the `Authorization` header.
    Header,
    /// In the query.
    Query,
}

/// What either form says.
pub(super) struct Claims {
    pub(super) credential: String,
    pub(super) signature: String,
    pub(super) signed_headers: String,
    pub(super) date: Result<SigningDate, SigV4Error>,
    pub(super) valid_seconds: u32,
    pub(super) session_token: Option<Secret>,
}

/// A request with a signature that was read and not yet verified.
pub struct SignedRequest {
    door: Door,
    form: Form,
    credential: String,
    signature: String,
    signed_headers: String,
    date: SigningDate,
    valid_seconds: u32,
    session_token: Option<Secret>,
    path: String,
    query: CanonicalQuery,
}

/// Reads what a request says of its signature. `None` if it says nothing at all: a date or a token
/// alone is no signature.
pub fn parse(request: &Parts, door: Door) -> Result<Option<SignedRequest>, SigV4Error> {
    let path = match door {
        Door::ObjectStore => path::decoded(request.uri.path()).map(Cow::Owned),
        _ => path::normalized(request.uri.path()),
    };
    let path = path.map_err(|_| SigV4Error::bad_request("the path is not one that may be sent"))?;
    let query = CanonicalQuery::parse(request.uri.query().unwrap_or_default())?;
    let mut authorizations = request.headers.get_all(AUTHORIZATION).iter();
    let (form, claims) = match (authorizations.next(), query.first(ALGORITHM_PARAMETER)) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(SigV4Error::signed_twice()),
        (Some(_), None) if authorizations.next().is_some() => {
            return Err(SigV4Error::signed_twice());
        }
        (Some(header), None) => {
            let text = header.to_str().unwrap_or_default();
            (Form::Header, authorization::read(text, &request.headers)?)
        }
        (None, Some(algorithm)) => (Form::Query, presigned::read(&algorithm, &query, door)?),
    };
    check_signed_headers(&claims.signed_headers)?;
    let date = claims.date?;
    if claims.credential.len() > CREDENTIAL_BYTES_MAX {
        return Err(SigV4Error::bad_request("the credential is too long"));
    }
    Ok(Some(SignedRequest {
        door,
        form,
        credential: claims.credential,
        signature: claims.signature,
        signed_headers: claims.signed_headers,
        date,
        valid_seconds: claims.valid_seconds,
        session_token: claims.session_token,
        path: path.into_owned(),
        query: query.canonical_without(SIGNATURE_PARAMETER),
    }))
}

fn check_signed_headers(signed_headers: &str) -> Result<(), SigV4Error> {
    if signed_headers.split(';').count() > SIGNED_HEADERS_MAX {
        return Err(SigV4Error::bad_request("too many headers are signed"));
    }
    if signed_headers.split(';').any(is_host) {
        return Ok(());
    }
    let words = "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    Err(SigV4Error::fixed(ErrorKind::SignatureDoesNotMatch, words))
}

impl SignedRequest {
    /// Where the signature stands.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The path as it is canonicalized, still percent-encoded but at an object store's door: the one
    /// to route by.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The service that the signature names, unchecked, for routing.
    pub fn signing_name(&self) -> Option<&str> {
        scope::split(&self.credential).map(|(scope, _)| scope.service)
    }

    /// The access key id that the signature names, unchecked, for records.
    pub fn access_key_id(&self) -> Option<&str> {
        scope::split(&self.credential).map(|(scope, _)| scope.access_key_id)
    }

    /// The session token, where one was sent. Whether it is the access key's own is for the caller to
    /// find out: it may be outside the signature.
    pub fn session_token(&self) -> Option<&Secret> {
        self.session_token.as_ref()
    }

    /// Compares date and scope with what the service expects.
    pub fn scope(
        &self,
        expected: &Expected<'_>,
        now_seconds: i64,
    ) -> Result<Scope<'_>, SigV4Error> {
        // STS is known to disregard how long a query says that it lives; the upgrade alone counts it.
        let age_seconds_max = match (self.door, self.form) {
            (Door::ObjectStore, Form::Query) => self.valid_seconds,
            (Door::Upgrade { .. } | Door::Forwarded, Form::Query) => {
                expected.skew_seconds_max.max(self.valid_seconds)
            }
            _ => expected.skew_seconds_max,
        };
        scope::check_time(&self.date, now_seconds, expected.skew_seconds_max, age_seconds_max)?;
        Scope::read(&self.credential, &self.date, expected)
    }

    /// What the chunks of the body continue: the signature, the date and the rest of the scope.
    pub fn seed(&self) -> Seed {
        let scope = self.credential.split_once('/').map(|(_, scope)| scope).unwrap_or_default();
        Seed {
            signature: self.signature.clone(),
            date: self.date.text.clone(),
            scope: scope.to_owned(),
        }
    }

    /// Asks that each of these headers is signed if it was sent. A name that ends in `*` stands for
    /// every header that begins with what precedes it.
    pub fn require_signed<'n>(
        &self,
        headers: &HeaderMap,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Result<(), SigV4Error> {
        for name in names {
            let unsigned = headers.keys().map(http::HeaderName::as_str).find(|sent| {
                let wanted = match name.strip_suffix('*') {
                    Some(prefix) => sent
                        .get(..prefix.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(prefix)),
                    None => sent.eq_ignore_ascii_case(name),
                };
                wanted && !self.signed_headers.split(';').any(|signed| signed == *sent)
            });
            if let Some(unsigned) = unsigned {
                return Err(SigV4Error::refused(format!(
                    "'{unsigned}' must be a 'SignedHeader' in the AWS Authorization."
                )));
            }
        }
        Ok(())
    }

    /// Computes the signature of the request that this was read from, with its body and the key of
    /// its scope, and compares.
    pub fn verify(&self, request: &Parts, body: &[u8], key: &SigningKey) -> Result<(), SigV4Error> {
        let payload_hash = hex_sha256(body);
        check_payload_hash(&request.headers, &payload_hash)?;
        self.verify_hashed(request, &payload_hash, key)
    }

    /// The same where the body is not at hand: `payload_hash` is what stands for it in the
    /// signature, its hash or a word such as `UNSIGNED-PAYLOAD`. Whether the body has that hash is for
    /// the caller to find out.
    pub fn verify_hashed(
        &self,
        request: &Parts,
        payload_hash: &str,
        key: &SigningKey,
    ) -> Result<(), SigV4Error> {
        let scope = self.credential.split_once('/').map(|(_, scope)| scope).unwrap_or_default();
        let hosts = self.hosts(request);
        for parameter_left_out in self.parameters_left_out() {
            for host in hosts.iter().flatten() {
                let canonical = Canonical {
                    path: &self.path,
                    query: &self.query,
                    parameter_left_out: *parameter_left_out,
                    signed_headers: &self.signed_headers,
                    host,
                    payload_hash,
                };
                let hash = canonical.hash(request);
                let string_to_sign = format!("{ALGORITHM}\n{}\n{scope}\n{hash}", self.date.text);
                if key.signed(string_to_sign.as_bytes(), &self.signature) {
                    return Ok(());
                }
            }
        }
        Err(SigV4Error::mismatch())
    }

    /// What to try leaving out of the query: the token is signed, or was added afterwards.
    fn parameters_left_out(&self) -> &'static [Option<&'static str>] {
        match (self.form, &self.session_token, self.door) {
            // An object store takes no token that was added to a signed query.
            (Form::Header, _, _) | (_, None, _) | (_, _, Door::ObjectStore) => &[None],
            (Form::Query, Some(_), Door::Api | Door::Forwarded) => &[None, Some(TOKEN_PARAMETER)],
            (Form::Query, Some(_), Door::Upgrade { .. }) => &[Some(TOKEN_PARAMETER), None],
        }
    }

    /// The host as it was sent, and for an upgrade with its port changed: added where there was none,
    /// taken away where there was one.
    fn hosts(&self, request: &Parts) -> [Option<Vec<u8>>; 2] {
        let sent = host(request);
        let other = match self.door {
            Door::Api | Door::Forwarded | Door::ObjectStore => None,
            Door::Upgrade { port } => match without_port(&sent) {
                Some(bare) => Some(bare.to_vec()),
                None => Some([sent.as_slice(), format!(":{port}").as_bytes()].concat()),
            },
        };
        [Some(sent), other]
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither signature nor token: whoever reads a log could send the request again.
        formatter
            .debug_struct("SignedRequest")
            .field("form", &self.form)
            .field("credential", &self.credential)
            .field("signed_headers", &self.signed_headers)
            .field("date", &self.date.text)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// A host without its port, if it has one; an IPv6 address is in brackets.
fn without_port(host: &[u8]) -> Option<&[u8]> {
    let colon = host.iter().rposition(|byte| *byte == b':')?;
    let (bare, port) = host.split_at_checked(colon)?;
    let digits = port.get(1..)?;
    (!digits.is_empty() && digits.iter().all(u8::is_ascii_digit)).then_some(bare)
}

/// A hash that was sent is the body's own. `UNSIGNED-PAYLOAD` and the streaming forms are no hashes.
fn check_payload_hash(headers: &HeaderMap, payload_hash: &str) -> Result<(), SigV4Error> {
    let equal = |sent: &http::HeaderValue| {
        verify_slices_are_equal(sent.as_bytes(), payload_hash.as_bytes()).is_ok()
    };
    if headers.get_all("x-amz-content-sha256").iter().all(equal) {
        return Ok(());
    }
    Err(SigV4Error::mismatch().with_hint("x-amz-content-sha256 is not the hash of the body"))
}
