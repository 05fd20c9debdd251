//! What waits for a space's writer thread.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::batch::Batch;
use crate::oneshot::{self, Sender};
use crate::sqlite::space::Breaker;
use crate::store::{CommitError, Position, Sweep};

/// Most batches that wait; further ones are refused as overloaded.
const QUEUE_BATCHES_MAX: usize = 16_384;

/// Most bytes of batches that wait.
const QUEUE_BYTES_MAX: usize = 64 * 1_024 * 1_024;

/// Most batches that one transaction commits together.
const GROUP_BATCHES_MAX: usize = 1_024;

/// A transaction takes no further batch once it has this many bytes.
const GROUP_BYTES_MAX: usize = 4 * 1_024 * 1_024;

/// Something for the writer to do, and whom to tell.
pub(crate) enum Job {
    /// Commit a batch.
    Commit(Batch, Sender<Result<Position, CommitError>>),
    /// Sweep, looking at this many records.
    Sweep(usize, Sender<Result<Sweep, CommitError>>),
}

impl Job {
    fn bytes(&self) -> usize {
        match self {
            Self::Commit(batch, _) => batch.bytes(),
            Self::Sweep(..) => 0,
        }
    }

    /// Answers with an error.
    pub(crate) fn refuse(self, error: CommitError) {
        match self {
            Self::Commit(_, answer) => answer.send(Err(error)),
            Self::Sweep(_, answer) => answer.send(Err(error)),
        }
    }
}

/// The queue of one space.
pub(crate) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
    breaker: Breaker,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    bytes: usize,
    closed: bool,
    writing: bool,
    paused: bool,
}

impl Queue {
    /// An empty queue, refusing everything once `breaker` has tripped.
    pub(crate) fn new(breaker: Breaker) -> Self {
        Self { state: Mutex::default(), changed: Condvar::new(), breaker }
    }

    /// Commits a batch with whatever else waits.
    pub(crate) async fn commit(&self, batch: Batch) -> Result<Position, CommitError> {
        let (sender, answer) = oneshot::channel();
        self.push(Job::Commit(batch, sender))?;
        answer.await.unwrap_or_else(|| Err(stopped()))
    }

    /// Sweeps between two groups' batches.
    pub(crate) async fn sweep(&self, records_max: usize) -> Result<Sweep, CommitError> {
        let (sender, answer) = oneshot::channel();
        self.push(Job::Sweep(records_max, sender))?;
        answer.await.unwrap_or_else(|| Err(stopped()))
    }

    /// Everything that waits, up to a group's bounds; waits for something. None once the queue is
    /// closed and empty. The writer counts as writing until it comes back for more.
    pub(crate) fn take_group(&self) -> Option<Vec<Job>> {
        let mut state = self.lock();
        state.writing = false;
        self.changed.notify_all();
        while state.paused || (state.jobs.is_empty() && !state.closed) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let mut group = Vec::new();
        let mut bytes = 0;
        while group.len() < GROUP_BATCHES_MAX && bytes < GROUP_BYTES_MAX {
            let Some(job) = state.jobs.pop_front() else { break };
            bytes += job.bytes();
            group.push(job);
        }
        state.bytes = state.bytes.saturating_sub(bytes);
        state.writing = !group.is_empty();
        state.writing.then_some(group)
    }

    /// Keeps the writer between two groups for as long as the guard lives.
    pub(crate) fn pause(&self) -> Pause<'_> {
        let mut state = self.lock();
        state.paused = true;
        while state.writing {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        Pause(self)
    }

    /// Takes no further job; those that wait are still done.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Ends the queue with its writer: nobody is left to do what waits.
    pub(crate) fn retire(&self) {
        let abandoned = {
            let mut state = self.lock();
            state.closed = true;
            state.writing = false;
            std::mem::take(&mut state.jobs)
        };
        self.changed.notify_all();
        for job in abandoned {
            job.refuse(stopped());
        }
    }

