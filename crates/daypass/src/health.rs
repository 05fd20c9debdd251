//! `daypass health` and `daypass wait`.

use std::process::ExitCode;
use std::time::Duration;

use tokio::time::{sleep, timeout};

use crate::arguments::{ServerAddress, WaitArguments};
use crate::client::{Client, Form};
use crate::failure::Failure;

/// How long until the next attempt, in milliseconds.
const AGAIN_MS: u64 = 50;

/// Asks once.
pub(crate) async fn run(server: &ServerAddress) -> Result<ExitCode, Failure> {
    ready(&Client::new(server)?).await
}

/// Asks until the answer is yes, or the time is over.
pub(crate) async fn wait(
    server: &ServerAddress,
    patience: &WaitArguments,
) -> Result<ExitCode, Failure> {
    let client = Client::new(server)?;
    let waited = timeout(Duration::from_secs(patience.timeout), async {
        while ready_quietly(&client).await.is_err() {
            sleep(Duration::from_millis(AGAIN_MS)).await;
        }
    });
    // The last attempt tells what is wrong.
    let _over = waited.await;
    ready(&client).await
}

async fn ready(client: &Client) -> Result<ExitCode, Failure> {
    ready_quietly(client).await?;
    println!("{} is ready", client.endpoint());
    Ok(ExitCode::SUCCESS)
}

async fn ready_quietly(client: &Client) -> Result<(), Failure> {
    client.answer("/-/readyz", Form::Text).await.map(|_ready| ())
}
