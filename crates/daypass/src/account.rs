//! `daypass account`: accounts beside the one that the server was started with.

use std::process::ExitCode;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::arguments::{AccountCommand, ServerAddress};
use crate::client::Client;
use crate::failure::Failure;
use crate::why::form;

/// Makes an account and prints the key of its root user.
pub(crate) async fn run(
    server: &ServerAddress,
    command: &AccountCommand,
) -> Result<ExitCode, Failure> {
    let AccountCommand::Create(wanted) = command;
    let id = utf8_percent_encode(&wanted.id, NON_ALPHANUMERIC);
    let path = format!("/-/api/accounts?id={id}");
    let answer = Client::new(server)?.change(&path, form(wanted.output.output)).await?;
    println!("{}", answer.body.trim_end());
    Ok(ExitCode::SUCCESS)
}
