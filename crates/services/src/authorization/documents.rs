//! Compiled policy documents, kept by their text so that a thousand roles with one policy share it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use daypass_policy::{Document, DocumentError, DocumentKind, Policy};

/// How many compiled documents are kept; when the table is full it starts anew.
const DOCUMENTS_MAX: usize = 50_000;

/// A bounded table of compiled documents.
#[derive(Debug, Default)]
pub struct PolicyDocuments {
    compiled: Mutex<HashMap<DocumentKey, Arc<Policy>>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct DocumentKey {
    kind: DocumentKind,
    name: Box<str>,
    version: Option<Box<str>>,
    text: Box<str>,
}

impl PolicyDocuments {
    /// The compiled form of a stored document.
    ///
    /// # Errors
    /// The document does not parse. Stored documents were checked when they were written, so the
    /// caller refuses access rather than leaving the document out.
    pub fn compiled(
        &self,
        kind: DocumentKind,
        name: &str,
        version: Option<&str>,
        text: &str,
    ) -> Result<Arc<Policy>, DocumentError> {
        let key = DocumentKey {
            kind,
            name: name.into(),
            version: version.map(Into::into),
            text: text.into(),
        };
        if let Some(policy) = self.table().get(&key) {
            return Ok(policy.clone());
        }
        let document = Document::parse(kind, text)?;
        let policy = Policy::compile(name, version.map(Arc::from), document);
        let mut table = self.table();
        if table.len() >= DOCUMENTS_MAX {
            table.clear();
        }
        table.insert(key, policy.clone());
        Ok(policy)
    }

    fn table(&self) -> std::sync::MutexGuard<'_, HashMap<DocumentKey, Arc<Policy>>> {
        // The table holds only whole entries, so a panic elsewhere leaves it usable.
        self.compiled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
