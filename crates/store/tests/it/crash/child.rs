//! The writer that is killed: this test binary again, as a process of its own.

use std::fmt;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::exit;
use std::thread;

use daypass_store::conformance::block_on;
use daypass_store::{Batch, CommitError, Health, Space, SqliteOptions, SqliteStore, Store};

/// Tells a process that it is the writer, and what to write.
pub(super) const VARIABLE: &str = "DAYPASS_STORE_TEST_WRITER";
pub(super) const BEGIN: &str = "writer begins";
pub(super) const END: &str = "writer ends";

/// What the writer does.
pub(super) struct Spec {
    pub(super) folder: PathBuf,
    pub(super) round: usize,
    pub(super) threads: usize,
    /// Per thread.
    pub(super) batches: usize,
}

impl fmt::Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { folder, round, threads, batches } = self;
        write!(f, "{round} {threads} {batches} {}", folder.display())
    }
}

impl Spec {
    fn parse(text: &str) -> Self {
        let mut words = text.splitn(4, ' ');
        let mut number = || words.next().unwrap().parse().unwrap();
        let (round, threads, batches) = (number(), number(), number());
        Self { folder: words.next().unwrap().into(), round, threads, batches }
    }
}

/// Becomes the writer, never to return, if this process was started as it.
#[expect(clippy::disallowed_methods, reason = "a test harness leaves no other way to be told")]
pub(super) fn run_if_child() {
    if let Ok(text) = std::env::var(VARIABLE) {
        run(&Spec::parse(&text));
        exit(0);
    }
}

pub(super) fn row_key(id: &str) -> String {
    format!("row/{id}")
}

/// Reversed, so that row and index row lie on different pages.
pub(super) fn index_key(id: &str) -> String {
    format!("index/{}", id.chars().rev().collect::<String>())
}

pub(super) fn value(id: &str) -> String {
    format!("{id} ").repeat(20)
}

fn batch(id: &str) -> Batch {
    let batch = Batch::new().assert_absent(row_key(id)).put(row_key(id), value(id));
    batch.put(index_key(id), id.to_owned()).event(id.to_owned())
}

fn run(spec: &Spec) {
    let store = SqliteStore::open(&SqliteOptions::new(&spec.folder)).unwrap();
    // The harness may have left its line open.
    say(&format!("\n{BEGIN}"));
    let failed = thread::scope(|scope| {
        let store = &store;
        let write = move |thread| scope.spawn(move || write(store, spec, thread));
        let threads: Vec<_> = (0..spec.threads).map(write).collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap()).last()
    });
    if let Some((id, error)) = failed {
        tell_failure(&store, &id, &error);
    }
    say(END);
}

/// Commits and acknowledges until the end or the first failure.
fn write(store: &SqliteStore, spec: &Spec, thread: usize) -> Option<(String, CommitError)> {
    for number in 0..spec.batches {
        let id = format!("{:02}-{thread:02}-{number:06}", spec.round);
        match block_on(store.commit(Space::State, batch(&id))) {
            Ok(position) => say(&format!("ack {id} {position}")),
            Err(error) => return Some((id, error)),
        }
    }
    None
}

fn tell_failure(store: &SqliteStore, id: &str, error: &CommitError) {
    say(&format!("failed: {error}"));
    match store.health() {
        Health::Green => say("health green"),
        Health::Red { reason } => say(&format!("health red: {reason}")),
    }
    match block_on(store.entry(Space::State, row_key(id).as_bytes())) {
        Ok(None) => say("not seen"),
        other => say(&format!("seen: {other:?}")),
    }
    match block_on(store.commit(Space::State, batch("later"))) {
        Err(CommitError::Unavailable(_)) => say("refused"),
        other => say(&format!("answered: {other:?}")),
    }
}

/// One line in one system call, which is what the sync trace looks for.
fn say(line: &str) {
    std::io::stdout().lock().write_all(format!("{line}\n").as_bytes()).unwrap();
}
