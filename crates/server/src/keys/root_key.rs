//! The root key: a file beside the data that its owner alone may read, or bytes that die with the
//! process.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use daypass_credentials::RootKey;
use daypass_services::ports::Entropy;
use zeroize::Zeroizing;

use crate::config::DataPlace;
use crate::entropy::random;

/// Why there is no root key.
#[derive(Debug, thiserror::Error)]
pub enum RootKeyError {
    /// The file cannot be read or written.
    #[error("the key file {path} cannot be used: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("the key file {path} is damaged: {source}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: daypass_credentials::RootKeyError,
    },
}

/// The root key of a place where state is kept. A folder without one gets one, which it then needs
/// for ever: without it nothing that is sealed can be opened.
pub fn root_key(data: &DataPlace, entropy: &dyn Entropy) -> Result<RootKey, RootKeyError> {
    match data {
        DataPlace::Memory => Ok(new(entropy)),
        DataPlace::Folder(folder) => of_file(&root_key_file(folder), entropy),
    }
}

/// Where the root key of a folder is.
pub fn root_key_file(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

fn of_file(path: &Path, entropy: &dyn Entropy) -> Result<RootKey, RootKeyError> {
    let file = |source| RootKeyError::File { path: path.to_owned(), source };
    match fs::read_to_string(path).map(Zeroizing::new) {
        Ok(text) => RootKey::parse(&text)
            .map_err(|source| RootKeyError::Damaged { path: path.to_owned(), source }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key = new(entropy);
            write(path, &key).map_err(file)?;
            Ok(key)
        }
        Err(error) => Err(file(error)),
    }
}

/// Writes the file under another name first: half a key would lock the data away for ever.
fn write(path: &Path, key: &RootKey) -> io::Result<()> {
    let unfinished = path.with_extension("key.new");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(OWNER_ALONE)
        .open(&unfinished)?;
    file.write_all(key.to_text().as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    path.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
}

fn new(entropy: &dyn Entropy) -> RootKey {
    RootKey::new(Zeroizing::new(random(entropy)))
}

const FILE_NAME: &str = "root.key";
const OWNER_ALONE: u32 = 0o600;
