//! What an operator can choose about the broker, and its bounds.

use crate::topics::levels;
use daypass_mqtt::{MessageProperties, QoS};

/// The settings of a broker. [`BrokerSettings::default`] follows MQTT, and
/// [`BrokerSettings::strict_aws`] AWS IoT Core's numbers.
#[derive(Clone, Debug)]
pub struct BrokerSettings {
    /// Follow AWS IoT Core where it departs from MQTT.
    pub strict_aws: bool,
    /// What a client of MQTT 3.1.1 meets when policies refuse a subscription: MQTT 5 has words for it.
    pub refused_mqtt_3: RefusedMqtt3,
    /// Store sessions that outlive their connections; without it they end with the server.
    pub durable: bool,
    /// Let through what policies refuse, and record it. Authentication is never skipped.
    pub soft: bool,
    /// Keep reason strings terse: no ARN, no leg.
    pub terse: bool,
    /// Mixed into the choice of a client id's reactor, so that nobody outside can aim at one.
    /// All reactors have the same.
    pub placement_key: u64,
    /// The longest packet, header included.
    pub packet_bytes_max: u32,
    /// The most user properties of one packet.
    pub user_properties_max: usize,
    /// The longest client id.
    pub client_id_bytes_max: usize,
    /// The longest topic and topic filter.
    pub topic_bytes_max: usize,
    /// The most levels of a topic or topic filter.
    pub topic_levels_max: usize,
    /// The longest name of a group of subscribers.
    pub share_name_bytes_max: usize,
    /// The most filters of one SUBSCRIBE or UNSUBSCRIBE.
    pub filters_per_packet_max: usize,
    /// The most subscriptions of one session.
    pub subscriptions_max: usize,
    /// The most unacknowledged QoS 1 and 2 messages, each way.
    pub in_flight_max: u16,
    /// The most requests on shadows of one connection that are not answered yet.
    pub shadow_requests_max: usize,
    /// The highest topic alias that a client may use, and that it is given.
    pub topic_alias_max: u16,
    /// The least keep alive; a client that says less, but not zero, is told this.
    pub keep_alive_seconds_min: u16,
    /// The greatest keep alive; a client that says more is told this.
    pub keep_alive_seconds_max: u16,
    /// Whether a client may have no keep alive; otherwise zero means the greatest.
    pub keep_alive_off: bool,
    /// How long a session may outlive its connection.
    pub session_expiry_seconds_max: u32,
    /// How long a session of MQTT 3.1.1 outlives its connection.
    pub session_expiry_seconds_mqtt_3: u32,
    /// The most messages that wait in one session.
    pub queue_messages_max: usize,
    /// The most bytes of messages that wait in one session.
    pub queue_bytes_max: usize,
    /// The most bytes that wait to be written to one connection; beyond, QoS 0 is dropped and
    /// QoS 1 and 2 wait in the session.
    pub output_bytes_max: usize,
    /// The most connections of one reactor.
    pub connections_max: usize,
    /// The most sessions of one reactor, connected or not.
    pub sessions_max: usize,
    /// The most retained messages of one realm.
    pub retained_messages_max: usize,
    /// The most bytes of retained messages of one realm.
    pub retained_bytes_max: usize,
    /// The least and the greatest message expiry interval; another one counts as the nearer of them.
    pub message_expiry_seconds: (u32, u32),
    /// Rates of clients; nothing where they are not bounded.
    pub rates: Option<Rates>,
    /// How long a client may take until its CONNECT is complete, and again until it is
    /// authenticated.
    pub connect_ms_max: u64,
    /// How long a packet may take from its first byte to its last.
    pub packet_ms_max: u64,
    /// How long a connection may leave all of its output unread.
    pub stalled_ms_max: u64,
    /// How long nothing may be stored of what a client waits for; then it is let go, and publishes again.
    pub storing_ms_max: u64,
    /// How long the last output of a closing connection may take.
    pub closing_ms_max: u64,
}

/// How a client of MQTT 3.1.1 learns that policies refuse a subscription. A refused message always ends
/// its connection: there is no other word for it that does not say that the message was taken
/// [MQTT-3.3.5-2].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedMqtt3 {
    /// By a SUBACK with the code of a failure, 0x80; the connection goes on.
    Suback,
    /// By the end of its connection, as AWS IoT Core has it.
    Close,
}

