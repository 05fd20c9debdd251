//! Range deletes: hidden at once from every read, removed by the sweeper, never more than that.

use bytes::Bytes;

use crate::batch::Batch;
use crate::conformance::probe::{Probe, numbered};
use crate::conformance::{Outcome, Stage, cases};
use crate::limits::{EXAMINED_RECORDS_MAX, TOMBSTONES_MAX};
use crate::range::KeyRange;
use crate::store::{CommitError, Position};

cases![
    a_small_range_is_deleted_at_once,
    a_large_range_is_hidden_from_every_read,
    a_hidden_record_is_absent_to_assertions,
    a_range_delete_spares_its_own_batch,
    the_sweeper_spares_what_was_written_since,
    the_sweeper_is_bounded_and_comes_to_an_end,
    a_later_range_delete_hides_what_an_earlier_one_spared,
    a_void_range_deletes_nothing,
    hidden_records_are_examined_within_bounds,
    tombstones_are_bounded,
];

/// More records than a range delete removes at once.
const MANY: usize = 600;

fn range() -> KeyRange {
    KeyRange::prefix("p/")
}

/// Many records under `p/`, a neighbour on either side, and all of `p/` deleted.
fn deleted(stage: &Stage<'_>) -> Result<Probe, CommitError> {
    let probe = stage.probe();
    probe.commit(Batch::new().put("p.", "before").put("p0", "after"))?;
    probe.fill("p/", MANY)?;
    probe.commit(Batch::new().delete_range(range()))?;
    Ok(probe)
}

fn a_small_range_is_deleted_at_once(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.fill("p/", 10)?;
    probe.put("p0", "after")?;
    probe.commit(Batch::new().delete_range(range()))?;
    assert_eq!(probe.keys(&KeyRange::all(), 100)?, ["p0"]);
    let sweep = probe.sweep(100)?;
    assert_eq!((sweep.examined, sweep.tombstones), (0, 0), "nothing is left to sweep");
    Ok(())
}

fn a_large_range_is_hidden_from_every_read(stage: &Stage<'_>) -> Outcome {
    let probe = deleted(stage)?;
    assert_eq!(probe.entry(numbered("p/", 0))?, None);
    assert_eq!(probe.entry(numbered("p/", MANY - 1))?, None);
    assert_eq!(probe.keys(&range(), 100)?, Vec::<Bytes>::new());
    assert_eq!(probe.keys(&KeyRange::all(), 1)?, ["p.", "p0"]);
    assert_eq!(probe.sweep(0)?.tombstones, 1, "the records still await the sweeper");
    Ok(())
}

fn a_hidden_record_is_absent_to_assertions(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.fill("p/", MANY)?;
    let key = numbered("p/", 7);
    let version = probe.entry(&key)?.map(|entry| entry.version).ok_or("no record")?;
    probe.commit(Batch::new().delete_range(range()))?;
    let stale = probe.commit(Batch::new().assert_unchanged(key.clone(), version));
    assert_eq!(stale, Err(CommitError::AssertionFailed));
    probe.commit(
        Batch::new().assert_empty(range()).assert_absent(key.clone()).put(key.clone(), "new"),
    )?;
    assert_eq!(probe.value(&key)?, Some("new".into()));
    let again = probe.commit(Batch::new().assert_empty(range()));
    assert_eq!(again, Err(CommitError::AssertionFailed), "the new record is no longer hidden");
    Ok(())
}

fn a_range_delete_spares_its_own_batch(stage: &Stage<'_>) -> Outcome {
    for records in [10, MANY] {
        let probe = stage.probe();
        probe.fill("p/", records)?;
        let (kept, gone) = (numbered("p/", 1), numbered("p/", 2));
        probe.commit(
            Batch::new()
                .put(kept.clone(), "kept")
                .delete_range(range())
                .put(gone.clone(), "x")
                .delete(gone),
        )?;
        for _ in 0..2 {
            assert_eq!(probe.keys(&KeyRange::all(), 100)?, std::slice::from_ref(&kept));
            probe.sweep(10_000)?;
        }
    }
    Ok(())
}

