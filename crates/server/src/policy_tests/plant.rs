//! Putting a case's caller into a store, as the operations that make such things leave it.

use daypass_aws_types::{AccountId, Region};
use daypass_services::cognito_identity::records::{
    CognitoIdentityProviderRecord, IDENTITIES, IDENTITY_POOLS, IdentityPoolRecord, IdentityRecord,
    IdentityState, LoginRecord,
};
use daypass_services::iam::arn::{managed_policy_arn, openid_connect_provider_arn, role_arn};
use daypass_services::iam::records::{
    MANAGED_POLICIES, ManagedPolicyRecord, PolicyVersionRecord, ROLES, RoleRecord,
};
use daypass_services::iot::certificate::certificate_arn;
use daypass_services::iot::certificate::records::{
    CERTIFICATES, CertificateRecord, CertificateStatus,
};
use daypass_services::iot::records::{
    IOT_POLICIES, IOT_TARGETS, IotPolicyRecord, IotTargetRecord, PRINCIPAL_THINGS,
    THING_PRINCIPALS, THINGS, ThingPrincipalRecord, ThingRecord,
};
use daypass_services::iot::thing_group::records::{
    THING_GROUPS, ThingGroupMembership, ThingGroupRecord,
};
use daypass_services::iot::thing_group::thing_group_arn;
use daypass_store::{Scope, Writes};

use super::suite::{DeviceCaller, IdentityCaller, RolePermissions, Suite, Thing, ThingGroup};

/// Everything that one case needs, to be written in one batch.
pub(super) struct Planting<'a> {
    suite: &'a Suite,
    pub(super) writes: Writes,
}

impl<'a> Planting<'a> {
    /// Every policy of the suite stands in the store twice: as a managed one of IAM and as one of
    /// AWS IoT, for the kinds are settled by who has it.
    pub(super) fn new(suite: &'a Suite) -> Self {
        let mut writes = Writes::new();
        for (name, text) in &suite.policies {
            let versions =
                vec![PolicyVersionRecord { number: 1, document: text.clone(), created_ms: 0 }];
            let managed = managed(name, versions.clone());
            let key = MANAGED_POLICIES.key(&of_account(suite), [&name.to_lowercase()]);
            writes.put(&key, &managed);
            let iot = IotPolicyRecord {
                name: name.clone(),
                default_version: 1,
                next_version: 2,
                versions,
                ..IotPolicyRecord::default()
            };
            writes.put(&IOT_POLICIES.key(&regional(suite), [name]), &iot);
        }
        Self { suite, writes }
    }

    /// The role, and its record.
    pub(super) fn role(&mut self, role: &RolePermissions) -> RoleRecord {
        let arn = |name: &String| policy_arn(&self.suite.account, name);
        let record = RoleRecord {
            id: ROLE_ID.to_owned(),
            name: role.name.clone(),
            path: "/".to_owned(),
            session_seconds_max: SESSION_SECONDS,
            attached_policies: role.policies.iter().map(arn).collect(),
            permissions_boundary: role.boundary.as_ref().map(arn),
            ..RoleRecord::default()
        };
        let key = ROLES.key(&of_account(self.suite), [&record.name.to_lowercase()]);
        self.writes.put(&key, &record);
        record
    }

    /// The identity with its pool, role and attachments.
    pub(super) fn identity(&mut self, caller: &IdentityCaller) {
        let suite = self.suite;
        let role = self.role(&caller.role);
        let pool = pool(suite, caller, &role);
        self.writes.put(&IDENTITY_POOLS.key(&Scope::GLOBAL, [&caller.pool_id]), &pool);
        let state =
            if caller.authenticated { IdentityState::Authenticated } else { IdentityState::Guest };
        let logins = caller.logins.iter();
        let identity = IdentityRecord {
            id: caller.identity_id.clone(),
            pool_id: caller.pool_id.clone(),
            state: state.into(),
            logins: logins
                .map(|login| LoginRecord {
                    provider: login.provider.clone(),
                    subject: login.subject.clone(),
                    ..LoginRecord::default()
                })
                .collect(),
            ..IdentityRecord::default()
        };
        self.writes.put(&IDENTITIES.key(&Scope::GLOBAL, [&caller.identity_id]), &identity);
        self.attach(&caller.identity_id, &caller.device_policies);
        self.things(&caller.identity_id, &caller.things);
    }

    /// The device's certificate with its attachments; gives back its id.
    pub(super) fn device(&mut self, caller: &DeviceCaller) -> String {
        let (account, region) = (&self.suite.account, &self.suite.region);
        let record = CertificateRecord {
            id: CERTIFICATE_ID.to_owned(),
            account: account.to_string(),
            region: region.to_string(),
            der: caller.certificate.clone(),
            status: CertificateStatus::Active.into(),
            not_after_s: i64::MAX,
            ..CertificateRecord::default()
        };
        self.writes.put(&CERTIFICATES.key(&Scope::GLOBAL, [&record.id]), &record);
        let arn = certificate_arn(account, region, &record.id);
        self.attach(&arn, &caller.policies);
        self.things(&arn, &caller.things);
        record.id
    }

