//! What is published to whom.

use std::ops::Range;

use crate::transport::Transport;

/// How publishers and subscribers are connected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Each publisher has a subscriber of its own.
    Pairs,
    /// Everybody subscribes to the one publisher.
    FanOut,
    /// The one subscriber subscribes to all publishers, by a wildcard.
    FanIn,
}

/// What a broker keeps of a client that has gone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Session {
    /// Nothing.
    Clean,
    /// Its subscriptions, and the messages that wait.
    Lasting,
}

/// One row of the table.
pub struct Scenario {
    pub name: &'static str,
    pub transport: Transport,
    pub session: Session,
    pub shape: Shape,
    /// Publishers of pairs and of a fan-in, subscribers of a fan-out.
    pub many: usize,
    pub qos: u8,
    /// Packets of one write at full load.
    pub packets_per_write: usize,
    /// Packets of one write at a given rate.
    pub packets_per_paced_write: usize,
    /// Messages of one publisher that are on their way at most.
    pub window: u64,
    /// Deliveries a second, where nothing else is measured.
    pub rate: Option<f64>,
    /// What CPU time of Daypass for one delivery may be, as a ratio to the best peer's.
    pub goal: f64,
}

const FAN_OUT: Scenario = Scenario {
    name: "1 → 100 fan-out, QoS 0",
    transport: Transport::Plain,
    session: Session::Clean,
    shape: Shape::FanOut,
    many: 100,
    qos: 0,
    packets_per_write: 32,
    packets_per_paced_write: 1,
    window: 128,
    rate: None,
    goal: 0.5,
};

const PAIRS: Scenario = Scenario {
    name: "50 pairs, QoS 1",
    transport: Transport::Plain,
    session: Session::Clean,
    shape: Shape::Pairs,
    many: 50,
    qos: 1,
    packets_per_write: 1,
    packets_per_paced_write: 1,
    window: 16,
    rate: None,
    goal: 1.0,
};

/// The row of messages that are stored.
pub const DURABLE: Scenario = Scenario {
    name: "50 pairs, QoS 1, persistent sessions, durable",
    session: Session::Lasting,
    ..PAIRS
};

/// All rows of messages that are not stored.
pub const SCENARIOS: [Scenario; 11] = [
    Scenario {
        name: "1 → 1, QoS 0, 32 packets a write",
        transport: Transport::Plain,
        session: Session::Clean,
        shape: Shape::Pairs,
        many: 1,
        qos: 0,
        packets_per_write: 32,
        packets_per_paced_write: 32,
        window: 2_048,
        rate: None,
        goal: 0.5,
    },
    FAN_OUT,
    Scenario {
        name: "1 → 1, QoS 0, one packet a write",
        transport: Transport::Plain,
        session: Session::Clean,
        shape: Shape::Pairs,
        many: 1,
        qos: 0,
        packets_per_write: 1,
        packets_per_paced_write: 1,
        window: 512,
        rate: None,
        goal: 1.0,
    },
    Scenario {
        name: "100 → 1 fan-in, QoS 0",
        transport: Transport::Plain,
        session: Session::Clean,
        shape: Shape::FanIn,
        many: 100,
        qos: 0,
        packets_per_write: 1,
        packets_per_paced_write: 1,
        window: 8,
        rate: None,
        goal: 1.0,
    },
    PAIRS,
    Scenario {
        name: "round trip, QoS 0",
        transport: Transport::Plain,
        session: Session::Clean,
        shape: Shape::Pairs,
        many: 1,
        qos: 0,
        packets_per_write: 1,
        packets_per_paced_write: 1,
        window: 512,
        rate: Some(1_000.0),
        goal: 1.0,
    },
    Scenario {
        name: "round trip, QoS 1",
        transport: Transport::Plain,
        session: Session::Clean,
        shape: Shape::Pairs,
        many: 1,
        qos: 1,
        packets_per_write: 1,
        packets_per_paced_write: 1,
        window: 512,
        rate: Some(1_000.0),
        goal: 1.0,
    },
    Scenario {
        name: "1 → 100 fan-out, QoS 0, TLS",
        transport: Transport::Tls,
        goal: 1.0,
        ..FAN_OUT
    },
    Scenario {
        name: "1 → 100 fan-out, QoS 0, WebSocket",
        transport: Transport::WebSocket,
        goal: 1.0,
        ..FAN_OUT
    },
    Scenario { name: "50 pairs, QoS 1, TLS", transport: Transport::Tls, goal: 1.0, ..PAIRS },
    Scenario {
        name: "50 pairs, QoS 1, WebSocket",
        transport: Transport::WebSocket,
        goal: 1.0,
        ..PAIRS
    },
];

impl Scenario {
    pub fn publishers(&self) -> usize {
        if self.shape == Shape::FanOut { 1 } else { self.many }
    }

    pub fn subscribers(&self) -> usize {
        if self.shape == Shape::FanIn { 1 } else { self.many }
    }

    /// Whom a publisher's messages reach.
    pub fn reached_by(&self, publisher: usize) -> Range<usize> {
        match self.shape {
            Shape::Pairs => publisher..publisher + 1,
            Shape::FanOut => 0..self.many,
            Shape::FanIn => 0..1,
        }
    }

    /// Whose messages reach a subscriber.
    pub fn reaching(&self, subscriber: usize) -> Range<usize> {
        match self.shape {
            Shape::Pairs => subscriber..subscriber + 1,
            Shape::FanOut => 0..1,
            Shape::FanIn => 0..self.many,
        }
    }

    /// How many deliveries a message makes.
    pub fn deliveries(&self) -> usize {
        self.reached_by(0).len()
    }
}

/// What an identity publishes to.
pub fn topic(identity: &str) -> String {
    format!("fleet/{identity}/up/temperature")
}

/// What reaches everybody's messages.
pub const ALL_TOPICS: &str = "fleet/+/up/temperature";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_reached_by_a_publisher_is_reached() {
        for scenario in &SCENARIOS {
            for publisher in 0..scenario.publishers() {
                for subscriber in 0..scenario.subscribers() {
                    assert_eq!(
                        scenario.reached_by(publisher).contains(&subscriber),
                        scenario.reaching(subscriber).contains(&publisher),
                        "{}",
                        scenario.name
                    );
                }
            }
        }
    }
}
