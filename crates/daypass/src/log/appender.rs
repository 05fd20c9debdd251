//! Lines are gathered, and written by a thread of their own.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a line waits for others before it is written. Grave ones do not wait.
const GATHERING_MS: u64 = 2;
/// Bytes that wait to be written. Whoever has a line beyond them waits as long as the reader of the
/// log makes everybody wait.
const WAITING_BYTES_MAX: usize = 1_024 * 1_024;
/// From so many bytes on nothing more is waited for.
const GATHERED_BYTES: usize = 256 * 1_024;

/// How soon a line is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Urgency {
    /// With those of the next moment.
    Gathered,
    /// At once.
    Soon,
    /// Before anything else happens: the process may be about to end.
    First,
}

/// Where lines go. Its thread ends with its [`Appending`].
#[derive(Default)]
pub(super) struct Appender {
    state: Mutex<State>,
    /// There is something to write, or more reason to.
    filled: Condvar,
    /// What was waiting was taken, or has been written.
    written: Condvar,
}

#[derive(Default)]
struct State {
    waiting: Vec<u8>,
    urgent: bool,
    /// What was taken to be written so far, and what has been, in turns of the thread.
    taken: u64,
    done: u64,
    ended: bool,
}

impl Appender {
    /// Appends a whole line.
    pub(super) fn append(&self, line: &[u8], urgency: Urgency) {
        let mut state = self.lock();
        while !state.ended
            && !state.waiting.is_empty()
            && state.waiting.len() + line.len() > WAITING_BYTES_MAX
        {
            state = wait(&self.written, state);
        }
        if state.ended {
            return;
        }
        let first = state.waiting.is_empty();
        state.waiting.extend_from_slice(line);
        let urgent = urgency != Urgency::Gathered || state.waiting.len() >= GATHERED_BYTES;
        let sooner = urgent && !state.urgent;
        state.urgent |= urgent;
        if first || sooner {
            self.filled.notify_one();
        }
        if urgency == Urgency::First {
            let turn = state.taken + 1;
            while !state.ended && state.done < turn {
                state = wait(&self.written, state);
            }
        }
    }

    /// Writes what comes until the end, and all of it.
    fn run(&self, mut out: impl Write) {
        let mut lines = Vec::new();
        loop {
            let mut state = self.lock();
            while state.waiting.is_empty() && !state.ended {
                state = wait(&self.filled, state);
            }
            if state.waiting.is_empty() {
                return;
            }
            let gathering = Duration::from_millis(GATHERING_MS);
            let more = |state: &mut State| !state.urgent && !state.ended;
            let waited = self.filled.wait_timeout_while(state, gathering, more);
            let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            std::mem::swap(&mut lines, &mut state.waiting);
            state.urgent = false;
            state.taken += 1;
            drop(state);
            // There is room again, however long this takes to write.
            self.written.notify_all();
            // Nobody may be reading: the server runs all the same.
            let _written = out.write_all(&lines).and_then(|()| out.flush());
            lines.clear();
            lines.shrink_to(GATHERED_BYTES);
            self.lock().done += 1;
            self.written.notify_all();
        }
    }

    fn end(&self) {
        self.lock().ended = true;
        self.filled.notify_all();
        self.written.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wait<'s>(condition: &Condvar, state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
    condition.wait(state).unwrap_or_else(PoisonError::into_inner)
}

/// The thread that writes. Dropping this waits until everything has been written; what comes
/// afterwards is not.
pub(crate) struct Appending {
    appender: Arc<Appender>,
    thread: Option<JoinHandle<()>>,
}

impl Appending {
    /// Starts a thread that writes to `out`.
    pub(super) fn start(out: impl Write + Send + 'static) -> io::Result<Self> {
        let appender = Arc::new(Appender::default());
        let of_thread = Arc::clone(&appender);
        let thread =
            thread::Builder::new().name("log".to_owned()).spawn(move || of_thread.run(out))?;
        Ok(Self { appender, thread: Some(thread) })
    }

    /// Where to append.
    pub(super) fn appender(&self) -> Arc<Appender> {
        Arc::clone(&self.appender)
    }
}

impl Drop for Appending {
    fn drop(&mut self) {
        self.appender.end();
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been told by its own message.
            let _joined = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Receiver, Sender, SyncSender};

    use super::*;

    /// Tells of each write, and waits for leave before it comes back.
    struct Slow {
        told: Sender<Vec<u8>>,
        leave: Receiver<()>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.told.send(bytes.to_vec()).unwrap();
            self.leave.recv().unwrap();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn slow() -> (Appending, Receiver<Vec<u8>>, SyncSender<()>) {
        let (told, writes) = mpsc::channel();
        let (give, leave) = mpsc::sync_channel(WAITING_BYTES_MAX);
        (Appending::start(Slow { told, leave }).unwrap(), writes, give)
    }

    #[test]
    fn lines_come_whole_in_order_and_all_of_them_before_the_end() {
        let (appending, writes, leave) = slow();
        let appender = appending.appender();
        appender.append(b"one\n", Urgency::Gathered);
        assert_eq!(writes.recv().unwrap(), b"one\n");
        // While the first is being written, others come.
        appender.append(b"two\n", Urgency::Soon);
        appender.append(b"three\n", Urgency::Gathered);
        leave.send(()).unwrap();
        leave.send(()).unwrap();
        drop(appending);
        assert_eq!(writes.recv().unwrap(), b"two\nthree\n");
        appender.append(b"too late\n", Urgency::First);
        assert!(writes.recv().is_err());
    }

    #[test]
    fn a_first_line_is_written_when_append_comes_back() {
        let (appending, writes, leave) = slow();
        let appender = appending.appender();
        leave.send(()).unwrap();
        leave.send(()).unwrap();
        appender.append(b"one\n", Urgency::Gathered);
        appender.append(b"the last\n", Urgency::First);
        let written: Vec<u8> = writes.try_iter().flatten().collect();
        assert_eq!(written, b"one\nthe last\n");
    }

    #[test]
    fn whoever_logs_more_than_is_read_waits_and_nothing_is_lost() {
        let (appending, writes, leave) = slow();
        let line = vec![b'a'; WAITING_BYTES_MAX / 4];
        let appender = appending.appender();
        let (done, all) = mpsc::channel();
        let log = {
            let line = line.clone();
            move || {
                for number in 0..20 {
                    appender.append(&line, Urgency::Gathered);
                    done.send(number).unwrap();
                }
            }
        };
        let logging = thread::spawn(log);
        let first = writes.recv().unwrap().len();
        // Beside what is being written, as much is taken as may wait, and no more.
        let taken = first / line.len() + 4;
        assert_eq!(all.iter().take(taken).count(), taken);
        let refused = all.recv_timeout(Duration::from_millis(20));
        assert!(refused.is_err(), "{refused:?}");
        for _ in 0..20 {
            leave.send(()).unwrap();
        }
        logging.join().unwrap();
        drop(appending);
        let rest: usize = writes.iter().map(|bytes| bytes.len()).sum();
        assert_eq!(first + rest, 20 * line.len());
    }
}
