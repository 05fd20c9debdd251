//! `daypass serve`: a server for production, from its configuration alone.

use std::process::ExitCode;

use crate::arguments::ServeArguments;
use crate::config_file::ConfigFile;
use crate::dev;
use crate::failure::Failure;

/// Runs a server until somebody ends it.
pub(crate) fn run(typed: &ServeArguments) -> Result<ExitCode, Failure> {
    let config = ConfigFile::read(&typed.config)?.production()?;
    dev::host(config, &typed.log, typed.ready_file.as_deref())
}
