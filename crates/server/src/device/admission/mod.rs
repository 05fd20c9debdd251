//! Authenticating clients away from the reactors: CONNECTs in, admissions out.

mod anonymous;
mod certificate;
mod desk;
mod holder;
mod recall;
mod subject;

use std::sync::Arc;

use daypass_broker::{ConnectionId, Login};
use tokio::sync::{Semaphore, mpsc};

pub(crate) use anonymous::anonymous_policy;
pub(crate) use desk::Desk;
pub(crate) use recall::Absent;

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
#[derive(Clone, Debug)]
pub(crate) struct Admissions {
    queue: mpsc::Sender<Visitor>,
}

impl Admissions {
    /// Opens the desk; must be called within tokio.
    pub(crate) fn open(desk: Desk) -> Self {
        let (queue, visitors) = mpsc::channel(WAITING_MAX);
        tokio::spawn(serve(Arc::new(desk), visitors));
        Self { queue }
    }

    /// Asks for a client to be admitted; the answer comes as a command. False when too many wait.
    pub(crate) fn ask(&self, applicant: Applicant) -> bool {
        self.queue.try_send(Visitor::Applicant(Box::new(applicant))).is_ok()
    }

    /// Asks what may be done in the name of whoever left a will; the answer comes as a command. False
    /// when too many wait.
    pub(crate) fn recall(&self, absent: Absent) -> bool {
        self.queue.try_send(Visitor::Absent(absent)).is_ok()
    }
}

async fn serve(desk: Arc<Desk>, mut visitors: mpsc::Receiver<Visitor>) {
    let seats = Arc::new(Semaphore::new(AT_ONCE_MAX));
    while let Some(visitor) = visitors.recv().await {
        let Ok(seat) = seats.clone().acquire_owned().await else { return };
        let desk = desk.clone();
        tokio::spawn(async move {
            match visitor {
                Visitor::Applicant(applicant) => desk.see(*applicant).await,
                Visitor::Absent(absent) => desk.recall(absent).await,
            }
            drop(seat);
        });
    }
}
