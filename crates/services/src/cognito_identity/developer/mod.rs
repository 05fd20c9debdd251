//! The developer provider: users that the owner's own back end vouches for, by signed calls.
//!
//! A developer's user is a login like any other, of a kind of its own: what the back end says is
//! trusted, because IAM let it speak for the pool.
//! <https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html>

mod lookup;
mod merge;
mod token;
mod unlink;

#[cfg(test)]
pub(super) use {
    lookup::LookupDeveloperIdentity, merge::MergeDeveloperIdentities,
    token::GetOpenIdTokenForDeveloperIdentity, unlink::UnlinkDeveloperIdentity,
};

use daypass_aws_types::error::ServiceError;

use super::error::invalid_parameter;
use super::records::{IdentityPoolRecord, LoginRecord};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    token::visit(visitor);
    lookup::visit(visitor);
    merge::visit(visitor);
    unlink::visit(visitor);
}

/// A user of the pool's developer provider.
fn user(pool: &IdentityPoolRecord, user_identifier: &str) -> LoginRecord {
    LoginRecord {
        provider: pool.developer_provider_name.clone(),
        subject: user_identifier.to_owned(),
        developer: true,
    }
}

/// The provider that a call names is the pool's own.
fn check_provider(pool: &IdentityPoolRecord, name: &str) -> Result<(), ServiceError> {
    if !name.is_empty() && pool.developer_provider_name == name {
        return Ok(());
    }
    Err(unsupported_provider())
}

fn unsupported_provider() -> ServiceError {
    invalid_parameter("This identity pool does not support the specified developer provider")
}
