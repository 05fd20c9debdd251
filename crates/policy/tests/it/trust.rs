//! Who may assume a role.

use crate::common::{NOW_MS, context, policy};
use daypass_policy::{
    ContextMap, DocumentKind, Leg, NoContext, Outcome, Policy, TrustCaller, decide_trust,
    explain_trust,
};
use expect_test::expect;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;

const WEB: &str = "sts:AssumeRoleWithWebIdentity";
const COGNITO: TrustCaller<'_> =
    TrustCaller::Federated { provider: "cognito-identity.amazonaws.com" };
const USER: TrustCaller<'_> = TrustCaller::Aws {
    account: "123456789012",
    arns: &["arn:aws:iam::123456789012:user/Ann"],
    unique_ids: &["AIDAEXAMPLEEXAMPLEID1"],
};
const SESSION: TrustCaller<'_> = TrustCaller::Aws {
    account: "123456789012",
    arns: &["arn:aws:iam::123456789012:role/r", "arn:aws:sts::123456789012:assumed-role/r/s"],
    unique_ids: &["AROAEXAMPLEEXAMPLEID1"],
};
const SERVICE: TrustCaller<'_> = TrustCaller::Service { name: "credentials.iot.amazonaws.com" };

fn trust(statements: &str) -> Arc<Policy> {
    let text = format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{statements}]}}");
    policy(DocumentKind::Trust, "trust", &text)
}

fn asked(trust: &Policy, caller: &TrustCaller<'_>, action: &str, keys: &ContextMap) -> Outcome {
    let decision = decide_trust(trust, caller, action, keys, NOW_MS);
    let explanation = explain_trust(trust, caller, action, keys, NOW_MS);
    assert_eq!(explanation.decision, decision);
    assert_eq!(decision.leg, (!decision.outcome.is_allow()).then_some(Leg::Trust));
    decision.outcome
}

