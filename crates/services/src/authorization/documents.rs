//! Compiled policy documents and sets of them, kept by their text so that a thousand roles, and all
//! the connections under them, share one.

use std::sync::{Arc, Mutex, PoisonError};

use daypass_policy::{Document, DocumentError, DocumentKind, Library, Policy, PolicySet};

/// A bounded library of compiled documents and sets.
#[derive(Debug, Default)]
pub struct PolicyDocuments {
    library: Mutex<Library>,
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
        if let Some(policy) = self.library().policy(kind, name, version, text) {
            return Ok(policy);
        }
        // Not under the lock: others are not to wait while this one is compiled.
        let document = Document::parse(kind, text)?;
        let policy = Policy::compile(name, version.map(Arc::from), document);
        Ok(self.library().keep(policy))
    }

    /// The set of these policies, in this order.
    pub fn set(&self, policies: &[Arc<Policy>]) -> PolicySet {
        if let Some(set) = self.library().set(policies) {
            return set;
        }
        let set = PolicySet::new(policies.iter().cloned());
        self.library().keep_set(set)
    }

    fn library(&self) -> std::sync::MutexGuard<'_, Library> {
        // The library holds only whole entries, so a panic elsewhere leaves it usable.
        self.library.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many documents and sets were compiled.
    #[cfg(test)]
    pub(crate) fn compilations(&self) -> (u64, u64) {
        self.library().compiled()
    }
}

#[cfg(test)]
mod tests {
    use daypass_store::conformance::block_on;
    use serde_json::json;

    use crate::authorization::resolve;
    use crate::authorization::subject::subject;
    use crate::testing::{ACCOUNT, Stage};

    /// Connections of one role that come one after the other.
    const CONNECTIONS: usize = 10_000;

    #[test]
    fn ten_thousand_connections_under_one_policy_compile_it_once() {
        let stage = Stage::new();
        let trust = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": { "AWS": ACCOUNT }, "Action": "sts:AssumeRole" }] });
        stage.role("fleet", &trust, &["iot:Connect"]);
        let documents = &stage.environment.documents;
        for number in 0..CONNECTIONS {
            let arn = format!("arn:aws:sts::{ACCOUNT}:assumed-role/fleet/device-{number}");
            let principal = block_on(subject(&arn, &Stage::account(), &stage.reads(), stage.now()));
            let reads = stage.reads();
            let access =
                block_on(resolve(&principal.unwrap(), &Stage::region(), documents, &reads));
            let identity = &access.unwrap().grants.iam.as_ref().unwrap().identity.clone();
            assert_eq!(identity.policies().len(), 1);
            assert_eq!(documents.compilations(), (1, 1), "connection {number}");
        }
        stage.role("other", &trust, &["iot:Publish"]);
        let arn = format!("arn:aws:sts::{ACCOUNT}:assumed-role/other/device");
        let principal = block_on(subject(&arn, &Stage::account(), &stage.reads(), stage.now()));
        let reads = stage.reads();
        block_on(resolve(&principal.unwrap(), &Stage::region(), documents, &reads)).unwrap();
        assert_eq!(documents.compilations(), (2, 2), "another policy is another compilation");
    }
}
