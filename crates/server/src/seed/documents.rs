//! The policies of the demo: a guest looks at the lamp and leaves word, a signed-in identity switches
//! it, and the lamp itself speaks of nothing but itself.

use daypass_aws_types::{AccountId, Region};
use serde_json::{Value, json};

/// The value that stands for the very identity in a policy.
const IDENTITY: &str = "${cognito-identity.amazonaws.com:sub}";
/// The value that stands for the thing whose certificate connects under the thing's name.
const THING: &str = "${iot:Connection.Thing.ThingName}";

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

/// A guest connects under its own identity id, hears what the lamp reports, and leaves word for it on
/// a topic of its own.
pub(super) fn guest(account: &AccountId, region: &Region) -> String {
    let arn = |resource: &str| format!("arn:aws:iot:{region}:{account}:{resource}");
    document(&[
        allow(&["iot:Connect"], &[arn(&format!("client/{IDENTITY}*"))]),
        allow(&["iot:Subscribe"], &[arn("topicfilter/lamp/state")]),
        allow(&["iot:Receive"], &[arn("topic/lamp/state")]),
        allow(&["iot:Publish"], &[arn(&format!("topic/lamp/guests/{IDENTITY}"))]),
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

/// A device connects under its thing's name, keeps up its thing's shadow, reports its state, and hears
/// the guests. Another thing's certificate, or the same one under another name, may do nothing.
pub(super) fn lamp(account: &AccountId, region: &Region) -> String {
    let arn = |resource: String| format!("arn:aws:iot:{region}:{account}:{resource}");
    let topic = |topic: &str| arn(format!("topic/{THING}/{topic}"));
    let shadow =
        |kind: &str, topic: &str| arn(format!("{kind}/$aws/things/{THING}/shadow/{topic}"));
    let guests = arn(format!("topicfilter/{THING}/guests/+"));
    document(&[
        allow(&["iot:Connect"], &[arn(format!("client/{THING}"))]),
        allow(
            &["iot:Publish"],
            &[topic("state"), shadow("topic", "get"), shadow("topic", "update")],
        ),
        allow(&["iot:Subscribe"], &[guests, shadow("topicfilter", "*")]),
        allow(&["iot:Receive"], &[topic("guests/*"), shadow("topic", "*")]),
    ])
}

fn allow(actions: &[&str], resources: &[String]) -> Value {
    json!({"Effect": "Allow", "Action": actions, "Resource": resources})
}

/// Over several lines, so that the line in an explanation tells a statement.
fn document(statements: &[Value]) -> String {
    format!("{:#}", json!({"Version": "2012-10-17", "Statement": statements}))
}
