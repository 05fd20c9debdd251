//! CONNECTs, as short as they can be said.

use bytes::Bytes;
use daypass_mqtt::{
    BinaryData, Connect, ConnectProperties, MessageProperties, ProtocolVersion, QoS, Redacted,
    TopicName, Utf8String, Will,
};
use std::num::{NonZeroU16, NonZeroU32};

/// A CONNECT to be.
#[derive(Clone)]
pub(crate) struct Knock {
    pub(crate) version: ProtocolVersion,
    connect: Connect,
}

impl Knock {
    /// A clean start of `client_id` by the person `person`.
    pub(crate) fn new(version: ProtocolVersion, person: &str, client_id: &str) -> Self {
        let connect = Connect {
            version,
            clean_start: true,
            keep_alive_seconds: 0,
            properties: ConnectProperties::default(),
            client_identifier: text(client_id),
            will: None,
            user_name: Some(Redacted(text(person))),
            password: None,
        };
        Self { version, connect }
    }

    pub(crate) fn v5(person: &str, client_id: &str) -> Self {
        Self::new(ProtocolVersion::V5, person, client_id)
    }

    pub(crate) fn v311(person: &str, client_id: &str) -> Self {
        Self::new(ProtocolVersion::V311, person, client_id)
    }

    pub(crate) fn nobody(mut self) -> Self {
        self.connect.user_name = None;
        self
    }

    /// A session that outlives its connection, resumed if it is there.
    pub(crate) fn lasting(mut self) -> Self {
        self.connect.clean_start = false;
        if self.version == ProtocolVersion::V5 {
            self.connect.properties.session_expiry_interval_seconds = Some(3600);
        }
        self
    }

    pub(crate) fn clean(mut self) -> Self {
        self.connect.clean_start = true;
        self
    }

    pub(crate) fn expiry(mut self, seconds: u32) -> Self {
        self.connect.properties.session_expiry_interval_seconds = Some(seconds);
        self
    }

    pub(crate) fn keep_alive(mut self, seconds: u16) -> Self {
        self.connect.keep_alive_seconds = seconds;
        self
    }

    pub(crate) fn receive_max(mut self, max: u16) -> Self {
        self.connect.properties.receive_maximum = NonZeroU16::new(max);
        self
    }

    pub(crate) fn topic_alias_max(mut self, max: u16) -> Self {
        self.connect.properties.topic_alias_maximum = Some(max);
        self
    }

    pub(crate) fn packet_bytes_max(mut self, max: u32) -> Self {
        self.connect.properties.maximum_packet_size_bytes = NonZeroU32::new(max);
        self
    }

    pub(crate) fn no_problem_information(mut self) -> Self {
        self.connect.properties.request_problem_information = Some(false);
        self
    }

    pub(crate) fn will(mut self, topic: &str, payload: &str) -> Self {
        self.connect.will = Some(Will {
            qos: QoS::AtMostOnce,
            retain: false,
            topic: TopicName::new(text(topic)).unwrap(),
            delay_interval_seconds: None,
            properties: MessageProperties::default(),
            payload: BinaryData::new(Bytes::copy_from_slice(payload.as_bytes())).unwrap(),
        });
        self
    }

    pub(crate) fn will_delay(mut self, seconds: u32) -> Self {
        self.connect.will.as_mut().unwrap().delay_interval_seconds = Some(seconds);
        self
    }

    pub(crate) fn will_retain(mut self) -> Self {
        self.connect.will.as_mut().unwrap().retain = true;
        self
    }

    pub(crate) fn will_qos(mut self, qos: QoS) -> Self {
        self.connect.will.as_mut().unwrap().qos = qos;
        self
    }

    pub(crate) fn into_connect(self) -> Connect {
        self.connect
    }
}

pub(crate) fn text(text: &str) -> Utf8String {
    Utf8String::try_from(text).unwrap()
}
