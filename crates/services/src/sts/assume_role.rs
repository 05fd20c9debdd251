//! `AssumeRole`: a signed caller becomes a role that trusts it.
//!
//! Both must agree: the caller's policies allow `sts:AssumeRole` on the role (the gateway asks
//! them), and the role's trust policy allows the caller. A trust policy that names the account
//! leaves it to the account's own policies who may.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{ASSUME_ROLE, AssumeRoleInput, AssumeRoleOutput};
use daypass_aws_types::{AccountId, Region};
use daypass_credentials::{Origin, Session, UserSession};
use daypass_policy::{ContextMap, TrustCaller};
use daypass_store::{Reads, Writes};

use super::answer::{assumed_role_user, credentials, packed_policy_size, session_token_size};
use super::duration::session_seconds;
use super::error::{caller_refused, no_second_factor, role_refused, validation_error};
use super::session_policies::session_policies;
use super::session_tags::{SessionTags, inherits_tags};
use crate::authorization::{self, CallerNames, TrustQuestion, decide_signed_trust};
use crate::iam::records::RoleRecord;
use crate::iam::role::on_role_arn;
use crate::operation::{Call, Operation, Permission};
use crate::principal::Principal;
use crate::sessions::{AssumeError, existing_role, role_session, vend};

/// `AssumeRole`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
#[derive(Debug)]
pub(super) struct AssumeRole;

impl Operation for AssumeRole {
    type Input = AssumeRoleInput;
    type Output = AssumeRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ASSUME_ROLE;

    async fn permissions(
        call: &Call<'_, AssumeRoleInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let asked = Asked::of(call)?;
        let context = asked.context(call.input);
        let mut needed = Vec::new();
        for action in asked.actions() {
            let on_role = on_role_arn(action, &asked.account, &call.input.role_arn, reads);
            let mut permission = on_role.await?;
            permission.context.extend(&context);
            needed.push(permission);
        }
        Ok(needed)
    }

    async fn decide(
        call: &Call<'_, AssumeRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<AssumeRoleOutput, ServiceError> {
        let input = call.input;
        refuse_unserved(input)?;
        let asked = Asked::of(call)?;
        let caller = call.principal.arn();
        let refused = |error| role_refused(&caller, &input.role_arn, error);
        let role = existing_role(reads, &asked.account, &input.role_arn).await.map_err(refused)?;
        check_trust(call, &asked, &role, reads).await?;
        let session = session(call, asked, &role, reads).await?;
        let vended = vend(call.environment, &call.random, &session).map_err(refused)?;
        Ok(AssumeRoleOutput {
            assumed_role_user: Some(assumed_role_user(&session)),
            credentials: Some(credentials(&vended)),
            packed_policy_size: packed_policy_size(&session),
            session_token_size: session_token_size(&vended),
            session_token_utilization: Some(vended.token_utilization_percent()),
            source_identity: session.principal.source_identity,
        })
    }
}

/// Second factors and context providers do not exist here: naming one is refused, never ignored.
fn refuse_unserved(input: &AssumeRoleInput) -> Result<(), ServiceError> {
    if input.serial_number.is_some() || input.token_code.is_some() {
        return Err(no_second_factor());
    }
    if input.provided_contexts.is_some() {
        return Err(validation_error("No context provider is registered in this account."));
    }
    Ok(())
}

/// What a call asks for, beside the role's own say.
struct Asked {
    account: AccountId,
    tags: SessionTags,
    /// Whether there will be tags, from the call or from the caller's session.
    tagged: bool,
    source_identity: Option<String>,
}

impl Asked {
    fn of(call: &Call<'_, AssumeRoleInput>) -> Result<Self, ServiceError> {
        let input = call.input;
        let tags =
            SessionTags::of_call(input.tags.as_deref(), input.transitive_tag_keys.as_deref())?;
        let session = call.principal.session().map(AsRef::as_ref);
        Ok(Self {
            account: account_of(&input.role_arn)?,
            tagged: !tags.requested.is_empty() || inherits_tags(session),
            tags,
            source_identity: source_identity(call)?,
        })
    }

    /// The actions that the caller's policies and the trust policy must both allow.
    fn actions(&self) -> Vec<&'static str> {
        let tags = self.tagged.then_some("sts:TagSession");
        let source_identity = self.source_identity.is_some().then_some("sts:SetSourceIdentity");
        ["sts:AssumeRole"].into_iter().chain(tags).chain(source_identity).collect()
    }

    fn context(&self, input: &AssumeRoleInput) -> ContextMap {
        let mut context = ContextMap::new();
        context.insert("sts:RoleSessionName", input.role_session_name.as_str());
        if let Some(external_id) = &input.external_id {
            context.insert("sts:ExternalId", external_id.as_str());
        }
        if let Some(source_identity) = &self.source_identity {
            context.insert("sts:SourceIdentity", source_identity.as_str());
        }
        self.tags.add_to(&mut context);
        context
    }
}

