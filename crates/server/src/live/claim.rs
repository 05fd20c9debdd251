//! Who asks for permissions, for which connection.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_policy::{ContextMap, Policy};
use daypass_services::Principal;
use daypass_services::authorization::request_context;

/// One connection's claim to permissions: everything that they are made from, but the store.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Who connects.
    pub holder: Holder,
    /// The account that the client acts in.
    pub account: AccountId,
    /// The region that the client acts in.
    pub region: Region,
    /// The client id: `iot:ClientId`.
    pub client_id: Arc<str>,
    /// The address that the client comes from: `aws:SourceIp`.
    pub source_ip: IpAddr,
    /// Whether the connection is encrypted: `aws:SecureTransport`.
    pub secure_transport: bool,
    /// `aws:UserAgent`.
    pub user_agent: Option<Box<str>>,
}

/// Whose permissions they are.
#[derive(Clone, Debug)]
pub enum Holder {
    /// Somebody whose credentials were verified.
    Principal(Principal),
    /// A client without credentials, where the configuration lets those in.
    Anonymous(AnonymousPolicy),
}

/// The AWS IoT policy of clients without credentials.
#[derive(Clone, Debug)]
pub enum AnonymousPolicy {
    /// A policy of the store, as it stands at each moment; nothing is allowed while there is none.
    Named(Arc<str>),
    /// A document from the configuration.
    Document(Arc<Policy>),
}

impl Claim {
    /// Context keys of the connection. They are made when they are asked for: that is seldom, and there
    /// may be a million claims.
    pub(super) fn context(&self) -> ContextMap {
        let (user_agent, region) = (self.user_agent.as_deref(), self.region.as_str());
        request_context(self.source_ip, self.secure_transport, user_agent, region)
    }

    /// Whether the holder is a device, known by its certificate.
    pub(super) fn is_of_certificate(&self) -> bool {
        matches!(self.holder, Holder::Principal(Principal::Certificate { .. }))
    }

    /// The name by which things are attached to the holder: a certificate's ARN, an
    /// authenticated identity's id.
    pub(super) fn thing_principal(&self) -> Option<Cow<'_, str>> {
        match &self.holder {
            Holder::Anonymous(_) => None,
            Holder::Principal(principal) => principal.thing_principal(),
        }
    }
}
