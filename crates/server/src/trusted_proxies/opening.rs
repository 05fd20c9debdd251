//! Reading what a trusted proxy sends before a connection's first byte.

use std::io;
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Told;
use super::header::{BINARY_BYTES_MAX, Progress, read};

/// How long a proxy may take to send its header, in seconds: it knows all of it when it connects.
pub const PROXY_HEADER_SECONDS_MAX: u64 = 5;

/// Takes the header off a connection, and nothing else. Nothing is told where the proxy speaks for itself.
pub(crate) async fn read_header(stream: &mut TcpStream) -> io::Result<Option<Told>> {
    let patience = Duration::from_secs(PROXY_HEADER_SECONDS_MAX);
    timeout(patience, whole(stream)).await.map_err(|_| {
        io::Error::new(io::ErrorKind::TimedOut, "a PROXY header took too long to come")
    })?
}

async fn whole(stream: &mut TcpStream) -> io::Result<Option<Told>> {
    let mut header = Vec::new();
    loop {
        let wanted = match read(&header) {
            Ok(Progress::Whole(told)) => return Ok(told),
            Ok(Progress::More(wanted)) => wanted.min(BINARY_BYTES_MAX),
            Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
        };
        let have = header.len();
        header.resize(have + wanted, 0);
        let count = stream.read(header.get_mut(have..).unwrap_or_default()).await?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        header.truncate(have + count);
    }
}
