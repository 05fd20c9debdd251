//! What is shown of the story: step by step for people, as one object for programs. No colours: it
//! reads alike on a terminal, in a file and in a log.

use std::io::{self, Write as _};

use serde::Serialize;

use super::reason::Reason;
use super::stage::Stage;
use super::step::{Otherwise, Step, Stop};
use crate::arguments::{DEFAULT_ENDPOINT, Output};
use crate::can::Question;
use crate::client::Client;
use crate::failure::Failure;

/// A step that went as it should.
#[derive(Debug, Clone, Serialize)]
struct Told {
    step: &'static str,
    title: &'static str,
    outcome: &'static str,
    /// What happened beside it, such as a name or a time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    reasons: Vec<Row>,
    /// The command that tells the whole reason.
    command: Option<String>,
    /// The decision record of a refusal.
    decision: Option<String>,
    took_ms: Option<u64>,
}

/// A leg, or `because`, and what it says.
#[derive(Debug, Clone, Serialize)]
struct Row {
    name: String,
    says: String,
}

/// The whole story, for programs.
#[derive(Debug, Serialize)]
struct Whole<'a> {
    endpoint: &'a str,
    account: &'a str,
    region: &'a str,
    /// `played` or `failed`.
    outcome: &'static str,
    steps: &'a [Told],
    failed: Option<FailedStep<'a>>,
    /// What could not be put back as it was.
    left: &'a [String],
}

#[derive(Debug, Serialize)]
struct FailedStep<'a> {
    step: &'static str,
    expected: &'a str,
    seen: &'a str,
    decision: Option<&'a str>,
}

/// The story so far.
#[derive(Debug)]
pub(super) struct Report {
    output: Output,
    steps: Vec<Told>,
}

impl Report {
    /// Begins to tell.
    pub(super) fn begin(output: Output, stage: &Stage<'_>) -> Self {
        let report = Self { output, steps: Vec::new() };
        let (endpoint, about) = (stage.calls.client.endpoint(), &stage.about);
        let (account, region) = (&about.account, &about.region);
        report.say(&format!("Daypass demo at {endpoint}, account {account} in {region}"));
        let told = if endpoint == DEFAULT_ENDPOINT { String::new() } else { led_there(endpoint) };
        report.say(&told);
        report
    }

    /// A step that was allowed. Why, is asked of the policies as they stand.
    pub(super) async fn allowed(
        &mut self,
        client: &Client,
        step: Step,
        question: &Question<'_>,
        notes: Vec<String>,
    ) -> Result<(), Stop> {
        let reason = Reason::of_question(client, question).await?;
        if reason.outcome.as_deref() != Some("allow") {
            let seen = format!("`{}` says no", reason.command);
            return Err(step.otherwise("allowed by the policies as they stand", seen, None));
        }
        self.tell(Told {
            notes,
            reasons: rows(&reason),
            command: Some(reason.command),
            ..told(step, "allowed")
        });
        Ok(())
    }

    /// A step that was refused, and by this leg. Why, is asked of the decision record.
    pub(super) async fn refused(
        &mut self,
        client: &Client,
        step: Step,
        (decision, leg): (String, &str),
        (notes, took_ms): (Vec<String>, Option<u64>),
    ) -> Result<(), Stop> {
        let reason = Reason::of_decision(client, &decision).await?;
        if reason.leg.as_deref() != Some(leg) {
            let seen = format!("refused by {}", reason.leg.as_deref().unwrap_or("no policy"));
            return Err(step.otherwise(format!("refused by {leg}"), seen, Some(decision)));
        }
        self.tell(Told {
            notes,
            reasons: rows(&reason),
            command: Some(reason.command),
            decision: Some(decision),
            took_ms,
            ..told(step, "refused")
        });
        Ok(())
    }

    /// The end: how it went, and what is left.
    pub(super) async fn end(
        self,
        stage: &Stage<'_>,
        played: Result<(), Stop>,
        left: &[String],
    ) -> Result<(), Failure> {
        let failed = match &played {
            Err(Stop::Otherwise(otherwise)) => Some(otherwise),
            _ => None,
        };
        match (self.output, failed) {
            (Output::Json, _) => self.whole(stage, played.is_ok() && left.is_empty(), failed, left),
            (Output::Table, Some(otherwise)) => self.say_failed(stage, otherwise).await,
            (Output::Table, None) if played.is_ok() && left.is_empty() => {
                let steps = self.steps.len();
                self.say(&format!("{steps} steps, each as it should be.\n{AFTERWARDS}"));
            }
            (Output::Table, None) => {}
        }
        let left = left.join("; ");
        match played {
            Ok(()) if left.is_empty() => Ok(()),
            Ok(()) => Err(Failure::Failed(format!("not all is as it was: {left}"))),
            Err(stop) => Err(stop.failure(&left)),
        }
    }

    fn whole(&self, stage: &Stage<'_>, well: bool, failed: Option<&Otherwise>, left: &[String]) {
        let whole = Whole {
            endpoint: stage.calls.client.endpoint(),
            account: &stage.about.account,
            region: &stage.about.region,
            outcome: if well { "played" } else { "failed" },
            steps: &self.steps,
            failed: failed.map(|otherwise| FailedStep {
                step: otherwise.step.name,
                expected: &otherwise.expected,
                seen: &otherwise.seen,
                decision: otherwise.decision.as_deref(),
            }),
            left,
        };
        if let Ok(text) = serde_json::to_string_pretty(&whole) {
            print_line(&text);
        }
    }

