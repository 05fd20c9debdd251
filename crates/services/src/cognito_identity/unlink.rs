//! `UnlinkIdentity`: an owner takes logins away from an identity.

use daypass_aws_types::cognito_identity::{
    UNLINK_IDENTITY, UnlinkIdentityInput, UnlinkIdentityOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::error::identity_forbidden;
use super::records::{IdentityRecord, IdentityState, LoginRecord};
use super::sign_in::{
    Resident, close, existing_identity, identity_key, login_key, login_record, peek_identity,
    proved,
};
use super::spent_assertion::{self, Use};
use crate::changes::Dependency;
use crate::logins::VerifiedLogin;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<UnlinkIdentity>();
}

/// `UnlinkIdentity`: every login of the call must be the identity's own. Without its last login an
/// identity is inaccessible, not a guest. Sessions end: they may rest on the login that went.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkIdentity.html>
#[derive(Debug)]
pub(super) struct UnlinkIdentity;

impl Operation for UnlinkIdentity {
    type Input = UnlinkIdentityInput;
    type Output = UnlinkIdentityOutput;
    type Evidence = Vec<VerifiedLogin>;
    const DESCRIPTOR: &'static Descriptor = &UNLINK_IDENTITY;

    async fn permissions(
        _: &Call<'_, UnlinkIdentityInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(Vec::new())
    }

    async fn prepare(
        call: &Call<'_, UnlinkIdentityInput>,
    ) -> Result<Vec<VerifiedLogin>, ServiceError> {
        let Resident { pool, .. } = peek_identity(call, &call.input.identity_id).await?;
        proved(call, &pool, &call.input.logins).await
    }

    async fn decide(
        call: &Call<'_, UnlinkIdentityInput>,
        proved: &Vec<VerifiedLogin>,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UnlinkIdentityOutput, ServiceError> {
        let Resident { identity, .. } = existing_identity(reads, &call.input.identity_id).await?;
        let is_owner = identity.state() == IdentityState::Authenticated
            && !proved.is_empty()
            && proved.iter().map(login_record).all(|login| identity.logins.contains(&login));
        if !is_owner {
            return Err(identity_forbidden(&identity.id)
                .with_hint("a login of the call is not linked to the identity"));
        }
        spent_assertion::spend(proved, Use::Everything, call.now, reads, writes).await?;
        let removed = &call.input.logins_to_remove;
        let goes = |login: &LoginRecord| !login.developer && removed.contains(&login.provider);
        take_away(&identity, goes, call.now.wall_ms, writes);
        Ok(UnlinkIdentityOutput {})
    }
}

/// Takes logins away from an identity, and ends its sessions if there were any such.
pub(super) fn take_away(
    identity: &IdentityRecord,
    goes: impl Fn(&LoginRecord) -> bool,
    now_ms: i64,
    writes: &mut Writes,
) {
    let (gone, kept): (Vec<_>, Vec<_>) = identity.logins.iter().cloned().partition(goes);
    if gone.is_empty() {
        return;
    }
    for login in &gone {
        writes.delete(&login_key(&identity.pool_id, login));
    }
    if kept.is_empty() {
        close(identity, IdentityState::Inaccessible, "", now_ms, writes);
    } else {
        keep(identity, kept, now_ms, writes);
    }
}

/// Writes the identity with the logins that it keeps.
fn keep(identity: &IdentityRecord, logins: Vec<LoginRecord>, now_ms: i64, writes: &mut Writes) {
    let kept = IdentityRecord {
        logins,
        modified_ms: now_ms,
        epoch: identity.epoch + 1,
        ..identity.clone()
    };
    writes.put(&identity_key(&identity.id), &kept);
    Dependency::identity(&identity.id).changed(writes);
}
