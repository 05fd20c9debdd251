//! What many clients have in common, each once: those of one identity share its session, and how it is
//! named.

use std::sync::Arc;

use daypass_broker::Subject;
use daypass_credentials::Session;
use daypass_services::Principal;

use crate::live::Table;

/// Sessions and names in use.
#[derive(Debug, Default)]
pub(crate) struct Common {
    sessions: Table<Session>,
    subjects: Table<Subject>,
    texts: Table<str>,
}

impl Common {
    /// The same principal, in memory once with all who signed in by the same credentials.
    pub(super) fn principal(&self, principal: Principal) -> Principal {
        match principal {
            Principal::Session { access_key_id, session } => Principal::Session {
                access_key_id: self.texts.one(access_key_id),
                session: self.sessions.one(session),
            },
            other => other,
        }
    }

    pub(super) fn subject(&self, subject: Arc<Subject>) -> Arc<Subject> {
        self.subjects.one(subject)
    }

    pub(super) fn text(&self, text: Arc<str>) -> Arc<str> {
        self.texts.one(text)
    }
}
