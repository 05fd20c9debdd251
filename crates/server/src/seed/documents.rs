//! The policies of the demo: a guest looks at the lamp, a signed-in identity switches it.

use daypass_aws_types::{AccountId, Region};
use serde_json::{Value, json};

/// The value that stands for the very identity in a policy.
const IDENTITY: &str = "${cognito-identity.amazonaws.com:sub}";

/// Who may take a role of the pool: its identities, those of one kind.
pub(super) fn trust(pool_id: &str, amr: &str) -> String {
    document(&[json!({
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {"cognito-identity.amazonaws.com:aud": pool_id},
            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": amr},
        },
    })])
}

/// A guest connects under its own identity id, and hears what the lamp reports.
pub(super) fn guest(account: &AccountId, region: &Region) -> String {
    let arn = |resource: &str| format!("arn:aws:iot:{region}:{account}:{resource}");
    document(&[
        allow(&["iot:Connect"], &[arn(&format!("client/{IDENTITY}*"))]),
        allow(&["iot:Subscribe"], &[arn("topicfilter/lamp/state")]),
        allow(&["iot:Receive"], &[arn("topic/lamp/state")]),
    ])
}

/// The role of signed-in identities; the AWS IoT policy says the same, and both are needed.
pub(super) fn signed_in(account: &AccountId, region: &Region) -> String {
    app(account, region)
}

/// An app connects under its user's identity id, and talks with the lamp and about its shadow.
pub(super) fn app(account: &AccountId, region: &Region) -> String {
    let arn = |resource: &str| format!("arn:aws:iot:{region}:{account}:{resource}");
    let topics = ["lamp/*", "$aws/things/lamp/shadow/*"];
    let all = |kind: &str| topics.map(|topic| arn(&format!("{kind}/{topic}")));
    document(&[
        allow(&["iot:Connect"], &[arn(&format!("client/{IDENTITY}*"))]),
        allow(&["iot:Publish", "iot:Receive"], &all("topic")),
        allow(&["iot:Subscribe"], &all("topicfilter")),
        allow(&["iot:GetThingShadow", "iot:UpdateThingShadow"], &[arn("thing/lamp")]),
    ])
}

fn allow(actions: &[&str], resources: &[String]) -> Value {
    json!({"Effect": "Allow", "Action": actions, "Resource": resources})
}

/// Over several lines, so that the line in an explanation tells a statement.
fn document(statements: &[Value]) -> String {
    format!("{:#}", json!({"Version": "2012-10-17", "Statement": statements}))
}
