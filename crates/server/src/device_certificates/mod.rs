//! The authority that issues certificates to devices. It is another one than that of the server's
//! own certificates, so that what a device can show says nothing about servers.

mod authority;
mod records;

use std::fmt;
use std::sync::Arc;

use daypass_services::ports::{DeviceCertificates, IssueError, IssuedKeys, Now};
use daypass_store::BoxFuture;
use tokio::sync::OnceCell;

use self::authority::DeviceAuthority;
use crate::keys::{SealedSecrets, ServerKeys};

/// A certificate of a store's device authority for a new key of the curve P-256. Such a key takes no
/// time to make, unlike those that AWS hands out: it does for what a store begins with.
pub(crate) async fn issue_with_p256_keys(
    secrets: &SealedSecrets,
    now: Now,
) -> Result<IssuedKeys, IssueError> {
    let authority = DeviceAuthority::open_or_make(secrets, now).await;
    let authority = authority.map_err(|error| IssueError::Unavailable(error.to_string()))?;
    authority.issue_with_p256_keys(now)
}

/// The device authority of a store, opened or made when it is first needed.
pub struct StoredDeviceAuthority {
    keys: Arc<ServerKeys>,
    authority: OnceCell<Arc<DeviceAuthority>>,
}

impl StoredDeviceAuthority {
    /// The authority of the store that these keys belong to.
    pub fn new(keys: Arc<ServerKeys>) -> Self {
        Self { keys, authority: OnceCell::new() }
    }

    async fn authority(&self, now: Now) -> Result<Arc<DeviceAuthority>, IssueError> {
        let open = || async {
            let opened = DeviceAuthority::open_or_make(self.keys.secrets(), now).await;
            opened.map(Arc::new).map_err(|error| IssueError::Unavailable(error.to_string()))
        };
        self.authority.get_or_try_init(open).await.cloned()
    }

    /// Runs `work`, which takes a processor for a while, away from the threads that serve.
    async fn aside<T: Send + 'static>(
        &self,
        now: Now,
        work: impl FnOnce(&DeviceAuthority) -> Result<T, IssueError> + Send + 'static,
    ) -> Result<T, IssueError> {
        let authority = self.authority(now).await?;
        let done = tokio::task::spawn_blocking(move || work(&authority)).await;
        done.map_err(|error| IssueError::Unavailable(error.to_string()))?
    }
}

impl DeviceCertificates for StoredDeviceAuthority {
    fn issue_with_new_keys(&self, now: Now) -> BoxFuture<'_, Result<IssuedKeys, IssueError>> {
        Box::pin(self.aside(now, move |authority| authority.issue_with_new_keys(now)))
    }

    fn issue_for_request<'a>(
        &'a self,
        request_pem: &'a str,
        now: Now,
    ) -> BoxFuture<'a, Result<Vec<u8>, IssueError>> {
        let request = request_pem.to_owned();
        Box::pin(self.aside(now, move |authority| authority.issue_for_request(&request, now)))
    }
}

impl fmt::Debug for StoredDeviceAuthority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("StoredDeviceAuthority").finish_non_exhaustive()
    }
}
