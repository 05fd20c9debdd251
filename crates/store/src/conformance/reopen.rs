//! Closing a store and opening it again, for backends that outlive their process.

use crate::batch::Batch;
use crate::conformance::probe::{Probe, numbered};
use crate::conformance::{Outcome, Stage, cases};
use crate::range::KeyRange;
use crate::store::{CommitError, Health, Position, Space, StoreError};

cases![everything_outlives_the_store, a_sweep_goes_on_after_reopening];

fn everything_outlives_the_store(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe_keeping(3);
    let mut newest = Position::START;
    for number in 0..5 {
        newest = probe.commit(Batch::new().put(numbered("k", number), "v").event("e"))?;
    }
    probe.of(Space::Sessions).put("s", "1")?;
    let entry = probe.entry("k00004")?;
    let log = probe.events(Position(2), 10)?;
    let Some(store) = stage.backend.reopen(probe.store) else { return Ok(()) };
    let probe = Probe::new(store);
    assert_eq!(probe.store.health(), Health::Green);
    assert_eq!(probe.entry("k00004")?, entry, "value and version");
    assert_eq!(probe.keys(&KeyRange::all(), 10)?.len(), 5);
    assert_eq!(probe.of(Space::Sessions).value("s")?, Some("1".into()));
    assert_eq!(probe.events(Position(2), 10)?, log);
    assert!(matches!(probe.events(Position(1), 10), Err(StoreError::Gap { .. })));
    let next = probe.commit(Batch::new().event("after"))?;
    assert_eq!(next, newest.next(), "positions go on");
    let numbers: Vec<u64> =
        probe.events(Position(3), 10)?.events.iter().map(|e| e.number).collect();
    assert_eq!(numbers, [4, 5, 6], "numbers go on");
    Ok(())
}

fn a_sweep_goes_on_after_reopening(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.fill("p/", 600)?;
    probe.commit(Batch::new().delete_range(KeyRange::prefix("p/")))?;
    let half = probe.sweep(300)?;
    probe.put("p/00000", "since")?;
    let Some(store) = stage.backend.reopen(probe.store) else { return Ok(()) };
    let probe = Probe::new(store);
    assert_eq!(probe.keys(&KeyRange::all(), 10)?, ["p/00000"]);
    assert_eq!(probe.value("p/00599")?, None, "hidden, and not yet swept away");
    let refused = probe.commit(Batch::new().assert_absent("p/00000"));
    assert_eq!(refused, Err(CommitError::AssertionFailed));
    let rest = probe.sweep(10_000)?;
    assert_eq!((half.removed + rest.removed, rest.examined, rest.tombstones), (600, 300, 0));
    assert_eq!(probe.value("p/00000")?, Some("since".into()));
    Ok(())
}
