//! Files that users name: read whole, up to a bound.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::failure::Failure;

/// The largest file that is read, in bytes. AWS takes no document that comes near it.
pub(crate) const FILE_BYTES_MAX: u64 = 1 << 20;

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    read_up_to(path, FILE_BYTES_MAX)
}

/// The text of a file of so many bytes at most.
pub(crate) fn read_up_to(path: &Path, bytes_max: u64) -> Result<String, Failure> {
    let unreadable = |error| Failure::Usage(format!("cannot read {}: {error}", path.display()));
    let mut text = String::new();
    let file = File::open(path).map_err(unreadable)?;
    let length = file.take(bytes_max + 1).read_to_string(&mut text).map_err(unreadable)?;
    if length as u64 > bytes_max {
        let sentence = format!("{} is larger than {bytes_max} bytes", path.display());
        return Err(Failure::Usage(sentence));
    }
    Ok(text)
}
