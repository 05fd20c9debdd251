//! Cases: the question and what is expected.

use std::collections::BTreeMap;
use std::path::Path;

use daypass_server::Region;
use daypass_server::policy_tests::{
    Case, ContextMap, Expectation, ExpectedDecision, ExpectedStatement, Leg, instant_ms,
};

use super::callers::{self, Named, ReadCaller, Use};
use super::fields::{Fields, members, text};
use super::yaml::{Kind, Malformed, Node, Place};

/// A case, the policies that it names, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct ReadCase {
    pub(super) case: Case,
    pub(super) named: Vec<Named>,
    pub(super) at: Place,
}

/// Callers by their names in the file.
pub(super) type Callers = BTreeMap<String, ReadCaller>;

const FIELDS: [&str; 9] =
    ["name", "caller", "trust", "action", "resource", "client", "context", "at", "expect"];

/// Reads one case.
pub(super) fn read(
    node: &Node,
    known: &Callers,
    (region, path): (&Region, &Path),
) -> Result<ReadCase, Malformed> {
    let mut fields = Fields::of(node, "a case", &FIELDS)?;
    let ReadCaller { caller, mut named } = caller(fields.need("caller")?, known, region, path)?;
    let trust = fields.take("trust");
    let trust =
        trust.map(|node| Ok::<_, Malformed>((text(node, "trust")?, node.at))).transpose()?;
    if let Some((name, at)) = trust {
        named.push((name.to_owned(), Use::Trust, at));
    }
    let action = fields.needed_text("action")?.to_owned();
    let resource = match trust {
        None => fields.needed_text("resource")?,
        Some(_) => fields.text("resource")?.unwrap_or("*"),
    };
    let resource = resource.to_owned();
    let name = fields.text("name")?.map_or_else(|| format!("{action} on {resource}"), Into::into);
    let context = fields.take("context");
    let at = fields.take("at");
    let case = Case {
        name,
        caller,
        trust: trust.map(|(name, _)| name.to_owned()),
        action,
        resource,
        client: fields.text("client")?.map(str::to_owned),
        context: context.map(self::context).transpose()?.unwrap_or_default(),
        at_ms: at.map(instant).transpose()?,
        expected: expectation(fields.need("expect")?)?,
    };
    Ok(ReadCase { case, named, at: node.at })
}

/// A caller of the file by its name, or one that the case describes itself.
fn caller(
    node: &Node,
    known: &Callers,
    region: &Region,
    path: &Path,
) -> Result<ReadCaller, Malformed> {
    let Kind::Scalar { .. } = node.kind else { return callers::read(node, region, path) };
    let name = text(node, "caller")?;
    let missing = || Malformed::new(node.at, format!("there is no caller `{name}` in this file"));
    known.get(name).cloned().ok_or_else(missing)
}

fn context(node: &Node) -> Result<ContextMap, Malformed> {
    let mut context = ContextMap::new();
    for (key, at, value) in members(node, "`context`")? {
        if !key.contains(':') {
            return Err(Malformed::new(at, format!("`{key}` is no context key")));
        }
        if CLOCK.iter().any(|clock| clock.eq_ignore_ascii_case(key)) {
            let message = format!("`{key}` follows from the moment: write `at`");
            return Err(Malformed::new(at, message));
        }
        if let Kind::Sequence(values) = &value.kind {
            let values = values.iter().map(|value| text(value, key).map(str::to_owned));
            context.insert_many(key.to_owned(), values.collect::<Result<Vec<_>, _>>()?);
        } else {
            context.insert(key.to_owned(), text(value, key)?);
        }
    }
    Ok(context)
}

fn instant(node: &Node) -> Result<i64, Malformed> {
    let written = text(node, "at")?;
    let form = || Malformed::new(node.at, "`at` is a moment like 2026-01-31T12:00:00Z");
    instant_ms(written).ok_or_else(form)
}

const EXPECT_FIELDS: [&str; 5] = ["decision", "leg", "policy", "statement", "near-miss"];

/// A decision alone, or with its reason.
fn expectation(node: &Node) -> Result<Expectation, Malformed> {
    if let Kind::Scalar { .. } = node.kind {
        let decision = decision(node)?;
        return Ok(Expectation {
            decision,
            leg: None,
            policy: None,
            statement: None,
            near_miss: None,
        });
    }
    let mut fields = Fields::of(node, "`expect`", &EXPECT_FIELDS)?;
    let decision = decision(fields.need("decision")?)?;
    let leg = fields.take("leg").map(leg).transpose()?;
    let statement = fields.take("statement").map(statement).transpose()?;
    let policy = fields.text("policy")?.map(str::to_owned);
    let near_miss = fields.text("near-miss")?.map(str::to_owned);
    Ok(Expectation { decision, leg, policy, statement, near_miss })
}

fn decision(node: &Node) -> Result<ExpectedDecision, Malformed> {
    match text(node, "expect")? {
        "allow" => Ok(ExpectedDecision::Allow),
        "deny" => Ok(ExpectedDecision::Deny),
        "explicit-deny" => Ok(ExpectedDecision::ExplicitDeny),
        "implicit-deny" => Ok(ExpectedDecision::ImplicitDeny),
        _ => Err(Malformed::new(
            node.at,
            "a decision is `allow`, `deny`, `explicit-deny` or `implicit-deny`",
        )),
    }
}

fn leg(node: &Node) -> Result<Leg, Malformed> {
    let written = text(node, "leg")?;
    let legs = [Leg::Identity, Leg::Boundary, Leg::Session, Leg::Device, Leg::Trust];
    let known = || {
        let legs = legs.map(Leg::as_str).join("`, `");
        Malformed::new(node.at, format!("a leg is `{legs}`"))
    };
    legs.into_iter().find(|leg| leg.as_str() == written).ok_or_else(known)
}

/// A Sid, a number from one, or `none`.
fn statement(node: &Node) -> Result<ExpectedStatement, Malformed> {
    let written = text(node, "statement")?;
    let quoted = matches!(node.kind, Kind::Scalar { quoted: true, .. });
    if quoted {
        return Ok(ExpectedStatement::Sid(written.to_owned()));
    }
    if written == "none" {
        return Ok(ExpectedStatement::None);
    }
    match written.parse() {
        Ok(0) => Err(Malformed::new(node.at, "statements are counted from 1")),
        Ok(number) => Ok(ExpectedStatement::Number(number)),
        Err(_) => Ok(ExpectedStatement::Sid(written.to_owned())),
    }
}

/// Keys that the engine makes itself.
const CLOCK: [&str; 2] = ["aws:CurrentTime", "aws:EpochTime"];
