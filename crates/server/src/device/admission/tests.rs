//! Who is seen at once, and who is not.

use std::net::Ipv4Addr;

use daypass_aws_types::{AccountId, Region};
use daypass_broker::{Broker, BrokerSettings, Now, Sharing};
use daypass_services::iot::records::IOT_POLICIES;
use daypass_store::Scope;

use super::*;
use crate::authenticate::Authenticator;
use crate::clock::RealClock;
use crate::decisions::Decisions;
use crate::device::command::Command;
use crate::device::mailbox::Reactors;
use crate::live::tests::hooked::HookedStore;
use crate::live::tests::scene::environment;
use crate::live::{AnonymousPolicy, Live};

const ACCOUNT: &str = "000000000000";
const REGION: &str = "us-east-1";

/// A desk over a store, where clients without credentials are under the policy `plain`.
async fn open(store: Arc<HookedStore>) -> (Admissions, Reactors) {
    let environment = Arc::new(environment(store.clone()).await);
    let (clock, region) = (RealClock::start(), Region::parse(REGION).unwrap());
    let authenticator =
        Authenticator::new(environment.clone(), Arc::new(clock.clone()), region.clone(), None);
    let reactors = Reactors::open(1).unwrap();
    let admissions = Admissions::open(Desk {
        authenticator: Arc::new(authenticator),
        store,
        live: Live::start(environment, || {}).await.unwrap(),
        decisions: Arc::new(Decisions::new([1; 32])),
        mailboxes: reactors.mailboxes().clone(),
        clock,
        account: AccountId::parse(ACCOUNT).unwrap(),
        region,
        anonymous: Some(AnonymousPolicy::Named("plain".into())),
        common: Common::default(),
        recent: Recent::default(),
    });
    (admissions, reactors)
}

/// A client without credentials.
pub(super) fn applicant() -> Applicant {
    let settings = Arc::new(BrokerSettings::default());
    let mut broker = Broker::new(settings, 0, 1, Arc::new(Sharing::default()), [0; 32]);
    Applicant {
        reactor: 0,
        connection: broker.open(Now { monotonic_ms: 0, wall_ms: 0 }).unwrap(),
        login: Login {
            client_id: "lamp".into(),
            user_name: None,
            password: None,
            stores_will: false,
        },
        peer: Peer::unsigned(Ipv4Addr::LOCALHOST.into(), false),
        certificate: None,
    }
}

fn policy_key() -> Vec<u8> {
    IOT_POLICIES.key(&Scope { account: ACCOUNT, region: REGION }, ["plain"]).bytes().to_vec()
}

#[tokio::test]
async fn who_is_known_in_memory_is_seen_at_once_and_others_when_the_store_has_answered() {
    let store = HookedStore::new(100);
    let (admissions, reactors) = open(store.clone()).await;
    assert!(matches!(admissions.ask(applicant()), Seen::Now(Ok(_))));

    let (answer, waits) = tokio::sync::oneshot::channel::<()>();
    store.after_reading(&policy_key(), || Box::pin(async { waits.await.unwrap() }));
    assert!(matches!(admissions.ask(applicant()), Seen::Later));
    let commands = &reactors.seats.first().unwrap().commands;
    tokio::task::yield_now().await;
    assert!(commands.is_empty(), "the store has not answered");
    assert!(matches!(admissions.ask(applicant()), Seen::Now(Ok(_))), "others do not wait for it");
    answer.send(()).unwrap();
    while commands.is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(matches!(commands.try_recv(), Ok(Command::Authenticated(_, Ok(_)))));
}
