//! Live permissions: who depends on what, and what is done when it changes.
//!
//! The store's change log says what has changed. Whoever depends on it is resolved anew, and the
//! standing of its connections is replaced: that counts from their next packet on. Where the log
//! does not say what has changed, everything is resolved anew; where the store cannot be read,
//! access ends rather than going on by what was true once.

mod claim;
mod follower;
mod registry;
mod resolve;
mod shared;

#[cfg(test)]
pub(crate) mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use daypass_broker::{LivePermissions, Standing};
use daypass_services::Environment;
use daypass_services::authorization::{Access, AccessError};
use daypass_store::StoreError;

pub use claim::{AnonymousPolicy, Claim, Holder};
pub(crate) use resolve::anonymous_access;

use follower::{Follower, News};
use registry::{Dependent, Registry};
use resolve::{Resolved, Resolver};
use shared::Shared;
pub(crate) use shared::Table;

/// How often the log is looked at when nobody says that something has changed.
const LOOK_MS: u64 = 250;
/// How many of these looks may fail in a row before what is known counts for nothing.
const FAILED_LOOKS_MAX: u32 = 40;
/// How often a claim is resolved again because changes that bear on it came in between.
const ATTEMPTS_MAX: usize = 64;
/// How many claims are resolved before others get a turn on the thread.
const RESOLVED_AT_ONCE_MAX: usize = 64;

/// A moment in the order of changes.
#[derive(Clone, Copy, Debug)]
pub struct Moment(u64);

/// The permissions of every open connection, kept as the store has them.
pub struct Live {
    environment: Arc<Environment>,
    shared: Shared,
    registry: Mutex<Registry>,
    /// Whoever holds it reads the log and replaces standings; nobody else replaces any.
    follower: tokio::sync::Mutex<Follower>,
    swept: Box<dyn Fn() + Send + Sync>,
}

impl Live {
    /// Keeps permissions up to date from the change log's present end on. `swept` is called after
    /// standings were replaced: reactors then look at their idle connections.
    pub async fn start(
        environment: Arc<Environment>,
        swept: impl Fn() + Send + Sync + 'static,
    ) -> Result<Arc<Self>, StoreError> {
        let live = Self::new(environment, swept).await?;
        tokio::spawn(look_now_and_then(Arc::downgrade(&live)));
        Ok(live)
    }

    async fn new(
        environment: Arc<Environment>,
        swept: impl Fn() + Send + Sync + 'static,
    ) -> Result<Arc<Self>, StoreError> {
        let follower = Follower::from_the_end(&*environment.store).await?;
        Ok(Arc::new(Self {
            environment,
            shared: Shared::default(),
            registry: Mutex::new(Registry::new()),
            follower: tokio::sync::Mutex::new(follower),
            swept: Box::new(swept),
        }))
    }

    /// The present: what is looked up from now on is of it, or newer.
    pub fn moment(&self) -> Moment {
        Moment(self.registry().changes_seen())
    }

    /// The present, if nothing that an access was made from has changed since a moment before it was
    /// looked up.
    pub(crate) fn still_so(&self, Moment(seen): Moment, access: &Access) -> Option<Moment> {
        self.registry().unchanged_since(seen, &access.dependencies).map(Moment)
    }

    /// What the principal of a claim may do now, without what the connection adds.
    pub(crate) async fn access(&self, claim: &Claim) -> Result<Access, AccessError> {
        Resolver::new(&self.environment, &self.shared).access(claim).await
    }

    /// What a connection may do, kept up to date for as long as somebody holds it. Where the access of
    /// the claim's principal was looked up before, it comes with a moment before that.
    pub async fn admit(
        &self,
        claim: Claim,
        mut known: Option<(Moment, Access)>,
    ) -> Result<Arc<LivePermissions>, AccessError> {
        let claim = Arc::new(claim);
        for _ in 0..ATTEMPTS_MAX {
            let mut resolver = Resolver::new(&self.environment, &self.shared);
            let (Moment(seen), resolved) = match known.take() {
                Some((moment, access)) => (moment, resolver.resolve_with(&claim, access).await?),
                None => (self.moment(), resolver.resolve(&claim).await?),
            };
            let Resolved { permissions, dependencies, ends_ms } = resolved;
            let live = LivePermissions::new(Standing::Open(permissions));
            let live = Arc::new(match ends_ms {
                Some(at_ms) => live.ending(at_ms, "the certificate has expired"),
                None => live,
            });
            if self.registry().enter(claim.clone(), &live, &dependencies, seen).is_ok() {
                return Ok(live);
            }
        }
        Err(StoreError::Unavailable("what access depends on changes all the time".into()).into())
    }

    /// Applies every change committed so far: when it returns, no packet is decided by what was
    /// before. Call it before a call is answered that announced changes.
    pub async fn catch_up(&self) {
        if let Err(error) = self.follow().await {
            tracing::error!(%error, "the change log cannot be read");
        }
    }

    async fn follow(&self) -> Result<(), StoreError> {
        let mut follower = self.follower.lock().await;
        loop {
            let (dependents, through) = match follower.news(&*self.environment.store).await? {
                News::Nothing => return Ok(()),
                News::Changes(changes, through) => (self.registry().changed(&changes), through),
                News::Unknown(through) => {
                    tracing::warn!("all permissions are made anew");
                    (self.registry().everything_changed(), through)
                }
            };
            self.renew(dependents).await;
            follower.advance(through);
        }
    }

    /// Makes the permissions of these connections anew.
    async fn renew(&self, dependents: Vec<Dependent>) {
        if dependents.is_empty() {
            return;
        }
        let mut resolver = Resolver::new(&self.environment, &self.shared);
        for (done, Dependent { number, claim }) in dependents.into_iter().enumerate() {
            let (standing, dependencies) = match resolver.resolve(&claim).await {
                Ok(resolved) => (Standing::Open(resolved.permissions), Some(resolved.dependencies)),
                Err(error) => (Standing::Closed(error.to_string().into()), None),
            };
            self.registry().replace(number, standing, dependencies.as_deref());
            if done % RESOLVED_AT_ONCE_MAX == RESOLVED_AT_ONCE_MAX - 1 {
                tokio::task::yield_now().await;
            }
        }
        (self.swept)();
    }

    /// Ends all access: what is known is too old to go by.
    async fn close_everything(&self) {
        let _nobody_else = self.follower.lock().await;
        let dependents = self.registry().everything_changed();
        for Dependent { number, .. } in dependents {
            let reason = "the store has not been readable for too long";
            self.registry().replace(number, Standing::Closed(reason.into()), None);
        }
        (self.swept)();
    }

    /// Makes everything anew, after it was closed.
    async fn reopen_everything(&self) {
        let _nobody_else = self.follower.lock().await;
        let dependents = self.registry().everything_changed();
        self.renew(dependents).await;
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        // No method of the registry leaves it half changed where it could panic.
        self.registry.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks for changes that nobody has told of: calls that were given up after their commit.
async fn look_now_and_then(live: Weak<Live>) {
    let mut failed = 0;
    loop {
        tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
        let Some(live) = live.upgrade() else { return };
        let outcome = live.follow().await;
        failed = match outcome {
            Ok(()) if failed >= FAILED_LOOKS_MAX => {
                live.reopen_everything().await;
                0
            }
            Ok(()) => 0,
            Err(error) => {
                tracing::error!(%error, "the change log cannot be read");
                failed + 1
            }
        };
        if failed == FAILED_LOOKS_MAX {
            live.close_everything().await;
        }
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let connections = self.registry().len();
        formatter.debug_struct("Live").field("connections", &connections).finish_non_exhaustive()
    }
}
