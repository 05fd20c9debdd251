//! Principals, policies and requests made of bytes, whether drawn at random or found by fuzzing. They
//! are drawn toward the hard corners: few actions, resources and values, so that they meet often;
//! every operator; variables with and without values.

use crate::common::{NOW_MS, set};
use crate::reference::{Answer, Fact, Facts};
use crate::reference_legs::{Asker, ResourceSide, Sides};
use daypass_policy::{
    ContextMap, DeviceLeg, DeviceScope, DocumentKind, Grants, IamLeg, NoContext, Outcome, Request,
    ResourceCaller, ResourceLeg, ResourceRule,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::Arc;

pub(crate) const ACTIONS: [&str; 6] = [
    "iot:Publish",
    "iot:Connect",
    "iot:GetThingShadow",
    "iot:AttachPolicy",
    "s3:GetObject",
    "IOT:publish",
];

pub(crate) const RESOURCES: [&str; 11] = [
    "arn:aws:iot:us-east-1:123456789012:topic/a",
    "arn:aws:iot:us-east-1:123456789012:topic/a/b",
    "arn:aws:iot:us-east-1:123456789012:topic/*",
    "arn:aws:iot:us-east-1:123456789012:topic/a:b",
    "arn:aws:iot:us-east-1:123456789012:topic/${k:one}",
    "arn:aws:iot:us-west-2:123456789012:client/a",
    "arn:aws:iot:us-east-1:123456789012:topic/é",
    "arn:aws:iot:us-east-1:123456789012:topic/€\u{1F600}",
    "arn:aws:s3:::bucket/a",
    // An identity, asked for by its bare id.
    "us-east-1:a?b",
    "*",
];

const PATTERNS: [&str; 18] = [
    "*",
    "arn:aws:iot:us-east-1:123456789012:topic/a",
    "arn:aws:iot:us-east-1:123456789012:topic/*",
    "arn:aws:iot:us-east-1:123456789012:topic/?",
    "arn:aws:iot:us-east-1:123456789012:topic/*b",
    "arn:aws:iot:us-east-1:123456789012:topic/a?b",
    "arn:aws:iot:us-east-1:123456789012:topic/${k:one}",
    "arn:aws:iot:us-east-1:123456789012:topic/${K:One}*",
    "arn:aws:iot:us-east-1:123456789012:topic/*${k:one}?*",
    "arn:aws:iot:us-east-1:123456789012:topic/${k:two, 'a'}",
    "arn:aws:iot:us-east-1:123456789012:topic/${k:many}",
    "arn:aws:iot:us-east-1:123456789012:topic/${iot:Certificate.Subject.CommonName}",
    "arn:aws:iot:us-east-1:123456789012:topic/${*}",
    "arn:aws:iot:*:topic/a",
    "arn:aws:iot:us-*-?:123456789012:*",
    "arn:aws:iot:*:b",
    "arn:aws:iot:*",
    "arn:aws:s3:::bucket/*",
];

const WORDS: [&str; 8] = ["", "a", "A", "*", "a*", "b", "é", "true"];
const NUMBERS: [&str; 6] = ["10", "10.0", "-2.5", "0", "1800000000", "ten"];
const DATES: [&str; 6] = [
    "2027-01-15T08:00:00Z",
    "2027-01-15T09:00:01+01:00",
    "2020-02-29",
    "1800000000",
    "1582934400.5",
    "today",
];
const ADDRESSES: [&str; 6] =
    ["10.0.0.7", "10.0.0.8", "::ffff:10.0.0.7", "2001:db8::1", "192.168.0.1", "localhost"];
const ARNS: [&str; 4] = [
    "arn:aws:iot:us-east-1:123456789012:topic/a",
    "arn:aws:iot:us-east-1:123456789012:topic/a:b",
    "arn:aws:iot:us-west-2:123456789012:client/a",
    "topic/a",
];
const BYTES: [&str; 4] = ["YQ==", "QQ==", "true", "a"];

/// Operators, values that they take, and the key that holds their kind of values.
const CONDITIONS: [(&str, &[&str], &str); 27] = [
    ("StringEquals", &["a", "A", "${k:one}", "${k:two, 'b'}", "*", ""], "k:one"),
    ("StringNotEquals", &["a", "${k:one}", "${k:two}", "${aws:EpochTime}"], "k:one"),
    ("StringEqualsIgnoreCase", &["a", "B", "É", "${k:one}"], "k:one"),
    ("StringNotEqualsIgnoreCase", &["a", "${k:two}"], "k:one"),
    ("StringLike", &["a*", "?", "*${k:one}", "${*}", "*", "2027-*"], "k:one"),
    ("StringNotLike", &["a*", "${k:one}*", "${k:two}"], "k:one"),
    ("NumericEquals", &["10", "-2.50", "1800000000"], "k:number"),
    ("NumericNotEquals", &["10", "-2.50"], "k:number"),
    ("NumericLessThan", &["10", "-2.5", "1800000001"], "k:number"),
    ("NumericLessThanEquals", &["10", "-3", "0.5"], "k:number"),
    ("NumericGreaterThan", &["9.99", "0", "1799999999.5"], "k:number"),
    ("NumericGreaterThanEquals", &["10", "-2.5"], "k:number"),
    ("DateEquals", &["2027-01-15T08:00:00Z", "2020-02-29"], "k:date"),
    ("DateNotEquals", &["1800000000", "2020-02-29T00:00Z"], "k:date"),
    ("DateLessThan", &["2027-01-15T08:00:01Z", "2020-03"], "k:date"),
    ("DateLessThanEquals", &["2027-01-15T08:00:00Z", "1582934400.499"], "k:date"),
    ("DateGreaterThan", &["2027-01-15T07:59:59.999Z", "2021"], "k:date"),
    ("DateGreaterThanEquals", &["2027-01-15T08:00:00Z", "1582934400.501"], "k:date"),
    ("Bool", &["true", "false"], "k:one"),
    ("BinaryEquals", &["YQ==", "QQ==", "true"], "k:bytes"),
    ("IpAddress", &["10.0.0.0/8", "10.0.0.7", "0.0.0.0/0", "2001:db8::/32"], "k:address"),
    ("NotIpAddress", &["10.0.0.0/29", "192.168.0.0/16", "::ffff:10.0.0.0/125"], "k:address"),
    ("ArnEquals", &["arn:aws:iot:*:*:topic/a", "${k:arn}", "*"], "k:arn"),
    (
        "ArnLike",
        &["arn:aws:iot:*:*:topic/*", "arn:aws:iot:us-east-1:123456789012:topic/${k:one}"],
        "k:arn",
    ),
    ("ArnNotEquals", &["arn:aws:*:*:*:*", "arn:aws:iot:us-east-1:123456789012:${k:two}"], "k:arn"),
    ("ArnNotLike", &["arn:aws:iot:us-west-?:*:*", "${k:arn}", "arn:aws:iot"], "k:arn"),
    ("Null", &["true", "false"], "k:two"),
];

const KEYS: [&str; 7] = [
    "k:one",
    "K:Two",
    "k:many",
    "k:arn",
    "iot:Certificate.Subject.CommonName",
    "aws:CurrentTime",
    "AWS:EpochTime",
];

pub(crate) const ACCOUNT: &str = "123456789012";
const FOREIGN: &str = "210987654321";
const USER: &str = "arn:aws:iam::123456789012:user/Ann";
const ROLE: &str = "arn:aws:iam::123456789012:role/r";
const SESSION: &str = "arn:aws:sts::123456789012:assumed-role/r/s";
const FEDERATED: &str = "arn:aws:sts::123456789012:federated-user/bob";
const ROOT: &str = "arn:aws:iam::123456789012:root";
const USER_ID: &str = "AIDAEXAMPLEEXAMPLEID1";
const ROLE_ID: &str = "AROAEXAMPLEEXAMPLEID1";
const SERVICE: &str = "iot.amazonaws.com";

const ACTION_PATTERNS: [&str; 9] = [
    "iot:Publish",
    "iot:*",
    "IOT:Pub*",
    "*",
    "iot:?onnect",
    "s3:*",
    "iot:connect",
    "iot:GetThingShadow",
    "*:*Policy",
];
const PRINCIPALS: [&str; 10] =
    [USER, ROLE, SESSION, FEDERATED, ROOT, USER_ID, ROLE_ID, ACCOUNT, FOREIGN, "*"];
const ASKERS: [Asker; 6] =
    [Asker::User, Asker::Session, Asker::Federated, Asker::Root, Asker::Service, Asker::Anonymous];
pub(crate) const BOTH: &[&str] = &["Allow", "Allow", "Deny"];

/// Bytes read as choices, one byte each; where they end every choice is the first one.
pub(crate) struct Choices<'a>(std::slice::Iter<'a, u8>);

