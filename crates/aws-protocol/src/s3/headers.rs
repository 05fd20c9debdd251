//! Which headers go on to the store, and what of IAM they need beside the operation.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;

use super::asked::Value;
use super::error::S3Error;

/// Headers of HTTP that go on. Others are left behind: stores have some of their own.
const PASSED: [&str; 13] = [
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-md5",
    "content-type",
    "expires",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "range",
    "accept",
];

/// Headers of AWS's that say who asks and how the body comes: they end here.
const CONSUMED: [&str; 6] = [
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-decoded-content-length",
    "x-amz-security-token",
    "x-amz-trailer",
    "x-amz-user-agent",
];

/// Headers of AWS's that go on.
const KNOWN: [&str; 26] = [
    "x-amz-acl",
    "x-amz-bypass-governance-retention",
    "x-amz-checksum-algorithm",
    "x-amz-checksum-mode",
    "x-amz-checksum-type",
    "x-amz-copy-source",
    "x-amz-copy-source-if-match",
    "x-amz-copy-source-if-modified-since",
    "x-amz-copy-source-if-none-match",
    "x-amz-copy-source-if-unmodified-since",
    "x-amz-copy-source-range",
    "x-amz-if-match-last-modified-time",
    "x-amz-if-match-size",
    "x-amz-max-parts",
    "x-amz-metadata-directive",
    "x-amz-mp-object-size",
    "x-amz-object-attributes",
    "x-amz-object-lock-legal-hold",
    "x-amz-object-lock-mode",
    "x-amz-object-lock-retain-until-date",
    "x-amz-optional-object-attributes",
    "x-amz-part-number-marker",
    "x-amz-sdk-checksum-algorithm",
    "x-amz-storage-class",
    "x-amz-tagging",
    "x-amz-tagging-directive",
];
/// Families of them.
const KNOWN_BEGINNINGS: [&str; 4] =
    ["x-amz-checksum-", "x-amz-grant-", "x-amz-meta-", "x-amz-server-side-encryption"];
/// Metadata by which stores unpack an archive into objects of names of its own.
const UNPACKING: &str = "snowball";

/// What a header needs beside the operation.
const NEEDS: [(&str, &str); 7] = [
    ("x-amz-acl", "s3:PutObjectAcl"),
    ("x-amz-grant-", "s3:PutObjectAcl"),
    ("x-amz-tagging", "s3:PutObjectTagging"),
    ("x-amz-object-lock-legal-hold", "s3:PutObjectLegalHold"),
    ("x-amz-object-lock-mode", "s3:PutObjectRetention"),
    ("x-amz-object-lock-retain-until-date", "s3:PutObjectRetention"),
    ("x-amz-bypass-governance-retention", "s3:BypassGovernanceRetention"),
];

/// Headers that are condition keys by their own names.
const KEYS: [&str; 12] = [
    "x-amz-acl",
    "x-amz-copy-source",
    "x-amz-grant-full-control",
    "x-amz-grant-read",
    "x-amz-grant-read-acp",
    "x-amz-grant-write",
    "x-amz-grant-write-acp",
    "x-amz-metadata-directive",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-storage-class",
];

/// The headers that go on, with those that a signed query held in their place.
pub(super) fn passed(
    sent: &HeaderMap,
    in_query: Vec<(String, String)>,
) -> Result<HeaderMap, S3Error> {
    let mut headers = HeaderMap::new();
    for (name, value) in sent {
        if PASSED.contains(&name.as_str()) || is_known(name.as_str())? {
            headers.append(name.clone(), value.clone());
        }
    }
    for (name, value) in in_query {
        let name = HeaderName::try_from(name.to_ascii_lowercase()).map_err(|_| unknown(&name))?;
        let value = HeaderValue::try_from(value).map_err(|_| unknown(name.as_str()))?;
        if sent.contains_key(&name) || headers.contains_key(&name) {
            return Err(S3Error::argument(format!("{name} is there twice")));
        }
        if is_known(name.as_str())? {
            headers.insert(name, value);
        }
    }
    without_chunks(&mut headers)?;
    for name in headers.keys().filter(|name| name.as_str().starts_with("x-amz-")) {
        if headers.get_all(name).iter().nth(1).is_some() {
            return Err(S3Error::argument(format!("{name} is there twice")));
        }
    }
    Ok(headers)
}

