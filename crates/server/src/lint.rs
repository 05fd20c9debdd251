//! The linter for those who have a text rather than a policy of the store: the kind is found out,
//! and broken JSON gets the place where it breaks.

use daypass_policy::lint::lint_text;
use daypass_policy::{Position, Span};

pub use daypass_policy::DocumentKind;
pub use daypass_policy::lint::{Code, DocumentUse, Finding, Severity};

/// What is known to go wrong with a text. Without a kind, it is taken for a trust policy if its
/// statements name principals, and for permissions of a role if they do not.
pub fn lint(kind: Option<DocumentKind>, usage: Option<DocumentUse>, text: &str) -> Vec<Finding> {
    let json = serde_json::from_str::<serde_json::Value>(text);
    let kind = kind.unwrap_or_else(|| json.as_ref().map_or(DocumentKind::Identity, guessed));
    let mut findings = lint_text(kind, text, usage);
    if let (Err(error), [finding]) = (&json, findings.as_mut_slice()) {
        let place = |number: usize| u32::try_from(number.max(1)).unwrap_or(u32::MAX);
        let at = Position { line: place(error.line()), column: place(error.column()) };
        finding.span = Span { start: at, end: at };
        finding.message = format!("{} ({error})", finding.message);
    }
    findings
}

fn guessed(document: &serde_json::Value) -> DocumentKind {
    let statements = match document.get("Statement") {
        Some(serde_json::Value::Array(statements)) => statements.as_slice(),
        Some(statement) => std::slice::from_ref(statement),
        None => &[],
    };
    let trust = statements.iter().any(|one| one.get("Principal").is_some());
    if trust { DocumentKind::Trust } else { DocumentKind::Identity }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_with_principals_is_a_trust_policy() {
        let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}"#;
        let codes: Vec<_> = lint(None, None, text).iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::TrustEveryone]);
        let kind = Some(DocumentKind::Identity);
        assert_eq!(
            lint(kind, None, text).first().map(|one| one.code),
            Some(Code::MalformedDocument)
        );
    }

    #[test]
    fn broken_json_is_told_with_its_place() {
        let findings = lint(None, None, "{\n  \"Version\": 2012-10-17\n}");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.code, finding.span.start.line), (Code::MalformedDocument, 2));
    }
}
