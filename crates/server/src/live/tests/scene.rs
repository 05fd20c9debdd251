//! Two signed-in users under one role, each with the policy that is attached to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use daypass_broker::{LivePermissions, Standing};
use daypass_credentials::{AccountNumber, CognitoSession, Session, SessionPrincipal};
use daypass_federation::KeySetBounds;
use daypass_policy::{NoContext, Request};
use daypass_services::authorization::{Access, AccessError, PolicyDocuments, resolve};
use daypass_services::changes::Dependency;
use daypass_services::cognito_identity::records::{
    IDENTITIES, IDENTITY_POOLS, IdentityPoolRecord, IdentityRecord, IdentityState,
};
use daypass_services::iam::records::{InlinePolicyRecord, PolicyVersionRecord, ROLES, RoleRecord};
use daypass_services::iot::records::{IOT_POLICIES, IOT_TARGETS, IotPolicyRecord, IotTargetRecord};
use daypass_services::logins::LoginKeys;
use daypass_services::{Environment, Principal, Settings};
use daypass_store::{Reads, Scope, Space, Store, Writes};

use super::hooked::HookedStore;
use crate::clock::RealClock;
use crate::device::{Keeping, Publishing, Reactors};
use crate::device_certificates::StoredDeviceAuthority;
use crate::egress::{Egress, EgressSettings};
use crate::entropy::SystemEntropy;
use crate::keys::ServerKeys;
use crate::live::{AnonymousPolicy, Claim, Holder, Live, Moment};
use daypass_aws_types::{AccountId, Region};

const ACCOUNT: &str = "000000000000";
const REGION: &str = "us-east-1";
const ROLE: &str = "signed-in";
const POOL: &str = "us-east-1:00000000-0000-4000-8000-000000000001";

/// Everything is allowed.
pub(super) const ALL: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:*","Resource":"*"}]}"#;
/// Nothing is.
pub(crate) const NOTHING: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iot:*","Resource":"*"}]}"#;

pub(crate) struct Scene {
    pub(crate) store: Arc<HookedStore>,
    pub(crate) live: Arc<Live>,
    sweeps: Arc<AtomicUsize>,
}

impl Scene {
    /// The role, the pool, and policies `one` and `two`, which allow everything.
    pub(crate) async fn new(events_max: usize) -> Self {
        let store = HookedStore::new(events_max);
        let sweeps = Arc::new(AtomicUsize::new(0));
        let count = sweeps.clone();
        let environment = Arc::new(environment(store.clone()).await);
        let swept = move || {
            count.fetch_add(1, Ordering::SeqCst);
        };
        let live = Live::new(environment, swept).await.unwrap();
        let scene = Self { store, live, sweeps };
        scene.put_role(ALL).await;
        let pool = IdentityPoolRecord { id: POOL.to_owned(), ..IdentityPoolRecord::default() };
        scene.write(|writes| writes.put(&IDENTITY_POOLS.key(&Scope::GLOBAL, [POOL]), &pool)).await;
        scene.put_policy("one", ALL).await;
        scene.put_policy("two", ALL).await;
        scene.live.catch_up().await;
        scene
    }

    /// How often reactors were told to look at their connections.
    pub(super) fn sweeps(&self) -> usize {
        self.sweeps.load(Ordering::SeqCst)
    }

    pub(super) async fn write(&self, write: impl FnOnce(&mut Writes)) {
        commit(&self.store, write).await;
    }

    /// The role with this inline policy.
    pub(super) async fn put_role(&self, document: &str) {
        let inline =
            InlinePolicyRecord { name: "inline".to_owned(), document: document.to_owned() };
        let role = RoleRecord {
            id: "AROASIGNEDIN".to_owned(),
            name: ROLE.to_owned(),
            path: "/".to_owned(),
            inline_policies: vec![inline],
            ..RoleRecord::default()
        };
        let scope = Scope { account: ACCOUNT, region: "" };
        self.write(|writes| {
            writes.put(&ROLES.key(&scope, [ROLE]), &role);
            Dependency::role(&account(), ROLE).changed(writes);
        })
        .await;
    }

