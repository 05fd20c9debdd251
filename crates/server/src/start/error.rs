//! Why a server did not start, in words for whoever started it.

use std::io;
use std::net::SocketAddr;

use crate::device::OpenKeepingError;
use daypass_aws_types::AccountId;
use daypass_credentials::StoredSecretError;
use daypass_services::account::AccountError;
use daypass_services::ports::FetchError;
use daypass_store::{CommitError, OpenError, StoreError};

use crate::device::GatewayError;
use crate::keys::{RingError, RootKeyError, SecretError};
use crate::listen::BindError;
use crate::seed::{LampError, SeedError};

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// The store does not open.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// The store does not take what a new server puts there.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// The store's changes cannot be followed.
    #[error("cannot follow the store's changes: {0}")]
    Changes(#[from] StoreError),
    /// What MQTT retained before cannot be read.
    #[error("cannot read the retained messages: {0}")]
    Retained(OpenKeepingError),
    /// There is no root key.
    #[error(transparent)]
    RootKey(#[from] RootKeyError),
    /// The key ring does not open.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// The server's certificates cannot be read or made.
    #[error(transparent)]
    Certificates(#[from] SecretError),
    /// The development key cannot be kept.
    #[error(transparent)]
    DevelopmentKey(#[from] StoredSecretError),
    /// The store does not take what the demo begins with.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The lamp's key and certificate cannot be given out.
    #[error(transparent)]
    Lamp(#[from] LampError),
    /// The device gateway does not start.
    #[error(transparent)]
    Devices(#[from] GatewayError),
    /// The reactors do not open.
    #[error("cannot open the reactors: {0}")]
    Reactors(#[from] io::Error),
    /// A signing proxy may not connect to its store.
    #[error("the signing proxy at {listen}: {source}")]
    SigningProxy {
        /// Where the proxy listens.
        listen: SocketAddr,
        /// What is wrong with the store's URL.
        source: FetchError,
    },
    /// The folder is not one that `daypass init` made.
    #[error("account {account} has no root key: `daypass init` with this configuration makes one")]
    NotInitialized {
        /// The account that the server is for.
        account: AccountId,
    },
    /// The account is not made.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// A setting is refused because others could make use of it.
    #[error("`{setting}` is not safe: {reason}")]
    Insecure {
        /// The setting.
        setting: &'static str,
        /// What could happen.
        reason: String,
    },
}

impl From<BindError> for StartError {
    fn from(BindError { address, source }: BindError) -> Self {
        Self::Listen { address, source }
    }
}
