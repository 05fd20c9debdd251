//! Reading a snapshot through the public APIs. Every call is a Get, a List or a Describe.

mod cognito;
mod iam;
mod iot;

use std::collections::HashSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Skipped, Snapshot, VERSION};
use crate::aws::{Aws, Call, CallError, Service};
use crate::failure::Failure;

/// Pages of one listing.
const PAGES_MAX: usize = 20_000;

/// Reads everything. What the endpoint does not serve, or does not let the caller see, is named and
/// left out; an endpoint that does not know the caller ends it.
pub(crate) async fn read(aws: &Aws) -> Result<Snapshot, Failure> {
    let account = account(aws).await?;
    let snapshot = Snapshot {
        version: VERSION,
        account,
        region: aws.region().to_owned(),
        ..Snapshot::default()
    };
    let mut reader = Reader { aws, snapshot };
    reader.iam().await?;
    reader.cognito().await?;
    reader.iot().await?;
    Ok(reader.snapshot)
}

/// The account of the caller.
async fn account(aws: &Aws) -> Result<String, Failure> {
    let caller = aws.call(&Call::query(Service::Sts, "GetCallerIdentity", [])).await?;
    Ok(text(&caller, "Account"))
}

struct Reader<'a> {
    aws: &'a Aws,
    snapshot: Snapshot,
}

impl Reader<'_> {
    /// The result, or nothing and a word about what is left out.
    fn or_skip<T>(
        &mut self,
        what: impl Into<String>,
        result: Result<T, CallError>,
    ) -> Result<Option<T>, Failure> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(CallError::Refused(refusal)) if !refusal.is_of_credentials() => {
                let why = if refusal.is_unserved() {
                    format!("{} is not served there", refusal.operation)
                } else {
                    refusal.sentence()
                };
                let unread = Skipped { what: what.into(), why };
                self.skip(unread.what.clone(), unread.why.clone());
                self.snapshot.unread.get_or_insert(unread);
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn skip(&mut self, what: impl Into<String>, why: impl Into<String>) {
        let skipped = Skipped { what: what.into(), why: why.into() };
        if !self.snapshot.skipped.contains(&skipped) {
            self.snapshot.skipped.push(skipped);
        }
    }

    /// A listing to its end, page by page.
    async fn pages(&self, listing: &Listing<'_>) -> Result<Vec<Value>, CallError> {
        let mut pages = Vec::new();
        let mut seen = HashSet::new();
        let mut call = listing.call.clone();
        loop {
            let page = self.aws.call(&call).await?;
            let more = text(&page, "IsTruncated") != "false";
            let marker = text(&page, listing.next);
            pages.push(page);
            if marker.is_empty() || !more {
                return Ok(pages);
            }
            if pages.len() >= PAGES_MAX || !seen.insert(marker.clone()) {
                let sentence = format!("{} does not come to an end", listing.what);
                return Err(Failure::Failed(sentence).into());
            }
            call = listing.call.clone().and(listing.given, &marker);
        }
    }

    /// The entries of a listing.
    async fn entries(&self, listing: &Listing<'_>, member: &str) -> Result<Vec<Value>, CallError> {
        let pages = self.pages(listing).await?;
        Ok(pages.iter().flat_map(|page| list(page, member).cloned()).collect())
    }
}

/// A listing that comes in pages.
struct Listing<'a> {
    what: &'a str,
    call: Call,
    /// The member that names the next page.
    next: &'a str,
    /// What it is called in the next call.
    given: &'a str,
}

/// The text of a member; empty if it is not there.
fn text(value: &Value, member: &str) -> String {
    value.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The same, where nothing and an empty text mean the same.
fn some_text(value: &Value, member: &str) -> Option<String> {
    Some(text(value, member)).filter(|text| !text.is_empty())
}

/// The entries of a member; an empty element of XML is an empty list.
fn list<'v>(value: &'v Value, member: &str) -> impl Iterator<Item = &'v Value> {
    value.get(member).and_then(Value::as_array).into_iter().flatten()
}

/// The texts in a member, in order.
fn texts(value: &Value, member: &str) -> Vec<String> {
    let texts = list(value, member).filter_map(Value::as_str).map(str::to_owned);
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts
}

/// A resource as its type; members that are null count as absent.
fn typed<T: DeserializeOwned>(mut value: Value, what: &str) -> Result<T, CallError> {
    strip_nulls(&mut value);
    let read = serde_json::from_value(value);
    Ok(read.map_err(|error| Failure::Failed(format!("{what} cannot be read: {error}")))?)
}

fn strip_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, value| !value.is_null());
            members.values_mut().for_each(strip_nulls);
        }
        Value::Array(values) => values.iter_mut().for_each(strip_nulls),
        _ => {}
    }
}

/// A policy document, which is JSON in AWS's hands.
fn document(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}
