//! `AssumeRoot` and `GetDelegatedAccessToken`: authorized as any other operation, and then refused,
//! because what they are about does not exist here.

use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{
    ASSUME_ROOT, AssumeRootInput, AssumeRootOutput, GET_DELEGATED_ACCESS_TOKEN,
    GetDelegatedAccessTokenInput, GetDelegatedAccessTokenOutput, errors,
};
use daypass_store::{Reads, Writes};

use crate::operation::{Call, Operation, Permission};

/// `AssumeRoot`: for the management account of an organization, and there are no organizations.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html>
#[derive(Debug)]
pub(super) struct AssumeRoot;

impl Operation for AssumeRoot {
    type Input = AssumeRootInput;
    type Output = AssumeRootOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ASSUME_ROOT;

    async fn permissions(
        call: &Call<'_, AssumeRootInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permission = Permission::new("sts:AssumeRoot", root_arn(call.input));
        Ok(vec![match &call.input.task_policy_arn.arn {
            Some(arn) => permission.with("sts:TaskPolicyArn", arn.as_str()),
            None => permission,
        }])
    }

    async fn decide(
        call: &Call<'_, AssumeRootInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<AssumeRootOutput, ServiceError> {
        let (caller, root) = (call.principal.arn(), root_arn(call.input));
        let text = format!(
            "User: {caller} is not authorized to perform: sts:AssumeRoot on resource: {root}"
        );
        Err(ServiceError::new(&common::ACCESS_DENIED_403, text).with_hint(NO_ORGANIZATION))
    }
}

/// The root of an account, which may be named by its id alone.
fn root_arn(input: &AssumeRootInput) -> String {
    let target = &input.target_principal;
    if target.starts_with("arn:") { target.clone() } else { format!("arn:aws:iam::{target}:root") }
}

/// `GetDelegatedAccessToken`: no request for delegation was ever approved, so no token is known.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetDelegatedAccessToken.html>
#[derive(Debug)]
pub(super) struct GetDelegatedAccessToken;

impl Operation for GetDelegatedAccessToken {
    type Input = GetDelegatedAccessTokenInput;
    type Output = GetDelegatedAccessTokenOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_DELEGATED_ACCESS_TOKEN;

    async fn permissions(
        _: &Call<'_, GetDelegatedAccessTokenInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("sts:GetDelegatedAccessToken", "*")])
    }

    async fn decide(
        _: &Call<'_, GetDelegatedAccessTokenInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetDelegatedAccessTokenOutput, ServiceError> {
        let shape = &errors::EXPIRED_TRADE_IN_TOKEN_EXCEPTION;
        Err(ServiceError::new(shape, NOT_TRADED_IN).with_hint(NO_DELEGATION))
    }
}

const NO_ORGANIZATION: &str = "there are no organizations here: only the management account of one, or its delegated administrator, may assume the root of a member account";
const NOT_TRADED_IN: &str = "The trade-in token provided in the request has expired and can no longer be exchanged for credentials.";
const NO_DELEGATION: &str = "no request for temporary delegation is ever approved here, so that no trade-in token is given out";
