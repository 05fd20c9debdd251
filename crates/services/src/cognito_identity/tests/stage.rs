//! One server with its store in memory, and callers who sign in to it.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use daypass_aws_types::cognito_identity::{
    CreateIdentityPoolInput, GetCredentialsForIdentityInput, GetCredentialsForIdentityOutput,
    GetIdInput, GetOpenIdTokenInput, SetIdentityPoolRolesInput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::{AccountId, Region, Secret};
use daypass_credentials::Session;
use daypass_policy::{ContextMap, Explanation};
use daypass_store::conformance::block_on;
use daypass_store::{Batch, Key, Reads, Record, Scope, Writes};
use serde_json::{Value, json};

use crate::authorization::{AccessError, resolve};
use crate::cognito_identity::credentials::GetCredentialsForIdentity;
use crate::cognito_identity::get_id::GetId;
use crate::cognito_identity::open_id_token::GetOpenIdToken;
use crate::cognito_identity::pool::CreateIdentityPool;
use crate::cognito_identity::pool_roles::SetIdentityPoolRoles;
use crate::cognito_identity::records::IdentityRecord;
use crate::cognito_identity::sign_in::identity_key;
use crate::cognito_identity::{AutoAttach, GuestUses};
use crate::commit;
use crate::iam::records::{
    OPENID_CONNECT_PROVIDERS, OpenIdConnectProviderRecord, ROLES, RoleRecord,
};
use crate::operation::{Call, Operation, Permission};
use crate::ports::Now;
use crate::principal::Principal;
use crate::random::Random;
pub(super) use crate::testing::{ACCOUNT, NOW_S};
use crate::testing::{Issuer, Stage as Server};
use crate::webhook::Webhook;
use crate::{CallNote, Environment};

pub(super) const NOBODY: &str = "us-east-1:00000000-0000-4000-8000-00000000dead";
/// The app that tokens are for.
pub(super) const APP: &str = "app";
/// Two providers that every pool of the stage trusts, and one that none does at first.
pub(super) const P: &str = "p.example";
pub(super) const Q: &str = "q.example/tenant";
pub(super) const R: &str = "r.example";
/// A user pool.
pub(super) const USER_POOL: &str = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Users";

/// Whoever signs tokens, by login key.
static ISSUERS: LazyLock<BTreeMap<&str, Issuer>> = LazyLock::new(|| {
    let issuer = |name| (name, Issuer::new(&format!("https://{name}"), "k1"));
    [P, Q, R, USER_POOL].map(issuer).into()
});

/// One server with nothing in it but OpenID providers.
pub(super) struct Stage {
    server: Server,
    pub(super) account: AccountId,
    pub(super) region: Region,
    note: CallNote,
    calls: AtomicU64,
}

pub(super) type Logins = BTreeMap<String, Secret>;

/// A user's login.
pub(super) fn login(provider: &str, subject: &str) -> Logins {
    login_with(provider, subject, &json!({}))
}

/// The same with more claims in its token.
pub(super) fn login_with(provider: &str, subject: &str, claims: &Value) -> Logins {
    let mut changes = json!({"sub": subject});
    for (name, value) in claims.as_object().unwrap() {
        changes[name] = value.clone();
    }
    [(provider.to_owned(), Secret::new(ISSUERS[provider].token(&changes)))].into()
}

/// Several logins in one call.
pub(super) fn both(one: Logins, other: Logins) -> Logins {
    one.into_iter().chain(other).collect()
}

/// The code and text of a refusal, and `served` where there is none.
pub(super) fn said<T>(answer: Result<T, ServiceError>) -> (String, String) {
    match answer {
        Ok(_) => ("served".to_owned(), String::new()),
        Err(error) => (error.shape.code.to_owned(), error.message),
    }
}

pub(super) fn forbidden(identity_id: &str) -> (String, String) {
    let text = format!("Access to Identity '{identity_id}' is forbidden.");
    ("NotAuthorizedException".to_owned(), text)
}

/// The refusal of a call whose logins are of no use to it.
pub(super) fn no_match() -> (String, String) {
    ("NotAuthorizedException".to_owned(), crate::logins::LOGINS_DO_NOT_MATCH.to_owned())
}

impl Stage {
    pub(super) fn new() -> Self {
        Self::expiring(None)
    }

    /// The same, where guests that nobody has been for so many days are deleted.
    pub(super) fn expiring(idle_days: Option<u32>) -> Self {
        let mut server = Server::new();
        server.environment.guest_uses = GuestUses::new(idle_days);
        let stage = Self {
            server,
            account: Server::account(),
            region: Server::region(),
            note: CallNote::new(),
            calls: AtomicU64::new(1),
        };
        for (name, issuer) in &*ISSUERS {
            stage.server.web.publish(issuer);
            let record = OpenIdConnectProviderRecord {
                url: issuer.url.clone(),
                client_ids: vec![APP.to_owned()],
                ..OpenIdConnectProviderRecord::default()
            };
            stage.put(&OPENID_CONNECT_PROVIDERS.key(&stage.scope(), [name]), &record);
        }
        let keys = format!("https://{USER_POOL}/.well-known/jwks.json");
        stage.server.web.put(&keys, ISSUERS[USER_POOL].jwks());
        stage
    }

