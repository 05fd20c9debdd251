//! What only the SQLite backend promises: its files, its lock, its log.

use std::fs::{self, File};
use std::os::unix::fs::{FileExt as _, PermissionsExt};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::thread;

use bytes::Bytes;
use daypass_store::conformance::block_on;
use daypass_store::{
    Batch, KeyRange, OpenError, PageLimit, Position, Space, SqliteOptions, SqliteStore, Store,
    VALUE_BYTES_MAX, poll_at_hand,
};

use crate::folder::{Folder, opened_again};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn only_the_owner_can_read_the_files() {
    let folder = Folder::new();
    let data = folder.path().join("a/data");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("state.sqlite"), "").unwrap();
    fs::set_permissions(data.join("state.sqlite"), PermissionsExt::from_mode(0o644)).unwrap();
    let made = folder.path().join("made");
    for data in [data, made.clone()] {
        let store = SqliteStore::open(&SqliteOptions::new(&data)).unwrap();
        block_on(store.commit(Space::Sessions, Batch::new().put("k", "v"))).unwrap();
        let names: Vec<_> = fs::read_dir(&data).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(names.len(), 7, "lock, and file, log and index of two spaces: {names:?}");
        for name in names {
            assert_eq!(mode(&name), 0o600, "{}", name.display());
        }
    }
    assert_eq!(mode(&made), 0o700);
}

#[test]
fn a_store_in_use_is_refused_and_untouched() {
    let folder = Folder::new();
    let options = SqliteOptions::new(folder.path());
    let store = SqliteStore::open(&options).unwrap();
    let refused = SqliteStore::open(&options).err().unwrap();
    assert!(matches!(refused, OpenError::InUse { .. }));
    let text = format!("the store in `{}` is in use by another process", folder.path().display());
    assert_eq!(refused.to_string(), text);
    block_on(store.commit(Space::State, Batch::new().put("k", "v"))).unwrap();
    drop(store);
    opened_again(&options).unwrap();
}

#[test]
fn a_file_of_someone_else_is_refused() {
    let folder = Folder::new();
    let options = SqliteOptions::new(folder.path());
    let path = folder.path().join("state.sqlite");
    let foreign = rusqlite::Connection::open(&path).unwrap();
    foreign.execute_batch("PRAGMA user_version = 7; CREATE TABLE t (a)").unwrap();
    drop(foreign);
    let refused = opened_again(&options).err().unwrap();
    assert!(matches!(refused, OpenError::Format { application_id: 0, format: 7, .. }), "{refused}");
    fs::write(&path, "this is no database, but long enough to be looked at as one").unwrap();
    let refused = opened_again(&options).err().unwrap();
    assert!(matches!(refused, OpenError::Sqlite { .. }), "{refused}");
    fs::remove_file(&path).unwrap();
    opened_again(&options).unwrap();
}

#[test]
fn a_newer_format_is_refused() {
    let folder = Folder::new();
    let options = SqliteOptions::new(folder.path());
    drop(SqliteStore::open(&options).unwrap());
    let file = rusqlite::Connection::open(folder.path().join("sessions.sqlite")).unwrap();
    file.pragma_update(None, "user_version", 2).unwrap();
    drop(file);
    let refused = opened_again(&options).err().unwrap();
    assert!(matches!(refused, OpenError::Format { format: 2, .. }), "{refused}");
}

#[test]
fn what_is_not_in_memory_is_not_at_hand_and_comes_later() {
    let folder = Folder::new();
    let store = SqliteStore::open(&SqliteOptions::new(folder.path())).unwrap();
    block_on(store.commit(Space::State, Batch::new().put("k", "v"))).unwrap();
    let mut first = store.entry(Space::State, b"k");
    assert!(poll_at_hand(first.as_mut()).is_pending(), "not read yet");
    assert_eq!(block_on(first).unwrap().unwrap().value, "v");
    let again = poll_at_hand(store.entry(Space::State, b"k").as_mut());
    assert!(matches!(again, Poll::Ready(Ok(Some(entry))) if entry.value == "v"));
    let all = KeyRange::between(Bytes::new(), "z");
    let mut page = store.page(Space::State, all, PageLimit::records(1));
    assert!(poll_at_hand(page.as_mut()).is_pending());
    assert_eq!(block_on(page).unwrap().entries.len(), 1);
    assert!(
        poll_at_hand(store.events_after(Space::State, Position::START, 1).as_mut()).is_pending()
    );
}

#[test]
fn more_readers_than_connections_wait_their_turn() {
    let folder = Folder::new();
    let options = SqliteOptions { readers_max: 1, ..SqliteOptions::new(folder.path()) };
    let store = SqliteStore::open(&options).unwrap();
    block_on(store.commit(Space::State, Batch::new().put("k", "v"))).unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let entry = block_on(store.entry(Space::State, b"k")).unwrap().unwrap();
                    assert_eq!(entry.value, "v");
                }
            });
        }
    });
}

#[test]
fn the_log_begins_anew_while_writes_never_pause() {
    let folder = Folder::new();
    let store = SqliteStore::open(&SqliteOptions::new(folder.path())).unwrap();
    let value = vec![7; VALUE_BYTES_MAX];
    let log = folder.path().join("sessions.sqlite-wal");
    let put = |key: String| {
        let batch = Batch::new().put(key, value.clone());
        block_on(store.commit(Space::Sessions, batch)).unwrap();
    };
    put("first".to_owned());
    let first_log = log_salts(&log);
    let anew = AtomicBool::new(false);
    let write = |thread: usize| {
        for number in 0..1_500 {
            if anew.load(Ordering::Relaxed) {
                return;
            }
            put(format!("{thread} {number}"));
            anew.fetch_or(log_salts(&log) != first_log, Ordering::Relaxed);
        }
    };
    thread::scope(|scope| (0..4).for_each(|thread| drop(scope.spawn(move || write(thread)))));
    assert!(anew.into_inner(), "585 MiB in one log that only ever grows");
}

/// The salts in the log's header, which change each time the log begins anew; none while it is
/// empty.
fn log_salts(log: &Path) -> Option<[u8; 8]> {
    let mut salts = [0; 8];
    File::open(log).unwrap().read_exact_at(&mut salts, 16).ok()?;
    Some(salts)
}

#[test]
fn an_operators_lock_delays_a_commit_and_breaks_nothing() {
    let folder = Folder::new();
    let store = SqliteStore::open(&SqliteOptions::new(folder.path())).unwrap();
    let tool = rusqlite::Connection::open(folder.path().join("state.sqlite")).unwrap();
    tool.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        let commit =
            scope.spawn(|| block_on(store.commit(Space::State, Batch::new().put("k", "v"))));
        block_on(store.commit(Space::Sessions, Batch::new().put("k", "v"))).unwrap();
        tool.execute_batch("ROLLBACK").unwrap();
        commit.join().unwrap().unwrap();
    });
}
