//! A decision as it is told: the plain form behind JSON and text.

use daypass_aws_types::Timestamp;
use daypass_broker::{PacketKind, Subject};
use daypass_policy::{
    Effect, Element, Explanation, LegExplanation, NearMiss, Outcome, Request, StatementReference,
};
use serde::Serialize;

use super::advice::{self, TRUST_HINT};
use super::login::ToldLogin;
use super::record::{Answer, Door, Record, Why};
use super::text::judgement;

/// One decision with its reasons. The names are those of the JSON that `daypass why` prints.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Told {
    /// The record's id; nothing for an answer of `daypass can`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The record's number in this process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// When, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// How many refusals the record stands for.
    pub times: u64,
    /// What kind of judgement it was.
    pub kind: Kind,
    /// Whether it was only recorded, because the server runs with `--soft`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub let_through: bool,
    /// The principal's ARN, or `anonymous`.
    pub principal: String,
    /// The Cognito identity.
    pub identity: Option<String>,
    /// The access key's id.
    pub access_key_id: Option<String>,
    /// The account.
    pub account: String,
    /// The region.
    pub region: String,
    /// Where it came from.
    pub source_ip: Option<String>,
    /// The door that asked.
    pub door: Option<ToldDoor>,
    /// The action, or the operation where no policy was asked.
    pub action: String,
    /// The resource.
    pub resource: String,
    /// `allow`, `explicit_deny` or `implicit_deny`; nothing where no policy was asked.
    pub outcome: Option<&'static str>,
    /// The leg that refused.
    pub leg: Option<&'static str>,
    /// Every leg that was asked.
    pub legs: Vec<ToldLeg>,
    /// AWS's error code, where no policy was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// AWS's message, where no policy was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// What a login failed by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login: Option<ToldLogin>,
    /// The same for `DecodeAuthorizationMessage` of STS, where policies refused; only where one
    /// record is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoded_message: Option<String>,
}

/// What kind of judgement it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Policies were asked.
    #[default]
    Policy,
    /// A role's trust policy was asked.
    Trust,
    /// The credentials verified and give no access any more.
    Closed,
    /// Credentials or a login token did not verify.
    Authentication,
    /// The service's own rules refused.
    Service,
}

/// The door that asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToldDoor {
    /// An HTTP call.
    Http {
        /// The operation.
        operation: String,
        /// The id in `x-amzn-requestid`.
        request_id: String,
    },
    /// An MQTT packet.
    Mqtt {
        /// The client id.
        client_id: String,
        /// The packet's name.
        packet: &'static str,
    },
}

/// What one leg said.
#[derive(Debug, Clone, Serialize)]
pub struct ToldLeg {
    /// `identity`, `boundary`, `session`, `device`, `trust` or `resource`.
    pub leg: &'static str,
    /// Its own outcome.
    pub outcome: &'static str,
    /// The same in words, with the statement that decided.
    pub says: String,
    /// How many policies it has.
    pub policies: usize,
    /// The statement that decided.
    pub deciding: Option<ToldStatement>,
    /// Statements that failed by one element, closest first.
    pub near_misses: Vec<ToldNearMiss>,
    /// Variables without a value.
    pub unresolved: Vec<String>,
    /// The smallest statement that would have made the leg allow.
    pub missing: Option<serde_json::Value>,
    /// The same as text, its members in the order in which policies have them.
    #[serde(skip)]
    pub missing_text: Option<String>,
}

/// Where a statement stands.
#[derive(Debug, Clone, Serialize)]
pub struct ToldStatement {
    /// The policy's name.
    pub policy: String,
    /// Its version.
    pub version: Option<String>,
    /// The statement's id.
    pub sid: Option<String>,
    /// Its place, from zero.
    pub index: usize,
    /// `Allow` or `Deny`.
    pub effect: &'static str,
    /// The line on which it begins, from one.
    pub line: u32,
}

/// A statement that failed by one element.
#[derive(Debug, Clone, Serialize)]
pub struct ToldNearMiss {
    /// The statement.
    pub statement: ToldStatement,
    /// `Principal`, `Action`, `Resource`, with `Not` before it where the policy has it there, or
    /// `Condition OPERATOR KEY`.
    pub element: String,
    /// What the element asks for.
    pub expected: Vec<String>,
    /// What the request had.
    pub seen: Vec<String>,
    /// The line of the element.
    pub line: u32,
}