impl<'a> Choices<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.iter())
    }

    fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % count
    }

    pub(crate) fn pick<T: Copy>(&mut self, pool: &[T]) -> T {
        pool[self.below(pool.len())]
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(2).then(|| make(self))
    }

    /// At least so many, and fewer than so many.
    fn list<T>(&mut self, counts: std::ops::Range<usize>, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        let count = counts.start + self.below(counts.end - counts.start);
        (0..count).map(|_| make(self)).collect()
    }

    fn condition(&mut self) -> (String, Value) {
        let (base, values, typed) = self.pick(&CONDITIONS);
        let set = self.pick(&["", "", "ForAllValues:", "ForAnyValue:"]);
        let suffix = self.pick(&["", "IfExists"]);
        let (set, suffix) = if base == "Null" { ("", "") } else { (set, suffix) };
        let key = self.maybe(|choices| choices.pick(&KEYS)).unwrap_or(typed);
        let wanted = self.list(0..3, |choices| choices.pick(values));
        (format!("{set}{base}{suffix}"), json!({ key: wanted }))
    }

    fn principal(&mut self) -> Value {
        match self.below(8) {
            // A caller and its account: what `NotPrincipal` spares.
            4 | 5 => json!({ "AWS": [self.pick(&[USER, ROLE, FEDERATED]), ACCOUNT] }),
            6 => json!({ "Service": [SERVICE], "AWS": ROLE_ID }),
            7 => json!("*"),
            _ => json!({ "AWS": self.list(1..4, |choices| choices.pick(&PRINCIPALS)) }),
        }
    }

    fn statement(&mut self, effects: &[&str], principal: bool) -> Value {
        let effect = self.pick(effects);
        let action = if self.one_in(5) { "NotAction" } else { "Action" };
        let resource = if self.one_in(5) { "NotResource" } else { "Resource" };
        let conditions = self.list(0..3, Self::condition).into_iter();
        let mut statement = json!({
            "Effect": effect,
            action: self.list(1..3, |choices| choices.pick(&ACTION_PATTERNS)),
            resource: self.list(1..3, |choices| choices.pick(&PATTERNS)),
            "Condition": conditions.collect::<serde_json::Map<_, _>>(),
        });
        if principal {
            let negated = self.one_in(3) && effect == "Deny";
            statement[if negated { "NotPrincipal" } else { "Principal" }] = self.principal();
        }
        statement
    }

    fn document(&mut self, effects: &[&str], principal: bool) -> Value {
        let version = if self.one_in(7) { "2008-10-17" } else { "2012-10-17" };
        let statements = self.list(1..4, |choices| choices.statement(effects, principal));
        json!({ "Version": version, "Statement": statements })
    }

    fn documents(&mut self, principal: bool) -> Vec<Value> {
        self.list(0..3, |choices| choices.document(BOTH, principal))
    }

    pub(crate) fn facts(&mut self) -> Facts {
        let clock = [("aws:currenttime", "2027-01-15T08:00:00Z"), ("aws:epochtime", "1800000000")];
        let mut facts: Facts = clock.map(|(key, value)| (key.to_owned(), one(value))).into();
        for (key, pool) in [
            ("k:one", &WORDS[..]),
            ("k:two", &WORDS),
            ("iot:certificate.subject.commonname", &WORDS),
            ("k:number", &NUMBERS),
            ("k:date", &DATES),
            ("k:address", &ADDRESSES),
            ("k:arn", &ARNS),
            ("k:bytes", &BYTES),
        ] {
            let value = self.maybe(|choices| choices.pick(pool));
            facts.extend(value.map(|value| (key.to_owned(), one(value))));
        }
        let many = self.maybe(|choices| choices.list(0..3, |choices| choices.pick(&WORDS)));
        let many = many.map(|values| Fact::Many(values.into_iter().map(str::to_owned).collect()));
        facts.extend(many.map(|values| ("k:many".to_owned(), values)));
        facts
    }

    pub(crate) fn legs(&mut self) -> Legs {
        let identity = (!self.one_in(5)).then(|| self.documents(false));
        let limited = identity.is_some();
        let boundary = self.maybe(|choices| choices.documents(false)).filter(|_| limited);
        let session = self.maybe(|choices| choices.documents(false)).filter(|_| limited);
        let device = self.maybe(|choices| (choices.documents(false), choices.one_in(2)));
        let resource = self.maybe(Self::resource);
        Legs { root: self.one_in(16), identity, boundary, session, device, resource }
    }

    fn resource(&mut self) -> Resource {
        let asker = self.pick(&ASKERS);
        // Services and nobody belong to no account, so to no other one either.
        let foreign = self.one_in(5) && !matches!(asker, Asker::Service | Asker::Anonymous);
        Resource { documents: self.documents(true), asker, foreign, must_allow: self.one_in(5) }
    }
}

