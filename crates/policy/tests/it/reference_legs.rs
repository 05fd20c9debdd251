//! How the legs of a principal combine, written from AWS's page on the evaluation of requests and
//! from the table of AWS IoT, with nothing shared with the engine.

use crate::generators::names;
use crate::reference::{Answer, Facts, Question, matching, union};
use serde_json::Value;

/// Who asks for a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asker {
    User,
    Session,
    Federated,
    Root,
    Service,
    Anonymous,
}

/// Everything that may bear on a request.
pub(crate) struct Sides<'a> {
    pub(crate) root: bool,
    pub(crate) identity: Option<&'a [Value]>,
    pub(crate) boundary: Option<&'a [Value]>,
    pub(crate) session: Option<&'a [Value]>,
    pub(crate) device: Option<(&'a [Value], bool)>,
    pub(crate) resource: Option<ResourceSide<'a>>,
}

/// The resource's own policies.
#[derive(Clone, Copy)]
pub(crate) struct ResourceSide<'a> {
    pub(crate) documents: &'a [Value],
    pub(crate) asker: Asker,
    pub(crate) foreign: bool,
    pub(crate) must_allow: bool,
}

const SEVEN: [&str; 7] = [
    "iot:connect",
    "iot:publish",
    "iot:subscribe",
    "iot:receive",
    "iot:getthingshadow",
    "iot:updatethingshadow",
    "iot:deletethingshadow",
];

impl Sides<'_> {
    pub(crate) fn decide(&self, action: &str, resource: &str, facts: &Facts) -> Answer {
        let ask =
            |documents: &[Value], iot| union(documents, Question { action, resource, facts, iot });
        let identity = self
            .identity
            .map(|documents| if self.root { Answer::Allow } else { ask(documents, false) });
        let boundary = self.boundary.map(|documents| ask(documents, false));
        let session = self.session.map(|documents| ask(documents, false));
        let covers = |every| every || SEVEN.contains(&&*action.to_lowercase());
        let device = self.device.filter(|(_, every)| covers(*every));
        let device = device.map(|(documents, _)| ask(documents, true));
        let question = Question { action, resource, facts, iot: false };
        let own = self.resource.map(|side| (side, side.ask(question, self.boundary.is_some())));
        let denied = [identity, boundary, session, device].contains(&Some(Answer::ExplicitDeny));
        if denied || own.is_some_and(|(_, own)| own == Grant::Denied) {
            return Answer::ExplicitDeny;
        }
        // How far the resource's grant reaches within one account.
        let reach = match own {
            Some((side, Grant::Reach(reach))) if !side.foreign => reach,
            _ => 0,
        };
        let allows = |leg: Option<Answer>| leg.is_none_or(|answer| answer == Answer::Allow);
        let someone = identity.is_some() || device.is_some();
        let identity_fits = match (identity, own) {
            (None, None) => someone,
            (None, Some(_)) => reach >= 2,
            (Some(answer), _) => answer == Answer::Allow || reach >= 2,
        };
        let limits_fit = reach == 3 || (allows(boundary) && allows(session));
        let resource_fits = own.is_none_or(|(side, own)| {
            let optional = identity.is_some() && !side.foreign && !side.must_allow;
            optional || own != Grant::Reach(0)
        });
        if identity_fits && limits_fit && resource_fits && allows(device) {
            Answer::Allow
        } else {
            Answer::ImplicitDeny
        }
    }
}

/// What the resource's policies say: that no one may, or how far they reach; zero is silence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grant {
    Denied,
    Reach(u8),
}

impl ResourceSide<'_> {
    fn ask(self, question: Question<'_>, boundary: bool) -> Grant {
        let mut furthest = 0;
        for statement in matching(self.documents, question) {
            let (listed, negated) = listed(statement);
            let own = names(self.asker);
            let reaches: Vec<u8> =
                own.iter().filter(|(name, _)| listed.contains(name)).map(|(_, r)| *r).collect();
            if statement["Effect"] == "Allow" {
                furthest = furthest.max(reaches.iter().copied().max().unwrap_or(0));
                continue;
            }
            let account = reaches.contains(&1);
            let spared = match self.asker {
                Asker::User | Asker::Federated => account && reaches.contains(&3),
                Asker::Session => account && reaches.contains(&2),
                Asker::Root | Asker::Service => reaches.contains(&3),
                Asker::Anonymous => false,
            };
            let spared = (spared || listed.contains(&"*")) && !boundary;
            if if negated { !spared } else { !reaches.is_empty() } {
                return Grant::Denied;
            }
        }
        Grant::Reach(furthest)
    }
}

/// The principals of a statement, and whether they are those it does not mean.
fn listed(statement: &Value) -> (Vec<&str>, bool) {
    let negated = statement.get("NotPrincipal");
    let element = negated.or_else(|| statement.get("Principal")).unwrap();
    let listed = match element {
        Value::String(star) => vec![&**star],
        kinds => kinds.as_object().unwrap().values().flat_map(one_or_many).collect(),
    };
    (listed, negated.is_some())
}

fn one_or_many(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(values) => values.iter().map(|value| value.as_str().unwrap()).collect(),
        value => vec![value.as_str().unwrap()],
    }
}
