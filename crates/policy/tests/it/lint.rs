//! The linter against its page: `docs/lint.md` and the list of codes are one, and every example
//! does what it says. Then the edges that a page would be too long for.

use daypass_policy::DocumentKind;
use daypass_policy::lint::{Code, DocumentUse, FINDINGS_MAX, lint_text};

const PAGE: &str = include_str!("../../../../docs/lint.md");

/// One example of the page.
struct Example {
    code: String,
    bad: bool,
    kind: DocumentKind,
    usage: Option<DocumentUse>,
    text: String,
}

/// The headings of codes, as they stand.
fn headings() -> Vec<&'static str> {
    PAGE.lines().filter_map(|line| line.strip_prefix("### ")).collect()
}

fn examples() -> Vec<Example> {
    let (mut examples, mut code) = (Vec::new(), String::new());
    let mut lines = PAGE.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("### ") {
            heading.split(' ').next().unwrap().clone_into(&mut code);
        }
        let Some(words) = line.strip_prefix("```json ") else { continue };
        let words: Vec<&str> = words.split(' ').collect();
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        examples.push(Example {
            code: code.clone(),
            bad: words[0] == "bad",
            kind: kind(words[1]),
            usage: words.get(2).map(|word| usage(word)),
            text: text.join("\n"),
        });
    }
    examples
}

fn kind(word: &str) -> DocumentKind {
    match word {
        "iam" => DocumentKind::Identity,
        "iot" => DocumentKind::Iot,
        "trust" => DocumentKind::Trust,
        _ => panic!("{word}"),
    }
}

fn usage(word: &str) -> DocumentUse {
    match word {
        "guest" => DocumentUse::GuestRole,
        "signed-in" => DocumentUse::SignedInRole,
        "device" => DocumentUse::DevicePolicy,
        _ => panic!("{word}"),
    }
}

fn codes(kind: DocumentKind, usage: Option<DocumentUse>, text: &str) -> Vec<&'static str> {
    lint_text(kind, text, usage).iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn the_page_explains_every_code_and_no_other() {
    let mut explained = headings();
    explained.sort_unstable();
    let mut known: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("{} ({})", code.as_str(), code.severity().as_str()))
        .collect();
    known.sort_unstable();
    assert_eq!(explained, known);
}

#[test]
fn every_example_of_the_page_does_what_it_says() {
    let examples = examples();
    for example in &examples {
        let found = codes(example.kind, example.usage, &example.text);
        let expected: &[&str] = if example.bad { &[&example.code] } else { &[] };
        assert_eq!(found, expected, "{}: {}", example.code, example.text);
    }
    for code in Code::ALL {
        let of_code = |bad| {
            let mut examples = examples.iter();
            examples.any(|example| example.code == code.as_str() && example.bad == bad)
        };
        assert!(of_code(true) && of_code(false), "{} lacks an example", code.as_str());
        assert!(!code.hint().is_empty());
    }
}

#[test]
fn a_finding_stands_where_its_entry_does() {
    let text = "{\"Version\": \"2012-10-17\",\n \"Statement\": {\"Effect\": \"Allow\",\n  \"Action\": [\"iot:Publish\", \"iot:Recieve\"],\n  \"Resource\": [\"*\"]}}";
    let findings = lint_text(DocumentKind::Iot, text, None);
    assert_eq!(findings.len(), 1, "{findings:?}");
    let finding = &findings[0];
    assert_eq!((finding.span.start.line, finding.span.start.column), (3, 29));
    assert_eq!((finding.span.end.line, finding.span.end.column), (3, 42));
    assert!(finding.message.contains("`iot:Receive` does"), "{}", finding.message);
}

fn statement(effect: &str, action: &str, resource: &str, condition: &str) -> String {
    format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"{effect}\",\"Action\":{action},\"Resource\":{resource},\"Condition\":{{{condition}}}}}]}}"
    )
}

