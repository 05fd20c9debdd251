//! A certificate that others signed, in files: read when the server starts, and again when they change.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_lc_rs::digest::{Context, SHA256};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use zeroize::Zeroizing;

/// Where the server's own certificate is, PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFiles {
    /// The certificate, and after it those that lead to an authority that clients trust.
    pub certificate_file: PathBuf,
    /// Its private key, without a password.
    pub private_key_file: PathBuf,
}

/// What the files hold at one moment.
pub(super) struct Contents {
    certificate: Vec<u8>,
    private_key: Zeroizing<Vec<u8>>,
}

/// Tells contents apart without keeping a key.
pub(super) type Digest = [u8; 32];

/// Why files cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum FilesError {
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    File { path: PathBuf, source: io::Error },
    /// A file holds nothing of the kind.
    #[error("{path} holds no {what} in PEM")]
    Pem { path: PathBuf, what: &'static str },
    /// The key is another's, or of a kind that is not served.
    #[error("the private key and the certificate do not go together: {0}")]
    Key(rustls::Error),
}

impl CertificateFiles {
    /// Reads both.
    pub(super) fn read(&self) -> Result<Contents, FilesError> {
        Ok(Contents {
            certificate: read(&self.certificate_file)?.to_vec(),
            private_key: read(&self.private_key_file)?,
        })
    }

    /// What handshakes are answered with from such contents.
    pub(super) fn certified(&self, contents: &Contents) -> Result<Arc<CertifiedKey>, FilesError> {
        let no_pem = |path: &Path, what| FilesError::Pem { path: path.to_owned(), what };
        let chain: Result<Vec<_>, _> =
            CertificateDer::pem_slice_iter(&contents.certificate).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty());
        let chain = chain.ok_or_else(|| no_pem(&self.certificate_file, "certificate"))?;
        let key = PrivateKeyDer::from_pem_slice(&contents.private_key);
        let key = key.map_err(|_| no_pem(&self.private_key_file, "private key"))?;
        let certified = CertifiedKey::from_der(chain, key, &default_provider());
        certified.map(Arc::new).map_err(FilesError::Key)
    }
}

impl Contents {
    pub(super) fn digest(&self) -> Digest {
        let mut context = Context::new(&SHA256);
        for part in [&self.certificate, &*self.private_key] {
            // Lengths apart, so that no byte can move from one file to the other unseen.
            context.update(&part.len().to_be_bytes());
            context.update(part);
        }
        let mut digest = Digest::default();
        digest.copy_from_slice(context.finish().as_ref());
        digest
    }
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, FilesError> {
    let mut content = Zeroizing::new(Vec::with_capacity(FILE_BYTES_MAX));
    let took = File::open(path).and_then(|file| {
        let bytes = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX);
        file.take(bytes).read_to_end(&mut content)
    });
    let failed = |source| FilesError::File { path: path.to_owned(), source };
    match took {
        Err(error) => Err(failed(error)),
        Ok(FILE_BYTES_MAX) => Err(failed(io::ErrorKind::FileTooLarge.into())),
        Ok(_) => Ok(content),
    }
}

/// Bytes of a file, at most; a chain of certificates has a few thousand.
const FILE_BYTES_MAX: usize = 256 * 1024;
