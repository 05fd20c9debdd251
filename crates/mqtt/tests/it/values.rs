//! Strings, topic names and topic filters, at their edges.

use bytes::Bytes;
use daypass_mqtt::{
    BinaryData, Redacted, SubscriptionIdentifier, TopicError, TopicFilter, TopicName, Utf8String,
    Utf8StringError,
};

use super::wire::{string, topic_filter, topic_name};

#[test]
fn a_string_is_well_formed_and_without_null() {
    let of = |bytes: &'static [u8]| Utf8String::new(Bytes::from_static(bytes));
    // The example of section 1.5.4: LATIN CAPITAL Letter A and U+2A6D4.
    assert_eq!(of(b"\x41\xF0\xAA\x9B\x94").unwrap().as_str(), "A\u{2A6D4}");
    // [MQTT-1.5.4-3] a byte order mark is a character like any other.
    assert_eq!(of(b"\xEF\xBB\xBFa").unwrap().as_str(), "\u{FEFF}a");
    assert_eq!(of(b"").unwrap().as_str(), "");
    assert_eq!(of(b"\xED\xA0\x80"), Err(Utf8StringError::IllFormed));
    assert_eq!(of(b"a\0"), Err(Utf8StringError::NullCharacter));
}

#[test]
fn a_length_fits_two_bytes() {
    let of = |bytes| Bytes::from(vec![b'a'; bytes]);
    assert!(Utf8String::new(of(65_535)).is_ok());
    assert_eq!(Utf8String::new(of(65_536)), Err(Utf8StringError::TooLong));
    assert!(BinaryData::new(of(65_535)).is_ok());
    assert!(BinaryData::new(of(65_536)).is_err());
}

#[test]
fn a_subscription_identifier_fits_a_variable_byte_integer() {
    let of = |value| SubscriptionIdentifier::new(value).map(SubscriptionIdentifier::value);
    assert_eq!(of(0), None);
    assert_eq!(of(1), Some(1));
    assert_eq!(of(268_435_455), Some(268_435_455));
    assert_eq!(of(268_435_456), None);
}

#[test]
fn a_topic_name_has_characters_and_no_wildcards() {
    for good in ["a", "/", "//", "$aws/things/x", "a b/c", "a*b?", "é/\u{10FFFF}"] {
        assert_eq!(topic_name(good).as_str(), good);
    }
    let of = |text| TopicName::new(string(text));
    assert_eq!(of(""), Err(TopicError::Empty));
    for bad in ["+", "#", "a/+/b", "a/#", "a+", "é#"] {
        assert_eq!(of(bad), Err(TopicError::WildcardInName), "{bad}");
    }
}

#[test]
fn a_topic_filter_has_wildcards_as_whole_levels() {
    // The examples of sections 4.7.1.2 and 4.7.1.3 are among them.
    for good in [
        "#",
        "+",
        "/",
        "/#",
        "+/#",
        "a/#",
        "sport/tennis/player1/#",
        "sport/tennis/#",
        "+/tennis/#",
        "sport/+/player1",
        "+/+",
        "/+",
        "+/",
        "a//b",
        "$SYS/#",
        "$share",
        "$shared/+",
        "$sharex/#",
    ] {
        let filter = topic_filter(good);
        assert_eq!((filter.as_str(), filter.unshared(), filter.share_name()), (good, good, None));
    }
    let of = |text| TopicFilter::new(string(text));
    assert_eq!(of(""), Err(TopicError::Empty));
    for bad in ["sport/tennis#", "sport/tennis/#/ranking", "#/", "##", "a/#b", "+#", "#/#"] {
        assert_eq!(of(bad), Err(TopicError::MultiLevelWildcard), "{bad}");
    }
    for bad in ["sport+", "+a", "a/b+/c", "++", "a/++"] {
        assert_eq!(of(bad), Err(TopicError::SingleLevelWildcard), "{bad}");
    }
}

#[test]
fn a_shared_filter_has_a_name_and_a_filter() {
    for (good, name, filter) in [
        ("$share/consumer1/sport/tennis/+", "consumer1", "sport/tennis/+"),
        ("$share/g/#", "g", "#"),
        ("$share/g//finance", "g", "/finance"),
        ("$share/g//", "g", "/"),
        ("$share/é $/$share/x/y", "é $", "$share/x/y"),
    ] {
        let shared = topic_filter(good);
        assert_eq!((shared.as_str(), shared.share_name()), (good, Some(name)));
        assert_eq!(shared.unshared(), filter);
        assert!(shared.levels().eq(filter.split('/')));
    }
    let of = |text| TopicFilter::new(string(text));
    for bad in ["$share/", "$share//", "$share//a", "$share/g", "$share/+/a", "$share/g#/a"] {
        assert_eq!(of(bad), Err(TopicError::ShareName), "{bad}");
    }
    assert_eq!(of("$share/g/"), Err(TopicError::Empty));
    assert_eq!(of("$share/g/a#"), Err(TopicError::MultiLevelWildcard));
    assert_eq!(of("$share/g/a+"), Err(TopicError::SingleLevelWildcard));
}

#[test]
fn levels_may_be_empty() {
    let levels = |text| topic_name(text).levels().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(levels("a/b"), ["a", "b"]);
    assert_eq!(levels("/a//"), ["", "a", "", ""]);
    assert_eq!(levels("a"), ["a"]);
}

#[test]
fn only_wildcards_match_more_than_one_name() {
    for (filter, expected) in
        [("a/b", false), ("a/+", true), ("#", true), ("$share/g/a", false), ("$share/g/#", true)]
    {
        assert_eq!(topic_filter(filter).has_wildcards(), expected, "{filter}");
    }
}

#[test]
fn secrets_do_not_show() {
    let secret = Redacted(BinaryData::new(Bytes::from_static(b"hunter2")).unwrap());
    assert_eq!(format!("{secret:?} {:?}", Redacted(string("hunter2"))), "[redacted] [redacted]");
    assert_eq!(format!("{:?}", secret.0), "BinaryData(7 bytes)");
}
