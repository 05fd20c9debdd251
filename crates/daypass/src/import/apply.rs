//! Writing a plan: each step with the calls that it takes, after what it needs.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::items::{Item, Kind, TRUST};
use super::mapping;
use super::plan::{Action, Outcome, Step};
use super::writes::{calls, question};
use crate::aws::{Aws, CallError};
use crate::client::{Client, Form};
use crate::failure::Failure;

/// Identities of one request, as many as the server takes.
const IDENTITIES_MAX: usize = 50;
/// How often the whole plan is gone through: what hangs on a role waits for it, and so does the
/// trust of a role in another one.
const ROUNDS_MAX: usize = 4;
/// What a server says of a trust policy that names somebody who is not there.
const NOBODY: &str = "Invalid principal in policy: ";

/// The server that is written to: through AWS's APIs, and for ids from elsewhere by its own doors.
pub(super) struct Target<'a> {
    pub(super) aws: &'a Aws,
    pub(super) client: &'a Client,
}

/// Writes what is to be created and updated, and says of each step what came of it.
pub(super) async fn apply(target: &Target<'_>, steps: &mut [Step]) -> Result<(), Failure> {
    let mut closed = Closed::new();
    for _ in 0..ROUNDS_MAX {
        let before = (due(steps), closed.len());
        target.round(steps, &closed).await?;
        target.close(steps, &mut closed).await?;
        if due(steps) == 0 || (due(steps), closed.len()) == before {
            break;
        }
    }
    Ok(())
}

/// Names of roles that are there, but let nobody in yet.
type Closed = BTreeSet<String>;

/// Steps that are to be written and are not.
fn due(steps: &[Step]) -> usize {
    steps.iter().filter(|step| step.is_due()).count()
}

impl Target<'_> {
    async fn round(&self, steps: &mut [Step], closed: &Closed) -> Result<(), Failure> {
        let is_identity =
            |step: &Step| step.item.as_ref().is_some_and(|item| item.kind >= Kind::Identity);
        let first_identity = steps.iter().position(is_identity).unwrap_or(steps.len());
        let (before, rest) = steps.split_at_mut(first_identity);
        self.singly(before, closed).await?;
        self.identities(rest).await?;
        self.singly(rest, closed).await
    }

    /// Makes the roles that wait for somebody whom they trust, closed to everybody: so those that
    /// trust each other or themselves find each other there.
    async fn close(&self, steps: &[Step], closed: &mut Closed) -> Result<(), Failure> {
        for step in steps.iter().filter(|step| step.is_due() && step.action == Action::Create) {
            let Some(item) = step.item.as_ref().filter(|item| item.kind == Kind::Role) else {
                continue;
            };
            let waits = matches!(&step.outcome, Some(Outcome::Failed(why)) if why.contains(NOBODY));
            if waits && !closed.contains(&item.key.0) {
                let made = self.write(&item.closed(), &Action::Create).await;
                if outcome(made)? == Outcome::Done {
                    closed.insert(item.key.0.clone());
                }
            }
        }
        Ok(())
    }

    async fn singly(&self, steps: &mut [Step], closed: &Closed) -> Result<(), Failure> {
        for step in steps.iter_mut().filter(|step| step.is_due()) {
            let Some(item) = step.item.as_ref().filter(|item| item.kind != Kind::Identity) else {
                continue;
            };
            let trust = Action::Update(vec![TRUST.to_owned()]);
            let is_closed = item.kind == Kind::Role && closed.contains(&item.key.0);
            let action = if is_closed { &trust } else { &step.action };
            step.outcome = Some(outcome(self.write(item, action).await)?);
        }
        Ok(())
    }

    async fn write(&self, item: &Item, action: &Action) -> Result<(), CallError> {
        if item.kind == Kind::IdentityPool && *action == Action::Create {
            let path = format!("/-/api/imported-identity-pools?id={}", escaped(&item.key.0));
            self.client.change(&path, Form::Json).await?;
        }
        if item.kind == Kind::Login {
            self.client.change(&mapping::door(item), Form::Json).await?;
        }
        let here = match question(item, action) {
            Some(question) => self.aws.call(&question).await?,
            None => Value::Null,
        };
        for call in calls(item, action, &here) {
            self.aws.call(&call).await?;
        }
        Ok(())
    }

    /// All identities that are due, many of a pool at once; if that is refused, each alone.
    async fn identities(&self, steps: &mut [Step]) -> Result<(), Failure> {
        let mut pools: BTreeMap<String, Vec<&mut Step>> = BTreeMap::new();
        for step in steps.iter_mut().filter(|step| step.is_due()) {
            let identity = step.item.as_ref().filter(|item| item.kind == Kind::Identity);
            let pool = identity.and_then(|item| item.value.get("IdentityPoolId")?.as_str());
            if let Some(pool) = pool.map(str::to_owned) {
                pools.entry(pool).or_default().push(step);
            }
        }
        for (pool, steps) in &mut pools {
            for steps in steps.chunks_mut(IDENTITIES_MAX) {
                let ids: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
                let all = outcome(self.make(pool, &ids.join(",")).await)?;
                for step in steps {
                    step.outcome = Some(match &all {
                        Outcome::Done => Outcome::Done,
                        Outcome::Failed(_) => outcome(self.make(pool, &step.name).await)?,
                    });
                }
            }
        }
        Ok(())
    }

    async fn make(&self, pool: &str, ids: &str) -> Result<(), CallError> {
        let (pool, ids) = (escaped(pool), escaped(ids));
        let path = format!("/-/api/imported-identities?pool={pool}&ids={ids}");
        self.client.change(&path, Form::Json).await?;
        Ok(())
    }
}

/// A refusal is the step's own; without an answer nothing further is tried.
fn outcome(written: Result<(), CallError>) -> Result<Outcome, Failure> {
    match written {
        Ok(()) => Ok(Outcome::Done),
        Err(CallError::Refused(refusal)) if !refusal.is_of_credentials() => {
            Ok(Outcome::Failed(refusal.sentence()))
        }
        Err(CallError::Failed(Failure::Failed(sentence))) => Ok(Outcome::Failed(sentence)),
        Err(error) => Err(error.into()),
    }
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
