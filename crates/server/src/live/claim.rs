//! Who asks for permissions, for which connection.

use std::borrow::Cow;
use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_policy::{ContextMap, Policy};
use daypass_services::Principal;

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
    /// Context keys of the connection, such as `aws:SourceIp`.
    pub context: ContextMap,
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
