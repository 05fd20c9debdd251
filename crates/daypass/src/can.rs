//! `daypass can`: whether somebody may do something.

use std::process::ExitCode;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::arguments::{CanArguments, ServerAddress};
use crate::client::Client;
use crate::failure::{DENIED_OR_FAILED, Failure};
use crate::why::form;

/// Prints the answer with its reasons; the exit code says yes or no.
pub(crate) async fn run(
    server: &ServerAddress,
    question: &CanArguments,
) -> Result<ExitCode, Failure> {
    let answer = Client::new(server)?.answer(&path(question), form(question.output.output)).await?;
    println!("{}", answer.body.trim_end());
    let outcome = answer.headers.get(OUTCOME).and_then(|outcome| outcome.to_str().ok());
    Ok(if outcome == Some("allow") { ExitCode::SUCCESS } else { DENIED_OR_FAILED })
}

fn path(question: &CanArguments) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let client = question.client.as_deref();
    let client = client.map(|id| format!("&client={}", encoded(id))).unwrap_or_default();
    format!(
        "/-/api/can?principal={}&action={}&resource={}{client}",
        encoded(&question.principal),
        encoded(&question.action),
        encoded(&question.resource),
    )
}

const OUTCOME: &str = "x-daypass-outcome";
