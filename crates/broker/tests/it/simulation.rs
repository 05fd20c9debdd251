//! Random clients under random policies, held to a model that is too simple to be wrong: who gets
//! exactly which messages, in which order, after every step.

use crate::policies::allow;
use crate::stage::{Knock, Number, Stage, identifier, publish, shown, subscribe, subscription};
use daypass_broker::BrokerSettings;
use daypass_mqtt::{Acknowledgement, Packet, ProtocolVersion, ReasonCode};
use proptest::prelude::*;
use std::collections::BTreeMap;

const PEOPLE: [&str; 3] = ["alice", "bob", "carol"];
const TOPICS: [&str; 4] = ["a/x", "a/y", "b", "$s/x"];
const FILTERS: [&str; 7] = ["a/x", "a/+", "a/#", "b", "#", "+", "$s/#"];
const CLIENTS: usize = 5;

/// One step of a run; what the numbers mean depends on the step.
type Step = (u8, u8, u32);

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn everybody_gets_what_the_model_says(
        steps in prop::collection::vec((0_u8..14, 0_u8..60, any::<u32>()), 1..70), reactors in 1_usize..4,
    ) {
        let mut run = Run::new(reactors);
        for step in steps {
            run.step(step)?;
        }
    }
}

/// What a person may do; a bit for each topic or filter.
#[derive(Clone, Copy, Debug)]
struct Rights {
    connect: bool,
    publish: u32,
    receive: u32,
    subscribe: u32,
}

impl Rights {
    const ALL: Self = Self { connect: true, publish: !0, receive: !0, subscribe: !0 };

    /// Mostly allowed, so that something happens.
    fn drawn(bits: u32) -> Self {
        Self {
            connect: bits & 7 != 0,
            publish: bits >> 3 | bits >> 7,
            receive: bits >> 11 | bits >> 15,
            subscribe: bits >> 16 | bits >> 23,
        }
    }

    fn statements(self) -> Vec<String> {
        let may = |bits: u32, names: &[&str], action: &str, kind: &str| {
            let named = names.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            named.map(|(_, name)| allow(action, &format!("{kind}/{name}"))).collect::<Vec<_>>()
        };
        let connect = self.connect.then(|| allow("iot:Connect", "*"));
        let mut statements: Vec<String> = connect.into_iter().collect();
        statements.extend(may(self.publish, &TOPICS, "iot:Publish", "topic"));
        statements.extend(may(self.receive, &TOPICS, "iot:Receive", "topic"));
        statements.extend(may(self.subscribe, &FILTERS, "iot:Subscribe", "topicfilter"));
        statements
    }
}

/// A message as a client gets it: what, and with which quality of service.
type Expected = (String, u8);

#[derive(Clone, Debug, Default)]
struct ModelClient {
    connection: Option<Number>,
    muted: bool,
    session: Option<ModelSession>,
}

#[derive(Clone, Debug)]
struct ModelSession {
    person: usize,
    version: ProtocolVersion,
    lasting: bool,
    subscriptions: BTreeMap<usize, u8>,
    /// Sent and not acknowledged: topic and message.
    unacknowledged: Vec<(usize, Expected)>,
    waiting: Vec<(usize, Expected)>,
}

struct Run {
    stage: Stage,
    people: [Rights; 3],
    clients: [ModelClient; CLIENTS],
    expected: [Vec<Expected>; CLIENTS],
    published: usize,
}

impl Run {
    fn new(reactors: usize) -> Self {
        let mut stage = Stage::with(BrokerSettings::default(), reactors);
        for person in PEOPLE {
            stage.allow(person, &Rights::ALL.statements());
        }
        Self {
            stage,
            people: [Rights::ALL; 3],
            clients: Default::default(),
            expected: Default::default(),
            published: 0,
        }
    }

