//! Deciding one case, the way that requests are decided.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use daypass_broker::Subject;
use daypass_policy::{
    ContextMap, DocumentError, DocumentKind, Explanation, Grants, Leg, PolicySet, Request,
    TrustCaller, explain_trust,
};
use daypass_services::Principal;
use daypass_services::authorization::subject::complete_resource;
use daypass_services::authorization::{
    AccessError, CallerNames, PolicyDocuments, connect, identity_trust_keys, provider_trust_keys,
    request_context, resolve,
};
use daypass_services::iam::arn::openid_connect_provider_arn;
use daypass_services::ports::Now;
use daypass_services::sessions::COGNITO_IDENTITY;
use daypass_store::{MemoryStore, Reads, Space};

use super::principal::{CallerError, principal};
use super::suite::{Caller, Case, Suite};
use crate::decisions::Told;

/// What came of a case.
#[derive(Debug)]
pub struct Verdict {
    /// Every way in which the decision is not the expected one; empty when the case passes.
    pub differences: Vec<String>,
    /// The decision with its reasons, as `daypass can` tells it.
    pub told: Told,
    /// The statements of the suite's policies that matched the request.
    pub used: Vec<Used>,
}

/// A statement that matched.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Used {
    /// The policy's name.
    pub policy: String,
    /// The statement's place in its document, from zero.
    pub statement: usize,
}

/// Why a case cannot be decided.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no such caller.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// A policy of the caller cannot be read.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The trust policy cannot be read.
    #[error("policy `{policy}` cannot be read: {error}")]
    Trust {
        /// The policy's name.
        policy: String,
        /// What is wrong with it.
        error: DocumentError,
    },
    /// A service has no permissions, it can only be trusted.
    #[error("a service is a caller of trust policies alone")]
    ServiceWithoutTrust,
}

/// Decides a case. `now` is the moment of one that names none.
///
/// # Errors
/// The case does not make sense; files are checked for that when they are read.
pub async fn judge(suite: &Suite, case: &Case, now: Now) -> Result<Verdict, CaseError> {
    let ours_ms = case.at_ms.unwrap_or(now.ours_ms);
    let now = Now { ours_ms, ..now };
    let store = MemoryStore::new();
    let documents = PolicyDocuments::default();
    let principal = principal(suite, &case.caller, &store, now).await?;
    let reads = Reads::new(&store, Space::State);
    let (explanation, used) = match &case.trust {
        Some(name) => trust(suite, (case, name), &principal, (&documents, &reads), now).await?,
        None if matches!(case.caller, Caller::Service(_)) => {
            return Err(CaseError::ServiceWithoutTrust);
        }
        None => permissions(suite, case, &principal, (&documents, &reads), now).await?,
    };
    let differences = case.expected.differences(&explanation);
    let told = Told::question(&subject(suite, &principal), &explanation);
    Ok(Verdict { differences, told, used })
}