/// How much of clients is served each second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// The most PUBLISH packets of one connection, each way. More of a client are not taken; of those to
    /// a client QoS 0 is dropped, and QoS 1 and 2 wait.
    pub publishes_per_second_max: u32,
    /// The most bytes of one connection, both ways together; more wait.
    pub bytes_per_second_max: u32,
    /// The most messages to a client that comes back, of those that waited for it.
    pub replays_per_second_max: u32,
    /// The same for messages of shared subscriptions; no less than the other ones.
    pub shared_replays_per_second_max: u32,
    /// The least time between two connections of a client.
    pub connect_interval_ms_min: u64,
}

impl Rates {
    /// AWS IoT Core's.
    pub const AWS: Self = Self {
        publishes_per_second_max: 100,
        bytes_per_second_max: 512 << 10,
        replays_per_second_max: 10,
        shared_replays_per_second_max: 20,
        connect_interval_ms_min: 1000,
    };

    /// What a message takes of a bucket that fills as fast as messages of shared subscriptions come.
    pub(crate) fn replay_cost(&self, shared: bool) -> u32 {
        let own = self.shared_replays_per_second_max.checked_div(self.replays_per_second_max);
        if shared { 1 } else { own.unwrap_or(1).max(1) }
    }
}

impl Default for BrokerSettings {
    fn default() -> Self {
        Self {
            strict_aws: false,
            refused_mqtt_3: RefusedMqtt3::Suback,
            durable: false,
            soft: false,
            terse: false,
            placement_key: 0,
            packet_bytes_max: 1 << 20,
            user_properties_max: 64,
            client_id_bytes_max: 256,
            topic_bytes_max: 1024,
            topic_levels_max: 64,
            share_name_bytes_max: 128,
            filters_per_packet_max: 64,
            subscriptions_max: 1000,
            in_flight_max: 100,
            shadow_requests_max: 100,
            topic_alias_max: 32,
            keep_alive_seconds_min: 0,
            keep_alive_seconds_max: u16::MAX,
            keep_alive_off: true,
            session_expiry_seconds_max: 7 * 24 * 3600,
            session_expiry_seconds_mqtt_3: 3600,
            queue_messages_max: 1000,
            queue_bytes_max: 4 << 20,
            output_bytes_max: 1 << 20,
            connections_max: 1 << 20,
            sessions_max: 1 << 20,
            retained_messages_max: 10_000,
            retained_bytes_max: 64 << 20,
            message_expiry_seconds: (0, u32::MAX),
            rates: None,
            connect_ms_max: 10_000,
            packet_ms_max: 30_000,
            stalled_ms_max: 30_000,
            storing_ms_max: 30_000,
            closing_ms_max: 5_000,
        }
    }
}

impl BrokerSettings {
    /// AWS IoT Core's behaviour and quotas.
    pub fn strict_aws() -> Self {
        Self {
            strict_aws: true,
            refused_mqtt_3: RefusedMqtt3::Close,
            packet_bytes_max: 128 << 10,
            client_id_bytes_max: 128,
            topic_bytes_max: 256,
            topic_levels_max: 8,
            filters_per_packet_max: 8,
            subscriptions_max: 50,
            in_flight_max: 100,
            shadow_requests_max: 10,
            topic_alias_max: 8,
            keep_alive_seconds_min: 30,
            keep_alive_seconds_max: 1200,
            keep_alive_off: false,
            session_expiry_seconds_max: 3600,
            session_expiry_seconds_mqtt_3: 3600,
            message_expiry_seconds: (1, 7 * 24 * 3600),
            rates: Some(Rates::AWS),
            ..Self::default()
        }
    }

    /// The highest quality of service that is served.
    pub(crate) fn qos_max(&self) -> QoS {
        if self.strict_aws { QoS::AtLeastOnce } else { QoS::ExactlyOnce }
    }

    /// Holds the message expiry interval of a message to the bounds.
    pub fn bound_expiry(&self, properties: &mut MessageProperties) {
        let (min, max) = self.message_expiry_seconds;
        if let Some(seconds) = &mut properties.message_expiry_interval_seconds {
            *seconds = (*seconds).max(min).min(max);
        }
    }

    /// Whether a topic or filter is within the bounds.
    pub(crate) fn accepts_topic(&self, topic: &str) -> bool {
        let levels_max = self.topic_levels_max.min(LEVELS_MAX);
        topic.len() <= self.topic_bytes_max && levels(topic).nth(levels_max).is_none()
    }
}

/// The most levels, whatever the settings say: subscriptions are walked level by level.
const LEVELS_MAX: usize = 128;
