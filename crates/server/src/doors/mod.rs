//! Everything of Daypass's own on the API port, under `/-/`: health, metrics, the authority's
//! certificate, decisions, and what somebody may do. Nothing here is shared with other origins.

mod accounts;
mod answer;
mod decisions;
mod entrance;
mod health;
mod identity;
mod import;
mod keys;
mod may;
mod query;
mod revocation;

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use daypass_aws_types::{AccountId, Region};
use daypass_services::Environment;
use daypass_services::ports::{Clock, Entropy};
use http::request::Parts;
use http::{Method, Response, StatusCode};

use crate::authenticate::Authenticator;
use crate::config::ServerConfig;
use crate::decisions::Decisions;
use crate::keys::ServerKeys;
use crate::live::{AnonymousPolicy, Live};
use crate::seed::Lamp;
use crate::start::Addresses;
use crate::tls::ServerTls;

use self::answer::{Refusal, text, typed};
use self::query::Query;

pub use self::entrance::Entrance;
pub(crate) use self::entrance::{authority, is_local};

/// The doors of our own.
pub struct Doors {
    /// Who may come in.
    pub entrance: Entrance,
    /// What was refused.
    pub decisions: Arc<Decisions>,
    /// The store, and what principals may do.
    pub environment: Arc<Environment>,
    /// Who applies changes to open connections.
    pub live: Arc<Live>,
    /// Verifies signatures, where they are asked for.
    pub authenticator: Arc<Authenticator>,
    /// The server's own keys.
    pub keys: Arc<ServerKeys>,
    /// Both clocks.
    pub clock: Arc<dyn Clock>,
    /// The entropy source.
    pub entropy: Arc<dyn Entropy>,
    /// What the server was started with: unsigned callers look at its account and region.
    pub config: ServerConfig,
    /// What MQTT clients without credentials may do, where they are let in.
    pub anonymous: Option<AnonymousPolicy>,
    /// The authority of the server's certificate.
    pub tls: Arc<ServerTls>,
    /// Where the server answers, once everything does.
    pub addresses: Arc<OnceLock<Addresses>>,
    /// What the demo's lamp connects with.
    pub lamp: Option<Arc<Lamp>>,
}

/// One request to a door, its caller let in.
struct Asked<'a> {
    parts: &'a Parts,
    query: Query,
    peer: SocketAddr,
    secure: bool,
    /// The account whose records and principals the caller sees.
    account: AccountId,
    region: Region,
}

impl Doors {
    /// The answer, if the path is one of ours. Doors read no body.
    pub async fn answer(
        &self,
        parts: &Parts,
        peer: SocketAddr,
        secure: bool,
    ) -> Option<Response<Bytes>> {
        let path = parts.uri.path().strip_prefix(PREFIX)?;
        Some(
            self.opened(path, parts, peer, secure).await.unwrap_or_else(|refusal| refusal.answer()),
        )
    }

    /// The answer to a page of another site, which no door opens to.
    pub(crate) fn refusal_of_foreign_page(&self, parts: &Parts) -> Option<Response<Bytes>> {
        self.entrance.check_origin(parts).err().map(|refusal| refusal.answer())
    }

    /// The door behind a path, or the answer that it stays closed.
    async fn opened(
        &self,
        path: &str,
        parts: &Parts,
        peer: SocketAddr,
        secure: bool,
    ) -> Result<Response<Bytes>, Refusal> {
        self.entrance.check_origin(parts)?;
        check_method(path, &parts.method)?;
        if let Some(answer) = self.public(path).await {
            return Ok(answer);
        }
        let (action, door) = door(path).ok_or_else(|| {
            Refusal::new(StatusCode::NOT_FOUND, format!("there is no door /-/{path}"))
        })?;
        let (account, region) = self.admit(action, parts, peer, secure).await?;
        let query = Query::read(parts.uri.query().unwrap_or_default());
        let asked = Asked { parts, query, peer, secure, account, region };
        match door {
            Door::Server => Ok(self.about(&asked)),
            Door::Metrics => Ok(text(self.metrics())),
            Door::LastDecision => self.last_decision(&asked),
            Door::Decision(id) => self.decision(&asked, id),
            Door::Decisions => self.newer_decisions(&asked).await,
            Door::May => self.may(&asked).await,
            Door::Identity => self.identity(&asked).await,
            Door::KeyRotation => self.rotate_key().await,
            Door::Accounts => self.create_account(&asked).await,
            Door::Revocation => self.revoke(&asked).await,
            Door::ImportedPool => self.import_pool(&asked).await,
            Door::ImportedIdentities => self.import_identities(&asked).await,
        }
    }

