//! The typed layer: tables, keys and records over the byte store, once for every backend.

mod chunks;
mod key;
mod reads;
mod table;
mod writes;

pub use chunks::CHUNKS_MAX;
pub use key::{Key, KeyPrefix, Scope};
pub use reads::{Reads, RecordPage};
pub use table::{Record, Table};
pub use writes::Writes;
