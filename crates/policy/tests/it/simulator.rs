//! What a policy simulator asks of the engine: every statement that matches, where it stands as
//! AWS counts, the keys that a document mentions, and the types of values.

use crate::common::{NOW_MS, bind, context, identity, policy};
use daypass_policy::{
    Document, DocumentKind, Effect, Leg, MatchedStatement, NoContext, Request, Span, ValueType,
};

fn matched(texts: &[&str], action: &str, resource: &str) -> Vec<(usize, usize, Effect)> {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let permissions = bind(identity(&texts), None, context(&[("aws:SourceIp", "10.0.0.1")]));
    let request = Request { action, resource, context: &NoContext, now_ms: NOW_MS };
    let explanation = permissions.explain(&request);
    let leg = &explanation.legs[0];
    assert_eq!(leg.leg, Leg::Identity);
    let plain = |one: &MatchedStatement| (one.policy, one.statement, one.effect);
    leg.matched.iter().map(plain).collect()
}

#[test]
fn every_statement_that_matches_is_named_and_no_other() {
    let one = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"iot:Publish","Resource":"*"},
        {"Effect":"Allow","Action":"iot:Connect","Resource":"*"},
        {"Effect":"Deny","Action":"iot:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},
        {"Effect":"Deny","Action":"iot:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}]}"#;
    let two =
        r#"{"Statement":{"Effect":"Allow","NotAction":"iam:*","Resource":"arn:aws:s3:::b/*"}}"#;
    let (allow, deny) = (Effect::Allow, Effect::Deny);
    assert_eq!(
        matched(&[one, two], "iot:Publish", "arn:aws:s3:::b/x"),
        [(0, 0, allow), (0, 2, deny), (1, 0, allow)]
    );
    assert_eq!(
        matched(&[one, two], "iot:Connect", "arn:aws:s3:::c"),
        [(0, 1, allow), (0, 2, deny)]
    );
    assert_eq!(matched(&[one, two], "s3:GetObject", "arn:aws:s3:::b/x"), [(1, 0, allow)]);
    assert_eq!(matched(&[one, two], "iam:GetRole", "arn:aws:s3:::b/x"), []);
}

fn spans(text: &str) -> Vec<String> {
    let document = Document::parse(DocumentKind::Identity, text).unwrap();
    let shown = |span: Span| {
        let (start, end) = (span.start, span.end);
        format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
    };
    (0..).map_while(|statement| document.simulator_span(statement)).map(shown).collect()
}

#[test]
fn statements_stand_where_the_simulator_of_aws_says() {
    const ONE: &str = r#"{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}"#;
    const DENY: &str = r#"{"Effect":"Deny","Action":"a:b","Resource":"*"}"#;
    // Both as the documentation of AWS shows them: a lone statement, and the first of a list.
    assert_eq!(spans(&format!(r#"{{"Version":"2012-10-17","Statement":{ONE}}}"#)), ["1:38-1:167"]);
    let administrator = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}"#;
    assert_eq!(spans(administrator), ["3:17-8:6"]);
    // A statement begins where the one before it ends, whatever stands between them.
    let many = administrator.replace("    }\n  ]", &format!("    }},\n    {DENY} ,\n{DENY}]"));
    assert_eq!(spans(&many), ["3:17-8:6", "8:6-9:52", "9:52-10:48"]);
    // A character counts as one, however many bytes it takes.
    let accents = r#"{"Id":"éé","Statement":[{"Effect":"Allow","Action":"a:é","Resource":"*"}]}"#;
    assert_eq!(spans(accents), ["1:25-1:73"]);
}

#[test]
fn mentioned_keys_are_spelled_as_the_document_spells_them() {
    let text = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:UserName}/${aws:PrincipalTag/Team, 'x'}/${*}",
         "Condition":{"StringLike":{"aws:Referer":"${AWS:username}","s3:prefix":["${cognito-identity.amazonaws.com:sub}"]},
                      "Bool":{"aws:SecureTransport":true}}},
        {"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Null":{"AWS:REFERER":"true"}}}]}"#;
    let document = policy(DocumentKind::Identity, "p", text);
    let mut keys: Vec<&str> = document.document().mentioned_keys().collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "AWS:username",
            "aws:PrincipalTag/Team",
            "aws:Referer",
            "aws:SecureTransport",
            "cognito-identity.amazonaws.com:sub",
            "s3:prefix"
        ]
    );
    // Without a version that knows them, variables are text.
    let old = text.replace("2012", "2008");
    let old = policy(DocumentKind::Identity, "p", &old);
    assert_eq!(old.document().mentioned_keys().count(), 3);
}

#[test]
fn values_are_of_the_types_that_conditions_compare() {
    for (kind, good, bad) in [
        (ValueType::String, &["", "anything"][..], &[][..]),
        (ValueType::Numeric, &["0", "-1.50", "12345678901234567890"], &["", "1e3", "ten"]),
        (ValueType::Boolean, &["true", "False"], &["", "yes", "1"]),
        (ValueType::Ip, &["10.0.0.1", "2001:db8::1"], &["", "10.0.0", "host"]),
        (ValueType::Binary, &["", "QmluYXJ5"], &["*", "abc"]),
        (ValueType::Date, &["2018-08-16T12:00:00Z", "1534420800"], &["", "yesterday"]),
    ] {
        for value in good {
            assert!(kind.accepts(value), "{kind:?} {value}");
        }
        for value in bad {
            assert!(!kind.accepts(value), "{kind:?} {value}");
        }
    }
    assert_eq!(daypass_policy::instant_ms("2018-08-16T12:00:00Z"), Some(1_534_420_800_000));
}
