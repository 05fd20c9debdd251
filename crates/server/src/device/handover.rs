//! A WebSocket that hyper has upgraded, on its way to a reactor.

use std::net::IpAddr;

use bytes::Bytes;
use daypass_aws_types::{AccountId, Region};
use daypass_services::Principal;

use crate::listen::Stream;

/// A WebSocket whose opening handshake was answered with 101.
#[derive(Debug)]
pub struct UpgradedWebSocket {
    /// The connection, with its TLS state.
    pub stream: Stream,
    /// What was read after the request, and belongs to the WebSocket.
    pub unread: Bytes,
    /// Who signed the request.
    pub principal: Principal,
    /// The account that the client acts in.
    pub account: AccountId,
    /// The region that the client acts in.
    pub region: Region,
    /// The address of the peer, as trusted proxies tell it.
    pub source_ip: IpAddr,
    /// `aws:SecureTransport`, as trusted proxies tell it.
    pub secure_transport: bool,
    /// `aws:UserAgent`.
    pub user_agent: Option<String>,
}
