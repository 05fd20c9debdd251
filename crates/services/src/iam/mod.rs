//! AWS Identity and Access Management: users, groups, roles, managed policies, OpenID Connect providers, and the
//! policy simulator.

mod absent;
pub mod access_key;
mod account_alias;
mod account_summary;
pub mod arn;
mod attachment;
mod authorization_details;
pub(crate) mod aws_managed;
mod boundary;
mod credential_report;
mod documents;
mod entities;
mod error;
pub mod group;
mod inline;
mod listing;
mod managed_policy;
mod managed_policy_tag;
mod openid_connect_provider;
mod openid_connect_provider_tag;
pub mod outbound_federation;
mod policy_version;
mod quota;
pub mod records;
pub(crate) mod role;
mod role_boundary;
mod role_policy;
mod role_tag;
mod saml_provider;
mod saml_provider_tag;
mod service_access;
mod service_linked_role;
mod simulate;
pub(crate) mod tag;
pub(crate) mod trust_principals;
pub mod user;

use crate::served::Visitor;

/// Shows the visitor every IAM operation.
pub(crate) fn visit(visitor: &mut impl Visitor) {
    role::visit(visitor);
    role_policy::visit(visitor);
    managed_policy::visit(visitor);
    policy_version::visit(visitor);
    attachment::visit(visitor);
    entities::visit(visitor);
    openid_connect_provider::visit(visitor);
    saml_provider::visit(visitor);
    account_alias::visit(visitor);
    account_summary::visit(visitor);
    role_boundary::visit(visitor);
    role_tag::visit(visitor);
    managed_policy_tag::visit(visitor);
    openid_connect_provider_tag::visit(visitor);
    saml_provider_tag::visit(visitor);
    simulate::visit(visitor);
    user::visit(visitor);
    group::visit(visitor);
    authorization_details::visit(visitor);
    credential_report::visit(visitor);
    service_access::visit(visitor);
    service_linked_role::visit(visitor);
    absent::visit(visitor);
    outbound_federation::visit(visitor);
}
