//! Which property may stand where, how often, and with which values; each packet of MQTT 5 is a row.

use daypass_mqtt::{DecodeErrorKind as Kind, PropertyIdentifier as Property, ProtocolVersion};

use super::wire::{BOUNDS, From, bytes, packet, read};

const CLIENT: From = From::Client(ProtocolVersion::V5);
const SERVER: From = From::Server(ProtocolVersion::V5);

/// Every property as the values it may have: identifier, a good value, and a bad one if there is any.
const PROPERTIES: [(Property, &str, Option<&str>); 27] = [
    (Property::PayloadFormatIndicator, "01", Some("02")),
    (Property::MessageExpiryInterval, "00 00 00 00", None),
    (Property::ContentType, "00 01 'c'", None),
    (Property::ResponseTopic, "00 01 'r'", None),
    (Property::CorrelationData, "00 02 00 FF", None),
    (Property::SubscriptionIdentifier, "01", Some("00")),
    (Property::SessionExpiryInterval, "00 00 00 00", None),
    (Property::AssignedClientIdentifier, "00 01 'i'", None),
    (Property::ServerKeepAlive, "00 00", None),
    (Property::AuthenticationMethod, "00 01 'm'", None),
    (Property::AuthenticationData, "00 02 00 FF", None),
    (Property::RequestProblemInformation, "00", Some("02")),
    (Property::WillDelayInterval, "00 00 00 00", None),
    (Property::RequestResponseInformation, "01", Some("FF")),
    (Property::ResponseInformation, "00 01 'i'", None),
    (Property::ServerReference, "00 01 's'", None),
    (Property::ReasonString, "00 01 'r'", None),
    (Property::ReceiveMaximum, "00 01", Some("00 00")),
    (Property::TopicAliasMaximum, "00 00", None),
    (Property::TopicAlias, "00 01", None),
    (Property::MaximumQoS, "01", Some("02")),
    (Property::RetainAvailable, "01", Some("02")),
    (Property::UserProperty, "00 01 'k' 00 00", None),
    (Property::MaximumPacketSize, "00 00 00 01", Some("00 00 00 00")),
    (Property::WildcardSubscriptionAvailable, "00", Some("02")),
    (Property::SubscriptionIdentifierAvailable, "00", Some("02")),
    (Property::SharedSubscriptionAvailable, "00", Some("02")),
];

