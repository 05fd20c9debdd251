//! Values are read, written and compared exactly.

use crate::iot_data::shadow::json::{Node, ReadError};

fn read(text: &str) -> Node {
    Node::read(text).unwrap()
}

#[test]
fn numbers_stay_as_they_were_written() {
    for number in [
        "0",
        "-0",
        "1",
        "1.0",
        "1.10",
        "-12.50e+3",
        "1E400",
        "0.1",
        "18446744073709551616",
        "123456789012345678901234567890.123456789012345678901234567890",
    ] {
        assert_eq!(read(number).to_string(), number);
        assert_eq!(read(&format!(" [ {number} ] ")).to_string(), format!("[{number}]"));
    }
}

#[test]
fn numbers_are_equal_by_what_they_mean() {
    for (one, two, equal) in [
        ("1", "1.0", true),
        ("1", "10e-1", true),
        ("100", "1E+2", true),
        ("0", "-0.0e7", true),
        ("-1.5", "-15e-1", true),
        ("1", "-1", false),
        ("1", "1.0000000000000000000001", false),
        ("9007199254740993", "9007199254740992", false),
        ("10", "1", false),
        ("1e99999999999", "1e99999999999", true),
        ("1e99999999999", "10e99999999998", false),
    ] {
        assert_eq!(read(one) == read(two), equal, "{one} and {two}");
        assert_eq!(read(two) == read(one), equal, "{two} and {one}");
    }
}

#[test]
fn texts_read_back_and_key_order_means_nothing() {
    let text = r#"{"a":[true,false,"é\"\\\n\u0001"],"b":{},"c":[]}"#;
    assert_eq!(read(text).to_string(), text);
    assert_eq!(read(r#"{"b":1,"a":2}"#), read(r#"{"a":2,"b":1}"#));
    assert_ne!(read("[1,2]"), read("[2,1]"));
}

#[test]
fn what_is_not_json_is_refused() {
    for text in [
        "",
        " ",
        "{",
        "{}}",
        "{} {}",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "'a'",
        "01",
        "1.",
        ".5",
        "+1",
        "NaN",
        "tru",
        "\"\\ud800\"",
        "\"\u{1}\"",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"\\u0062\":2}}",
        "[\"a\" \"b\"]",
        "{\"a\" 1}",
        "\u{feff}{}",
    ] {
        assert_eq!(Node::read(text), Err(ReadError::Invalid), "{text:?}");
    }
}

#[test]
fn nesting_without_end_is_refused_whatever_it_is_made_of() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |levels: usize| format!("{}1{}", open.repeat(levels), close.repeat(levels));
        assert!(Node::read(&nested(32)).is_ok());
        assert_eq!(Node::read(&nested(33)), Err(ReadError::TooDeep));
        assert!(Node::read(&nested(20_000)).is_err());
    }
}
