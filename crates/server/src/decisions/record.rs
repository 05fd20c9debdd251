//! What one decision record holds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use daypass_aws_types::AccountId;
use daypass_broker::{DecisionId, PacketKind, Refusal, Subject};
use daypass_policy::{ContextMap, Explanation, Permissions};
use daypass_services::logins::LoginMeasure;

use super::encoded::RefusedPermission;

/// The id that 32 hexadecimal digits name.
pub fn decision_id(text: &str) -> Option<DecisionId> {
    let whole = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    u128::from_str_radix(text, 16).ok().filter(|_| whole).map(DecisionId)
}

/// A refusal, as the door that refused hands it over.
#[derive(Debug)]
pub struct Refused {
    /// Wall time in milliseconds since 1970.
    pub at_ms: i64,
    /// Who.
    pub subject: Arc<Subject>,
    /// Where.
    pub door: Door,
    /// Why.
    pub why: Why,
}

impl Refused {
    /// A refused packet, as the broker hands it over.
    pub(super) fn packet(refusal: &Refusal<'_>) -> Self {
        let (action, resource) = (refusal.action.into(), refusal.resource.into());
        let why = match refusal.permissions {
            Some(permissions) => Why::Policy {
                action,
                resource,
                context: refusal.context.clone(),
                permissions: permissions.clone(),
            },
            None => {
                Why::Closed { action, resource, reason: refusal.reason.unwrap_or_default().into() }
            }
        };
        Self {
            at_ms: refusal.now.wall_ms,
            subject: refusal.subject.clone(),
            door: Door::Mqtt { client_id: refusal.client_id.into(), packet: refusal.packet },
            why,
        }
    }
}

/// The door that refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// An HTTP call.
    Http {
        /// The operation's name; empty where no operation was found.
        operation: Box<str>,
        /// The id in `x-amzn-requestid`.
        request_id: Box<str>,
    },
    /// An MQTT packet.
    Mqtt {
        /// The client id.
        client_id: Box<str>,
        /// The packet.
        packet: PacketKind,
    },
}

/// Why it was refused.
#[derive(Debug)]
pub enum Why {
    /// The policies said so; they are asked again for their reasons when somebody wants to know.
    Policy {
        /// The action.
        action: Box<str>,
        /// The resource's ARN, or `*`.
        resource: Box<str>,
        /// The request's own context keys.
        context: ContextMap,
        /// The policies that were asked.
        permissions: Arc<Permissions>,
    },
    /// A trust policy said so.
    Trust(Box<Explanation>),
    /// The credentials verified and give no access any more: a role gone, an identity disabled.
    Closed {
        /// The action.
        action: Box<str>,
        /// The resource's ARN, or `*`.
        resource: Box<str>,
        /// What happened to them.
        reason: Box<str>,
    },
    /// The credentials, or a login token, did not verify.
    Authentication(Answer),
    /// A login failed by a measure: its issuer, its audience, or the clock.
    Login(Answer, LoginMeasure),
    /// The service's own rules refused, such as a login that is not the identity's.
    Service(Answer),
}

/// What the caller was told, and what it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// AWS's error code.
    pub code: Box<str>,
    /// AWS's message.
    pub message: Box<str>,
    /// What to do about it; never on the wire.
    pub hint: Option<Box<str>>,
}

/// A refusal that was recorded.
#[derive(Debug)]
pub struct Record {
    /// Its id.
    pub id: DecisionId,
    /// Its number in this process, from one.
    pub number: u64,
    /// What was refused.
    pub refused: Refused,
    times: AtomicU64,
}

impl Record {
    pub(super) fn new(id: DecisionId, number: u64, refused: Refused, times: u64) -> Self {
        Self { id, number, refused, times: AtomicU64::new(times) }
    }

    /// How many refusals it stands for: more than one for dropped deliveries.
    pub fn times(&self) -> u64 {
        self.times.load(Ordering::Relaxed)
    }

    pub(super) fn count(&self, more: u64) {
        self.times.fetch_add(more, Ordering::Relaxed);
    }

    /// The permission that was refused, where policies refused.
    pub fn refused_permission(&self) -> Option<RefusedPermission<'_>> {
        let Refused { at_ms, subject, why, .. } = &self.refused;
        let Why::Policy { action, resource, context, permissions } = why else { return None };
        Some(RefusedPermission {
            account: &subject.account,
            principal_id: None,
            principal_arn: &subject.principal_arn,
            action,
            resource,
            context,
            permissions,
            now_ms: *at_ms,
        })
    }

    pub(super) fn is_of(&self, account: &AccountId) -> bool {
        self.refused.subject.account == account.as_str()
    }
}
