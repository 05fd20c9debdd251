//! The typed layer on this backend: what is asserted, and records that are split.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use bytes::Bytes;

use crate::batch::Batch;
use crate::conformance::probe::Probe;
use crate::conformance::{Outcome, Stage, block_on, cases};
use crate::limits::VALUE_BYTES_MAX;
use crate::range::{KeyRange, PageLimit};
use crate::store::{CommitError, Position, StoreError};
use crate::typed::{CHUNKS_MAX, Key, Reads, Record, Scope, Table, Writes};

cases![
    a_record_that_was_got_is_asserted,
    a_record_that_was_peeked_is_not_asserted,
    of_two_reads_of_one_key_the_first_counts,
    every_record_of_a_page_is_asserted,
    an_empty_prefix_is_asserted,
    scopes_and_tables_are_apart,
    a_damaged_record_is_told,
    split_records_of_every_size_are_read_whole,
    a_split_record_leaves_no_chunk_behind,
    a_split_record_is_deleted_with_its_range,
    a_record_larger_than_its_chunks_is_refused,
    a_split_record_is_never_read_torn,
    a_record_that_is_shared_is_the_one_that_was_written_last,
    a_record_that_is_shared_is_asserted_as_any_other,
];

#[derive(Clone, PartialEq, prost::Message)]
struct Note {
    #[prost(bytes = "bytes", tag = "1")]
    text: Bytes,
}

const NOTES: Table<Note> = Table::account(1);
const LINES: Table<Note, 2> = Table::account_region(2);
const BOOKS: Table<Note, 2> = Table::account(3).split();
const HERE: Scope<'_> = Scope { account: "111111111111", region: "us-east-1" };

impl Probe {
    fn reads(&self) -> Reads<'_> {
        Reads::new(&*self.store, self.space)
    }

    fn get<R: Record>(&self, key: &Key<R>) -> Result<Option<R>, StoreError> {
        block_on(self.reads().get(key))
    }

    fn write(&self, writes: Writes) -> Result<Position, CommitError> {
        self.commit(self.reads().into_batch(writes))
    }

    fn put_record<R: Record>(&self, key: &Key<R>, record: &R) -> Result<Position, CommitError> {
        let mut writes = Writes::new();
        writes.put(key, record);
        self.write(writes)
    }
}

fn note(text: &'static str) -> Note {
    Note { text: Bytes::from_static(text.as_bytes()) }
}

fn a_record_that_was_got_is_asserted(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let (key, other) = (NOTES.key(&HERE, ["a"]), NOTES.key(&HERE, ["b"]));
    let mut reads = probe.reads();
    assert_eq!(block_on(reads.get(&key))?, None);
    let mut writes = Writes::new();
    assert!(writes.is_empty());
    writes.put(&key, &note("1"));
    writes.event("told");
    probe.commit(reads.into_batch(writes))?;
    assert_eq!(probe.get(&key)?, Some(note("1")));
    assert_eq!(probe.events(Position::START, 1)?.events.len(), 1);

    let mut absent = probe.reads();
    block_on(absent.get(&other))?;
    let mut present = probe.reads();
    block_on(present.get(&key))?;
    probe.put_record(&key, &note("2"))?;
    probe.put_record(&other, &note("2"))?;
    for reads in [absent, present] {
        let refused = probe.commit(reads.into_batch(Writes::new()));
        assert_eq!(refused, Err(CommitError::AssertionFailed));
    }
    Ok(())
}

fn a_record_that_was_peeked_is_not_asserted(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let key = NOTES.key(&HERE, ["a"]);
    probe.put_record(&key, &note("1"))?;
    let reads = probe.reads();
    assert_eq!(block_on(reads.peek(&key))?, Some(note("1")));
    let page = block_on(reads.peek_page(&NOTES.all(&HERE), None, PageLimit::MAX))?;
    assert_eq!(page.records, [(key.clone(), note("1"))]);
    probe.put_record(&key, &note("2"))?;
    let batch = reads.into_batch(Writes::new());
    assert_eq!(batch, Batch::new());
    probe.commit(batch)?;
    Ok(())
}

fn of_two_reads_of_one_key_the_first_counts(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let key = NOTES.key(&HERE, ["a"]);
    let mut reads = probe.reads();
    assert_eq!(block_on(reads.get(&key))?, None);
    probe.put_record(&key, &note("1"))?;
    assert_eq!(block_on(reads.get(&key))?, Some(note("1")));
    let refused = probe.commit(reads.into_batch(Writes::new()));
    assert_eq!(refused, Err(CommitError::AssertionFailed), "the decision rests on both");
    Ok(())
}

