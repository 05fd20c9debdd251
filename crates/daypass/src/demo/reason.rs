//! Why something was allowed or refused, in the server's own words, and the command that tells more.

use serde::Deserialize;

use crate::can::Question;
use crate::client::{Client, Form};
use crate::failure::Failure;

/// A decision with its reasons, as `why` and `can` tell it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Reason {
    /// `allow`, `explicit_deny` or `implicit_deny`; nothing where no policy was asked.
    pub(super) outcome: Option<String>,
    /// The leg that refused.
    pub(super) leg: Option<String>,
    #[serde(default)]
    pub(super) legs: Vec<Leg>,
    /// What to do about it.
    #[serde(default)]
    pub(super) hint: Option<String>,
    /// What was said instead, where no policy was asked.
    #[serde(default)]
    pub(super) message: Option<String>,
    /// The command that tells the whole of it.
    #[serde(skip)]
    pub(super) command: String,
}

/// What one leg says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Leg {
    /// `identity`, `boundary`, `session`, `device` or `trust`.
    #[serde(rename = "leg")]
    pub(super) name: String,
    /// In words.
    pub(super) says: String,
}

impl Reason {
    /// The reason of a refusal, from its decision record.
    pub(super) async fn of_decision(client: &Client, id: &str) -> Result<Self, Failure> {
        let path = format!("/-/api/decisions/{id}");
        let reason: Self = client.answer(&path, Form::Json).await?.json()?;
        Ok(Self { command: format!("daypass why {id}"), ..reason })
    }

    /// The reason of what is allowed, as the policies stand now.
    pub(super) async fn of_question(
        client: &Client,
        question: &Question<'_>,
    ) -> Result<Self, Failure> {
        let reason: Self = client.answer(&question.path(), Form::Json).await?.json()?;
        Ok(Self { command: command(question), ..reason })
    }

    /// What the reason says, as rows of a name and a sentence.
    pub(super) fn rows(&self) -> Vec<(&str, &str)> {
        if self.legs.is_empty() {
            let said = self.message.as_deref().or(self.hint.as_deref());
            return said.map(|said| ("because", said)).into_iter().collect();
        }
        self.legs.iter().map(|leg| (leg.name.as_str(), leg.says.as_str())).collect()
    }
}

/// The question as it is typed.
fn command(question: &Question<'_>) -> String {
    let Question { principal, action, resource, client } = question;
    let client = client.map(|id| format!(" --client {}", quoted(id))).unwrap_or_default();
    format!("daypass can {principal} {action} {}{client}", quoted(resource))
}

/// For a shell: the names of AWS's own topics begin with a dollar sign.
fn quoted(word: &str) -> String {
    if word.contains('$') { format!("'{word}'") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_what_each_leg_says_or_what_was_said_instead() {
        let read = |json: &str| serde_json::from_str::<Reason>(json).unwrap();
        let policy = read(
            r#"{"outcome":"implicit_deny","leg":"device","hint":"attach one","legs":[
                {"leg":"identity","outcome":"allow","says":"allows: x","policies":1},
                {"leg":"device","outcome":"implicit_deny","says":"does not allow: y"}]}"#,
        );
        let rows = [("identity", "allows: x"), ("device", "does not allow: y")];
        assert_eq!(policy.rows(), rows);
        let closed = read(r#"{"outcome":"implicit_deny","leg":null,"legs":[],"hint":"gone"}"#);
        assert_eq!(closed.rows(), [("because", "gone")]);
    }

    #[test]
    fn a_question_can_be_typed_as_it_is_shown() {
        let question = Question {
            principal: "us-east-1:1",
            action: "iot:Publish",
            resource: "topic/$aws/things/lamp/shadow/update",
            client: Some("lamp"),
        };
        assert_eq!(
            command(&question),
            "daypass can us-east-1:1 iot:Publish 'topic/$aws/things/lamp/shadow/update' --client lamp"
        );
    }
}
