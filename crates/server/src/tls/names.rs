//! The names under which the server is reached, as certificates hold them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rcgen::{CidrSubnet, GeneralSubtree, NameConstraints};

use crate::config::ServerConfig;

/// Names and addresses of the server, loopback's always among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerNames {
    hosts: Vec<String>,
    addresses: Vec<IpAddr>,
}

impl ServerNames {
    /// The names of a server with this configuration.
    pub fn of(config: &ServerConfig) -> Self {
        let mut names = Self {
            hosts: vec![LOCALHOST.to_owned()],
            addresses: vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        };
        if let Some(hostname) = &config.hostname {
            names.add(hostname);
        }
        let listen = config.listen.ip();
        if !listen.is_unspecified() && !names.addresses.contains(&listen) {
            names.addresses.push(listen);
        }
        names
    }

    fn add(&mut self, hostname: &str) {
        match hostname.parse() {
            Ok(address) if self.addresses.contains(&address) => {}
            Ok(address) => self.addresses.push(address),
            Err(_) if hostname == LOCALHOST => {}
            Err(_) => self.hosts.push(hostname.to_ascii_lowercase()),
        }
    }

    /// What the authority may vouch for. A host stands for everything below it, too.
    pub(super) fn constraints(&self) -> NameConstraints {
        let hosts = self.hosts.iter().cloned().map(GeneralSubtree::DnsName);
        let addresses = self.addresses.iter().map(|address| {
            let bits = if address.is_ipv4() { 32 } else { 128 };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, bits))
        });
        NameConstraints {
            permitted_subtrees: hosts.chain(addresses).collect(),
            excluded_subtrees: Vec::new(),
        }
    }

    /// What the server's certificate is for: the names themselves, and one level below the hosts.
    /// `*.localhost` is left out: verifiers take a certificate for malformed that has a wildcard
    /// above a single label.
    pub(super) fn subjects(&self) -> Vec<String> {
        let below = self.hosts.iter().filter(|host| host.contains('.'));
        let below = below.map(|host| format!("*.{host}"));
        self.hosts.iter().cloned().chain(below).chain(self.addresses()).collect()
    }

    /// The names as the store keeps them.
    pub(super) fn to_texts(&self) -> Vec<String> {
        self.hosts.iter().cloned().chain(self.addresses()).collect()
    }

    fn addresses(&self) -> impl Iterator<Item = String> {
        self.addresses.iter().map(IpAddr::to_string)
    }
}

const LOCALHOST: &str = "localhost";
