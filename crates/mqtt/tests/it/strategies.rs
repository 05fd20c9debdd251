//! Packets that may be anything that their version allows.

use std::num::{NonZeroU16, NonZeroU32};

use bytes::Bytes;
use daypass_mqtt::{
    Acknowledgement, Auth, BinaryData, Connack, ConnackProperties, Connect, ConnectProperties,
    Delivery, Disconnect, MessageProperties, Packet, PacketIdentifier, PacketType, PayloadFormat,
    ProtocolVersion, Publish, PublishTopic, QoS, ReasonCode, ReasonProperties, Redacted,
    RetainHandling, Suback, Subscribe, Subscription, SubscriptionIdentifier, TopicFilter,
    TopicName, Unsuback, Unsubscribe, UserProperty, Utf8String, Will,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::wire::From;
use super::wire::{string as text, topic_filter as filter, topic_name as name};

const V5: ProtocolVersion = ProtocolVersion::V5;

pub(crate) fn version() -> impl Strategy<Value = ProtocolVersion> {
    select(vec![ProtocolVersion::V311, V5])
}

/// A packet, its sender and the version it is in.
pub(crate) fn packet() -> impl Strategy<Value = (From, Packet)> {
    version().prop_flat_map(|version| {
        let client = from_client(version).prop_map(move |packet| (From::Client(version), packet));
        let server = from_server(version).prop_map(move |packet| (From::Server(version), packet));
        let connect = connect(version).prop_map(|connect| (From::Stranger, connect.into()));
        prop_oneof![4 => client, 4 => server, 1 => connect]
    })
}

pub(crate) fn from_client(version: ProtocolVersion) -> BoxedStrategy<Packet> {
    let common = prop_oneof![
        3 => publish(version, false).prop_map(Packet::Publish),
        2 => acknowledgement(version),
        1 => subscribe(version).prop_map(Packet::Subscribe),
        1 => unsubscribe(version).prop_map(Packet::Unsubscribe),
        1 => Just(Packet::Pingreq),
        1 => disconnect(version, false).prop_map(Packet::Disconnect),
    ];
    if version == V5 { prop_oneof![9 => common, 1 => auth()].boxed() } else { common.boxed() }
}

fn from_server(version: ProtocolVersion) -> BoxedStrategy<Packet> {
    let common = prop_oneof![
        3 => publish(version, true).prop_map(Packet::Publish),
        2 => acknowledgement(version),
        1 => connack(version).prop_map(Into::into),
        1 => suback(version).prop_map(Packet::Suback),
        1 => unsuback(version).prop_map(Packet::Unsuback),
        1 => Just(Packet::Pingresp),
    ];
    if version != V5 {
        return common.boxed();
    }
    let disconnect = disconnect(version, true).prop_map(Packet::Disconnect);
    prop_oneof![8 => common, 1 => disconnect, 1 => auth()].boxed()
}

/// Values of MQTT 5, which have their default in 3.1.1.
fn of_mqtt_5<T: Default + std::fmt::Debug + 'static>(
    version: ProtocolVersion,
    strategy: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<T> {
    if version == V5 { strategy.boxed() } else { Just(()).prop_map(|()| T::default()).boxed() }
}

fn string() -> impl Strategy<Value = Utf8String> {
    "[^\\x00]{0,12}".prop_map(|string| text(&string))
}

fn binary() -> impl Strategy<Value = BinaryData> {
    vec(any::<u8>(), 0..12).prop_map(|bytes| BinaryData::new(bytes.into()).unwrap())
}

pub(crate) fn topic_name() -> impl Strategy<Value = TopicName> {
    "[^\\x00+#]{1,12}".prop_map(|topic| name(&topic))
}

fn topic_filter() -> impl Strategy<Value = TopicFilter> {
    "(\\$share/[^\\x00+#/]{1,4}/)?(\\+|[^\\x00+#$])(/\\+|/[^\\x00+#]{0,4}){0,3}(/#)?"
        .prop_map(|topic| filter(&topic))
}

fn qos() -> impl Strategy<Value = QoS> {
    select(vec![QoS::AtMostOnce, QoS::AtLeastOnce, QoS::ExactlyOnce])
}

fn user_properties() -> impl Strategy<Value = Vec<UserProperty>> {
    vec((string(), string()).prop_map(|(name, value)| UserProperty { name, value }), 0..4)
}

fn packet_identifier() -> impl Strategy<Value = PacketIdentifier> + Clone {
    any::<PacketIdentifier>()
}

pub(crate) fn subscription_identifier() -> impl Strategy<Value = SubscriptionIdentifier> {
    let edges = prop_oneof![1..=SubscriptionIdentifier::MAX, select(vec![1, 127, 128, 16_384])];
    edges.prop_map(|value| SubscriptionIdentifier::new(value).unwrap())
}

fn reason_code(version: ProtocolVersion, packet_type: PacketType) -> BoxedStrategy<ReasonCode> {
    if version != V5 {
        return Just(ReasonCode::Success).boxed();
    }
    let all = ReasonCode::ALL.iter().copied();
    select(all.filter(|code| code.may_stand_in(packet_type)).collect::<Vec<_>>()).boxed()
}

fn reason_properties(version: ProtocolVersion) -> BoxedStrategy<ReasonProperties> {
    let all = (option::of(string()), user_properties());
    let all = all.prop_map(|(reason_string, user_properties)| ReasonProperties {
        reason_string,
        user_properties,
    });
    of_mqtt_5(version, all)
}

pub(crate) fn message_properties(version: ProtocolVersion) -> BoxedStrategy<MessageProperties> {
    let all = (
        option::of(select(vec![PayloadFormat::Unspecified, PayloadFormat::Utf8])),
        option::of(any::<u32>()),
        option::of(string()),
        option::of(topic_name()),
        option::of(binary()),
        user_properties(),
    );
    let all =
        all.prop_map(|(format, expiry, content, response, correlation, user)| MessageProperties {
            payload_format: format,
            message_expiry_interval_seconds: expiry,
            content_type: content,
            response_topic: response,
            correlation_data: correlation,
            user_properties: user,
        });
    of_mqtt_5(version, all)
}

pub(crate) fn delivery() -> impl Strategy<Value = Delivery> {
    let identified = (packet_identifier(), any::<bool>());
    prop_oneof![
        Just(Delivery::AtMostOnce),
        identified.clone().prop_map(|(packet_identifier, duplicate)| Delivery::AtLeastOnce {
            packet_identifier,
            duplicate
        }),
        identified.prop_map(|(packet_identifier, duplicate)| Delivery::ExactlyOnce {
            packet_identifier,
            duplicate
        }),
    ]
}

pub(crate) fn publish_topic(version: ProtocolVersion) -> BoxedStrategy<PublishTopic> {
    let name = topic_name().prop_map(PublishTopic::Name);
    if version != V5 {
        return name.boxed();
    }
    let both = (topic_name(), any::<NonZeroU16>());
    let both = both.prop_map(|(name, alias)| PublishTopic::NameAndAlias(name, alias));
    let alias = any::<NonZeroU16>().prop_map(PublishTopic::Alias);
    prop_oneof![name, both, alias].boxed()
}

pub(crate) fn publish(
    version: ProtocolVersion,
    from_server: bool,
) -> impl Strategy<Value = Publish> {
    let identifiers = vec(subscription_identifier(), 0..3);
    let identifiers: BoxedStrategy<Vec<SubscriptionIdentifier>> =
        if from_server { of_mqtt_5(version, identifiers) } else { Just(Vec::new()).boxed() };
    let payload = prop_oneof![vec(any::<u8>(), 0..16), vec(any::<u8>(), 100..400)];
    let fields = (
        delivery(),
        any::<bool>(),
        publish_topic(version),
        identifiers,
        message_properties(version),
        payload.prop_map(Bytes::from),
    );
    fields.prop_map(|(delivery, retain, topic, subscription_identifiers, properties, payload)| {
        Publish { delivery, retain, topic, subscription_identifiers, properties, payload }
    })
}

fn acknowledgement(version: ProtocolVersion) -> impl Strategy<Value = Packet> {
    type Kind = (PacketType, fn(Acknowledgement) -> Packet);
    let kinds: Vec<Kind> = vec![
        (PacketType::Puback, Packet::Puback),
        (PacketType::Pubrec, Packet::Pubrec),
        (PacketType::Pubrel, Packet::Pubrel),
        (PacketType::Pubcomp, Packet::Pubcomp),
    ];
    select(kinds).prop_flat_map(move |(packet_type, kind)| {
        let fields =
            (packet_identifier(), reason_code(version, packet_type), reason_properties(version));
        fields.prop_map(move |(packet_identifier, reason_code, properties)| {
            kind(Acknowledgement { packet_identifier, reason_code, properties })
        })
    })
}

fn subscription(version: ProtocolVersion) -> impl Strategy<Value = Subscription> {
    let handling = vec![RetainHandling::Send, RetainHandling::SendIfNew, RetainHandling::DoNotSend];
    let options = (any::<bool>(), any::<bool>(), select(handling));
    let options = if version == V5 {
        options.boxed()
    } else {
        Just((false, false, RetainHandling::Send)).boxed()
    };
    (topic_filter(), qos(), options).prop_map(|(topic_filter, maximum_qos, options)| {
        let (no_local, retain_as_published, retain_handling) = options;
        let no_local = no_local && topic_filter.share_name().is_none();
        Subscription { topic_filter, maximum_qos, no_local, retain_as_published, retain_handling }
    })
}

fn subscribe(version: ProtocolVersion) -> impl Strategy<Value = Subscribe> {
    let fields = (
        packet_identifier(),
        of_mqtt_5(version, option::of(subscription_identifier())),
        of_mqtt_5(version, user_properties()),
        vec(subscription(version), 1..4),
    );
    fields.prop_map(
        |(packet_identifier, subscription_identifier, user_properties, subscriptions)| Subscribe {
            packet_identifier,
            subscription_identifier,
            user_properties,
            subscriptions,
        },
    )
}

fn unsubscribe(version: ProtocolVersion) -> impl Strategy<Value = Unsubscribe> {
    let user_properties = of_mqtt_5(version, user_properties());
    let fields = (packet_identifier(), user_properties, vec(topic_filter(), 1..4));
    fields.prop_map(|(packet_identifier, user_properties, topic_filters)| Unsubscribe {
        packet_identifier,
        user_properties,
        topic_filters,
    })
}

fn suback(version: ProtocolVersion) -> impl Strategy<Value = Suback> {
    let codes = match version {
        V5 => reason_code(version, PacketType::Suback),
        ProtocolVersion::V311 => select(vec![
            ReasonCode::Success,
            ReasonCode::GrantedQos1,
            ReasonCode::GrantedQos2,
            ReasonCode::UnspecifiedError,
        ])
        .boxed(),
    };
    let fields = (packet_identifier(), vec(codes, 1..5), reason_properties(version));
    fields.prop_map(|(packet_identifier, reason_codes, properties)| Suback {
        packet_identifier,
        reason_codes,
        properties,
    })
}

fn unsuback(version: ProtocolVersion) -> impl Strategy<Value = Unsuback> {
    let codes = of_mqtt_5(version, vec(reason_code(version, PacketType::Unsuback), 1..5));
    let fields = (packet_identifier(), codes, reason_properties(version));
    fields.prop_map(|(packet_identifier, reason_codes, properties)| Unsuback {
        packet_identifier,
        reason_codes,
        properties,
    })
}

fn disconnect(version: ProtocolVersion, from_server: bool) -> impl Strategy<Value = Disconnect> {
    let fields = (
        reason_code(version, PacketType::Disconnect),
        of_mqtt_5(version, option::of(any::<u32>())),
        of_mqtt_5(version, option::of(string())),
        reason_properties(version),
    );
    fields.prop_map(move |(reason_code, expiry, server_reference, properties)| Disconnect {
        reason_code,
        session_expiry_interval_seconds: expiry.filter(|_| !from_server),
        server_reference: server_reference.filter(|_| from_server),
        properties,
    })
}

fn auth() -> impl Strategy<Value = Packet> {
    let fields = (
        reason_code(V5, PacketType::Auth),
        string(),
        option::of(binary().prop_map(Redacted)),
        reason_properties(V5),
    );
    fields.prop_map(|(reason_code, method, authentication_data, properties)| {
        Packet::Auth(Auth {
            reason_code,
            authentication_method: Some(method),
            authentication_data,
            properties,
        })
    })
}

/// Both the method and the data of an extended authentication, the method alone, or neither.
fn authentication() -> impl Strategy<Value = (Option<Utf8String>, Option<Redacted<BinaryData>>)> {
    let some = (string(), option::of(binary().prop_map(Redacted)));
    option::of(some).prop_map(|some| match some {
        Some((method, data)) => (Some(method), data),
        None => (None, None),
    })
}

fn connect_properties() -> impl Strategy<Value = ConnectProperties> {
    let fields = (
        option::of(any::<u32>()),
        option::of(any::<NonZeroU16>()),
        option::of(any::<NonZeroU32>()),
        option::of(any::<u16>()),
        option::of(any::<bool>()),
        option::of(any::<bool>()),
        user_properties(),
        authentication(),
    );
    fields.prop_map(|(expiry, receive, size, alias, response, problem, user, (method, data))| {
        ConnectProperties {
            session_expiry_interval_seconds: expiry,
            receive_maximum: receive,
            maximum_packet_size_bytes: size,
            topic_alias_maximum: alias,
            request_response_information: response,
            request_problem_information: problem,
            user_properties: user,
            authentication_method: method,
            authentication_data: data,
        }
    })
}

fn will(version: ProtocolVersion) -> impl Strategy<Value = Will> {
    let delay = of_mqtt_5(version, option::of(any::<u32>()));
    let properties = message_properties(version);
    let fields = (qos(), any::<bool>(), topic_name(), delay, properties, binary());
    fields.prop_map(|(qos, retain, topic, delay_interval_seconds, properties, payload)| Will {
        qos,
        retain,
        topic,
        delay_interval_seconds,
        properties,
        payload,
    })
}

pub(crate) fn connect(version: ProtocolVersion) -> impl Strategy<Value = Connect> {
    let fields = (
        any::<bool>(),
        any::<u16>(),
        of_mqtt_5(version, connect_properties()),
        string(),
        option::of(will(version)),
        option::of(string().prop_map(Redacted)),
        option::of(binary().prop_map(Redacted)),
    );
    fields.prop_map(
        move |(clean, keep_alive_seconds, properties, id, will, user_name, password)| {
            let old = version != V5;
            Connect {
                version,
                clean_start: clean || old && id.as_str().is_empty(),
                keep_alive_seconds,
                properties,
                client_identifier: id,
                will,
                password: password.filter(|_| !old || user_name.is_some()),
                user_name,
            }
        },
    )
}

fn connack(version: ProtocolVersion) -> impl Strategy<Value = Connack> {
    let code = match version {
        V5 => reason_code(version, PacketType::Connack),
        ProtocolVersion::V311 => select(vec![
            ReasonCode::Success,
            ReasonCode::UnsupportedProtocolVersion,
            ReasonCode::ClientIdentifierNotValid,
            ReasonCode::ServerUnavailable,
            ReasonCode::BadUserNameOrPassword,
            ReasonCode::NotAuthorized,
        ])
        .boxed(),
    };
    let fields = (any::<bool>(), code, of_mqtt_5(version, connack_properties()));
    fields.prop_map(|(session_present, reason_code, properties)| Connack {
        session_present: session_present && !reason_code.is_failure(),
        reason_code,
        properties,
    })
}

fn connack_properties() -> impl Strategy<Value = ConnackProperties> {
    let numbers = (
        option::of(any::<u32>()),
        option::of(any::<NonZeroU16>()),
        option::of(any::<NonZeroU32>()),
        option::of(any::<u16>()),
        option::of(any::<u16>()),
        option::of(select(vec![QoS::AtMostOnce, QoS::AtLeastOnce])),
    );
    let flags = [(); 4].map(|()| option::of(any::<bool>()));
    let strings = [(); 3].map(|()| option::of(string()));
    let fields = (numbers, flags, strings, reason_properties(V5), authentication());
    fields.prop_map(|(numbers, flags, strings, reason, (method, data))| {
        let (expiry, receive, size, alias, keep_alive, maximum_qos) = numbers;
        let [retain, wildcard, identifier, shared] = flags;
        let [assigned, response, reference] = strings;
        ConnackProperties {
            session_expiry_interval_seconds: expiry,
            receive_maximum: receive,
            maximum_qos,
            retain_available: retain,
            maximum_packet_size_bytes: size,
            assigned_client_identifier: assigned,
            topic_alias_maximum: alias,
            reason,
            wildcard_subscription_available: wildcard,
            subscription_identifier_available: identifier,
            shared_subscription_available: shared,
            server_keep_alive_seconds: keep_alive,
            response_information: response,
            server_reference: reference,
            authentication_method: method,
            authentication_data: data,
        }
    })
}
