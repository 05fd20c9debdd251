//! Looking up keys and tokens, and comparing signatures and secrets with them.

use std::sync::{Arc, Mutex, PoisonError};

use daypass_aws_protocol::sigv4::{Scope, SigV4Error, SignedRequest, SigningKey, SigningKeyCache};
use daypass_aws_types::{AccountId, Region};
use daypass_credentials::{OpenedSession, SecretString};
use daypass_services::authorization::{self, Access};
use daypass_services::iam::access_key::{AccessKeyError, AccessKeyStatus, access_key, signer};
use daypass_services::ports::Clock;
use daypass_services::{Environment, Principal};
use daypass_store::{Reads, Space};
use http::request::Parts;

use super::{Caller, Device, NoDevice, Unauthenticated, device, page};

/// Verifies credentials. One for the whole server: it remembers the day's signing keys.
pub struct Authenticator {
    environment: Arc<Environment>,
    clock: Arc<dyn Clock>,
    signing_keys: Mutex<SigningKeyCache>,
    region: Region,
    hostname: Option<String>,
}

/// An access key that is known.
struct Known {
    principal: Principal,
    secret: SecretString,
    /// Whether it is the key of `dev`, which everybody knows.
    development: bool,
}

impl Authenticator {
    /// An authenticator; `region` is where callers act whose credentials name no region, and
    /// `hostname` a name of this machine beside `localhost`.
    pub fn new(
        environment: Arc<Environment>,
        clock: Arc<dyn Clock>,
        region: Region,
        hostname: Option<String>,
    ) -> Self {
        let signing_keys = Mutex::new(SigningKeyCache::new(SIGNING_KEYS_MAX));
        Self { environment, clock, signing_keys, region, hostname }
    }

    /// The principal that signed a request. Date and scope were compared before.
    pub async fn signature(
        &self,
        signed: &SignedRequest,
        scope: &Scope<'_>,
        request: &Parts,
        body: &[u8],
    ) -> Result<Principal, Unauthenticated> {
        let (principal, key) = self.signer(signed, scope, request).await?;
        signed.verify(request, body, &key)?;
        self.note_use(&principal, scope.service, scope.region);
        Ok(principal)
    }

    /// The same where the body is not at hand; `payload_hash` stands for it in the signature.
    pub async fn signature_hashed(
        &self,
        signed: &SignedRequest,
        scope: &Scope<'_>,
        request: &Parts,
        payload_hash: &str,
    ) -> Result<Principal, Unauthenticated> {
        self.signature_streamed(signed, scope, request, payload_hash)
            .await
            .map(|(signer, _)| signer)
    }

    /// The same, with the key that signs the chunks of the body that follows.
    pub async fn signature_streamed(
        &self,
        signed: &SignedRequest,
        scope: &Scope<'_>,
        request: &Parts,
        payload_hash: &str,
    ) -> Result<(Principal, SigningKey), Unauthenticated> {
        let (principal, key) = self.signer(signed, scope, request).await?;
        signed.verify_hashed(request, payload_hash, &key)?;
        self.note_use(&principal, scope.service, scope.region);
        Ok((principal, key))
    }

    /// Whose access key a signature names, and the key that it must be made with.
    async fn signer(
        &self,
        signed: &SignedRequest,
        scope: &Scope<'_>,
        request: &Parts,
    ) -> Result<(Principal, SigningKey), Unauthenticated> {
        let token = signed.session_token().map(daypass_aws_types::Secret::expose);
        let Known { principal, secret, development } =
            self.known(scope.access_key_id, token).await?;
        if development && !page::is_of_this_machine(request, self.hostname.as_deref()) {
            return Err(page::foreign().into());
        }
        let mut keys = self.signing_keys.lock().unwrap_or_else(PoisonError::into_inner);
        Ok((principal, keys.key(secret.expose(), scope)))
    }

    /// The caller of plain MQTT: the user name is an access key id, the password its session token,
    /// or the secret key where the key is a long-term one.
    pub async fn password(
        &self,
        access_key_id: &str,
        password: &str,
    ) -> Result<Caller, Unauthenticated> {
        let temporary = is_temporary(access_key_id);
        let Known { principal, secret, .. } =
            self.known(access_key_id, temporary.then_some(password)).await?;
        if !temporary && !secret.matches(password) {
            return Err(SigV4Error::key_unknown().into());
        }
        self.note_login(&principal);
        self.caller(principal, self.region.clone()).await
    }

    /// Notes that a principal has signed in by [`Authenticator::password`]; whoever is known from
    /// before is not asked for it again.
    pub(crate) fn note_login(&self, principal: &Principal) {
        self.note_use(principal, DEVICE_GATEWAY, self.region.as_str());
    }

