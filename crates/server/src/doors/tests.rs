//! Paths and queries.

use super::*;

#[test]
fn each_path_leads_to_its_door() {
    for (path, expected) in [
        ("api/server", Some(Door::Server)),
        ("metrics", Some(Door::Metrics)),
        ("api/decisions", Some(Door::Decisions)),
        ("api/decisions/last", Some(Door::LastDecision)),
        ("api/decisions/0f", Some(Door::Decision("0f"))),
        ("api/can", Some(Door::May)),
        ("api/identity-token-keys/rotate", Some(Door::KeyRotation)),
        ("api/accounts", Some(Door::Accounts)),
        ("api/revocations", Some(Door::Revocation)),
        ("api/imported-identity-pools", Some(Door::ImportedPool)),
        ("api/imported-identities", Some(Door::ImportedIdentities)),
        ("api", None),
        ("", None),
        ("api/cannot", None),
    ] {
        assert_eq!(door(path).map(|(_, door)| door), expected, "{path}");
    }
}

#[test]
fn only_doors_that_change_something_are_posted_to() {
    for (path, method, fits) in [
        ("api/server", Method::GET, true),
        ("api/server", Method::POST, false),
        (KEY_ROTATION, Method::POST, true),
        (KEY_ROTATION, Method::GET, false),
        (KEY_ROTATION, Method::PUT, false),
        (REVOCATION, Method::POST, true),
        (REVOCATION, Method::GET, false),
        (ACCOUNTS, Method::GET, false),
        (IMPORTED_POOL, Method::GET, false),
        (IMPORTED_IDENTITIES, Method::GET, false),
        (IMPORTED_IDENTITIES, Method::POST, true),
    ] {
        assert_eq!(check_method(path, &method).is_ok(), fits, "{path} {method}");
    }
}

#[test]
fn queries_are_decoded_and_bounded() {
    let query = Query::read("resource=topic%2Fa+b%23&deny&empty=&after=7&after=8&wait_ms=x");
    assert_eq!(query.value("resource"), Some("topic/a b#"));
    assert_eq!(query.number("after"), Some(7));
    assert_eq!(query.number("wait_ms"), None);
    assert!(query.has("deny") && query.has("empty") && !query.has("other"));
    assert_eq!(query.value("empty"), None);
    let many = format!("{}last=x", "p=x&".repeat(100));
    assert!(!Query::read(&many).has("last"));
}