    fn step(&mut self, (kind, who, bits): Step) -> Result<(), TestCaseError> {
        let client = usize::from(who) % CLIENTS;
        let pick = |among: usize| usize::try_from(bits).unwrap() / 16 % among;
        let qos = u8::try_from(bits % 3).unwrap();
        match kind {
            0 | 1 => self.connect(client, pick(3), bits)?,
            2 => self.end(client, Stage::leave),
            3 => self.end(client, Stage::lose),
            4 | 5 => self.subscribe(client, pick(FILTERS.len()), qos)?,
            6 => self.unsubscribe(client, pick(FILTERS.len())),
            7..=9 => self.publish(client, pick(TOPICS.len()), qos)?,
            10 | 11 => self.permit(usize::from(who) % 3, Rights::drawn(bits)),
            _ => self.mute(client, bits & 3 != 0),
        }
        self.check()
    }

    /// Compares what came to every client with what should have.
    fn check(&mut self) -> Result<(), TestCaseError> {
        for (at, client) in self.clients.iter().enumerate() {
            let expected = std::mem::take(&mut self.expected[at]);
            let Some(number) = client.connection else { continue };
            prop_assert!(self.stage.is_open(number), "client {at} was closed");
            let came: Vec<Expected> = self
                .stage
                .publishes(number)
                .iter()
                .map(|publish| (shown(publish), publish.delivery.qos().bits()))
                .collect();
            prop_assert_eq!(came, expected, "client {}", at);
        }
        Ok(())
    }

    fn connect(&mut self, at: usize, person: usize, bits: u32) -> Result<(), TestCaseError> {
        let version = if bits & 1 == 0 { ProtocolVersion::V5 } else { ProtocolVersion::V311 };
        let lasting = bits & 6 != 0;
        let knock = Knock::new(version, PEOPLE[person], &format!("client-{at}"));
        let number = self.stage.knock(if lasting { knock.lasting() } else { knock });
        let Packet::Connack(connack) = self.stage.next(number) else { panic!("no CONNACK") };
        if !self.people[person].connect {
            prop_assert_eq!(connack.reason_code, ReasonCode::NotAuthorized);
            return Ok(());
        }
        self.part(at);
        let resumed = self.clients[at]
            .session
            .take()
            .filter(|session| lasting && session.person == person && session.version == version);
        prop_assert_eq!(connack.session_present, resumed.is_some());
        let rights = self.people[person];
        let mut session = resumed.unwrap_or_else(|| ModelSession {
            person,
            version,
            lasting,
            subscriptions: BTreeMap::new(),
            unacknowledged: Vec::new(),
            waiting: Vec::new(),
        });
        session.subscriptions.retain(|filter, _| rights.subscribe >> *filter & 1 == 1);
        let again = session.unacknowledged.drain(..).chain(session.waiting.drain(..));
        let allowed = again.filter(|(topic, _)| rights.receive >> *topic & 1 == 1);
        self.expected[at].extend(allowed.map(|(_, message)| message));
        self.clients[at] =
            ModelClient { connection: Some(number), muted: false, session: Some(session) };
        Ok(())
    }

    /// The connection of a client is over.
    fn part(&mut self, at: usize) {
        self.clients[at].connection = None;
        let lasts = self.clients[at].session.as_ref().is_some_and(|session| session.lasting);
        if !lasts {
            self.clients[at].session = None;
        }
    }

    fn end(&mut self, at: usize, how: impl FnOnce(&mut Stage, Number)) {
        if let Some(number) = self.clients[at].connection {
            how(&mut self.stage, number);
            self.part(at);
        }
    }

    fn subscribe(&mut self, at: usize, filter: usize, qos: u8) -> Result<(), TestCaseError> {
        let ModelClient { connection: Some(number), session: Some(session), .. } =
            &mut self.clients[at]
        else {
            return Ok(());
        };
        let packet = subscribe(vec![subscription(FILTERS[filter], qos)]);
        let code = self.stage.suback(*number, packet).reason_codes[0];
        let allowed = self.people[session.person].subscribe >> filter & 1 == 1;
        prop_assert_eq!(!code.is_failure(), allowed);
        if allowed {
            session.subscriptions.insert(filter, qos);
        }
        Ok(())
    }

