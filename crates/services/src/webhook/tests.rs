//! The webhook against a store in memory and a receiver that answers what a test says.

use std::sync::Mutex;

use daypass_store::conformance::block_on;
use daypass_store::{BoxFuture, MemoryStore, Reads, Scope, Space, Writes};

use super::records::outbox_key;
use super::*;
use crate::Environment;
use crate::ports::{Carries, Clock, Fetch, FetchError, FetchRequest, FetchedDocument, Now};
use crate::testing::Stage;

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// Takes messages, or refuses the first few.
#[derive(Default)]
struct Receiver {
    refusals: Mutex<usize>,
    came: Mutex<Vec<String>>,
}

impl Fetch for Receiver {
    fn fetch<'a>(
        &'a self,
        request: FetchRequest<'a>,
    ) -> BoxFuture<'a, Result<FetchedDocument, FetchError>> {
        let Carries::Message(message) = request.carries else { panic!("{request:?}") };
        self.came.lock().unwrap().push(message.id.to_owned());
        let mut refusals = self.refusals.lock().unwrap();
        let refused = *refusals > 0;
        *refusals = refusals.saturating_sub(1);
        let status = FetchError::Status { url: request.url.to_owned(), status: 500 };
        let answer = if refused { Err(status) } else { Ok(FetchedDocument { body: "".into() }) };
        Box::pin(async { answer })
    }
}

struct At(i64);

impl Clock for At {
    fn now(&self) -> Now {
        Now { wall_ms: self.0, ours_ms: self.0 }
    }
}

fn settings() -> WebhookSettings {
    WebhookSettings {
        url: "https://hook.example/".to_owned(),
        secret: WebhookSecret::parse(SECRET).unwrap(),
        events: EventKind::ALL.into(),
        sign_in_quiet_ms: 0,
        when_full: WhenFull::Refuse,
    }
}

fn scene(refusals: usize, ids: &[(i64, &str)]) -> (Environment, Webhook, std::sync::Arc<Receiver>) {
    let receiver =
        std::sync::Arc::new(Receiver { refusals: refusals.into(), ..Receiver::default() });
    let store = std::sync::Arc::new(MemoryStore::new());
    let mut writes = Writes::new();
    for (at_ms, id) in ids {
        let (id, created_ms) = ((*id).to_owned(), *at_ms);
        let record = OutboxRecord { id, created_ms, ..OutboxRecord::default() };
        writes.put(&outbox_key(*at_ms, 0, &record.id), &record);
    }
    let batch = Reads::new(&*store, Space::State).into_batch(writes);
    block_on(daypass_store::Store::commit(&*store, Space::State, batch)).unwrap();
    let environment = Environment { store, fetch: receiver.clone(), ..Stage::new().environment };
    (environment, Webhook::new(settings()), receiver)
}

#[test]
fn a_signature_is_the_one_of_the_specification() {
    let secret = WebhookSecret::parse(SECRET).unwrap();
    let signature =
        secret.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
    assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assert!(!format!("{secret:?}").contains("MfKQ"));
}

#[test]
fn what_is_no_secret_is_refused() {
    for text in ["", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_c2hvcnQ=", "whsec_!"] {
        assert!(WebhookSecret::parse(text).is_err(), "{text}");
    }
    assert!(WebhookSecret::parse(&format!(" {SECRET}\n")).is_ok());
}

#[test]
fn what_is_due_is_sent_in_order_and_once() {
    let (environment, webhook, receiver) = scene(0, &[(3, "c"), (1, "a"), (2, "b"), (9, "later")]);
    block_on(webhook.count(&*environment.store)).unwrap();
    assert_eq!(webhook.waiting(), 4);
    let delivered = || block_on(deliver_some(&environment, &webhook, &At(5))).unwrap();
    assert_eq!(delivered(), Delivered::Until(9));
    assert_eq!(delivered(), Delivered::Until(9));
    assert_eq!(*receiver.came.lock().unwrap(), ["a", "b", "c"]);
    assert_eq!(webhook.waiting(), 1);
}

#[test]
fn what_fails_comes_again_later_and_holds_nothing_up() {
    let (environment, webhook, receiver) = scene(1, &[(1, "a"), (2, "b")]);
    let delivered = |now| block_on(deliver_some(&environment, &webhook, &At(now))).unwrap();
    assert_eq!(delivered(10), Delivered::More);
    assert_eq!(delivered(10), Delivered::Until(1_010));
    assert_eq!(delivered(1_010), Delivered::More);
    assert_eq!(delivered(1_010), Delivered::Nothing);
    assert_eq!(*receiver.came.lock().unwrap(), ["a", "b", "a"]);
}

#[test]
fn what_nobody_takes_is_given_up_after_so_many_attempts() {
    let (environment, webhook, receiver) = scene(usize::MAX, &[(1, "a")]);
    let mut now_ms = 1;
    let mut sends = 0;
    while let Delivered::More | Delivered::Until(_) =
        block_on(deliver_some(&environment, &webhook, &At(now_ms))).unwrap()
    {
        let reads = Reads::new(&*environment.store, Space::State);
        let all = OUTBOX.all(&Scope::GLOBAL);
        let page = block_on(reads.peek_page(&all, None, daypass_store::PageLimit::MAX)).unwrap();
        now_ms = page.records.first().and_then(|(key, _)| records::due_ms(key)).unwrap_or(now_ms);
        sends += 1;
        assert!(sends < 100);
    }
    assert_eq!(receiver.came.lock().unwrap().len(), ATTEMPTS_MAX as usize);
    assert!(now_ms < 86_400_000, "a day at most: {now_ms}");
}
