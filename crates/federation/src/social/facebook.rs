//! Facebook Login: an access token, inspected by the Graph API's `debug_token`.
//!
//! <https://developers.facebook.com/docs/graph-api/reference/debug_token/>

use serde::Deserialize;

use super::{SocialError, SocialUser, check_app, check_expiry, url};

/// The login key.
pub const PROVIDER: &str = "graph.facebook.com";

/// Where the token is inspected: a user's token may inspect itself.
pub fn inspection_url(graph: &str, token: &str) -> String {
    url(graph, "/debug_token", &[("input_token", token), ("access_token", token)])
}

/// Whom the answer vouches for, to this app and now.
pub fn user(answer: &[u8], app_id: &str, now_s: i64) -> Result<SocialUser, SocialError> {
    let Answer { data } = serde_json::from_slice(answer)
        .map_err(|_| SocialError::Malformed("it has no `data` of the known form"))?;
    if !data.is_valid {
        return Err(SocialError::Invalid);
    }
    let seen = data.app_id.ok_or(SocialError::Malformed("it names no app"))?;
    check_app(&seen, app_id)?;
    // Zero stands for a token that never ends.
    let expires_s = data.expires_at.filter(|expires_s| *expires_s != 0);
    if let Some(expires_s) = expires_s {
        check_expiry(now_s, expires_s)?;
    }
    SocialUser::new(PROVIDER, &data.user_id.unwrap_or_default(), app_id, expires_s)
}

#[derive(Deserialize)]
struct Answer {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    #[serde(default)]
    is_valid: bool,
    app_id: Option<String>,
    user_id: Option<String>,
    expires_at: Option<i64>,
}
