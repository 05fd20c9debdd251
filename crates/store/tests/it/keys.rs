//! The encoding of keys: golden bytes, and the properties that tables rest on.

use std::fmt::Write as _;

use daypass_store::{Key, KeyRange, Scope, Table};
use expect_test::expect;
use proptest::prelude::*;

const GLOBAL: Table<()> = Table::global(1);
const ACCOUNT: Table<()> = Table::account(2);
const REGION: Table<(), 3> = Table::account_region(0x0304);
const PAIRS: Table<(), 2> = Table::account(5);
const HERE: Scope<'_> = Scope { account: "123456789012", region: "eu-west-1" };

fn hex<R>(key: &Key<R>) -> String {
    let mut text = String::new();
    for byte in key.bytes() {
        write!(text, "{byte:02x}").unwrap();
    }
    text
}

/// Stored keys are what they are: if this test fails, the key version has to change with it.
#[test]
fn keys_are_written_as_ever() {
    let golden = [
        hex(&GLOBAL.key(&Scope::GLOBAL, ["id"])),
        hex(&GLOBAL.key(&HERE, [""])),
        hex(&ACCOUNT.key(&HERE, ["demo-guest"])),
        hex(&REGION.key(&HERE, [&b"a"[..], b"", &7_u64.to_be_bytes()])),
    ]
    .join("\n");
    expect![[r"
        010000016964
        01000001
        0101000c313233343536373839303132000264656d6f2d6775657374
        0102000c313233343536373839303132000965752d776573742d31030400016100000000000000000007"]]
    .assert_eq(&golden);
}

#[test]
fn a_key_of_another_table_has_no_parts() {
    assert_eq!(GLOBAL.parts(&ACCOUNT.key(&HERE, ["a"])), None);
    assert_eq!(ACCOUNT.parts(&Table::<()>::account(3).key(&HERE, ["a"])), None);
    assert_eq!(PAIRS.parts(&Table::<()>::account(5).key(&HERE, ["\0\x09a"])), None, "too short");
}

#[test]
fn a_part_longer_than_its_length_makes_a_key_longer_than_any_store_takes() {
    let key = PAIRS.key(&HERE, ["x".repeat(70_000), String::new()]);
    assert!(key.bytes().len() > daypass_store::KEY_BYTES_MAX);
}

#[test]
fn a_prefix_ends_within_its_table() {
    let next = Table::<(), 2>::account(6).key(&HERE, ["", ""]);
    assert!(!PAIRS.all(&HERE).range().contains(next.bytes()));
    let elsewhere = Scope { account: "123456789013", ..HERE };
    assert!(!PAIRS.all(&HERE).range().contains(PAIRS.key(&elsewhere, ["", ""]).bytes()));
    let starting = PAIRS.starting(&HERE, ["a"], b"na").range();
    assert!(starting.contains(PAIRS.key(&HERE, ["a", "name"]).bytes()));
    assert!(!starting.contains(PAIRS.key(&HERE, ["a", "nb"]).bytes()));
}

fn part() -> impl Strategy<Value = Vec<u8>> {
    // Few values of a byte, so that parts share beginnings and hold what looks like lengths.
    prop::collection::vec(prop::sample::select(vec![0, 1, 2, b'a', 0xff]), 0..6)
}

proptest! {
    #[test]
    fn different_parts_make_different_keys(a in [part(), part(), part()], b in [part(), part(), part()]) {
        let (key_a, key_b) = (REGION.key(&HERE, a.clone()), REGION.key(&HERE, b.clone()));
        prop_assert_eq!(a == b, key_a == key_b);
        prop_assert_eq!(REGION.parts(&key_a).map(|parts| parts.map(<[u8]>::to_vec)), Some(a));
    }

    #[test]
    fn under_a_prefix_keys_are_in_the_order_of_their_last_part(first in part(), a in part(), b in part()) {
        let key = |last: &Vec<u8>| PAIRS.key(&HERE, [&first, last]);
        prop_assert_eq!(key(&a).bytes().cmp(key(&b).bytes()), a.cmp(&b));
    }

    #[test]
    fn a_prefix_has_the_keys_that_begin_with_its_parts(prefix in part(), a in part(), b in part()) {
        let range = PAIRS.under(&HERE, [&prefix]).range();
        prop_assert_eq!(range.contains(PAIRS.key(&HERE, [&a, &b]).bytes()), a == prefix);
        prop_assert!(PAIRS.all(&HERE).range().covers(&range));
    }

    #[test]
    fn a_range_of_a_prefix_has_what_begins_with_it(prefix in part(), key in part()) {
        let range = KeyRange::prefix(prefix.clone());
        prop_assert_eq!(range.contains(&key), key.starts_with(&prefix));
        prop_assert!(!range.is_void());
    }

    #[test]
    fn a_range_covers_another_if_it_has_all_its_keys(a in part(), b in part(), c in part(), d in part(), key in part()) {
        let (outer, inner) = (KeyRange::between(a, b), KeyRange::between(c, d));
        if outer.covers(&inner) && inner.contains(&key) {
            prop_assert!(outer.contains(&key));
        }
        prop_assert!(!(outer.is_void() && outer.contains(&key)));
    }
}
