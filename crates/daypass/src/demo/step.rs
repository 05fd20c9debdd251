//! One step of the story: what should come of it, and what is said when something else did.

use serde_json::Value;

use super::calls::Reply;
use super::mqtt::{Refusal, Trouble};
use crate::failure::Failure;

/// A step, by the name that scripts know it by and the sentence that people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
}

/// Why the story was not played to its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// A step came to something else than it should have.
    Otherwise(Otherwise),
    /// There was nothing to play with.
    Failure(Failure),
    /// Somebody asked for the end.
    Interrupted,
}

/// What a step should have come to, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Otherwise {
    pub(super) step: Step,
    pub(super) expected: String,
    pub(super) seen: String,
    /// The decision that was seen, if one was.
    pub(super) decision: Option<String>,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Step {
    pub(super) const fn new(name: &'static str, title: &'static str) -> Self {
        Self { name, title }
    }

    /// It came to something else.
    pub(super) fn otherwise(
        self,
        expected: impl Into<String>,
        seen: impl Into<String>,
        decision: Option<String>,
    ) -> Stop {
        let (expected, seen) = (expected.into(), seen.into());
        Stop::Otherwise(Otherwise { step: self, expected, seen, decision })
    }

    /// What the broker answered, which should have been yes.
    pub(super) fn allowed<T>(self, answer: Result<Result<T, Refusal>, Trouble>) -> Result<T, Stop> {
        match answer {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(refusal)) => {
                Err(self.otherwise("allowed", format!("refused: {refusal}"), refusal.decision))
            }
            Err(trouble) => Err(self.troubled("allowed", trouble)),
        }
    }

    /// The decision of the broker, which should have been no.
    pub(super) fn refused<T>(
        self,
        answer: Result<Result<T, Refusal>, Trouble>,
    ) -> Result<String, Stop> {
        match answer {
            Ok(Ok(_)) => Err(self.otherwise("refused", "allowed", None)),
            Ok(Err(refusal)) => {
                let seen = refusal.to_string();
                let decision = refusal.decision;
                decision.ok_or_else(|| self.otherwise("refused, with a decision id", seen, None))
            }
            Err(trouble) => Err(self.troubled("refused", trouble)),
        }
    }

    /// What was waited for, which should have come.
    pub(super) fn came<T>(self, expected: &str, came: Result<T, Trouble>) -> Result<T, Stop> {
        came.map_err(|trouble| self.troubled(expected, trouble))
    }

    /// What a call answered, which should have been done.
    pub(super) fn done(self, reply: Reply) -> Result<Value, Stop> {
        reply.map_err(|refusal| {
            let seen = format!("{}: {}", refusal.code, refusal.message);
            self.otherwise("done", seen, refusal.decision)
        })
    }

    fn troubled(self, expected: &str, trouble: Trouble) -> Stop {
        let seen = trouble.to_string();
        let decision = match trouble {
            Trouble::Cut(refusal) => refusal.decision,
            _ => None,
        };
        self.otherwise(expected, seen, decision)
    }
}

#[cfg(test)]
mod tests {
    use daypass_mqtt::ReasonCode;

    use super::*;

    const STEP: Step = Step::new("step", "a step");

    fn no(decision: Option<&str>) -> Refusal {
        let decision = decision.map(str::to_owned);
        Refusal { reason_code: ReasonCode::NotAuthorized, reason: None, decision }
    }

    fn stopped<T: std::fmt::Debug>(result: Result<T, Stop>) -> (String, Option<String>) {
        match result {
            Err(Stop::Otherwise(otherwise)) => (otherwise.seen, otherwise.decision),
            other => panic!("not stopped: {other:?}"),
        }
    }

    #[test]
    fn a_yes_where_a_no_should_be_stops_the_story_and_the_other_way_round() {
        assert!(STEP.allowed(Ok(Ok(()))).is_ok());
        assert_eq!(STEP.refused::<()>(Ok(Err(no(Some("0f"))))).unwrap(), "0f");
        let (seen, decision) = stopped(STEP.allowed::<()>(Ok(Err(no(Some("0f"))))));
        assert!(seen.contains("0x87") && decision.as_deref() == Some("0f"), "{seen}");
        assert_eq!(stopped(STEP.refused(Ok(Ok(())))).0, "allowed");
        // A refusal that nobody can ask about is none that the story tells.
        assert!(stopped(STEP.refused::<()>(Ok(Err(no(None))))).0.contains("0x87"));
    }

    #[test]
    fn silence_and_a_cut_are_neither() {
        for judge in
            [|answer| STEP.allowed::<()>(answer).err(), |answer| STEP.refused(answer).err()]
        {
            assert!(judge(Err(Trouble::Silence)).is_some());
            let cut = judge(Err(Trouble::Cut(no(Some("0f")))));
            assert!(matches!(cut, Some(Stop::Otherwise(Otherwise { decision: Some(_), .. }))));
        }
    }
}
