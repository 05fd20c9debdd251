//! `PolicyExclusionList`: policies of the principal that a simulation leaves out.
//!
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyIdentifier.html>

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{InlinePolicyIdentifierType, PolicyIdentifier};

use crate::iam::error::invalid_input;

/// What is left out.
#[derive(Debug)]
pub(super) struct Exclusions<'a> {
    rules: Vec<Rule<'a>>,
}

#[derive(Debug)]
enum Rule<'a> {
    /// Every policy of a type.
    Type(&'a str),
    /// Managed policies by ARN.
    Managed(&'a str),
    /// Inline policies by name and owner.
    Inline(&'a InlinePolicyIdentifierType),
}

impl<'a> Exclusions<'a> {
    /// Checks the identifiers. One that matches no policy is no error, one that cannot match is.
    pub(super) fn read(identifiers: &'a [PolicyIdentifier]) -> Result<Self, ServiceError> {
        let rules = identifiers.iter().map(Rule::read).collect::<Result<_, _>>()?;
        Ok(Self { rules })
    }

    pub(super) fn cover_inline(&self, kind: &str, policy: &str, owner: &str) -> bool {
        self.rules.iter().any(|rule| match rule {
            Rule::Type(kind) => *kind == "inline",
            Rule::Managed(_) => false,
            Rule::Inline(inline) => {
                inline.attachment_type == kind
                    && inline.policy_name == policy
                    && matches(&inline.attachment_name, owner)
            }
        })
    }

    pub(super) fn cover_managed(&self, arn: &str) -> bool {
        let kind =
            if arn.starts_with("arn:aws:iam::aws:") { "aws-managed" } else { "user-managed" };
        self.rules.iter().any(|rule| match rule {
            Rule::Type(excluded) => *excluded == kind,
            Rule::Managed(pattern) => matches(pattern, arn),
            Rule::Inline(_) => false,
        })
    }

    pub(super) fn cover_boundary(&self) -> bool {
        self.rules.iter().any(|rule| matches!(rule, Rule::Type("permission-boundary")))
    }
}

impl<'a> Rule<'a> {
    fn read(identifier: &'a PolicyIdentifier) -> Result<Self, ServiceError> {
        let PolicyIdentifier { policy_type, policy_arn, inline_policy_identifier } = identifier;
        match (policy_type, policy_arn, inline_policy_identifier) {
            (Some(kind), None, None) => Ok(Self::Type(kind)),
            (None, Some(arn), None) if is_policy_arn(arn) => Ok(Self::Managed(arn)),
            (None, Some(arn), None) => Err(invalid(&format!("{arn} is not the ARN of a policy"))),
            (None, None, Some(inline)) if has_one_star(&inline.attachment_name) => {
                Ok(Self::Inline(inline))
            }
            (None, None, Some(_)) => Err(invalid("a name has one * at the most")),
            _ => Err(invalid("each names a type, an ARN or an inline policy")),
        }
    }
}

/// `arn:aws:iam::ACCOUNT:policy/NAME`, with wildcards in the name alone.
fn is_policy_arn(arn: &str) -> bool {
    let rest = arn.strip_prefix("arn:aws:iam::").and_then(|rest| rest.split_once(":policy/"));
    rest.is_some_and(|(account, name)| {
        let account = account == "aws"
            || account.len() == 12 && account.bytes().all(|digit| digit.is_ascii_digit());
        account && !name.is_empty() && has_one_star(name)
    })
}

fn has_one_star(pattern: &str) -> bool {
    pattern.matches('*').count() <= 1
}

/// Whether a pattern with at most one `*` covers a text; a `?` is one character.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().collect());
    let same = |pattern: &[char], text: &[char]| {
        pattern.len() == text.len()
            && pattern.iter().zip(text).all(|(wanted, found)| *wanted == '?' || wanted == found)
    };
    let Some(star) = pattern.iter().position(|sign| *sign == '*') else {
        return same(&pattern, &text);
    };
    let (head, tail) = pattern.split_at(star);
    let tail = tail.split_first().map_or(&[][..], |(_, tail)| tail);
    let Some(tail_start) = text.len().checked_sub(tail.len()) else { return false };
    tail_start >= head.len()
        && text.split_at_checked(tail_start).is_some_and(|(before, found)| {
            same(tail, found) && before.get(..head.len()).is_some_and(|found| same(head, found))
        })
}

fn invalid(what: &str) -> ServiceError {
    invalid_input(format!("Invalid policy identifier: {what}."))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text_and_a_question_mark_for_one_character() {
        for (pattern, text, covers) in [
            ("Read", "Read", true),
            ("Read", "Reader", false),
            ("Rea?", "Read", true),
            ("Rea?", "Rea", false),
            ("*", "", true),
            ("R*d", "Rd", true),
            ("R*d", "Read", true),
            ("Re*ead", "Read", false),
            ("*er", "Reader", true),
            ("?*?", "a", false),
        ] {
            assert_eq!(matches(pattern, text), covers, "{pattern} {text}");
        }
    }
}
