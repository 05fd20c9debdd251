//! Calls in each protocol, as clients send them and as AWS answers them.

use bytes::Bytes;
use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::Protocol;
use daypass_aws_types::{OPERATIONS, Timestamp, cognito_identity, iam, iot, iot_data, sts};
use http::request::Parts;
use http::{Request, Response};
use proptest::prelude::*;

use crate::{Route, RouteError, decode, encode, encode_error, encode_unrouted, route};

fn parts(method: &str, uri: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

fn target(operation: &str) -> Parts {
    parts("POST", "/", &[("x-amz-target", &format!("AWSCognitoIdentityService.{operation}"))])
}

fn form(body: &str) -> Result<Route, RouteError> {
    route(
        &parts(
            "POST",
            "/",
            &[("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
        ),
        body.as_bytes(),
        None,
    )
}

fn text(response: &Response<Bytes>) -> &str {
    std::str::from_utf8(response.body()).unwrap()
}

fn get_id(body: &str) -> Result<cognito_identity::GetIdInput, ServiceError> {
    let parts = target("GetId");
    let route = route(&parts, body.as_bytes(), None).unwrap();
    decode(&route, &parts, body.as_bytes())
}

#[test]
fn a_json_call_is_read() {
    let input = get_id(
        r#"{"IdentityPoolId":"us-east-1:00","Logins":{"a.example":"t"},"Unknown":[1,{"x":null}]}"#,
    )
    .unwrap();
    assert_eq!(input.identity_pool_id, "us-east-1:00");
    assert_eq!(
        input.logins.unwrap().get("a.example").map(daypass_aws_types::Secret::expose),
        Some("t")
    );
    assert_eq!(input.account_id, None);
}

#[test]
fn broken_constraints_are_told_in_awss_words() {
    let message = |body| get_id(body).unwrap_err().message;
    assert_eq!(
        message(r#"{"IdentityPoolId":"no pool"}"#),
        "1 validation error detected: Value 'no pool' at 'identityPoolId' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+"
    );
    assert_eq!(
        message("{}"),
        "1 validation error detected: Value null at 'identityPoolId' failed to satisfy constraint: Member must not be null"
    );
    assert_eq!(
        message(r#"{"AccountId":"x","IdentityPoolId":""}"#),
        "3 validation errors detected: Value 'x' at 'accountId' failed to satisfy constraint: Member must satisfy \
         regular expression pattern: \\d+; Value '' at 'identityPoolId' failed to satisfy constraint: Member must have \
         length greater than or equal to 1; Value '' at 'identityPoolId' failed to satisfy constraint: Member must \
         satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+"
    );
    // A map is told of whole, as AWS does (https://github.com/aws-amplify/aws-sdk-ios/issues/2317).
    assert_eq!(
        message(
            r#"{"IdentityPoolId":"us-east-1:00","Logins":{"a.example/b":"","b.example":"t0ken"}}"#
        ),
        "1 validation error detected: Value '{a.example/b=, b.example=***}' at 'logins' failed to satisfy constraint: \
         Map value must satisfy constraint: [Member must have length less than or equal to 50000, Member must have \
         length greater than or equal to 1]"
    );
    assert_eq!(
        message(r#"{"IdentityPoolId":"us-east-1:00","Logins":{"":"t0ken"}}"#),
        "1 validation error detected: Value '{=***}' at 'logins' failed to satisfy constraint: Map keys must satisfy \
         constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal \
         to 1]"
    );
    assert_eq!(get_id("{}").unwrap_err().shape, &common::VALIDATION_EXCEPTION);
}

#[test]
fn a_login_token_is_not_repeated_in_an_error() {
    let error = get_id(&format!(
        r#"{{"IdentityPoolId":"us-east-1:00","Logins":{{"a":"{}"}}}}"#,
        "s3cret".repeat(9_000)
    ));
    assert!(!error.unwrap_err().message.contains("s3cret"));
}

#[test]
fn bodies_that_are_no_call_are_serialization_errors() {
    for body in [
        "{",
        "[]",
        "nonsense",
        r#"{"IdentityPoolId":1}"#,
        r#"{"IdentityPoolId":"us-east-1:00","IdentityPoolId":"us-east-1:01"}"#,
        r#"{"IdentityPoolId":"us-east-1:00","Logins":{"a":"1","a":"2"}}"#,
        r#"{"IdentityPoolId":"us-east-1:00"} trailing"#,
        &format!("{{\"x\":{}", "[".repeat(10_000)),
    ] {
        assert_eq!(get_id(body).unwrap_err().shape, &common::SERIALIZATION_EXCEPTION, "{body:.60}");
    }
    let parts = target("GetId");
    let route = route(&parts, b"", None).unwrap();
    let error = decode::<cognito_identity::GetIdInput>(&route, &parts, b"\xff{}").unwrap_err();
    assert_eq!(error.shape, &common::SERIALIZATION_EXCEPTION);
    let large = vec![b' '; route.operation.body_bytes_max() + 1];
    let error = decode::<cognito_identity::GetIdInput>(&route, &parts, &large).unwrap_err();
    assert_eq!(error.shape.status, 413);
}

#[test]
fn json_answers_and_errors_have_awss_form() {
    let output = cognito_identity::DescribeIdentityOutput {
        identity_id: Some("us-east-1:00".to_owned()),
        logins: None,
        creation_date: Some(Timestamp::from_millis(1_512_005_509_237)),
        last_modified_date: None,
    };
    let response = encode(&cognito_identity::DESCRIBE_IDENTITY, output, "id");
    assert_eq!(text(&response), r#"{"CreationDate":1512005509.237,"IdentityId":"us-east-1:00"}"#);
    assert_eq!(response.headers()["content-type"], "application/x-amz-json-1.1");
    let error = ServiceError::new(&cognito_identity::errors::NOT_AUTHORIZED_EXCEPTION, "No.");
    let response = encode_error(&cognito_identity::GET_ID, &error, "id");
    assert_eq!(response.status(), 400);
    assert_eq!(text(&response), r#"{"__type":"NotAuthorizedException","message":"No."}"#);
    assert_eq!(response.headers()["x-amzn-errortype"], "NotAuthorizedException:");
    assert_eq!(response.headers()["x-amzn-errormessage"], "No.");
    let response = encode(
        &cognito_identity::DELETE_IDENTITY_POOL,
        cognito_identity::DeleteIdentityPoolOutput {},
        "id",
    );
    assert!(response.body().is_empty());
}

#[test]
fn query_parameters_nest() {
    let body = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Arole%2Fr&RoleSessionName=a%2Bb\
                &PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3A000000000000%3Apolicy%2Fp&Tags.member.1.Key=k&Tags.member.1.Value=v+w\
                &Tags.member.2.Key=l&Tags.member.2.Value=&DurationSeconds=900";
    let route = form(body).unwrap();
    let input: sts::AssumeRoleInput = decode(&route, &target("x"), body.as_bytes()).unwrap();
    assert_eq!(input.role_session_name, "a+b");
    assert_eq!(input.duration_seconds, Some(900));
    let tags = input.tags.unwrap();
    assert_eq!(
        tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect::<Vec<_>>(),
        [("k", "v w"), ("l", "")]
    );
    assert_eq!(input.policy_arns.unwrap().len(), 1);
}

#[test]
fn query_answers_and_errors_have_awss_form() {
    let output = iam::GetRolePolicyOutput {
        role_name: "r".to_owned(),
        policy_name: "p&q".to_owned(),
        policy_document: "{\"a\": 1}".to_owned(),
    };
    assert_eq!(
        text(&encode(&iam::GET_ROLE_POLICY, output, "id")),
        "<GetRolePolicyResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetRolePolicyResult>\
         <PolicyDocument>%7B%22a%22%3A%201%7D</PolicyDocument><PolicyName>p&amp;q</PolicyName><RoleName>r</RoleName>\
         </GetRolePolicyResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetRolePolicyResponse>"
    );
    let error = ServiceError::new(&iam::errors::NO_SUCH_ENTITY_EXCEPTION, "gone");
    let response = encode_error(&iam::GET_ROLE, &error, "id");
    assert_eq!(response.status(), 404);
    assert_eq!(
        text(&response),
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type><Code>NoSuchEntity</Code>\
         <Message>gone</Message></Error><RequestId>id</RequestId></ErrorResponse>"
    );
}

#[test]
fn rest_paths_take_slashes_raw_and_escaped() {
    for (uri, topic) in [
        ("/topics/a%2Fb%20c%2F%24x?qos=1&retain=true", "a/b c/$x"),
        ("/topics/a/b?qos=1&retain=true", "a/b"),
        ("/topics/./x/../a?qos=1&retain=true", "a"),
    ] {
        let parts = parts("POST", uri, &[("x-amz-mqtt5-user-properties", "W3siayI6InYifV0=")]);
        let route = route(&parts, b"payload", Some("iotdata")).unwrap();
        let input: iot_data::PublishInput = decode(&route, &parts, b"payload").unwrap();
        assert_eq!((input.topic.as_str(), input.qos, input.retain), (topic, Some(1), Some(true)));
        assert_eq!(input.payload.as_deref(), Some(b"payload".as_slice()));
        assert_eq!(input.user_properties.as_deref(), Some(r#"[{"k":"v"}]"#));
    }
    let parts = parts("POST", "/attached-policies/us-east-1%3A00?recursive=true", &[]);
    let route = route(&parts, b"", Some("iot")).unwrap();
    let input: iot::ListAttachedPoliciesInput = decode(&route, &parts, b"").unwrap();
    assert_eq!((input.target.as_str(), input.recursive), ("us-east-1:00", Some(true)));
}

#[test]
fn what_leads_nowhere_is_told_in_its_protocol() {
    let lost = |parts: &Parts, body: &[u8]| {
        let error = route(parts, body, None).unwrap_err();
        (error.protocol, encode_unrouted(&error, "id").status().as_u16())
    };
    assert_eq!(lost(&target("Nothing"), b""), (Protocol::Json11, 400));
    assert_eq!(
        lost(&parts("GET", "/?Action=Nothing&Version=2011-06-15", &[]), b""),
        (Protocol::Query, 400)
    );
    assert_eq!(lost(&parts("GET", "/nothing/here", &[]), b""), (Protocol::RestJson, 404));
    assert_eq!(lost(&parts("GET", "/things/%ff/shadow", &[]), b""), (Protocol::RestJson, 400));
}

#[test]
fn every_operation_is_routed_to_itself() {
    for operation in OPERATIONS {
        let routed = match operation.service.protocol() {
            Protocol::Json11 => route(&target(operation.name), b"", None),
            Protocol::Query => {
                let (version, _) = operation.service.query_version().unwrap();
                form(&format!("Action={}&Version={version}", operation.name))
            }
            Protocol::RestJson => {
                let uri = operation.uri.replace('{', "").replace("+}", "").replace('}', "");
                route(
                    &parts(operation.method, &uri, &[]),
                    b"",
                    operation.service.signing_names().first().copied(),
                )
            }
        };
        assert_eq!(routed.unwrap().operation.name, operation.name);
    }
}

proptest! {
    #[test]
    fn no_body_panics(body in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,200}") {
        for body in [body.as_slice(), text.as_bytes()] {
            let parts = target("GetId");
            if let Ok(route) = route(&parts, body, None) {
                let _ = decode::<cognito_identity::SetIdentityPoolRolesInput>(&route, &parts, body);
            }
            let form = parts_with_form();
            if let Ok(route) = route(&form, body, None) {
                let _ = decode::<sts::AssumeRoleInput>(&route, &form, body);
            }
        }
    }

    #[test]
    fn no_parameter_panics(names in prop::collection::vec("(Tags|PolicyArns)(\\.(member|entry|0|1|99999999999|Key)){0,5}", 0..20)) {
        let body = names.iter().fold("Action=AssumeRole&Version=2011-06-15".to_owned(), |body, name| format!("{body}&{name}=x"));
        let form = parts_with_form();
        let route = route(&form, body.as_bytes(), None).unwrap();
        let _ = decode::<sts::AssumeRoleInput>(&route, &form, body.as_bytes());
    }
}

fn parts_with_form() -> Parts {
    parts("POST", "/", &[("content-type", "application/x-www-form-urlencoded")])
}
