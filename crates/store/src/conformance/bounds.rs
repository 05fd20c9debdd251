//! Every bound: what just fits is accepted, one more is refused by name and leaves nothing behind.

use bytes::Bytes;

use crate::batch::Batch;
use crate::conformance::probe::numbered;
use crate::conformance::{Outcome, Stage, cases};
use crate::limits::{
    BATCH_BYTES_MAX, BATCH_EVENTS_MAX, BATCH_OPERATIONS_MAX, EVENT_BYTES_MAX, KEY_BYTES_MAX,
    LimitError, VALUE_BYTES_MAX,
};
use crate::range::KeyRange;
use crate::store::{CommitError, StoreError};

cases![
    key_bytes_are_bounded,
    value_bytes_are_bounded,
    batch_operations_are_bounded,
    batch_bytes_are_bounded,
    events_are_bounded,
];

fn key_bytes_are_bounded(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let longest = Bytes::from(vec![u8::MAX; KEY_BYTES_MAX]);
    let longer = Bytes::from(vec![u8::MAX; KEY_BYTES_MAX + 1]);
    let limit = LimitError { name: "key bytes", actual: KEY_BYTES_MAX + 1, max: KEY_BYTES_MAX };
    let version = probe.commit(Batch::new().put(longest.clone(), "v"))?;
    assert_eq!(probe.entry(&longest)?.map(|entry| entry.version), Some(version));
    assert_eq!(probe.keys(&KeyRange::all(), 10)?, std::slice::from_ref(&longest));
    assert_eq!(probe.entry(&longer), Err(StoreError::TooLarge(limit)));
    for batch in [
        Batch::new().put(longer.clone(), "v"),
        Batch::new().delete(longer.clone()),
        Batch::new().assert_absent(longer.clone()),
        Batch::new().assert_unchanged(longer.clone(), version),
    ] {
        assert_eq!(probe.commit(batch.put("a", "1")), Err(CommitError::TooLarge(limit)));
    }
    probe.page(KeyRange::all().resume_at(longer.clone()), 1)?;
    let longest_range = KeyRange::prefix([&longer[..], b"x"].concat());
    assert!(probe.page(longest_range.clone(), 1).is_err());
    assert!(probe.commit(Batch::new().delete_range(longest_range.clone())).is_err());
    assert!(probe.commit(Batch::new().assert_empty(longest_range)).is_err());
    assert_eq!(probe.entry("a")?, None);
    Ok(())
}

fn value_bytes_are_bounded(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let largest = Bytes::from(vec![1; VALUE_BYTES_MAX]);
    probe.commit(Batch::new().put("a", largest.clone()))?;
    assert_eq!(probe.entry("a")?.map(|entry| entry.value), Some(largest));
    let larger = vec![1; VALUE_BYTES_MAX + 1];
    let refused = probe.commit(Batch::new().put("b", "1").put("c", larger));
    let limit =
        LimitError { name: "value bytes", actual: VALUE_BYTES_MAX + 1, max: VALUE_BYTES_MAX };
    assert_eq!(refused, Err(CommitError::TooLarge(limit)));
    assert_eq!(probe.entry("b")?, None);
    Ok(())
}

fn batch_operations_are_bounded(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let puts = |count| {
        (0..count).fold(Batch::new(), |batch, number| batch.put(numbered("k", number), "v"))
    };
    probe.commit(puts(BATCH_OPERATIONS_MAX))?;
    let limit = LimitError {
        name: "batch operations",
        actual: BATCH_OPERATIONS_MAX + 1,
        max: BATCH_OPERATIONS_MAX,
    };
    assert_eq!(
        probe.commit(puts(BATCH_OPERATIONS_MAX).assert_absent("a")),
        Err(CommitError::TooLarge(limit))
    );
    Ok(())
}

fn batch_bytes_are_bounded(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let value = Bytes::from(vec![1; VALUE_BYTES_MAX]);
    let values = BATCH_BYTES_MAX / (VALUE_BYTES_MAX + 6);
    let full = (0..values)
        .fold(Batch::new(), |batch, number| batch.put(numbered("k", number), value.clone()));
    let room = BATCH_BYTES_MAX - full.bytes() - 1;
    probe.commit(full.clone().put("z", vec![1; room]))?;
    let refused = probe.commit(full.put("z", vec![1; room + 1]));
    let limit =
        LimitError { name: "batch bytes", actual: BATCH_BYTES_MAX + 1, max: BATCH_BYTES_MAX };
    assert_eq!(refused, Err(CommitError::TooLarge(limit)));
    assert_eq!(probe.entry("z")?.map(|entry| entry.value.len()), Some(room));
    Ok(())
}

fn events_are_bounded(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let events = |count| (0..count).fold(Batch::new(), |batch, _| batch.event("e"));
    probe.commit(events(BATCH_EVENTS_MAX))?;
    probe.commit(Batch::new().event(vec![1; EVENT_BYTES_MAX]))?;
    let limit =
        LimitError { name: "batch events", actual: BATCH_EVENTS_MAX + 1, max: BATCH_EVENTS_MAX };
    assert_eq!(probe.commit(events(BATCH_EVENTS_MAX + 1)), Err(CommitError::TooLarge(limit)));
    let limit =
        LimitError { name: "event bytes", actual: EVENT_BYTES_MAX + 1, max: EVENT_BYTES_MAX };
    let refused = probe.commit(Batch::new().put("a", "1").event(vec![1; EVENT_BYTES_MAX + 1]));
    assert_eq!(refused, Err(CommitError::TooLarge(limit)));
    assert_eq!(probe.entry("a")?, None);
    Ok(())
}