    fn attach(&mut self, target: &str, policies: &[String]) {
        let record = IotTargetRecord { policies: policies.to_vec() };
        self.writes.put(&IOT_TARGETS.key(&regional(self.suite), [target]), &record);
    }

    fn things(&mut self, principal: &str, things: &[Thing]) {
        let scope = regional(self.suite);
        for thing in things {
            let attached = ThingPrincipalRecord { exclusive: thing.exclusive };
            self.writes.put(&THING_PRINCIPALS.key(&scope, [&*thing.name, principal]), &attached);
            self.writes.put(&PRINCIPAL_THINGS.key(&scope, [principal, &*thing.name]), &attached);
            let groups = thing.groups.iter().map(|group| ThingGroupMembership {
                group: group.name.clone(),
                group_id: group.name.clone(),
            });
            let record = ThingRecord {
                name: thing.name.clone(),
                id: thing.name.clone(),
                thing_type: thing.thing_type.clone(),
                attributes: thing.attributes.clone(),
                version: 1,
                groups: groups.collect(),
                ..ThingRecord::default()
            };
            self.writes.put(&THINGS.key(&scope, [&thing.name]), &record);
            for group in &thing.groups {
                self.group(group);
            }
        }
    }

    fn group(&mut self, group: &ThingGroup) {
        let record = ThingGroupRecord {
            name: group.name.clone(),
            id: group.name.clone(),
            version: 1,
            ..ThingGroupRecord::default()
        };
        self.writes.put(&THING_GROUPS.key(&regional(self.suite), [&group.name]), &record);
        let arn = thing_group_arn(&self.suite.account, &self.suite.region, &group.name);
        self.attach(&arn, &group.policies);
    }
}

/// The ARN under which a policy of the suite stands in the store.
pub(super) fn policy_arn(account: &AccountId, name: &str) -> String {
    managed_policy_arn(account, &managed(name, Vec::new()))
}

fn managed(name: &str, versions: Vec<PolicyVersionRecord>) -> ManagedPolicyRecord {
    ManagedPolicyRecord {
        name: name.to_owned(),
        path: "/".to_owned(),
        default_version: 1,
        next_version: 2,
        versions,
        ..ManagedPolicyRecord::default()
    }
}

fn pool(suite: &Suite, caller: &IdentityCaller, role: &RoleRecord) -> IdentityPoolRecord {
    let kind = if caller.authenticated { "authenticated" } else { "unauthenticated" };
    let mut pool = IdentityPoolRecord {
        id: caller.pool_id.clone(),
        account: suite.account.to_string(),
        region: suite.region.to_string(),
        allow_unauthenticated: true,
        roles: [(kind.to_owned(), role_arn(&suite.account, role))].into(),
        ..IdentityPoolRecord::default()
    };
    for login in &caller.logins {
        let provider = &login.provider;
        if provider.starts_with(USER_POOLS) {
            pool.cognito_identity_providers.push(CognitoIdentityProviderRecord {
                provider_name: provider.clone(),
                ..CognitoIdentityProviderRecord::default()
            });
        } else if !PUBLIC_PROVIDERS.contains(&provider.as_str()) {
            let arn = openid_connect_provider_arn(&suite.account, provider);
            pool.openid_connect_provider_arns.push(arn);
        }
    }
    pool
}

fn of_account(suite: &Suite) -> Scope<'_> {
    Scope { account: suite.account.as_str(), region: "" }
}

fn regional(suite: &Suite) -> Scope<'_> {
    place((&suite.account, &suite.region))
}

fn place<'a>((account, region): (&'a AccountId, &'a Region)) -> Scope<'a> {
    Scope { account: account.as_str(), region: region.as_str() }
}

/// The unique id of every case's role.
const ROLE_ID: &str = "AROAPOLICYTESTROLE000";
/// The id of every case's certificate.
const CERTIFICATE_ID: &str = "00000000000000000000000000000000000000000000000000000000000000ca";
/// How long sessions last, in seconds.
pub(super) const SESSION_SECONDS: u32 = 3_600;
/// How the names of user pools begin.
const USER_POOLS: &str = "cognito-idp.";
/// The providers that pools know without a registration in IAM.
const PUBLIC_PROVIDERS: [&str; 5] = [
    "accounts.google.com",
    "api.twitter.com",
    "appleid.apple.com",
    "graph.facebook.com",
    "www.amazon.com",
];
