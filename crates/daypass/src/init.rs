//! `daypass init`: the keys of a server for production.

use std::process::ExitCode;

use daypass_server::Server;
use serde::Serialize;

use crate::arguments::{InitArguments, Output};
use crate::config_file::ConfigFile;
use crate::failure::Failure;
use crate::out::print;

/// What is told of the root user's key; the secret is not told again.
#[derive(Serialize)]
struct Told<'a> {
    account: &'a str,
    access_key_id: &'a str,
    secret_access_key: &'a str,
}

/// Makes the keys and prints the root user's.
pub(crate) fn run(wanted: &InitArguments) -> Result<ExitCode, Failure> {
    let config = ConfigFile::read(&wanted.config)?.production()?;
    let failed = |error: &dyn std::fmt::Display| Failure::Failed(error.to_string());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| failed(&error))?;
    let key = runtime.block_on(Server::init(&config)).map_err(|error| failed(&error))?;
    let (account, access_key_id) = (config.account.as_str(), key.access_key_id.as_str());
    let secret_access_key = key.secret_access_key.expose();
    match wanted.output.output {
        Output::Table => print(&format!(
            "account            {account}\naccess key id      {access_key_id}\nsecret access key  {secret_access_key}\n"
        )),
        Output::Json => {
            let told = Told { account, access_key_id, secret_access_key };
            print(&(serde_json::to_string(&told).map_err(|error| failed(&error))? + "\n"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