    pub(super) fn environment(&self) -> &Environment {
        &self.server.environment
    }

    /// Has the webhook told of identities.
    pub(super) fn set_webhook(&mut self, webhook: Webhook) {
        self.server.environment.webhook = Some(webhook);
    }

    pub(super) fn reads(&self) -> Reads<'_> {
        self.server.reads()
    }

    /// Has these policies attached to whoever first signs in.
    pub(super) fn auto_attach(&mut self, rules: Vec<AutoAttach>) {
        self.server.environment.settings.auto_attach = rules;
    }

    /// The policies that the last call attached, for its audit event.
    pub(super) fn attached(&self) -> Vec<String> {
        self.note.take_attached()
    }

    /// Moves our own clock; wall time stands still.
    pub(super) fn set_our_clock(&mut self, ours_s: i64) {
        self.server.ours_s = ours_s;
    }

    pub(super) fn scope(&self) -> Scope<'_> {
        Scope { account: self.account.as_str(), region: self.region.as_str() }
    }

    /// Runs an operation as the gateway does once the caller is authorized.
    pub(super) fn run<O: Operation>(&self, input: &O::Input) -> Result<O::Output, ServiceError> {
        self.with_call(input, |call| block_on(commit::run::<O>(call)).map(|ran| ran.output))
    }

    /// A call of its own randomness.
    pub(super) fn with_call<I, T>(&self, input: &I, then: impl FnOnce(&Call<'_, I>) -> T) -> T {
        let mut seed = [0; 32];
        let number = self.calls.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        seed[..number.len()].copy_from_slice(&number);
        then(&Call {
            input,
            account: &self.account,
            region: &self.region,
            principal: &Principal::Anonymous,
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            request_context: &ContextMap::default(),
            note: &self.note,
            now: self.now(),
            random: Random::new(seed),
            environment: self.environment(),
        })
    }

    /// One run of an operation up to its batch, which is not committed.
    pub(super) fn decided<O: Operation>(&self, input: &O::Input) -> (O::Output, Batch) {
        self.with_call(input, |call| {
            block_on(async {
                let evidence = O::prepare(call).await.unwrap();
                let mut reads = self.server.reads();
                let mut writes = Writes::new();
                let output = O::decide(call, &evidence, &mut reads, &mut writes).await.unwrap();
                (output, reads.into_batch(writes))
            })
        })
    }

    /// What the caller of an operation needs to be allowed.
    pub(super) fn permissions<O: Operation>(&self, input: &O::Input) -> Vec<Permission> {
        self.with_call(input, |call| {
            let reads = self.server.reads();
            block_on(O::permissions(call, &reads)).unwrap()
        })
    }

    pub(super) fn now(&self) -> Now {
        self.server.now()
    }

    /// What the last refusal by a trust policy left for the decision record.
    pub(super) fn note(&self) -> Option<Explanation> {
        self.note.take()
    }

    pub(super) fn put<R: Record>(&self, key: &Key<R>, record: &R) {
        self.server.put(key, record);
    }

    pub(super) fn delete<R: Record>(&self, key: &Key<R>) {
        self.server.delete(key);
    }

    pub(super) fn read<R: Record>(&self, key: &Key<R>) -> Option<R> {
        block_on(self.server.reads().peek(key)).unwrap()
    }

    pub(super) fn identity(&self, identity_id: &str) -> IdentityRecord {
        self.read(&identity_key(identity_id)).unwrap()
    }

    /// A role of the stage's account with this trust policy; its ARN.
    pub(super) fn role(&self, name: &str, trust: &Value) -> String {
        let role = RoleRecord {
            id: format!("AROA{name}"),
            name: name.to_owned(),
            path: "/".to_owned(),
            trust_document: trust.to_string(),
            ..RoleRecord::default()
        };
        self.put(&ROLES.key(&self.scope(), [&name.to_lowercase()]), &role);
        format!("arn:aws:iam::{ACCOUNT}:role/{name}")
    }

    /// A pool that allows guests and the basic flow, with both of its roles; its id.
    pub(super) fn pool(&self) -> String {
        self.pool_of(&pool_input())
    }

    /// A pool of these settings, with both of its roles; its id.
    pub(super) fn pool_of(&self, input: &CreateIdentityPoolInput) -> String {
        let pool_id = self.run::<CreateIdentityPool>(input).unwrap().identity_pool_id;
        let roles = ["unauthenticated", "authenticated"].map(|kind| {
            let name = format!("{kind}-{}", pool_id.rsplit('-').next().unwrap());
            (kind.to_owned(), self.role(&name, &cognito_trust(&pool_id, kind)))
        });
        self.set_roles(&pool_id, roles.into()).unwrap();
        pool_id
    }

    pub(super) fn set_roles(
        &self,
        pool_id: &str,
        roles: BTreeMap<String, String>,
    ) -> Result<(), ServiceError> {
        self.run::<SetIdentityPoolRoles>(&SetIdentityPoolRolesInput {
            identity_pool_id: pool_id.to_owned(),
            roles,
            role_mappings: None,
        })
        .map(|_| ())
    }

    pub(super) fn get_id(&self, pool_id: &str, logins: &Logins) -> Result<String, ServiceError> {
        let input = get_id_input(pool_id, logins);
        self.run::<GetId>(&input).map(|output| output.identity_id.unwrap())
    }

    pub(super) fn guest(&self, pool_id: &str) -> String {
        self.get_id(pool_id, &Logins::new()).unwrap()
    }

    pub(super) fn credentials(
        &self,
        identity_id: &str,
        logins: &Logins,
    ) -> Result<Credentials, ServiceError> {
        self.credentials_of(identity_id, logins, None)
    }

    pub(super) fn credentials_of(
        &self,
        identity_id: &str,
        logins: &Logins,
        custom_role: Option<&str>,
    ) -> Result<Credentials, ServiceError> {
        let input = GetCredentialsForIdentityInput {
            custom_role_arn: custom_role.map(str::to_owned),
            identity_id: identity_id.to_owned(),
            logins: Some(logins.clone()),
        };
        self.run::<GetCredentialsForIdentity>(&input).map(|output| self.opened(output))
    }

    pub(super) fn token(
        &self,
        identity_id: &str,
        logins: &Logins,
    ) -> Result<(String, String), ServiceError> {
        let input = GetOpenIdTokenInput {
            identity_id: identity_id.to_owned(),
            logins: Some(logins.clone()),
        };
        let output = self.run::<GetOpenIdToken>(&input)?;
        Ok((output.identity_id.unwrap(), output.token.unwrap().expose().to_owned()))
    }

    /// Whether credentials still give access, or why not.
    pub(super) fn access(&self, credentials: &Credentials) -> Result<(), AccessError> {
        let principal = Principal::Session {
            access_key_id: "ASIA".into(),
            session: Arc::clone(&credentials.session),
        };
        let reads = self.server.reads();
        let documents = &self.environment().documents;
        block_on(resolve(&principal, &self.region, documents, &reads)).map(|_| ())
    }

    fn opened(&self, output: GetCredentialsForIdentityOutput) -> Credentials {
        let credentials = output.credentials.unwrap();
        let access_key_id = credentials.access_key_id.unwrap();
        let token = credentials.session_token.unwrap();
        let opened = self.environment().keys.ring().open(&access_key_id, token.expose()).unwrap();
        let secret = credentials.secret_key.unwrap().expose().to_owned();
        assert_eq!(opened.secret_access_key.expose(), secret);
        let expiration = credentials.expiration.unwrap().as_millis();
        assert_eq!(opened.session.expires_ms, expiration);
        Credentials { identity_id: output.identity_id.unwrap(), session: Arc::new(opened.session) }
    }
}