#[test]
fn principals() {
    let callers =
        [("user", USER), ("session", SESSION), ("service", SERVICE), ("cognito", COGNITO)];
    for (principal, expected) in [
        (r#""*""#, "user session"),
        (r#"{"AWS":"*"}"#, "user session"),
        (r#"{"AWS":"123456789012"}"#, "user session"),
        (r#"{"AWS":"arn:aws:iam::123456789012:root"}"#, "user session"),
        (r#"{"AWS":"210987654321"}"#, ""),
        (r#"{"AWS":"arn:aws:iam::123456789012:user/Ann"}"#, "user"),
        (r#"{"AWS":"arn:aws:iam::123456789012:user/ann"}"#, ""),
        (r#"{"AWS":"AIDAEXAMPLEEXAMPLEID1"}"#, "user"),
        (r#"{"AWS":["AROAEXAMPLEEXAMPLEID1"]}"#, "session"),
        (r#"{"AWS":"arn:aws:iam::123456789012:role/r"}"#, "session"),
        (r#"{"AWS":"arn:aws:sts::123456789012:assumed-role/r/s"}"#, "session"),
        (r#"{"AWS":"arn:aws:sts::123456789012:assumed-role/r/t"}"#, ""),
        (r#"{"Service":"credentials.iot.amazonaws.com"}"#, "service"),
        (r#"{"Federated":"cognito-identity.amazonaws.com"}"#, "cognito"),
        (r#"{"Federated":"accounts.google.com","AWS":"AIDAEXAMPLEEXAMPLEID1"}"#, "user"),
        (r#"{"CanonicalUser":"cognito-identity.amazonaws.com"}"#, ""),
    ] {
        let policy =
            trust(&format!(r#"{{"Effect":"Allow","Principal":{principal},"Action":"sts:*"}}"#));
        let admitted: Vec<&str> = callers
            .iter()
            .filter(|(_, caller)| {
                asked(&policy, caller, "sts:AssumeRole", &ContextMap::new()).is_allow()
            })
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(admitted.join(" "), expected, "{principal}");
    }
}

#[test]
fn a_star_denies_everyone() {
    let policy = trust(
        r#"{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com","Service":"credentials.iot.amazonaws.com","AWS":"*"},"Action":"*"},
           {"Effect":"Deny","Principal":"*","Action":"sts:TagSession"}"#,
    );
    for caller in [USER, SESSION, SERVICE, COGNITO] {
        let outcome = |action| asked(&policy, &caller, action, &ContextMap::new());
        assert_eq!(outcome("sts:TagSession"), Outcome::ExplicitDeny, "{caller:?}");
        assert_eq!(outcome("sts:AssumeRole"), Outcome::Allow, "{caller:?}");
    }
}

#[test]
fn a_cognito_role_asks_for_its_pool_and_for_sign_in() {
    let policy = trust(
        r#"{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"us-east-1:pool"},"ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}"#,
    );
    let keys = |pool: &str, amr: &[&str]| {
        let mut keys = context(&[("cognito-identity.amazonaws.com:aud", pool)]);
        keys.insert_many("cognito-identity.amazonaws.com:amr", amr.iter().copied());
        keys
    };
    let signed_in = keys("us-east-1:pool", &["authenticated", "issuer.example"]);
    assert_eq!(asked(&policy, &COGNITO, WEB, &signed_in), Outcome::Allow);
    assert_eq!(asked(&policy, &COGNITO, "sts:AssumeRole", &signed_in), Outcome::ImplicitDeny);
    assert_eq!(asked(&policy, &USER, WEB, &signed_in), Outcome::ImplicitDeny);
    let guest = keys("us-east-1:pool", &["unauthenticated"]);
    assert_eq!(asked(&policy, &COGNITO, WEB, &guest), Outcome::ImplicitDeny);
    let stranger = keys("us-east-1:other", &["authenticated"]);
    assert_eq!(asked(&policy, &COGNITO, WEB, &stranger), Outcome::ImplicitDeny);

    let leg = explain_trust(&policy, &COGNITO, WEB, &stranger, NOW_MS).legs.remove(0);
    expect![[r#"
        LegExplanation {
            leg: Trust,
            outcome: ImplicitDeny,
            policies: 1,
            deciding: None,
            matched: [],
            near_misses: [
                NearMiss {
                    statement: StatementReference {
                        policy: "trust",
                        version: None,
                        sid: None,
                        index: 0,
                        effect: Allow,
                        span: Span {
                            start: Position {
                                line: 1,
                                column: 38,
                            },
                            end: Position {
                                line: 1,
                                column: 321,
                            },
                        },
                    },
                    element: Condition {
                        operator: "StringEquals",
                        key: "cognito-identity.amazonaws.com:aud",
                    },
                    negated: false,
                    expected: [
                        "us-east-1:pool",
                    ],
                    seen: [
                        "us-east-1:other",
                    ],
                    span: Span {
                        start: Position {
                            line: 1,
                            column: 185,
                        },
                        end: Position {
                            line: 1,
                            column: 238,
                        },
                    },
                },
            ],
            unresolved: [],
            reach: None,
            missing_statement: Some(
                "{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"cognito-identity.amazonaws.com\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{\"StringEquals\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1:other\"},\"ForAnyValue:StringLike\":{\"cognito-identity.amazonaws.com:amr\":\"authenticated\"}}}",
            ),
        }
    "#]].assert_debug_eq(&leg);
}

#[test]
fn the_missing_trust_statement_pins_the_pool() {
    let policy =
        trust(r#"{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}"#);
    let keys = context(&[("cognito-identity.amazonaws.com:aud", "us-east-1:pool")]);
    let explanation = explain_trust(&policy, &COGNITO, WEB, &keys, NOW_MS);
    let missing = explanation.legs[0].missing_statement.clone().unwrap();
    let amended = trust(&missing);
    assert!(!amended.document().trusts_any_identity_pool());
    assert_eq!(asked(&amended, &COGNITO, WEB, &keys), Outcome::Allow);
    let other = decide_trust(&amended, &COGNITO, WEB, &NoContext, NOW_MS);
    assert_eq!(other.outcome, Outcome::ImplicitDeny);
}

#[test]
fn the_missing_trust_statement_lets_guests_in_for_a_guest_and_users_for_a_user() {
    let policy =
        trust(r#"{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}"#);
    let keys = |methods: &[&str]| {
        let mut keys = context(&[("cognito-identity.amazonaws.com:aud", "us-east-1:pool")]);
        keys.insert_many("cognito-identity.amazonaws.com:amr", methods.iter().copied());
        keys
    };
    let guest = keys(&["unauthenticated"]);
    let user = keys(&["authenticated", "accounts.google.com", "accounts.google.com:app:1"]);
    for (asks, other) in [(&guest, &user), (&user, &guest)] {
        let explanation = explain_trust(&policy, &COGNITO, WEB, asks, NOW_MS);
        let amended = trust(&explanation.legs[0].missing_statement.clone().unwrap());
        assert_eq!(asked(&amended, &COGNITO, WEB, asks), Outcome::Allow);
        assert_eq!(asked(&amended, &COGNITO, WEB, other), Outcome::ImplicitDeny);
    }
}

fn trust_statement() -> impl Strategy<Value = String> {
    let principals = vec![
        r#""*""#,
        r#"{"AWS":"*"}"#,
        r#"{"AWS":"123456789012"}"#,
        r#"{"AWS":["arn:aws:iam::123456789012:user/Ann","AROAEXAMPLEEXAMPLEID1"]}"#,
        r#"{"AWS":"arn:aws:sts::123456789012:assumed-role/r/s","Service":"iot.amazonaws.com"}"#,
        r#"{"Federated":"cognito-identity.amazonaws.com"}"#,
        r#"{"Service":"credentials.iot.amazonaws.com"}"#,
    ];
    let actions = vec![WEB, "sts:*", "sts:AssumeRole", "STS:assumerole*", "iam:*"];
    let conditions = vec![
        "{}",
        r#"{"StringEquals":{"cognito-identity.amazonaws.com:aud":"us-east-1:pool"}}"#,
        r#"{"StringNotLike":{"cognito-identity.amazonaws.com:aud":"${k:other}"}}"#,
        r#"{"ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"auth*"}}"#,
        r#"{"Null":{"cognito-identity.amazonaws.com:aud":"true"}}"#,
    ];
    let (effects, negated) =
        (select(vec!["Allow", "Allow", "Deny"]), select(vec!["Action", "NotAction"]));
    (effects, select(principals), negated, select(actions), select(conditions)).prop_map(
        |(effect, principal, element, action, condition)| {
            format!(r#"{{"Effect":"{effect}","Principal":{principal},"{element}":"{action}","Condition":{condition}}}"#)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// An allow never takes away, a deny never gives, `explain` agrees, and the statement that is
    /// proposed is enough.
    #[test]
    fn trust_policies_keep_to_the_rules(
        statements in prop::collection::vec(trust_statement(), 1..4),
        extra in trust_statement(),
        caller in select(vec![USER, SESSION, SERVICE, COGNITO]),
        action in select(vec![WEB, "sts:AssumeRole", "sts:TagSession"]),
        pool in prop::option::of(select(vec!["us-east-1:pool", "us-east-1:*"])),
    ) {
        let mut keys = context(&[]);
        if let Some(pool) = pool {
            keys.insert("cognito-identity.amazonaws.com:aud", pool);
            keys.insert_many("cognito-identity.amazonaws.com:amr", ["authenticated"]);
        }
        let joined = statements.join(",");
        let before = asked(&trust(&joined), &caller, action, &keys);
        let after = asked(&trust(&format!("{joined},{extra}")), &caller, action, &keys);
        if extra.contains(r#""Effect":"Allow""#) {
            prop_assert!(after == before || before == Outcome::ImplicitDeny && after.is_allow());
        } else {
            prop_assert!(after == before || after == Outcome::ExplicitDeny);
        }
        let leg = explain_trust(&trust(&joined), &caller, action, &keys, NOW_MS).legs.remove(0);
        prop_assert_eq!(leg.missing_statement.is_some(), before == Outcome::ImplicitDeny);
        if let Some(missing) = leg.missing_statement {
            let amended = trust(&format!("{joined},{missing}"));
            prop_assert_eq!(asked(&amended, &caller, action, &keys), Outcome::Allow);
        }
    }
}
