//! Authenticating clients: CONNECTs in, admissions out. A reactor does it itself where everything that
//! is to be known is in memory; whatever has to wait is done away from it.

mod anonymous;
mod certificate;
mod common;
mod desk;
mod holder;
mod recall;
mod recent;
mod subject;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::task::Poll;

use daypass_broker::{Admission, AdmissionRefused, ConnectionId, Login};
use daypass_store::poll_at_hand;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, mpsc};

pub(crate) use anonymous::anonymous_policy;
pub(crate) use common::Common;
pub(crate) use desk::Desk;
pub(crate) use recall::Absent;
pub(crate) use recent::Recent;

use super::peer::Peer;

/// CONNECTs that wait to be authenticated; beyond it clients are told to come back later.
const WAITING_MAX: usize = 8_192;
/// CONNECTs that are being authenticated at once.
const AT_ONCE_MAX: usize = 64;

/// A client that wants in.
#[derive(Debug)]
pub(crate) struct Applicant {
    /// The reactor that asks.
    pub(crate) reactor: usize,
    /// Its connection.
    pub(crate) connection: ConnectionId,
    pub(crate) login: Login,
    pub(crate) peer: Arc<Peer>,
    /// The certificate whose key the client has proved to hold, DER.
    pub(crate) certificate: Option<Box<[u8]>>,
}

/// Who is waited on at the desk.
#[derive(Debug)]
enum Visitor {
    Applicant(Box<Applicant>),
    Absent(Absent),
}

/// The way to the desk.
#[derive(Clone)]
pub(crate) struct Admissions {
    desk: Arc<Desk>,
    runtime: Handle,
    /// Free while fewer than may be are authenticated at this moment.
    seats: Arc<Semaphore>,
    queue: mpsc::Sender<Visitor>,
}

/// What comes of an application.
pub(crate) enum Seen {
    /// The answer.
    Now(Result<Admission, AdmissionRefused>),
    /// The answer comes as a command.
    Later,
    /// None: too many wait.
    Never,
}

impl Admissions {
    /// Opens the desk; must be called within tokio.
    pub(crate) fn open(desk: Desk) -> Self {
        let (desk, seats) = (Arc::new(desk), Arc::new(Semaphore::new(AT_ONCE_MAX)));
        let (queue, visitors) = mpsc::channel(WAITING_MAX);
        tokio::spawn(serve(desk.clone(), seats.clone(), visitors));
        Self { desk, runtime: Handle::current(), seats, queue }
    }

    /// Asks for a client to be admitted, on the thread of its reactor as far as nothing has to be
    /// waited for. What has to wait goes on within tokio.
    pub(crate) fn ask(&self, applicant: Applicant) -> Seen {
        let Ok(seat) = self.seats.clone().try_acquire_owned() else {
            return self.ask_elsewhere(applicant);
        };
        let Applicant { reactor, connection, .. } = applicant;
        let desk = self.desk.clone();
        let mut admission = Box::pin(desk.clone().admission(applicant));
        if let Poll::Ready(admission) = poll_at_hand(admission.as_mut()) {
            return Seen::Now(admission);
        }
        self.runtime.spawn(async move {
            desk.answer(reactor, connection, admission.await).await;
            drop(seat);
        });
        Seen::Later
    }

    /// Asks for a client to be admitted without doing anything of it here.
    pub(crate) fn ask_elsewhere(&self, applicant: Applicant) -> Seen {
        if self.queue(Visitor::Applicant(Box::new(applicant))) { Seen::Later } else { Seen::Never }
    }

    /// Asks what may be done in the name of whoever left a will; the answer comes as a command. False
    /// when too many wait.
    pub(crate) fn recall(&self, absent: Absent) -> bool {
        self.queue(Visitor::Absent(absent))
    }

    fn queue(&self, visitor: Visitor) -> bool {
        self.queue.try_send(visitor).is_ok()
    }
}

impl fmt::Debug for Admissions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Admissions").finish_non_exhaustive()
    }
}

async fn serve(desk: Arc<Desk>, seats: Arc<Semaphore>, mut visitors: mpsc::Receiver<Visitor>) {
    while let Some(visitor) = visitors.recv().await {
        let Ok(seat) = seats.clone().acquire_owned().await else { return };
        let desk = desk.clone();
        tokio::spawn(async move {
            match visitor {
                Visitor::Applicant(applicant) => {
                    let Applicant { reactor, connection, .. } = *applicant;
                    let admission = desk.clone().admission(*applicant).await;
                    desk.answer(reactor, connection, admission).await;
                }
                Visitor::Absent(absent) => desk.recall(absent).await,
            }
            drop(seat);
        });
    }
}
