//! The parameters of a query, read as the signature reads them.

use std::borrow::Cow;

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use super::error::S3Error;
use crate::sigv4::{Form, RESERVED};

/// Parameters by name and value, both decoded. No name is there twice.
#[derive(Debug, Default, Clone)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query, which the signature has read before: its bounds hold.
    pub(super) fn read(query: &str, form: Form) -> Result<Self, S3Error> {
        let mut parameters = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decoded(name)?, decoded(value)?);
            if is_of_signature(&name, form) {
                continue;
            }
            if parameters.value(&name).is_some() {
                return Err(S3Error::argument("a parameter is there twice"));
            }
            parameters.0.push((name, value));
        }
        Ok(parameters)
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Takes out the parameters that stand for headers of AWS's, as signers of queries may put them.
    pub(super) fn take_headers(&mut self) -> Vec<(String, String)> {
        let header = |(name, _): &mut (String, String)| {
            name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("x-amz-"))
        };
        self.0.extract_if(.., header).collect()
    }

    /// The query that is passed on: every parameter written in one way.
    pub(super) fn encoded(&self) -> String {
        let encode = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
        let pair = |(name, value): &(String, String)| match value.as_str() {
            "" => encode(name),
            value => format!("{}={}", encode(name), encode(value)),
        };
        self.0.iter().map(pair).collect::<Vec<_>>().join("&")
    }
}

fn decoded(text: &str) -> Result<String, S3Error> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().map(Cow::into_owned);
    decoded.map_err(|_| S3Error::argument("a parameter is not UTF-8"))
}

/// What says who asks, and never goes on; and `x-id`, by which some SDKs name the operation for
/// those who read logs.
fn is_of_signature(name: &str, form: Form) -> bool {
    name == "x-id" || (form == Form::Query && SIGNATURE.contains(&name))
}

const SIGNATURE: [&str; 8] = [
    "X-Amz-Algorithm",
    "X-Amz-Content-Sha256",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];
