//! What both ways of assuming a role answer.

use daypass_aws_types::sts::{AssumedRoleUser, Credentials};
use daypass_credentials::Session;

use crate::principal::assumed_role_arn;
use crate::sessions::{Packed, VendedCredentials};

/// The session as its user sees it.
pub(super) fn assumed_role_user(session: &Session) -> AssumedRoleUser {
    let principal = &session.principal;
    AssumedRoleUser {
        arn: assumed_role_arn(session),
        assumed_role_id: format!("{}:{}", principal.role_id, principal.session_name),
    }
}

/// The credentials as STS writes them.
pub(super) fn credentials(vended: &VendedCredentials) -> Credentials {
    Credentials {
        access_key_id: vended.access_key_id.clone(),
        expiration: vended.expiration,
        secret_access_key: vended.secret_access_key.clone(),
        session_token: vended.session_token.clone(),
    }
}

/// `PackedPolicySize`: told only where there is something packed.
pub(super) fn packed_policy_size(session: &Session) -> Option<i32> {
    let packed =
        !session.session_policies.is_empty() || !session.principal.principal_tags.is_empty();
    packed.then(|| Packed::of(session).percent)
}

/// `SessionTokenSize`, in characters.
pub(super) fn session_token_size(vended: &VendedCredentials) -> Option<i32> {
    i32::try_from(vended.session_token.expose().len()).ok()
}
