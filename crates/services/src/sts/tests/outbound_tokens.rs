//! Web identity tokens of an account's own issuer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use daypass_aws_types::iam::{
    DisableOutboundWebIdentityFederationInput, EnableOutboundWebIdentityFederationInput,
};
use daypass_aws_types::sts::{GetWebIdentityTokenInput, GetWebIdentityTokenOutput, Tag};
use daypass_store::conformance::block_on;
use serde_json::Value;

use super::{account_trust, request, session};
use crate::iam::outbound_federation::{
    DisableOutboundWebIdentityFederation, EnableOutboundWebIdentityFederation,
    OutboundFederationRecord, federation_key, outbound_issuer,
};
use crate::principal::Principal;
use crate::sts::outbound_token::GetWebIdentityToken;
use crate::testing::{Answered, Stage};

const DAY: i64 = 86_400;

fn enable(stage: &Stage) -> String {
    let input = EnableOutboundWebIdentityFederationInput {};
    let answer = stage.call::<EnableOutboundWebIdentityFederation>(&Stage::root(), &input);
    answer.allowed().issuer_identifier.unwrap()
}

fn disable(stage: &Stage) {
    let input = DisableOutboundWebIdentityFederationInput {};
    stage.call::<DisableOutboundWebIdentityFederation>(&Stage::root(), &input).allowed();
}

fn wanted(algorithm: &str) -> GetWebIdentityTokenInput {
    GetWebIdentityTokenInput {
        audience: vec!["https://api.example".to_owned()],
        signing_algorithm: algorithm.to_owned(),
        ..GetWebIdentityTokenInput::default()
    }
}

