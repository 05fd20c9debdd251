//! The head of an HTTP request: what it says of its signature, and where it leads. Never a panic, and
//! no signature that was made without the secret is right.
//!
//! The input is text: method and target, headers line by line, an empty line, the body.
#![no_main]

use daypass_aws_protocol::sigv4::{Door, Expected, SigningKey, parse};
use daypass_aws_protocol::{decode, route};
use daypass_aws_types::cognito_identity::GetIdInput;
use http::request::{Builder, Parts};

/// 2027-01-15T08:00:00Z.
const NOW_SECONDS: i64 = 1_800_000_000;
const EXPECTED: Expected<'_> = Expected {
    signing_names: &["cognito-identity", "iot"],
    region: Some("us-east-1"),
    skew_seconds_max: 300,
};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let Some(parts) = parts(head) else { return };
    for door in [Door::Api, Door::Upgrade { port: 443 }] {
        let Ok(Some(signed)) = parse(&parts, door) else { continue };
        assert!(signed.path().starts_with('/'));
        _ = signed.require_signed(&parts.headers, ["x-amz-*", "host"]);
        if let Ok(scope) = signed.scope(&EXPECTED, NOW_SECONDS) {
            let key = SigningKey::derive("a secret that no input knows", &scope);
            assert!(signed.verify(&parts, body.as_bytes(), &key).is_err());
        }
    }
    if let Ok(route) = route(&parts, body.as_bytes(), Some("iotdata"))
        && route.operation.name == "GetId"
    {
        _ = decode::<GetIdInput>(&route, &parts, body.as_bytes());
    }
});

fn parts(head: &str) -> Option<Parts> {
    let mut lines = head.lines();
    let (method, target) = lines.next()?.split_once(' ')?;
    let first = Builder::new().method(method).uri(target);
    let request = lines.fold(first, |request, line| {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        request.header(name, value.trim())
    });
    Some(request.body(()).ok()?.into_parts().0)
}