    /// The breaker that this queue honours.
    pub(crate) fn breaker(&self) -> &Breaker {
        &self.breaker
    }

    fn push(&self, job: Job) -> Result<(), CommitError> {
        if let Some(reason) = self.breaker.reason() {
            return Err(CommitError::Unavailable(reason.to_owned()));
        }
        let mut state = self.lock();
        if state.closed {
            return Err(stopped());
        }
        let bytes = state.bytes + job.bytes();
        if state.jobs.len() >= QUEUE_BATCHES_MAX || bytes > QUEUE_BYTES_MAX {
            return Err(CommitError::Overloaded("too many commits wait"));
        }
        state.bytes = bytes;
        state.jobs.push_back(job);
        drop(state);
        self.changed.notify_all();
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Holds the writer back until dropped.
pub(crate) struct Pause<'q>(&'q Queue);

impl Drop for Pause<'_> {
    fn drop(&mut self) {
        self.0.lock().paused = false;
        self.0.changed.notify_all();
    }
}

fn stopped() -> CommitError {
    CommitError::Unavailable("the store is closed".to_owned())
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::limits::VALUE_BYTES_MAX;

    type Commit<'q> = Pin<Box<dyn Future<Output = Result<Position, CommitError>> + 'q>>;

    /// A commit that has been queued, or the answer that it got at once.
    fn queued(queue: &Queue, batch: Batch) -> Result<Commit<'_>, CommitError> {
        let mut commit: Commit<'_> = Box::pin(queue.commit(batch));
        match commit.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => Ok(commit),
            Poll::Ready(Err(error)) => Err(error),
            Poll::Ready(Ok(position)) => panic!("nobody can have committed {position}"),
        }
    }

    #[test]
    fn a_full_queue_refuses_and_loses_nothing() {
        let queue = Queue::new(Breaker::default());
        let waiting: Vec<_> =
            (0..QUEUE_BATCHES_MAX).map(|_| queued(&queue, Batch::new()).unwrap()).collect();
        let refused = queued(&queue, Batch::new()).err();
        assert_eq!(refused, Some(CommitError::Overloaded("too many commits wait")));
        assert_eq!(queue.take_group().map(|group| group.len()), Some(GROUP_BATCHES_MAX));
        assert!(queued(&queue, Batch::new()).is_ok(), "there is room again");
        drop(waiting);
    }

    #[test]
    fn the_bytes_that_wait_and_that_one_group_takes_are_bounded() {
        let queue = Queue::new(Breaker::default());
        let large = || Batch::new().put("", vec![0; VALUE_BYTES_MAX]);
        let fitting = QUEUE_BYTES_MAX / VALUE_BYTES_MAX;
        let _waiting: Vec<_> = (0..fitting).map(|_| queued(&queue, large()).unwrap()).collect();
        assert!(matches!(queued(&queue, large()).err(), Some(CommitError::Overloaded(_))));
        let group = queue.take_group().map(|group| group.len());
        assert_eq!(group, Some(GROUP_BYTES_MAX.div_ceil(VALUE_BYTES_MAX)));
        assert!(queued(&queue, large()).is_ok(), "there is room again");
    }

    #[test]
    fn nobody_waits_for_a_writer_that_is_gone() {
        let queue = Queue::new(Breaker::default());
        let mut waiting = queued(&queue, Batch::new()).unwrap();
        queue.retire();
        let answer = waiting.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(answer, Poll::Ready(Err(stopped())));
        assert_eq!(queued(&queue, Batch::new()).err(), Some(stopped()));
        assert!(queue.take_group().is_none());
    }

    #[test]
    fn a_tripped_breaker_refuses_at_once() {
        let breaker = Breaker::default();
        let queue = Queue::new(breaker.clone());
        breaker.trip("first".to_owned());
        breaker.trip("second".to_owned());
        let refused = CommitError::Unavailable("first".to_owned());
        assert_eq!(queued(&queue, Batch::new()).err(), Some(refused));
    }
}
