//! Jobs: what somebody asked the last uses of. One for each ARN and granularity, whose id stays, so
//! that their number is bounded by what there is to ask about.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_store::{Key, Reads, Table, Writes};

use crate::iam::error::no_such_entity;
use crate::operation::Call;
use crate::scope::of_account;
use crate::store_error::unavailable;

/// A job.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct JobRecord {
    /// The ARN that it is about.
    #[prost(string, tag = "1")]
    pub(super) arn: String,
    /// `SERVICE_LEVEL` or `ACTION_LEVEL`.
    #[prost(string, tag = "2")]
    pub(super) granularity: String,
    /// When it was last asked for, in milliseconds since 1970.
    #[prost(int64, tag = "3")]
    pub(super) created_ms: i64,
}

/// The job of an ARN.
#[derive(Clone, PartialEq, prost::Message)]
struct JobIdRecord {
    /// Its id.
    #[prost(string, tag = "1")]
    id: String,
}

/// Jobs by their ids.
const JOBS: Table<JobRecord> = Table::account(98);
/// Ids of jobs: (ARN, granularity).
const JOB_IDS: Table<JobIdRecord, 2> = Table::account(99);

fn job_key(account: &AccountId, id: &str) -> Key<JobRecord> {
    JOBS.key(&of_account(account), [id])
}

/// The job of this id.
pub(super) async fn existing_job(
    account: &AccountId,
    reads: &mut Reads<'_>,
    id: &str,
) -> Result<JobRecord, ServiceError> {
    let job = reads.get(&job_key(account, id)).await.map_err(unavailable)?;
    job.ok_or_else(|| no_such_entity(format!("Job {id} cannot be found.")))
}

/// Writes the job of an ARN anew; its id.
pub(super) async fn renew_job<I>(
    call: &Call<'_, I>,
    reads: &mut Reads<'_>,
    writes: &mut Writes,
    (arn, granularity): (&str, &str),
) -> Result<String, ServiceError> {
    let of_arn = JOB_IDS.key(&of_account(call.account), [arn, granularity]);
    let known = reads.get(&of_arn).await.map_err(unavailable)?;
    let id = known.map_or_else(|| call.random.uuid().to_string(), |known| known.id);
    writes.put(&of_arn, &JobIdRecord { id: id.clone() });
    let job = JobRecord {
        arn: arn.to_owned(),
        granularity: granularity.to_owned(),
        created_ms: call.now.wall_ms,
    };
    writes.put(&job_key(call.account, &id), &job);
    Ok(id)
}
