//! Several reactors side by side.

use crate::policies::{all, allow, deny};
use crate::stage::{Knock, Stage};
use daypass_broker::BrokerSettings;
use daypass_mqtt::ReasonCode;

fn stage() -> Stage {
    let mut stage = Stage::with(BrokerSettings::default(), 3);
    stage.allow("alice", &all());
    stage
}

#[test]
fn a_client_id_has_one_home_wherever_it_knocks() {
    let mut stage = stage();
    for number in 0..12 {
        let id = format!("client-{number}");
        let one = stage.connect(Knock::v5("alice", &id));
        let two = stage.connect(Knock::v5("alice", &id));
        assert_eq!(stage.disconnected(one).reason_code, ReasonCode::SessionTakenOver);
        let homes = [one, two].map(|client| stage.client(client).reactor);
        assert_eq!(homes[0], homes[1]);
    }
    let connections = |reactor: usize| stage.broker(reactor).counters().connections;
    let all = [connections(0), connections(1), connections(2)];
    assert_eq!(all.iter().sum::<u64>(), 12);
    assert!(all.iter().all(|connections| *connections > 0), "{all:?}");
}

#[test]
fn an_assigned_client_id_stays_where_it_knocked() {
    let mut stage = stage();
    for number in 0..9 {
        let client = stage.connect(Knock::v5("alice", ""));
        assert_eq!(stage.client(client).reactor, number % 3);
    }
}

#[test]
fn messages_reach_every_reactor_once_and_under_its_rules() {
    let mut stage = stage();
    stage.allow("bob", &[allow("iot:*", "*"), deny("iot:Receive", "topic/secret")]);
    let clients: Vec<(usize, &str)> = (0..12)
        .map(|number| {
            let person = if number % 2 == 0 { "alice" } else { "bob" };
            let client = stage.connect(Knock::v5(person, &format!("client-{number}")));
            stage.subscribe(client, "#", 1);
            (client, person)
        })
        .collect();
    let publisher = clients[0].0;
    stage.publish(publisher, "secret", "s");
    stage.publish(publisher, "news", "n");
    for (client, person) in clients {
        let expected: &[&str] =
            if person == "alice" { &["secret=s", "news=n"] } else { &["news=n"] };
        assert_eq!(stage.messages(client), expected);
    }
}
