//! What the story leaves behind while it is played, and how it is put back, however it ends.

use serde_json::{Value, json};

use daypass_server::seed::{IOT_POLICY, THING};

use super::calls::{Calls, Reply};
use super::step::{Step, Stop};
use crate::failure::Failure;

/// What is to be put back. Alice's identity stays: it is hers from her first sign-in on.
#[derive(Debug, Default)]
pub(super) struct Traces {
    /// The identity that the policy may be attached to.
    pub(super) attached: Option<String>,
    /// The guest.
    pub(super) guest: Option<String>,
    shadow: Option<ShadowBefore>,
}

/// The lamp's shadow as it was.
#[derive(Debug, PartialEq, Eq)]
enum ShadowBefore {
    Missing,
    /// What it said of `power`, null where it said nothing.
    Power {
        desired: Value,
        reported: Value,
    },
}

impl ShadowBefore {
    fn of(document: &Value) -> Self {
        let power = |section| document.pointer(section).cloned().unwrap_or_default();
        Self::Power {
            desired: power("/state/desired/power"),
            reported: power("/state/reported/power"),
        }
    }
}

impl Traces {
    /// Looks at the shadow before anybody changes it.
    pub(super) async fn remember_shadow(
        &mut self,
        calls: &Calls<'_>,
        step: Step,
    ) -> Result<(), Stop> {
        self.shadow = Some(match calls.shadow(THING, calls.root).await? {
            Err(refusal) if refusal.code == NOT_FOUND => ShadowBefore::Missing,
            reply => ShadowBefore::of(&step.done(reply)?),
        });
        Ok(())
    }

    /// Puts everything back, and gives what could not be.
    pub(super) async fn undo(self, calls: &Calls<'_>) -> Vec<String> {
        let mut left = Vec::new();
        if let Some(identity) = &self.attached {
            let what = format!("{IOT_POLICY} stays attached to {identity}");
            note(&mut left, &what, calls.detach(IOT_POLICY, identity).await);
        }
        if let Some(guest) = &self.guest {
            let what = format!("the guest {guest} stays");
            note(&mut left, &what, calls.delete_identity(guest).await);
        }
        let what = "the lamp's shadow stays as the story left it";
        match &self.shadow {
            None => {}
            Some(ShadowBefore::Missing) => {
                let deleted = calls.delete_shadow(THING).await;
                // The story may have ended before there was one.
                let deleted = deleted.map(|reply| match reply {
                    Err(refusal) if refusal.code == NOT_FOUND => Ok(Value::Null),
                    reply => reply,
                });
                note(&mut left, what, deleted);
            }
            Some(ShadowBefore::Power { desired, reported }) => {
                let before = json!({
                    "desired": { "power": desired },
                    "reported": { "power": reported },
                });
                note(&mut left, what, calls.update_shadow(THING, &before, calls.root).await);
            }
        }
        left
    }
}

fn note(left: &mut Vec<String>, what: &str, undone: Result<Reply, Failure>) {
    match undone {
        Ok(Ok(_)) => {}
        Ok(Err(refusal)) => left.push(format!("{what} ({}: {})", refusal.code, refusal.message)),
        Err(failure) => left.push(format!("{what} ({failure})")),
    }
}

const NOT_FOUND: &str = "ResourceNotFoundException";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_shadow_only_what_the_story_changes_is_remembered() {
        let document = json!({ "state": { "desired": { "power": "off", "colour": "red" } } });
        let (desired, reported) = (json!("off"), Value::Null);
        assert_eq!(ShadowBefore::of(&document), ShadowBefore::Power { desired, reported });
    }
}
