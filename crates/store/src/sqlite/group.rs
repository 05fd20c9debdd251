//! The writer thread: one transaction and one sync for everything that waits.

use std::sync::Arc;
use std::thread;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::batch::Batch;
use crate::rows::{self, Refusal};
use crate::sqlite::cache::Cache;
use crate::sqlite::checkpoint::Checkpoints;
use crate::sqlite::hiding::Hiding;
use crate::sqlite::queue::{Job, Queue};
use crate::sqlite::rows::{Log, SqliteRows, tombstone_count};
use crate::store::{CommitError, Position, Sweep};

/// Owns the connection that writes.
pub(crate) struct Writer {
    connection: Connection,
    log: Log,
    events_max: u64,
    cache: Option<Arc<Cache>>,
    hiding: Arc<Hiding>,
}

/// What a job came to, told once the group is durable.
enum Outcome {
    Committed(Result<Position, CommitError>),
    Swept(Sweep),
}

impl Writer {
    /// A writer that goes on where the file ends.
    pub(crate) fn new(
        connection: Connection,
        events_max: usize,
        cache: Option<Arc<Cache>>,
    ) -> rusqlite::Result<Self> {
        let log = Log::read(&connection)?;
        let hiding = Arc::new(Hiding::new(tombstone_count(&connection)?));
        let events_max = events_max.try_into().unwrap_or(u64::MAX);
        Ok(Self { connection, log, events_max, cache, hiding })
    }

    /// What readers have to know of this writer's tombstones.
    pub(crate) fn hiding(&self) -> Arc<Hiding> {
        Arc::clone(&self.hiding)
    }

    /// Commits groups until the queue is closed.
    pub(crate) fn run(mut self, queue: &Queue, checkpoints: &Checkpoints) {
        let _retire = Retire(queue);
        while let Some(group) = queue.take_group() {
            if let Some(reason) = queue.breaker().reason() {
                refuse(group, &CommitError::Unavailable(reason.to_owned()));
                continue;
            }
            let committed = self.commit(&group);
            // Even if it failed: whether it was written may be unknown.
            self.forget(&group);
            match committed {
                Ok((outcomes, rows_written)) => {
                    checkpoints.count(rows_written);
                    answer(group, outcomes);
                }
                Err(error) => {
                    let reason = format!("commit failed: {error}");
                    // Another program's lock passes; nothing was written. After anything else it
                    // is unknown what the file holds, and nothing may be acknowledged on top.
                    if error.sqlite_error_code() != Some(ErrorCode::DatabaseBusy) {
                        queue.breaker().trip(reason.clone());
                    }
                    refuse(group, &CommitError::Unavailable(reason));
                }
            }
        }
    }

    /// Nobody is told of a commit while the cache holds what was there before it.
    fn forget(&self, group: &[Job]) {
        let Some(cache) = &self.cache else { return };
        for job in group {
            if let Job::Commit(batch, _) = job {
                cache.forget(batch);
            }
        }
    }

    /// One transaction. Its log becomes ours only when it is durable.
    fn commit(&mut self, group: &[Job]) -> rusqlite::Result<(Vec<Outcome>, usize)> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut rows = SqliteRows::new(&transaction, self.log);
        let outcomes = group.iter().map(|job| apply(&mut rows, job)).collect::<Result<_, _>>()?;
        rows.trim_events(self.events_max)?;
        let tombstones = rows.tombstones_changed()?;
        let (log, rows_written) = rows.finish(&self.log)?;
        if tombstones.is_some_and(|count| count > 0) {
            self.hiding.begin();
        }
        transaction.commit()?;
        self.log = log;
        if tombstones == Some(0) {
            self.hiding.end();
        }
        Ok((outcomes, rows_written))
    }
}

/// Leaves nobody waiting for a writer that is gone, by a panic too.
struct Retire<'q>(&'q Queue);

impl Drop for Retire<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.breaker().trip("the writer panicked".to_owned());
        }
        self.0.retire();
    }
}

fn apply(rows: &mut SqliteRows<'_>, job: &Job) -> rusqlite::Result<Outcome> {
    match job {
        Job::Commit(batch, _) => apply_batch(rows, batch).map(Outcome::Committed),
        Job::Sweep(records_max, _) => rows::sweep(rows, *records_max).map(Outcome::Swept),
    }
}

fn apply_batch(
    rows: &mut SqliteRows<'_>,
    batch: &Batch,
) -> rusqlite::Result<Result<Position, CommitError>> {
    match rows::judge(rows, batch) {
        Ok(()) => {}
        Err(Refusal::Batch(error)) => return Ok(Err(error)),
        Err(Refusal::Backend(error)) => return Err(error),
    }
    if !batch.is_read_only() {
        let position = rows.advance();
        rows::apply(rows, batch, position)?;
    }
    Ok(Ok(rows.newest()))
}

fn answer(group: Vec<Job>, outcomes: Vec<Outcome>) {
    for (job, outcome) in group.into_iter().zip(outcomes) {
        match (job, outcome) {
            (Job::Commit(_, answer), Outcome::Committed(result)) => answer.send(result),
            (Job::Sweep(_, answer), Outcome::Swept(sweep)) => answer.send(Ok(sweep)),
            // Outcomes are made from the same jobs in the same order.
            (job, _) => job.refuse(CommitError::Unavailable("outcome of another job".to_owned())),
        }
    }
}

fn refuse(group: Vec<Job>, error: &CommitError) {
    for job in group {
        job.refuse(error.clone());
    }
}