/// The account in `arn:aws:iam::ACCOUNT:role/…`.
pub(super) fn account_of(role_arn: &str) -> Result<AccountId, ServiceError> {
    let rest = role_arn.strip_prefix("arn:aws:iam::").and_then(|rest| rest.split_once(":role/"));
    rest.and_then(|(account, _)| AccountId::parse(account).ok())
        .ok_or_else(|| validation_error(format!("{role_arn} is invalid")))
}

/// Once set, a source identity stays with every later session of the chain.
fn source_identity(call: &Call<'_, AssumeRoleInput>) -> Result<Option<String>, ServiceError> {
    let session = call.principal.session();
    let inherited = session.and_then(|session| session.principal.source_identity.as_ref());
    match (inherited, &call.input.source_identity) {
        (Some(inherited), Some(given)) if inherited != given => {
            Err(validation_error("The source identity is already set for this assume role session"))
        }
        (inherited, given) => Ok(inherited.or(given.as_ref()).cloned()),
    }
}

async fn check_trust(
    call: &Call<'_, AssumeRoleInput>,
    asked: &Asked,
    role: &RoleRecord,
    reads: &Reads<'_>,
) -> Result<(), ServiceError> {
    let documents = &call.environment.documents;
    let region: &Region = call.region;
    let access = authorization::resolve(call.principal, region, documents, reads).await;
    let mut context = access.map_err(caller_refused)?.variables;
    context.extend(&asked.context(call.input));
    let names = CallerNames::of(call.principal);
    let (arns, unique_ids) = (borrowed(&names.arns), borrowed(&names.unique_ids));
    let question = TrustQuestion {
        account: &asked.account,
        role,
        caller: TrustCaller::Aws {
            account: call.account.as_str(),
            arns: &arns,
            unique_ids: &unique_ids,
        },
        actions: &asked.actions(),
        context: &context,
    };
    let role_arn = || call.input.role_arn.clone();
    let error = match decide_signed_trust(call, &question, reads).await {
        Ok(true) => return Ok(()),
        Ok(false) => AssumeError::Untrusted(role_arn()),
        Err(error) => AssumeError::Document { role: role_arn(), error },
    };
    Err(role_refused(&call.principal.arn(), &call.input.role_arn, error))
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

async fn session(
    call: &Call<'_, AssumeRoleInput>,
    asked: Asked,
    role: &RoleRecord,
    reads: &Reads<'_>,
) -> Result<Session, ServiceError> {
    let input = call.input;
    let caller = call.principal.session().map(AsRef::as_ref);
    let chained = caller.is_some_and(|caller| caller.principal.user.is_none());
    let seconds = session_seconds(input.duration_seconds, role, chained)?;
    let policies = session_policies(
        input.policy.as_deref(),
        input.policy_arns.as_deref(),
        &asked.account,
        reads,
    )
    .await?;
    let sealing = |_| role_refused("", &input.role_arn, AssumeError::Sealing);
    let mut session =
        role_session(&asked.account, role, &input.role_session_name, seconds, call.now)
            .map_err(sealing)?;
    session.session_policies = policies;
    let (tags, transitive) = asked.tags.chained(caller)?;
    session.principal.principal_tags = tags;
    session.principal.transitive_tag_keys = transitive;
    session.principal.source_identity = asked.source_identity;
    session.principal.origins = origins(call.principal);
    Ok(session)
}

/// What the new session falls with: the caller's session or key, and all that it came from.
fn origins(principal: &Principal) -> Vec<Origin> {
    match principal {
        // A device signs no call.
        Principal::Anonymous | Principal::Certificate { .. } => Vec::new(),
        Principal::Root { account, access_key_id } => {
            vec![key_origin(account, account.to_string(), access_key_id)]
        }
        Principal::User { user, access_key_id } => {
            vec![key_origin(&user.account, user.id.clone(), access_key_id)]
        }
        Principal::Session { session, .. } => {
            let of = &session.principal;
            if let Some(user) = &of.user {
                return user_session_origin(session, user);
            }
            let cognito = of.cognito.as_ref();
            let chained = Origin {
                principal_id: of.role_id.clone(),
                account: session.account,
                role_name: of.role_name.clone(),
                access_key_id: None,
                identity_id: cognito.map(|cognito| cognito.identity_id.clone()),
                pool_id: cognito.map(|cognito| cognito.pool_id.clone()),
                epochs: session.epochs,
            };
            of.origins.iter().cloned().chain([chained]).collect()
        }
    }
}

/// A session of a user falls with the user's key.
fn user_session_origin(session: &Session, user: &UserSession) -> Vec<Origin> {
    let root = session.account.to_string();
    vec![Origin {
        principal_id: if user.user_id.is_empty() { root } else { user.user_id.clone() },
        account: session.account,
        access_key_id: Some(user.access_key_id.clone()),
        ..Origin::default()
    }]
}

/// A session that was made with a long-term key falls with the key, and so with its owner.
fn key_origin(account: &AccountId, principal_id: String, access_key_id: &str) -> Origin {
    Origin {
        principal_id,
        account: account.as_str().parse().unwrap_or_default(),
        access_key_id: Some(access_key_id.to_owned()),
        ..Origin::default()
    }
}
