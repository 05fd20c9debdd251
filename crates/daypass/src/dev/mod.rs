//! `daypass dev`: a development server, from its settings to its end; and what every server is run by.

mod banner;
mod ready_file;

use std::future::Future;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use daypass_server::{Running, Server, ServerConfig};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::timeout;

use crate::arguments::DevArguments;
use crate::config_file::ConfigFile;
use crate::failure::Failure;
use crate::log;

use self::banner::{Doors, banner};

/// How long the server may take to end, in milliseconds; then the process ends without it.
const ENDING_MS_MAX: u64 = 900;

/// Runs a server until somebody ends it.
pub(crate) fn run(typed: &DevArguments) -> Result<ExitCode, Failure> {
    let file = typed.config.as_deref().map(ConfigFile::read).transpose()?.unwrap_or_default();
    let config = file.overridden(typed).server()?;
    host(config, &typed.log, typed.ready_file.as_deref())
}

/// Runs a server of any kind until somebody ends it.
pub(crate) fn host(
    config: ServerConfig,
    levels: &str,
    ready_file: Option<&Path>,
) -> Result<ExitCode, Failure> {
    let _log = log::start(levels)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Failed(format!("cannot start: {error}")))?;
    let ended = runtime.block_on(serve(config, ready_file));
    // Whatever still runs is not waited for.
    runtime.shutdown_background();
    ended.map(|()| ExitCode::SUCCESS)
}

async fn serve(config: ServerConfig, ready_file: Option<&Path>) -> Result<(), Failure> {
    let ends = signals()?;
    let failed = |error: daypass_server::StartError| Failure::Failed(error.to_string());
    let running = Server::start(config.clone()).await.map_err(failed)?;
    let reloads = reloads(&config, &running)?;
    announce(&config, &running, ready_file)?;
    tokio::select! {
        () = ends => (),
        () = reloads => (),
    }
    end(running).await
}

/// Says where everything is, once everything answers.
fn announce(
    config: &ServerConfig,
    running: &Running,
    ready_file: Option<&Path>,
) -> Result<(), Failure> {
    let ca_file = running.ca_file();
    let doors = Doors::new(config, running.addresses(), ca_file);
    let mut out = std::io::stdout().lock();
    // Nobody may be reading: the server runs all the same.
    let _written =
        out.write_all(banner(config, &doors, running.lamp()).as_bytes()).and_then(|()| out.flush());
    if let Some(path) = ready_file {
        ready_file::write(path, &doors).map_err(|error| {
            Failure::Failed(format!("cannot write the ready file {}: {error}", path.display()))
        })?;
    }
    Ok(())
}

async fn end(running: Running) -> Result<(), Failure> {
    if timeout(Duration::from_millis(ENDING_MS_MAX), running.shutdown()).await.is_err() {
        tracing::warn!("the server was ended before it was done");
    }
    Ok(())
}

/// Has the certificate's files looked at on each SIGHUP, for ever. Where there are none the signal ends the
/// process, as a terminal that closes expects it.
fn reloads(config: &ServerConfig, running: &Running) -> Result<impl Future<Output = ()>, Failure> {
    let failed = |error| Failure::Failed(format!("cannot listen for signals: {error}"));
    let watched = config.certificate.is_some();
    let mut hangup = watched.then(|| signal(SignalKind::hangup())).transpose().map_err(failed)?;
    Ok(async move {
        while let Some(hangup) = &mut hangup
            && hangup.recv().await.is_some()
        {
            running.reload();
        }
        std::future::pending::<()>().await;
    })
}

/// Resolves when the process is asked to end, by Ctrl-C or SIGTERM.
fn signals() -> Result<impl Future<Output = ()>, Failure> {
    let failed = |error| Failure::Failed(format!("cannot listen for signals: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}
