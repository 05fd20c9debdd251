//! Removing what deleted pools left behind, some at a time.

use daypass_store::{CommitError, PageLimit, Reads, Scope, Space, Store, Writes};

use super::records::{DELETED_POOLS, GUEST_USES, POOL_IDENTITIES};
use super::sign_in::identity_key;

/// Identities that one sweep removes. Each takes three operations of a batch, and the batch has room
/// for the pool's own mark.
pub const SWEPT_IDENTITIES_MAX: usize = 300;

/// Removes up to [`SWEPT_IDENTITIES_MAX`] identities of a deleted pool. Whether there may be more.
///
/// No read changes by it: an identity is gone with its pool. Nothing is asserted either, for nobody
/// writes to a pool that is gone, and only an import uses an id again, once it was swept.
///
/// # Errors
/// The store did not answer or did not commit; another call goes on where this one stopped.
pub async fn sweep_deleted_pools(store: &dyn Store) -> Result<bool, CommitError> {
    let reads = Reads::new(store, Space::State);
    let deleted = DELETED_POOLS.all(&Scope::GLOBAL);
    let deleted = reads.peek_page(&deleted, None, PageLimit::records(1)).await?;
    let Some((mark, _)) = deleted.records.first() else { return Ok(false) };
    let Some([pool_id]) = DELETED_POOLS.parts(mark) else { return Ok(false) };
    let rows = POOL_IDENTITIES.under(&Scope::GLOBAL, [pool_id]);
    let page = reads.peek_page(&rows, None, PageLimit::records(SWEPT_IDENTITIES_MAX)).await?;
    let mut writes = Writes::new();
    for (key, row) in &page.records {
        writes.delete(&identity_key(&row.identity_id));
        writes.delete(&GUEST_USES.key(&Scope::GLOBAL, [&row.identity_id]));
        writes.delete(key);
    }
    if page.next.is_none() {
        writes.delete(mark);
    }
    if !writes.is_empty() {
        store.commit(Space::State, reads.into_batch(writes)).await?;
    }
    Ok(true)
}
