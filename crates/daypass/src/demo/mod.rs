//! `daypass demo`: the whole story, played against a running server by real clients, each step
//! checked and told with its reason.

mod alice;
mod calls;
mod guest;
mod lamp;
mod mqtt;
mod person;
mod reason;
mod report;
mod stage;
mod step;
mod traces;

use std::process::ExitCode;

use tokio::signal::unix::{SignalKind, signal};

use self::alice::Alice;
use self::guest::Guest;
use self::lamp::Lamp;
use self::report::Report;
use self::stage::Stage;
use self::step::Stop;
use self::traces::Traces;
use crate::about::About;
use crate::arguments::{DemoArguments, ServerAddress};
use crate::client::{Client, Keys};
use crate::failure::Failure;

/// Plays the story, and puts back what it changed, however it ends.
pub(crate) async fn run(
    server: &ServerAddress,
    arguments: &DemoArguments,
) -> Result<ExitCode, Failure> {
    let client = Client::new(server)?;
    let about = About::of(&client).await?;
    let client = client.in_region(&about.region);
    let development = Keys::development();
    let root = if about.development_key { &development } else { client.keys() };
    let stage = Stage::of(&client, &about, root)?;

    let mut report = Report::begin(arguments.output.output, &stage);
    let mut traces = Traces::default();
    let played = tokio::select! {
        played = play(&stage, &mut report, &mut traces) => played,
        interrupted = interrupted() => interrupted,
    };
    let left = traces.undo(&stage.calls).await;
    report.end(&stage, played, &left).await?;
    Ok(ExitCode::SUCCESS)
}

async fn play(stage: &Stage<'_>, report: &mut Report, traces: &mut Traces) -> Result<(), Stop> {
    let mut lamp = Lamp::connects(stage, report, traces).await?;
    let mut guest = Guest::leaves_word(stage, report, traces, &mut lamp).await?;
    guest.is_refused(stage, report, &mut lamp).await?;

    let alice = Alice::signs_in(stage).await?;
    alice.is_refused(stage, report).await?;
    let mut app = alice.connects(stage, report, traces).await?;
    alice.switches_the_lamp_on(stage, report, (&mut app, &mut lamp)).await?;

    alice.is_cut_off(stage, report, traces, app).await?;
    alice.stays_out(stage, report, (guest, lamp)).await
}

/// Resolves when somebody asks for the end, by Ctrl-C or SIGTERM.
async fn interrupted() -> Result<(), Stop> {
    let failed = |error| Failure::Failed(format!("cannot listen for signals: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    tokio::select! {
        _ = interrupt.recv() => (),
        _ = terminate.recv() => (),
    }
    Err(Stop::Interrupted)
}
