//! SAML assertions that were used: each is good for one sign-in, which is finding the identity and
//! then getting something for it (decision 0026).
//!
//! The row is written in the batch of the call that used the assertion, so that a call that was
//! refused spends nothing, of two calls at once one is refused, and a restart forgets nothing.

use daypass_aws_types::error::ServiceError;
use daypass_store::{Key, PageLimit, Reads, Scope, Writes};

use super::error::not_authorized;
use super::records::{SPENT_ASSERTIONS, SpentAssertionRecord};
use crate::logins::{SamlUser, VerifiedLogin};
use crate::ports::Now;
use crate::store_error::unavailable;

/// Rows of assertions that have ended by themselves, deleted whenever another is used.
const FORGOTTEN_MAX: usize = 16;

/// What an assertion is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Finding or making the identity: `GetId`.
    Identity,
    /// Everything else: the assertion is good for nothing after that.
    Everything,
}

/// Uses the assertions among the logins of a call, if each is good for that still.
pub(super) async fn spend(
    logins: &[VerifiedLogin],
    used_for: Use,
    now: Now,
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<(), ServiceError> {
    let mut is_used = false;
    for user in logins.iter().filter_map(VerifiedLogin::saml_user) {
        let key = key(user);
        let before = reads.get(&key).await.map_err(unavailable)?;
        let is_good = match before {
            None => true,
            Some(before) => used_for == Use::Everything && !before.for_everything,
        };
        if !is_good {
            return Err(not_authorized(USED).with_hint(
                "an assertion is good for one GetId, and for one call that gets something after it",
            ));
        }
        let for_everything = used_for == Use::Everything;
        writes.put(&key, &SpentAssertionRecord { for_everything });
        is_used = true;
    }
    if is_used { forget_ended(now, reads, writes).await } else { Ok(()) }
}

/// Rows are in the order of their assertions' ends.
fn key(user: &SamlUser) -> Key<SpentAssertionRecord> {
    let ends_ms = user.ends_ms().max(0).to_be_bytes();
    SPENT_ASSERTIONS.key(&Scope::GLOBAL, [ends_ms.as_slice(), user.fingerprint()])
}

async fn forget_ended(
    now: Now,
    reads: &Reads<'_>,
    writes: &mut Writes,
) -> Result<(), ServiceError> {
    let all = SPENT_ASSERTIONS.all(&Scope::GLOBAL);
    let page = reads.peek_page(&all, None, PageLimit::records(FORGOTTEN_MAX)).await;
    for (key, _) in &page.map_err(unavailable)?.records {
        let ends_ms = SPENT_ASSERTIONS.parts(key).and_then(|[ends_ms, _]| ends_ms.try_into().ok());
        // An assertion that has ended is refused by its times.
        if ends_ms.is_some_and(|ends_ms| i64::from_be_bytes(ends_ms) < now.wall_ms) {
            writes.delete(key);
        }
    }
    Ok(())
}

const USED: &str = "Invalid login token. The SAML assertion was used before.";
