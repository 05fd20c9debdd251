//! Asking a user pool whether a token is still good: `ServerSideTokenCheck`.
//!
//! The question is that of OAuth 2.0 Token Introspection (RFC 7662), asked at each call.

use serde::Deserialize;

use super::error::LoginError;
use crate::environment::Environment;
use crate::ports::{Carries, FetchRequest};

/// Fails unless the user pool says that the token is active.
pub(super) async fn check(
    environment: &Environment,
    user_pool: &str,
    token: &str,
) -> Result<(), LoginError> {
    let unreachable =
        |reason: String| LoginError::Unreachable { provider: user_pool.to_owned(), reason };
    let Some(url) = &environment.settings.providers.user_pool_token_check else {
        return Err(unreachable(NOWHERE_TO_ASK.to_owned()));
    };
    let form = form(token);
    let answer = environment.fetch.fetch(FetchRequest::answer(url, Carries::Form(&form))).await;
    let answer = answer.map_err(|error| unreachable(error.without_url()))?;
    let answer: Answer = serde_json::from_slice(&answer.body)
        .map_err(|_| unreachable("its answer has no `active`".to_owned()))?;
    if answer.active { Ok(()) } else { Err(LoginError::Revoked) }
}

fn form(token: &str) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("token", token).append_pair("token_type_hint", "id_token");
    form.finish()
}

#[derive(Deserialize)]
struct Answer {
    active: bool,
}

const NOWHERE_TO_ASK: &str = "`ServerSideTokenCheck` is on, and `providers.user_pool_token_check` \
    does not say where user pools are asked";
