//! The two session policies that cut a guest's permissions in the enhanced flow.
//!
//! Whatever its role allows, a guest with credentials from `GetCredentialsForIdentity` reaches the
//! services named here and no others. The first document stands for the inline session policy, the
//! second for the managed one; either may allow, and the result is intersected with the role.
//! <https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services>

/// The number that session tokens carry for this cut. A changed cut gets a new number.
pub const GUEST_CUT_CURRENT: u32 = 1;

/// The name of the managed session policy, which AWS's own is called by.
pub const MANAGED_NAME: &str = "AmazonCognitoUnAuthedIdentitiesSessionPolicy";

/// Services that the inline session policy allows whole.
const INLINE_ACTIONS: &[&str] = &[
    "appsync:*",
    "cloudwatch:*",
    "codewhisperer:*",
    "cognito-identity:*",
    "cognito-idp:*",
    "cognito-sync:*",
    "comprehend:*",
    "dynamodb:*",
    "execute-api:*",
    "firehose:*",
    "gamelift:*",
    "iot:*",
    "kinesis:*",
    "lambda:*",
    "lex:*",
    "logs:*",
    "machinelearning:*",
    "mobileanalytics:*",
    "mobiletargeting:*",
    "personalize:*",
    "polly:*",
    "rekognition:*",
    "s3:*",
    "sagemaker:InvokeEndpoint",
    "sdb:*",
    "ses:*",
    "sns:*",
    "sqs:*",
    "textract:AnalyzeDocument",
    "textract:DetectDocumentText",
    "transcribe:*",
    "translate:*",
];

/// Actions that the managed session policy (`AmazonCognitoUnAuthedIdentitiesSessionPolicy`) allows.
const MANAGED_ACTIONS: &[&str] = &[
    "comprehend:*",
    "firehose:*",
    "geo:*Geofence",
    "geo:*Geofences",
    "geo:*DevicePosition*",
    "geo:CalculateRoute*",
    "geo:GetMap*",
    "geo:GetPlace",
    "geo:ListMaps",
    "geo:SearchPlaceIndex*",
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyPair",
    "kms:GenerateDataKeyPairWithoutPlaintext",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "mobiletargeting:*",
    "personalize:*",
    "polly:*",
    "rekognition:*",
    "rum:PutRumEvents",
    "sagemaker:InvokeEndpoint",
    "transcribe:*",
    "translate:*",
];

/// The document of the managed session policy, by which a role may be cut as well.
pub(crate) fn managed_document() -> String {
    document(MANAGED_ACTIONS)
}

/// The documents of a cut with their names, or `None` for a number that this version does not know:
/// such a session is refused rather than left uncut.
pub fn documents(number: u32) -> Option<[(&'static str, String); 2]> {
    (number == GUEST_CUT_CURRENT).then(|| {
        [
            ("guest-session-policy-inline", document(INLINE_ACTIONS)),
            (MANAGED_NAME, document(MANAGED_ACTIONS)),
        ]
    })
}

fn document(actions: &[&str]) -> String {
    let actions = actions.join("\",\"");
    format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":[\"{actions}\"],\"Resource\":\"*\"}}]}}"
    )
}
