//! One request: the operation, what IAM is asked, and what goes on to the store.

use std::borrow::Cow;

use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use percent_encoding::{percent_decode_str, utf8_percent_encode};

use super::deletion::Deletion;
use super::error::S3Error;
use super::headers;
use super::names::{is_bucket, is_key, is_prefix};
use super::query::Parameters;
use super::shapes::{self, Level, Shape, VERSION};
use crate::path::{self, PATH_BYTES_MAX};
use crate::sigv4::{Form, RESERVED, RESERVED_IN_PATH};

/// What an operation's body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// There is none.
    None,
    /// It goes on as it comes.
    Streamed,
    /// It names the objects to delete, and is read before it goes on.
    Deletion,
}

/// The value of a condition key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of a single-valued key.
    One(String),
    /// Of a multi-valued key.
    Many(Vec<String>),
}

/// One permission that a request needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// The action, `s3:GetObject`.
    pub action: &'static str,
    /// The ARN of the bucket or the object.
    pub resource: String,
    /// The version that is named, for `s3:VersionId`.
    pub version: Option<String>,
}

/// What a request asks of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The operation's name, `PutObject`.
    pub operation: &'static str,
    /// The bucket.
    pub bucket: String,
    /// The bucket of the object that is copied, where one is.
    pub source_bucket: Option<String>,
    /// What the caller needs, all of it. Of a deletion it lacks what
    /// [`Asked::deleting`] adds.
    pub permissions: Vec<Permission>,
    /// Reading the tags of the object that is copied, where the copy takes them along.
    pub tags_taken_along: Option<Permission>,
    /// The condition keys of the request.
    pub context: Vec<(String, Value)>,
    /// What its body is.
    pub body: Body,
    /// The path that goes on, and the query.
    pub path_and_query: String,
    /// The headers that go on: nothing of who asks.
    pub headers: HeaderMap,
}

/// Reads a request whose signature was verified; `form` says where that stands.
pub fn read(request: &Parts, form: Form) -> Result<Asked, S3Error> {
    let (bucket, key) = place(request.uri.path())?;
    let mut parameters = Parameters::read(request.uri.query().unwrap_or_default(), form)?;
    let in_query = match form {
        Form::Query => parameters.take_headers(),
        Form::Header => Vec::new(),
    };
    let level = if key.is_some() { Level::Object } else { Level::Bucket };
    let shape = shape(request.method.as_str(), level, &parameters)?;
    let mut headers = headers::passed(&request.headers, in_query)?;
    let version = version(&parameters)?;
    let source = source(shape, &mut headers)?;
    let context = context(&parameters, &headers, shape)?;
    let resource = arn(&bucket, key.as_deref());
    let actions = if version.is_some() { shape.version_actions } else { shape.actions };
    let mut asked = Asked {
        operation: match (&source, shape.copy_name) {
            (Some(_), Some(name)) => name,
            _ => shape.name,
        },
        permissions: Vec::new(),
        tags_taken_along: source.as_ref().filter(|_| takes_tags_along(shape, &headers)).map(
            |source| Permission {
                action: source.action("s3:GetObjectTagging", "s3:GetObjectVersionTagging"),
                resource: source.arn(),
                version: source.version.clone(),
            },
        ),
        context,
        body: if source.is_some() { Body::None } else { shape.body },
        path_and_query: path_and_query(&bucket, key.as_deref(), &parameters),
        headers,
        source_bucket: source.as_ref().map(|source| source.bucket.clone()),
        bucket,
    };
    if shape.body != Body::Deletion {
        asked.need(actions, &resource, version.as_deref());
    }
    if key.is_some() {
        asked.need(&headers::actions(&asked.headers), &resource, version.as_deref());
    } else if shape.body != Body::Deletion && !headers::actions(&asked.headers).is_empty() {
        return Err(S3Error::denied("A header for objects is not passed on with a bucket"));
    }
    if let Some(source) = source {
        let action = source.action("s3:GetObject", "s3:GetObjectVersion");
        asked.need(&[action], &source.arn(), source.version.as_deref());
    }
    Ok(asked)
}