fn one(value: &str) -> Fact {
    Fact::One(value.to_owned())
}

/// More bytes than most cases have choices.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..300)
}

/// A document for a principal.
pub(crate) fn document(effects: &'static [&'static str]) -> impl Strategy<Value = Value> {
    bytes().prop_map(|bytes| Choices::new(&bytes).document(effects, false))
}

/// A document for a resource.
pub(crate) fn resource_document(effects: &'static [&'static str]) -> impl Strategy<Value = Value> {
    bytes().prop_map(|bytes| Choices::new(&bytes).document(effects, true))
}

/// The keys of a request, those of the clock at [`NOW_MS`] among them.
pub(crate) fn facts() -> impl Strategy<Value = Facts> {
    bytes().prop_map(|bytes| Choices::new(&bytes).facts())
}

pub(crate) fn legs() -> impl Strategy<Value = Legs> {
    bytes().prop_map(|bytes| Choices::new(&bytes).legs())
}

/// The same keys as the engine takes them: it has a clock of its own.
pub(crate) fn context(facts: &Facts) -> ContextMap {
    let mut map = ContextMap::new();
    for (key, fact) in facts.iter().filter(|(key, _)| !key.starts_with("aws:")) {
        match fact {
            Fact::One(value) => map.insert(key.clone(), value.as_str()),
            Fact::Many(values) => map.insert_many(key.clone(), values.iter().cloned()),
        };
    }
    map
}

