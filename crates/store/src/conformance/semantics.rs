//! What one batch does, and what its assertions mean.

use bytes::Bytes;

use crate::batch::Batch;
use crate::conformance::{Outcome, Stage, cases};
use crate::range::KeyRange;
use crate::store::{CommitError, Health, Position, Space};

cases![
    a_record_is_read_as_it_was_written,
    positions_grow_and_versions_tell_the_writer,
    deleting_what_is_not_there_is_no_error,
    the_last_write_of_a_key_counts,
    a_failed_assertion_leaves_nothing_behind,
    absent_holds_until_the_key_is_written,
    unchanged_holds_until_the_key_is_written_again,
    range_empty_holds_until_a_key_is_in_it,
    assertions_are_judged_before_the_batch_writes,
    a_batch_that_changes_nothing_only_judges,
    spaces_are_apart,
];

fn a_record_is_read_as_it_was_written(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    assert_eq!(probe.store.health(), Health::Green);
    let every_byte: Vec<u8> = (0..=u8::MAX).collect();
    for (key, value) in [
        (&b"key"[..], &b"value"[..]),
        (b"empty value", b""),
        (b"", b"the empty key is a key"),
        (b"\x00\xff", b"\x00"),
        (&every_byte, &every_byte),
    ] {
        let position = probe.commit(Batch::new().put(key.to_vec(), value.to_vec()))?;
        let entry = probe.entry(key)?.ok_or("a record was not found")?;
        assert_eq!((&entry.value[..], entry.version), (value, position));
    }
    assert_eq!(probe.entry(b"KEY")?, None, "keys are compared as bytes, not as text");
    assert_eq!(probe.entry(b"ke")?, None);
    Ok(())
}

fn positions_grow_and_versions_tell_the_writer(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let first = probe.put("a", "1")?;
    let second = probe.put("b", "1")?;
    let third = probe.put("a", "1")?;
    assert!(Position::START < first && first < second && second < third);
    assert_eq!(
        probe.entry("a")?.map(|entry| entry.version),
        Some(third),
        "same value, new version"
    );
    assert_eq!(probe.entry("b")?.map(|entry| entry.version), Some(second));
    Ok(())
}

fn deleting_what_is_not_there_is_no_error(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.commit(Batch::new().delete("a"))?;
    probe.put("a", "1")?;
    probe.commit(Batch::new().delete("a"))?;
    assert_eq!(probe.entry("a")?, None);
    probe.put("a", "2")?;
    assert_eq!(probe.value("a")?, Some("2".into()));
    Ok(())
}

fn the_last_write_of_a_key_counts(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.commit(Batch::new().put("a", "1").put("a", "2").put("b", "1").delete("b"))?;
    probe.commit(Batch::new().delete("c").put("c", "3"))?;
    assert_eq!(probe.value("a")?, Some("2".into()));
    assert_eq!(probe.value("b")?, None);
    assert_eq!(probe.value("c")?, Some("3".into()));
    Ok(())
}

fn a_failed_assertion_leaves_nothing_behind(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let before = probe.put("taken", "1")?;
    let refused = probe.commit(
        Batch::new()
            .assert_absent("free")
            .assert_absent("taken")
            .put("free", "2")
            .delete("taken")
            .delete_range(KeyRange::all())
            .event("told"),
    );
    assert_eq!(refused, Err(CommitError::AssertionFailed));
    assert_eq!(probe.value("free")?, None);
    assert_eq!(probe.value("taken")?, Some("1".into()));
    let log = probe.events(Position::START, 10)?;
    assert_eq!((log.events.len(), log.newest), (0, before));
    Ok(())
}

fn absent_holds_until_the_key_is_written(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let create = || Batch::new().assert_absent("a").put("a", "1");
    probe.commit(create())?;
    assert_eq!(probe.commit(create()), Err(CommitError::AssertionFailed));
    probe.commit(Batch::new().delete("a"))?;
    probe.commit(create())?;
    Ok(())
}

fn unchanged_holds_until_the_key_is_written_again(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let first = probe.put("a", "1")?;
    let update = |version| probe.commit(Batch::new().assert_unchanged("a", version).put("a", "2"));
    let second = update(first)?;
    assert_eq!(update(first), Err(CommitError::AssertionFailed), "an old version");
    assert_eq!(update(Position(u64::MAX)), Err(CommitError::AssertionFailed), "no version at all");
    update(second)?;
    probe.commit(Batch::new().delete("a"))?;
    assert_eq!(update(second), Err(CommitError::AssertionFailed), "a deleted record");
    assert_eq!(update(Position::START), Err(CommitError::AssertionFailed));
    probe.put("a", "1")?;
    assert_eq!(update(second), Err(CommitError::AssertionFailed), "written anew");
    Ok(())
}

fn range_empty_holds_until_a_key_is_in_it(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.commit(Batch::new().put("a", "").put("b", "").put("d", ""))?;
    let judge = |range| probe.commit(Batch::new().assert_empty(range)).is_ok();
    assert!(judge(KeyRange::between("b\0", "d")), "neither bound is in the range");
    assert!(judge(KeyRange::between("c", "c")));
    assert!(judge(KeyRange::between("d", "a")), "a range that ends before it starts is empty");
    assert!(judge(KeyRange::prefix("c")));
    assert!(judge(KeyRange { start: "d\0".into(), end: None }));
    assert!(!judge(KeyRange::between("b", "d")), "the start is in the range");
    assert!(!judge(KeyRange::prefix("b")));
    assert!(!judge(KeyRange { start: "d".into(), end: None }));
    assert!(!judge(KeyRange::all()));
    Ok(())
}

fn assertions_are_judged_before_the_batch_writes(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let version = probe.put("a", "1")?;
    probe.commit(
        Batch::new()
            .put("b", "1")
            .assert_absent("b")
            .delete("a")
            .assert_unchanged("a", version)
            .assert_empty(KeyRange::prefix("b")),
    )?;
    assert_eq!(probe.value("b")?, Some("1".into()));
    Ok(())
}

fn a_batch_that_changes_nothing_only_judges(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    assert_eq!(probe.commit(Batch::new())?, Position::START);
    let newest = probe.put("a", "1")?;
    assert_eq!(probe.commit(Batch::new().assert_unchanged("a", newest))?, newest);
    let refused = probe.commit(Batch::new().assert_absent("a"));
    assert_eq!(refused, Err(CommitError::AssertionFailed));
    assert_eq!(probe.put("a", "2")?, newest.next(), "nothing above took a position");
    Ok(())
}

fn spaces_are_apart(stage: &Stage<'_>) -> Outcome {
    let state = stage.probe();
    let sessions = state.of(Space::Sessions);
    state.commit(Batch::new().put("a", "state").event("e"))?;
    assert_eq!(sessions.entry("a")?, None);
    sessions.commit(Batch::new().assert_absent("a").put("a", "sessions"))?;
    sessions.commit(Batch::new().delete_range(KeyRange::all()))?;
    assert_eq!(state.value("a")?, Some("state".into()));
    assert_eq!(sessions.keys(&KeyRange::all(), 10)?, Vec::<Bytes>::new());
    assert_eq!(state.events(Position::START, 10)?.events.len(), 1);
    assert_eq!(sessions.events(Position::START, 10)?.events.len(), 0);
    Ok(())
}
