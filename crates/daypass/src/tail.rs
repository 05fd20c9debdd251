//! `daypass tail`: refusals as they come, one line each.

use std::io::{self, Write as _};
use std::process::ExitCode;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value;

use crate::arguments::{Output, ServerAddress, TailArguments};
use crate::client::{Client, Form};
use crate::failure::Failure;

/// How long the server waits for something to tell, in milliseconds.
const WAIT_MS: u32 = 20_000;

/// Records after a number.
#[derive(Debug, Deserialize)]
struct Newer {
    newest: u64,
    decisions: Vec<Value>,
}

/// Prints what is refused from now on, until it is interrupted or its reader is gone.
pub(crate) async fn run(
    server: &ServerAddress,
    wanted: &TailArguments,
) -> Result<ExitCode, Failure> {
    let client = Client::new(server)?;
    let mut newest = client.answer(LISTING, Form::Json).await?.json::<Newer>()?.newest;
    loop {
        let answer = client.answer(&path(wanted, newest), Form::Json).await?;
        let newer: Newer = answer.json()?;
        newest = newer.newest;
        if print(&newer.decisions, wanted.output.output).is_err() {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

fn path(wanted: &TailArguments, after: u64) -> String {
    let mut path = format!("{LISTING}?after={after}&wait_ms={WAIT_MS}");
    for (name, value) in [("identity", &wanted.identity), ("client", &wanted.client)] {
        if let Some(value) = value {
            path.extend(["&", name, "="]);
            path.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
        }
    }
    if wanted.deny {
        path += "&deny";
    }
    path
}

fn print(decisions: &[Value], output: Output) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for decision in decisions {
        match output {
            Output::Json => writeln!(out, "{decision}")?,
            Output::Table => writeln!(out, "{}", line(decision))?,
        }
    }
    out.flush()
}

/// When, the id, who, what, and which leg or code refused.
fn line(decision: &Value) -> String {
    let text = |name: &str| decision.get(name).and_then(Value::as_str);
    let who = text("identity").or(text("principal")).unwrap_or_default();
    let what = [text("action"), text("resource")].into_iter().flatten();
    let what: Vec<_> = what.filter(|part| !part.is_empty()).collect();
    let why = match (text("leg"), text("code")) {
        (Some(leg), _) => format!("{} in {leg}", text("outcome").unwrap_or_default()),
        (None, code) => code.or(text("outcome")).unwrap_or_default().to_owned(),
    };
    let times = match decision.get("times").and_then(Value::as_u64) {
        Some(times) if times > 1 => format!("  {times} times"),
        _ => String::new(),
    };
    let (at, id) = (text("at").unwrap_or_default(), text("id").unwrap_or_default());
    format!("{at}  {id}  {who}  {}  {why}{times}", what.join(" "))
}

const LISTING: &str = "/-/api/decisions";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_says_when_who_what_and_why() {
        for (decision, expected) in [
            (
                json!({"at": "T", "id": "0f", "identity": "us-east-1:1", "principal": "arn",
                    "action": "iot:Publish", "resource": "arn:t", "outcome": "explicit_deny",
                    "leg": "device", "times": 3}),
                "T  0f  us-east-1:1  iot:Publish arn:t  explicit_deny in device  3 times",
            ),
            (
                json!({"at": "T", "id": "0f", "identity": null, "principal": "anonymous",
                    "action": "GetId", "resource": "", "outcome": null, "leg": null,
                    "code": "NotAuthorizedException", "times": 1}),
                "T  0f  anonymous  GetId  NotAuthorizedException",
            ),
        ] {
            assert_eq!(line(&decision), expected);
        }
    }

    #[test]
    fn filters_stand_in_the_question() {
        let wanted = TailArguments {
            deny: true,
            identity: Some("us-east-1:1".to_owned()),
            client: None,
            output: crate::arguments::OutputArguments { output: Output::Table },
        };
        assert_eq!(
            path(&wanted, 7),
            "/-/api/decisions?after=7&wait_ms=20000&identity=us%2Deast%2D1%3A1&deny"
        );
    }
}
