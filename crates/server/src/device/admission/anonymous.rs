//! What clients without credentials may do, where the configuration lets them in at all.

use std::sync::Arc;

use daypass_policy::{Document, DocumentKind, Policy};

use crate::config::PlainMqttPolicy;
use crate::device::GatewayError;
use crate::live::AnonymousPolicy;

/// Reads the configuration's policy.
pub(crate) fn anonymous_policy(
    configured: PlainMqttPolicy,
) -> Result<AnonymousPolicy, GatewayError> {
    match configured {
        PlainMqttPolicy::Named(name) => Ok(AnonymousPolicy::Named(Arc::from(name))),
        PlainMqttPolicy::Document { file, text } => match Document::parse(DocumentKind::Iot, &text)
        {
            Ok(document) => Ok(AnonymousPolicy::Document(Policy::compile(file, None, document))),
            Err(error) => Err(GatewayError::PlainPolicy { file, error }),
        },
    }
}
