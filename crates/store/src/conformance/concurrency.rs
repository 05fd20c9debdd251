//! Many threads at once: one winner, no lost update, no half of a batch.

use std::collections::BTreeSet;
use std::error::Error;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use crate::batch::Batch;
use crate::conformance::probe::{Probe, numbered};
use crate::conformance::{Outcome, Stage, cases};
use crate::range::KeyRange;
use crate::store::{CommitError, Position, StoreError};

cases![
    of_64_creators_of_one_key_one_wins,
    no_update_is_lost,
    every_commit_has_a_position_of_its_own,
    a_reader_never_sees_half_a_batch,
    an_acknowledged_write_is_seen_by_everyone,
    whoever_reads_all_the_time_sees_every_acknowledged_change,
];

/// Runs `body` in `count` threads that begin together, and collects what they return.
fn together<T: Send>(count: usize, body: impl Fn(usize) -> T + Sync) -> Result<Vec<T>, String> {
    let barrier = Barrier::new(count);
    thread::scope(|scope| {
        let (barrier, body) = (&barrier, &body);
        let spawn = |index| {
            scope.spawn(move || {
                barrier.wait();
                body(index)
            })
        };
        let threads: Vec<_> = (0..count).map(spawn).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().map_err(|_| "a thread panicked".into()))
            .collect()
    })
}

fn of_64_creators_of_one_key_one_wins(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    for round in 0..4 {
        let login = format!("login {round}");
        let outcomes = together(64, |creator| {
            let identity = format!("identity {round} {creator}");
            let batch = Batch::new().assert_absent(login.clone());
            probe.commit(batch.put(login.clone(), identity.clone()).put(identity, ""))
        })?;
        let lost = outcomes.iter().filter(|outcome| **outcome == Err(CommitError::AssertionFailed));
        assert_eq!(lost.count(), 63);
        let identities = probe.keys(&KeyRange::prefix(format!("identity {round} ")), 100)?;
        assert_eq!(identities.len(), 1);
        let winner = probe.entry(&login)?.map(|entry| entry.value);
        assert_eq!(identities.first(), winner.as_ref());
    }
    Ok(())
}

fn increment(probe: &Probe) -> Result<(), CommitError> {
    loop {
        let entry = probe.entry("counter")?.ok_or(CommitError::AssertionFailed)?;
        let count: u64 = String::from_utf8_lossy(&entry.value).parse().unwrap_or(0);
        let batch = Batch::new().assert_unchanged("counter", entry.version);
        match probe.commit(batch.put("counter", (count + 1).to_string())) {
            Err(CommitError::AssertionFailed) => {}
            outcome => return outcome.map(drop),
        }
    }
}

fn no_update_is_lost(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.put("counter", "0")?;
    let outcomes = together(8, |_| (0..25).try_for_each(|_| increment(&probe)))?;
    assert_eq!(outcomes, vec![Ok(()); 8]);
    assert_eq!(probe.value("counter")?, Some("200".into()));
    Ok(())
}

fn every_commit_has_a_position_of_its_own(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let outcomes = together(16, |thread| {
        let commit = |number| {
            let key = numbered(&format!("{thread}/"), number);
            probe
                .commit(Batch::new().put(key.clone(), "").event(key))
                .map(|position| (position, number))
        };
        (0..10).map(commit).collect::<Result<Vec<_>, _>>()
    })?;
    let mut positions = BTreeSet::new();
    for commits in outcomes {
        let commits = commits?;
        assert!(commits.is_sorted(), "one thread's commits are in its order");
        positions.extend(commits.into_iter().map(|(position, _)| position));
    }
    assert_eq!(positions.len(), 160);
    let log = probe.events(Position::START, 1_000)?;
    let logged: Vec<Position> = log.events.iter().map(|event| event.position).collect();
    assert_eq!(logged, positions.into_iter().collect::<Vec<_>>(), "the log is in commit order");
    for event in &log.events {
        let version = probe.entry(&event.payload)?.map(|entry| entry.version);
        assert_eq!(version, Some(event.position));
    }
    Ok(())
}

fn a_reader_never_sees_half_a_batch(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let write = |value: usize| {
        let value = value.to_string();
        probe.commit(Batch::new().put("left", value.clone()).put("right", value))
    };
    write(0)?;
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let written = (1..200).try_for_each(|value| write(value).map(drop));
            done.store(true, Ordering::Release);
            written
        });
        let mut newest = Position::START;
        while !done.load(Ordering::Acquire) {
            let page = probe.page(KeyRange::all(), 10)?;
            let entries: BTreeSet<_> =
                page.entries.iter().map(|(_, entry)| (&entry.value, entry.version)).collect();
            assert_eq!((page.entries.len(), entries.len()), (2, 1), "both sides are of one commit");
            let version = entries.first().map_or(Position::START, |(_, version)| *version);
            assert_eq!(version, page.position, "the page is of the moment that it names");
            assert!(version >= newest, "time does not go back");
            newest = version;
        }
        writer.join().map_err(|_| "the writer panicked")??;
        Ok(())
    })
}

fn an_acknowledged_write_is_seen_by_everyone(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    for number in 0..20 {
        let key = numbered("k", number);
        probe.put(&key, "v")?;
        let seen = together(4, |_| probe.value(&key))?;
        assert_eq!(seen, vec![Ok(Some("v".to_owned())); 4]);
    }
    Ok(())
}

/// Somebody always reads, so that no store gets by with what was read a moment ago.
fn whoever_reads_all_the_time_sees_every_acknowledged_change(stage: &Stage<'_>) -> Outcome {
    const KEYS: [&str; 3] = ["r/put", "r/deleted", "r/range"];
    let probe = stage.probe();
    let done = AtomicBool::new(false);
    let acknowledged = AtomicU64::new(0);
    thread::scope(|scope| {
        let read = || {
            let mut newest = Position::START;
            while !done.load(Ordering::Acquire) {
                let least = Position(acknowledged.load(Ordering::Acquire));
                let version = probe.entry(KEYS[0])?.map_or(Position::START, |entry| entry.version);
                assert!(version >= least && version >= newest, "time does not go back");
                newest = version;
                for key in KEYS {
                    probe.entry(key)?;
                }
            }
            Ok::<(), StoreError>(())
        };
        let readers = [scope.spawn(read), scope.spawn(read)];
        let written = (0..60).try_for_each(|number: u64| {
            for key in KEYS {
                let position = probe.put(key, &number.to_string())?;
                if key == KEYS[0] {
                    acknowledged.store(position.0, Ordering::Release);
                }
                assert_eq!(probe.value(key)?, Some(number.to_string()));
            }
            probe.commit(Batch::new().delete(KEYS[1]))?;
            assert_eq!(probe.value(KEYS[1])?, None);
            probe.commit(Batch::new().delete_range(KeyRange::prefix(KEYS[2])))?;
            assert_eq!(probe.value(KEYS[2])?, None);
            Ok::<(), Box<dyn Error>>(())
        });
        done.store(true, Ordering::Release);
        for reader in readers {
            reader.join().map_err(|_| "a reader panicked")??;
        }
        written
    })
}
