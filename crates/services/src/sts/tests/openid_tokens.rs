//! Tokens of registered OpenID Connect providers at STS.

use daypass_policy::Leg;
use serde_json::{Value, json};

use super::{NOT_AUTHORIZED, presented, trade, trust, web_request};
use crate::testing::{Issuer, NOW_S, Stage};

const URL: &str = "https://login.example/tenant";

fn statement(actions: &[&str], equals: &Value) -> Value {
    json!({
        "Effect": "Allow",
        "Principal": { "Federated": "arn:aws:iam::123456789012:oidc-provider/login.example/tenant" },
        "Action": actions,
        "Condition": { "StringEquals": equals },
    })
}

/// A stage with a registered issuer and a role for its user `alice` by the client `app`.
fn stage() -> (Stage, Issuer, String) {
    let (stage, issuer) = (Stage::new(), Issuer::new(URL, "k1"));
    stage.web.publish(&issuer);
    stage.provider(URL);
    let equals = json!({ "login.example/tenant:aud": "app", "login.example/tenant:sub": "alice" });
    let trust = trust(&[statement(&["sts:AssumeRoleWithWebIdentity"], &equals)]);
    let role = stage.role("web", &trust, &["iot:*"]);
    (stage, issuer, role)
}

#[test]
fn a_token_is_traded_under_the_roles_trust() {
    let (stage, issuer, role) = stage();
    let answer = trade(&stage, &web_request(&role, &issuer.token(&json!({})))).allowed();
    assert_eq!(answer.provider.as_deref(), Some(URL));
    assert_eq!(answer.audience.as_deref(), Some("app"));
    assert_eq!(answer.subject_from_web_identity_token.as_deref(), Some("alice"));
    assert!(answer.assumed_role_user.unwrap().arn.ends_with(":assumed-role/web/web"));
    let principal = presented(&stage, &answer.credentials.unwrap());
    assert!(stage.may(&principal, "iot:ListPolicies", "*"));
    let web = principal.session().unwrap().principal.web_identity.clone().unwrap();
    assert_eq!((web.provider.as_str(), web.subject.as_str()), ("login.example/tenant", "alice"));

    let other = trade(&stage, &web_request(&role, &issuer.token(&json!({ "sub": "bob" }))));
    assert_eq!(other.refused(), NOT_AUTHORIZED);
    assert_eq!(other.note.unwrap().decision.leg, Some(Leg::Trust));
    let missing = role.replace("/web", "/missing");
    let missing = trade(&stage, &web_request(&missing, &issuer.token(&json!({}))));
    assert_eq!(missing.refused(), NOT_AUTHORIZED);
}

#[test]
fn a_token_that_is_not_right_is_refused_in_the_words_of_sts() {
    let (stage, issuer, role) = stage();
    let stranger = Issuer::new(URL, "k1");
    let unregistered = Issuer::new("https://nobody.example", "k1");
    let (now, end) = (NOW_S, NOW_S - 301);
    let expired = format!(
        "Token expired: current date/time {now} must be before the expiration date/time {end}"
    );
    let invalid = "The web identity token that was passed could not be validated by AWS.";
    let table = [
        (stranger.token(&json!({})), "InvalidIdentityToken", invalid),
        (
            issuer.signed(&json!({ "alg": "none", "kid": "k1" }), &json!({})),
            "InvalidIdentityToken",
            invalid,
        ),
        (
            issuer.token(&json!({ "aud": "other" })),
            "InvalidIdentityToken",
            "Incorrect token audience",
        ),
        (
            issuer.token(&json!({ "azp": "other" })),
            "InvalidIdentityToken",
            "Incorrect token audience",
        ),
        (
            issuer.token(&json!({ "aud": null })),
            "InvalidIdentityToken",
            "Missing a required claim: aud",
        ),
        (
            issuer.token(&json!({ "iat": NOW_S - 900, "exp": end })),
            "ExpiredTokenException",
            &expired,
        ),
        (
            unregistered.token(&json!({})),
            "InvalidIdentityToken",
            "No OpenIDConnect provider found in your account for https://nobody.example",
        ),
        (
            "aaaa.bbb.ccc".to_owned(),
            "InvalidIdentityToken",
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
        ),
    ];
    for (token, code, message) in table {
        let refused = trade(&stage, &web_request(&role, &token));
        assert_eq!(refused.refused(), (code, 400, message));
        assert!(trade(&stage, &web_request(&role, &issuer.token(&json!({})))).answer.is_ok());
    }
}

