//! Logins by opaque tokens: Facebook, Amazon and Twitter are asked about each, at most once a
//! minute.

use std::sync::Arc;

use daypass_federation::social::{SocialError, SocialUser, amazon, facebook, twitter};

use super::error::LoginError;
use super::verified_login::app_id;
use crate::environment::Environment;
use crate::ports::{Carries, FetchError, FetchRequest, Now};
use crate::random::Random;

/// Providers whose tokens nobody else can read.
pub(super) fn is_opaque(provider: &str) -> bool {
    [facebook::PROVIDER, amazon::PROVIDER, twitter::PROVIDER].contains(&provider)
}

/// Whom the provider vouches for, to the app that the pool has there.
pub(super) async fn verify(
    environment: &Environment,
    (provider, configured): (&str, &str),
    token: &str,
    random: &Random,
    now: Now,
) -> Result<Arc<SocialUser>, LoginError> {
    let app = app_id(provider, configured);
    let known = &environment.login_keys.opaque;
    if let Some(user) = known.user(provider, configured, token, now.wall_ms) {
        return Ok(user);
    }
    let now_s = now.wall_ms.div_euclid(1_000);
    let endpoints = &environment.settings.providers;
    let user = match provider {
        facebook::PROVIDER => {
            let url = facebook::inspection_url(&endpoints.facebook_graph, token);
            let answer = ask(environment, provider, &url, Carries::Credential).await?;
            facebook::user(&answer, app, now_s)
        }
        amazon::PROVIDER => {
            let url = amazon::inspection_url(&endpoints.amazon_api, token);
            let answer = ask(environment, provider, &url, Carries::Credential).await?;
            amazon::user(&answer, app, now_s)
        }
        _ => {
            let nonce = uuid::Uuid::from_bytes(random.bytes()).simple().to_string();
            let api = &endpoints.twitter_api;
            let request = twitter::verification(api, configured, token, &nonce, now_s)
                .ok_or(LoginError::Social(SocialError::Invalid))?;
            let carries = Carries::Authorization(&request.authorization);
            let answer = ask(environment, provider, &request.url, carries).await?;
            twitter::user(&answer, configured)
        }
    };
    let user = Arc::new(user.map_err(LoginError::Social)?);
    known.remember((provider, configured, token), &user, now.wall_ms);
    Ok(user)
}

async fn ask(
    environment: &Environment,
    provider: &str,
    url: &str,
    carries: Carries<'_>,
) -> Result<bytes::Bytes, LoginError> {
    let fetched = environment.fetch.fetch(FetchRequest::answer(url, carries)).await;
    match fetched {
        Ok(document) => Ok(document.body),
        // Each of the three says so of a token that it does not know, or took back.
        Err(FetchError::Status { status: 400 | 401 | 403, .. }) => {
            Err(LoginError::Social(SocialError::Invalid))
        }
        Err(error) => Err(LoginError::Unreachable {
            provider: provider.to_owned(),
            reason: error.without_url(),
        }),
    }
}
