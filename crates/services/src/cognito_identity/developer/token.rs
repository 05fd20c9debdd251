//! `GetOpenIdTokenForDeveloperIdentity`: an identity and its token for a user of the owner's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use daypass_aws_types::Secret;
use daypass_aws_types::cognito_identity::{
    GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY, GetOpenIdTokenForDeveloperIdentityInput,
    GetOpenIdTokenForDeveloperIdentityOutput, errors,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Space, Writes};

use super::{unsupported_provider, user};
use crate::cognito_identity::error::invalid_parameter;
use crate::cognito_identity::open_id_token::{TokenContent, signed, signing_keys};
use crate::cognito_identity::pool::{on_pool, own_pool};
use crate::cognito_identity::principal_tags;
use crate::cognito_identity::proof::AUTHENTICATED;
use crate::cognito_identity::records::{IdentityPoolRecord, IdentityRecord, LoginRecord};
use crate::cognito_identity::sign_in::{
    Proved, existing_identity_of, login_key, proved, settle_sign_in,
};
use crate::logins::{VerifiedLogin, stored_authentication_methods};
use crate::operation::{Call, Operation, Permission};
use crate::ports::IdentityTokenKeys;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// How long a token lasts that the caller sets no bound to.
const TOKEN_SECONDS_DEFAULT: i64 = 900;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetOpenIdTokenForDeveloperIdentity>();
}

/// The public logins that were verified, and the keys that sign.
#[derive(Debug, Default)]
pub(in crate::cognito_identity) struct Evidence {
    logins: Vec<VerifiedLogin>,
    keys: Option<Arc<IdentityTokenKeys>>,
}

/// `GetOpenIdTokenForDeveloperIdentity`: works whether or not the pool allows the basic flow.
/// Public logins may come along, and are linked. An authenticated identity is given out or linked
/// to only for a login that is linked to it already, also to a signed caller.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html>
#[derive(Debug)]
pub(in crate::cognito_identity) struct GetOpenIdTokenForDeveloperIdentity;

type Input = GetOpenIdTokenForDeveloperIdentityInput;

impl Operation for GetOpenIdTokenForDeveloperIdentity {
    type Input = Input;
    type Output = GetOpenIdTokenForDeveloperIdentityOutput;
    type Evidence = Evidence;
    const DESCRIPTOR: &'static Descriptor = &GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY;

    async fn permissions(
        call: &Call<'_, Input>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:GetOpenIdTokenForDeveloperIdentity";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn prepare(call: &Call<'_, Input>) -> Result<Evidence, ServiceError> {
        let mut reads = Reads::new(&*call.environment.store, Space::State);
        let pool = own_pool(call, &mut reads, &call.input.identity_pool_id).await?;
        let (_, public) = split(&pool, &call.input.logins)?;
        let logins = proved(call, &pool, &public).await?;
        Ok(Evidence { logins, keys: Some(signing_keys(call).await?) })
    }

    async fn decide(
        call: &Call<'_, Input>,
        Evidence { logins, keys }: &Evidence,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<GetOpenIdTokenForDeveloperIdentityOutput, ServiceError> {
        let pool = own_pool(call, reads, &call.input.identity_pool_id).await?;
        let (user, _) = split(&pool, &call.input.logins)?;
        let requested = requested(call, &pool, &user, reads).await?;
        let by = Proved { logins, developer: Some(&user) };
        let requested = requested.as_ref();
        let identity = settle_sign_in(call, &pool, requested, by, reads, writes).await?;
        let of_user = stored_authentication_methods(&pool, &user);
        let of_logins = logins.iter().flat_map(VerifiedLogin::authentication_methods);
        let amr = [AUTHENTICATED.to_owned()].into_iter().chain(of_user).chain(of_logins).collect();
        let content = TokenContent {
            amr,
            principal_tags: tags(call.input)?,
            seconds: call.input.token_duration.unwrap_or(TOKEN_SECONDS_DEFAULT),
        };
        let token = signed(call, &pool, &identity, content, keys.as_deref())?;
        Ok(GetOpenIdTokenForDeveloperIdentityOutput {
            identity_id: Some(identity.id.clone()),
            token: Some(token),
        })
    }
}

/// The developer's user, and the logins of public providers beside it.
fn split(
    pool: &IdentityPoolRecord,
    logins: &BTreeMap<String, Secret>,
) -> Result<(LoginRecord, BTreeMap<String, Secret>), ServiceError> {
    let mut public = logins.clone();
    let name = Some(&pool.developer_provider_name).filter(|name| !name.is_empty());
    let identifier = name.and_then(|name| public.remove(name)).ok_or_else(unsupported_provider)?;
    let fits = (1..=USER_IDENTIFIER_CHARACTERS_MAX).contains(&identifier.expose().chars().count());
    if !fits {
        return Err(invalid_parameter(format!(
            "A developer user identifier has 1 to {USER_IDENTIFIER_CHARACTERS_MAX} characters."
        )));
    }
    Ok((user(pool, identifier.expose()), public))
}

/// The identity that the call names. Nobody else's user can be linked to it.
async fn requested(
    call: &Call<'_, Input>,
    pool: &IdentityPoolRecord,
    user: &LoginRecord,
    reads: &mut Reads<'_>,
) -> Result<Option<Arc<IdentityRecord>>, ServiceError> {
    let Some(identity_id) = &call.input.identity_id else { return Ok(None) };
    let identity = existing_identity_of(pool, reads, identity_id).await?;
    let owner = reads.get(&login_key(&pool.id, user)).await.map_err(unavailable)?;
    if owner.is_some_and(|owner| owner.identity_id != identity.id) {
        return Err(ServiceError::new(
            &errors::DEVELOPER_USER_ALREADY_REGISTERED_EXCEPTION,
            "The developer user is already registered with another identity.",
        ));
    }
    Ok(Some(identity))
}

fn tags(input: &Input) -> Result<BTreeMap<String, String>, ServiceError> {
    let tags = principal_tags::checked(input.principal_tags.clone().unwrap_or_default());
    tags.map_err(|refused| {
        invalid_parameter("Invalid PrincipalTags.").with_hint(refused.to_string())
    })
}

/// Characters of a developer user identifier, in the model.
const USER_IDENTIFIER_CHARACTERS_MAX: usize = 1_024;
