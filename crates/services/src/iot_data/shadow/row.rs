//! Shadows in the store: a row for each that exists, and for each that was deleted a while ago.

use daypass_store::{Key, KeyPrefix, PageLimit, Reads, Scope, StoreError, Writes};

use super::document::{Document, Section};
use super::json::{Node, Object, Written};
use super::name::ShadowName;
use crate::iot_data::records::{
    DELETED_SHADOWS, DeletedShadowRecord, SHADOW_DELETIONS, SHADOWS, ShadowDeletionRecord,
    ShadowRecord,
};

/// How long a deleted shadow's version goes on.
/// <https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html#versioning>
const VERSION_KEPT_MS: i64 = 48 * 60 * 60 * 1_000;
/// Forgotten deletions that one deletion removes: more than it adds, so that they die out.
const FORGOTTEN_ROWS_MAX: usize = 4;
/// Deletions of one shadow that are kept; making it anew removes them, so that there is one at most.
const DELETIONS_MAX: usize = 4;

/// What the last part of a named shadow's key begins with.
const NAMED: char = 'n';

fn row_name(name: &ShadowName<'_>) -> String {
    name.shadow.map_or_else(|| "c".to_owned(), |shadow| format!("{NAMED}{shadow}"))
}

fn key(scope: &Scope<'_>, name: &ShadowName<'_>) -> Key<ShadowRecord> {
    SHADOWS.key(scope, [name.thing, &row_name(name)])
}

/// The named shadows of a thing.
pub(super) fn named_shadows(scope: &Scope<'_>, thing: &str) -> KeyPrefix<ShadowRecord> {
    SHADOWS.starting(scope, [thing], NAMED.to_string().as_bytes())
}

/// The name of a named shadow from its key.
pub(super) fn shadow_name(key: &Key<ShadowRecord>) -> Option<String> {
    let [_, row] = SHADOWS.parts(key)?;
    std::str::from_utf8(row).ok()?.strip_prefix(NAMED).map(str::to_owned)
}

/// The shadow, if it exists.
pub(super) async fn existing(
    scope: &Scope<'_>,
    name: &ShadowName<'_>,
    reads: &mut Reads<'_>,
) -> Result<Option<Document>, StoreError> {
    let Some(record) = reads.get(&key(scope, name)).await? else { return Ok(None) };
    let section = |state: &str, stamps: &str| {
        Ok::<_, StoreError>(Section { state: object(state)?, stamps: object(stamps)? })
    };
    Ok(Some(Document {
        desired: section(&record.desired, &record.desired_stamps)?,
        reported: section(&record.reported, &record.reported_stamps)?,
        version: record.version,
    }))
}

/// The version that a shadow which does not exist is counted from: 0, or that of its deletion
/// while that is remembered. The shadow is one that `existing` did not find.
pub(super) async fn version_before(
    scope: &Scope<'_>,
    name: &ShadowName<'_>,
    now_ms: i64,
    (reads, writes): (&mut Reads<'_>, &mut Writes),
) -> Result<u64, StoreError> {
    let deletions = DELETED_SHADOWS.under(scope, [name.thing, &row_name(name)]);
    let page = reads.page(&deletions, None, PageLimit::records(DELETIONS_MAX)).await?;
    if page.records.is_empty() {
        reads.empty(&deletions);
    }
    let mut version = 0;
    for (key, record) in &page.records {
        let Some(deleted_ms) = DELETED_SHADOWS.parts(key).and_then(|[_, _, moment]| ms(moment))
        else {
            continue;
        };
        if !is_forgotten(deleted_ms, now_ms) {
            version = version.max(record.version);
        }
        writes.delete(key);
        writes.delete(&SHADOW_DELETIONS.key(
            scope,
            [&deleted_ms.to_be_bytes()[..], name.thing.as_bytes(), row_name(name).as_bytes()],
        ));
    }
    Ok(version)
}

/// Writes a shadow.
pub(super) fn put(
    scope: &Scope<'_>,
    name: &ShadowName<'_>,
    document: &Document,
    writes: &mut Writes,
) {
    let record = ShadowRecord {
        version: document.version,
        desired: text(&document.desired.state),
        reported: text(&document.reported.state),
        desired_stamps: text(&document.desired.stamps),
        reported_stamps: text(&document.reported.stamps),
    };
    writes.put(&key(scope, name), &record);
}

/// Removes a shadow, remembers its version, and forgets some whose time is over.
///
/// What is forgotten is not asserted: its key carries its moment, so that nothing newer is met,
/// and removing it twice is no error.
pub(super) async fn delete(
    scope: &Scope<'_>,
    name: &ShadowName<'_>,
    (version, now_ms): (u64, i64),
    (reads, writes): (&Reads<'_>, &mut Writes),
) -> Result<(), StoreError> {
    let rows = SHADOW_DELETIONS.all(scope);
    let oldest = reads.peek_page(&rows, None, PageLimit::records(FORGOTTEN_ROWS_MAX)).await?;
    for (key, _) in &oldest.records {
        let Some([moment, thing, row]) = SHADOW_DELETIONS.parts(key) else { continue };
        if ms(moment).is_some_and(|deleted_ms| is_forgotten(deleted_ms, now_ms)) {
            writes.delete(&DELETED_SHADOWS.key(scope, [thing, row, moment]));
            writes.delete(key);
        }
    }
    writes.delete(&key(scope, name));
    let (moment, row) = (now_ms.to_be_bytes(), row_name(name));
    let (moment, thing, row) = (&moment[..], name.thing.as_bytes(), row.as_bytes());
    let record = DeletedShadowRecord { version: version.saturating_add(1) };
    writes.put(&DELETED_SHADOWS.key(scope, [thing, row, moment]), &record);
    writes.put(&SHADOW_DELETIONS.key(scope, [moment, thing, row]), &ShadowDeletionRecord {});
    Ok(())
}

fn is_forgotten(deleted_ms: i64, now_ms: i64) -> bool {
    now_ms.saturating_sub(deleted_ms) >= VERSION_KEPT_MS
}

fn ms(moment: &[u8]) -> Option<i64> {
    moment.try_into().ok().map(i64::from_be_bytes)
}

fn text(object: &Object) -> String {
    if object.is_empty() { String::new() } else { Written(object).to_string() }
}

fn object(text: &str) -> Result<Object, StoreError> {
    if text.is_empty() {
        return Ok(Object::new());
    }
    match Node::read(text) {
        Ok(Node::Object(object)) => Ok(object),
        _ => Err(StoreError::Corrupt("a section of a shadow is not an object".to_owned())),
    }
}