async fn permissions(
    suite: &Suite,
    case: &Case,
    principal: &Principal,
    (documents, reads): (&PolicyDocuments, &Reads<'_>),
    now: Now,
) -> Result<(Explanation, Vec<Used>), CaseError> {
    let (account, region) = (&suite.account, &suite.region);
    let resource = complete_resource(&case.resource, account, region);
    let mut access = resolve(principal, region, documents, reads).await?;
    if let Some(client_id) = client_id(case, &resource) {
        let attached = principal.thing_principal();
        let place = (account, region);
        connect(&mut access, documents, reads, place, client_id, attached.as_deref()).await?;
    }
    let context = context(suite, case);
    let action = &case.action;
    let request = Request { action, resource: &resource, context: &context, now_ms: now.ours_ms };
    let explanation = Arc::clone(&access.grants).bind(access.variables).explain(&request);
    let used = explanation.legs.iter().flat_map(|leg| {
        let set = set(&access.grants, leg.leg);
        let policies = set.map(PolicySet::policies).unwrap_or_default();
        leg.matched.iter().filter_map(|matched| {
            let policy = policies.get(matched.policy)?.name().to_string();
            Some(Used { policy, statement: matched.statement })
        })
    });
    let used = used.collect();
    Ok((explanation, used))
}

/// The policies of a leg.
fn set(grants: &Grants, leg: Leg) -> Option<&PolicySet> {
    let iam = grants.iam.as_ref();
    match leg {
        Leg::Identity => iam.map(|iam| &iam.identity),
        Leg::Boundary => iam?.boundary.as_ref(),
        Leg::Session => iam?.session.as_ref(),
        Leg::Device => grants.device.as_ref().map(|device| &device.policies),
        _ => None,
    }
}

/// The client id that is given, or the one that a CONNECT names.
fn client_id<'a>(case: &'a Case, resource: &'a str) -> Option<&'a str> {
    let connects = case.action.eq_ignore_ascii_case("iot:Connect");
    let named = resource.split_once(":client/").map(|(_, client_id)| client_id);
    case.client.as_deref().or_else(|| named.filter(|_| connects))
}

/// What every request has, and what the case says of this one.
fn context(suite: &Suite, case: &Case) -> ContextMap {
    let address = IpAddr::from(Ipv4Addr::LOCALHOST);
    let mut context = request_context(address, true, None, suite.region.as_str());
    context.extend(&case.context);
    context
}

async fn trust(
    suite: &Suite,
    (case, name): (&Case, &str),
    principal: &Principal,
    (documents, reads): (&PolicyDocuments, &Reads<'_>),
    now: Now,
) -> Result<(Explanation, Vec<Used>), CaseError> {
    let text = suite.policies.get(name).map(String::as_str).unwrap_or_default();
    let unreadable = |error| CaseError::Trust { policy: name.to_owned(), error };
    let policy = documents.compiled(DocumentKind::Trust, name, None, text).map_err(unreadable)?;
    let names = CallerNames::of(principal);
    let (arns, unique_ids) = (borrowed(&names.arns), borrowed(&names.unique_ids));
    let provider;
    let (caller, keys) = match &case.caller {
        Caller::Identity(_) => {
            (TrustCaller::Federated { provider: COGNITO_IDENTITY }, cognito_keys(principal))
        }
        Caller::WebIdentity(web) => {
            provider = openid_connect_provider_arn(&suite.account, &web.provider);
            let keys = provider_trust_keys(&web.provider, &provider, &web.audience, &web.subject);
            (TrustCaller::Federated { provider: &provider }, keys)
        }
        Caller::Service(name) => (TrustCaller::Service { name }, ContextMap::new()),
        Caller::Role(_) | Caller::Device(_) => {
            let account = suite.account.as_str();
            let caller = TrustCaller::Aws { account, arns: &arns, unique_ids: &unique_ids };
            (caller, resolve(principal, &suite.region, documents, reads).await?.variables)
        }
    };
    let mut asked = context(suite, case);
    asked.extend(&keys).extend(&case.context);
    let explanation = explain_trust(&policy, &caller, &case.action, &asked, now.ours_ms);
    let matched = explanation.legs.iter().flat_map(|leg| &leg.matched);
    let used = matched
        .map(|matched| Used { policy: name.to_owned(), statement: matched.statement })
        .collect();
    Ok((explanation, used))
}

fn cognito_keys(principal: &Principal) -> ContextMap {
    let session = principal.session();
    let Some((session, cognito)) =
        session.and_then(|session| Some((session, session.principal.cognito.as_ref()?)))
    else {
        return ContextMap::new();
    };
    let of = &session.principal;
    let (name, tags) = (&of.session_name, &of.principal_tags);
    identity_trust_keys(&cognito.pool_id, &cognito.identity_id, &cognito.amr, name, tags)
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn subject(suite: &Suite, principal: &Principal) -> Subject {
    let cognito = principal.session().and_then(|session| session.principal.cognito.as_ref());
    Subject {
        principal_arn: principal.arn(),
        identity_id: cognito.map(|cognito| cognito.identity_id.clone()),
        access_key_id: None,
        account: suite.account.to_string(),
        region: suite.region.to_string(),
        source_ip: IpAddr::from(Ipv4Addr::LOCALHOST),
    }
}
