//! Files that users are pointed to: beside the data, where they stay, or temporary ones that go with
//! the process.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use daypass_services::ports::Entropy;

use crate::config::DataPlace;
use crate::entropy::random;

/// A file whose name is known before it is written.
#[derive(Debug)]
pub struct PlacedFile {
    path: PathBuf,
    mode: u32,
    temporary: bool,
}

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone: a secret, or whatever stands among the data.
    Owner,
    /// Everybody, where it does not stand among the data.
    Everybody,
}

impl PlacedFile {
    /// The file `STEM.ENDING` of a place where state is kept.
    pub fn of(
        data: &DataPlace,
        (stem, ending): (&str, &str),
        readers: Readers,
        entropy: &dyn Entropy,
    ) -> Self {
        match data {
            DataPlace::Folder(folder) => {
                // Whoever is told the path may stand elsewhere.
                let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
                let path = folder.join(format!("{stem}.{ending}"));
                Self { path, mode: OWNER_ALONE, temporary: false }
            }
            DataPlace::Memory => {
                // Nobody can have put a link there before, for nobody knows the name.
                let number = u128::from_be_bytes(random(entropy));
                let name = format!("daypass-{stem}-{number:032x}.{ending}");
                let mode = match readers {
                    Readers::Owner => OWNER_ALONE,
                    Readers::Everybody => EVERYBODY_READS,
                };
                Self { path: std::env::temp_dir().join(name), mode, temporary: true }
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes it anew, under another name first, so that nobody reads half of it and whoever opened
    /// an older one to others opens no new one with it.
    pub(crate) fn write(&self, content: &str) -> io::Result<()> {
        let mut unfinished = self.path.clone().into_os_string();
        unfinished.push(".new");
        match fs::remove_file(&unfinished) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file =
            OpenOptions::new().write(true).create_new(true).mode(self.mode).open(&unfinished)?;
        file.write_all(content.as_bytes())?;
        fs::rename(&unfinished, &self.path)
    }
}

impl Drop for PlacedFile {
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

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::entropy::SystemEntropy;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_temporary_file_goes_with_its_owner_and_a_secret_is_its_owners_alone() {
        let place =
            |readers| PlacedFile::of(&DataPlace::Memory, ("test", "pem"), readers, &SystemEntropy);
        let (secret, public) = (place(Readers::Owner), place(Readers::Everybody));
        secret.write("secret").unwrap();
        public.write("public").unwrap();
        assert_eq!((mode(secret.path()), mode(public.path())), (0o600, 0o644));
        let path = secret.path().to_owned();
        drop(secret);
        assert!(!path.exists() && public.path().exists());
    }

    #[test]
    fn a_file_beside_the_data_stays_and_is_closed_to_others_when_it_is_written_anew() {
        let home =
            PlacedFile::of(&DataPlace::Memory, ("home", "d"), Readers::Owner, &SystemEntropy);
        fs::create_dir(home.path()).unwrap();
        let data = DataPlace::Folder(home.path().to_owned());
        let file = PlacedFile::of(&data, ("lamp", "key"), Readers::Owner, &SystemEntropy);
        fs::write(file.path(), "older, and open").unwrap();
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644)).unwrap();
        file.write("newer").unwrap();
        assert_eq!(
            (mode(file.path()), fs::read_to_string(file.path()).unwrap()),
            (0o600, "newer".to_owned())
        );
        let path = file.path().to_owned();
        drop(file);
        assert!(path.exists());
        fs::remove_dir_all(home.path()).unwrap();
    }
}