    async fn say_failed(&self, stage: &Stage<'_>, otherwise: &Otherwise) {
        let number = self.steps.len() + 1;
        let mut lines = vec![
            heading(number, otherwise.step.title, "FAILED"),
            row("expected", &otherwise.expected),
            row("seen", &otherwise.seen),
        ];
        if let Some(decision) = &otherwise.decision {
            // Whatever is wrong may be wrong with the record too; what was seen stands above.
            let reason = Reason::of_decision(stage.calls.client, decision).await;
            let rows = reason.as_ref().map(Reason::rows).unwrap_or_default();
            lines.extend(rows.into_iter().map(|(name, says)| row(name, says)));
            lines.push(row("why", &format!("daypass why {decision}")));
        }
        self.say(&(lines.join("\n") + "\n"));
    }

    fn tell(&mut self, told: Told) {
        self.steps.push(told);
        if let Some(told) = self.steps.last() {
            self.say(&text(self.steps.len(), told));
        }
    }

    fn say(&self, text: &str) {
        if self.output == Output::Table {
            print_line(text);
        }
    }
}

impl Stop {
    fn failure(self, left: &str) -> Failure {
        let left = if left.is_empty() { String::new() } else { format!("; and {left}") };
        match self {
            Self::Otherwise(Otherwise { step, expected, seen, .. }) => Failure::Failed(format!(
                "step `{}` ({}): expected {expected}, seen {seen}{left}",
                step.name, step.title
            )),
            Self::Failure(failure) => failure,
            Self::Interrupted => Failure::Failed(format!("interrupted{left}")),
        }
    }
}

fn told(step: Step, outcome: &'static str) -> Told {
    Told {
        step: step.name,
        title: step.title,
        outcome,
        notes: Vec::new(),
        reasons: Vec::new(),
        command: None,
        decision: None,
        took_ms: None,
    }
}

fn rows(reason: &Reason) -> Vec<Row> {
    let rows = reason.rows().into_iter();
    rows.map(|(name, says)| Row { name: name.to_owned(), says: says.to_owned() }).collect()
}

/// How the commands that are shown find a server that is not where they look by themselves.
fn led_there(endpoint: &str) -> String {
    format!("For the commands below: export DAYPASS_ENDPOINT={endpoint}\n")
}

/// A step as people read it.
fn text(number: usize, told: &Told) -> String {
    let outcome = match told.took_ms {
        Some(took_ms) => format!("{} after {took_ms} ms", told.outcome),
        None => told.outcome.to_owned(),
    };
    let mut lines = vec![heading(number, told.title, &outcome)];
    lines.extend(told.notes.iter().map(|note| row("", note)));
    lines.extend(told.reasons.iter().map(|reason| row(&reason.name, &reason.says)));
    let name = if told.decision.is_some() { "why" } else { "asked" };
    lines.extend(told.command.as_ref().map(|command| row(name, command)));
    lines.join("\n") + "\n"
}

fn heading(number: usize, title: &str, outcome: &str) -> String {
    format!("{number:2}  {title:TITLE_COLUMNS$}  {outcome}")
}

fn row(name: &str, says: &str) -> String {
    if name.is_empty() { format!("    {says}") } else { format!("    {name:NAME_COLUMNS$}{says}") }
}

/// Nobody may be reading: the story is played all the same.
fn print_line(text: &str) {
    let mut out = io::stdout().lock();
    let _written = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// What the reader should know who types a command of the story when it is over.
const AFTERWARDS: &str = "The policy is detached again, the lamp's shadow is as it was, and the guest is \
    gone: `daypass can` speaks\nof the present, and says no to alice now. `daypass why` still tells \
    each refusal.";
/// Where outcomes stand.
const TITLE_COLUMNS: usize = 62;
/// Where sentences begin.
const NAME_COLUMNS: usize = 10;

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_step_is_told_with_its_reasons_and_the_command_that_tells_more() {
        let step = Step::new("alice-refused", "alice connects, and no IoT policy is hers");
        let rows = [("identity", "allows: policy `x`, statement 1, line 4"), ("device", "no")];
        let rows = rows.map(|(name, says)| Row { name: name.to_owned(), says: says.to_owned() });
        let told = Told {
            notes: vec!["as us-east-1:1".to_owned()],
            reasons: rows.to_vec(),
            command: Some("daypass why 0f".to_owned()),
            decision: Some("0f".to_owned()),
            took_ms: Some(12),
            ..told(step, "refused")
        };
        expect![[r"
            12  alice connects, and no IoT policy is hers                       refused after 12 ms
                as us-east-1:1
                identity  allows: policy `x`, statement 1, line 4
                device    no
                why       daypass why 0f
        "]]
        .assert_eq(&text(12, &told));
    }

    #[test]
    fn a_failure_names_the_step_and_what_was_left() {
        let step = Step::new("alice-connects", "alice connects");
        let stop = || step.otherwise("allowed", "refused", None);
        let said = stop().failure("").to_string();
        assert_eq!(said, "step `alice-connects` (alice connects): expected allowed, seen refused");
        assert!(stop().failure("a guest is left").to_string().ends_with("; and a guest is left"));
        assert!(Stop::Interrupted.failure("").to_string().contains("interrupted"));
    }
}
