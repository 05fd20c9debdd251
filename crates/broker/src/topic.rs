//! A topic name in the two forms that are needed of it.

use bytes::Bytes;
use daypass_mqtt::{TopicName, Utf8String};
use std::sync::Arc;

/// A topic that does not keep the buffer alive that it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    /// To compare and to share.
    pub(crate) text: Arc<str>,
    /// To send.
    pub(crate) name: TopicName,
}

impl Topic {
    pub(crate) fn new(name: &TopicName) -> Self {
        let copy = Bytes::copy_from_slice(name.as_str().as_bytes());
        let owned = Utf8String::new(copy).ok().and_then(|text| TopicName::new(text).ok());
        Self { text: name.as_str().into(), name: owned.unwrap_or_else(|| name.clone()) }
    }
}
