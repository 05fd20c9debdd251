//! How much an account, a user, a group, a role and a provider may have: AWS's quotas as they are unless
//! somebody asks AWS for more.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>

use daypass_aws_types::error::ServiceError;
use daypass_store::{KeyPrefix, PageLimit, Reads, Record};

use super::error::limit_exceeded;
use crate::store_error::unavailable;

/// Rows read at a time while counting.
const PAGE_ROWS: usize = 1_000;

/// A quota, by the name that AWS's refusal gives it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quota {
    name: &'static str,
    /// How many there may be.
    pub(super) max: usize,
}

pub(super) const USERS: Quota = Quota { name: "UsersPerAccount", max: 5_000 };
pub(super) const GROUPS: Quota = Quota { name: "GroupsPerAccount", max: 300 };
/// Roles that services make for themselves come on top of it.
pub(super) const ROLES: Quota = Quota { name: "RolesPerAccount", max: 1_000 };
/// Managed policies of the account's own.
pub(super) const POLICIES: Quota = Quota { name: "PoliciesPerAccount", max: 1_500 };
pub(super) const OPENID_CONNECT_PROVIDERS: Quota =
    Quota { name: "OpenIdConnectProvidersPerAccount", max: 100 };
pub(super) const CLIENT_IDS: Quota = Quota { name: "ClientIdsPerOpenIdConnectProvider", max: 100 };
pub(super) const SAML_PROVIDERS: Quota = Quota { name: "SAMLProvidersPerAccount", max: 100 };
pub(super) const ACCESS_KEYS_OF_USER: Quota = Quota { name: "AccessKeysPerUser", max: 2 };
pub(super) const GROUPS_OF_USER: Quota = Quota { name: "GroupsPerUser", max: 10 };
/// Managed policies that a user carries.
pub(super) const POLICIES_OF_USER: Quota = Quota { name: "PoliciesPerUser", max: 10 };
/// Managed policies that a group carries.
pub(super) const POLICIES_OF_GROUP: Quota = Quota { name: "PoliciesPerGroup", max: 10 };
/// Managed policies that a role carries.
pub(super) const POLICIES_OF_ROLE: Quota = Quota { name: "PoliciesPerRole", max: 10 };
/// Characters of a managed policy, whitespace not counted.
pub(super) const POLICY_CHARACTERS: Quota = Quota { name: "PolicySize", max: 6_144 };
/// Characters of a trust policy, whitespace not counted.
pub(super) const TRUST_POLICY_CHARACTERS: Quota = Quota { name: "ACLSizePerRole", max: 2_048 };

impl Quota {
    /// Whether there may be as many as this.
    ///
    /// # Errors
    /// IAM's `LimitExceeded`.
    pub(super) fn allow(self, number: usize) -> Result<(), ServiceError> {
        if number <= self.max {
            return Ok(());
        }
        let Self { name, max } = self;
        Err(limit_exceeded(format!("Cannot exceed quota for {name}: {max}")))
    }

    /// Whether there may be one more row under a prefix. What others add at the same moment is not
    /// seen, so that a race may leave a few too many, never too few.
    ///
    /// # Errors
    /// IAM's `LimitExceeded`; the store did not answer.
    pub(super) async fn allow_one_more<R: Record>(
        self,
        reads: &Reads<'_>,
        prefix: &KeyPrefix<R>,
    ) -> Result<(), ServiceError> {
        self.allow(counted(reads, prefix, self.max, |_| 1).await? + 1)
    }
}

