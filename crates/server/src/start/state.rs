//! The store that a configuration names.

use std::sync::Arc;

use daypass_store::{MemoryStore, OpenError, SqliteOptions, SqliteStore, Store};

use crate::config::DataPlace;

/// Opens the store, or makes it. Its files are their owner's alone.
pub(super) fn open(data: &DataPlace) -> Result<Arc<dyn Store>, OpenError> {
    Ok(match data {
        DataPlace::Memory => Arc::new(MemoryStore::new()),
        DataPlace::Folder(folder) => Arc::new(SqliteStore::open(&SqliteOptions::new(folder))?),
    })
}
