//! One test file: read, and checked before anything runs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use daypass_server::lint::{DocumentUse, Finding, lint};
use daypass_server::policy_tests::{Document, DocumentKind, Suite, check};
use daypass_server::{AccountId, Region};

use super::callers::{self, Named, Use};
use super::cases::{self, Callers, ReadCase};
use super::fields::{Fields, members, text};
use super::policies::{self, PolicySource, Unusable};
use super::yaml::{self, Kind, Malformed, Node, Place};
use crate::files;

/// A test file that can be run.
#[derive(Debug)]
pub(super) struct TestFile {
    pub(super) path: PathBuf,
    pub(super) suite: Suite,
    /// Where each case of the suite stands.
    pub(super) places: Vec<Place>,
    pub(super) policies: BTreeMap<String, CheckedPolicy>,
}

/// A policy with what is known of it before anybody asks.
#[derive(Debug)]
pub(super) struct CheckedPolicy {
    pub(super) source: PolicySource,
    pub(super) document: Document,
    pub(super) findings: Vec<Finding>,
}

/// The most cases of one file.
const CASES_MAX: usize = 10_000;
/// The account and the region where a file names none: those of a development server.
const ACCOUNT: &str = "000000000000";
const REGION: &str = "us-east-1";
const FIELDS: [&str; 5] = ["account", "region", "policies", "callers", "cases"];

/// Reads a test file.
pub(super) fn read(path: &Path) -> Result<TestFile, Unusable> {
    parse(&files::read(path)?, path)
}

fn parse(text: &str, path: &Path) -> Result<TestFile, Unusable> {
    let root = yaml::read(text)?;
    let mut fields = Fields::of(&root, "a test file", &FIELDS)?;
    let account = fields.take("account").map(account).transpose()?;
    let region = fields.take("region").map(region).transpose()?;
    let region = match region {
        Some(region) => region,
        None => {
            Region::parse(REGION).map_err(|error| Malformed::new(yaml::START, error.to_string()))?
        }
    };
    let sources = match fields.take("policies") {
        Some(node) => policies::read(node, path)?,
        None => BTreeMap::new(),
    };
    let mut named = Vec::new();
    let callers = match fields.take("callers") {
        Some(node) => callers_of(node, &region, path, &mut named)?,
        None => Callers::new(),
    };
    let read = cases_of(fields.need("cases")?, &callers, (&region, path))?;
    named.extend(read.iter().flat_map(|case| case.named.iter().cloned()));
    let policies = checked(&sources, &named)?;
    let account = match account {
        Some(account) => account,
        None => AccountId::parse(ACCOUNT)
            .map_err(|error| Malformed::new(yaml::START, error.to_string()))?,
    };
    let suite = Suite {
        account,
        region,
        policies: sources.into_iter().map(|(name, source)| (name, source.text)).collect(),
        cases: read.iter().map(|case| case.case.clone()).collect(),
    };
    let places = read.iter().map(|case| case.at).collect();
    Ok(TestFile { path: path.to_owned(), suite, places, policies })
}

fn account(node: &Node) -> Result<AccountId, Malformed> {
    let written = text(node, "account")?;
    AccountId::parse(written)
        .map_err(|_| Malformed::new(node.at, "`account` is twelve digits, best in quotes"))
}

fn region(node: &Node) -> Result<Region, Malformed> {
    let written = text(node, "region")?;
    Region::parse(written).map_err(|_| Malformed::new(node.at, format!("`{written}` is no region")))
}

fn callers_of(
    node: &Node,
    region: &Region,
    path: &Path,
    named: &mut Vec<Named>,
) -> Result<Callers, Malformed> {
    let mut callers = Callers::new();
    for (name, _, node) in members(node, "`callers`")? {
        let caller = callers::read(node, region, path)?;
        named.extend(caller.named.iter().cloned());
        callers.insert(name.to_owned(), caller);
    }
    Ok(callers)
}