fn every_record_of_a_page_is_asserted(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    for part in ["a", "b", "c"] {
        probe.put_record(&LINES.key(&HERE, ["n", part]), &note("1"))?;
    }
    probe.put_record(&LINES.key(&HERE, ["m", "x"]), &note("1"))?;
    let prefix = LINES.under(&HERE, ["n"]);
    let mut reads = probe.reads();
    let first = block_on(reads.page(&prefix, None, PageLimit::records(2)))?;
    let resume = first.next.clone().ok_or("no next page")?;
    let second = block_on(reads.page(&prefix, Some(&resume), PageLimit::records(2)))?;
    assert_eq!((first.records.len(), second.records.len(), second.next), (2, 1, None));
    let last = second.records.first().ok_or("no record")?;
    assert_eq!(LINES.parts(&last.0), Some([&b"n"[..], b"c"]));
    probe.put_record(&LINES.key(&HERE, ["n", "d"]), &note("new"))?;
    probe.put_record(&last.0, &note("2"))?;
    let refused = probe.commit(reads.into_batch(Writes::new()));
    assert_eq!(refused, Err(CommitError::AssertionFailed));
    Ok(())
}

fn an_empty_prefix_is_asserted(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let judge = |part| {
        let mut reads = probe.reads();
        reads.empty(&LINES.under(&HERE, [part]));
        probe.commit(reads.into_batch(Writes::new())).is_ok()
    };
    probe.put_record(&LINES.key(&HERE, ["ab", ""]), &note(""))?;
    assert!(judge("a") && judge("abc") && judge(""));
    assert!(!judge("ab"));
    Ok(())
}

fn scopes_and_tables_are_apart(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let elsewhere = Scope { account: HERE.account, region: "eu-west-1" };
    let other = Scope { account: "222222222222", region: HERE.region };
    probe.put_record(&NOTES.key(&HERE, ["a"]), &note("1"))?;
    probe.put_record(&LINES.key(&HERE, ["a", "b"]), &note("2"))?;
    assert_eq!(probe.get(&NOTES.key(&elsewhere, ["a"]))?, Some(note("1")), "one in all regions");
    assert_eq!(probe.get(&NOTES.key(&other, ["a"]))?, None);
    assert_eq!(probe.get(&LINES.key(&elsewhere, ["a", "b"]))?, None);
    let mut writes = Writes::new();
    writes.delete_range(&LINES.all(&elsewhere));
    writes.delete_range(&NOTES.all(&other));
    probe.write(writes)?;
    assert_eq!(probe.keys(&KeyRange::all(), 10)?.len(), 2);
    let mut writes = Writes::new();
    writes.delete_range(&LINES.all(&HERE));
    writes.delete(&NOTES.key(&HERE, ["a"]));
    probe.write(writes)?;
    assert_eq!(probe.keys(&KeyRange::all(), 10)?, Vec::<Bytes>::new());
    Ok(())
}

fn a_damaged_record_is_told(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let (plain, split) = (NOTES.key(&HERE, ["a"]), BOOKS.key(&HERE, ["a", "b"]));
    probe.commit(Batch::new().put(plain.bytes().clone(), &b"\xff\xff"[..]))?;
    assert!(matches!(probe.get(&plain), Err(StoreError::Corrupt(_))));
    for damaged in [&b""[..], &[CHUNKS_MAX + 1], &[1]] {
        probe.commit(Batch::new().put(split.bytes().clone(), Bytes::copy_from_slice(damaged)))?;
        assert!(matches!(probe.get(&split), Err(StoreError::Corrupt(_))), "{damaged:?}");
    }
    Ok(())
}

/// The encoded size of a note is that of its text and a header of at most 5 bytes.
fn book(bytes: usize) -> Note {
    Note { text: (0..=250).cycle().take(bytes).collect::<Vec<u8>>().into() }
}

fn split_records_of_every_size_are_read_whole(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let key = BOOKS.key(&HERE, ["shelf", "book"]);
    let edges = [VALUE_BYTES_MAX, 2 * VALUE_BYTES_MAX, 3 * VALUE_BYTES_MAX];
    let around = edges.into_iter().flat_map(|edge| edge - 7..edge + 2);
    let largest = (usize::from(CHUNKS_MAX) + 1) * VALUE_BYTES_MAX - 6;
    for bytes in [0, 1].into_iter().chain(around).chain([largest, 1]) {
        probe.put_record(&key, &book(bytes))?;
        assert!(probe.get(&key)? == Some(book(bytes)), "a record of {bytes} bytes");
    }
    probe.put_record(&BOOKS.key(&HERE, ["shelf", "later"]), &book(2 * VALUE_BYTES_MAX))?;
    let prefix = BOOKS.under(&HERE, ["shelf"]);
    let page = block_on(probe.reads().page(&prefix, None, PageLimit::MAX))?;
    let sizes: Vec<usize> = page.records.iter().map(|(_, record)| record.text.len()).collect();
    assert_eq!((sizes, page.next), (vec![1, 2 * VALUE_BYTES_MAX], None), "no chunk in a page");
    Ok(())
}

fn a_split_record_leaves_no_chunk_behind(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let key = BOOKS.key(&HERE, ["shelf", "book"]);
    probe.put_record(&key, &book(5 * VALUE_BYTES_MAX))?;
    probe.put_record(&key, &book(2 * VALUE_BYTES_MAX))?;
    assert_eq!(probe.keys(&KeyRange::all(), 100)?.len(), 1 + 2);
    let mut writes = Writes::new();
    writes.delete(&key);
    probe.write(writes)?;
    assert_eq!(probe.get(&key)?, None);
    assert_eq!(probe.keys(&KeyRange::all(), 100)?, Vec::<Bytes>::new());
    Ok(())
}

