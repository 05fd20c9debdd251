//! Signing, as clients do it: the canonical form from its other side, for our own command line and
//! for requests that are passed on.

use std::fmt;

use http::header::{AUTHORIZATION, InvalidHeaderValue};
use http::request::Parts;
use http::{HeaderValue, Request};

use super::canonical::{Canonical, CanonicalQuery, RESERVED, hex_sha256, host};
use super::date::SigningDate;
use super::error::SigV4Error;
use super::key::SigningKey;
use super::presigned::{ALGORITHM_PARAMETER, SIGNATURE_PARAMETER, TOKEN_PARAMETER};
use super::request::ALGORITHM;
use super::scope::{Scope, TERMINATOR};
use crate::path::{self, PathError};

/// How long a query that was signed may be used, in seconds.
pub const PRESIGNED_SECONDS: u32 = 60;

/// Whose signatures they are, and for which service in which region.
#[derive(Clone, Copy)]
pub struct Signer<'a> {
    /// The access key id.
    pub access_key_id: &'a str,
    /// The secret access key.
    pub secret_access_key: &'a str,
    /// The token of temporary credentials.
    pub session_token: Option<&'a str>,
    /// The region.
    pub region: &'a str,
    /// The name that the service is signed for.
    pub service: &'a str,
}

/// Why a request cannot be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// Its path is not one that may be sent.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Its query is not one that may be sent.
    #[error("{0}")]
    Query(SigV4Error),
    /// A credential holds what no header can, or a name is no host.
    #[error("a credential or the host holds characters that no header can hold")]
    Header,
}

impl From<SigV4Error> for SignError {
    fn from(error: SigV4Error) -> Self {
        Self::Query(error)
    }
}

impl From<InvalidHeaderValue> for SignError {
    fn from(_: InvalidHeaderValue) -> Self {
        Self::Header
    }
}

impl Signer<'_> {
    /// Adds the date, the token and `Authorization` to a request that has its `Host` already. Every
    /// header that it has by now is signed.
    pub fn sign(
        &self,
        request: &mut Parts,
        body: &[u8],
        now_seconds: i64,
    ) -> Result<(), SignError> {
        let date = SigningDate::at(now_seconds);
        request.headers.insert("x-amz-date", HeaderValue::from_str(&date.text)?);
        if let Some(token) = self.session_token {
            let mut token = HeaderValue::from_str(token)?;
            token.set_sensitive(true);
            request.headers.insert("x-amz-security-token", token);
        }
        let mut names: Vec<&str> = request.headers.keys().map(http::HeaderName::as_str).collect();
        names.sort_unstable();
        let signed_headers = names.join(";");
        let hash = hex_sha256(body);
        let path = path::normalized(request.uri.path())?.into_owned();
        let signature = self.signature(request, &path, &signed_headers, &hash, &date)?;
        let credential = self.credential(&date);
        let authorization = format!(
            "{ALGORITHM} Credential={credential}, SignedHeaders={signed_headers}, \
             Signature={signature}"
        );
        request.headers.insert(AUTHORIZATION, HeaderValue::from_str(&authorization)?);
        Ok(())
    }

    /// The same for an object store: the path is canonicalized as it is, `payload_hash` stands for
    /// the body, and `Host` and the headers of AWS are signed, for others may change on the way.
    pub fn sign_object(
        &self,
        request: &mut Parts,
        payload_hash: &str,
        now_seconds: i64,
    ) -> Result<(), SignError> {
        let date = SigningDate::at(now_seconds);
        request.headers.insert("x-amz-date", HeaderValue::from_str(&date.text)?);
        request.headers.insert("x-amz-content-sha256", HeaderValue::from_str(payload_hash)?);
        let names = request.headers.keys().map(http::HeaderName::as_str);
        let mut names: Vec<&str> =
            names.filter(|name| *name == "host" || name.starts_with("x-amz-")).collect();
        names.sort_unstable();
        let signed_headers = names.join(";");
        let path = path::decoded(request.uri.path())?;
        let signature = self.signature(request, &path, &signed_headers, payload_hash, &date)?;
        let credential = self.credential(&date);
        let authorization = format!(
            "{ALGORITHM} Credential={credential}, SignedHeaders={signed_headers}, \
             Signature={signature}"
        );
        request.headers.insert(AUTHORIZATION, HeaderValue::from_str(&authorization)?);
        Ok(())
    }

    /// The path and query by which a WebSocket is opened at `host` (`host:port`): signed over the
    /// host alone, with the token after the signature, as apps do it.
    /// <https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html>
    pub fn websocket_path(
        &self,
        path: &str,
        host: &str,
        now_seconds: i64,
    ) -> Result<String, SignError> {
        let date = SigningDate::at(now_seconds);
        let credential = escaped(&self.credential(&date));
        let query = format!(
            "{ALGORITHM_PARAMETER}={ALGORITHM}&X-Amz-Credential={credential}&X-Amz-Date={}\
             &X-Amz-Expires={PRESIGNED_SECONDS}&X-Amz-SignedHeaders=host",
            date.text
        );
        let uri = format!("{path}?{query}");
        let request = Request::get(&uri).header(http::header::HOST, host).body(());
        let (parts, ()) = request.map_err(|_| SignError::Header)?.into_parts();
        let path = path::normalized(path)?;
        let signature = self.signature(&parts, &path, "host", &hex_sha256(b""), &date)?;
        let token =
            self.session_token.map(|token| format!("&{TOKEN_PARAMETER}={}", escaped(token)));
        Ok(format!("{uri}&{SIGNATURE_PARAMETER}={signature}{}", token.unwrap_or_default()))
    }

    fn signature(
        &self,
        request: &Parts,
        path: &str,
        signed_headers: &str,
        payload_hash: &str,
        date: &SigningDate,
    ) -> Result<String, SignError> {
        let query = CanonicalQuery::parse(request.uri.query().unwrap_or_default())?;
        let canonical = Canonical {
            path,
            query: &query.canonical_without(SIGNATURE_PARAMETER),
            parameter_left_out: None,
            signed_headers,
            host: &host(request),
            payload_hash,
        };
        let hash = canonical.hash(request);
        let scope = self.scope(date);
        let Scope { day, region, service, .. } = scope;
        let string_to_sign =
            format!("{ALGORITHM}\n{}\n{day}/{region}/{service}/{TERMINATOR}\n{hash}", date.text);
        let key = SigningKey::derive(self.secret_access_key, &scope);
        Ok(key.signature(string_to_sign.as_bytes()))
    }

    fn credential(&self, date: &SigningDate) -> String {
        let Scope { access_key_id, day, region, service } = self.scope(date);
        format!("{access_key_id}/{day}/{region}/{service}/{TERMINATOR}")
    }

    fn scope<'d>(&'d self, date: &'d SigningDate) -> Scope<'d> {
        Scope {
            access_key_id: self.access_key_id,
            day: date.day(),
            region: self.region,
            service: self.service,
        }
    }
}

impl fmt::Debug for Signer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Signer")
            .field("access_key_id", &self.access_key_id)
            .field("region", &self.region)
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

fn escaped(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, RESERVED).to_string()
}