impl Asked {
    /// The same with the permission for every object that is to be deleted.
    pub fn deleting(mut self, deletion: &Deletion) -> Self {
        let beside = headers::actions(&self.headers);
        for (key, version) in &deletion.objects {
            let resource = arn(&self.bucket, Some(key));
            let action =
                if version.is_some() { "s3:DeleteObjectVersion" } else { "s3:DeleteObject" };
            self.need(&[action], &resource, version.as_deref());
            self.need(&beside, &resource, version.as_deref());
        }
        // The body is written anew: what was said of the sent one is not true of it.
        let of_body = |name: &&http::HeaderName| {
            let name = name.as_str();
            name == "content-md5"
                || name == "x-amz-sdk-checksum-algorithm"
                || name.starts_with("x-amz-checksum-")
        };
        let left: Vec<_> = self.headers.keys().filter(of_body).cloned().collect();
        for name in left {
            self.headers.remove(name);
        }
        self
    }

    pub(super) fn need(&mut self, actions: &[&'static str], resource: &str, version: Option<&str>) {
        for action in actions {
            let needed = Permission {
                action,
                resource: resource.to_owned(),
                version: version.map(str::to_owned),
            };
            if !self.permissions.contains(&needed) {
                self.permissions.push(needed);
            }
        }
    }
}

/// The object that is copied.
struct Source {
    bucket: String,
    key: String,
    version: Option<String>,
}

impl Source {
    fn arn(&self) -> String {
        arn(&self.bucket, Some(&self.key))
    }

    /// The action on it, of the two for an object and for one version of it.
    fn action(&self, plain: &'static str, of_version: &'static str) -> &'static str {
        if self.version.is_some() { of_version } else { plain }
    }
}

/// Whether a copy has the tags of its source: S3 leaves them unless it is told otherwise, and parts
/// have none.
fn takes_tags_along(shape: &Shape, headers: &HeaderMap) -> bool {
    let replaced = headers.get("x-amz-tagging-directive").is_some_and(|told| told == "REPLACE");
    shape.copy_name == Some("CopyObject") && !replaced
}

/// The bucket and the key of a path, decoded.
fn place(path: &str) -> Result<(String, Option<String>), S3Error> {
    if path.len() > PATH_BYTES_MAX {
        return Err(S3Error::uri());
    }
    let decoded = path::decoded(path).map_err(|_| S3Error::uri())?;
    let rest = decoded.strip_prefix('/').ok_or_else(S3Error::uri)?;
    let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
    if bucket.is_empty() && key.is_empty() {
        return Err(S3Error::denied("Only requests for a bucket or an object are passed on"));
    }
    let key = (!key.is_empty()).then(|| key.to_owned());
    if !is_bucket(bucket) || key.as_ref().is_some_and(|key| !is_key(key)) {
        return Err(S3Error::uri());
    }
    Ok((bucket.to_owned(), key))
}

fn shape(method: &str, level: Level, parameters: &Parameters) -> Result<&'static Shape, S3Error> {
    let names = parameters.names().collect::<Vec<_>>();
    shapes::find(method, level, &names).ok_or_else(|| {
        let told =
            if names.is_empty() { String::new() } else { format!(" with {}", names.join(", ")) };
        let place = if level == Level::Bucket { "bucket" } else { "object" };
        S3Error::denied(format!("{method} of a {place}{told} is not passed on"))
    })
}

fn version(parameters: &Parameters) -> Result<Option<String>, S3Error> {
    match parameters.value(VERSION) {
        Some("") => Err(S3Error::argument("Version id cannot be the empty string")),
        version => Ok(version.map(str::to_owned)),
    }
}