/// The sum of `of` over the rows under a prefix, over the first `rows_max` of them and the rest of
/// their page.
pub(super) async fn counted<R: Record>(
    reads: &Reads<'_>,
    prefix: &KeyPrefix<R>,
    rows_max: usize,
    of: impl Fn(&R) -> usize,
) -> Result<usize, ServiceError> {
    let (mut sum, mut rows, mut after) = (0, 0, None);
    while rows < rows_max {
        let limit = PageLimit::records(PAGE_ROWS);
        let page = reads.peek_page(prefix, after.as_deref(), limit).await.map_err(unavailable)?;
        sum += page.records.iter().map(|(_, record)| of(record)).sum::<usize>();
        rows += page.records.len();
        let Some(next) = page.next else { break };
        after = Some(next);
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use daypass_aws_types::iam::{
        AttachGroupPolicyInput, AttachRolePolicyInput, AttachUserPolicyInput, CreateGroupInput,
        CreatePolicyInput, CreateRoleInput, CreateUserInput,
    };
    use daypass_store::Writes;
    use serde_json::json;

    use crate::iam::attachment::AttachRolePolicy;
    use crate::iam::group::CreateGroup;
    use crate::iam::group::attachment::AttachGroupPolicy;
    use crate::iam::group::record::{GroupNameRecord, group_name_key};
    use crate::iam::managed_policy::CreatePolicy;
    use crate::iam::records::{MANAGED_POLICIES, ManagedPolicyRecord, RoleRecord};
    use crate::iam::role::{CreateRole, role_key};
    use crate::iam::user::CreateUser;
    use crate::iam::user::attachment::AttachUserPolicy;
    use crate::iam::user::record::{UserRecord, user_key};
    use crate::operation::Operation;
    use crate::scope::of_account;
    use crate::testing::{Answered, Stage};

    /// Rows of one batch.
    const BATCH_ROWS: usize = 500;

    /// Writes `number` rows, as many at a time as a batch takes.
    fn fill(stage: &Stage, number: usize, put: impl Fn(&mut Writes, &str)) {
        let names: Vec<String> = (0..number).map(|number| format!("n{number}")).collect();
        for some in names.chunks(BATCH_ROWS) {
            let mut writes = Writes::default();
            for name in some {
                put(&mut writes, name);
            }
            stage.write(writes);
        }
    }

    fn call<O: Operation>(stage: &Stage, input: &O::Input) -> Answered<O::Output> {
        stage.call::<O>(&Stage::root(), input)
    }

    /// One more is allowed, and the next refused with this text.
    fn full<Output: Debug>(last: Answered<Output>, next: &Answered<Output>, quota: &str) {
        last.allowed();
        let text = format!("Cannot exceed quota for {quota}");
        assert_eq!(next.refused(), ("LimitExceeded", 409, text.as_str()));
    }

    fn trust() -> String {
        let account = Stage::account();
        json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": { "AWS": account.as_str() }, "Action": "sts:AssumeRole" }] })
        .to_string()
    }

    fn identity() -> String {
        json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] })
        .to_string()
    }

    #[test]
    fn an_account_has_five_thousand_users() {
        let stage = Stage::new();
        fill(&stage, 4_999, |writes, name| {
            let user = UserRecord { name: name.to_owned(), ..UserRecord::default() };
            writes.put(&user_key(&Stage::account(), name), &user);
        });
        let one = |name: &str| {
            let input =
                CreateUserInput { user_name: name.to_owned(), ..CreateUserInput::default() };
            call::<CreateUser>(&stage, &input)
        };
        full(one("last"), &one("over"), "UsersPerAccount: 5000");
        assert_eq!(one("n1").refused().0, "EntityAlreadyExists");
    }

    #[test]
    fn an_account_has_three_hundred_groups() {
        let stage = Stage::new();
        fill(&stage, 299, |writes, name| {
            let named = GroupNameRecord { group_id: format!("AGPA{name}") };
            writes.put(&group_name_key(&Stage::account(), name), &named);
        });
        let one = |name: &str| {
            let input = CreateGroupInput { group_name: name.to_owned(), path: None };
            call::<CreateGroup>(&stage, &input)
        };
        full(one("last"), &one("over"), "GroupsPerAccount: 300");
    }

    #[test]
    fn an_account_has_a_thousand_roles() {
        let stage = Stage::new();
        fill(&stage, 999, |writes, name| {
            let role = RoleRecord { name: name.to_owned(), ..RoleRecord::default() };
            writes.put(&role_key(&Stage::account(), name), &role);
        });
        let one = |name: &str| {
            let input = CreateRoleInput {
                role_name: name.to_owned(),
                assume_role_policy_document: trust(),
                ..CreateRoleInput::default()
            };
            call::<CreateRole>(&stage, &input)
        };
        full(one("last"), &one("over"), "RolesPerAccount: 1000");
    }

    #[test]
    fn an_account_has_fifteen_hundred_policies() {
        let stage = Stage::new();
        fill(&stage, 1_499, |writes, name| {
            let policy = ManagedPolicyRecord::default();
            writes.put(&MANAGED_POLICIES.key(&of_account(&Stage::account()), [name]), &policy);
        });
        let one = |name: &str| {
            let input = CreatePolicyInput {
                policy_name: name.to_owned(),
                policy_document: identity(),
                ..CreatePolicyInput::default()
            };
            call::<CreatePolicy>(&stage, &input)
        };
        full(one("last"), &one("over"), "PoliciesPerAccount: 1500");
    }

    #[test]
    fn ten_managed_policies_are_carried_and_no_more() {
        let stage = Stage::new();
        let policy = |name: &str| {
            let input = CreatePolicyInput {
                policy_name: name.to_owned(),
                policy_document: identity(),
                ..CreatePolicyInput::default()
            };
            call::<CreatePolicy>(&stage, &input).allowed().policy.unwrap().arn.unwrap()
        };
        let arns: Vec<String> = (0..11).map(|number| policy(&format!("p{number}"))).collect();
        let user = CreateUserInput { user_name: "alice".to_owned(), ..CreateUserInput::default() };
        call::<CreateUser>(&stage, &user).allowed();
        let group = CreateGroupInput { group_name: "readers".to_owned(), path: None };
        call::<CreateGroup>(&stage, &group).allowed();
        stage.role("worker", &serde_json::from_str(&trust()).unwrap(), &[]);
        let attach_user = |policy_arn: String| {
            let input = AttachUserPolicyInput { user_name: "alice".to_owned(), policy_arn };
            call::<AttachUserPolicy>(&stage, &input)
        };
        let attach_group = |policy_arn: String| {
            let input = AttachGroupPolicyInput { group_name: "readers".to_owned(), policy_arn };
            call::<AttachGroupPolicy>(&stage, &input)
        };
        let attach_role = |policy_arn: String| {
            let input = AttachRolePolicyInput { role_name: "worker".to_owned(), policy_arn };
            call::<AttachRolePolicy>(&stage, &input)
        };
        for arn in arns.iter().take(9) {
            attach_user(arn.clone()).allowed();
            attach_group(arn.clone()).allowed();
            attach_role(arn.clone()).allowed();
        }
        let (tenth, eleventh) = (&arns[9], &arns[10]);
        full(attach_user(tenth.clone()), &attach_user(eleventh.clone()), "PoliciesPerUser: 10");
        full(attach_group(tenth.clone()), &attach_group(eleventh.clone()), "PoliciesPerGroup: 10");
        full(attach_role(tenth.clone()), &attach_role(eleventh.clone()), "PoliciesPerRole: 10");
        // One that is carried already may be attached again.
        attach_role(tenth.clone()).allowed();
    }
}