/// Credentials of an identity, opened.
#[derive(Debug)]
pub(super) struct Credentials {
    pub(super) identity_id: String,
    pub(super) session: Arc<Session>,
}

impl Credentials {
    pub(super) fn role(&self) -> &str {
        &self.session.principal.role_name
    }

    pub(super) fn amr(&self) -> &[String] {
        &self.session.principal.cognito.as_ref().unwrap().amr
    }
}

pub(super) fn pool_input() -> CreateIdentityPoolInput {
    let arn = |name| format!("arn:aws:iam::{ACCOUNT}:oidc-provider/{name}");
    CreateIdentityPoolInput {
        identity_pool_name: "pool".to_owned(),
        allow_unauthenticated_identities: true,
        allow_classic_flow: Some(true),
        open_id_connect_provider_arns: Some(vec![arn(P), arn(Q)]),
        ..CreateIdentityPoolInput::default()
    }
}

pub(super) fn get_id_input(pool_id: &str, logins: &Logins) -> GetIdInput {
    GetIdInput {
        account_id: None,
        identity_pool_id: pool_id.to_owned(),
        logins: Some(logins.clone()),
    }
}

/// Who may assume a pool's role: identities of this pool, of this kind.
pub(super) fn cognito_trust(pool_id: &str, amr: &str) -> Value {
    json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {"cognito-identity.amazonaws.com:aud": pool_id},
            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": amr},
        },
    }]})
}
