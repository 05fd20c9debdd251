//! When a busy endpoint is asked again.

use http::HeaderMap;
use http::header::RETRY_AFTER;

use super::answer::Refusal;

/// How often a call is sent at most.
const ATTEMPTS_MAX: u32 = 6;
/// The wait before the second attempt, in milliseconds; each further one is twice as long.
const FIRST_WAIT_MS: u64 = 250;
/// The longest wait, in milliseconds, even if the endpoint names a longer one.
const WAIT_MS_MAX: u64 = 8_000;

/// How long to wait before the next attempt; none if this answer is the last.
pub(super) fn wait_ms(refusal: &Refusal, headers: &HeaderMap, attempt: u32) -> Option<u64> {
    let code = refusal.code.as_str();
    let is_busy = matches!(refusal.status.as_u16(), 429 | 502..=504) || BUSY.contains(&code);
    if !is_busy || attempt + 1 >= ATTEMPTS_MAX {
        return None;
    }
    let named = headers.get(RETRY_AFTER).and_then(|seconds| seconds.to_str().ok()?.parse().ok());
    let named_ms = named.map(|seconds: u64| seconds.saturating_mul(1_000));
    Some(named_ms.unwrap_or(FIRST_WAIT_MS << attempt).min(WAIT_MS_MAX))
}

const BUSY: [&str; 5] = [
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
];

#[cfg(test)]
mod tests {
    use http::{HeaderValue, StatusCode};

    use super::*;

    #[test]
    fn a_busy_endpoint_is_asked_a_bounded_number_of_times() {
        let refusal = |status: u16, code: &str| Refusal {
            operation: "ListRoles",
            status: StatusCode::from_u16(status).unwrap(),
            code: code.to_owned(),
            message: String::new(),
        };
        let none = HeaderMap::new();
        let throttled = refusal(400, "Throttling");
        let waits: Vec<_> = (0..6).map(|attempt| wait_ms(&throttled, &none, attempt)).collect();
        assert_eq!(waits, [Some(250), Some(500), Some(1_000), Some(2_000), Some(4_000), None]);
        assert_eq!(wait_ms(&refusal(503, ""), &none, 0), Some(250));
        assert_eq!(wait_ms(&refusal(400, "AccessDenied"), &none, 0), None);
        let mut named = HeaderMap::new();
        named.insert(RETRY_AFTER, HeaderValue::from_static("3"));
        assert_eq!(wait_ms(&refusal(429, ""), &named, 0), Some(3_000));
        named.insert(RETRY_AFTER, HeaderValue::from_static("86400"));
        assert_eq!(wait_ms(&refusal(429, ""), &named, 0), Some(WAIT_MS_MAX));
    }
}
