//! Asking a role's trust policy: the one place for STS and Cognito alike.

use daypass_aws_types::AccountId;
use daypass_policy::{ContextMap, DocumentError, DocumentKind, Policy, TrustCaller};
use daypass_store::Reads;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::PolicyDocuments;
use crate::iam::arn::{role_arn, session_role_arn};
use crate::iam::records::RoleRecord;
use crate::iam::tag::add_resource_tags;
use crate::iam::trust_principals::shown_trust;
use crate::operation::Call;
use crate::principal::Principal;
use crate::sessions::{COGNITO_IDENTITY, add_request_tags};

/// A question to a role's trust policy.
#[derive(Debug, Clone, Copy)]
pub struct TrustQuestion<'a> {
    /// The account of the role.
    pub account: &'a AccountId,
    /// The role.
    pub role: &'a RoleRecord,
    /// Who asks.
    pub caller: TrustCaller<'a>,
    /// Every action that the policy must allow: `sts:AssumeRole`, with `sts:TagSession` when the
    /// session is tagged, and `sts:SetSourceIdentity` when it carries a source identity.
    pub actions: &'a [&'static str],
    /// Condition keys of the caller and of what it asks for; those of the request are added.
    pub context: &'a ContextMap,
}

/// Whether the role's trust policy allows every action. When it does not, the explanation is left
/// in the call's note.
///
/// # Errors
/// The stored policy does not parse: the caller refuses.
pub fn decide_trust<Input>(
    call: &Call<'_, Input>,
    question: &TrustQuestion<'_>,
) -> Result<bool, DocumentError> {
    let trust = trust_policy(&call.environment.documents, question.role)?;
    Ok(allows(call, question, &trust))
}

/// The same for a caller that signed. A refusal is explained with the policy as IAM shows it, with
/// the ARNs that it was written with as far as they are still somebody's.
///
/// # Errors
/// The stored policy does not parse: the caller refuses.
pub async fn decide_signed_trust<Input>(
    call: &Call<'_, Input>,
    question: &TrustQuestion<'_>,
    reads: &Reads<'_>,
) -> Result<bool, DocumentError> {
    let documents = &call.environment.documents;
    let trust = trust_policy(documents, question.role)?;
    if allows(call, question, &trust) {
        return Ok(true);
    }
    if let Ok(text) = shown_trust(reads, documents, question.role).await
        && let Ok(shown) = compiled(documents, &text)
    {
        // Only the explanation is of interest here: the answer stands.
        _ = allows(call, question, &shown);
    }
    Ok(false)
}

/// Whether the policy allows every action; if not, the explanation is left in the call's note.
fn allows<Input>(call: &Call<'_, Input>, question: &TrustQuestion<'_>, trust: &Policy) -> bool {
    let mut resource = ContextMap::with_capacity(1 + 2 * question.role.tags.len());
    resource.insert("aws:resourceaccount", question.account.as_str());
    add_resource_tags(&mut resource, &question.role.tags);
    let asked = (call.request_context, question.context);
    let context = (&resource, &asked);
    let (caller, now_ms) = (&question.caller, call.now.ours_ms);
    let refused = question.actions.iter().find(|action| {
        let decision = daypass_policy::decide_trust(trust, caller, action, &context, now_ms);
        !decision.outcome.is_allow()
    });
    let Some(action) = refused else { return true };
    let mut explanation = daypass_policy::explain_trust(trust, caller, action, &context, now_ms);
    explanation.resource = role_arn(question.account, question.role);
    call.note.leave(explanation);
    false
}

/// The compiled trust policy of a role.
pub fn trust_policy(
    documents: &PolicyDocuments,
    role: &RoleRecord,
) -> Result<Arc<Policy>, DocumentError> {
    compiled(documents, &role.trust_document)
}

fn compiled(documents: &PolicyDocuments, text: &str) -> Result<Arc<Policy>, DocumentError> {
    documents.compiled(DocumentKind::Trust, "trust-policy", None, text)
}

/// Every name by which a trust policy may mean the caller.
#[derive(Debug, Clone)]
pub struct CallerNames {
    /// The ARNs of the role and of its session, of the user, or of who else it is.
    pub arns: Vec<String>,
    /// The unique ids of the same.
    pub unique_ids: Vec<String>,
}

impl CallerNames {
    /// The names of a principal that signed its request.
    pub fn of(principal: &Principal) -> Self {
        let Some(session) = principal.session() else {
            let unique_ids = principal.user().map(|user| user.id.clone()).into_iter().collect();
            return Self { arns: vec![principal.arn()], unique_ids };
        };
        let of = &session.principal;
        if of.user.is_some() {
            return Self { arns: vec![principal.arn()], unique_ids: vec![principal.user_id()] };
        }
        Self {
            arns: vec![session_role_arn(session), principal.arn()],
            unique_ids: vec![of.role_id.clone(), principal.user_id()],
        }
    }
}

/// What a trust policy sees of a Cognito identity.
pub fn identity_trust_keys(
    pool_id: &str,
    identity_id: &str,
    amr: &[String],
    session_name: &str,
    tags: &BTreeMap<String, String>,
) -> ContextMap {
    let mut keys = ContextMap::new();
    keys.insert("cognito-identity.amazonaws.com:aud", pool_id);
    keys.insert("cognito-identity.amazonaws.com:sub", identity_id);
    keys.insert_many("cognito-identity.amazonaws.com:amr", amr.to_vec());
    keys.insert("aws:FederatedProvider", COGNITO_IDENTITY);
    keys.insert("sts:RoleSessionName", session_name);
    add_request_tags(&mut keys, tags);
    keys
}

/// What a trust policy sees of a token of an OpenID provider: those keys that every token has.
pub fn provider_trust_keys(provider: &str, arn: &str, audience: &str, subject: &str) -> ContextMap {
    let mut keys = ContextMap::new();
    keys.insert("aws:FederatedProvider", arn);
    keys.insert(format!("{provider}:aud"), audience);
    keys.insert(format!("{provider}:sub"), subject);
    keys
}
