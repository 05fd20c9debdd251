//! Which texts are policies, and in which words the others are refused.

use std::collections::BTreeMap;

use daypass_policy::{Document, DocumentKind, Version};
use expect_test::expect;

fn refusal(kind: DocumentKind, text: &str) -> String {
    match Document::parse(kind, text) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn refusals(kind: DocumentKind, statements: &[&str]) -> String {
    let lines = statements.iter().map(|statement| {
        let text = format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{statement}]}}");
        format!("{statement}\n  => {}\n", refusal(kind, &text))
    });
    lines.collect()
}

#[test]
fn grammar() {
    let ok = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    for (text, expected) in [
        (format!(r#"{{"Statement":{ok}}}"#), "accepted"),
        (format!(r#" {{"Version":"2008-10-17","Id":"x","Statement":[{ok}]}} "#), "accepted"),
        (format!(r#"{{"Statement":[{ok},{ok}]}}"#), "accepted"),
        (String::new(), "Syntax errors in policy."),
        ("[]".to_owned(), "Syntax errors in policy."),
        ("null".to_owned(), "Syntax errors in policy."),
        (r#"{"Statement":[]}"#.to_owned(), "Syntax errors in policy."),
        (r#"{"Version":"2012-10-17"}"#.to_owned(), "Syntax errors in policy."),
        (format!(r#"{{"Version":"2012-10-18","Statement":{ok}}}"#), "Syntax errors in policy."),
        (format!(r#"{{"Version":2012,"Statement":{ok}}}"#), "Syntax errors in policy."),
        (format!(r#"{{"Statement":{ok},"Other":1}}"#), "Syntax errors in policy."),
        (format!(r#"{{"Statement":{ok},"Statement":{ok}}}"#), "Syntax errors in policy."),
        (format!(r#"{{"Statement":{ok}}} x"#), "Syntax errors in policy."),
        (format!("{{\"Id\":\"\u{20AC}\",\"Statement\":{ok}}}"), "Syntax errors in policy."),
        (format!("{{\"Statement\":{ok}{}}}", " ".repeat(131_072)), "Syntax errors in policy."),
    ] {
        let short: String = text.chars().take(200).collect();
        assert_eq!(refusal(DocumentKind::Identity, &text), expected, "{short}");
    }
}

#[test]
fn statements_of_identity_policies() {
    expect![[r#"
        {"Effect":"allow","Action":"s3:*","Resource":"*"}
          => Syntax errors in policy.
        {"Action":"s3:*","Resource":"*"}
          => Syntax errors in policy.
        {"Effect":"Allow","Effect":"Deny","Action":"s3:*","Resource":"*"}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"s3:*","NotAction":"s3:Get","Resource":"*"}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"s3:*","Resource":"*","Extra":1}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":1,"Resource":"*"}
          => Syntax errors in policy.
        {"Effect":"Allow","Resource":"*"}
          => Policy statement must contain actions.
        {"Effect":"Allow","Action":[],"Resource":"*"}
          => Policy statement must contain actions.
        {"Effect":"Allow","Action":"s3:*"}
          => Policy statement must contain resources.
        {"Effect":"Allow","Action":"s3:*","Resource":[]}
          => Policy statement must contain resources.
        {"Effect":"Allow","Action":"get","Resource":"*"}
          => Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.
        {"Effect":"Allow","Action":"s3:a:b","Resource":"*"}
          => Actions/Condition can contain only one colon.
        {"Effect":"Allow","Action":"a a:b","Resource":"*"}
          => Vendor a a is not valid
        {"Effect":"Allow","Action":"*:Get*","Resource":"*"}
          => accepted
        {"Effect":"Allow","Action":"*","Resource":"bucket"}
          => Resource bucket must be in ARN format or "*".
        {"Effect":"Allow","Action":"*","Resource":"arn:b:s3:::x"}
          => Partition "b" is not valid for resource "arn:b:s3:::x".
        {"Effect":"Allow","Action":"*","Resource":"arn:b"}
          => Partition "b" is not valid for resource "arn:b:*:*:*:*".
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:s*:::x"}
          => Resource vendor must be fully qualified and cannot contain regexes.
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs"}
          => Resource arn:aws:sqs must be in ARN format or "*".
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs::x"}
          => The policy failed legacy parsing
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs:*"}
          => accepted
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:eu-west-1::x"}
          => Resource arn:aws:s3:eu-west-1::x can not contain region information.
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:iam:eu-west-1:123456789012:role/x"}
          => IAM resource arn:aws:iam:eu-west-1:123456789012:role/x cannot contain region information.
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::123456789012:thing/x"}
          => IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::123456789012:role/x"}
          => accepted
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::*:root"}
          => accepted
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::123456789012:roots"}
          => IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:username"}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs:*:${aws:PrincipalAccount}:q"}
          => Resource arn:aws:sqs:*:${aws:PrincipalAccount}:q must be in ARN format or "*".
        {"Sid":"a-b","Effect":"Allow","Action":"*","Resource":"*"}
          => Syntax errors in policy.
        {"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Deny","Action":"*","Resource":"*"}
          => Statement IDs (SID) in a single policy must be unique.
        {"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}
          => Policy document should not specify a principal.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringIs":{"k:a":"x"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NullIfExists":{"k:a":"true"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"username":"x"}}}
          => Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:a":"x","K:A":"y"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:a":{}}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"k:a":"1e3"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"k:a":"${k:b}"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"k:a":"10.0.0.0/33"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"BinaryEquals":{"k:a":"?"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateEquals":{"k:a":"tomorrow"}}}
          => The policy failed legacy parsing
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"k:a":true},"NumericEquals":{"k:a":[1,"2.5"]}}}
          => accepted
        {"Effect":"Deny","Action":"iot:${aws:username}","Resource":"*"}
          => Actions/Condition can contain only one colon.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:a":"x"},"stringequals":{"k:b":"y"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"k:a":"maybe"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAllValues:Null":{"k:a":"true"}}}
          => Syntax errors in policy.
        {"Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:s3:::b/*"}
          => accepted
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}
          => accepted
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{}}}
          => accepted
        {"Sid":"","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"","Effect":"Allow","Action":"*","Resource":"*"}
          => accepted
    "#]].assert_eq(&refusals(
        DocumentKind::Identity,
        &[
            r#"{"Effect":"allow","Action":"s3:*","Resource":"*"}"#,
            r#"{"Action":"s3:*","Resource":"*"}"#,
            r#"{"Effect":"Allow","Effect":"Deny","Action":"s3:*","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"s3:*","NotAction":"s3:Get","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Extra":1}"#,
            r#"{"Effect":"Allow","Action":1,"Resource":"*"}"#,
            r#"{"Effect":"Allow","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":[],"Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"s3:*"}"#,
            r#"{"Effect":"Allow","Action":"s3:*","Resource":[]}"#,
            r#"{"Effect":"Allow","Action":"get","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"s3:a:b","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"a a:b","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"*:Get*","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"bucket"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:b:s3:::x"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:b"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:s*:::x"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs::x"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs:*"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:eu-west-1::x"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:iam:eu-west-1:123456789012:role/x"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::123456789012:thing/x"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::123456789012:role/x"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::*:root"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::123456789012:roots"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:username"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs:*:${aws:PrincipalAccount}:q"}"#,
            r#"{"Sid":"a-b","Effect":"Allow","Action":"*","Resource":"*"}"#,
            r#"{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Deny","Action":"*","Resource":"*"}"#,
            r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringIs":{"k:a":"x"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NullIfExists":{"k:a":"true"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"username":"x"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:a":"x","K:A":"y"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:a":{}}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"k:a":"1e3"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"k:a":"${k:b}"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"k:a":"10.0.0.0/33"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"BinaryEquals":{"k:a":"?"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateEquals":{"k:a":"tomorrow"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"k:a":true},"NumericEquals":{"k:a":[1,"2.5"]}}}"#,
            r#"{"Effect":"Deny","Action":"iot:${aws:username}","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:a":"x"},"stringequals":{"k:b":"y"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"k:a":"maybe"}}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAllValues:Null":{"k:a":"true"}}}"#,
            r#"{"Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:s3:::b/*"}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}"#,
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{}}}"#,
            r#"{"Sid":"","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"","Effect":"Allow","Action":"*","Resource":"*"}"#,
        ],
    ));
}

#[test]
fn statements_of_trust_policies() {
    expect![[r#"
        {"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}
          => accepted
        {"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root","AROAEXAMPLEEXAMPLEID1","arn:aws:sts::123456789012:assumed-role/r/s"]},"Action":"sts:AssumeRole"}
          => accepted
        {"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}
          => accepted
        {"Effect":"Allow","Action":"sts:AssumeRole"}
          => Missing required field Principal
        {"Effect":"Allow","NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}
          => Allow with NotPrincipal is not allowed.
        {"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole","Resource":"*"}
          => Has prohibited field Resource
        {"Effect":"Allow","Principal":{},"Action":"sts:AssumeRole"}
          => Missing required field Principal cannot be empty!
        {"Effect":"Allow","Principal":{"AWS":[]},"Action":"sts:AssumeRole"}
          => Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!
        {"Effect":"Allow","Principal":"123456789012","Action":"sts:AssumeRole"}
          => Syntax error at position (1,82)
        {"Effect":"Allow","Principal":{"Aws":"123456789012"},"Action":"sts:AssumeRole"}
          => Syntax error at position (1,89)
        {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/*"},"Action":"sts:AssumeRole"}
          => Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:role/*"
        {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::12345:role/x"},"Action":"sts:AssumeRole"}
          => Invalid principal in policy: "AWS":"arn:aws:iam::12345:role/x"
        {"Effect":"Allow","Principal":{"Federated":"*"},"Action":"sts:AssumeRoleWithWebIdentity"}
          => Federated principals must be valid domain names or SAML metadata ARNs
        {"Effect":"Allow","Principal":{"Service":["iot.amazonaws.com","credentials.iot.amazonaws.com"]},"Action":"sts:AssumeRole"}
          => accepted
    "#]].assert_eq(&refusals(
        DocumentKind::Trust,
        &[
            r#"{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root","AROAEXAMPLEEXAMPLEID1","arn:aws:sts::123456789012:assumed-role/r/s"]},"Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole","Resource":"*"}"#,
            r#"{"Effect":"Allow","Principal":{},"Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":{"AWS":[]},"Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":"123456789012","Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":{"Aws":"123456789012"},"Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/*"},"Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::12345:role/x"},"Action":"sts:AssumeRole"}"#,
            r#"{"Effect":"Allow","Principal":{"Federated":"*"},"Action":"sts:AssumeRoleWithWebIdentity"}"#,
            r#"{"Effect":"Allow","Principal":{"Service":["iot.amazonaws.com","credentials.iot.amazonaws.com"]},"Action":"sts:AssumeRole"}"#,
        ],
    ));
}

#[test]
fn a_trust_policy_is_refused_in_words_of_its_own() {
    let ok = r#"{"Sid":"a","Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}"#;
    let with = |from: &str, to: &str| format!(r#"{{"Statement":{}}}"#, ok.replace(from, to));
    for (text, expected) in [
        (format!(r#"{{"Statement":{ok}}}"#), "accepted"),
        (String::new(), "This policy contains invalid Json"),
        ("[]".to_owned(), "This policy contains invalid Json"),
        (format!(r#"{{"Statement":{ok},}}"#), "This policy contains invalid Json"),
        ("{}".to_owned(), "Syntax error at position (1,3)"),
        (format!("{{\n \"Id\":1,\"Statement\":{ok}}}"), "Syntax error at position (2,8)"),
        (r#"{"Statement":[]}"#.to_owned(), "Could not parse the policy: Statement is empty!"),
        (
            format!(r#"{{"Version":"2012-10-18","Statement":{ok}}}"#),
            "The policy must contain a valid version string",
        ),
        (format!(r#"{{"statement":{ok}}}"#), "Unknown field statement"),
        (
            format!(r#"{{"Statement":[{ok},{ok}]}}"#),
            "The Statement Ids in the policy are not unique",
        ),
        (with("\"Sid\"", "\"_comment\""), "Unknown field _comment"),
        (with("\"Allow\"", "\"allow\""), "Invalid effect: allow"),
        (with("\"Effect\":\"Allow\",", ""), "Missing required field Effect"),
        (with(",\"Action\":\"sts:AssumeRole\"", ""), "Missing required field Action"),
        (with("\"sts:AssumeRole\"", "[]"), "Missing required field Action cannot be empty!"),
        (
            with("sts:AssumeRole", "AssumeRole"),
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
        (
            with("\"Action\"", "\"NotResource\":\"*\",\"Action\""),
            "AssumeRole policy must not contain resources.",
        ),
        (
            with("\"Allow\",\"Principal\"", "\"Deny\",\"NotPrincipal\""),
            "AssumeRole policy must not contain NotPrincipal field.",
        ),
        (
            with("{\"AWS\":\"*\"}", "{\"Service\":\"*\"}"),
            "Invalid principal in policy: \"SERVICE\":\"*\"",
        ),
    ] {
        assert_eq!(refusal(DocumentKind::Trust, &text), expected, "{text}");
    }
}

#[test]
fn a_trust_policy_that_is_saved_is_about_sts_alone() {
    let saved = |principal: &str, actions: &str| {
        let text = format!(
            r#"{{"Statement":{{"Effect":"Deny","Principal":{principal},"Action":{actions}}}}}"#
        );
        let document = Document::parse(DocumentKind::Trust, &text).unwrap();
        document.check_trust().err().map_or("saved".to_owned(), |error| error.to_string())
    };
    let federated = |provider: &str| {
        saved(&format!(r#"{{"Federated":"{provider}"}}"#), r#""sts:AssumeRoleWithWebIdentity""#)
    };
    for provider in [
        "accounts.google.com",
        "localhost:8080/realm_a/~b",
        "arn:aws:iam::123456789012:oidc-provider/idp.example/path",
        "arn:aws:iam::123456789012:saml-provider/idp",
    ] {
        assert_eq!(federated(provider), "saved", "{provider}");
    }
    for provider in [
        "any one",
        "arn:aws:iam//123456789012:oidc-provider/idp.example",
        "arn:aws:iam::123456789012:oidc-provider",
        "arn:aws:iam::12345:saml-provider/idp",
        "arn:aws:sts::123456789012:saml-provider/idp",
        "arn:aws:iam::123456789012:role/idp",
    ] {
        let expected = "Federated principals must be valid domain names or SAML metadata ARNs";
        assert_eq!(federated(provider), expected, "{provider}");
    }
    let everyone = r#"{"AWS":"*"}"#;
    assert_eq!(saved(everyone, r#"["sts:AssumeRole","STS:*"]"#), "saved");
    let sts_alone = "AssumeRole policy may only specify STS AssumeRole actions.";
    for actions in [r#""*""#, r#"["sts:AssumeRole","iam:PassRole"]"#, r#""stst:AssumeRole""#] {
        assert_eq!(saved(everyone, actions), sts_alone, "{actions}");
    }
    assert_eq!(
        saved(r#""*""#, r#""sts:AssumeRole""#),
        r#"AssumeRolepolicy contained an invalid principal: "STAR":"*"."#
    );
}

#[test]
fn a_document_tells_which_services_it_opens() {
    let opens = |statement: &str, service: &str| {
        let text = format!(r#"{{"Statement":[{{"Resource":"*",{statement}}}]}}"#);
        Document::parse(DocumentKind::Identity, &text).unwrap().allows_service(service)
    };
    for (statement, iot, s3) in [
        (r#""Effect":"Allow","Action":["iot:Publish","sts:*"]"#, true, false),
        (r#""Effect":"Allow","Action":"IOT:Get*""#, true, false),
        (r#""Effect":"Allow","Action":"iotanalytics:*""#, false, false),
        (r#""Effect":"Allow","Action":"*""#, true, true),
        (r#""Effect":"Allow","Action":"*:Get*""#, true, true),
        (r#""Effect":"Deny","Action":"*""#, false, false),
        (r#""Effect":"Allow","NotAction":"iot:*""#, false, true),
        (r#""Effect":"Allow","NotAction":"iot:Publish""#, true, true),
        (r#""Effect":"Allow","NotAction":"*""#, false, false),
        (
            r#""Effect":"Allow","Action":"s3:*","Condition":{"StringEquals":{"aws:username":"x"}}"#,
            false,
            true,
        ),
    ] {
        assert_eq!((opens(statement, "iot"), opens(statement, "s3")), (iot, s3), "{statement}");
    }
}

#[test]
fn a_session_policy_that_is_no_json_is_told_apart() {
    for (text, expected) in [
        ("{", "The policy is not in the valid JSON format."),
        ("[]", "The policy is not in the valid JSON format."),
        ("{}", "Syntax errors in policy."),
    ] {
        assert_eq!(refusal(DocumentKind::Session, text), expected, "{text}");
    }
}

#[test]
fn statements_of_policies_on_resources() {
    let shared = r#""Action":"s3:*","Resource":"arn:aws:s3:::b/*""#;
    for (statement, expected) in [
        (r#""Effect":"Allow","Principal":"*""#, "accepted"),
        (r#""Sid":"any sid","Effect":"Allow","Principal":{"AWS":"123456789012"}"#, "accepted"),
        (r#""Effect":"Deny","NotPrincipal":{"AWS":"123456789012"}"#, "accepted"),
        (
            r#""Effect":"Allow","NotPrincipal":{"AWS":"123456789012"}"#,
            "Allow with NotPrincipal is not allowed.",
        ),
        (r#""Effect":"Allow""#, "Missing required field Principal"),
    ] {
        let text = format!(r#"{{"Statement":{{{statement},{shared}}}}}"#);
        assert_eq!(refusal(DocumentKind::Resource, &text), expected, "{statement}");
    }
    let without = r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*"}}"#;
    let expected = "Policy statement must contain resources.";
    assert_eq!(refusal(DocumentKind::Resource, without), expected);
}

#[test]
fn statements_of_iot_policies() {
    expect![[r#"
        {"Sid":"any sid-1","Effect":"Allow","Action":["iot:Connect","greengrass:Discover"],"Resource":"*"}
          => accepted
        {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:123456789012:topic/€"}
          => accepted
        {"Effect":"Allow","NotAction":"iot:Connect","NotResource":"arn:aws:iot:us-east-1:123456789012:topic/x"}
          => accepted
        {"Effect":"Allow","Action":"iot:Publish","Resource":"topic/x"}
          => Policy document is Malformed: The following resources are invalid : topic/x
        {"Effect":"Allow","Principal":"*","Action":"iot:Publish","Resource":"*"}
          => Policy document is Malformed: Invalid policy syntax.
        {"Effect":"Allow","Action":"publish","Resource":"*"}
          => Policy document is Malformed: Invalid policy syntax.
        {"Effect":"Allow","Effect":"Allow","Action":"iot:Publish","Resource":"*"}
          => Policy document is Malformed: Invalid policy syntax.
    "#]].assert_eq(&refusals(
        DocumentKind::Iot,
        &[
            r#"{"Sid":"any sid-1","Effect":"Allow","Action":["iot:Connect","greengrass:Discover"],"Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:123456789012:topic/€"}"#,
            r#"{"Effect":"Allow","NotAction":"iot:Connect","NotResource":"arn:aws:iot:us-east-1:123456789012:topic/x"}"#,
            r#"{"Effect":"Allow","Action":"iot:Publish","Resource":"topic/x"}"#,
            r#"{"Effect":"Allow","Principal":"*","Action":"iot:Publish","Resource":"*"}"#,
            r#"{"Effect":"Allow","Action":"publish","Resource":"*"}"#,
            r#"{"Effect":"Allow","Effect":"Allow","Action":"iot:Publish","Resource":"*"}"#,
        ],
    ));
}

#[test]
fn size_leaves_white_space_out() {
    let text =
        "{ \"Statement\" : {\n\t\"Effect\":\"Allow\",\"Action\":\"a:b c\",\"Resource\":\"*\"} }";
    let document = Document::parse(DocumentKind::Identity, text).unwrap();
    assert_eq!(document.size(), text.chars().filter(|c| !" \n\t".contains(*c)).count());
    assert_eq!(document.text(), text);
    // What is no white space to JSON counts.
    let wide = text.replace("b c", "b\u{A0}c");
    let wide = Document::parse(DocumentKind::Identity, &wide).unwrap();
    assert_eq!(wide.size(), document.size() + 1);
}

#[test]
fn managed_policies_need_the_newer_version() {
    let text = r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;
    let document = Document::parse(DocumentKind::Identity, text).unwrap();
    assert_eq!(document.version(), Version::V2008);
    assert_eq!(
        document.check_managed().unwrap_err().to_string(),
        "Policy document must be version 2012-10-17 or greater."
    );
}

#[test]
fn a_pool_that_is_not_pinned_is_noticed() {
    let trusts = |condition: &str| {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{{"Federated":["cognito-identity.amazonaws.com"]}},"Action":"sts:AssumeRoleWithWebIdentity"{condition}}}}}"#
        );
        Document::parse(DocumentKind::Trust, &text).unwrap().trusts_any_identity_pool()
    };
    let of = |operator: &str, value: &str| {
        format!(r#","Condition":{{"{operator}":{{"cognito-identity.amazonaws.com:aud":{value}}}}}"#)
    };
    assert!(!trusts(&of("StringEquals", "\"us-east-1:p\"")));
    assert!(!trusts(&of("ForAnyValue:StringEquals", "\"us-east-1:p\"")));
    assert!(!trusts(&of("StringEquals", "\"us-east-1:p\"").replace(":aud", ":AUD")));
    assert!(trusts(""));
    for (operator, value) in [
        ("StringNotEquals", "\"us-east-1:p\""),
        ("StringEqualsIfExists", "\"us-east-1:p\""),
        ("ForAllValues:StringEquals", "\"us-east-1:p\""),
        ("StringLike", "\"*\""),
        ("StringLike", "[\"us-east-1:p\",\"*\"]"),
        ("Null", "\"false\""),
    ] {
        assert!(trusts(&of(operator, value)), "{operator} {value}");
    }
    assert!(trusts(r#","Condition":{"StringEquals":{"cognito-identity.amazonaws.com:sub":"x"}}"#));
    let deny = r#"{"Statement":{"Effect":"Deny","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"*"}}"#;
    assert!(!Document::parse(DocumentKind::Trust, deny).unwrap().trusts_any_identity_pool());
}

#[test]
fn principals_are_renamed_where_they_stand() {
    let text = r#"{"Statement":[
        {"Effect":"Deny","Principal":"*","Action":"sts:*"},
        {"Effect":"Allow","Principal":{"Service":"123456789012","AWS":["AROAEXAMPLEEXAMPLEID1:s","*","arn:aws:iam::123456789012:user\/b"]},"Action":"sts:TagSession"},
        {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{ "AWS" : "123456789012" }}]}"#;
    let document = Document::parse(DocumentKind::Trust, text).unwrap();
    let named: Vec<_> = document.aws_principals().collect();
    let user = "arn:aws:iam::123456789012:user/b";
    assert_eq!(named, ["AROAEXAMPLEEXAMPLEID1:s", user, "123456789012"]);
    assert_eq!(document.with_aws_principals(&BTreeMap::new()), text);
    let new = [(user, "\"quoted\\"), ("123456789012", "account"), ("*", "nobody")];
    let new = new.map(|(name, new)| (name.to_owned(), new.to_owned())).into();
    let expected = text
        .replace(r#""arn:aws:iam::123456789012:user\/b""#, r#""\"quoted\\""#)
        .replace(r#"{ "AWS" : "123456789012" }"#, r#"{ "AWS" : "account" }"#);
    assert_eq!(document.with_aws_principals(&new), expected);
    let session = |name: &str| {
        refusal(DocumentKind::Trust, &text.replace("EXAMPLEID1:s", &format!("EXAMPLEID1:{name}")))
    };
    assert_eq!(session("b_u+i=l,d.@-"), "accepted");
    for name in ["", "s*", "s/t", "s:t"] {
        let message = "Invalid principal in policy: \"AWS\":\"AROAEXAMPLEEXAMPLEID1:";
        assert_eq!(session(name), format!("{message}{name}\""));
    }
}

#[test]
fn a_document_of_many_variables_is_read_in_one_go() {
    let variables = (0..50_000).map(|n| format!("${{{n:x}}}")).collect::<Vec<_>>().concat();
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"*","Resource":"*{variables}"}}}}"#
    );
    let document = Document::parse(DocumentKind::Iot, &text).unwrap();
    assert_eq!(document.context_keys().count(), 50_000);
}
