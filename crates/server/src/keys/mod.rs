//! The server's own keys: the ring that seals everything, wrapped in the store under a root key
//! that is not there, and the key that signs identity tokens, made away from the start path.

mod identity_token;
mod records;
mod ring;
mod root_key;
mod sealed;
mod signing_key;

use std::fmt;
use std::sync::Arc;

use daypass_aws_types::Region;
use daypass_credentials::identity_token::KeyError;
use daypass_credentials::web_identity_token::{WebTokenAlgorithm, WebTokenKey};
use daypass_credentials::{KeyIdNumber, KeyIdSequence, KeyRing};
use daypass_services::ports::{Entropy, IdentityTokenKeys, Keys, KeysError};
use daypass_store::{BoxFuture, Store};
use tokio::task::{JoinError, spawn_blocking};

use self::identity_token::IdentityTokenKeyList;
use crate::entropy::random;

pub use identity_token::RotationError;
pub use ring::RingError;
pub use root_key::{RootKeyError, root_key, root_key_file};
pub use sealed::{SealedSecrets, SecretError};

pub(crate) use identity_token::Tending;
pub(crate) use records::SERVER_AUTHORITIES;
pub(crate) use records::{ServerAuthorityRecord, SigningKeyRecord};
pub(crate) use signing_key::signing_key;

/// The keys of one server, shared by all calls.
pub struct ServerKeys {
    ring: Arc<KeyRing>,
    numbers: KeyIdSequence,
    secrets: SealedSecrets,
    identity_token: Arc<IdentityTokenKeyList>,
}

impl ServerKeys {
    /// Opens the ring of a store, or puts a new one there.
    pub async fn open(
        store: Arc<dyn Store>,
        entropy: Arc<dyn Entropy>,
        root: &daypass_credentials::RootKey,
        region: Region,
    ) -> Result<Self, RingError> {
        let ring = Arc::new(ring::open_or_make(&*store, &*entropy, root).await?);
        let numbers = KeyIdSequence::new(random(&*entropy));
        let secrets = SealedSecrets::new(store, entropy, Arc::clone(&ring));
        let identity_token = Arc::new(IdentityTokenKeyList::new(secrets.clone(), region));
        Ok(Self { ring, numbers, secrets, identity_token })
    }

    /// Secrets of the server that lie sealed in its store.
    pub fn secrets(&self) -> &SealedSecrets {
        &self.secrets
    }

    /// Has a new key sign identity tokens from `now_s` on, in seconds since 1970; gives back its
    /// `kid`. What earlier keys signed is valid as long as it would have been.
    pub async fn rotate_identity_token_key(&self, now_s: i64) -> Result<String, RotationError> {
        let list = Arc::clone(&self.identity_token);
        // It goes on to its end if the caller goes away: memory and store must not part.
        let rotated = tokio::spawn(async move { list.rotate(now_s).await }).await;
        rotated.map_err(|error: JoinError| SecretError::Unusable(error.to_string()))?
    }

    /// Makes the keys that are due at `now_s` and forgets those whose tokens have all expired.
    pub(crate) async fn tend_identity_token_keys(&self, now_s: i64) -> Result<(), RotationError> {
        self.identity_token.tend(now_s).await
    }
}

impl Keys for ServerKeys {
    fn ring(&self) -> Arc<KeyRing> {
        Arc::clone(&self.ring)
    }

    fn next_key_id(&self) -> KeyIdNumber {
        self.numbers.next()
    }

    fn identity_token_keys(&self) -> BoxFuture<'_, Result<Arc<IdentityTokenKeys>, KeysError>> {
        Box::pin(self.identity_token.keys())
    }

    fn new_web_token_keys(&self) -> BoxFuture<'_, Result<Vec<WebTokenKey>, KeysError>> {
        Box::pin(async {
            let made = spawn_blocking(|| {
                WebTokenAlgorithm::ALL.into_iter().map(WebTokenKey::generate).collect()
            });
            let made: Result<Vec<_>, KeyError> =
                made.await.map_err(|error| KeysError(error.to_string()))?;
            made.map_err(|error| KeysError(error.to_string()))
        })
    }
}

impl fmt::Debug for ServerKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ServerKeys").field("ring", &self.ring).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use daypass_credentials::RootKey;
    use daypass_store::MemoryStore;

    use super::*;
    use crate::entropy::SystemEntropy;

    async fn opened(store: &Arc<dyn Store>, root: u8) -> Result<ServerKeys, RingError> {
        let root = RootKey::new(zeroize::Zeroizing::new([root; 32]));
        let region = Region::parse("us-east-1").unwrap();
        ServerKeys::open(Arc::clone(store), Arc::new(SystemEntropy), &root, region).await
    }

    #[tokio::test]
    async fn keys_are_the_same_after_a_restart_and_another_root_key_opens_nothing() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let (first, again) = (opened(&store, 1).await.unwrap(), opened(&store, 1).await.unwrap());
        let sealed = first.ring().seal_secret("test", b"record", b"secret", &[7; 16]).unwrap();
        assert_eq!(
            again.ring().open_secret("test", b"record", &sealed).unwrap().as_slice(),
            b"secret"
        );
        let jwks = async |keys: ServerKeys| {
            let keys = keys.identity_token_keys().await.unwrap();
            daypass_credentials::identity_token::jwks([keys.current.public_key()]).unwrap()
        };
        assert_eq!(jwks(first).await, jwks(again).await);
        assert!(matches!(opened(&store, 2).await, Err(RingError::Ring(_))));
    }
}
