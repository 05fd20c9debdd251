//! The way out, with one exception: the documents of our own provider never leave the process.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_services::ports::{Fetch, FetchError, FetchRequest, FetchedDocument};
use daypass_store::BoxFuture;

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
        match request.url.strip_prefix(ISSUER) {
            Some("/.well-known/openid-configuration") => {
                let body = Bytes::from(discovery(ISSUER));
                Box::pin(async { Ok(FetchedDocument { body }) })
            }
            Some("/jwks") => Box::pin(async {
                let keys = self.sign_in.jwks().await.map_err(|error| FetchError::Connection {
                    host: ISSUER.to_owned(),
                    reason: error.to_string(),
                })?;
                Ok(FetchedDocument { body: Bytes::from(keys) })
            }),
            _ => self.outside.fetch(request),
        }
    }
}