    /// Doors that tell nothing of anybody: they stand open.
    async fn public(&self, path: &str) -> Option<Response<Bytes>> {
        match path {
            "healthz" => Some(text("ok\n".to_owned())),
            "readyz" => Some(self.ready()),
            "ca.pem" => Some(self.authority().await),
            _ => None,
        }
    }

    /// The certificate that clients of the TLS doors trust.
    async fn authority(&self) -> Response<Bytes> {
        match self.tls.ca_pem().await {
            Ok(pem) => typed("application/x-pem-file", pem),
            Err(error) => {
                tracing::error!(%error, "there is no certificate");
                Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "there is no certificate").answer()
            }
        }
    }
}

/// A door that tells something.
#[derive(Debug, PartialEq, Eq)]
enum Door<'p> {
    Server,
    Metrics,
    LastDecision,
    Decision(&'p str),
    Decisions,
    May,
    Identity,
    KeyRotation,
    Revocation,
    Accounts,
    ImportedPool,
    ImportedIdentities,
}

/// Doors are read, but for those that change something.
fn check_method(path: &str, method: &Method) -> Result<(), Refusal> {
    let (fits, sentence) = match path {
        KEY_ROTATION | REVOCATION | ACCOUNTS | IMPORTED_POOL | IMPORTED_IDENTITIES => {
            (method == Method::POST, "this door is opened by POST")
        }
        _ => (matches!(*method, Method::GET | Method::HEAD), "doors are only read"),
    };
    let closed = || Refusal::new(StatusCode::METHOD_NOT_ALLOWED, sentence);
    fits.then_some(()).ok_or_else(closed)
}

/// The door behind a path, and the action that it takes to open it.
fn door(path: &str) -> Option<(&'static str, Door<'_>)> {
    match path {
        "api/server" => Some(("daypass:GetServer", Door::Server)),
        "metrics" => Some(("daypass:GetMetrics", Door::Metrics)),
        "api/decisions" => Some(("daypass:ListDecisions", Door::Decisions)),
        "api/decisions/last" => Some(("daypass:GetDecision", Door::LastDecision)),
        "api/identity" => Some(("daypass:GetIdentity", Door::Identity)),
        "api/can" => Some(("daypass:SimulateAccess", Door::May)),
        KEY_ROTATION => Some(("daypass:RotateIdentityTokenKey", Door::KeyRotation)),
        ACCOUNTS => Some(("daypass:CreateAccount", Door::Accounts)),
        REVOCATION => Some(("daypass:RevokeSessions", Door::Revocation)),
        IMPORTED_POOL => Some(("daypass:ImportIdentityPool", Door::ImportedPool)),
        IMPORTED_IDENTITIES => Some(("daypass:ImportIdentities", Door::ImportedIdentities)),
        _ => {
            let id = path.strip_prefix("api/decisions/")?;
            Some(("daypass:GetDecision", Door::Decision(id)))
        }
    }
}

impl fmt::Debug for Doors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Doors").field("entrance", &self.entrance).finish_non_exhaustive()
    }
}

/// What the paths of all doors begin with.
const PREFIX: &str = "/-/";
/// The door behind which a new key begins to sign identity tokens.
const KEY_ROTATION: &str = "api/identity-token-keys/rotate";
/// The door behind which sessions end.
const REVOCATION: &str = "api/revocations";
/// The door behind which pools get ids from elsewhere.
const IMPORTED_POOL: &str = "api/imported-identity-pools";
/// The door behind which identities do, and their users.
const IMPORTED_IDENTITIES: &str = "api/imported-identities";
/// The door behind which accounts are made.
const ACCOUNTS: &str = "api/accounts";
