//! The broker of one reactor: routes events to where they are handled.

use crate::admission::{Admission, AdmissionRefused};
use crate::connection_id::ConnectionId;
use crate::message::Message;
use crate::now::Now;
use crate::opening::Opening;
use crate::output::Output;
use crate::settings::BrokerSettings;
use crate::shell::{Close, Shell};
use bytes::BytesMut;
use std::sync::Arc;

/// The broker of one reactor. It owns no socket and no clock: a shell passes bytes and time in,
/// and writes what [`Broker::output`] holds.
#[derive(Debug)]
pub struct Broker {
    settings: Arc<BrokerSettings>,
    reactor: usize,
    reactors: usize,
    opened: u32,
}

impl Broker {
    /// The broker of the reactor with number `reactor` (from zero) among `reactors`. The seed
    /// decides what is drawn, such as assigned client ids.
    pub fn new(
        settings: Arc<BrokerSettings>,
        reactor: usize,
        reactors: usize,
        _seed: [u8; 32],
    ) -> Self {
        Self { settings, reactor, reactors, opened: 0 }
    }

    /// A new transport. Nothing when the reactor has as many connections as it may: then close it.
    pub fn open(&mut self, _now: Now) -> Option<ConnectionId> {
        if self.opened as usize >= self.settings.connections_max || self.reactor >= self.reactors {
            return None;
        }
        self.opened += 1;
        Some(ConnectionId::new(self.opened, 0))
    }

    /// A transport that another reactor moved here. Pass its unread bytes to [`Broker::receive`]
    /// afterwards, even when there are none.
    pub fn adopt(
        &mut self,
        _opening: Opening,
        now: Now,
        _shell: &mut dyn Shell,
    ) -> Option<ConnectionId> {
        self.open(now)
    }

    /// Reads packets from the front of `bytes`, and leaves what is not a whole packet, or what
    /// has to wait for [`Broker::authenticated`]. Keep the rest, and append what comes later. After
    /// [`Shell::move_to`] or [`Shell::close`] the rest is not read: drop it in the latter case.
    pub fn receive(
        &mut self,
        connection: ConnectionId,
        _bytes: &mut BytesMut,
        _now: Now,
        shell: &mut dyn Shell,
    ) {
        shell.close(connection, Close::AfterOutput);
    }

    /// The answer to [`Shell::authenticate`]. Call [`Broker::receive`] with the kept bytes
    /// afterwards. An answer for a connection that is gone does nothing.
    pub fn authenticated(
        &mut self,
        connection: ConnectionId,
        _admission: Result<Admission, AdmissionRefused>,
        _now: Now,
        shell: &mut dyn Shell,
    ) {
        shell.close(connection, Close::AfterOutput);
    }

    /// The transport is gone, for whatever reason.
    pub fn closed(&mut self, _connection: ConnectionId, _now: Now, _shell: &mut dyn Shell) {}

    /// A message from another reactor, or from HTTPS.
    pub fn deliver(&mut self, _message: &Arc<Message>, _now: Now, _shell: &mut dyn Shell) {}

    /// Some standing was replaced: the coming calls of [`Broker::sweep`] look at every connection
    /// once.
    pub fn permissions_changed(&mut self) {}

    /// Looks at a bounded number of connections whose standing may have been replaced, cuts those
    /// that may no longer be connected, and ends subscriptions that are no longer allowed. Whether
    /// there is more to do: then call again soon.
    pub fn sweep(&mut self, _now: Now, _shell: &mut dyn Shell) -> bool {
        false
    }

    /// When [`Broker::handle_timeout`] has to be called, on the monotonic clock.
    pub fn next_timeout_ms(&self) -> Option<u64> {
        None
    }

    /// Does what is due. Calling it early does no harm.
    pub fn handle_timeout(&mut self, _now: Now, _shell: &mut dyn Shell) {}

    /// The next connection that got output since it was last named here. Each write batch ends by
    /// draining this.
    pub fn next_with_output(&mut self) -> Option<ConnectionId> {
        None
    }

    /// What waits to be written; nothing for a connection that is gone.
    pub fn output(&self, _connection: ConnectionId) -> Option<&Output> {
        None
    }

    /// The first `bytes` of the output were written. More output may follow at once.
    pub fn written(
        &mut self,
        _connection: ConnectionId,
        _bytes: usize,
        _now: Now,
        _shell: &mut dyn Shell,
    ) {
    }
}