    /// An AWS IoT policy.
    pub(crate) async fn put_policy(&self, name: &str, document: &str) {
        put_policy(&self.store, name, document).await;
    }

    /// An identity that is signed in, with these policies attached.
    pub(crate) async fn sign_in(&self, identity: &str, policies: &[&str]) {
        let record = IdentityRecord {
            id: identity.to_owned(),
            pool_id: POOL.to_owned(),
            state: IdentityState::Authenticated.into(),
            ..IdentityRecord::default()
        };
        self.write(|writes| writes.put(&IDENTITIES.key(&Scope::GLOBAL, [identity]), &record)).await;
        self.attach(identity, policies).await;
    }

    pub(super) async fn delete_identity(&self, identity: &str) {
        self.write(|writes| {
            writes.delete(&IDENTITIES.key(&Scope::GLOBAL, [identity]));
            Dependency::identity(identity).changed(writes);
        })
        .await;
    }

    /// Attaches these policies, and detaches all others.
    pub(crate) async fn attach(&self, identity: &str, policies: &[&str]) {
        attach(&self.store, identity, policies).await;
    }

    /// A connection of an identity.
    pub(super) async fn connect(&self, identity: &str) -> Arc<LivePermissions> {
        self.live.admit(claim(identity), None).await.unwrap()
    }

    /// What an identity may do at this moment, without what a connection adds.
    pub(crate) async fn access(&self, identity: &str) -> Access {
        let Holder::Principal(principal) = claim(identity).holder else { unreachable!() };
        let reads = Reads::new(&*self.store, Space::State);
        let documents = &self.live.environment.documents;
        resolve(&principal, &region(), documents, &reads).await.unwrap()
    }

    /// A connection whose identity was looked up before.
    pub(super) async fn connect_knowing(
        &self,
        identity: &str,
        known: (Moment, Access),
    ) -> Arc<LivePermissions> {
        self.live.admit(claim(identity), Some(known)).await.unwrap()
    }

    pub(super) async fn try_connect(
        &self,
        identity: &str,
    ) -> Result<Arc<LivePermissions>, AccessError> {
        self.live.admit(claim(identity), None).await
    }

    /// A connection without credentials under the policy of this name.
    pub(super) async fn connect_anonymous(&self, policy: &str) -> Arc<LivePermissions> {
        let holder = Holder::Anonymous(AnonymousPolicy::Named(policy.into()));
        self.live.admit(Claim { holder, ..claim("nobody") }, None).await.unwrap()
    }
}

/// Whether a connection may publish at this moment; nothing when its principal does not stand.
pub(super) fn may_publish(permissions: &LivePermissions) -> Option<bool> {
    let request = Request {
        action: "iot:Publish",
        resource: "arn:aws:iot:us-east-1:000000000000:topic/a",
        context: &NoContext,
        now_ms: 0,
    };
    match &**permissions.load() {
        Standing::Open(permissions) => Some(permissions.decide(&request).outcome.is_allow()),
        Standing::Closed(_) => None,
    }
}

/// The key that says what is attached to an identity.
pub(super) fn target_key(identity: &str) -> Vec<u8> {
    IOT_TARGETS.key(&place(), [identity]).bytes().to_vec()
}

pub(super) async fn attach(store: &HookedStore, identity: &str, policies: &[&str]) {
    let target =
        IotTargetRecord { policies: policies.iter().map(|name| (*name).to_owned()).collect() };
    commit(store, |writes| {
        writes.put(&IOT_TARGETS.key(&place(), [identity]), &target);
        Dependency::iot_target(&account(), &region(), identity).changed(writes);
    })
    .await;
}

pub(super) async fn put_policy(store: &HookedStore, name: &str, document: &str) {
    commit(store, |writes| {
        writes.put(&IOT_POLICIES.key(&place(), [name]), &policy(name, document));
        Dependency::iot_policy(&account(), &region(), name).changed(writes);
    })
    .await;
}

