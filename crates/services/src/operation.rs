//! What an operation is: two steps, declared permissions, and nothing of the wire.
//!
//! `prepare` runs once and may use the ports; `decide` is deterministic and may run again when an
//! assertion of its batch failed. The gateway authenticates, decodes, authorizes, commits and encodes.

use std::borrow::Cow;
use std::future::Future;
use std::net::IpAddr;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Structure;
use daypass_aws_types::value::Members;
use daypass_aws_types::{AccountId, Decode, Encode, Region};
use daypass_policy::{ContextMap, DocumentKind};
use daypass_store::{Reads, Scope, Writes};

use crate::call_note::CallNote;
use crate::environment::Environment;
use crate::ports::{Now, Publication};
use crate::principal::Principal;
use crate::random::Random;

/// One operation of an AWS service.
pub trait Operation: Send + Sync + 'static {
    /// The decoded request.
    type Input: Decode + Send + Sync;
    /// The answer.
    type Output: Encode + Send;
    /// What `prepare` found out and `decide` relies on; `()` where nothing needs the outside.
    type Evidence: Default + Send + Sync;

    /// The wire's description of the operation.
    const DESCRIPTOR: &'static daypass_aws_types::schema::Operation;

    /// Every action and resource that the caller needs, none for an operation without a signature.
    /// Reading is for names that the request leaves out, such as a role's path in its ARN.
    fn permissions(
        call: &Call<'_, Self::Input>,
        reads: &Reads<'_>,
    ) -> impl Future<Output = Result<Vec<Permission>, ServiceError>> + Send;

    /// Does what needs the outside: verifying logins, fetching keys. Runs once, before `decide`.
    fn prepare(
        _call: &Call<'_, Self::Input>,
    ) -> impl Future<Output = Result<Self::Evidence, ServiceError>> + Send {
        async { Ok(Self::Evidence::default()) }
    }

    /// Reads, judges, and says what to write. May run again on the same evidence.
    fn decide(
        call: &Call<'_, Self::Input>,
        evidence: &Self::Evidence,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> impl Future<Output = Result<Self::Output, ServiceError>> + Send;

    /// The policy documents that the call writes: once they are committed, the gateway has the
    /// linter look at them.
    fn documents(_input: &Self::Input) -> Vec<(DocumentKind, &str)> {
        Vec::new()
    }

    /// Takes the messages that subscribers hear once the batch is committed out of the answer.
    /// A commit stands whether or not the gateway takes them; most operations publish nothing.
    fn publications(_output: &mut Self::Output) -> Vec<Publication> {
        Vec::new()
    }
}

/// An answer, with the messages that others hear of what was done.
#[derive(Debug)]
pub struct Published<Answer> {
    /// What the caller hears.
    pub answer: Answer,
    /// What subscribers hear, in this order.
    pub publications: Vec<Publication>,
}

impl<Answer: Encode> Encode for Published<Answer> {
    const STRUCTURE: &'static Structure = Answer::STRUCTURE;

    fn encode(self) -> Members {
        self.answer.encode()
    }
}

/// An action on a resource that a caller needs to be allowed.
#[derive(Debug, Clone)]
pub struct Permission {
    /// `service:Action`.
    pub action: &'static str,
    /// The resource's ARN, or `*`.
    pub resource: String,
    /// Condition keys of this very request.
    pub context: ContextMap,
}

impl Permission {
    /// An action on a resource, without condition keys of its own.
    pub fn new(action: &'static str, resource: impl Into<String>) -> Self {
        Self { action, resource: resource.into(), context: ContextMap::default() }
    }

    /// The same with one more condition key.
    pub fn with(
        mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<std::sync::Arc<str>>,
    ) -> Self {
        self.context.insert(key, value);
        self
    }

    /// All condition keys that policies are asked with: the request's, this permission's own, and
    /// the account that the resource belongs to.
    pub fn asked_in<Input>(&self, call: &Call<'_, Input>) -> ContextMap {
        let mut context = call.request_context.clone();
        context.extend(&self.context);
        // What is no single resource, or has no ARN, belongs to the account that is asked.
        let account = match self.resource.strip_prefix("arn:") {
            None => Some(call.account.clone()),
            Some(arn) => arn.split(':').nth(3).and_then(|account| AccountId::parse(account).ok()),
        };
        if let Some(account) = account {
            context.insert("aws:ResourceAccount", account.as_str());
        }
        context
    }
}

/// Everything that an operation may look at.
#[derive(Debug)]
pub struct Call<'a, Input> {
    /// The decoded request.
    pub input: &'a Input,
    /// The account that the call works on: the caller's, or the server's own for unsigned calls.
    pub account: &'a AccountId,
    /// The region of the signed scope, or the server's own.
    pub region: &'a Region,
    /// Who calls.
    pub principal: &'a Principal,
    /// Where the call comes from.
    pub source_ip: IpAddr,
    /// Condition keys of the request as the gateway found them (`aws:SourceIp`,
    /// `aws:SecureTransport`, …): trust policies ask for them too.
    pub request_context: &'a ContextMap,
    /// Where an operation leaves the explanation when a trust policy refuses.
    pub note: &'a CallNote,
    /// Both clocks, read once for the whole call.
    pub now: Now,
    /// The call's randomness; `decide` starts from the beginning each time it runs.
    pub random: Random,
    /// The store, the ports and the settings.
    pub environment: &'a Environment,
}

impl<Input> Call<'_, Input> {
    /// Where the call's records live.
    pub fn scope(&self) -> Scope<'_> {
        Scope { account: self.account.as_str(), region: self.region.as_str() }
    }
}
