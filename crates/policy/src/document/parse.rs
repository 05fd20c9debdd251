//! From JSON to statements, in the order in which IAM reports what is wrong.

use super::resource_format::check_resource;
use super::words::{Fault, Grammar};
use super::{DocumentError, DocumentKind, Effect, Version};
use crate::arn::{has_early_variable, resource_tokens};
use crate::condition::{Condition, OperandError, Operator};
use crate::json::{Extent, Kind, Member, Value, read};
use crate::pattern::Pattern;
use crate::principal::{Principal, Principals};
use crate::statement::{Entries, Entry, Statement};
use crate::template::{Keys, Signs, tokens};
use std::sync::Arc;

/// The longest document of IAM, in characters, white space counted.
const IAM_DOCUMENT_CHARACTERS_MAX: usize = 131_072;
/// The longest document of AWS IoT, in characters, white space counted.
const IOT_DOCUMENT_CHARACTERS_MAX: usize = 404_600;

/// Checks a text and takes it apart.
pub(super) fn document(
    kind: DocumentKind,
    text: &str,
) -> Result<(Version, Vec<Statement>, Keys), DocumentError> {
    let grammar = Grammar { kind, text };
    let mut reader = Reader { grammar, version: Version::V2008, keys: Keys::default() };
    let statements = reader.document(text)?;
    Ok((reader.version, statements, reader.keys.seal()))
}

struct Reader<'t> {
    grammar: Grammar<'t>,
    version: Version,
    keys: Keys,
}

/// The members of one statement, before they are understood.
#[derive(Default)]
struct Members<'v> {
    sid: Option<&'v Member<'v>>,
    effect: Option<&'v Member<'v>>,
    principal: Option<(&'v Member<'v>, bool)>,
    action: Option<(&'v Member<'v>, bool)>,
    resource: Option<(&'v Member<'v>, bool)>,
    condition: Option<&'v Member<'v>>,
}

