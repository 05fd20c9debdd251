//! The header form: `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`.

use http::HeaderMap;

use super::date::SigningDate;
use super::error::SigV4Error;
use super::request::{ALGORITHM, Claims};
use super::{AUTHORIZATION_BYTES_MAX, AUTHORIZATION_PARAMETERS_MAX};

/// Reads the header, and the date and the token that stand in headers of their own.
pub(super) fn read(authorization: &str, headers: &HeaderMap) -> Result<Claims, SigV4Error> {
    if authorization.len() > AUTHORIZATION_BYTES_MAX {
        return Err(SigV4Error::bad_request("the Authorization header is too long"));
    }
    let (algorithm, parameters) = authorization.split_once(' ').unwrap_or((authorization, ""));
    if algorithm != ALGORITHM {
        return Err(SigV4Error::incomplete(format!("Unsupported AWS 'algorithm': '{algorithm}'.")));
    }
    let [credential, signature, signed_headers] = parameters_of(authorization, parameters)?;
    let date = header(headers, "x-amz-date").map(SigningDate::parse);
    let date = date.or_else(|| header(headers, "date").map(SigningDate::parse_header));
    let missing = [
        (credential.is_none(), "Authorization header requires 'Credential' parameter. "),
        (signature.is_none(), "Authorization header requires 'Signature' parameter. "),
        (signed_headers.is_none(), "Authorization header requires 'SignedHeaders' parameter. "),
        (
            date.is_none(),
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ",
        ),
    ];
    let (Some(credential), Some(signature), Some(signed_headers), Some(date)) =
        (credential, signature, signed_headers, date)
    else {
        let missing = missing.iter().filter(|(missing, _)| *missing).map(|(_, words)| *words);
        let words: String = missing.collect();
        return Err(SigV4Error::incomplete(format!("{words}Authorization={algorithm}")));
    };
    Ok(Claims {
        credential: credential.to_owned(),
        signature: signature.to_owned(),
        signed_headers: signed_headers.to_owned(),
        date,
        valid_seconds: 0,
        session_token: header(headers, "x-amz-security-token").map(Into::into),
    })
}

/// The values of `Credential`, `Signature` and `SignedHeaders`; the last of several counts.
fn parameters_of<'a>(
    authorization: &str,
    parameters: &'a str,
) -> Result<[Option<&'a str>; 3], SigV4Error> {
    let [mut credential, mut signature, mut signed_headers] = [None; 3];
    if parameters.trim().is_empty() {
        return Ok([None; 3]);
    }
    for (index, parameter) in parameters.split(',').map(str::trim).enumerate() {
        if index >= AUTHORIZATION_PARAMETERS_MAX {
            return Err(SigV4Error::bad_request(
                "the Authorization header has too many parameters",
            ));
        }
        let (name, value) = parameter.split_once('=').ok_or_else(|| {
            SigV4Error::incomplete(format!(
                "'{parameter}' not a valid key=value pair (missing equal-sign) in Authorization \
                 header: '{authorization}'"
            ))
        })?;
        match name {
            "Credential" => credential = Some(value),
            "Signature" => signature = Some(value),
            "SignedHeaders" => signed_headers = Some(value),
            _ => {}
        }
    }
    Ok([credential, signature, signed_headers])
}

/// A header's first value as text; what is no text is no value that any check could accept.
fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    Some(headers.get(name)?.to_str().unwrap_or_default())
}
