//! Requests on shadows that came by MQTT, answered away from the reactors.
//!
//! A client's requests go through one lane, one after the other, so that they are done in the order
//! in which they came.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use daypass_aws_types::{AccountId, Region};
use daypass_broker::{ShadowOperation, ShadowRequest};
use daypass_services::Environment;
use daypass_services::iot_data::shadow::{self, ShadowMessage};
use daypass_services::ports::Clock as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinHandle;

use super::command::Command;
use super::mailbox::Mailboxes;
use crate::clock::RealClock;

/// Lanes: more than the store commits at once.
const LANES: usize = 32;
/// Requests that wait in one lane; beyond it clients are told that there are too many.
const LANE_REQUESTS_MAX: usize = 128;
/// Bytes of the payloads that wait in one lane.
const LANE_BYTES_MAX: usize = 4 << 20;
/// How long the lanes may take to finish once nobody asks any more.
const FINISH_MS_MAX: u64 = 2_000;

/// The way to the lanes.
#[derive(Clone, Debug)]
pub(crate) struct Shadows {
    lanes: Arc<[Lane]>,
    clock: RealClock,
}

#[derive(Debug)]
struct Lane {
    queue: mpsc::Sender<Waiting>,
    /// Room for payloads, a permit for each byte.
    room: Arc<Semaphore>,
}

/// A request in its lane.
#[derive(Debug)]
struct Waiting {
    request: ShadowRequest,
    /// The reactor that it came from.
    reactor: usize,
    /// Given back once the request is answered.
    room: OwnedSemaphorePermit,
}

/// The lanes at work; they end when nobody can ask any more and everything is answered.
#[derive(Debug)]
pub(crate) struct ShadowLanes {
    tasks: Vec<JoinHandle<()>>,
}

/// What the lanes share.
struct Desk {
    environment: Arc<Environment>,
    clock: RealClock,
    mailboxes: Arc<Mailboxes>,
}

impl Shadows {
    /// Opens the lanes; must be called within tokio.
    pub(crate) fn open(
        environment: Arc<Environment>,
        mailboxes: Arc<Mailboxes>,
        clock: RealClock,
    ) -> (Self, ShadowLanes) {
        let desk = Arc::new(Desk { environment, mailboxes, clock: clock.clone() });
        let mut tasks = Vec::with_capacity(LANES);
        let lanes = (0..LANES).map(|_| {
            let (queue, waiting) = mpsc::channel(LANE_REQUESTS_MAX);
            tasks.push(tokio::spawn(serve(Arc::clone(&desk), waiting)));
            Lane { queue, room: Arc::new(Semaphore::new(LANE_BYTES_MAX)) }
        });
        let lanes = lanes.collect();
        (Self { lanes, clock }, ShadowLanes { tasks })
    }

    /// Takes a request, or gives it back when its lane is full.
    pub(crate) fn ask(&self, reactor: usize, request: ShadowRequest) -> Result<(), ShadowRequest> {
        let number = place(&(&request.realm, &request.client_id), self.lanes.len());
        let Some(lane) = self.lanes.get(number) else { return Err(request) };
        let bytes = u32::try_from(request.payload.len()).unwrap_or(u32::MAX);
        let Ok(room) = Arc::clone(&lane.room).try_acquire_many_owned(bytes) else {
            return Err(request);
        };
        let sent = lane.queue.try_send(Waiting { request, reactor, room });
        sent.map_err(|refused| refused.into_inner().request)
    }

    /// The document of `…/rejected` for a request that was given back.
    pub(crate) fn too_many_requests(&self, request: &ShadowRequest) -> Bytes {
        let realm = realm(request);
        realm
            .map(|realm| message(request, &realm, &self.clock).too_many_requests())
            .unwrap_or_default()
    }
}

impl ShadowLanes {
    /// Waits until what was taken is answered, once the reactors have ended.
    pub(crate) async fn finish(self) {
        let all = async {
            for task in self.tasks {
                // A lane does not fail; what it would have answered is lost with it.
                if let Err(error) = task.await {
                    tracing::error!(%error, "a lane of requests on shadows has failed");
                }
            }
        };
        if tokio::time::timeout(Duration::from_millis(FINISH_MS_MAX), all).await.is_err() {
            tracing::error!("requests on shadows are left unanswered");
        }
    }
}

async fn serve(desk: Arc<Desk>, mut waiting: mpsc::Receiver<Waiting>) {
    while let Some(Waiting { request, reactor, room }) = waiting.recv().await {
        desk.answer(&request).await;
        desk.tell(reactor, &request).await;
        drop(request);
        drop(room);
    }
}

impl Desk {
    async fn answer(&self, request: &ShadowRequest) {
        let Some(realm) = realm(request) else { return };
        message(request, &realm, &self.clock).serve(&self.environment).await;
    }

