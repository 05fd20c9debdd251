//! The form of the ARNs of an action's resources, as the Service Authorization Reference has them.
//!
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html>

/// `EvalResourceName` of a result for several resources: the form of the action's ARNs, or `*`
/// where this server knows none.
pub(super) fn arn_template(action: &str) -> &'static str {
    let Some((service, name)) = action.split_once(':') else { return "*" };
    let service = service.to_ascii_lowercase();
    let templates = TEMPLATES.iter().filter(|(owner, ..)| *owner == service);
    let mut covering = templates.filter(|(_, names, _)| {
        names.iter().any(|known| match known.strip_suffix('*') {
            Some(prefix) => {
                name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            }
            None => known.eq_ignore_ascii_case(name),
        })
    });
    covering.next().map_or("*", |(.., template)| template)
}

/// Service, names of actions (a `*` ends a prefix), form. The first that fits counts.
type Template = (&'static str, &'static [&'static str], &'static str);

const TEMPLATES: [Template; 12] = [
    ("iot", &["Connect"], "arn:${Partition}:iot:${Region}:${Account}:client/${ClientId}"),
    (
        "iot",
        &["Publish", "Receive", "RetainPublish", "GetRetainedMessage"],
        "arn:${Partition}:iot:${Region}:${Account}:topic/${TopicName}",
    ),
    ("iot", &["Subscribe"], "arn:${Partition}:iot:${Region}:${Account}:topicfilter/${TopicFilter}"),
    (
        "iot",
        &["GetThingShadow", "UpdateThingShadow", "DeleteThingShadow", "DescribeThing"],
        "arn:${Partition}:iot:${Region}:${Account}:thing/${ThingName}",
    ),
    (
        "iot",
        &["DescribeCertificate", "UpdateCertificate", "DeleteCertificate", "TestAuthorization"],
        "arn:${Partition}:iot:${Region}:${Account}:cert/${Certificate}",
    ),
    (
        "iot",
        &["AssumeRoleWithCertificate"],
        "arn:${Partition}:iot:${Region}:${Account}:rolealias/${RoleAlias}",
    ),
    (
        "iot",
        &["GetPolicy", "CreatePolicy", "DeletePolicy", "GetPolicyVersion", "CreatePolicyVersion"],
        "arn:${Partition}:iot:${Region}:${Account}:policy/${PolicyName}",
    ),
    (
        "iam",
        &["GetRole*", "CreateRole", "DeleteRole*", "UpdateRole*", "PutRole*", "PassRole"],
        "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}",
    ),
    (
        "iam",
        &["GetPolicy*", "CreatePolicy*", "DeletePolicy*", "ListPolicyVersions"],
        "arn:${Partition}:iam::${Account}:policy/${PolicyNameWithPath}",
    ),
    ("sts", &["AssumeRole*"], "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"),
    (
        "cognito-identity",
        &["DescribeIdentityPool", "UpdateIdentityPool", "DeleteIdentityPool", "ListIdentities"],
        "arn:${Partition}:cognito-identity:${Region}:${Account}:identitypool/${IdentityPoolId}",
    ),
    (
        "s3",
        &["GetObject", "PutObject", "DeleteObject"],
        "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
    ),
];