/// The same, announced by an event that nobody can read.
pub(super) async fn put_policy_unreadably(store: &HookedStore, name: &str, document: &str) {
    commit(store, |writes| {
        writes.put(&IOT_POLICIES.key(&place(), [name]), &policy(name, document));
        writes.event(vec![0xFF; 3]);
    })
    .await;
}

async fn commit(store: &HookedStore, write: impl FnOnce(&mut Writes)) {
    let mut writes = Writes::new();
    write(&mut writes);
    let batch = Reads::new(store, Space::State).into_batch(writes);
    store.commit(Space::State, batch).await.unwrap();
}

fn policy(name: &str, document: &str) -> IotPolicyRecord {
    let version = PolicyVersionRecord { number: 1, document: document.to_owned(), created_ms: 0 };
    IotPolicyRecord {
        name: name.to_owned(),
        default_version: 1,
        versions: vec![version],
        ..IotPolicyRecord::default()
    }
}

pub(crate) fn claim(identity: &str) -> Claim {
    let cognito = CognitoSession {
        identity_id: identity.to_owned(),
        pool_id: POOL.to_owned(),
        amr: vec!["authenticated".to_owned()],
        authenticated: true,
    };
    let session = Session {
        account: ACCOUNT.parse::<AccountNumber>().unwrap(),
        principal: SessionPrincipal {
            role_id: "AROASIGNEDIN".to_owned(),
            role_name: ROLE.to_owned(),
            role_path: "/".to_owned(),
            session_name: "CognitoIdentityCredentials".to_owned(),
            cognito: Some(cognito),
            ..SessionPrincipal::default()
        },
        session_policies: Vec::new(),
        epochs: daypass_credentials::Epochs::default(),
        issued_ms: 0,
        expires_ms: i64::MAX,
    };
    let access_key_id = format!("ASIA{identity}").into();
    Claim {
        holder: Holder::Principal(Principal::Session { access_key_id, session: session.into() }),
        account: account(),
        region: region(),
        client_id: identity.into(),
        source_ip: std::net::Ipv4Addr::LOCALHOST.into(),
        secure_transport: false,
        user_agent: None,
    }
}

fn place() -> Scope<'static> {
    Scope { account: ACCOUNT, region: REGION }
}

fn account() -> AccountId {
    AccountId::parse(ACCOUNT).unwrap()
}

fn region() -> Region {
    Region::parse(REGION).unwrap()
}

/// What operations work with, over a store and with reactors that nobody runs.
pub(crate) async fn environment(store: Arc<dyn Store>) -> Environment {
    let root = daypass_credentials::RootKey::new(zeroize::Zeroizing::new([1; 32]));
    let entropy = Arc::new(SystemEntropy);
    let keys = ServerKeys::open(store.clone(), entropy, &root, region()).await;
    let keys = Arc::new(keys.unwrap());
    let reactors = Reactors::open(1).unwrap();
    let mailboxes = reactors.mailboxes().clone();
    let (keeping, _) = Keeping::open(store.clone(), mailboxes.clone(), 0).await.unwrap();
    let connections = Publishing::new(
        mailboxes,
        RealClock::start(),
        keeping,
        daypass_broker::BrokerSettings::default(),
    );
    Environment {
        store,
        fetch: Arc::new(Egress::new(EgressSettings::default())),
        keys: keys.clone(),
        certificates: Arc::new(StoredDeviceAuthority::new(keys)),
        connections: Arc::new(connections),
        documents: PolicyDocuments::default(),
        login_keys: LoginKeys::new(KeySetBounds::default()),
        guest_uses: daypass_services::cognito_identity::GuestUses::default(),
        key_uses: daypass_services::iam::user::key_uses::KeyUses::default(),
        limits: daypass_services::limits::CallLimits::default(),
        shadow_turns: daypass_services::turns::Turns::default(),
        webhook: None,
        settings: Settings::default(),
    }
}
