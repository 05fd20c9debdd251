//! Scopes of records that an account owns whatever the region: IAM's.

use daypass_aws_types::AccountId;
use daypass_store::Scope;

/// The scope of an account's global records.
pub(crate) fn of_account(account: &AccountId) -> Scope<'_> {
    Scope { account: account.as_str(), region: "" }
}
