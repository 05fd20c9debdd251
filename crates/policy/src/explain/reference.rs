//! References to statements that nobody asked yet.

use super::StatementReference;
use crate::document::Document;
use std::sync::Arc;

/// Every statement of a document, as an explanation would refer to it under this name.
pub fn statements_of(name: &str, document: &Document) -> Vec<StatementReference> {
    let name: Arc<str> = name.into();
    let statements = document.statements().iter().enumerate();
    statements
        .map(|(index, statement)| StatementReference {
            policy: Arc::clone(&name),
            version: None,
            sid: statement.sid.as_deref().map(str::to_owned),
            index,
            effect: statement.effect,
            span: document.span(statement.at),
        })
        .collect()
}
