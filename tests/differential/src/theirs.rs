//! The other evaluator: a Node process that answers lines.

use crate::Failure;
use crate::case::Case;
use crate::verdict::Verdict;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// How many cases are under way at once. Their answers must fit into a pipe together.
pub(crate) const BATCH_CASES: usize = 250;

/// The script, beside the package list that installs what it imports.
const SCRIPT: &str = "evaluate.mjs";

/// A running evaluator. It ends when its input does.
pub(crate) struct Evaluator {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// What came back for one case: a verdict, or what the evaluator threw.
pub(crate) type Answer = Result<Verdict, String>;

impl Evaluator {
    /// Starts Node in the folder of this crate.
    pub(crate) fn start() -> Result<Self, Failure> {
        let mut process = Command::new("node")
            .arg(SCRIPT)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            // Dates without a zone would otherwise depend on the machine.
            .env("TZ", "UTC")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start node: {error}"))?;
        let input = process.stdin.take();
        let output = process.stdout.take().ok_or("node has no output")?;
        Ok(Self { process, input, output: BufReader::new(output) })
    }

    /// Hands cases over, at most [`BATCH_CASES`] at a time.
    pub(crate) fn send<'c>(
        &mut self,
        cases: impl IntoIterator<Item = &'c Case>,
    ) -> Result<(), Failure> {
        let mut lines = Vec::new();
        for case in cases {
            lines.extend_from_slice(case.to_json().to_string().as_bytes());
            lines.push(b'\n');
        }
        let input = self.input.as_mut().ok_or("node has no input")?;
        input.write_all(&lines).map_err(|error| format!("node takes no cases: {error}"))
    }

    /// The answers to `count` cases, in the order in which they were handed over.
    pub(crate) fn receive(&mut self, count: usize) -> Result<Vec<Answer>, Failure> {
        (0..count).map(|_| self.answer()).collect()
    }

    /// The answers to any number of cases.
    pub(crate) fn ask(&mut self, cases: &[Case]) -> Result<Vec<Answer>, Failure> {
        let mut answers = Vec::with_capacity(cases.len());
        for batch in cases.chunks(BATCH_CASES) {
            self.send(batch)?;
            answers.extend(self.receive(batch.len())?);
        }
        Ok(answers)
    }

    fn answer(&mut self) -> Result<Answer, Failure> {
        let mut line = String::new();
        let read = self.output.read_line(&mut line);
        read.map_err(|error| format!("node gives no answer: {error}"))?;
        match line.trim_end() {
            "A" => Ok(Ok(Verdict::Allowed)),
            "E" => Ok(Ok(Verdict::ExplicitlyDenied)),
            "I" => Ok(Ok(Verdict::ImplicitlyDenied)),
            "" => Err("node ended early".to_owned()),
            thrown => Ok(Err(thrown.trim_start_matches('!').to_owned())),
        }
    }
}

impl Drop for Evaluator {
    fn drop(&mut self) {
        drop(self.input.take());
        // Nothing is left to do about a process that cannot be waited for.
        _ = self.process.wait();
    }
}
