//! The order of keys, and reading them a page at a time.

use bytes::Bytes;

use crate::batch::Batch;
use crate::conformance::probe::numbered;
use crate::conformance::{Outcome, Stage, cases};
use crate::limits::{PAGE_BYTES_MAX, PAGE_RECORDS_MAX, VALUE_BYTES_MAX};
use crate::range::KeyRange;
use crate::store::Position;

cases![
    keys_are_in_byte_order,
    a_range_has_its_start_and_not_its_end,
    a_prefix_is_not_left,
    pages_of_any_size_meet_every_record_once,
    a_page_ends_at_its_bytes,
    a_page_knows_its_position,
    a_page_goes_on_after_a_deleted_resume_key,
];

fn keys_are_in_byte_order(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let ordered: [&[u8]; 11] = [
        b"",
        b"\x00",
        b"\x00\x00",
        b"\x00\xff",
        b"A",
        b"Z",
        b"a",
        b"a\x00",
        b"aa",
        "é".as_bytes(),
        b"\xff",
    ];
    let shuffled = [5, 0, 10, 3, 8, 1, 9, 2, 7, 4, 6];
    for index in shuffled {
        let key = ordered.get(index).ok_or("no such key")?.to_vec();
        probe.commit(Batch::new().put(key, "v"))?;
    }
    assert_eq!(probe.keys(&KeyRange::all(), 3)?, ordered);
    Ok(())
}

fn a_range_has_its_start_and_not_its_end(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.commit(Batch::new().put("a", "").put("b", "").put("c", ""))?;
    assert_eq!(probe.keys(&KeyRange::between("a", "c"), 10)?, ["a", "b"]);
    assert_eq!(probe.keys(&KeyRange::between("a\0", "c\0"), 10)?, ["b", "c"]);
    assert_eq!(probe.keys(&KeyRange { start: "b".into(), end: None }, 10)?, ["b", "c"]);
    assert_eq!(probe.keys(&KeyRange::between("c", "a"), 10)?, Vec::<Bytes>::new());
    assert_eq!(probe.keys(&KeyRange::between("b", "b"), 10)?, Vec::<Bytes>::new());
    Ok(())
}

fn a_prefix_is_not_left(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    for key in [&b"p"[..], b"p\x00", b"p\xff", b"p\xff\xff", b"o\xff", b"q", b"\xff\xff", b"\xff"] {
        probe.commit(Batch::new().put(key.to_vec(), ""))?;
    }
    let found = probe.keys(&KeyRange::prefix("p"), 2)?;
    assert_eq!(found, [&b"p"[..], b"p\x00", b"p\xff", b"p\xff\xff"]);
    let found = probe.keys(&KeyRange::prefix(&b"\xff"[..]), 2)?;
    assert_eq!(found, [&b"\xff"[..], b"\xff\xff"]);
    let before = probe.page(KeyRange::prefix("p").resume_at("a"), 1)?;
    assert_eq!(before.entries.first().map(|(key, _)| &key[..]), Some(&b"p"[..]));
    let after = probe.page(KeyRange::prefix("p").resume_at("z"), 1)?;
    assert_eq!((after.entries.len(), after.next), (0, None), "a resume key cannot leave the range");
    Ok(())
}

fn pages_of_any_size_meet_every_record_once(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.fill("k", 1_001)?;
    let expected: Vec<Bytes> = (0..1_001).map(|number| numbered("k", number).into()).collect();
    for records in [7, 500, PAGE_RECORDS_MAX, usize::MAX] {
        assert_eq!(probe.keys(&KeyRange::all(), records)?, expected);
    }
    let none = probe.page(KeyRange::all(), 0)?;
    assert_eq!(none.entries.len(), 1, "a page has room for one record at least");
    let most = probe.page(KeyRange::all(), usize::MAX)?;
    assert_eq!((most.entries.len(), most.next.is_some()), (PAGE_RECORDS_MAX, true));
    let exact = probe.page(KeyRange::between("k00000", "k00010"), 10)?;
    assert_eq!((exact.entries.len(), exact.next), (10, None), "a full last page has no next");
    Ok(())
}

fn a_page_ends_at_its_bytes(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let value = Bytes::from(vec![7; VALUE_BYTES_MAX]);
    for number in 0..20 {
        probe.commit(Batch::new().put(numbered("k", number), value.clone()))?;
    }
    let page = probe.page(KeyRange::all(), 20)?;
    let bytes: usize = page.entries.iter().map(|(key, entry)| key.len() + entry.value.len()).sum();
    assert!(page.next.is_some(), "twenty large values are more than a page");
    assert!((PAGE_BYTES_MAX..PAGE_BYTES_MAX + VALUE_BYTES_MAX + 6).contains(&bytes));
    assert_eq!(probe.keys(&KeyRange::all(), 20)?.len(), 20);
    Ok(())
}

fn a_page_knows_its_position(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    assert_eq!(probe.page(KeyRange::all(), 1)?.position, Position::START);
    probe.put("a", "1")?;
    let newest = probe.put("b", "1")?;
    let page = probe.page(KeyRange::prefix("a"), 1)?;
    assert_eq!(page.position, newest);
    assert!(page.entries.iter().all(|(_, entry)| entry.version < newest));
    Ok(())
}

fn a_page_goes_on_after_a_deleted_resume_key(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.fill("k", 10)?;
    let first = probe.page(KeyRange::all(), 4)?;
    let next = first.next.ok_or("no next page")?;
    probe.commit(Batch::new().delete(numbered("k", 4)).put("k00003x", ""))?;
    let second = probe.page(KeyRange::all().resume_at(next), 10)?;
    let keys: Vec<&[u8]> = second.entries.iter().map(|(key, _)| &key[..]).collect();
    assert_eq!(keys, [b"k00005", b"k00006", b"k00007", b"k00008", b"k00009"]);
    Ok(())
}