fn the_sweeper_spares_what_was_written_since(stage: &Stage<'_>) -> Outcome {
    let probe = deleted(stage)?;
    let since = [numbered("p/", 0), numbered("p/", 300), "p/new".to_owned()];
    for key in &since {
        probe.put(key, "since")?;
    }
    let before = probe.events(Position::START, 1)?.newest;
    while probe.sweep(50)?.tombstones > 0 {}
    assert_eq!(probe.keys(&range(), 100)?, since.clone());
    for key in &since {
        assert_eq!(probe.value(key)?, Some("since".into()));
    }
    assert_eq!(probe.keys(&KeyRange::all(), 100)?.len(), since.len() + 2);
    assert_eq!(probe.events(Position::START, 1)?.newest, before, "a sweep is no commit");
    Ok(())
}

fn the_sweeper_is_bounded_and_comes_to_an_end(stage: &Stage<'_>) -> Outcome {
    let probe = deleted(stage)?;
    let (mut removed, mut sweeps) = (0, 0);
    loop {
        let sweep = probe.sweep(100)?;
        assert!(sweep.examined <= 100 && sweep.removed <= sweep.examined);
        removed += sweep.removed;
        sweeps += 1;
        if sweep.tombstones == 0 {
            break;
        }
    }
    assert_eq!((removed, sweeps), (MANY, MANY / 100 + 1));
    assert_eq!(probe.sweep(100)?.examined, 0);
    assert_eq!(probe.keys(&KeyRange::all(), 100)?, ["p.", "p0"]);
    Ok(())
}

fn a_later_range_delete_hides_what_an_earlier_one_spared(stage: &Stage<'_>) -> Outcome {
    let probe = deleted(stage)?;
    probe.sweep(MANY / 2)?;
    probe.fill("p/", MANY)?;
    assert_eq!(probe.keys(&range(), 1_000)?.len(), MANY);
    probe.commit(Batch::new().delete_range(KeyRange::prefix("p")))?;
    assert_eq!(probe.keys(&KeyRange::all(), 100)?, Vec::<Bytes>::new());
    assert_eq!(probe.sweep(0)?.tombstones, 1, "the wider range delete replaced the narrower");
    probe.put("p/x", "1")?;
    while probe.sweep(1_000)?.tombstones > 0 {}
    assert_eq!(probe.keys(&KeyRange::all(), 100)?, ["p/x"]);
    Ok(())
}

fn a_void_range_deletes_nothing(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.fill("p/", MANY)?;
    probe.commit(Batch::new().delete_range(KeyRange::between("z", "a")))?;
    probe.commit(Batch::new().delete_range(KeyRange::between("p/", "p/")))?;
    assert_eq!(probe.keys(&range(), 1_000)?.len(), MANY);
    assert_eq!(probe.sweep(0)?.tombstones, 0);
    Ok(())
}

fn hidden_records_are_examined_within_bounds(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.fill("p/", EXAMINED_RECORDS_MAX + 1)?;
    probe.put("q", "after")?;
    probe.commit(Batch::new().delete_range(range()))?;
    let page = probe.page(KeyRange::all(), 10)?;
    assert_eq!((page.entries.len(), page.next.is_some()), (0, true), "an empty page that goes on");
    assert_eq!(probe.keys(&KeyRange::all(), 10)?, ["q"]);
    let judged = probe.commit(Batch::new().assert_empty(range()));
    assert!(matches!(judged, Err(CommitError::Overloaded(_))), "{judged:?}");
    probe.sweep(1_000)?;
    probe.commit(Batch::new().assert_empty(range()))?;
    Ok(())
}

fn tombstones_are_bounded(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.fill("p/", MANY)?;
    let from = |number| KeyRange::between(numbered("p/", number), "p0");
    for number in 0..TOMBSTONES_MAX {
        probe.commit(Batch::new().delete_range(from(number)))?;
    }
    let refused = probe.commit(Batch::new().delete_range(from(TOMBSTONES_MAX)).put("a", "1"));
    assert!(matches!(refused, Err(CommitError::Overloaded(_))), "{refused:?}");
    assert_eq!(probe.entry("a")?, None);
    probe.put("a", "1")?;
    while probe.sweep(10_000)?.tombstones > 0 {}
    probe.commit(Batch::new().delete_range(from(TOMBSTONES_MAX)))?;
    assert_eq!(probe.keys(&KeyRange::all(), 10)?, ["a"]);
    Ok(())
}