impl Reader<'_> {
    fn say(&self, fault: Fault<'_>) -> DocumentError {
        self.grammar.say(fault)
    }

    /// What stands there is not what the grammar has there.
    fn form(&self, value: &Value<'_>) -> DocumentError {
        self.say(Fault::Form(value.at))
    }

    fn document(&mut self, text: &str) -> Result<Vec<Statement>, DocumentError> {
        if !takes_characters(self.grammar, text) {
            return Err(self.say(Fault::Json));
        }
        let value = read(text).map_err(|_| self.say(Fault::Json))?;
        let Kind::Object(members) = &value.kind else { return Err(self.say(Fault::Json)) };
        let mut statements = None;
        for Member { key, value, .. } in members {
            match (&**key, &value.kind) {
                ("Version", Kind::String(version)) => self.version = self.read_version(version)?,
                ("Id", Kind::String(_)) => {}
                ("Statement", _) => statements = Some(value),
                ("Version" | "Id", _) => return Err(self.form(value)),
                _ => return Err(self.say(Fault::Unknown(key))),
            }
        }
        let statements = match statements {
            Some(Value { kind: Kind::Array(statements), .. }) => statements.iter().collect(),
            Some(statement) => vec![statement],
            None => return Err(self.form(&value)),
        };
        if statements.is_empty() {
            return Err(self.say(Fault::Empty));
        }
        self.statements(&statements)
    }

    fn read_version(&self, version: &str) -> Result<Version, DocumentError> {
        match version {
            "2008-10-17" => Ok(Version::V2008),
            "2012-10-17" => Ok(Version::V2012),
            _ => Err(self.say(Fault::Version)),
        }
    }

    fn statements(&mut self, values: &[&Value<'_>]) -> Result<Vec<Statement>, DocumentError> {
        let mut all = Vec::with_capacity(values.len());
        for value in values {
            all.push((self.members(value)?, value.at));
        }
        // IAM looks through the whole document for one fault before it looks for the next.
        let headers: Vec<_> =
            all.iter().map(|(members, _)| self.header(members)).collect::<Result<_, _>>()?;
        self.check_sids(headers.iter().filter_map(|header| header.sid.as_deref()))?;
        self.check_presence(all.iter().map(|(members, _)| members))?;
        let mut statements = Vec::with_capacity(all.len());
        for ((members, at), header) in all.iter().zip(headers) {
            statements.push(self.statement(members, header, *at)?);
        }
        Ok(statements)
    }

    fn members<'v>(&self, value: &'v Value<'v>) -> Result<Members<'v>, DocumentError> {
        let Kind::Object(members) = &value.kind else { return Err(self.form(value)) };
        let mut sorted = Members::default();
        for member in members {
            let twice = match &*member.key {
                "Sid" => sorted.sid.replace(member).is_some(),
                "Effect" => sorted.effect.replace(member).is_some(),
                "Principal" => sorted.principal.replace((member, false)).is_some(),
                "NotPrincipal" => sorted.principal.replace((member, true)).is_some(),
                "Action" => sorted.action.replace((member, false)).is_some(),
                "NotAction" => sorted.action.replace((member, true)).is_some(),
                "Resource" => sorted.resource.replace((member, false)).is_some(),
                "NotResource" => sorted.resource.replace((member, true)).is_some(),
                "Condition" => sorted.condition.replace(member).is_some(),
                unknown => return Err(self.say(Fault::Unknown(unknown))),
            };
            if twice {
                return Err(self.say(Fault::Form(member.at)));
            }
        }
        Ok(sorted)
    }

    /// The elements whose faults IAM reports first: their shape, then effects and conditions.
    fn header(&mut self, members: &Members<'_>) -> Result<Header, DocumentError> {
        let sid = match members.sid.map(|member| &member.value) {
            None => None,
            Some(Value { kind: Kind::String(sid), .. }) if self.is_sid(sid) => {
                Some(sid.as_ref().into())
            }
            Some(value) => return Err(self.form(value)),
        };
        let effect = match members.effect.map(|member| &member.value) {
            Some(Value { kind: Kind::String(effect), .. }) => match &**effect {
                "Allow" => Effect::Allow,
                "Deny" => Effect::Deny,
                _ => return Err(self.say(Fault::Effect(Some(effect)))),
            },
            Some(value) => return Err(self.form(value)),
            None => return Err(self.say(Fault::Effect(None))),
        };
        let conditions = match members.condition {
            None => Vec::new(),
            Some(member) => self.conditions(&member.value)?,
        };
        Ok(Header { sid, effect, conditions })
    }

    fn is_sid(&self, sid: &str) -> bool {
        let strict = !matches!(self.grammar.kind, DocumentKind::Iot | DocumentKind::Resource);
        !strict || sid.bytes().all(|b| b.is_ascii_alphanumeric())
    }

    fn check_sids<'s>(&self, sids: impl Iterator<Item = &'s str>) -> Result<(), DocumentError> {
        let mut seen = hashbrown::HashSet::new();
        for sid in sids.filter(|sid| !sid.is_empty()) {
            if !seen.insert(sid) && !self.grammar.is_iot() {
                return Err(self.say(Fault::Sid));
            }
        }
        Ok(())
    }

    fn check_presence<'m, 'v: 'm>(
        &self,
        statements: impl Iterator<Item = &'m Members<'v>>,
    ) -> Result<(), DocumentError> {
        let statements: Vec<_> = statements.collect();
        let is_empty = |(member, _): (&Member<'_>, bool)| matches!(&member.value.kind, Kind::Array(values) if values.is_empty());
        let lacks = |entry: Option<_>| entry.is_none_or(is_empty);
        for members in &statements {
            self.check_principal_presence(members)?;
        }
        if let Some(without) = statements.iter().find(|members| lacks(members.action)) {
            return Err(self.say(Fault::Actions { listed: without.action.is_some() }));
        }
        if !self.grammar.is_trust() && statements.iter().any(|members| lacks(members.resource)) {
            return Err(self.say(Fault::Resources));
        }
        Ok(())
    }

    fn check_principal_presence(&self, members: &Members<'_>) -> Result<(), DocumentError> {
        let grammar = self.grammar;
        let fault = match (grammar.takes_principals(), members.principal, members.resource) {
            (true, None, _) => Fault::Principal,
            (false, Some(_), _) => Fault::ProhibitedPrincipal,
            (_, _, Some((_, negated))) if grammar.is_trust() => {
                Fault::ProhibitedResource { negated }
            }
            _ => return Ok(()),
        };
        Err(self.say(fault))
    }

    fn statement(
        &mut self,
        members: &Members<'_>,
        header: Header,
        at: Extent,
    ) -> Result<Statement, DocumentError> {
        let allows = header.effect == Effect::Allow;
        let resources = match members.resource {
            Some((member, negated)) => Some(self.entries(member, negated, Self::resource)?),
            None => None,
        };
        let (action, negated) =
            members.action.ok_or_else(|| self.say(Fault::Actions { listed: false }))?;
        let actions = self.entries(action, negated, Self::action)?;
        let principals = match members.principal {
            // AWS supports `NotPrincipal` beside a `Deny` only, and not in trust policies.
            Some((_, true)) if allows || self.grammar.is_trust() => {
                return Err(self.say(Fault::NotPrincipal { allows }));
            }
            Some((member, negated)) => Some(self.principals(member, negated)?),
            None => None,
        };
        let Header { sid, effect, conditions } = header;
        Ok(Statement { sid, effect, principals, actions, resources, conditions, at })
    }

    fn entries(
        &mut self,
        member: &Member<'_>,
        negated: bool,
        pattern: fn(&mut Self, &str, Extent) -> Result<Pattern, DocumentError>,
    ) -> Result<Entries, DocumentError> {
        let mut entries = Vec::new();
        for value in one_or_many(&member.value) {
            let Kind::String(written) = &value.kind else { return Err(self.form(value)) };
            let pattern = Arc::new(pattern(self, written, value.at)?);
            entries.push(Entry { written: written.as_ref().into(), pattern });
        }
        Ok(Entries { negated, list: entries, at: member.at })
    }

    fn action(&mut self, written: &str, at: Extent) -> Result<Pattern, DocumentError> {
        self.check_action(written, at)?;
        let signs = Signs { wildcards: true, variables: false };
        let lower = written.to_ascii_lowercase();
        Pattern::parse(&lower, signs, &mut self.keys).map_err(|_| self.say(Fault::Form(at)))
    }

    fn check_action(&self, written: &str, at: Extent) -> Result<(), DocumentError> {
        if written == "*" {
            return Ok(());
        }
        let Some((vendor, name)) = written.split_once(':') else {
            return Err(self.say(Fault::ActionVendor));
        };
        if name.contains(':') {
            return Err(self.grammar.other("Actions/Condition can contain only one colon."));
        }
        let is_vendor = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
        if vendor != "*" && (vendor.is_empty() || !vendor.bytes().all(is_vendor)) {
            return Err(self.grammar.other(format!("Vendor {vendor} is not valid")));
        }
        // An action has no variables: one that seems to would match nothing, in a Deny too.
        if name.is_empty() || name.contains("${") {
            return Err(self.say(Fault::Form(at)));
        }
        Ok(())
    }

    fn resource(&mut self, written: &str, at: Extent) -> Result<Pattern, DocumentError> {
        check_resource(self.grammar.kind, written)?;
        let signs = Signs { wildcards: true, variables: self.version == Version::V2012 };
        let tokens =
            tokens(written, signs, &mut self.keys).map_err(|_| self.say(Fault::Form(at)))?;
        if self.grammar.is_iot() {
            return Ok(Pattern::new(tokens));
        }
        if has_early_variable(&tokens) {
            let text = format!("Resource {written} must be in ARN format or \"*\".");
            return Err(self.grammar.other(text));
        }
        Ok(Pattern::new(resource_tokens(tokens)))
    }

    fn principals(&self, member: &Member<'_>, negated: bool) -> Result<Principals, DocumentError> {
        let mut principals =
            Principals { negated, listed: Vec::new(), aws: Vec::new(), at: member.at };
        match &member.value.kind {
            Kind::String(text) if text == "*" => principals.listed.push(Principal::Everyone),
            Kind::Object(kinds) if kinds.is_empty() => {
                return Err(self.say(Fault::EmptyPrincipal));
            }
            Kind::Object(kinds) => {
                for listed in kinds {
                    self.principals_of_kind(listed, &mut principals)?;
                }
            }
            _ => return Err(self.form(&member.value)),
        }
        Ok(principals)
    }

    fn principals_of_kind(
        &self,
        listed: &Member<'_>,
        principals: &mut Principals,
    ) -> Result<(), DocumentError> {
        let kind = &*listed.key;
        if !matches!(kind, "AWS" | "Federated" | "Service" | "CanonicalUser") {
            return Err(self.say(Fault::Form(listed.at)));
        }
        let values = one_or_many(&listed.value);
        if values.is_empty() {
            return Err(self.say(Fault::Principals));
        }
        for value in values {
            let Kind::String(text) = &value.kind else { return Err(self.form(value)) };
            let principal = Principal::parse(kind, text)
                .ok_or_else(|| self.say(Fault::InvalidPrincipal { kind, principal: text }))?;
            if kind == "AWS" && principal != Principal::Everyone {
                principals.aws.push(value.at);
            }
            principals.listed.push(principal);
        }
        Ok(())
    }

    fn conditions(&mut self, block: &Value<'_>) -> Result<Vec<Condition>, DocumentError> {
        let Kind::Object(operators) = &block.kind else { return Err(self.form(block)) };
        let mut conditions = Vec::new();
        let mut operators_seen = Vec::new();
        for written in operators {
            let fault = || self.say(Fault::Form(written.at));
            let operator = Operator::parse(&written.key).ok_or_else(fault)?;
            let name = written.key.to_ascii_lowercase();
            if operators_seen.contains(&name) {
                return Err(fault());
            }
            operators_seen.push(name);
            let Kind::Object(keys) = &written.value.kind else { return Err(fault()) };
            let mut seen = hashbrown::HashSet::new();
            for member in keys {
                // Keys are equal without case, so `aws:SourceIp` and `AWS:sourceip` repeat.
                if !seen.insert(member.key.to_ascii_lowercase()) {
                    return Err(self.say(Fault::Form(member.at)));
                }
                conditions.push(self.condition(operator, &written.key, member)?);
            }
        }
        Ok(conditions)
    }

    fn condition(
        &mut self,
        operator: Operator,
        written_operator: &str,
        member: &Member<'_>,
    ) -> Result<Condition, DocumentError> {
        if !member.key.contains(':') {
            return Err(self.say(Fault::KeyVendor));
        }
        let scalars = one_or_many(&member.value).iter().map(scalar).collect::<Option<Vec<_>>>();
        let values = scalars.ok_or_else(|| self.form(&member.value))?;
        let variables = self.version == Version::V2012;
        let (key, at) = (&member.key, member.at);
        Condition::new(operator, written_operator, key, values, variables, at, &mut self.keys)
            .map_err(|error| match error {
                OperandError::Date => self.say(Fault::Date(at)),
                OperandError::Other => self.say(Fault::Form(at)),
            })
    }
}