#[test]
fn the_edges() {
    let iot = |name: &str| format!("\"arn:aws:iot:us-east-1:123456789012:{name}\"");
    let any = "\"*\"";
    for (kind, usage, text, expected) in [
        // A star in the action or the resource is no mismatch of kinds.
        (DocumentKind::Iot, None, statement("Allow", "\"iot:Get*\"", &iot("topic/a"), ""), vec![]),
        (DocumentKind::Iot, None, statement("Deny", "\"iot:Subscribe\"", &iot("t*"), ""), vec![]),
        (
            DocumentKind::Iot,
            None,
            statement("Deny", "\"iot:Subscribe\"", &iot("topic/$share/*"), ""),
            vec!["subscribe-on-topic"],
        ),
        // The thing's name, or that there is one, makes any client id harmless.
        (
            DocumentKind::Iot,
            None,
            statement(
                "Allow",
                "\"iot:Connect\"",
                any,
                "\"Bool\":{\"iot:Connection.Thing.IsAttached\":\"true\"}",
            ),
            vec![],
        ),
        (
            DocumentKind::Iot,
            None,
            statement("Allow", "\"iot:*\"", any, ""),
            vec!["connect-any-client"],
        ),
        (
            DocumentKind::Iot,
            None,
            statement("Allow", "\"iot:Connect\"", &iot("client/${iot:ClientId}"), ""),
            vec!["connect-any-client"],
        ),
        // What narrows a role may stand elsewhere.
        (DocumentKind::Identity, None, statement("Allow", "\"iot:*\"", any, ""), vec![]),
        (
            DocumentKind::Identity,
            Some(DocumentUse::SignedInRole),
            statement("Allow", "\"iot:Connect\"", any, ""),
            vec![],
        ),
        (
            DocumentKind::Identity,
            Some(DocumentUse::SignedInRole),
            statement("Allow", "\"iot:*\"", any, ""),
            vec!["app-attaches-policies"],
        ),
        (
            DocumentKind::Identity,
            Some(DocumentUse::GuestRole),
            statement("Allow", "\"*\"", any, ""),
            vec!["guest-wildcard"],
        ),
        (
            DocumentKind::Identity,
            Some(DocumentUse::GuestRole),
            statement("Allow", "[\"iot:Subscribe\",\"iot:Receive\"]", any, ""),
            vec!["guest-shared-topic"],
        ),
        // A default is a value; a client id is there on what comes over MQTT alone.
        (
            DocumentKind::Iot,
            None,
            statement("Deny", "\"iot:Publish\"", &iot("topic/${iot:ClientId, 'none'}"), ""),
            vec![],
        ),
        (
            DocumentKind::Iot,
            None,
            statement("Deny", "\"iot:Receive\"", &iot("topic/${iot:ClientId}"), ""),
            vec![],
        ),
        (
            DocumentKind::Iot,
            None,
            statement("Deny", "\"iot:Publish\"", &iot("topic/${iot:ClientId}"), ""),
            vec!["deny-with-variable"],
        ),
        // AWS IoT voids a negated comparison, IAM lets it hold.
        (
            DocumentKind::Iot,
            None,
            statement(
                "Deny",
                "\"iot:Publish\"",
                any,
                "\"StringNotEquals\":{\"aws:SourceIp\":\"${iot:CertificateId}\"}",
            ),
            vec!["deny-with-variable"],
        ),
        (
            DocumentKind::Identity,
            None,
            statement(
                "Deny",
                "\"s3:GetObject\"",
                any,
                "\"StringNotEquals\":{\"aws:SourceIp\":\"${aws:username}\"}",
            ),
            vec![],
        ),
        // Certificates know nothing of Cognito, and Cognito nothing of certificates.
        (
            DocumentKind::Iot,
            Some(DocumentUse::DevicePolicy),
            statement(
                "Allow",
                "\"iot:Publish\"",
                &iot("topic/${cognito-identity.amazonaws.com:sub}"),
                "",
            ),
            vec!["variable-never-resolves"],
        ),
        (
            DocumentKind::Iot,
            Some(DocumentUse::SignedInRole),
            statement(
                "Allow",
                "\"iot:Publish\"",
                &iot("topic/${iot:Certificate.Subject.CommonName.1}"),
                "",
            ),
            vec!["variable-never-resolves"],
        ),
        // A list has no value to put in a variable's place, in a Deny neither.
        (
            DocumentKind::Iot,
            None,
            statement(
                "Deny",
                "\"iot:Publish\"",
                &iot("topic/${iot:Certificate.Subject.CommonName.List}"),
                "",
            ),
            vec!["variable-never-resolves"],
        ),
        // The documented idiom of connect attributes.
        (
            DocumentKind::Iot,
            None,
            statement(
                "Allow",
                "\"iot:Connect\"",
                &iot("client/lamp"),
                "\"ForAllValues:StringEquals\":{\"iot:ConnectAttributes\":[\"LastWill\"]}",
            ),
            vec![],
        ),
        (
            DocumentKind::Iot,
            None,
            statement("Allow", "\"iotdata:Publish\"", any, ""),
            vec!["foreign-action"],
        ),
        (
            DocumentKind::Identity,
            None,
            statement("Allow", "\"iotdata:Publish\"", any, ""),
            vec!["unknown-action"],
        ),
        (
            DocumentKind::Identity,
            None,
            statement("Allow", "[\"iot:Lst*\",\"s3:Anything\"]", any, ""),
            vec!["unknown-action"],
        ),
    ] {
        assert_eq!(codes(kind, usage, &text), expected, "{text}");
    }
}

#[test]
fn what_is_left_of_a_document_is_linted_too() {
    for example in examples() {
        let signs: Vec<char> = example.text.chars().collect();
        // A prime step, so that every kind of sign is left out somewhere.
        for at in (0..signs.len()).step_by(7) {
            let text: String = signs[..at].iter().chain(&signs[at + 1..]).collect();
            let lines = u32::try_from(text.lines().count()).unwrap();
            for finding in lint_text(example.kind, &text, example.usage) {
                assert!(finding.span.start <= finding.span.end, "{text}");
                assert!((1..=lines).contains(&finding.span.start.line), "{text}");
                assert!(!finding.message.is_empty());
            }
        }
    }
}

#[test]
fn findings_are_bounded() {
    let entries = vec!["\"arn:aws:iot:::lamp\""; 2_000].join(",");
    let text = statement("Allow", "\"iot:Publish\"", &format!("[{entries}]"), "");
    assert_eq!(lint_text(DocumentKind::Iot, &text, None).len(), FINDINGS_MAX);
}