fn cases_of(
    node: &Node,
    callers: &Callers,
    place: (&Region, &Path),
) -> Result<Vec<ReadCase>, Malformed> {
    let Kind::Sequence(nodes) = &node.kind else {
        return Err(Malformed::new(node.at, "`cases` is a list"));
    };
    match nodes.get(CASES_MAX) {
        Some(node) => Err(Malformed::new(node.at, format!("a file has at most {CASES_MAX} cases"))),
        None if nodes.is_empty() => Err(Malformed::new(node.at, "`cases` is empty")),
        None => nodes.iter().map(|node| cases::read(node, callers, place)).collect(),
    }
}

/// Every policy as those who use it read it.
fn checked(
    sources: &BTreeMap<String, PolicySource>,
    named: &[Named],
) -> Result<BTreeMap<String, CheckedPolicy>, Malformed> {
    for (name, _, at) in named {
        if !sources.contains_key(name) {
            let message = format!("there is no policy `{name}` in this file");
            return Err(Malformed::new(*at, message));
        }
    }
    let mut policies = BTreeMap::new();
    for (name, source) in sources {
        let uses: BTreeSet<Use> =
            named.iter().filter(|(used, ..)| used == name).map(|(_, usage, _)| *usage).collect();
        let refused = |why: String| Malformed::new(source.at, format!("policy `{name}`: {why}"));
        let kinds = uses.iter().map(|usage| usage.kind());
        let mut documents = Vec::new();
        for kind in kinds {
            documents.push(check(kind, &source.text).map_err(refused)?);
        }
        let document = match documents.into_iter().next() {
            Some(document) => document,
            None => unused(&source.text).map_err(refused)?,
        };
        let findings = findings(&source.text, &uses);
        let source = source.clone();
        policies.insert(name.clone(), CheckedPolicy { source, document, findings });
    }
    Ok(policies)
}

/// The document of a policy that nobody has: of the kind that it can be.
fn unused(text: &str) -> Result<Document, String> {
    let kinds = [DocumentKind::Trust, DocumentKind::Iot];
    let other = kinds.into_iter().find_map(|kind| check(kind, text).ok());
    other.map_or_else(|| check(DocumentKind::Identity, text), Ok)
}

fn findings(text: &str, uses: &BTreeSet<Use>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for usage in uses {
        for finding in lint(Some(usage.kind()), usage.document_use(), text) {
            let known = |one: &Finding| one.code == finding.code && one.span == finding.span;
            if !findings.iter().any(known) {
                findings.push(finding);
            }
        }
    }
    findings
}

impl Use {
    fn kind(self) -> DocumentKind {
        match self {
            Self::Guest | Self::SignedIn | Self::Role => DocumentKind::Identity,
            Self::Boundary => DocumentKind::Boundary,
            Self::Session => DocumentKind::Session,
            Self::IdentityDevice | Self::Device | Self::Group => DocumentKind::Iot,
            Self::Trust => DocumentKind::Trust,
        }
    }

