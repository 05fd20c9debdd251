//! What the linter says of a policy that was just written: the log and a header, never the body.

use daypass_policy::lint::{Finding, Severity, lint_text};
use daypass_services::Operation;
use http::{HeaderMap, HeaderValue};

/// Lints the documents of a call that was committed, and names what was found.
pub(super) fn look<O: Operation>(input: &O::Input, headers: &mut HeaderMap) {
    let documents = O::documents(input).into_iter();
    let findings: Vec<Finding> =
        documents.flat_map(|(kind, text)| lint_text(kind, text, None)).collect();
    for finding in &findings {
        log(O::DESCRIPTOR.name, finding);
    }
    let mut codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    if !codes.is_empty()
        && let Ok(value) = HeaderValue::from_str(&codes.join(","))
    {
        headers.insert(LINT, value);
    }
}

fn log(operation: &str, finding: &Finding) {
    let (code, start) = (finding.code.as_str(), finding.span.start);
    let (line, column, hint) = (start.line, start.column, finding.hint());
    let message = &finding.message;
    if finding.severity() == Severity::Info {
        tracing::info!(target: "daypass::lint", operation, code, line, column, hint, "{message}");
    } else {
        tracing::warn!(target: "daypass::lint", operation, code, line, column, hint, "{message}");
    }
}

const LINT: &str = "x-daypass-lint";
