//! One server without sockets, and calls as the gateway makes them: authorized, prepared, decided.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, LazyLock};

use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::{AccountId, Region};
use daypass_credentials::identity_token::SigningKey;
use daypass_credentials::web_identity_token::WebTokenKey;
use daypass_credentials::{IdentityTokenClaims, KeyIdNumber, KeyIdSequence, KeyRing, SecretString};
use daypass_policy::{ContextMap, Explanation, Permissions, Request};
use daypass_store::conformance::block_on;
use daypass_store::{
    BoxFuture, Key, MemoryStore, PageLimit, Reads, Record, Scope, Space, StoreError, Writes,
};
use serde_json::{Value, json};

use super::issuer::{Web, web_token_keys};
use crate::authorization::{self, AccessError, PolicyDocuments};
use crate::cognito_identity::records::{
    IDENTITIES, IDENTITY_POOLS, IdentityPoolRecord, IdentityRecord, IdentityState,
};
use crate::commit;
use crate::iam::access_key::{AccessKey, AccessKeyStatus, KeyOwner, put_access_key};
use crate::iam::records::{
    InlinePolicyRecord, OPENID_CONNECT_PROVIDERS, OpenIdConnectProviderRecord, ROLES, RoleRecord,
};
use crate::logins::LoginKeys;
use crate::operation::{Call, Operation};
use crate::ports::{
    ClientName, ConnectionState, Connections, DeviceCertificates, EndConnection, GatewayError,
    IdentityTokenKeys, IssueError, IssuedKeys, Keys, KeysError, Now, Publication, PublishError,
    RetainedMessage, RetainedPage, SubscriptionState, TopicPlace,
};
use crate::principal::Principal;
use crate::random::Random;
use crate::{CallNote, Environment, Settings};

pub(crate) const NOW_S: i64 = 1_790_000_000;
pub(crate) const ACCOUNT: &str = "123456789012";
pub(crate) const OTHER_ACCOUNT: &str = "999999999999";
const ROOT_KEY: &str = "AKIADAYPASSTEST00001";

static IDENTITY_KEYS: LazyLock<Arc<IdentityTokenKeys>> = LazyLock::new(|| {
    let current = SigningKey::generate("us-east-11").unwrap();
    Arc::new(IdentityTokenKeys { current, earlier: Vec::new() })
});

/// One server.
pub(crate) struct Stage {
    pub(crate) environment: Environment,
    pub(crate) web: Arc<Web>,
    /// Wall time and our own clock, in seconds: tests move them apart.
    pub(crate) wall_s: i64,
    pub(crate) ours_s: i64,
    /// Calls so far: each has randomness of its own.
    calls: AtomicU8,
}

/// An answer, and what was noted for the decision record.
#[derive(Debug)]
pub(crate) struct Answered<Output> {
    pub(crate) answer: Result<Output, ServiceError>,
    pub(crate) note: Option<Explanation>,
}

impl<Output: std::fmt::Debug> Answered<Output> {
    /// The answer of a call that is allowed.
    pub(crate) fn allowed(self) -> Output {
        self.answer.unwrap()
    }

    /// Code, status and text of a call that is refused.
    pub(crate) fn refused(&self) -> (&'static str, u16, &str) {
        let error = self.answer.as_ref().unwrap_err();
        (error.shape.code, error.shape.status, &error.message)
    }
}

struct TestKeys(KeyIdSequence);

impl Keys for TestKeys {
    fn ring(&self) -> Arc<KeyRing> {
        Arc::new(KeyRing::new([7; 32].into()).unwrap())
    }

    fn next_key_id(&self) -> KeyIdNumber {
        self.0.next()
    }

    fn identity_token_keys(&self) -> BoxFuture<'_, Result<Arc<IdentityTokenKeys>, KeysError>> {
        Box::pin(async { Ok(Arc::clone(&IDENTITY_KEYS)) })
    }

    fn new_web_token_keys(&self) -> BoxFuture<'_, Result<Vec<WebTokenKey>, KeysError>> {
        Box::pin(async { Ok(web_token_keys()) })
    }
}

struct NoCertificates;

impl DeviceCertificates for NoCertificates {
    fn issue_with_new_keys(&self, _: Now) -> BoxFuture<'_, Result<IssuedKeys, IssueError>> {
        Box::pin(async { Err(IssueError::Unavailable("none".to_owned())) })
    }

    fn issue_for_request<'a>(
        &'a self,
        _: &'a str,
        _: Now,
    ) -> BoxFuture<'a, Result<Vec<u8>, IssueError>> {
        Box::pin(async { Err(IssueError::Unavailable("none".to_owned())) })
    }
}

struct NoConnections;

