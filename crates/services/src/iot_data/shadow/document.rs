//! A shadow's document: two sections, the moments of their values, a version.

use super::error::ShadowError;
use super::json::{Node, Object, Written};
use super::merge::{delta, merge};
use super::request::UpdateRequest;
use super::stamps;

/// Bytes of both sections, written without spaces; metadata does not count.
const DOCUMENT_BYTES_MAX: usize = 8 * 1024;

/// A shadow that exists.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Document {
    /// What the device should be.
    pub(crate) desired: Section,
    /// What the device says it is.
    pub(crate) reported: Section,
    /// Grows by one with each update, from 1.
    pub(crate) version: u64,
}

/// `desired` or `reported`. An empty one is as good as none.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Section {
    /// The values.
    pub(crate) state: Object,
    /// When each of them was written.
    pub(crate) stamps: Object,
}

/// What is desired and not reported.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Delta {
    /// The desired values.
    pub(crate) state: Object,
    /// When each of them was desired.
    pub(crate) stamps: Object,
}

impl Document {
    /// The document after an update. For a shadow that does not exist, `self` is empty and has the
    /// version that the next one is counted from.
    pub(crate) fn updated(
        &self,
        request: &UpdateRequest,
        seconds: i64,
    ) -> Result<Self, ShadowError> {
        if request.version.is_some_and(|version| version != self.version) {
            return Err(ShadowError::VersionConflict);
        }
        let updated = Self {
            desired: self.desired.updated(request.section("desired"), seconds),
            reported: self.reported.updated(request.section("reported"), seconds),
            version: self.version.saturating_add(1),
        };
        if updated.desired.bytes() + updated.reported.bytes() > DOCUMENT_BYTES_MAX {
            return Err(ShadowError::TooLarge);
        }
        Ok(updated)
    }

    /// What is desired and not reported; `None` when the device is as it should be.
    pub(crate) fn delta(&self) -> Option<Delta> {
        let state = delta(&self.desired.state, &self.reported.state);
        let stamps = stamps::of_delta(&state, &self.desired.stamps);
        (!state.is_empty()).then_some(Delta { state, stamps })
    }
}

impl Section {
    fn updated(&self, patch: Option<&Node>, seconds: i64) -> Self {
        match patch {
            None => self.clone(),
            Some(Node::Object(patch)) => {
                let mut section = self.clone();
                merge(&mut section.state, patch);
                merge(&mut section.stamps, &stamps::stamped(patch, seconds));
                section
            }
            Some(_) => Self::default(),
        }
    }

    fn bytes(&self) -> usize {
        if self.state.is_empty() { 0 } else { Written(&self.state).to_string().len() }
    }
}
