//! Folders for stores that tests open, removed when they are done.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::yield_now;

use daypass_store::{OpenError, SqliteOptions, SqliteStore};

/// A folder of its own below cargo's folder for temporary files.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("store-{}-{number}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Left-overs in the build folder harm nothing.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How often a store that is in use is looked at again: for some seconds.
const LOOKS_MAX: usize = 1 << 20;

/// Opens a store that this process has closed before. Its lock may outlive it by a moment: a program that
/// another test starts holds a copy of every open file until it has begun.
pub(crate) fn opened_again(options: &SqliteOptions) -> Result<SqliteStore, OpenError> {
    for _ in 0..LOOKS_MAX {
        match SqliteStore::open(options) {
            Err(OpenError::InUse { .. }) => yield_now(),
            opened => return opened,
        }
    }
    SqliteStore::open(options)
}