/// A place for properties: who sends the packet, its first byte, what stands before and after the
/// list, and the properties that belong there (MQTT 5.0, table 2-4).
type Place = (From, u8, &'static str, &'static str, &'static [Property]);

const REASON: &[Property] = &[Property::ReasonString, Property::UserProperty];

const MESSAGE_FROM_CLIENT: &[Property] = &[
    Property::PayloadFormatIndicator,
    Property::MessageExpiryInterval,
    Property::ContentType,
    Property::ResponseTopic,
    Property::CorrelationData,
    Property::TopicAlias,
    Property::UserProperty,
];

const PLACES: [Place; 17] = [
    (
        From::Stranger,
        0x10,
        "00 04 'MQTT' 05 02 00 00",
        "00 00",
        &[
            Property::SessionExpiryInterval,
            Property::AuthenticationMethod,
            Property::AuthenticationData,
            Property::RequestProblemInformation,
            Property::RequestResponseInformation,
            Property::ReceiveMaximum,
            Property::TopicAliasMaximum,
            Property::UserProperty,
            Property::MaximumPacketSize,
        ],
    ),
    (
        From::Stranger,
        0x10,
        "00 04 'MQTT' 05 06 00 00 00 00 00",
        "00 01 'w' 00 00",
        &[
            Property::PayloadFormatIndicator,
            Property::MessageExpiryInterval,
            Property::ContentType,
            Property::ResponseTopic,
            Property::CorrelationData,
            Property::WillDelayInterval,
            Property::UserProperty,
        ],
    ),
    (
        SERVER,
        0x20,
        "00 00",
        "",
        &[
            Property::SessionExpiryInterval,
            Property::AssignedClientIdentifier,
            Property::ServerKeepAlive,
            Property::AuthenticationMethod,
            Property::AuthenticationData,
            Property::ResponseInformation,
            Property::ServerReference,
            Property::ReasonString,
            Property::ReceiveMaximum,
            Property::TopicAliasMaximum,
            Property::MaximumQoS,
            Property::RetainAvailable,
            Property::UserProperty,
            Property::MaximumPacketSize,
            Property::WildcardSubscriptionAvailable,
            Property::SubscriptionIdentifierAvailable,
            Property::SharedSubscriptionAvailable,
        ],
    ),
    (CLIENT, 0x30, "00 01 't'", "'payload'", MESSAGE_FROM_CLIENT),
    (CLIENT, 0x32, "00 01 't' 00 01", "", MESSAGE_FROM_CLIENT),
    (
        SERVER,
        0x30,
        "00 01 't'",
        "",
        &[
            Property::PayloadFormatIndicator,
            Property::MessageExpiryInterval,
            Property::ContentType,
            Property::ResponseTopic,
            Property::CorrelationData,
            Property::SubscriptionIdentifier,
            Property::TopicAlias,
            Property::UserProperty,
        ],
    ),
    (CLIENT, 0x40, "00 01 00", "", REASON),
    (CLIENT, 0x50, "00 01 00", "", REASON),
    (CLIENT, 0x62, "00 01 00", "", REASON),
    (CLIENT, 0x70, "00 01 00", "", REASON),
    (
        CLIENT,
        0x82,
        "00 01",
        "00 01 'a' 00",
        &[Property::SubscriptionIdentifier, Property::UserProperty],
    ),
    (SERVER, 0x90, "00 01", "00", REASON),
    (CLIENT, 0xA2, "00 01", "00 01 'a'", &[Property::UserProperty]),
    (SERVER, 0xB0, "00 01", "00", REASON),
    (
        CLIENT,
        0xE0,
        "00",
        "",
        &[Property::SessionExpiryInterval, Property::ReasonString, Property::UserProperty],
    ),
    (
        SERVER,
        0xE0,
        "00",
        "",
        &[Property::ServerReference, Property::ReasonString, Property::UserProperty],
    ),
    (
        SERVER,
        0xF0,
        "18",
        "",
        &[
            Property::AuthenticationMethod,
            Property::AuthenticationData,
            Property::ReasonString,
            Property::UserProperty,
        ],
    ),
];

/// The outcome of a list of properties, in notation, at a place.
fn outcome(place: &Place, properties: &[&str]) -> Result<(), Kind> {
    let (from, first, before, after, _) = place;
    let list = properties.join(" ");
    let length = bytes(&list).len();
    let mut input = packet(*first, &format!("{before} {length:02X} {list} {after}"));
    match read(*from, &mut input, &BOUNDS) {
        Ok(Some(_)) => Ok(()),
        Ok(None) => panic!("the packet is whole"),
        Err(error) => Err(error.kind),
    }
}

#[test]
fn each_property_stands_where_it_belongs_and_nowhere_else() {
    for place in &PLACES {
        let (_, first, _, _, belongs) = place;
        for (property, value, bad) in &PROPERTIES {
            let one = format!("{:02X} {value} ", *property as u8);
            let method = "15 00 01 'm' ";
            // Data needs a method beside it, and AUTH always does.
            let needs_method = *property == Property::AuthenticationData || *first == 0xF0;
            let others = if needs_method && *property != Property::AuthenticationMethod {
                vec![method]
            } else {
                Vec::new()
            };
            let with = |list: &[&str]| outcome(place, &[others.clone(), list.to_vec()].concat());
            if !belongs.contains(property) {
                let is_refused = with(&[&one]).unwrap_err();
                let known = [
                    Kind::PropertyNotAllowed(*property),
                    Kind::SubscriptionIdentifierFromClient,
                    Kind::PropertyNotAllowed(Property::AuthenticationMethod),
                ];
                assert!(known.contains(&is_refused), "{first:02X} {property:?}: {is_refused:?}");
                continue;
            }
            assert_eq!(with(&[&one]), Ok(()), "{first:02X} {property:?}");
            // All but these two may stand once only.
            let repeats = *property == Property::UserProperty
                || (*property, *first) == (Property::SubscriptionIdentifier, 0x30);
            let twice = if repeats { Ok(()) } else { Err(Kind::DuplicateProperty(*property)) };
            assert_eq!(with(&[&one, &one]), twice, "{first:02X} {property:?}");
            if let Some(bad) = bad {
                let bad = format!("{:02X} {bad}", *property as u8);
                assert_eq!(with(&[&bad]), Err(Kind::PropertyValue(*property)));
            }
        }
    }
}

#[test]
fn authentication_data_needs_a_method() {
    for place in PLACES.iter().filter(|place| place.4.contains(&Property::AuthenticationData)) {
        assert_eq!(outcome(place, &["16 00 00"]), Err(Kind::NoAuthenticationMethod));
        assert_eq!(outcome(place, &["16 00 00", "15 00 01 'm'"]), Ok(()));
    }
}

#[test]
fn a_property_that_nobody_knows_is_malformed() {
    for place in &PLACES {
        for unknown in ["00 ", "04 00 ", "7F ", "80 01 ", "A6 01 00 00 00 00 "] {
            assert_eq!(outcome(place, &[unknown]), Err(Kind::UnknownProperty));
        }
        // The identifier is a variable byte integer, and minimal [MQTT-1.5.5-1].
        assert_eq!(outcome(place, &["A6 00 00 00 00 00"]), Err(Kind::VariableByteInteger));
    }
}
