//! `ListPoliciesGrantingServiceAccess`: which policies of a user, a group or a role let it use a
//! service at all.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    LIST_POLICIES_GRANTING_SERVICE_ACCESS, ListPoliciesGrantingServiceAccessEntry,
    ListPoliciesGrantingServiceAccessInput, ListPoliciesGrantingServiceAccessOutput,
    PolicyGrantingServiceAccess,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::{DocumentKind, Policy};
use daypass_store::{Reads, Writes};
use std::sync::Arc;

use crate::authorization::PolicyDocuments;
use crate::iam::listing::names_page;
use crate::iam::simulate::sources::{managed, stored};
use crate::iam::simulate::subject::{Carried, Subject, on_entity};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<ListPoliciesGrantingServiceAccess>();
}

/// `ListPoliciesGrantingServiceAccess`: a page has a hundred services. What denies, boundaries and
/// the policies of resources are not looked at, and neither are conditions, as on AWS.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html>
#[derive(Debug)]
pub(super) struct ListPoliciesGrantingServiceAccess;

impl Operation for ListPoliciesGrantingServiceAccess {
    type Input = ListPoliciesGrantingServiceAccessInput;
    type Output = ListPoliciesGrantingServiceAccessOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_POLICIES_GRANTING_SERVICE_ACCESS;

    async fn permissions(
        call: &Call<'_, ListPoliciesGrantingServiceAccessInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "iam:ListPoliciesGrantingServiceAccess";
        on_entity(action, call.account, &call.input.arn, reads).await
    }

    async fn decide(
        call: &Call<'_, ListPoliciesGrantingServiceAccessInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListPoliciesGrantingServiceAccessOutput, ServiceError> {
        let (input, operation) = (call.input, "iam:ListPoliciesGrantingServiceAccess");
        let subject = Subject::find(call.account, reads, &input.arn).await?;
        let mut policies = Vec::new();
        for carried in subject.carried() {
            let documents = &call.environment.documents;
            policies.extend(policies_of(call.account, documents, reads, &carried).await?);
        }
        let services = input.service_namespaces.clone();
        let (services, marker) =
            names_page(call, operation, services, input.marker.as_deref(), None)?;
        let entry = |service: String| {
            let granting =
                policies.iter().filter(|(policy, _)| policy.document().allows_service(&service));
            ListPoliciesGrantingServiceAccessEntry {
                policies: Some(granting.map(|(_, told)| told.clone()).collect()),
                service_namespace: Some(service),
            }
        };
        Ok(ListPoliciesGrantingServiceAccessOutput {
            policies_granting_service_access: services.into_iter().map(entry).collect(),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}

/// The policies that one entity carries, and what the answer says of each.
pub(super) async fn policies_of(
    account: &AccountId,
    documents: &PolicyDocuments,
    reads: &Reads<'_>,
    Carried { kind, name, inline, attached }: &Carried<'_>,
) -> Result<Vec<(Arc<Policy>, PolicyGrantingServiceAccess)>, ServiceError> {
    let mut policies = Vec::new();
    for arn in *attached {
        let source = managed(account, documents, reads, DocumentKind::Identity, arn).await?;
        policies.extend(source.map(|source| {
            let told = PolicyGrantingServiceAccess {
                policy_name: source.id,
                policy_type: "MANAGED".to_owned(),
                policy_arn: Some(arn.clone()),
                entity_type: None,
                entity_name: None,
            };
            (source.policy, told)
        }));
    }
    for policy in *inline {
        let id = format!("{kind}_{name}_{}", policy.name);
        let source = stored(documents, DocumentKind::Identity, id, None, &policy.document)?;
        let told = PolicyGrantingServiceAccess {
            policy_name: policy.name.clone(),
            policy_type: "INLINE".to_owned(),
            policy_arn: None,
            entity_type: Some(kind.to_ascii_uppercase()),
            entity_name: Some((*name).to_owned()),
        };
        policies.push((source.policy, told));
    }
    Ok(policies)
}
