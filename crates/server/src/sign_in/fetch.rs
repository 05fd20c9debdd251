//! The way out, with exceptions: the documents of our own provider never leave the process, and
//! Google, Apple, Facebook and Amazon are not asked about tokens that our provider gave out in
//! their form. About all other tokens they are.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_services::ports::{Fetch, FetchError, FetchRequest, FetchedDocument};
use daypass_store::BoxFuture;
use serde_json::{Value, json};

use super::opaque::parameter;
use super::{ISSUER, SignIn, discovery};

/// A [`Fetch`] that has the sign-in provider's documents at hand.
pub struct FetchBesideSignIn {
    /// The provider.
    pub sign_in: Arc<SignIn>,
    /// The way out for all other documents.
    pub outside: Arc<dyn Fetch>,
}

impl fmt::Debug for FetchBesideSignIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FetchBesideSignIn").finish_non_exhaustive()
    }
}

impl Fetch for FetchBesideSignIn {
    fn fetch<'a>(
        &'a self,
        request: FetchRequest<'a>,
    ) -> BoxFuture<'a, Result<FetchedDocument, FetchError>> {
        if let Some(document) = self.at_hand(request.url) {
            return Box::pin(async { Ok(document) });
        }
        match request.url.strip_prefix(ISSUER) {
            Some("/jwks") => Box::pin(async { Ok(document(self.own_keys().await?)) }),
            _ if [GOOGLE_KEYS, APPLE_KEYS].contains(&request.url) => {
                Box::pin(self.keys_with_ours(request))
            }
            _ => self.outside.fetch(request),
        }
    }
}

impl FetchBesideSignIn {
    /// What is known without asking anybody.
    fn at_hand(&self, url: &str) -> Option<FetchedDocument> {
        if url.strip_prefix(ISSUER) == Some("/.well-known/openid-configuration") {
            return Some(document(discovery(ISSUER)));
        }
        for (issuer, keys) in [(GOOGLE, GOOGLE_KEYS), (APPLE, APPLE_KEYS)] {
            if url.strip_prefix(issuer) == Some("/.well-known/openid-configuration") {
                return Some(document(json!({ "issuer": issuer, "jwks_uri": keys }).to_string()));
            }
        }
        let answer = if let Some(query) = url.strip_prefix(FACEBOOK_DEBUG_TOKEN) {
            self.sign_in.debug_token(&parameter(query, "input_token")?)
        } else {
            let query = url.strip_prefix(AMAZON_TOKEN_INFO)?;
            self.sign_in.token_info(&parameter(query, "access_token")?)
        };
        answer.map(|answer| document(answer.to_string()))
    }

    /// The provider's own keys, so far as they can be had, and ours.
    async fn keys_with_ours(
        &self,
        request: FetchRequest<'_>,
    ) -> Result<FetchedDocument, FetchError> {
        let ours = keys_of(self.own_keys().await?.as_bytes());
        let theirs = match self.outside.fetch(request).await {
            Ok(document) => keys_of(&document.body),
            // Without the internet ours are the ones that count.
            Err(error) => {
                tracing::info!(%error, "only tokens of the built-in provider are taken");
                Vec::new()
            }
        };
        let keys: Vec<Value> = theirs.into_iter().chain(ours).collect();
        Ok(document(json!({ "keys": keys }).to_string()))
    }

    async fn own_keys(&self) -> Result<String, FetchError> {
        self.sign_in.jwks().await.map_err(|error| FetchError::Connection {
            host: ISSUER.to_owned(),
            reason: error.to_string(),
        })
    }
}

fn document(text: String) -> FetchedDocument {
    FetchedDocument { body: Bytes::from(text) }
}

fn keys_of(set: &[u8]) -> Vec<Value> {
    let set = serde_json::from_slice::<Value>(set).unwrap_or_default();
    set.get("keys").and_then(Value::as_array).cloned().unwrap_or_default()
}

const GOOGLE: &str = "https://accounts.google.com";
const GOOGLE_KEYS: &str = "https://www.googleapis.com/oauth2/v3/certs";
const APPLE: &str = "https://appleid.apple.com";
const APPLE_KEYS: &str = "https://appleid.apple.com/auth/keys";
const FACEBOOK_DEBUG_TOKEN: &str = "https://graph.facebook.com/debug_token?";
const AMAZON_TOKEN_INFO: &str = "https://api.amazon.com/auth/o2/tokeninfo?";

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use daypass_aws_types::Region;
    use daypass_credentials::RootKey;
    use daypass_services::ports::Carries;
    use daypass_store::MemoryStore;
    use zeroize::Zeroizing;

    use super::*;
    use crate::clock::RealClock;
    use crate::entropy::SystemEntropy;
    use crate::keys::ServerKeys;

    /// The internet, which remembers what it was asked for.
    #[derive(Default)]
    struct Outside {
        answer: Option<&'static str>,
        asked: Mutex<Vec<String>>,
    }

    impl Fetch for Outside {
        fn fetch<'a>(
            &'a self,
            request: FetchRequest<'a>,
        ) -> BoxFuture<'a, Result<FetchedDocument, FetchError>> {
            self.asked.lock().unwrap().push(request.url.to_owned());
            let answer = self.answer.map(|answer| document(answer.to_owned()));
            Box::pin(async { answer.ok_or(FetchError::Busy) })
        }
    }

    async fn beside(outside: &Arc<Outside>) -> FetchBesideSignIn {
        let root = RootKey::new(Zeroizing::new([1; 32]));
        let region = Region::parse("us-east-1").unwrap();
        let store = Arc::new(MemoryStore::new());
        let keys = ServerKeys::open(store, Arc::new(SystemEntropy), &root, region).await.unwrap();
        let clock = Arc::new(RealClock::start());
        let sign_in = SignIn::new(Arc::new(keys), clock, Arc::new(SystemEntropy));
        FetchBesideSignIn { sign_in: Arc::new(sign_in), outside: outside.clone() }
    }

    async fn key_ids(fetch: &FetchBesideSignIn, url: &str) -> Vec<Value> {
        let document = fetch.fetch(FetchRequest::document(url, &[])).await.unwrap();
        keys_of(&document.body).iter().map(|key| key["kid"].clone()).collect()
    }

    #[tokio::test]
    async fn the_providers_own_keys_go_on_to_count() {
        let answer = Some(r#"{"keys":[{"kid":"theirs"}]}"#);
        let outside = Arc::new(Outside { answer, ..Outside::default() });
        let fetch = beside(&outside).await;
        for url in [GOOGLE_KEYS, APPLE_KEYS] {
            assert_eq!(key_ids(&fetch, url).await, ["theirs", "sign-in-1"], "{url}");
        }
        assert_eq!(*outside.asked.lock().unwrap(), [GOOGLE_KEYS, APPLE_KEYS]);
        let offline = beside(&Arc::default()).await;
        assert_eq!(key_ids(&offline, GOOGLE_KEYS).await, ["sign-in-1"]);
    }

    #[tokio::test]
    async fn facebook_and_amazon_are_asked_about_tokens_that_are_theirs() {
        let outside = Arc::new(Outside { answer: Some("{}"), ..Outside::default() });
        let fetch = beside(&outside).await;
        let urls = [
            format!("{FACEBOOK_DEBUG_TOKEN}input_token=EAAtheirs&access_token=EAAtheirs"),
            format!("{AMAZON_TOKEN_INFO}access_token=Atza%7Ctheirs"),
        ];
        for url in &urls {
            fetch.fetch(FetchRequest::answer(url, Carries::Credential)).await.unwrap();
        }
        assert_eq!(*outside.asked.lock().unwrap(), urls);
    }
}
