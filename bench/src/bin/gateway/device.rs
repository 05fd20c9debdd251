//! A device that Daypass knows by its certificate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use daypass_bench::process::{output, root};
use rcgen::{CertificateParams, KeyPair};

use crate::sign_in::client;

/// A registered thing, whose name is the only client id that it may have.
pub struct Device {
    pub name: String,
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// The name of the thing.
const NAME: &str = "visitor";

/// Makes a certificate and registers it, with a thing and a policy.
pub fn register(endpoint: &str, work: &Path) -> Result<Device, String> {
    let failed = |error: rcgen::Error| error.to_string();
    let key = KeyPair::generate().map_err(failed)?;
    let params = CertificateParams::new(Vec::new()).map_err(failed)?;
    let certificate = params.self_signed(&key).map_err(failed)?;
    let device = Device {
        name: NAME.to_owned(),
        certificate: work.join("device.pem"),
        key: work.join("device-key.pem"),
    };
    for (file, text) in
        [(&device.certificate, certificate.pem()), (&device.key, key.serialize_pem())]
    {
        fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let policy = root().join("bench/policies/gateway-certificate.json");
    let mut command: Command = client("register.py", endpoint)?;
    output(command.arg(policy).arg(&device.name).arg(&device.certificate), "")?;
    Ok(device)
}