    /// Lets go the acknowledgement that waits for a request. A reactor that ends needs no word.
    async fn tell(&self, reactor: usize, request: &ShadowRequest) {
        let Some((waiting, mailbox)) = request.waiting.zip(self.mailboxes.get(reactor)) else {
            return;
        };
        let refused = mailbox.offer(Command::Stored(vec![waiting], true)).await.is_err();
        if refused && !mailbox.is_ending() {
            tracing::warn!("a client is not told that its request on a shadow is done");
        }
    }
}

/// One of `count` places for a value, the same each time.
fn place(value: &impl Hash, count: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
    usize::try_from(hasher.finish() % count).unwrap_or_default()
}

/// Where the client lives. It was admitted under these very names.
fn realm(request: &ShadowRequest) -> Option<(AccountId, Region)> {
    let account = AccountId::parse(request.realm.account()).ok();
    account.zip(Region::parse(request.realm.region()).ok())
}

fn message<'m>(
    request: &'m ShadowRequest,
    (account, region): &'m (AccountId, Region),
    clock: &RealClock,
) -> ShadowMessage<'m> {
    ShadowMessage {
        account,
        region,
        thing: &request.thing,
        shadow: request.shadow.as_deref(),
        operation: match request.operation {
            ShadowOperation::Get => shadow::ShadowOperation::Get,
            ShadowOperation::Update => shadow::ShadowOperation::Update,
            ShadowOperation::Delete => shadow::ShadowOperation::Delete,
        },
        payload: &request.payload,
        now: clock.now(),
    }
}

#[cfg(test)]
mod tests {
    use daypass_broker::{Realm, UnderWay};
    use daypass_services::iot_data::records::SHADOWS;
    use daypass_store::{MemoryStore, Reads, Scope, Space, Store};

    use super::*;
    use crate::device::mailbox::Reactors;
    use crate::live::tests::scene::environment;

    const PLACE: Scope<'_> = Scope { account: "000000000000", region: "us-east-1" };

    fn update(client_id: &str, payload: &[u8]) -> ShadowRequest {
        ShadowRequest {
            realm: Arc::new(Realm::new(PLACE.account, PLACE.region)),
            client_id: client_id.into(),
            thing: "lamp".into(),
            shadow: None,
            operation: ShadowOperation::Update,
            payload: Bytes::copy_from_slice(payload),
            waiting: None,
            under_way: UnderWay::default(),
        }
    }

    async fn open(store: &Arc<MemoryStore>) -> (Shadows, ShadowLanes) {
        let store: Arc<dyn Store> = store.clone();
        let mailboxes = Reactors::open(1).unwrap().mailboxes().clone();
        Shadows::open(Arc::new(environment(store).await), mailboxes, RealClock::start())
    }

    async fn version(store: &MemoryStore) -> Option<u64> {
        let reads = Reads::new(store, Space::State);
        let record = reads.peek(&SHADOWS.key(&PLACE, ["lamp", "c"])).await.unwrap();
        record.map(|record| record.version)
    }

    // The lanes run when the test waits, and not before.
    #[tokio::test]
    async fn what_was_taken_is_done_and_what_has_no_room_comes_back() {
        let store = Arc::new(MemoryStore::new());
        let (shadows, lanes) = open(&store).await;
        for _ in 0..LANE_REQUESTS_MAX {
            shadows.ask(0, update("busy", b"{\"state\":{}}")).unwrap();
        }
        let refused = shadows.ask(0, update("busy", b"one more")).unwrap_err();
        assert_eq!(refused.payload, "one more");
        let told = shadows.too_many_requests(&refused);
        assert!(told.starts_with(b"{\"code\":429,"), "{told:?}");
        // Some other client has a lane of its own, and the same shadow.
        let others = (0..LANES).map(|number| format!("other-{number}"));
        let asked = others.map(|other| shadows.ask(0, update(&other, b"{\"state\":{}}")));
        let taken = asked.map(|answer| usize::from(answer.is_ok())).sum::<usize>();
        assert!(taken > LANES / 2, "{taken}");
        drop(shadows);
        lanes.finish().await;
        let updates = u64::try_from(LANE_REQUESTS_MAX + taken).unwrap();
        assert_eq!(version(&store).await, Some(updates));
    }

    #[tokio::test]
    async fn a_lane_holds_so_many_bytes() {
        let store = Arc::new(MemoryStore::new());
        let (shadows, lanes) = open(&store).await;
        let quarter = vec![b' '; LANE_BYTES_MAX / 4];
        for _ in 0..4 {
            shadows.ask(0, update("busy", &quarter)).unwrap();
        }
        assert!(shadows.ask(0, update("busy", b"{\"state\":{}}")).is_err());
        // Once it was answered, that it is too large, there is room again.
        while shadows.ask(0, update("busy", b"{\"state\":{}}")).is_err() {
            tokio::task::yield_now().await;
        }
        drop(shadows);
        lanes.finish().await;
        assert_eq!(version(&store).await, Some(1));
    }
}
