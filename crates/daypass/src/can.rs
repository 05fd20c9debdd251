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
    let asked = Question {
        principal: &question.principal,
        action: &question.action,
        resource: &question.resource,
        client: question.client.as_deref(),
    };
    let answer = Client::new(server)?.answer(&asked.path(), form(question.output.output)).await?;
    println!("{}", answer.body.trim_end());
    let outcome = answer.headers.get(OUTCOME).and_then(|outcome| outcome.to_str().ok());
    Ok(if outcome == Some("allow") { ExitCode::SUCCESS } else { DENIED_OR_FAILED })
}

/// Whether somebody may do something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) principal: &'a str,
    pub(crate) action: &'a str,
    pub(crate) resource: &'a str,
    pub(crate) client: Option<&'a str>,
}

impl Question<'_> {
    /// The door that answers it.
    pub(crate) fn path(&self) -> String {
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let client = self.client.map(|id| format!("&client={}", encoded(id)));
        format!(
            "/-/api/can?principal={}&action={}&resource={}{}",
            encoded(self.principal),
            encoded(self.action),
            encoded(self.resource),
            client.unwrap_or_default(),
        )
    }
}

const OUTCOME: &str = "x-daypass-outcome";
