//! Signing a request by OAuth 1.0a, HMAC-SHA1 (RFC 5849, sections 3.4 and 3.5.1).

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Who asks, and in whose name.
pub(super) struct Credentials<'a> {
    pub(super) consumer_key: &'a str,
    pub(super) consumer_secret: &'a str,
    pub(super) token: &'a str,
    pub(super) token_secret: &'a str,
}

/// A request without query and body.
pub(super) struct Signed<'a> {
    pub(super) method: &'a str,
    pub(super) url: &'a str,
    pub(super) nonce: &'a str,
    pub(super) timestamp_s: i64,
}

/// The `Authorization` header.
pub(super) fn authorization(credentials: &Credentials<'_>, request: &Signed<'_>) -> String {
    let timestamp = request.timestamp_s.to_string();
    // In the order of their names, as the base string wants them.
    let mut parameters = vec![
        ("oauth_consumer_key", credentials.consumer_key),
        ("oauth_nonce", request.nonce),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", timestamp.as_str()),
        ("oauth_token", credentials.token),
        ("oauth_version", "1.0"),
    ];
    let normalized: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let base =
        format!("{}&{}&{}", request.method, escaped(request.url), escaped(&normalized.join("&")));
    let key =
        format!("{}&{}", escaped(credentials.consumer_secret), escaped(credentials.token_secret));
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key.as_bytes());
    let signature = STANDARD.encode(hmac::sign(&key, base.as_bytes()));
    parameters.push(("oauth_signature", signature.as_str()));
    let fields: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    format!("OAuth {}", fields.join(", "))
}

/// RFC 3986 escapes, of everything that is not unreserved (RFC 5849, section 3.6).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.extend(['%', hexadecimal(byte >> 4), hexadecimal(byte & 15)]);
        }
    }
    escaped
}

/// One digit of four bits.
fn hexadecimal(bits: u8) -> char {
    char::from_digit(u32::from(bits), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Twitter's page "Creating a signature", without its body parameters, was
    /// computed by an independent implementation (Python's `oauthlib`).
    #[test]
    fn a_request_is_signed_as_another_implementation_signs_it() {
        let credentials = Credentials {
            consumer_key: "xvz1evFS4wEEPTGEFPHBog",
            consumer_secret: "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            token: "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
            token_secret: "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
        };
        let request = Signed {
            method: "GET",
            url: "https://api.twitter.com/1.1/account/verify_credentials.json",
            nonce: "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
            timestamp_s: 1_318_622_958,
        };
        let header = authorization(&credentials, &request);
        let signature = header.split("oauth_signature=\"").nth(1).unwrap();
        assert_eq!(signature.trim_end_matches('"'), SIGNATURE);
    }

    #[test]
    fn everything_but_the_unreserved_is_escaped() {
        assert_eq!(escaped("Ladies + Gentlemen"), "Ladies%20%2B%20Gentlemen");
        assert_eq!(escaped("☃-._~a9"), "%E2%98%83-._~a9");
    }

    const SIGNATURE: &str = "Wl%2BfwPzf6UXKwhAtPH%2BBFle7RHM%3D";
}
