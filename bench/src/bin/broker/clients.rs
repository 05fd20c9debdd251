//! A broker and its clients: signed-in identities under the policies in `bench/policies`.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

use bytes::BytesMut;
use daypass_broker::{
    Admission, Broker, BrokerSettings, ConnectionId, LivePermissions, Message, Now, Realm, Sharing,
    Standing, Subject,
};
use daypass_mqtt::{
    Connect, ConnectProperties, Delivery, MessageProperties, PACKET_BYTES_MAX, Packet,
    PacketIdentifier, ProtocolVersion, Publish, PublishTopic, QoS, RetainHandling, Subscribe,
    Subscription, TopicFilter, TopicName, Utf8String, encode,
};
use daypass_policy::{
    ContextMap, DeviceLeg, DeviceScope, Document, DocumentKind, Grants, IamLeg, Policy, PolicySet,
};

use crate::shell::Surroundings;

const ROLE: &str = include_str!("../../../policies/gateway-role.json");
const DEVICE: &str = include_str!("../../../policies/gateway-device.json");
const VERSION: ProtocolVersion = ProtocolVersion::V5;

/// The identity of a number.
pub fn name(number: usize) -> String {
    format!("us-east-1:{number:08x}-0000-4000-8000-000000000000")
}

/// What an identity publishes to.
pub fn topic(number: usize) -> String {
    format!("fleet/{}/up/temperature", name(number))
}

pub fn topic_name(topic: &str) -> TopicName {
    TopicName::new(text(topic)).expect("a topic")
}

/// A broker with clients.
pub struct Clients {
    broker: Broker,
    shell: Surroundings,
    realm: Arc<Realm>,
    grants: Arc<Grants>,
    /// Everybody's permissions, with the number of the identity.
    live: Vec<(usize, Arc<LivePermissions>)>,
    started: Instant,
}

impl Clients {
    pub fn new() -> Self {
        let settings = BrokerSettings {
            subscriptions_max: usize::MAX,
            filters_per_packet_max: usize::MAX,
            packet_bytes_max: PACKET_BYTES_MAX,
            ..BrokerSettings::default()
        };
        Self {
            broker: Broker::new(Arc::new(settings), 0, 1, Arc::new(Sharing::default()), [7; 32]),
            shell: Surroundings::default(),
            realm: Arc::new(Realm::new("000000000000", "us-east-1")),
            grants: grants(DEVICE),
            live: Vec::new(),
            started: Instant::now(),
        }
    }

    pub fn realm(&self) -> Arc<Realm> {
        Arc::clone(&self.realm)
    }

    pub fn now(&self) -> Now {
        let monotonic_ms = self.started.elapsed().as_millis() as u64;
        Now { monotonic_ms, wall_ms: 1_800_000_000_000 + monotonic_ms as i64 }
    }

    pub fn subscriptions(&self) -> u64 {
        self.broker.counters().subscriptions
    }

    /// Lets an identity in.
    pub fn connect(&mut self, number: usize, lasting: bool) -> ConnectionId {
        let now = self.now();
        let connection = self.broker.open(now).expect("room for a connection");
        self.send(connection, &connect(number, lasting));
        let (_, login) = self.shell.logins.pop().expect("somebody asks to be let in");
        let standing = standing(&self.grants, number);
        let permissions = Arc::new(LivePermissions::new(standing));
        self.live.push((number, Arc::clone(&permissions)));
        let admission = Admission {
            realm: self.realm(),
            subject: Arc::new(Subject {
                principal_arn: "arn:aws:sts::000000000000:assumed-role/fleet/x".to_owned(),
                identity_id: Some(name(number)),
                access_key_id: None,
                account: "000000000000".to_owned(),
                region: "us-east-1".to_owned(),
                source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            }),
            owner: Arc::clone(&login.client_id),
            permissions,
            holder: None,
        };
        self.broker.authenticated(connection, Ok(admission), now, &mut self.shell);
        self.take_output(connection);
        connection
    }

    pub fn subscribe(&mut self, connection: ConnectionId, filters: Vec<String>) {
        let before = self.subscriptions();
        let subscriptions: Vec<Subscription> = filters.iter().map(|it| subscription(it)).collect();
        let count = subscriptions.len() as u64;
        let subscribe = Subscribe {
            packet_identifier: PacketIdentifier::new(1).expect("an identifier"),
            subscription_identifier: None,
            user_properties: Vec::new(),
            subscriptions,
        };
        self.send(connection, &Packet::Subscribe(subscribe));
        self.take_output(connection);
        assert_eq!(self.subscriptions() - before, count, "every filter was granted");
    }