struct Header {
    sid: Option<Box<str>>,
    effect: Effect,
    conditions: Vec<Condition>,
}

/// Whether a document may hold these characters, and as many.
fn takes_characters(grammar: Grammar<'_>, text: &str) -> bool {
    let iot = grammar.is_iot();
    let most = if iot { IOT_DOCUMENT_CHARACTERS_MAX } else { IAM_DOCUMENT_CHARACTERS_MAX };
    // AWS IoT topics may hold any character, IAM's documents may not.
    let allowed = iot || has_only_iam_characters(text);
    allowed && (text.len() <= most || text.chars().count() <= most)
}

fn has_only_iam_characters(text: &str) -> bool {
    // Without a branch per byte: nearly all documents are plain ASCII.
    let odd = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte >= 0x80;
    text.bytes().fold(0, |found, byte| found | u8::from(odd(byte))) == 0
        || text.chars().all(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FF}'))
}

/// A list may be written as its only value.
fn one_or_many<'v, 't>(value: &'v Value<'t>) -> &'v [Value<'t>] {
    match &value.kind {
        Kind::Array(values) => values,
        _ => std::slice::from_ref(value),
    }
}

/// Quotes around numbers and booleans are optional.
fn scalar(value: &Value<'_>) -> Option<Box<str>> {
    match &value.kind {
        Kind::String(text) => Some(text.as_ref().into()),
        Kind::Number(text) => Some((*text).into()),
        Kind::Bool(truth) => Some(truth.to_string().into()),
        Kind::Null | Kind::Array(_) | Kind::Object(_) => None,
    }
}
