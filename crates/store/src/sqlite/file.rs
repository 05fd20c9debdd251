//! Opening the files: the lock, modes, pragmas and the schema.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::store::Space;

/// The oldest SQLite that is accepted: before 3.51.3 a checkpoint that raced with a commit could
/// lose committed transactions.
const VERSION_LEAST: i32 = 3_051_003;

/// The format of the files, kept in `user_version`.
const FORMAT: i32 = 1;

/// Marks the files as Daypass's, kept in `application_id`: "Dayp" in ASCII.
const APPLICATION_ID: i32 = 0x4461_7970;

/// How long a statement waits for a lock that an operator's tool holds.
const BUSY_MS: u64 = 5_000;

/// How long a checkpoint waits for a reader before it is left to the next one.
const CHECKPOINT_BUSY_MS: u64 = 100;

/// Page cache of each connection, and how much of the file is mapped beside it: all that SQLite maps
/// at most, since pages that are mapped are neither copied nor kept twice.
const CACHE_KIB: i64 = 8 * 1_024;
const MAP_BYTES: i64 = 0x7fff_0000;

/// Prepared statements kept per connection.
const STATEMENTS_MAX: usize = 32;

const SCHEMA: &str = "
    CREATE TABLE records (
        key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL, version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tombstones (
        start BLOB NOT NULL, end BLOB NOT NULL, position INTEGER NOT NULL, swept BLOB NOT NULL,
        PRIMARY KEY (start, end)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE events (
        position INTEGER NOT NULL, number INTEGER NOT NULL, payload BLOB NOT NULL,
        PRIMARY KEY (position, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE log (
        id INTEGER PRIMARY KEY CHECK (id = 0), newest INTEGER NOT NULL, events INTEGER NOT NULL,
        trimmed INTEGER NOT NULL, trimmed_events INTEGER NOT NULL
    ) STRICT;
    INSERT INTO log VALUES (0, 0, 0, 0, 0);
";

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error("the store in `{}` is in use by another process", folder.display())]
    InUse {
        /// The store's folder.
        folder: PathBuf,
    },
    /// The SQLite in this binary has a known loss of committed data.
    #[error("sqlite {found} is too old: 3.51.3 is the first that is safe")]
    LibraryVersion {
        /// The version found.
        found: &'static str,
    },
    /// The file is not a store's, or a newer release wrote it.
    #[error("`{}` is not a store of this release: application id {application_id}, format {format}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Its `application_id`.
        application_id: i32,
        /// Its `user_version`.
        format: i32,
    },
    /// SQLite did not accept a setting that durability rests on.
    #[error("sqlite keeps `{setting}` at `{found}`")]
    Setting {
        /// The pragma.
        setting: &'static str,
        /// What it is.
        found: String,
    },
    /// The operating system refused.
    #[error("cannot open `{}`: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// SQLite refused.
    #[error("cannot open `{}`: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

/// Asserts that the SQLite in this binary is safe.
pub(crate) fn check_library() -> Result<(), OpenError> {
    if rusqlite::version_number() >= VERSION_LEAST {
        return Ok(());
    }
    Err(OpenError::LibraryVersion { found: rusqlite::version() })
}

/// Makes the folder and takes its lock, which lasts as long as the file returned.
pub(crate) fn lock_folder(folder: &Path) -> Result<File, OpenError> {
    make_folder(folder).map_err(|source| io_error(folder, source))?;
    let path = folder.join("lock");
    let lock = open_private(&path).map_err(|source| io_error(&path, source))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { folder: folder.to_owned() }),
        Err(TryLockError::Error(source)) => Err(io_error(&path, source)),
    }
}

/// The file of a space.
pub(crate) fn path(folder: &Path, space: Space) -> PathBuf {
    folder.join(space.name()).with_extension("sqlite")
}

/// Opens the file for its writer: made with its schema if it is new, mode 0600, which SQLite hands
/// on to the log and index beside it.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, OpenError> {
    open_private(path).map_err(|source| io_error(path, source))?;
    let sqlite_error = |source| OpenError::Sqlite { path: path.to_owned(), source };
    let mut connection = connect(path).map_err(sqlite_error)?;
    make_schema(&mut connection, path)?;
    expect_setting(&connection, "journal_mode", "wal").map_err(sqlite_error)??;
    connection.pragma_update(None, "synchronous", "FULL").map_err(sqlite_error)?;
    expect_setting(&connection, "synchronous", "2").map_err(sqlite_error)??;
    // Checkpoints have a thread of their own, so that no commit waits for one.
    connection.pragma_update(None, "wal_autocheckpoint", 0).map_err(sqlite_error)?;
    Ok(connection)
}

/// Opens a connection that can only read.
pub(crate) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let connection = connect(path)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a connection for checkpoints. What it syncs counts as much as a commit. It does not wait
/// long for a reader, since the writer may be held back meanwhile.
pub(crate) fn open_checkpointer(path: &Path) -> rusqlite::Result<Connection> {
    let connection = connect(path)?;
    connection.busy_timeout(Duration::from_millis(CHECKPOINT_BUSY_MS))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_millis(BUSY_MS))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "mmap_size", MAP_BYTES)?;
    Ok(connection)
}

fn make_schema(connection: &mut Connection, path: &Path) -> Result<(), OpenError> {
    let sqlite_error = |source| OpenError::Sqlite { path: path.to_owned(), source };
    let (application_id, format) = (
        pragma_number(connection, "application_id").map_err(sqlite_error)?,
        pragma_number(connection, "user_version").map_err(sqlite_error)?,
    );
    match (application_id, format) {
        (APPLICATION_ID, FORMAT) => Ok(()),
        (0, 0) => create_schema(connection).map_err(sqlite_error),
        _ => Err(OpenError::Format { path: path.to_owned(), application_id, format }),
    }
}

/// One transaction: a crash leaves an empty file or a whole schema. A file of someone else's
/// tables fails at the first of ours or is told by its marks.
fn create_schema(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(SCHEMA)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()
}

fn pragma_number(connection: &Connection, name: &str) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

/// Whether a pragma has the value that it must have; the outer error is SQLite's own.
fn expect_setting(
    connection: &Connection,
    setting: &'static str,
    expected: &str,
) -> rusqlite::Result<Result<(), OpenError>> {
    let value = connection
        .pragma_query_value(None, setting, |row| row.get::<_, rusqlite::types::Value>(0))?;
    let found = match value {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    Ok(if found == expected { Ok(()) } else { Err(OpenError::Setting { setting, found }) })
}

fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    // The folder's own name must outlive a power failure as the commits inside it do.
    match folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => File::open(parent)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

/// Opens or makes a file that only its owner may read, and tightens one that was made otherwise.
fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

fn io_error(path: &Path, source: io::Error) -> OpenError {
    OpenError::Io { path: path.to_owned(), source }
}
