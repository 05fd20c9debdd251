//! `daypass why`: the story of one refusal.

use std::process::ExitCode;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::arguments::{Output, ServerAddress, WhyArguments};
use crate::client::{Client, Form};
use crate::failure::Failure;

/// Prints the record with an id, or the newest one.
pub(crate) async fn run(
    server: &ServerAddress,
    question: &WhyArguments,
) -> Result<ExitCode, Failure> {
    let id = question.id.as_deref().unwrap_or("last");
    let path = format!("/-/api/decisions/{}", utf8_percent_encode(id, NON_ALPHANUMERIC));
    let answer = Client::new(server)?.answer(&path, form(question.output.output)).await?;
    println!("{}", answer.body.trim_end());
    Ok(ExitCode::SUCCESS)
}

/// The form in which the server tells what is printed.
pub(crate) fn form(output: Output) -> Form {
    match output {
        Output::Table => Form::Text,
        Output::Json => Form::Json,
    }
}