#[test]
fn a_provider_that_does_not_answer_is_told_from_one_that_is_not_trusted() {
    let (stage, issuer, role) = stage();
    stage.web.clear();
    let input = web_request(&role, &issuer.token(&json!({})));
    assert_eq!(trade(&stage, &input).refused().0, "IDPCommunicationError");
    let (stage, issuer, role) = self::stage();
    stage.web.distrust();
    let input = web_request(&role, &issuer.token(&json!({})));
    let message = "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint";
    assert_eq!(trade(&stage, &input).refused(), ("InvalidIdentityToken", 400, message));
    let mut social = web_request(&role, "opaque");
    social.provider_id = Some("graph.facebook.com".to_owned());
    assert_eq!(trade(&stage, &social).refused().0, "IDPCommunicationError");
}

#[test]
fn who_asked_for_the_token_is_its_audience() {
    let (stage, issuer, _) = stage();
    let equals =
        json!({ "login.example/tenant:aud": "app", "login.example/tenant:oaud": "backend" });
    let trust = trust(&[statement(&["sts:AssumeRoleWithWebIdentity"], &equals)]);
    let role = stage.role("google", &trust, &[]);
    let token = issuer.token(&json!({ "azp": "app", "aud": "backend" }));
    assert_eq!(
        trade(&stage, &web_request(&role, &token)).allowed().audience.as_deref(),
        Some("app")
    );
    let token = issuer.token(&json!({ "azp": "app", "aud": "frontend" }));
    assert_eq!(trade(&stage, &web_request(&role, &token)).refused(), NOT_AUTHORIZED);
}

#[test]
fn tags_and_source_identity_of_a_token_need_the_trust_policys_word() {
    let (stage, issuer, plain) = stage();
    let actions = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"];
    let open = stage.role("open", &trust(&[statement(&actions, &json!({}))]), &[]);
    let tags = json!({ "https://aws.amazon.com/tags": {
        "principal_tags": { "team": ["blue"] }, "transitive_tag_keys": ["team"] } });
    let source = json!({ "https://aws.amazon.com/source_identity": "alice" });
    for (claims, action) in [(&tags, "sts:TagSession"), (&source, "sts:SetSourceIdentity")] {
        let token = issuer.token(claims);
        assert!(trade(&stage, &web_request(&open, &token)).answer.is_ok(), "{action}");
        let refused = trade(&stage, &web_request(&plain, &token));
        assert_eq!(refused.refused(), NOT_AUTHORIZED);
        assert_eq!(refused.note.unwrap().action, action);
    }
    let answer = trade(&stage, &web_request(&open, &issuer.token(&tags))).allowed();
    let session = presented(&stage, &answer.credentials.unwrap());
    let principal = &session.session().unwrap().principal;
    assert_eq!(principal.principal_tags["team"], "blue");
    assert_eq!(principal.transitive_tag_keys, ["team"]);
    let answer = trade(&stage, &web_request(&open, &issuer.token(&source))).allowed();
    assert_eq!(answer.source_identity.as_deref(), Some("alice"));
    for malformed in [
        json!({ "https://aws.amazon.com/tags": { "principal_tags": { "team": ["a", "b"] } } }),
        json!({ "https://aws.amazon.com/tags": { "principal_tags": ["team"] } }),
        json!({ "https://aws.amazon.com/tags": { "transitive_tag_keys": "team" } }),
        json!({ "https://aws.amazon.com/source_identity": "a b" }),
    ] {
        let refused = trade(&stage, &web_request(&open, &issuer.token(&malformed)));
        assert_eq!(refused.refused().0, "InvalidIdentityToken", "{malformed}");
    }
}

#[test]
fn a_provider_is_its_own_accounts() {
    let (stage, issuer, _) = stage();
    let trust = trust(&[statement(&["sts:AssumeRoleWithWebIdentity"], &json!({}))]);
    let foreign = stage.role_in(crate::testing::OTHER_ACCOUNT, "web", &trust, &[]);
    let refused = trade(&stage, &web_request(&foreign, &issuer.token(&json!({}))));
    assert_eq!(refused.refused().0, "InvalidIdentityToken");
    assert!(refused.refused().2.starts_with("No OpenIDConnect provider found"));
    // Nor is a signed caller let in by a policy that trusts the provider.
    let own = stage.role("own", &trust, &[]);
    assert!(trade(&stage, &web_request(&own, &issuer.token(&json!({})))).answer.is_ok());
    let signed = super::assume(&stage, &Stage::root(), &super::request(&own));
    assert_eq!(signed.refused().0, "AccessDenied");
}
