//! The credential report: a table of every user and how old and how used its keys are.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html>

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    GENERATE_CREDENTIAL_REPORT, GET_CREDENTIAL_REPORT, GenerateCredentialReportInput,
    GenerateCredentialReportOutput, GetCredentialReportInput, GetCredentialReportOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_store::{Key, PageLimit, Reads, Table, Writes};

use super::access_key::{AccessKeyStatus, access_key_key};
use super::arn::user_arn;
use super::error::limit_exceeded;
use super::quota::USERS as USERS_QUOTA;
use super::user::key_uses::key_use_key;
use super::user::record::{USERS, root_user_key};
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// How long a report stands: only then is another one made.
const REPORT_MS: i64 = 4 * 3_600 * 1_000;
/// Rows of a report: twice as many as an account may have users, for a race may leave a few too many.
const ROWS_MAX: usize = 2 * USERS_QUOTA.max;
/// Users read at a time.
const PAGE_ROWS: usize = 500;
/// Access keys that have columns.
const KEYS_MAX: usize = 2;

/// The columns, in AWS's order.
const COLUMNS: &str = "user,arn,user_creation_time,password_enabled,password_last_used,\
    password_last_changed,password_next_rotation,mfa_active,access_key_1_active,\
    access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,\
    access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,\
    access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,\
    cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

/// An account's last report.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct CredentialReportRecord {
    /// When it was made, in milliseconds since 1970.
    #[prost(int64, tag = "1")]
    pub generated_ms: i64,
    /// The table.
    #[prost(string, tag = "2")]
    pub content: String,
}

/// The last report of each account, under the word `report`.
pub(super) const CREDENTIAL_REPORTS: Table<CredentialReportRecord> = Table::account(66);

fn report_key(account: &AccountId) -> Key<CredentialReportRecord> {
    CREDENTIAL_REPORTS.key(&of_account(account), ["report"])
}

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GenerateCredentialReport>();
    visitor.operation::<GetCredentialReport>();
}

/// `GenerateCredentialReport`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html>
#[derive(Debug)]
pub(super) struct GenerateCredentialReport;

impl Operation for GenerateCredentialReport {
    type Input = GenerateCredentialReportInput;
    type Output = GenerateCredentialReportOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GENERATE_CREDENTIAL_REPORT;

    async fn permissions(
        _: &Call<'_, GenerateCredentialReportInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:GenerateCredentialReport", "*")])
    }

    async fn decide(
        call: &Call<'_, GenerateCredentialReportInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<GenerateCredentialReportOutput, ServiceError> {
        let key = report_key(call.account);
        let report = reads.get(&key).await.map_err(unavailable)?;
        let now_ms = call.now.wall_ms;
        if report.is_none_or(|report| is_old(&report, now_ms)) {
            let content = table(call.account, reads).await?;
            writes.put(&key, &CredentialReportRecord { generated_ms: now_ms, content });
        }
        // It is made within the call, so that nobody has to ask again.
        Ok(GenerateCredentialReportOutput { state: Some("COMPLETE".to_owned()), description: None })
    }
}

/// `GetCredentialReport`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetCredentialReport.html>
#[derive(Debug)]
pub(super) struct GetCredentialReport;

impl Operation for GetCredentialReport {
    type Input = GetCredentialReportInput;
    type Output = GetCredentialReportOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_CREDENTIAL_REPORT;

    async fn permissions(
        _: &Call<'_, GetCredentialReportInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:GetCredentialReport", "*")])
    }

    async fn decide(
        call: &Call<'_, GetCredentialReportInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetCredentialReportOutput, ServiceError> {
        let report = reads.get(&report_key(call.account)).await.map_err(unavailable)?;
        let Some(report) = report else {
            let shape = &errors::CREDENTIAL_REPORT_NOT_PRESENT_EXCEPTION;
            return Err(ServiceError::new(shape, "No report exists. Generate one first."));
        };
        if is_old(&report, call.now.wall_ms) {
            let shape = &errors::CREDENTIAL_REPORT_EXPIRED_EXCEPTION;
            return Err(ServiceError::new(shape, "The report has expired. Generate a new one."));
        }
        Ok(GetCredentialReportOutput {
            content: Some(report.content.into_bytes()),
            report_format: Some("text/csv".to_owned()),
            generated_time: Some(Timestamp::from_millis(report.generated_ms)),
        })
    }
}

fn is_old(report: &CredentialReportRecord, now_ms: i64) -> bool {
    now_ms.saturating_sub(report.generated_ms) >= REPORT_MS
}

