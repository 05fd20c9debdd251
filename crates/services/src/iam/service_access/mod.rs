//! Which services a user, a group, a role or a managed policy opens, by which policies, and when
//! they were last used.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html>

mod about;
mod granting;
mod job;

use daypass_aws_types::Timestamp;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    EntityDetails, EntityInfo, GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
    GET_SERVICE_LAST_ACCESSED_DETAILS, GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES,
    GenerateServiceLastAccessedDetailsInput, GenerateServiceLastAccessedDetailsOutput,
    GetServiceLastAccessedDetailsInput, GetServiceLastAccessedDetailsOutput,
    GetServiceLastAccessedDetailsWithEntitiesInput,
    GetServiceLastAccessedDetailsWithEntitiesOutput, ServiceLastAccessed,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use self::about::{About, on_arn};
use self::job::{existing_job, renew_job};
use super::listing::names_page;
use super::user::key_uses::NAMESPACES;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    granting::visit(visitor);
    visitor.operation::<GenerateServiceLastAccessedDetails>();
    visitor.operation::<GetServiceLastAccessedDetails>();
    visitor.operation::<GetServiceLastAccessedDetailsWithEntities>();
}

/// What AWS calls the services of [`NAMESPACES`].
fn service_name(namespace: &str) -> &'static str {
    match namespace {
        "cognito-identity" => "Amazon Cognito Identity",
        "execute-api" => "Amazon API Gateway",
        "iam" => "AWS Identity and Access Management",
        "iot" => "AWS IoT",
        "s3" => "Amazon S3",
        _ => "AWS Security Token Service",
    }
}

/// `GenerateServiceLastAccessedDetails`: the details are put together when they are read, so that
/// nobody has to wait. What a job is about keeps its id.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html>
#[derive(Debug)]
struct GenerateServiceLastAccessedDetails;

impl Operation for GenerateServiceLastAccessedDetails {
    type Input = GenerateServiceLastAccessedDetailsInput;
    type Output = GenerateServiceLastAccessedDetailsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GENERATE_SERVICE_LAST_ACCESSED_DETAILS;

    async fn permissions(
        call: &Call<'_, GenerateServiceLastAccessedDetailsInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "iam:GenerateServiceLastAccessedDetails";
        on_arn(action, call.account, &call.input.arn, reads).await
    }

    async fn decide(
        call: &Call<'_, GenerateServiceLastAccessedDetailsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<GenerateServiceLastAccessedDetailsOutput, ServiceError> {
        let granularity = call.input.granularity.as_deref().unwrap_or("SERVICE_LEVEL");
        About::find(call, reads, &call.input.arn).await?;
        let job = renew_job(call, reads, writes, (&call.input.arn, granularity)).await?;
        Ok(GenerateServiceLastAccessedDetailsOutput { job_id: Some(job) })
    }
}

/// `GetServiceLastAccessedDetails`: of the services that are told apart here, those that the
/// policies open. Single actions are not tracked.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html>
#[derive(Debug)]
struct GetServiceLastAccessedDetails;

impl Operation for GetServiceLastAccessedDetails {
    type Input = GetServiceLastAccessedDetailsInput;
    type Output = GetServiceLastAccessedDetailsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_SERVICE_LAST_ACCESSED_DETAILS;

    async fn permissions(
        _: &Call<'_, GetServiceLastAccessedDetailsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:GetServiceLastAccessedDetails", "*")])
    }

    async fn decide(
        call: &Call<'_, GetServiceLastAccessedDetailsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetServiceLastAccessedDetailsOutput, ServiceError> {
        let input = call.input;
        let job = existing_job(call.account, reads, &input.job_id).await?;
        let about = About::find(call, reads, &job.arn).await?;
        let opened = NAMESPACES.iter().filter(|namespace| about.opens(namespace));
        let opened = opened.map(|namespace| (*namespace).to_owned()).collect();
        let operation = "GetServiceLastAccessedDetails";
        let (page, marker) =
            names_page(call, operation, opened, input.marker.as_deref(), input.max_items)?;
        let at = Timestamp::from_millis(job.created_ms);
        Ok(GetServiceLastAccessedDetailsOutput {
            job_status: COMPLETED.to_owned(),
            job_type: Some(job.granularity),
            job_creation_date: at,
            services_last_accessed: page
                .into_iter()
                .map(|namespace| last_accessed(&about, namespace))
                .collect(),
            job_completion_date: at,
            is_truncated: Some(marker.is_some()),
            marker,
            error: None,
        })
    }
}

fn last_accessed(about: &About, namespace: String) -> ServiceLastAccessed {
    let used = || about.parties.iter().filter_map(|party| Some((party.used(&namespace)?, party)));
    let last = used().max_by_key(|(used, _)| used.used_ms);
    ServiceLastAccessed {
        service_name: service_name(&namespace).to_owned(),
        last_authenticated: last.map(|(used, _)| Timestamp::from_millis(used.used_ms)),
        last_authenticated_entity: last.map(|(_, party)| party.arn.clone()),
        last_authenticated_region: last.map(|(used, _)| used.region.clone()),
        total_authenticated_entities: i32::try_from(used().count()).ok(),
        tracked_actions_last_accessed: None,
        service_namespace: namespace,
    }
}

/// `GetServiceLastAccessedDetailsWithEntities`: who could use the service by way of the group or
/// the policy, and when they last did.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetailsWithEntities.html>
#[derive(Debug)]
struct GetServiceLastAccessedDetailsWithEntities;

impl Operation for GetServiceLastAccessedDetailsWithEntities {
    type Input = GetServiceLastAccessedDetailsWithEntitiesInput;
    type Output = GetServiceLastAccessedDetailsWithEntitiesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES;

    async fn permissions(
        _: &Call<'_, GetServiceLastAccessedDetailsWithEntitiesInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:GetServiceLastAccessedDetailsWithEntities", "*")])
    }

    async fn decide(
        call: &Call<'_, GetServiceLastAccessedDetailsWithEntitiesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetServiceLastAccessedDetailsWithEntitiesOutput, ServiceError> {
        let input = call.input;
        let job = existing_job(call.account, reads, &input.job_id).await?;
        let about = About::find(call, reads, &job.arn).await?;
        let opens = about.opens(&input.service_namespace);
        let could = about.parties.iter().filter(|_| opens);
        let arns = could.map(|party| party.arn.clone()).collect();
        let operation = "GetServiceLastAccessedDetailsWithEntities";
        let (page, marker) =
            names_page(call, operation, arns, input.marker.as_deref(), input.max_items)?;
        let at = Timestamp::from_millis(job.created_ms);
        let details = page.iter().filter_map(|arn| {
            let party = about.parties.iter().find(|party| party.arn == *arn)?;
            let used = party.used(&input.service_namespace);
            Some(EntityDetails {
                entity_info: EntityInfo {
                    arn: party.arn.clone(),
                    name: party.name.clone(),
                    r#type: party.kind.to_owned(),
                    id: party.id.clone(),
                    path: Some(party.path.clone()),
                },
                last_authenticated: used.map(|used| Timestamp::from_millis(used.used_ms)),
            })
        });
        Ok(GetServiceLastAccessedDetailsWithEntitiesOutput {
            job_status: COMPLETED.to_owned(),
            job_creation_date: at,
            job_completion_date: at,
            entity_details_list: details.collect(),
            is_truncated: Some(marker.is_some()),
            marker,
            error: None,
        })
    }
}

const COMPLETED: &str = "COMPLETED";
