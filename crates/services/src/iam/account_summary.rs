//! What an account holds and may hold at most.

use std::collections::BTreeMap;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    GET_ACCOUNT_SUMMARY, GetAccountSummaryInput, GetAccountSummaryOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{KeyPrefix, Reads, Record, Scope, Writes};

use super::access_key::{ACCESS_KEYS, AccessKeyRecord};
use super::documents::{
    GROUP_INLINE_CHARACTERS_MAX, ROLE_INLINE_CHARACTERS_MAX, USER_INLINE_CHARACTERS_MAX,
};
use super::group::record::GROUPS;
use super::policy_version::VERSIONS_MAX;
use super::quota::{self, counted};
use super::records::{
    MANAGED_POLICIES, ManagedPolicyRecord, OPENID_CONNECT_PROVIDERS, ROLES, SAML_PROVIDERS,
};
use super::user::record::USERS;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;

/// Rows of a kind that are counted; beyond them the count stands still.
const ROWS_COUNTED_MAX: usize = 100_000;

/// What AWS lets an account have unless it asks for more, and what of it this server counts by:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const QUOTAS: [(&str, usize); 17] = [
    ("AccessKeysPerUserQuota", quota::ACCESS_KEYS_OF_USER.max),
    ("AssumeRolePolicySizeQuota", quota::TRUST_POLICY_CHARACTERS.max),
    ("AttachedPoliciesPerGroupQuota", quota::POLICIES_OF_GROUP.max),
    ("AttachedPoliciesPerRoleQuota", quota::POLICIES_OF_ROLE.max),
    ("AttachedPoliciesPerUserQuota", quota::POLICIES_OF_USER.max),
    ("GroupPolicySizeQuota", GROUP_INLINE_CHARACTERS_MAX),
    ("GroupsPerUserQuota", quota::GROUPS_OF_USER.max),
    ("GroupsQuota", quota::GROUPS.max),
    ("PoliciesQuota", quota::POLICIES.max),
    ("PolicySizeQuota", quota::POLICY_CHARACTERS.max),
    ("PolicyVersionsInUseQuota", 10_000),
    ("RolePolicySizeQuota", ROLE_INLINE_CHARACTERS_MAX),
    ("RolesQuota", quota::ROLES.max),
    ("SigningCertificatesPerUserQuota", 2),
    ("UserPolicySizeQuota", USER_INLINE_CHARACTERS_MAX),
    ("UsersQuota", quota::USERS.max),
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
            (
                "AccountAccessKeysPresent",
                counted(reads, &keys, ROWS_COUNTED_MAX, own).await?.min(1),
            ),
            ("GlobalEndpointTokenVersion", 2),
            ("Groups", held(reads, &GROUPS.all(&scope)).await?),
            ("Policies", held(reads, &policies).await?),
            ("PolicyVersionsInUse", counted(reads, &policies, ROWS_COUNTED_MAX, versions).await?),
            ("Providers", held(reads, &providers).await? + held(reads, &saml).await?),
            ("Roles", held(reads, &roles).await?),
            ("Users", held(reads, &USERS.all(&scope)).await?),
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

/// The rows under a prefix.
async fn held<R: Record>(reads: &Reads<'_>, prefix: &KeyPrefix<R>) -> Result<usize, ServiceError> {
    counted(reads, prefix, ROWS_COUNTED_MAX, |_| 1).await
}