    /// The transport of a client is gone.
    pub fn leave(&mut self, connection: ConnectionId) {
        self.broker.closed(connection, self.now(), &mut self.shell);
    }

    pub fn publish(&mut self, connection: ConnectionId, topic: &str) {
        let publish = Publish {
            delivery: Delivery::AtMostOnce,
            retain: false,
            topic: PublishTopic::Name(topic_name(topic)),
            subscription_identifiers: Vec::new(),
            properties: MessageProperties::default(),
            payload: bytes::Bytes::from_static(&[7; 64]),
        };
        self.send(connection, &Packet::Publish(publish));
    }

    /// A message from HTTPS.
    pub fn deliver(&mut self, message: &Arc<Message>) {
        let now = self.now();
        self.broker.deliver(message, None, now, &mut self.shell);
    }

    /// Writes what a client is owed; how many bytes.
    pub fn take_output(&mut self, connection: ConnectionId) -> usize {
        while self.broker.next_with_output().is_some() {}
        let bytes = self.broker.output(connection).map_or(0, daypass_broker::Output::len);
        self.broker.written(connection, bytes, self.now(), &mut self.shell);
        bytes
    }

    /// A new version of the AWS IoT policy, for everybody.
    pub fn change_policies(&mut self, version: usize) {
        let denied = format!("topic/fleet/*/up/version-{version}");
        self.grants = grants(&DEVICE.replace("topic/fleet/*/up/firmware*", &denied));
        for (number, live) in &self.live {
            live.replace(standing(&self.grants, *number));
        }
        self.broker.permissions_changed();
    }

    /// One call of the look at all connections; whether there is more to do.
    pub fn sweep(&mut self) -> bool {
        let now = self.now();
        self.broker.sweep(now, &mut self.shell)
    }

    /// Whether nobody was cut or refused, and everybody has the subscriptions.
    pub fn have_stayed(&self) -> bool {
        let counters = self.broker.counters();
        let stayed = counters.connections == self.live.len() as u64 && counters.cut == 0;
        stayed && counters.unsubscribed == 0 && self.shell.refused == 0
    }

    fn send(&mut self, connection: ConnectionId, packet: &Packet) {
        let mut bytes = BytesMut::new();
        encode(packet, VERSION, PACKET_BYTES_MAX, &mut bytes).expect("a packet");
        let now = self.now();
        self.broker.receive(connection, &mut bytes, now, &mut self.shell);
    }
}

fn connect(number: usize, lasting: bool) -> Packet {
    let mut properties = ConnectProperties::default();
    properties.session_expiry_interval_seconds = lasting.then_some(3_600);
    Packet::Connect(Box::new(Connect {
        version: VERSION,
        clean_start: true,
        keep_alive_seconds: 0,
        properties,
        client_identifier: text(&format!("{}-x", name(number))),
        will: None,
        user_name: None,
        password: None,
    }))
}

fn subscription(filter: &str) -> Subscription {
    Subscription {
        topic_filter: TopicFilter::new(text(filter)).expect("a filter"),
        maximum_qos: QoS::AtMostOnce,
        no_local: false,
        retain_as_published: false,
        retain_handling: RetainHandling::DoNotSend,
    }
}

fn text(text: &str) -> Utf8String {
    Utf8String::try_from(text).expect("text")
}

fn grants(device: &str) -> Arc<Grants> {
    let set = |kind, text| {
        let document = Document::parse(kind, text).expect("a policy");
        PolicySet::new([Policy::compile("policy", None, document)])
    };
    let device = set(DocumentKind::Iot, device);
    Arc::new(Grants {
        iam: Some(IamLeg { identity: set(DocumentKind::Identity, ROLE), ..IamLeg::default() }),
        device: Some(DeviceLeg { policies: device, applies_to: DeviceScope::AllActions }),
        ..Grants::default()
    })
}

fn standing(grants: &Arc<Grants>, number: usize) -> Standing {
    let mut context = ContextMap::new();
    context.insert("cognito-identity.amazonaws.com:sub", name(number));
    context.insert("iot:ClientId", format!("{}-x", name(number)));
    Standing::Open(Arc::clone(grants).bind(context))
}
