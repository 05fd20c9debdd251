//! `GetContextKeysForCustomPolicy` and `GetContextKeysForPrincipalPolicy`: what a simulation of
//! policies has to be told.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY, GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
    GetContextKeysForCustomPolicyInput, GetContextKeysForCustomPolicyOutput,
    GetContextKeysForPrincipalPolicyInput, GetContextKeysForPrincipalPolicyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::exclusions::Exclusions;
use super::sources::{Source, Sources, mentioned_keys};
use super::subject::{Subject, on_entity};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetContextKeysForCustomPolicy>();
    visitor.operation::<GetContextKeysForPrincipalPolicy>();
}

fn names(sources: &[Source]) -> Vec<String> {
    mentioned_keys(sources.iter()).into_iter().map(str::to_owned).collect()
}

/// `GetContextKeysForCustomPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html>
#[derive(Debug)]
pub(super) struct GetContextKeysForCustomPolicy;

impl Operation for GetContextKeysForCustomPolicy {
    type Input = GetContextKeysForCustomPolicyInput;
    type Output = GetContextKeysForCustomPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY;

    async fn permissions(
        _: &Call<'_, GetContextKeysForCustomPolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:GetContextKeysForCustomPolicy", "*")])
    }

    async fn decide(
        call: &Call<'_, GetContextKeysForCustomPolicyInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetContextKeysForCustomPolicyOutput, ServiceError> {
        let given = Source::all_given(&call.input.policy_input_list)?;
        Ok(GetContextKeysForCustomPolicyOutput { context_key_names: Some(names(&given)) })
    }
}

/// `GetContextKeysForPrincipalPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html>
#[derive(Debug)]
pub(super) struct GetContextKeysForPrincipalPolicy;

impl Operation for GetContextKeysForPrincipalPolicy {
    type Input = GetContextKeysForPrincipalPolicyInput;
    type Output = GetContextKeysForPrincipalPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY;

    async fn permissions(
        call: &Call<'_, GetContextKeysForPrincipalPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let arn = &call.input.policy_source_arn;
        on_entity("iam:GetContextKeysForPrincipalPolicy", call.account, arn, reads).await
    }

    async fn decide(
        call: &Call<'_, GetContextKeysForPrincipalPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetContextKeysForPrincipalPolicyOutput, ServiceError> {
        let (input, documents) = (call.input, &call.environment.documents);
        let subject = Subject::find(call.account, reads, &input.policy_source_arn).await?;
        let every = Exclusions::read(&[])?;
        let sources = Sources::of(call.account, documents, reads, &subject, &every).await?;
        let mut policies = sources.identity;
        policies.extend(Source::all_given(input.policy_input_list.as_deref().unwrap_or_default())?);
        Ok(GetContextKeysForPrincipalPolicyOutput { context_key_names: Some(names(&policies)) })
    }
}
