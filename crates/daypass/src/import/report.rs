//! The plan as people and programs read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::items::Kind;
use super::plan::{Action, Outcome, Step};
use crate::arguments::Output;
use crate::failure::Failure;
use crate::snapshot::Snapshot;

/// Where a snapshot is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    endpoint: String,
    account: String,
    region: String,
}

impl Place {
    pub(super) fn of(endpoint: &str, snapshot: &Snapshot) -> Self {
        Self {
            endpoint: endpoint.to_owned(),
            account: snapshot.account.clone(),
            region: snapshot.region.clone(),
        }
    }

    fn json(&self) -> Value {
        json!({ "endpoint": self.endpoint, "account": self.account, "region": self.region })
    }

    fn text(&self) -> String {
        format!("{}, account {} in {}", self.endpoint, self.account, self.region)
    }
}

/// What would be done, between which places.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) from: Place,
    pub(super) to: Place,
    pub(super) steps: Vec<Step>,
    /// Whether it was written.
    pub(super) is_applied: bool,
}

impl Report {
    /// Whether something cannot be as the source has it, or was refused.
    pub(super) fn has_failed(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.action, Action::Conflict(_)) || step.failed())
    }

    pub(super) fn written(&self, output: Output) -> Result<String, Failure> {
        match output {
            Output::Table => Ok(self.text()),
            Output::Json => {
                let text = serde_json::to_string_pretty(&self.json());
                Ok(text.map_err(|error| Failure::Failed(error.to_string()))? + "\n")
            }
        }
    }

    fn json(&self) -> Value {
        let steps: Vec<Value> = self.steps.iter().map(Step::json).collect();
        let counts: BTreeMap<&str, usize> = self.counts().into_iter().collect();
        json!({
            "from": self.from.json(),
            "to": self.to.json(),
            "steps": steps,
            "counts": counts,
            "applied": self.is_applied,
        })
    }

    fn text(&self) -> String {
        let mut text = format!("from  {}\nto    {}\n", self.from.text(), self.to.text());
        if self.from.account != self.to.account {
            let (from, to) = (&self.from.account, &self.to.account);
            let _ = writeln!(text, "ARNs of account {from} become ARNs of account {to}");
        }
        let mut lines = String::new();
        let mut identities: BTreeMap<&str, usize> = BTreeMap::new();
        let mut logins = 0_usize;
        for step in &self.steps {
            match (&step.action, &step.item) {
                (Action::Same, _) => {}
                // One line for each would hide the others.
                (Action::Create, Some(item)) if item.kind == Kind::Identity && !step.failed() => {
                    let pool = item.value.get("IdentityPoolId").and_then(Value::as_str);
                    *identities.entry(pool.unwrap_or_default()).or_default() += 1;
                }
                (Action::Create, Some(item)) if item.kind == Kind::Login && !step.failed() => {
                    logins += 1;
                }
                _ => lines.push_str(&step.text()),
            }
        }
        for (pool, count) in identities {
            let _ = writeln!(lines, "{:<9} {:<16} {count} of pool {pool}", "create", "identities");
        }
        if logins > 0 {
            let _ = writeln!(lines, "{:<9} {:<16} {logins} of the mapping", "create", "logins");
        }
        if !lines.is_empty() {
            let _ = write!(text, "\n{lines}");
        }
        let counts: Vec<String> =
            self.counts().iter().map(|(action, count)| format!("{count} {action}")).collect();
        let _ = writeln!(text, "\n{}", counts.join(", "));
        let due = self.steps.iter().filter(|step| step.is_due()).count();
        let changes = |step: &Step| matches!(step.action, Action::Create | Action::Update(_));
        let _ = match (self.is_applied, due) {
            _ if !self.steps.iter().any(changes) => writeln!(text, "there is nothing to do"),
            (false, _) => writeln!(text, "nothing was written; --apply writes it"),
            (true, 0) => writeln!(text, "everything is written"),
            (true, due) => writeln!(text, "{due} failed"),
        };
        text
    }

    fn counts(&self) -> Vec<(&'static str, usize)> {
        let count =
            |word: &str| self.steps.iter().filter(|step| step.action.word() == word).count();
        WORDS.map(|word| (word, count(word))).to_vec()
    }
}

impl Action {
    fn word(&self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update(_) => "update",
            Self::Same => "same",
            Self::Stays => "stays",
            Self::Conflict(_) => "conflict",
            Self::Skip(_) => "skip",
        }
    }

    fn detail(&self) -> Option<String> {
        match self {
            Self::Update(members) => Some(members.join(", ")),
            Self::Conflict(why) | Self::Skip(why) => Some(why.clone()),
            Self::Create | Self::Same | Self::Stays => None,
        }
    }
}

impl Step {
    fn failed(&self) -> bool {
        self.failure().is_some()
    }

    fn failure(&self) -> Option<&str> {
        match &self.outcome {
            Some(Outcome::Failed(why)) => Some(why),
            _ => None,
        }
    }

    fn json(&self) -> Value {
        let mut value =
            json!({ "action": self.action.word(), "what": self.what, "name": self.name });
        if let Some(object) = value.as_object_mut() {
            let member = if matches!(self.action, Action::Update(_)) { "changes" } else { "why" };
            let detail = self.action.detail();
            object.extend(detail.map(|detail| (member.to_owned(), Value::String(detail))));
            let failed = self.failure().map(|why| ("failed".to_owned(), why.into()));
            object.extend(failed);
        }
        value
    }

    fn text(&self) -> String {
        let detail = self.failure().map(str::to_owned).or_else(|| self.action.detail());
        let detail = detail.map(|detail| format!(": {detail}")).unwrap_or_default();
        let word = if self.failed() { "failed" } else { self.action.word() };
        let name = &self.name;
        if self.what.is_empty() {
            return format!("{word:<9} {name}{detail}\n");
        }
        format!("{word:<9} {:<16} {name}{detail}\n", self.what)
    }
}

const WORDS: [&str; 6] = ["create", "update", "same", "stays", "conflict", "skip"];