/// The policies that bear on a principal, as JSON.
#[derive(Clone, Debug)]
pub(crate) struct Legs {
    pub(crate) root: bool,
    pub(crate) identity: Option<Vec<Value>>,
    pub(crate) boundary: Option<Vec<Value>>,
    pub(crate) session: Option<Vec<Value>>,
    /// The documents, and whether every action needs them.
    pub(crate) device: Option<(Vec<Value>, bool)>,
    pub(crate) resource: Option<Resource>,
}

/// The policies of the resource and who asks for it.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub(crate) documents: Vec<Value>,
    pub(crate) asker: Asker,
    pub(crate) foreign: bool,
    pub(crate) must_allow: bool,
}

pub(crate) fn texts(documents: &[Value]) -> Vec<String> {
    documents.iter().map(written).collect()
}

/// A document as IAM takes it: characters beyond U+00FF by their number.
pub(crate) fn written(document: &Value) -> String {
    let mut out = String::new();
    for c in document.to_string().chars() {
        if c <= '\u{FF}' {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").unwrap();
            }
        }
    }
    out
}

impl Legs {
    pub(crate) fn grants(&self) -> Arc<Grants> {
        let of = |kind, documents: &[Value]| set(kind, &texts(documents));
        let iam = self.identity.as_ref().map(|identity| IamLeg {
            root: self.root,
            identity: of(DocumentKind::Identity, identity),
            boundary: self.boundary.as_ref().map(|all| of(DocumentKind::Boundary, all)),
            session: self.session.as_ref().map(|all| of(DocumentKind::Session, all)),
        });
        let device = self.device.as_ref().map(|(documents, every)| DeviceLeg {
            policies: of(DocumentKind::Iot, documents),
            applies_to: if *every { DeviceScope::AllActions } else { DeviceScope::SevenActions },
        });
        let resource = self.resource.as_ref().map(|leg| ResourceLeg {
            policies: of(DocumentKind::Resource, &leg.documents),
            caller: caller(leg.asker),
            owner: if leg.foreign { FOREIGN } else { ACCOUNT }.into(),
            rule: if leg.must_allow { ResourceRule::MustAllow } else { ResourceRule::Either },
        });
        Arc::new(Grants { iam, device, resource })
    }