impl Connections for NoConnections {
    fn publish(&self, _: Publication) -> BoxFuture<'_, Result<(), PublishError>> {
        Box::pin(async { Err(PublishError::Closing) })
    }

    fn connection(
        &self,
        _: ClientName,
    ) -> BoxFuture<'_, Result<Option<ConnectionState>, GatewayError>> {
        Box::pin(async { Err(GatewayError::Closing) })
    }

    fn subscriptions(
        &self,
        _: ClientName,
    ) -> BoxFuture<'_, Result<Option<Vec<SubscriptionState>>, GatewayError>> {
        Box::pin(async { Err(GatewayError::Closing) })
    }

    fn end(&self, _: ClientName, _: EndConnection) -> BoxFuture<'_, Result<bool, GatewayError>> {
        Box::pin(async { Err(GatewayError::Closing) })
    }

    fn retained(
        &self,
        _: TopicPlace,
    ) -> BoxFuture<'_, Result<Option<RetainedMessage>, StoreError>> {
        Box::pin(async { Ok(None) })
    }

    fn all_retained<'a>(
        &'a self,
        _: &'a AccountId,
        _: &'a Region,
        _: Option<&'a [u8]>,
        _: PageLimit,
    ) -> BoxFuture<'a, Result<RetainedPage, StoreError>> {
        Box::pin(async { Ok(RetainedPage::default()) })
    }
}

impl Stage {
    /// A server with nothing in it but the root user's key.
    pub(crate) fn new() -> Self {
        let web = Arc::new(Web::default());
        let environment = Environment {
            store: Arc::new(MemoryStore::new()),
            fetch: Arc::<Web>::clone(&web),
            keys: Arc::new(TestKeys(KeyIdSequence::new([1; 16]))),
            certificates: Arc::new(NoCertificates),
            connections: Arc::new(NoConnections),
            documents: PolicyDocuments::default(),
            login_keys: LoginKeys::default(),
            guest_uses: crate::cognito_identity::GuestUses::default(),
            key_uses: crate::iam::user::key_uses::KeyUses::default(),
            limits: crate::limits::CallLimits::default(),
            shadow_turns: crate::turns::Turns::default(),
            webhook: None,
            settings: Settings {
                identity_token_issuer: "https://cognito-identity.amazonaws.com".to_owned(),
                ..Settings::default()
            },
        };
        let calls = AtomicU8::new(3);
        let stage = Self { environment, web, wall_s: NOW_S, ours_s: NOW_S, calls };
        stage.set_root_key(AccessKeyStatus::Active);
        stage
    }

    /// Another node of the same server: it has this one's store and keys, and clocks of its own.
    pub(crate) fn node(&self, ours_s: i64) -> Self {
        let mut node = Self::new();
        node.environment.store = Arc::clone(&self.environment.store);
        (node.wall_s, node.ours_s) = (ours_s, ours_s);
        node
    }

    pub(crate) fn account() -> AccountId {
        AccountId::parse(ACCOUNT).unwrap()
    }

    pub(crate) fn region() -> Region {
        Region::parse("us-east-1").unwrap()
    }

    pub(crate) fn now(&self) -> Now {
        Now { wall_ms: self.wall_s * 1_000, ours_ms: self.ours_s * 1_000 }
    }

