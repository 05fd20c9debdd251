//! Nodelay, for brokers that have no setting for it as for those that have.

use std::fs;
use std::io;

use rustix::net::AddressFamily;
use rustix::net::sockopt::{set_tcp_nodelay, socket_acceptconn, socket_domain};
use rustix::process::{Pid, PidfdFlags, PidfdGetfdFlags, pidfd_getfd, pidfd_open};

/// Sets it for every socket that a process listens at: what is accepted there inherits it.
pub fn set_for(process: u32) -> io::Result<()> {
    let missing = || io::Error::from(io::ErrorKind::NotFound);
    let process_id = i32::try_from(process).ok().and_then(Pid::from_raw).ok_or_else(missing)?;
    let handle = pidfd_open(process_id, PidfdFlags::empty())?;
    for entry in fs::read_dir(format!("/proc/{process}/fd"))? {
        let path = entry?.path();
        let is_socket = fs::read_link(&path)
            .is_ok_and(|target| target.to_string_lossy().starts_with("socket:"));
        let number = path.file_name().and_then(|name| name.to_str()?.parse().ok());
        let Some(number) = number.filter(|_| is_socket) else { continue };
        let socket = pidfd_getfd(&handle, number, PidfdGetfdFlags::empty())?;
        if socket_domain(&socket)? == AddressFamily::INET && socket_acceptconn(&socket)? {
            set_tcp_nodelay(&socket, true)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn what_is_accepted_has_nodelay() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let _client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        assert!(!listener.accept().unwrap().0.nodelay().unwrap());
        set_for(std::process::id()).unwrap();
        let _client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        assert!(listener.accept().unwrap().0.nodelay().unwrap());
    }
}