impl Told {
    /// A record, explained now. `soft` says that refusals by policy were let through.
    pub fn record(record: &Record, soft: bool) -> Self {
        let refused = &record.refused;
        let told = Self {
            id: Some(record.id.to_string()),
            number: Some(record.number),
            at: Some(Timestamp::from_millis(refused.at_ms).to_iso8601_millis()),
            times: record.times(),
            door: Some(door(&refused.door)),
            source_ip: Some(refused.subject.source_ip.to_canonical().to_string()),
            ..Self::of(&refused.subject)
        };
        match &refused.why {
            Why::Policy { action, resource, context, permissions } => {
                let request = Request { action, resource, context, now_ms: refused.at_ms };
                let explanation = permissions.explain(&request);
                let told = told.explained(Kind::Policy, &refused.subject, &explanation);
                Self { let_through: soft, ..told }
            }
            Why::Trust(explanation) => told.explained(Kind::Trust, &refused.subject, explanation),
            Why::Closed { action, resource, reason } => Self {
                kind: Kind::Closed,
                action: action.to_string(),
                resource: resource.to_string(),
                outcome: Some(outcome(Outcome::ImplicitDeny)),
                hint: Some(advice::closed(reason)),
                ..told
            },
            Why::Authentication(answer) => {
                told.answered(Kind::Authentication, &refused.door, answer)
            }
            Why::Service(answer) => told.answered(Kind::Service, &refused.door, answer),
            Why::Login(answer, measure) => {
                let login = Some(ToldLogin::of(measure));
                Self { login, ..told.answered(Kind::Service, &refused.door, answer) }
            }
        }
    }

    /// An answer to a question that nobody's request asked.
    pub fn question(subject: &Subject, explanation: &Explanation) -> Self {
        Self::of(subject).explained(Kind::Policy, subject, explanation)
    }

    fn of(subject: &Subject) -> Self {
        Self {
            times: 1,
            principal: subject.principal_arn.clone(),
            identity: subject.identity_id.clone(),
            access_key_id: subject.access_key_id.clone(),
            account: subject.account.clone(),
            region: subject.region.clone(),
            ..Self::default()
        }
    }

    fn explained(self, kind: Kind, subject: &Subject, explanation: &Explanation) -> Self {
        let hint = match kind {
            Kind::Trust => Some(TRUST_HINT.to_owned()),
            _ => advice::advice(subject, explanation),
        };
        Self {
            kind,
            action: explanation.action.clone(),
            resource: explanation.resource.clone(),
            outcome: Some(outcome(explanation.decision.outcome)),
            leg: explanation.decision.leg.map(daypass_policy::Leg::as_str),
            legs: explanation.legs.iter().map(leg).collect(),
            hint,
            ..self
        }
    }

    fn answered(self, kind: Kind, door: &Door, answer: &Answer) -> Self {
        let action = match door {
            Door::Http { operation, .. } => operation.to_string(),
            Door::Mqtt { packet, .. } => packet_name(*packet).to_owned(),
        };
        Self {
            kind,
            action,
            code: Some(answer.code.to_string()),
            message: Some(answer.message.to_string()),
            hint: answer.hint.as_deref().map(str::to_owned),
            ..self
        }
    }
}

fn door(door: &Door) -> ToldDoor {
    match door {
        Door::Http { operation, request_id } => {
            ToldDoor::Http { operation: operation.to_string(), request_id: request_id.to_string() }
        }
        Door::Mqtt { client_id, packet } => {
            ToldDoor::Mqtt { client_id: client_id.to_string(), packet: packet_name(*packet) }
        }
    }
}

fn packet_name(packet: PacketKind) -> &'static str {
    match packet {
        PacketKind::Connect => "CONNECT",
        PacketKind::Publish => "PUBLISH",
        PacketKind::Subscribe => "SUBSCRIBE",
        PacketKind::Delivery => "delivery",
        PacketKind::Will => "will",
    }
}

/// An outcome in the words of the policy engine's own tables.
fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "allow",
        Outcome::ExplicitDeny => "explicit_deny",
        Outcome::ImplicitDeny => "implicit_deny",
    }
}

fn leg(leg: &LegExplanation) -> ToldLeg {
    let missing = leg.missing_statement.as_deref();
    let (outcome, deciding) = (outcome(leg.outcome), leg.deciding.as_ref().map(statement));
    ToldLeg {
        leg: leg.leg.as_str(),
        outcome,
        says: judgement(deciding.as_ref(), outcome, leg.policies),
        policies: leg.policies,
        deciding,
        near_misses: leg.near_misses.iter().map(near_miss).collect(),
        unresolved: leg.unresolved.clone(),
        missing: missing.and_then(|text| serde_json::from_str(text).ok()),
        missing_text: missing.map(str::to_owned),
    }
}

fn statement(reference: &StatementReference) -> ToldStatement {
    ToldStatement {
        policy: reference.policy.to_string(),
        version: reference.version.as_deref().map(str::to_owned),
        sid: reference.sid.clone(),
        index: reference.index,
        effect: match reference.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        },
        line: reference.span.start.line,
    }
}

fn near_miss(miss: &NearMiss) -> ToldNearMiss {
    let not = if miss.negated { "Not" } else { "" };
    ToldNearMiss {
        statement: statement(&miss.statement),
        element: match &miss.element {
            Element::Principal => format!("{not}Principal"),
            Element::Action => format!("{not}Action"),
            Element::Resource => format!("{not}Resource"),
            Element::Condition { operator, key } => format!("Condition {operator} {key}"),
        },
        expected: miss.expected.clone(),
        seen: miss.seen.clone(),
        line: miss.span.start.line,
    }
}