    pub(crate) fn reads(&self) -> Reads<'_> {
        Reads::new(&*self.environment.store, Space::State)
    }

    pub(crate) fn write(&self, writes: Writes) {
        let batch = self.reads().into_batch(writes);
        block_on(self.environment.store.commit(Space::State, batch)).unwrap();
    }

    pub(crate) fn put<R: Record>(&self, key: &Key<R>, record: &R) {
        let mut writes = Writes::new();
        writes.put(key, record);
        self.write(writes);
    }

    pub(crate) fn delete<R: Record>(&self, key: &Key<R>) {
        let mut writes = Writes::new();
        writes.delete(key);
        self.write(writes);
    }

    /// The root user, by its long-term key.
    pub(crate) fn root() -> Principal {
        Principal::Root { account: Self::account(), access_key_id: ROOT_KEY.into() }
    }

    pub(crate) fn set_root_key(&self, status: AccessKeyStatus) {
        self.put_key(ROOT_KEY, status);
    }

    /// Writes a long-term key of the account's root user.
    pub(crate) fn put_key(&self, access_key_id: &str, status: AccessKeyStatus) {
        let key = AccessKey {
            account: Self::account(),
            secret_access_key: SecretString::new("secret".to_owned()),
            status,
            development: false,
            owner: KeyOwner::Root,
        };
        let mut writes = Writes::new();
        let ring = self.environment.keys.ring();
        put_access_key(&mut writes, &ring, access_key_id, &key, 0, &[9; 16]).unwrap();
        self.write(writes);
    }

    /// The principal that presents these credentials, as authentication finds it.
    pub(crate) fn principal(&self, access_key_id: &str, session_token: &str) -> Principal {
        let opened = self.environment.keys.ring().open(access_key_id, session_token).unwrap();
        assert!(opened.session.expires_ms > self.now().ours_ms, "the session has expired");
        Principal::Session {
            access_key_id: access_key_id.into(),
            session: Arc::new(opened.session),
        }
    }

    /// Makes a role of the account with one inline policy, and gives back its ARN.
    pub(crate) fn role(&self, name: &str, trust: &Value, allowed: &[&str]) -> String {
        self.role_in(ACCOUNT, name, trust, allowed)
    }

    pub(crate) fn role_in(
        &self,
        account: &str,
        name: &str,
        trust: &Value,
        allowed: &[&str],
    ) -> String {
        let policy = json!({ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Action": allowed, "Resource": "*" }] });
        let inline =
            InlinePolicyRecord { name: "permissions".to_owned(), document: policy.to_string() };
        let record = RoleRecord {
            id: format!("AROA{name:0<17}"),
            name: name.to_owned(),
            path: "/".to_owned(),
            trust_document: trust.to_string(),
            session_seconds_max: 7_200,
            inline_policies: if allowed.is_empty() { Vec::new() } else { vec![inline] },
            ..RoleRecord::default()
        };
        self.put(&role_key(account, name), &record);
        format!("arn:aws:iam::{account}:role/{name}")
    }

    /// Changes a role that is there.
    pub(crate) fn change_role(&self, name: &str, change: impl FnOnce(&mut RoleRecord)) {
        self.change(&role_key(ACCOUNT, name), change);
    }

    pub(crate) fn delete_role(&self, name: &str) {
        self.delete(&role_key(ACCOUNT, name));
    }

    /// Makes a pool and its roles, `guest` and `member`, which allow everything.
    pub(crate) fn pool(&self) -> IdentityPoolRecord {
        let id = "us-east-1:00000000-0000-4000-8000-000000000001";
        let role = |name: &str, amr: &str| self.role(name, &cognito_trust(id, amr), &["*"]);
        let roles = [
            ("unauthenticated".to_owned(), role("guest", "unauthenticated")),
            ("authenticated".to_owned(), role("member", "authenticated")),
        ];
        let pool = IdentityPoolRecord {
            id: id.to_owned(),
            account: ACCOUNT.to_owned(),
            region: "us-east-1".to_owned(),
            allow_unauthenticated: true,
            roles: roles.into(),
            ..IdentityPoolRecord::default()
        };
        self.put_pool(&pool);
        pool
    }

    pub(crate) fn put_pool(&self, pool: &IdentityPoolRecord) {
        self.put(&IDENTITY_POOLS.key(&Scope::GLOBAL, [&pool.id]), pool);
    }

    /// Makes an identity of a pool.
    pub(crate) fn identity(
        &self,
        pool: &IdentityPoolRecord,
        number: u8,
        state: IdentityState,
    ) -> IdentityRecord {
        let identity = IdentityRecord {
            id: format!("us-east-1:11111111-1111-4111-8111-1111111111{number:02x}"),
            pool_id: pool.id.clone(),
            state: state.into(),
            ..IdentityRecord::default()
        };
        self.put_identity(&identity);
        identity
    }

    pub(crate) fn put_identity(&self, identity: &IdentityRecord) {
        self.put(&IDENTITIES.key(&Scope::GLOBAL, [&identity.id]), identity);
    }

    /// The epochs of an identity and of its pool, as they are now.
    pub(crate) fn epochs(&self, identity: &IdentityRecord) -> (u64, u64) {
        let kept = block_on(self.reads().peek(&IDENTITIES.key(&Scope::GLOBAL, [&identity.id])));
        let pool =
            block_on(self.reads().peek(&IDENTITY_POOLS.key(&Scope::GLOBAL, [&identity.pool_id])));
        (kept.unwrap().unwrap().epoch, pool.unwrap().unwrap().epoch)
    }

    /// The token that `GetOpenIdToken` gives for an identity.
    pub(crate) fn identity_token(&self, identity: &IdentityRecord) -> String {
        self.signed_identity_token(identity, |_| {})
    }

    pub(crate) fn signed_identity_token(
        &self,
        identity: &IdentityRecord,
        change: impl FnOnce(&mut IdentityTokenClaims),
    ) -> String {
        let guest = identity.state() == IdentityState::Guest;
        let amr = if guest { "unauthenticated" } else { "authenticated" };
        let mut claims = IdentityTokenClaims {
            identity_id: identity.id.clone(),
            pool_id: identity.pool_id.clone(),
            amr: vec![amr.to_owned()],
            principal_tags: std::collections::BTreeMap::new(),
            issuer: self.environment.settings.identity_token_issuer.clone(),
            pool_arn: String::new(),
            expires_s: self.ours_s + 600,
            issued_s: self.ours_s,
            identity_epoch: identity.epoch,
            pool_epoch: 0,
        };
        change(&mut claims);
        IDENTITY_KEYS.current.sign(&claims).unwrap()
    }

    /// Registers an OpenID Connect provider with the client `app`, and gives back its ARN.
    pub(crate) fn provider(&self, url: &str) -> String {
        let name = url.split_once("://").unwrap().1;
        let record = OpenIdConnectProviderRecord {
            url: url.to_owned(),
            client_ids: vec!["app".to_owned()],
            ..OpenIdConnectProviderRecord::default()
        };
        self.put(&provider_key(name), &record);
        format!("arn:aws:iam::{ACCOUNT}:oidc-provider/{name}")
    }

    pub(crate) fn change_provider(
        &self,
        name: &str,
        change: impl FnOnce(&mut OpenIdConnectProviderRecord),
    ) {
        self.change(&provider_key(name), change);
    }

    pub(crate) fn delete_provider(&self, name: &str) {
        self.delete(&provider_key(name));
    }

    fn change<R: Record>(&self, key: &Key<R>, change: impl FnOnce(&mut R)) {
        let mut record = block_on(self.reads().peek(key)).unwrap().unwrap();
        change(&mut record);
        self.put(key, &record);
    }

    /// What a principal may do, as the gateway asks it.
    pub(crate) fn permissions(
        &self,
        principal: &Principal,
    ) -> Result<Arc<Permissions>, AccessError> {
        let (documents, reads) = (&self.environment.documents, self.reads());
        let access =
            block_on(authorization::resolve(principal, &Self::region(), documents, &reads))?;
        Ok(access.grants.bind(access.variables))
    }

    /// Whether a principal may do something, by all that its credentials rest on.
    pub(crate) fn may(&self, principal: &Principal, action: &str, resource: &str) -> bool {
        self.permissions(principal).is_ok_and(|permissions| {
            self.decides(&permissions, action, resource, &ContextMap::new())
        })
    }

    fn decides(
        &self,
        permissions: &Permissions,
        action: &str,
        resource: &str,
        context: &ContextMap,
    ) -> bool {
        let now_ms = self.now().ours_ms;
        permissions.decide(&Request { action, resource, context, now_ms }).outcome.is_allow()
    }

    /// Makes a call: authorized as the gateway does where it is signed, then run.
    pub(crate) fn call<O: Operation>(
        &self,
        principal: &Principal,
        input: &O::Input,
    ) -> Answered<O::Output> {
        let note = CallNote::new();
        let call = Call {
            input,
            account: &principal.account().unwrap_or_else(Self::account),
            region: &Self::region(),
            principal,
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            request_context: &ContextMap::new(),
            note: &note,
            now: self.now(),
            random: Random::new([self.calls.fetch_add(1, Ordering::Relaxed); 32]),
            environment: &self.environment,
        };
        let answer = self
            .authorized::<O>(&call)
            .and_then(|()| block_on(commit::run::<O>(&call)).map(|ran| ran.output));
        Answered { answer, note: note.take() }
    }

    fn authorized<O: Operation>(&self, call: &Call<'_, O::Input>) -> Result<(), ServiceError> {
        let asked = block_on(O::permissions(call, &self.reads()))?;
        let denied = || ServiceError::new(&common::ACCESS_DENIED_403, "by the caller's policies");
        for permission in asked {
            let permissions = self.permissions(call.principal).map_err(|_| denied())?;
            let (action, resource) = (permission.action, permission.resource.as_str());
            if !self.decides(&permissions, action, resource, &permission.asked_in(call)) {
                return Err(denied());
            }
        }
        Ok(())
    }
}

fn role_key(account: &str, name: &str) -> Key<RoleRecord> {
    ROLES.key(&Scope { account, region: "" }, [name])
}

fn provider_key(name: &str) -> Key<OpenIdConnectProviderRecord> {
    OPENID_CONNECT_PROVIDERS.key(&Scope { account: ACCOUNT, region: "" }, [name])
}

fn cognito_trust(pool_id: &str, amr: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": { "Federated": "cognito-identity.amazonaws.com" },
        "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
        "Condition": {
            "StringEquals": { "cognito-identity.amazonaws.com:aud": pool_id },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
        },
    }] })
}