    fn unsubscribe(&mut self, at: usize, filter: usize) {
        if let ModelClient { connection: Some(number), session: Some(session), .. } =
            &mut self.clients[at]
        {
            session.subscriptions.remove(&filter);
            self.stage.unsubscribe(*number, FILTERS[filter]);
        }
    }

    fn publish(&mut self, at: usize, topic: usize, qos: u8) -> Result<(), TestCaseError> {
        let ModelClient { connection: Some(number), session: Some(session), .. } =
            &self.clients[at]
        else {
            return Ok(());
        };
        let (number, version, person) = (*number, session.version, session.person);
        self.published += 1;
        let payload = self.published.to_string();
        self.stage.send(number, Packet::Publish(publish(TOPICS[topic], &payload, qos)));
        if self.people[person].publish >> topic & 1 == 1 {
            if qos == 2 {
                let release = Acknowledgement::success(identifier(7));
                self.stage.send(number, Packet::Pubrel(release));
            }
            self.expect(topic, qos, &format!("{}={payload}", TOPICS[topic]));
        } else if version == ProtocolVersion::V5 && qos > 0 {
            prop_assert!(self.stage.is_open(number));
        } else {
            prop_assert!(!self.stage.is_open(number));
            self.part(at);
        }
        Ok(())
    }

    fn expect(&mut self, topic: usize, qos: u8, message: &str) {
        for (at, client) in self.clients.iter_mut().enumerate() {
            let Some(session) = &mut client.session else { continue };
            let granted = session
                .subscriptions
                .iter()
                .filter(|(filter, _)| matches(FILTERS[**filter], TOPICS[topic]))
                .map(|(_, qos)| *qos)
                .max();
            let Some(granted) = granted else { continue };
            let message = (message.to_owned(), granted.min(qos));
            if client.connection.is_none() {
                if message.1 > 0 {
                    session.waiting.push((topic, message));
                }
            } else if self.people[session.person].receive >> topic & 1 == 1 {
                if client.muted && message.1 > 0 {
                    session.unacknowledged.push((topic, message.clone()));
                }
                self.expected[at].push(message);
            }
        }
    }

    fn permit(&mut self, person: usize, rights: Rights) {
        self.people[person] = rights;
        self.stage.allow(PEOPLE[person], &rights.statements());
        self.stage.sweep();
        for at in 0..CLIENTS {
            let ModelClient { connection: Some(_), session: Some(session), .. } =
                &mut self.clients[at]
            else {
                continue;
            };
            if session.person != person {
                continue;
            }
            if rights.connect {
                session.subscriptions.retain(|filter, _| rights.subscribe >> *filter & 1 == 1);
            } else {
                self.part(at);
            }
        }
    }

    fn mute(&mut self, at: usize, muted: bool) {
        if let Some(number) = self.clients[at].connection {
            self.clients[at].muted = muted;
            self.stage.client(number).acknowledging = !muted;
        }
    }
}

/// The rule of section 4.7, written another way than the broker has it.
fn matches(filter: &str, topic: &str) -> bool {
    fn rest(filter: &[&str], topic: &[&str]) -> bool {
        match (filter, topic) {
            (["#"], _) | ([], []) => true,
            (["+", filter @ ..], [_, topic @ ..]) => rest(filter, topic),
            ([wanted, filter @ ..], [found, topic @ ..]) => wanted == found && rest(filter, topic),
            _ => false,
        }
    }
    let reserved = topic.starts_with('$') && !filter.starts_with('$');
    let (filter, topic): (Vec<&str>, Vec<&str>) =
        (filter.split('/').collect(), topic.split('/').collect());
    !reserved && rest(&filter, &topic)
}