    /// The device behind a client certificate, DER, whose key the client has proved to hold. It is
    /// looked up for each call, so that a change of its status counts on connections that are open.
    pub async fn certificate(&self, der: &[u8]) -> Result<Caller, Unauthenticated> {
        let now_s = self.clock.now().wall_ms / 1_000;
        let found = device(&*self.environment.store, der, now_s).await;
        let Device { principal, account, region } = found.map_err(|error| match error {
            NoDevice::Unknown(why) => Unauthenticated::Device(why),
            NoDevice::Store(error) => Unauthenticated::Store(error),
        })?;
        let access = self.access(&principal, &region).await.map_err(|error| match error {
            Unauthenticated::Closed(closed) => Unauthenticated::Device(closed.to_string()),
            other => other,
        })?;
        Ok(Caller { principal, account, region, access })
    }

    /// Somebody who calls without a signature, in the account and the region that were reached.
    pub async fn anonymous(
        &self,
        (account, region): (AccountId, Region),
    ) -> Result<Caller, Unauthenticated> {
        let principal = Principal::Anonymous;
        let access = self.access(&principal, &region).await?;
        Ok(Caller { principal, account, region, access })
    }

    /// What an authenticated principal may do in a region.
    pub async fn caller(
        &self,
        principal: Principal,
        region: Region,
    ) -> Result<Caller, Unauthenticated> {
        let account = principal.account().ok_or_else(SigV4Error::missing)?;
        let access = self.access(&principal, &region).await?;
        Ok(Caller { principal, account, region, access })
    }

    async fn access(
        &self,
        principal: &Principal,
        region: &Region,
    ) -> Result<Access, Unauthenticated> {
        let reads = Reads::new(&*self.environment.store, Space::State);
        let documents = &self.environment.documents;
        Ok(authorization::resolve(principal, region, documents, &reads).await?)
    }

    /// The principal of an access key, and the secret that its signatures are made with.
    async fn known(
        &self,
        access_key_id: &str,
        session_token: Option<&str>,
    ) -> Result<Known, Unauthenticated> {
        if is_temporary(access_key_id) {
            return self.session(access_key_id, session_token);
        }
        // A long-term key has no token: one that comes along belongs to another key.
        if session_token.is_some() {
            return Err(SigV4Error::token_not_intact().into());
        }
        let reads = Reads::new(&*self.environment.store, Space::State);
        let ring = self.environment.keys.ring();
        let key = access_key(&reads, &ring, access_key_id).await?;
        let key = key.filter(|key| key.status == AccessKeyStatus::Active);
        let key = key.ok_or_else(SigV4Error::key_unknown)?;
        let principal = signer(&reads, access_key_id, &key).await.map_err(AccessKeyError::from)?;
        let principal = principal.ok_or_else(SigV4Error::key_unknown)?;
        let secret = key.secret_access_key;
        Ok(Known { principal, secret, development: key.development })
    }

    /// Notes the use of a long-term key, or of a role by its unique id: temporary keys have no last
    /// use of their own. Beside it stands which service the user or the role used.
    fn note_use(&self, principal: &Principal, service: &str, region: &str) {
        let used = match principal {
            Principal::Root { access_key_id, .. } | Principal::User { access_key_id, .. } => {
                access_key_id.as_ref()
            }
            Principal::Session { session, .. } => session.principal.role_id.as_str(),
            Principal::Anonymous | Principal::Certificate { .. } => "",
        };
        let user_or_role = match principal {
            Principal::User { user, .. } => user.id.as_str(),
            Principal::Session { session, .. } => match &session.principal.user {
                Some(user) => user.user_id.as_str(),
                None => session.principal.role_id.as_str(),
            },
            Principal::Root { .. } | Principal::Anonymous | Principal::Certificate { .. } => "",
        };
        let (uses, now_ms) = (&self.environment.key_uses, self.clock.now().wall_ms);
        if !used.is_empty() {
            uses.note(used, service, region, now_ms);
        }
        if !user_or_role.is_empty() {
            uses.note_service(user_or_role, service, region, now_ms);
        }
    }

    fn session(
        &self,
        access_key_id: &str,
        session_token: Option<&str>,
    ) -> Result<Known, Unauthenticated> {
        let token = session_token.ok_or_else(SigV4Error::token_not_intact)?;
        let opened = self.environment.keys.ring().open(access_key_id, token);
        let OpenedSession { access_key_id, session, secret_access_key } =
            opened.map_err(|_| SigV4Error::token_not_intact())?;
        if session.expires_ms <= self.clock.now().ours_ms {
            return Err(SigV4Error::token_expired().into());
        }
        let access_key_id = access_key_id.as_str().into();
        let principal = Principal::Session { access_key_id, session: Arc::new(session) };
        Ok(Known { principal, secret: secret_access_key, development: false })
    }
}

impl std::fmt::Debug for Authenticator {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Authenticator").finish_non_exhaustive()
    }
}

/// Whether an access key is temporary, and so has a session token.
pub(crate) fn is_temporary(access_key_id: &str) -> bool {
    access_key_id.starts_with(TEMPORARY_PREFIX)
}

/// What temporary access keys begin with.
const TEMPORARY_PREFIX: &str = "ASIA";
/// The service that plain MQTT is: nothing in it names one.
const DEVICE_GATEWAY: &str = "iotdevicegateway";
/// Signing keys in one generation of the cache: active callers of a day, some services each.
const SIGNING_KEYS_MAX: usize = 16 * 1024;