fn get(
    stage: &Stage,
    caller: &Principal,
    input: &GetWebIdentityTokenInput,
) -> Answered<GetWebIdentityTokenOutput> {
    stage.call::<GetWebIdentityToken>(caller, input)
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn token(stage: &Stage, caller: &Principal, input: &GetWebIdentityTokenInput) -> String {
    get(stage, caller, input).allowed().web_identity_token.unwrap().expose().to_owned()
}

fn record(stage: &Stage) -> OutboundFederationRecord {
    block_on(stage.reads().peek(&federation_key(&Stage::account()))).unwrap().unwrap()
}

fn published(stage: &Stage) -> Vec<String> {
    let issuer = block_on(outbound_issuer(&stage.reads(), &record(stage).issuer_id));
    let keys = issuer.unwrap().unwrap();
    keys.published(stage.ours_s)
        .map(|key| serde_json::from_str::<Value>(key).unwrap())
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn keys_change_after_a_while_and_go_once_their_tokens_have_expired() {
    let mut stage = Stage::new();
    let issuer = enable(&stage);
    let root = Stage::root();
    assert_eq!(part(&token(&stage, &root, &wanted("RS256")), 0)["kid"], "RSA_1");
    assert_eq!(part(&token(&stage, &root, &wanted("ES384")), 0)["kid"], "EC384_1");
    stage.ours_s += 90 * DAY - 1;
    assert_eq!(part(&token(&stage, &root, &wanted("RS256")), 0)["kid"], "RSA_1");
    stage.ours_s += 1;
    let renewed = token(&stage, &root, &wanted("ES384"));
    assert_eq!(part(&renewed, 0)["kid"], "EC384_2");
    assert_eq!(part(&renewed, 1)["iss"], issuer.as_str());
    assert_eq!(part(&token(&stage, &root, &wanted("RS256")), 0)["kid"], "RSA_2");
    assert_eq!(published(&stage), ["RSA_1", "EC384_1", "RSA_2", "EC384_2"]);
    stage.ours_s += 7_200;
    assert_eq!(published(&stage), ["RSA_2", "EC384_2"]);
    assert_eq!(record(&stage).last_number, 2);
}

#[test]
fn enabling_anew_keeps_the_issuer_and_makes_new_keys_up_to_a_bound() {
    let stage = Stage::new();
    let issuer = enable(&stage);
    let input = EnableOutboundWebIdentityFederationInput {};
    let twice = stage.call::<EnableOutboundWebIdentityFederation>(&Stage::root(), &input);
    assert_eq!(twice.refused().0, "FeatureEnabled");
    for number in 2..=12 {
        disable(&stage);
        let refused = get(&stage, &Stage::root(), &wanted("ES384"));
        assert_eq!(refused.refused().0, "OutboundWebIdentityFederationDisabledException");
        assert_eq!(enable(&stage), issuer);
        let kid = format!("EC384_{number}");
        assert_eq!(part(&token(&stage, &Stage::root(), &wanted("ES384")), 0)["kid"], kid.as_str());
    }
    disable(&stage);
    let full = stage.call::<EnableOutboundWebIdentityFederation>(&Stage::root(), &input);
    assert_eq!(full.refused().0, "LimitExceeded");
}

#[test]
fn a_token_never_outlives_the_session_that_asks_for_it() {
    let mut stage = Stage::new();
    enable(&stage);
    let role = stage.role("worker", &account_trust(), &["*"]);
    let input =
        daypass_aws_types::sts::AssumeRoleInput { duration_seconds: Some(900), ..request(&role) };
    let caller = session(&stage, &Stage::root(), &input);
    let wish =
        |seconds| GetWebIdentityTokenInput { duration_seconds: Some(seconds), ..wanted("RS256") };
    let claims = part(&token(&stage, &caller, &wish(900)), 1);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 900);
    assert_eq!(claims["sub"], role.as_str());
    let refused = get(&stage, &caller, &wish(901));
    assert_eq!(refused.refused().0, "SessionDurationEscalationException");
    stage.ours_s += 601;
    let by_default = get(&stage, &caller, &wanted("RS256"));
    assert_eq!(by_default.refused().0, "SessionDurationEscalationException");
    token(&stage, &caller, &wish(299));
    // A long-term key has no end.
    token(&stage, &Stage::root(), &wish(3_600));
}

#[test]
fn session_tags_cover_tags_of_the_role_in_any_case() {
    let stage = Stage::new();
    enable(&stage);
    let trust = super::trust(&[super::account_may(&["sts:AssumeRole", "sts:TagSession"])]);
    let role = stage.role("worker", &trust, &["*"]);
    stage.change_role("worker", |role| {
        role.tags = [("Team", "role"), ("kept", "yes")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into();
    });
    let tag = Tag { key: "team".to_owned(), value: "session".to_owned() };
    let input =
        daypass_aws_types::sts::AssumeRoleInput { tags: Some(vec![tag.clone()]), ..request(&role) };
    let caller = session(&stage, &Stage::root(), &input);
    let asked = GetWebIdentityTokenInput {
        tags: Some(vec![Tag { key: "job".to_owned(), ..tag }]),
        ..wanted("RS256")
    };
    let claims = part(&token(&stage, &caller, &asked), 1);
    let aws = &claims["https://sts.amazonaws.com/"];
    assert_eq!(aws["principal_tags"], serde_json::json!({ "kept": "yes", "team": "session" }));
    assert_eq!(aws["request_tags"], serde_json::json!({ "job": "session" }));
    assert_eq!(aws["principal_id"], claims["sub"]);
}

#[test]
fn a_payload_of_14_984_bytes_is_signed_and_one_more_byte_is_too_much() {
    let stage = Stage::new();
    enable(&stage);
    let padded = |bytes: usize| {
        let mut audience = vec!["a".repeat(1_000); 10];
        let tags = (0..50).map(|number| Tag {
            key: format!("{number:02}"),
            value: "v".repeat(bytes.saturating_sub(256 * number).min(256)),
        });
        audience.truncate(10);
        GetWebIdentityTokenInput { audience, tags: Some(tags.collect()), ..wanted("RS256") }
    };
    let size =
        |token: &str| URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap().len();
    let least = size(&token(&stage, &Stage::root(), &padded(0)));
    let largest = 14_984 - least;
    assert_eq!(size(&token(&stage, &Stage::root(), &padded(largest))), 14_984);
    let refused = get(&stage, &Stage::root(), &padded(largest + 1));
    assert_eq!(
        refused.refused(),
        ("JWTPayloadSizeExceededException", 400, "JWT payload exceeds maximum allowed size")
    );
}
