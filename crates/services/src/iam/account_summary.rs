//! What an account holds and may hold at most.

use std::collections::BTreeMap;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    GET_ACCOUNT_SUMMARY, GetAccountSummaryInput, GetAccountSummaryOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{KeyPrefix, PageLimit, Reads, Record, Scope, Writes};

use super::access_key::{ACCESS_KEYS, AccessKeyRecord};
use super::attachment::ATTACHED_POLICIES_MAX;
use super::documents::{
    MANAGED_POLICY_CHARACTERS_MAX, ROLE_INLINE_CHARACTERS_MAX, TRUST_POLICY_CHARACTERS_MAX,
};
use super::group::record::GROUPS;
use super::policy_version::VERSIONS_MAX;
use super::records::{
    MANAGED_POLICIES, ManagedPolicyRecord, OPENID_CONNECT_PROVIDERS, ROLES, SAML_PROVIDERS,
};
use super::user::record::USERS;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Rows read at a time while counting.
const PAGE_ROWS: usize = 1_000;
/// Pages read while counting; beyond them the count stands still.
const PAGES_MAX: usize = 100;

/// What AWS lets an account have unless it asks for more, and what of it this server counts by:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const QUOTAS: [(&str, usize); 17] = [
    ("AccessKeysPerUserQuota", 2),
    ("AssumeRolePolicySizeQuota", TRUST_POLICY_CHARACTERS_MAX),
    ("AttachedPoliciesPerGroupQuota", 10),
    ("AttachedPoliciesPerRoleQuota", ATTACHED_POLICIES_MAX),
    ("AttachedPoliciesPerUserQuota", 10),
    ("GroupPolicySizeQuota", 5_120),
    ("GroupsPerUserQuota", 10),
    ("GroupsQuota", 300),
    ("PoliciesQuota", 1_500),
    ("PolicySizeQuota", MANAGED_POLICY_CHARACTERS_MAX),
    ("PolicyVersionsInUseQuota", 10_000),
    ("RolePolicySizeQuota", ROLE_INLINE_CHARACTERS_MAX),
    ("RolesQuota", 1_000),
    ("SigningCertificatesPerUserQuota", 2),
    ("UserPolicySizeQuota", 2_048),
    ("UsersQuota", 5_000),
    ("VersionsPerPolicyQuota", VERSIONS_MAX),
];

/// What no account here has, because nothing makes it: passwords, MFA devices, and what EC2 uses.
const NOT_KEPT: [&str; 8] = [
    "AccountMFAEnabled",
    "AccountPasswordPresent",
    "AccountSigningCertificatesPresent",
    "InstanceProfiles",
    "InstanceProfilesQuota",
    "MFADevices",
    "MFADevicesInUse",
    "ServerCertificates",
];

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetAccountSummary>();
}

/// `GetAccountSummary`: counts of what is served, and AWS's quotas.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html>
#[derive(Debug)]
pub(super) struct GetAccountSummary;

impl Operation for GetAccountSummary {
    type Input = GetAccountSummaryInput;
    type Output = GetAccountSummaryOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_ACCOUNT_SUMMARY;

    async fn permissions(
        _: &Call<'_, GetAccountSummaryInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:GetAccountSummary", "*")])
    }

    async fn decide(
        call: &Call<'_, GetAccountSummaryInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetAccountSummaryOutput, ServiceError> {
        let scope = of_account(call.account);
        let (roles, policies) = (ROLES.all(&scope), MANAGED_POLICIES.all(&scope));
        let providers = OPENID_CONNECT_PROVIDERS.all(&scope);
        let saml = SAML_PROVIDERS.all(&scope);
        let keys = ACCESS_KEYS.all(&Scope::GLOBAL);
        let own = |key: &AccessKeyRecord| {
            usize::from(key.user_id.is_empty() && key.account == call.account.as_str())
        };
        let versions = |policy: &ManagedPolicyRecord| policy.versions.len();
        let counts = [
            ("AccountAccessKeysPresent", counted(reads, &keys, own).await?.min(1)),
            ("GlobalEndpointTokenVersion", 2),
            ("Groups", counted(reads, &GROUPS.all(&scope), |_| 1).await?),
            ("Policies", counted(reads, &policies, |_| 1).await?),
            ("PolicyVersionsInUse", counted(reads, &policies, versions).await?),
            (
                "Providers",
                counted(reads, &providers, |_| 1).await? + counted(reads, &saml, |_| 1).await?,
            ),
            ("Roles", counted(reads, &roles, |_| 1).await?),
            ("Users", counted(reads, &USERS.all(&scope), |_| 1).await?),
        ];
        let none = NOT_KEPT.into_iter().map(|key| (key, 0));
        let summary = counts
            .into_iter()
            .chain(none)
            .chain(QUOTAS)
            .filter_map(|(key, number)| Some((key.to_owned(), i32::try_from(number).ok()?)));
        Ok(GetAccountSummaryOutput { summary_map: Some(summary.collect::<BTreeMap<_, _>>()) })
    }
}

/// The sum of `of` over the rows under a prefix.
async fn counted<R: Record>(
    reads: &Reads<'_>,
    prefix: &KeyPrefix<R>,
    of: impl Fn(&R) -> usize,
) -> Result<usize, ServiceError> {
    let (mut sum, mut after) = (0, None);
    for _ in 0..PAGES_MAX {
        let page = reads
            .peek_page(prefix, after.as_deref(), PageLimit::records(PAGE_ROWS))
            .await
            .map_err(unavailable)?;
        sum += page.records.iter().map(|(_, record)| of(record)).sum::<usize>();
        let Some(next) = page.next else { break };
        after = Some(next.to_vec());
    }
    Ok(sum)
}
