//! Role sessions, and the temporary credentials that stand for them. Vending writes nothing: the
//! session token is the session.

mod assume;
mod error;
mod packed;

use daypass_aws_types::{AccountId, Secret, Timestamp};
use daypass_credentials::{
    AccountNumberError, Epochs, NONCE_BYTES, SESSION_TOKEN_BYTES_MAX, SealError, Session,
    SessionPrincipal,
};

pub use assume::{AssumedForIdentity, COGNITO_IDENTITY, IdentityAssumption, assume_for_identity};
pub(crate) use assume::{add_request_tags, existing_role, trusted_role, vend_for_identity};
pub use error::AssumeError;
pub use packed::{Packed, PackedMostly};

use crate::environment::Environment;
use crate::iam::records::RoleRecord;
use crate::ports::Now;
use crate::random::Random;

/// Temporary credentials as they are handed out.
#[derive(Debug, Clone)]
pub struct VendedCredentials {
    /// `ASIA…`, twenty characters.
    pub access_key_id: String,
    /// Forty characters.
    pub secret_access_key: Secret,
    /// At most 4,096 characters.
    pub session_token: Secret,
    /// When they end, on our own clock.
    pub expiration: Timestamp,
}

impl VendedCredentials {
    /// How much of a session token's allotted size this one takes, in percent, rounded up.
    pub fn token_utilization_percent(&self) -> i32 {
        utilization_percent(self.session_token.expose().len())
    }
}

fn utilization_percent(token_bytes: usize) -> i32 {
    i32::try_from((token_bytes * 100).div_ceil(SESSION_TOKEN_BYTES_MAX)).unwrap_or(i32::MAX)
}

/// Seals a session into credentials: a new access key, its secret, and the token that carries the
/// session.
pub fn vend(
    environment: &Environment,
    random: &Random,
    session: &Session,
) -> Result<VendedCredentials, AssumeError> {
    let nonce = random.bytes::<NONCE_BYTES>();
    let keys = &environment.keys;
    let sealed = keys.ring().seal(session, keys.next_key_id(), &nonce);
    let sealed = sealed.map_err(|error| match error {
        SealError::TooLarge { .. } => AssumeError::TooLarge(Packed::of(session)),
        SealError::Sealing => AssumeError::Sealing,
    })?;
    Ok(VendedCredentials {
        access_key_id: sealed.access_key_id.as_str().to_owned(),
        secret_access_key: Secret::new(sealed.secret_access_key.expose()),
        session_token: Secret::new(sealed.session_token.expose()),
        expiration: Timestamp::from_millis(session.expires_ms),
    })
}

/// A plain session of a role, from now on for `seconds`, on our own clock. Whoever assumes it adds
/// what it was assumed with: the Cognito context, tags, session policies, origins.
pub fn role_session(
    account: &AccountId,
    role: &RoleRecord,
    session_name: &str,
    seconds: u32,
    now: Now,
) -> Result<Session, AccountNumberError> {
    Ok(Session {
        account: account.as_str().parse()?,
        principal: SessionPrincipal {
            role_id: role.id.clone(),
            role_name: role.name.clone(),
            role_path: role.path.clone(),
            session_name: session_name.to_owned(),
            ..SessionPrincipal::default()
        },
        session_policies: Vec::new(),
        epochs: Epochs { role: role.epoch, ..Epochs::default() },
        issued_ms: now.ours_ms,
        expires_ms: now.ours_ms.saturating_add(i64::from(seconds) * 1_000),
    })
}
