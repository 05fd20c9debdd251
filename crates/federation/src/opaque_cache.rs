//! Opaque tokens that their provider vouched for a moment ago.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_lc_rs::digest;

use crate::social::SocialUser;

/// How long a provider's word counts without asking again, in milliseconds: a token that was taken
/// back is known for no longer.
pub const OPAQUE_TOKEN_MS_MAX: i64 = 60_000;
/// How many tokens are remembered; when the table is full it starts anew.
const TOKENS_MAX: usize = 100_000;

/// A bounded memory of users by their tokens. It keeps digests of the tokens, never the tokens.
#[derive(Default)]
pub struct OpaqueCache {
    entries: Mutex<HashMap<Digest, Entry>>,
}

type Digest = [u8; 32];

struct Entry {
    user: Arc<SocialUser>,
    until_ms: i64,
}

impl OpaqueCache {
    /// The user of a token of this provider and app, if its provider said so a moment ago.
    pub fn user(
        &self,
        provider: &str,
        app: &str,
        token: &str,
        now_ms: i64,
    ) -> Option<Arc<SocialUser>> {
        let digest = digest_of(provider, app, token)?;
        let entries = self.lock();
        let entry = entries.get(&digest).filter(|entry| now_ms < entry.until_ms)?;
        Some(Arc::clone(&entry.user))
    }

    /// Remembers what the provider said.
    pub fn remember(
        &self,
        (provider, app, token): (&str, &str, &str),
        user: &Arc<SocialUser>,
        now_ms: i64,
    ) {
        let Some(digest) = digest_of(provider, app, token) else { return };
        let expires_ms = user.expires_s().map_or(i64::MAX, |s| s.saturating_mul(1_000));
        let until_ms = now_ms.saturating_add(OPAQUE_TOKEN_MS_MAX).min(expires_ms);
        let mut entries = self.lock();
        if entries.len() >= TOKENS_MAX {
            entries.clear();
        }
        entries.insert(digest, Entry { user: Arc::clone(user), until_ms });
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Digest, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for OpaqueCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpaqueCache").finish_non_exhaustive()
    }
}

/// Each part with its length, so that none runs into the next.
fn digest_of(provider: &str, app: &str, token: &str) -> Option<Digest> {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in [provider, app, token] {
        context.update(&part.len().to_be_bytes());
        context.update(part.as_bytes());
    }
    context.finish().as_ref().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::social::amazon;

    #[test]
    fn a_word_counts_for_a_minute_and_no_longer_than_its_token() {
        let answer = |exp: i64| {
            let answer = format!(
                r#"{{"iss":"https://www.amazon.com","user_id":"u","aud":"app","exp":{exp}}}"#
            );
            Arc::new(amazon::user(answer.as_bytes(), "app", 1_000).unwrap())
        };
        let cache = OpaqueCache::default();
        cache.remember(("p", "app", "long"), &answer(3_600), 1_000_000);
        cache.remember(("p", "app", "short"), &answer(5), 1_000_000);
        let known = |token: &str, now_ms| cache.user("p", "app", token, now_ms).is_some();
        assert!(known("long", 1_059_999) && !known("long", 1_060_000));
        assert!(known("short", 1_004_999) && !known("short", 1_005_000));
        assert!(cache.user("p", "other", "long", 1_000_000).is_none());
        assert!(cache.user("q", "app", "long", 1_000_000).is_none());
        assert!(!known("lon", 1_000_000));
    }
}