    fn document_use(self) -> Option<DocumentUse> {
        match self {
            Self::Guest => Some(DocumentUse::GuestRole),
            Self::SignedIn | Self::IdentityDevice => Some(DocumentUse::SignedInRole),
            Self::Device => Some(DocumentUse::DevicePolicy),
            Self::Role | Self::Boundary | Self::Session | Self::Group | Self::Trust => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a text is refused, and why.
    fn refused(text: &str) -> String {
        match parse(text, Path::new("tests/app.yaml")) {
            Err(error) => error.to_string(),
            Ok(file) => panic!("read: {file:?}"),
        }
    }

    const CASE: &str = "\n    action: iot:Publish\n    resource: topic/x\n    expect: allow\n";

    fn case(caller: &str) -> String {
        format!("cases:\n  - caller: {caller}{CASE}")
    }

    #[test]
    fn a_small_file_is_read() {
        let text = case("{guest: {}}");
        let file = parse(&text, Path::new("x.yaml")).unwrap();
        assert_eq!(file.suite.account.as_str(), "000000000000");
        assert_eq!(file.suite.cases[0].name, "iot:Publish on topic/x");
        assert_eq!(file.places, [Place { line: 2, column: 5 }]);
    }

    #[test]
    fn account_numbers_keep_their_zeros() {
        let text = format!("account: 000000000012\n{}", case("{guest: {}}"));
        let file = parse(&text, Path::new("x.yaml")).unwrap();
        assert_eq!(file.suite.account.as_str(), "000000000012");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let mut others = Vec::new();
        let policy = "policies: {p: {Version: '2012-10-17', Statement: {Effect: Allow, Action: 'iot:*', Resource: '*'}}}\n";
        for (text, expected) in [
            ("a: 1".to_owned(), "1:1: `a` is not known here"),
            ("policies: {}".to_owned(), "1:1: `cases` is missing"),
            ("cases: []".to_owned(), "1:8: `cases` is empty"),
            ("cases: {}".to_owned(), "1:8: `cases` is a list"),
            ("- 1".to_owned(), "1:1: a test file is a mapping"),
            (format!("account: 12\n{}", case("{guest: {}}")), "1:10: `account` is twelve digits"),
            (format!("region: Nowhere\n{}", case("{guest: {}}")), "1:9: `Nowhere` is no region"),
            (case("alice"), "2:13: there is no caller `alice`"),
            (case("{alice: {}}"), "2:14: `alice` is no caller"),
            (case("{guest: {}, role: {}}"), "2:13: a caller is one of"),
            (case("{guest: {rolle: x}}"), "2:22: `rolle` is not known here"),
            (case("{guest: {policies: p}}"), "2:32: there is no policy `p`"),
            (case("{guest: {identity: x}}"), "2:32: `identity` is `REGION:UUID`"),
            (case("{guest: {flow: fast}}"), "2:28: `flow` is `enhanced` or `basic`"),
            (case("{role: {tags: x}}"), "2:27: `tags` is a mapping"),
            (case("{device: {certificate: nowhere.pem}}"), "2:36: cannot read tests/nowhere.pem"),
            (case("{device: {things: {type: x}}}"), "2:31: `name` is missing"),
            (
                format!("{policy}{}", case("{role: {boundary: [p, p]}}")),
                "3:35: a role has one boundary",
            ),
            (case("{guest: {}}").replace("allow", "maybe"), "5:13: a decision is"),
            (case("{guest: {}}").replace("allow", "{decision: deny, leg: left}"), "5:35: a leg is"),
            (
                case("{guest: {}}").replace("allow", "{decision: deny, statement: 0}"),
                "5:41: statements are counted from 1",
            ),
            (case("{guest: {}}") + "    at: noon\n", "6:9: `at` is a moment"),
            (case("{guest: {}}") + "    context: {x: 1}\n", "6:15: `x` is no context key"),
            (
                case("{guest: {}}") + "    context: {'aws:currenttime': x}\n",
                "6:15: `aws:currenttime` follows from the moment",
            ),
            (case("{guest: {}}") + "    client: ~\n", "6:13: `client` is a text"),
            (
                format!("policies: {{p: {{}}}}\n{}", case("{guest: {}}")),
                "1:12: policy `p`: Syntax errors in policy.",
            ),
            (
                format!("{policy}{}", case("{guest: {policies: p}}") + "    trust: p\n"),
                "1:12: policy `p`: ",
            ),
            (format!("policies: {{'p q': x}}\n{}", case("{guest: {}}")), "1:12: `p q` is no name"),
            (
                format!("policies: {{p: '{{', P: x}}\n{}", case("{guest: {}}")),
                "1:20: another policy is called `P`",
            ),
            (format!("policies: {{p: [x]}}\n{}", case("{guest: {}}")), "1:15: a policy is a path"),
            (
                format!("policies: {{p: p.json}}\n{}", case("{guest: {}}")),
                "1:15: cannot read tests/p.json",
            ),
        ] {
            let refused = refused(&text);
            if !refused.starts_with(expected) {
                others.push(format!("expected {expected}, got {refused}"));
            }
        }
        assert!(others.is_empty(), "{others:#?}");
    }
}
