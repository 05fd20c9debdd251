//! Paging through listings: tokens are sealed and bound to the operation and the account, so that a
//! token neither tells nor takes anything that its owner may not list.

use daypass_aws_types::error::ServiceError;
use daypass_credentials::PagingScope;
use daypass_store::{PageLimit, RecordPage};

use crate::operation::Call;

/// Where a listing goes on, and how many rows it gives.
#[derive(Debug)]
pub struct Listing {
    /// The key after which rows are read.
    pub after: Option<Vec<u8>>,
    /// Rows of this page.
    pub limit: usize,
}

impl Listing {
    /// The page that `token` asks for; `refusal` makes the service's own error for a token that is not ours.
    pub fn start<I>(
        call: &Call<'_, I>,
        operation: &str,
        token: Option<&str>,
        limit: usize,
        refusal: impl Fn() -> ServiceError,
    ) -> Result<Self, ServiceError> {
        let ring = call.environment.keys.ring();
        let opened =
            token.map(|token| ring.open_paging_token(paging_scope(call, operation), token));
        let after = opened.transpose().map_err(|_| refusal())?;
        Ok(Self { after: after.map(|after| after.to_vec()), limit })
    }

    /// The bound on what the store reads for this page.
    pub fn page_limit(&self) -> PageLimit {
        PageLimit::records(self.limit)
    }

    /// The token of the page after this one, if there is one.
    pub fn next<I, R>(
        &self,
        call: &Call<'_, I>,
        operation: &str,
        page: &RecordPage<R>,
    ) -> Option<String> {
        self.token_after(call, operation, page.next.as_deref()?)
    }

    /// The token that goes on after `key`.
    pub fn token_after<I>(
        &self,
        call: &Call<'_, I>,
        operation: &str,
        key: &[u8],
    ) -> Option<String> {
        let nonce = call.random.bytes();
        call.environment
            .keys
            .ring()
            .seal_paging_token(paging_scope(call, operation), key, &nonce)
            .ok()
    }
}

fn paging_scope<'a, I>(call: &Call<'a, I>, operation: &'a str) -> PagingScope<'a> {
    PagingScope { operation, account: call.account.as_str(), within: "" }
}