/// Whether a header of AWS's goes on; an error where it is not known.
fn is_known(name: &str) -> Result<bool, S3Error> {
    if !name.starts_with("x-amz-") || CONSUMED.contains(&name) {
        return Ok(false);
    }
    let known = KNOWN.contains(&name)
        || KNOWN_BEGINNINGS.iter().any(|beginning| name.starts_with(beginning));
    if known && !name.contains(UNPACKING) { Ok(true) } else { Err(unknown(name)) }
}

fn unknown(name: &str) -> S3Error {
    S3Error::denied(format!("The header {name} is not passed on"))
}

/// `aws-chunked` is a coding of the way here, and ends here.
fn without_chunks(headers: &mut HeaderMap) -> Result<(), S3Error> {
    let all: Vec<String> = headers
        .get_all(http::header::CONTENT_ENCODING)
        .iter()
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .map(|coding| coding.trim().to_owned())
        .filter(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case("aws-chunked"))
        .collect();
    headers.remove(http::header::CONTENT_ENCODING);
    if !all.is_empty() {
        let value = HeaderValue::try_from(all.join(","));
        let value = value.map_err(|_| S3Error::argument("content-encoding"))?;
        headers.insert(http::header::CONTENT_ENCODING, value);
    }
    Ok(())
}

/// The actions that headers need on every object which the request writes.
pub(super) fn actions(headers: &HeaderMap) -> Vec<&'static str> {
    let needed = |(beginning, _): &&(&str, &str)| {
        let family = beginning.ends_with('-');
        let matches = |name: &HeaderName| {
            name == *beginning || (family && name.as_str().starts_with(beginning))
        };
        headers.keys().any(matches)
    };
    let mut actions: Vec<&'static str> =
        NEEDS.iter().filter(needed).map(|(_, action)| *action).collect();
    actions.dedup();
    actions
}

/// The condition keys that headers are.
pub(super) fn context(headers: &HeaderMap) -> Result<Vec<(String, Value)>, S3Error> {
    let mut keys = Vec::new();
    for name in KEYS.into_iter().filter(|name| headers.contains_key(*name)) {
        keys.push((format!("s3:{name}"), Value::One(text(headers, name)?)));
    }
    for (name, key) in [
        ("if-match", "s3:if-match"),
        ("if-none-match", "s3:if-none-match"),
        ("x-amz-object-lock-mode", "s3:object-lock-mode"),
        ("x-amz-object-lock-legal-hold", "s3:object-lock-legal-hold"),
        ("x-amz-object-lock-retain-until-date", "s3:object-lock-retain-until-date"),
    ] {
        if headers.contains_key(name) {
            keys.push((key.to_owned(), Value::One(text(headers, name)?)));
        }
    }
    if headers.contains_key("x-amz-tagging") {
        tags(&text(headers, "x-amz-tagging")?, &mut keys)?;
    }
    Ok(keys)
}

/// Tags as `x-amz-tagging` holds them: `key=value&key=value`.
fn tags(text: &str, keys: &mut Vec<(String, Value)>) -> Result<(), S3Error> {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        let decoded = percent_decode_str(&spaced).decode_utf8().map(Cow::into_owned);
        decoded.map_err(|_| S3Error::argument("a tag is not UTF-8"))
    };
    let mut names: Vec<String> = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(name)?, decoded(value)?);
        if names.len() >= TAGS_MAX || names.contains(&name) {
            return Err(S3Error::argument("an object has ten tags at most, each of them once"));
        }
        keys.push((format!("s3:RequestObjectTag/{name}"), Value::One(value)));
        names.push(name);
    }
    keys.push(("s3:RequestObjectTagKeys".to_owned(), Value::Many(names)));
    Ok(())
}

/// The one value of a header, as text.
pub(super) fn text(headers: &HeaderMap, name: &str) -> Result<String, S3Error> {
    let value = headers.get(name).map(HeaderValue::to_str);
    let text = value.transpose().map_err(|_| S3Error::argument(format!("{name} is no text")))?;
    Ok(text.unwrap_or_default().trim().to_owned())
}

/// Tags of one object.
const TAGS_MAX: usize = 10;
