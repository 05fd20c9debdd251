//! `[tls]`: the certificate of the TLS doors, where it is not the server's own.

use std::path::PathBuf;

use daypass_server::CertificateFiles;
use serde::{Deserialize, Serialize};

/// Both files, PEM.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TlsSection {
    certificate_file: PathBuf,
    private_key_file: PathBuf,
}

impl TlsSection {
    pub(super) fn files(self) -> CertificateFiles {
        let Self { certificate_file, private_key_file } = self;
        CertificateFiles { certificate_file, private_key_file }
    }

    pub(super) fn filled(files: CertificateFiles) -> Self {
        let CertificateFiles { certificate_file, private_key_file } = files;
        Self { certificate_file, private_key_file }
    }
}