/// The source of a copy, whose header is written anew.
fn source(shape: &Shape, headers: &mut HeaderMap) -> Result<Option<Source>, S3Error> {
    let invalid = || S3Error::argument("Copy Source must mention the source bucket and key");
    if headers.get(COPY_SOURCE).is_none() {
        let beside = headers.keys().any(|name| name.as_str().starts_with(COPY_SOURCE));
        return if beside { Err(invalid()) } else { Ok(None) };
    }
    if shape.copy_name.is_none() {
        return Err(S3Error::denied("x-amz-copy-source is passed on with PUT of an object alone"));
    }
    let text = headers::text(headers, COPY_SOURCE)?;
    let (place, version) = match text.split_once('?') {
        Some((place, query)) => {
            (place, Some(query.strip_prefix("versionId=").ok_or_else(invalid)?))
        }
        None => (text.as_str(), None),
    };
    let decoded = |text: &str| path::decoded(text).map_err(|_| invalid());
    let place = decoded(place)?;
    let (bucket, key) =
        place.strip_prefix('/').unwrap_or(&place).split_once('/').ok_or_else(invalid)?;
    // A question mark in a key would begin a version to a store that decodes first.
    if !is_bucket(bucket) || !is_key(key) || key.contains('?') {
        return Err(invalid());
    }
    let version = version.map(decoded).transpose()?;
    if version.as_ref().is_some_and(|version| version.is_empty() || version.contains(['&', '='])) {
        return Err(invalid());
    }
    let anew = match &version {
        Some(version) => {
            format!(
                "{}?versionId={}",
                encoded_path(bucket, key),
                utf8_percent_encode(version, RESERVED)
            )
        }
        None => encoded_path(bucket, key),
    };
    headers.insert(COPY_SOURCE, HeaderValue::try_from(anew).map_err(|_| invalid())?);
    Ok(Some(Source { bucket: bucket.to_owned(), key: key.to_owned(), version }))
}

/// Condition keys of the query and the headers. Where a listing begins must mean one thing, too.
fn context(
    parameters: &Parameters,
    headers: &HeaderMap,
    shape: &Shape,
) -> Result<Vec<(String, Value)>, S3Error> {
    for name in ["prefix", "marker", "start-after", "key-marker"] {
        if parameters.value(name).is_some_and(|text| !is_prefix(text)) {
            return Err(S3Error::argument(format!("{name} can be read in more than one way")));
        }
    }
    let mut keys = headers::context(headers)?;
    if let Some((_, Value::One(source))) =
        keys.iter_mut().find(|(name, _)| name == "s3:x-amz-copy-source")
    {
        let decoded = percent_decode_str(source).decode_utf8().map(Cow::into_owned);
        *source = decoded.unwrap_or_default();
    }
    if LISTING.contains(&shape.name) {
        for name in ["prefix", "delimiter", "max-keys"] {
            if let Some(value) = parameters.value(name) {
                keys.push((format!("s3:{name}"), Value::One(value.to_owned())));
            }
        }
    }
    Ok(keys)
}

fn arn(bucket: &str, key: Option<&str>) -> String {
    match key {
        Some(key) => format!("arn:aws:s3:::{bucket}/{key}"),
        None => format!("arn:aws:s3:::{bucket}"),
    }
}

fn encoded_path(bucket: &str, key: &str) -> String {
    format!("/{bucket}/{}", utf8_percent_encode(key, RESERVED_IN_PATH))
}

fn path_and_query(bucket: &str, key: Option<&str>, parameters: &Parameters) -> String {
    let path = match key {
        Some(key) => encoded_path(bucket, key),
        None => format!("/{bucket}"),
    };
    match parameters.encoded() {
        query if query.is_empty() => path,
        query => format!("{path}?{query}"),
    }
}

const COPY_SOURCE: &str = "x-amz-copy-source";
/// The operations whose permissions may ask for what is listed.
const LISTING: [&str; 3] = ["ListObjects", "ListObjectsV2", "ListObjectVersions"];