fn a_split_record_is_deleted_with_its_range(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let key = |shelf, book| BOOKS.key(&HERE, [shelf, book]);
    for (shelf, title) in [("a", "1"), ("a", "2"), ("b", "1")] {
        probe.put_record(&key(shelf, title), &book(2 * VALUE_BYTES_MAX))?;
    }
    let mut writes = Writes::new();
    writes.delete_range(&BOOKS.under(&HERE, ["a"]));
    writes.put(&key("a", "3"), &book(2 * VALUE_BYTES_MAX));
    probe.write(writes)?;
    assert_eq!(probe.get(&key("a", "1"))?, None);
    assert_eq!(probe.get(&key("a", "3"))?, Some(book(2 * VALUE_BYTES_MAX)));
    assert_eq!(probe.get(&key("b", "1"))?, Some(book(2 * VALUE_BYTES_MAX)));
    assert_eq!(probe.keys(&KeyRange::all(), 100)?.len(), 2 * 3);
    Ok(())
}

fn a_record_larger_than_its_chunks_is_refused(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let key = BOOKS.key(&HERE, ["shelf", "book"]);
    let largest = (usize::from(CHUNKS_MAX) + 1) * VALUE_BYTES_MAX;
    let refused = probe.put_record(&key, &book(largest));
    assert!(matches!(refused, Err(CommitError::TooLarge(_))), "{refused:?}");
    let plain = probe.put_record(&NOTES.key(&HERE, ["a"]), &book(VALUE_BYTES_MAX));
    assert!(matches!(plain, Err(CommitError::TooLarge(_))), "{plain:?}");
    assert_eq!(probe.keys(&KeyRange::all(), 100)?, Vec::<Bytes>::new());
    Ok(())
}

fn a_split_record_is_never_read_torn(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let key = BOOKS.key(&HERE, ["shelf", "book"]);
    let versions = [1, 2, 3].map(|fill| Note { text: vec![fill; 250_000].into() });
    probe.put_record(&key, &book(0))?;
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let written = versions.iter().cycle().take(30);
            let failed = written.map(|note| probe.put_record(&key, note)).find_map(Result::err);
            done.store(true, Ordering::Release);
            failed
        });
        while !done.load(Ordering::Acquire) {
            match probe.get(&key) {
                Ok(Some(note)) => {
                    let first = note.text.first().copied();
                    assert!(note.text.iter().all(|byte| Some(*byte) == first), "a torn record");
                }
                // A writer without a pause may outrun the reader, which is then told so.
                Err(StoreError::Unavailable(_)) => {}
                other => assert!(other.is_err(), "{other:?}"),
            }
        }
        let failed = writer.join().map_err(|_| "the writer panicked")?;
        failed.map_or(Ok(()), |error| Err(error.into()))
    })
}

/// However often it was read: from memory, from the file, in one value or in several.
fn a_record_that_is_shared_is_the_one_that_was_written_last(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let long = |byte| Note { text: Bytes::from(vec![byte; 2 * VALUE_BYTES_MAX]) };
    let (whole, split) = (NOTES.key(&HERE, ["a"]), BOOKS.key(&HERE, ["a", "b"]));
    for byte in 0..3_u8 {
        let texts = [Note { text: Bytes::from(vec![byte]) }, long(byte)];
        probe.put_record(&whole, &texts[0])?;
        probe.put_record(&split, &texts[1])?;
        for _ in 0..3 {
            for (key, expected) in [&whole, &split].into_iter().zip(&texts) {
                let shared = block_on(probe.reads().peek_shared(key))?;
                assert_eq!(shared.as_deref(), Some(expected));
                assert_eq!(probe.get(key)?.as_ref(), Some(expected));
            }
        }
    }
    let mut writes = Writes::new();
    writes.delete(&whole);
    probe.write(writes)?;
    assert_eq!(block_on(probe.reads().get_shared(&whole))?, None);
    Ok(())
}

fn a_record_that_is_shared_is_asserted_as_any_other(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let (here, gone) = (NOTES.key(&HERE, ["a"]), NOTES.key(&HERE, ["b"]));
    probe.put_record(&here, &note("1"))?;
    for (change, asserted) in [(&here, true), (&gone, true), (&here, false), (&gone, false)] {
        let mut reads = probe.reads();
        if asserted {
            block_on(reads.get_shared(change))?;
        } else {
            block_on(reads.peek_shared(change))?;
        }
        probe.put_record(change, &note("2"))?;
        let mut writes = Writes::new();
        writes.put(&here, &note("3"));
        let committed = probe.commit(reads.into_batch(writes));
        assert_eq!(committed.err(), asserted.then_some(CommitError::AssertionFailed));
        let mut writes = Writes::new();
        writes.delete(&gone);
        probe.write(writes)?;
    }
    Ok(())
}
