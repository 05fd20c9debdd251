//! The file with the authority's certificate, which clients are told to trust.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use daypass_services::ports::Entropy;

use crate::config::DataPlace;
use crate::entropy::random;

/// The file: beside the data, or a temporary one that goes with the process.
#[derive(Debug)]
pub struct CaFile {
    path: PathBuf,
    mode: u32,
    temporary: bool,
}

impl CaFile {
    /// The file of a place where state is kept.
    pub fn of(data: &DataPlace, entropy: &dyn Entropy) -> Self {
        match data {
            DataPlace::Folder(folder) => {
                Self { path: folder.join("ca.pem"), mode: OWNER_ALONE, temporary: false }
            }
            DataPlace::Memory => {
                // Nobody can have put a link there before, for nobody knows the name.
                let number = u128::from_be_bytes(random(entropy));
                let path = std::env::temp_dir().join(format!("daypass-ca-{number:032x}.pem"));
                Self { path, mode: EVERYBODY_READS, temporary: true }
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn write(&self, pem: &str) -> io::Result<()> {
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(self.mode)
            .open(&self.path)?;
        file.write_all(pem.as_bytes())
    }
}

impl Drop for CaFile {
    fn drop(&mut self) {
        if self.temporary
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::debug!(%error, path = %self.path.display(), "a temporary file stays behind");
        }
    }
}

const OWNER_ALONE: u32 = 0o600;
const EVERYBODY_READS: u32 = 0o644;
