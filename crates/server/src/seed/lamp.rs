//! The lamp's certificate and the key to it: made with the store's other seeds, kept sealed, and
//! written to two files that a client of MQTT over TLS can be given.

use std::io;
use std::path::{Path, PathBuf};

use daypass_aws_types::{AccountId, Region};
use daypass_services::iot::certificate::records::{
    CERTIFICATES, CertificateRecord, CertificateStatus,
};
use daypass_services::iot::certificate::{
    CertificateError, ParsedCertificate, certificate_arn, put_certificate, to_pem,
};
use daypass_services::iot::records::{
    IOT_POLICY_TARGETS, IOT_TARGETS, IotPolicyTargetRecord, IotTargetRecord, PRINCIPAL_THINGS,
    THING_PRINCIPALS, ThingPrincipalRecord,
};
use daypass_services::ports::{Entropy, IssueError, Now};
use daypass_store::{Scope, Table, Writes};

use super::{LAMP_POLICY, THING};
use crate::config::DataPlace;
use crate::device_certificates::issue_with_p256_keys;
use crate::keys::{SealedSecrets, SecretError};
use crate::placed_file::{PlacedFile, Readers};

/// The lamp's key, as the store keeps it.
#[derive(Clone, PartialEq, prost::Message)]
struct LampRecord {
    /// The private key (PEM), sealed.
    #[prost(bytes = "vec", tag = "1")]
    sealed: Vec<u8>,
    /// The id of its certificate.
    #[prost(string, tag = "2")]
    certificate_id: String,
}

/// The one lamp; its key is [`ONCE`].
const LAMPS: Table<LampRecord> = Table::global(7);
const ONCE: &str = "lamp";
const PURPOSE: &str = "lamp key";

/// Why the lamp has no certificate, or no files with it.
#[derive(Debug, thiserror::Error)]
pub enum LampError {
    /// The key cannot be sealed or opened.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The authority issues no certificate.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// The authority issued something else.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// A file cannot be written.
    #[error("cannot write {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Makes the lamp's key and its active certificate, attached to the thing and carrying the policy.
pub(super) async fn put(
    writes: &mut Writes,
    secrets: &SealedSecrets,
    (account, region): (&AccountId, &Region),
    now: Now,
) -> Result<(), LampError> {
    let issued = issue_with_p256_keys(secrets, now).await?;
    let certificate = ParsedCertificate::from_der(&issued.certificate_der)?;
    let scope = Scope { account: account.as_str(), region: region.as_str() };
    let arn = certificate_arn(account, region, &certificate.id);
    put_certificate(writes, &scope, &record(&certificate, (account, region), now));
    attach(writes, &scope, &arn);

    let key = LAMPS.key(&Scope::GLOBAL, [ONCE]);
    let sealed = secrets.seal(PURPOSE, &key, issued.private_key_pem.as_bytes())?;
    writes.put(&key, &LampRecord { sealed, certificate_id: certificate.id });
    Ok(())
}

fn record(
    certificate: &ParsedCertificate,
    (account, region): (&AccountId, &Region),
    now: Now,
) -> CertificateRecord {
    CertificateRecord {
        id: certificate.id.clone(),
        account: account.to_string(),
        region: region.to_string(),
        der: certificate.der.clone(),
        status: CertificateStatus::Active.into(),
        created_ms: now.wall_ms,
        modified_ms: now.wall_ms,
        not_before_s: certificate.not_before_s,
        not_after_s: certificate.not_after_s,
        issued_here: true,
        generation: 1,
    }
}

/// The certificate belongs to the thing, and the lamp's policy to the certificate.
fn attach(writes: &mut Writes, scope: &Scope<'_>, arn: &str) {
    writes.put(&THING_PRINCIPALS.key(scope, [THING, arn]), &ThingPrincipalRecord::default());
    writes.put(&PRINCIPAL_THINGS.key(scope, [arn, THING]), &ThingPrincipalRecord::default());
    let attached = IotTargetRecord { policies: vec![LAMP_POLICY.to_owned()] };
    writes.put(&IOT_TARGETS.key(scope, [arn]), &attached);
    writes.put(&IOT_POLICY_TARGETS.key(scope, [LAMP_POLICY, arn]), &IotPolicyTargetRecord {});
}

/// What the lamp connects with, in two files.
#[derive(Debug)]
pub struct Lamp {
    certificate_id: String,
    certificate: PlacedFile,
    key: PlacedFile,
}

impl Lamp {
    /// Writes the files of a store's lamp; nothing where its owner has deleted the certificate, or
    /// where it never had one.
    pub(crate) async fn write(
        secrets: &SealedSecrets,
        data: &DataPlace,
        entropy: &dyn Entropy,
    ) -> Result<Option<Self>, LampError> {
        let record_key = LAMPS.key(&Scope::GLOBAL, [ONCE]);
        let Some(lamp) = secrets.read(&record_key).await? else { return Ok(None) };
        let certificate_id = lamp.certificate_id;
        let registered = CERTIFICATES.key(&Scope::GLOBAL, [&certificate_id]);
        let Some(registered) = secrets.read(&registered).await? else { return Ok(None) };
        let pem = secrets.open(PURPOSE, &record_key, &lamp.sealed)?;
        let unreadable = |_| SecretError::Unusable("the lamp's key is no text".to_owned());
        let pem = std::str::from_utf8(&pem).map_err(unreadable)?;

        let file = |ending, readers| PlacedFile::of(data, (THING, ending), readers, entropy);
        let certificate = file("cert.pem", Readers::Everybody);
        let key = file("key.pem", Readers::Owner);
        for (file, content) in [(&certificate, to_pem(&registered.der).as_str()), (&key, pem)] {
            let failed = |source| LampError::File { path: file.path().to_owned(), source };
            file.write(content).map_err(failed)?;
        }
        Ok(Some(Self { certificate_id, certificate, key }))
    }

    /// The certificate's id.
    pub fn certificate_id(&self) -> &str {
        &self.certificate_id
    }

    /// The file with the certificate (PEM).
    pub fn certificate_file(&self) -> &Path {
        self.certificate.path()
    }

    /// The file with the private key (PKCS#8, PEM), which its owner alone may read.
    pub fn key_file(&self) -> &Path {
        self.key.path()
    }
}
