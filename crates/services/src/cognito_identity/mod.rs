//! Amazon Cognito Identity: identity pools and identities.

pub mod arn;
mod auto_attach;
mod claim;
mod credentials;
mod developer;
mod error;
mod get_id;
mod guest_expiry;
mod identity;
mod import;
mod linking;
mod listing;
mod open_id_token;
mod pool;
mod pool_roles;
mod pool_settings;
mod principal_tags;
mod proof;
pub mod records;
mod role_choice;
mod role_mapping;
mod sign_in;
mod spent_assertion;
mod sweep;
mod tags;
#[cfg(test)]
mod tests;
mod unlink;

pub use auto_attach::{AutoAttach, RequiredClaim};
pub use guest_expiry::{EXPIRED_GUESTS_MAX, GuestUses};
pub use import::{IMPORTED_IDENTITIES_MAX, Import, ImportError, Imported, import};
pub use sign_in::identity_of_login;
pub use sweep::{SWEPT_IDENTITIES_MAX, sweep_deleted_pools};

use crate::served::Visitor;

/// Shows the visitor every operation of Cognito Identity.
pub(crate) fn visit(visitor: &mut impl Visitor) {
    pool::visit(visitor);
    pool_roles::visit(visitor);
    get_id::visit(visitor);
    credentials::visit(visitor);
    open_id_token::visit(visitor);
    unlink::visit(visitor);
    identity::visit(visitor);
    developer::visit(visitor);
    tags::visit(visitor);
    principal_tags::visit(visitor);
}