    pub(crate) fn reference(&self, action: &str, resource: &str, facts: &Facts) -> Answer {
        let sides = Sides {
            root: self.root,
            identity: self.identity.as_deref(),
            boundary: self.boundary.as_deref(),
            session: self.session.as_deref(),
            device: self.device.as_ref().map(|(documents, every)| (&**documents, *every)),
            resource: self.resource.as_ref().map(|leg| ResourceSide {
                documents: &leg.documents,
                asker: leg.asker,
                foreign: leg.foreign,
                must_allow: leg.must_allow,
            }),
        };
        sides.decide(action, resource, facts)
    }

    /// Every list of documents, for those who add to each; documents for resources apart.
    pub(crate) fn lists(&mut self) -> impl Iterator<Item = &mut Vec<Value>> {
        let iam = [&mut self.identity, &mut self.boundary, &mut self.session];
        let device = self.device.iter_mut().map(|(documents, _)| documents);
        iam.into_iter().flatten().chain(device)
    }

    /// The documents of a leg by its name.
    pub(crate) fn list(&mut self, leg: &str) -> &mut Vec<Value> {
        let list = match leg {
            "identity" => self.identity.as_mut(),
            "boundary" => self.boundary.as_mut(),
            "session" => self.session.as_mut(),
            "device" => self.device.as_mut().map(|(documents, _)| documents),
            _ => self.resource.as_mut().map(|leg| &mut leg.documents),
        };
        list.unwrap()
    }
}

fn caller(asker: Asker) -> ResourceCaller {
    match asker {
        Asker::User => ResourceCaller::User { arn: USER.into(), unique_id: Some(USER_ID.into()) },
        Asker::Session => ResourceCaller::RoleSession {
            role: ROLE.into(),
            role_id: Some(ROLE_ID.into()),
            session: Some(SESSION.into()),
        },
        Asker::Federated => {
            ResourceCaller::FederatedUser { arn: FEDERATED.into(), user: Some(USER.into()) }
        }
        Asker::Root => ResourceCaller::Root { arn: ROOT.into() },
        Asker::Service => ResourceCaller::Service { name: SERVICE.into() },
        Asker::Anonymous => ResourceCaller::Anonymous,
    }
}

/// The names by which a policy may mean the asker, each with its reach: 1 for the account, 2 for
/// who stands behind, 3 for the asker itself.
pub(crate) fn names(asker: Asker) -> Vec<(&'static str, u8)> {
    let account = |reach| [(ACCOUNT, reach), (ROOT, reach)].to_vec();
    let own: Vec<(&str, u8)> = match asker {
        Asker::User => [account(1), vec![(USER, 3), (USER_ID, 3)]].concat(),
        Asker::Session => [account(1), vec![(ROLE, 2), (ROLE_ID, 2), (SESSION, 3)]].concat(),
        Asker::Federated => [account(1), vec![(USER, 2), (FEDERATED, 3)]].concat(),
        Asker::Root => account(3),
        Asker::Service => vec![(SERVICE, 3)],
        Asker::Anonymous => Vec::new(),
    };
    [own, vec![("*", 3)]].concat()
}

pub(crate) fn answer(outcome: Outcome) -> Answer {
    match outcome {
        Outcome::Allow => Answer::Allow,
        Outcome::ExplicitDeny => Answer::ExplicitDeny,
        Outcome::ImplicitDeny => Answer::ImplicitDeny,
    }
}

pub(crate) fn request(action: &'static str, resource: &'static str) -> Request<'static> {
    Request { action, resource, context: &NoContext, now_ms: NOW_MS }
}