/// Every row. Names, paths and ids hold neither commas nor quotes, but for a user's name, which may
/// hold a comma.
async fn table(account: &AccountId, reads: &Reads<'_>) -> Result<String, ServiceError> {
    let mut rows = vec![COLUMNS.to_owned(), root_row(account, reads).await?];
    let mut after: Option<Vec<u8>> = None;
    loop {
        let all = USERS.all(&of_account(account));
        let page = reads.peek_page(&all, after.as_deref(), PageLimit::records(PAGE_ROWS)).await;
        let page = page.map_err(unavailable)?;
        for (_, user) in &page.records {
            let created = time(user.created_ms);
            let keys = key_columns(&user.access_key_ids, reads).await?;
            let (name, arn) = (quoted(&user.name), quoted(&user_arn(account, user)));
            let password = "false,N/A,N/A,N/A,false";
            rows.push(format!("{name},{arn},{created},{password},{keys},{CERTIFICATES}"));
        }
        if rows.len() > ROWS_MAX {
            return Err(limit_exceeded(format!("A report has {ROWS_MAX} rows at the most.")));
        }
        let Some(next) = page.next else { break };
        after = Some(next.to_vec());
    }
    Ok(rows.join("\n"))
}

/// Of the root user's password nothing is known here.
async fn root_row(account: &AccountId, reads: &Reads<'_>) -> Result<String, ServiceError> {
    let root = reads.peek(&root_user_key(account)).await.map_err(unavailable)?;
    let ids = root.unwrap_or_default().access_key_ids;
    let oldest = match ids.first() {
        Some(id) => reads.peek(&access_key_key(id)).await.map_err(unavailable)?,
        None => None,
    };
    let created = oldest.map_or_else(|| "N/A".to_owned(), |key| time(key.created_ms));
    let keys = key_columns(&ids, reads).await?;
    let password = "not_supported,no_information,not_supported,not_supported,false";
    let arn = format!("arn:aws:iam::{account}:root");
    Ok(format!("<root_account>,{arn},{created},{password},{keys},{CERTIFICATES}"))
}

/// Five columns for each of two keys.
async fn key_columns(ids: &[String], reads: &Reads<'_>) -> Result<String, ServiceError> {
    let mut columns = Vec::with_capacity(KEYS_MAX);
    for id in ids.iter().take(KEYS_MAX) {
        let key = reads.peek(&access_key_key(id)).await.map_err(unavailable)?.unwrap_or_default();
        let used = reads.peek(&key_use_key(id)).await.map_err(unavailable)?;
        let used = used.map_or_else(
            || NEVER_USED.to_owned(),
            |used| format!("{},{},{}", time(used.used_ms), used.region, used.service),
        );
        let active = key.status() == AccessKeyStatus::Active;
        columns.push(format!("{active},{},{used}", time(key.created_ms)));
    }
    columns.resize_with(KEYS_MAX, || format!("false,N/A,{NEVER_USED}"));
    Ok(columns.join(","))
}

fn time(ms: i64) -> String {
    Timestamp::from_millis(ms).to_iso8601().replace('Z', "+00:00")
}

/// A field of the table, in quotes where it needs them (RFC 4180).
fn quoted(field: &str) -> String {
    if field.contains(',') { format!("\"{field}\"") } else { field.to_owned() }
}

const NEVER_USED: &str = "N/A,N/A,N/A";
/// There are no signing certificates of users here.
const CERTIFICATES: &str = "false,N/A,false,N/A";

#[cfg(test)]
mod tests {
    use daypass_aws_types::iam::CreateUserInput;

    use super::*;
    use crate::iam::user::CreateUser;
    use crate::testing::{Answered, Stage};

    fn get(stage: &Stage) -> Answered<GetCredentialReportOutput> {
        stage.call::<GetCredentialReport>(&Stage::root(), &GetCredentialReportInput {})
    }

    fn generate(stage: &Stage) {
        let input = GenerateCredentialReportInput {};
        stage.call::<GenerateCredentialReport>(&Stage::root(), &input).allowed();
    }

    #[test]
    fn a_report_stands_for_four_hours() {
        let mut stage = Stage::new();
        assert_eq!(get(&stage).refused().0, "ReportNotPresent");
        generate(&stage);
        let user = CreateUserInput { user_name: "a,b".to_owned(), ..CreateUserInput::default() };
        stage.call::<CreateUser>(&Stage::root(), &user).allowed();
        stage.wall_s += 4 * 3_600 - 1;
        generate(&stage);
        let rows = |stage: &Stage| {
            let content = get(stage).allowed().content.unwrap();
            String::from_utf8(content).unwrap().lines().count()
        };
        assert_eq!(rows(&stage), 2, "a report that stands is not made anew");
        stage.wall_s += 1;
        assert_eq!(get(&stage).refused().0, "ReportExpired");
        generate(&stage);
        assert_eq!(rows(&stage), 3);
        let content = String::from_utf8(get(&stage).allowed().content.unwrap()).unwrap();
        assert!(content.contains("\n\"a,b\",\"arn:aws:iam::123456789012:user/a,b\",20"));
        assert!(content.lines().next().is_some_and(|columns| columns.split(',').count() == 22));
    }
}
