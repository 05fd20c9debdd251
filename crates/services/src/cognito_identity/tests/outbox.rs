//! A full outbox of the webhook: what is refused, what is served without a message, and what goes on.

use std::collections::BTreeMap;

use super::stage::{Logins, P, Stage, login, said};
use crate::webhook::{
    EventKind, OUTBOX, OUTBOX_MESSAGES_MAX, Webhook, WebhookSecret, WebhookSettings, WhenFull,
};
use daypass_store::conformance::block_on;
use daypass_store::{PageLimit, Scope};

const HOUR_MS: i64 = 3_600_000;

/// A server whose outbox holds so many messages already.
fn stage(when_full: WhenFull, waiting: usize) -> Stage {
    let mut stage = Stage::new();
    let webhook = Webhook::new(WebhookSettings {
        url: "https://hook.example/".to_owned(),
        secret: WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap(),
        events: EventKind::ALL.into(),
        sign_in_quiet_ms: HOUR_MS,
        when_full,
    });
    webhook.counted(waiting);
    stage.set_webhook(webhook);
    stage
}

fn webhook(stage: &Stage) -> &Webhook {
    stage.environment().webhook.as_ref().unwrap()
}

fn messages(stage: &Stage) -> usize {
    let all = OUTBOX.all(&Scope::GLOBAL);
    block_on(stage.reads().peek_page(&all, None, PageLimit::MAX)).unwrap().records.len()
}

fn refused() -> (String, String) {
    ("TooManyRequestsException".to_owned(), "Rate exceeded".to_owned())
}

#[test]
fn a_full_outbox_refuses_calls_that_have_something_to_tell_and_writes_nothing() {
    let stage = stage(WhenFull::Refuse, OUTBOX_MESSAGES_MAX - 3);
    let pool = stage.pool();
    // The last three places: an identity, its sign-in, and a guest.
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    stage.credentials(&alice, &login(P, "alice")).unwrap();
    let guest = stage.guest(&pool);
    assert!(webhook(&stage).is_full());
    assert_eq!(said(stage.get_id(&pool, &Logins::new())), refused());
    assert_eq!(said(stage.get_id(&pool, &login(P, "bob"))), refused());
    assert_eq!(said(stage.credentials(&guest, &login(P, "bob"))), refused());
    assert_eq!(stage.identity(&guest).logins, Vec::new(), "nothing of a refused call is written");
    assert_eq!(messages(&stage), 3);
    // What has nothing to tell is served: whoever is known, a renewal, a guest's keys.
    assert_eq!(stage.get_id(&pool, &login(P, "alice")).unwrap(), alice);
    stage.credentials(&alice, &login(P, "alice")).unwrap();
    stage.credentials(&guest, &Logins::new()).unwrap();
    // Once a message is gone, the next call is served, and the one after that is not.
    webhook(&stage).counted(OUTBOX_MESSAGES_MAX - 1);
    stage.guest(&pool);
    assert_eq!(said(stage.get_id(&pool, &Logins::new())), refused());
    assert_eq!(webhook(&stage).dropped(), 0);
}

#[test]
fn a_full_outbox_that_drops_serves_everybody_and_counts_what_nobody_hears() {
    let stage = stage(WhenFull::Drop, OUTBOX_MESSAGES_MAX);
    let pool = stage.pool();
    let guest = stage.guest(&pool);
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    stage.credentials(&alice, &login(P, "alice")).unwrap();
    assert_eq!((messages(&stage), webhook(&stage).dropped()), (0, 3));
    stage.credentials(&guest, &Logins::new()).unwrap();
    assert_eq!(webhook(&stage).dropped(), 3);
    // The bound holds: nothing that is dropped counts as waiting.
    assert_eq!(webhook(&stage).waiting(), OUTBOX_MESSAGES_MAX);
    webhook(&stage).counted(0);
    stage.guest(&pool);
    assert_eq!((messages(&stage), webhook(&stage).dropped()), (1, 3));
}

#[test]
fn a_count_that_drifted_is_put_right_by_the_store() {
    let stage = stage(WhenFull::Refuse, OUTBOX_MESSAGES_MAX);
    let pool = stage.pool();
    assert_eq!(said(stage.get_id(&pool, &Logins::new())), refused());
    block_on(webhook(&stage).count(&*stage.environment().store)).unwrap();
    assert_eq!(webhook(&stage).waiting(), 0);
    stage.guest(&pool);
    let told: BTreeMap<&str, usize> = [("waiting", webhook(&stage).waiting())].into();
    assert_eq!(told["waiting"], messages(&stage));
}
