//! How much of a session token session policies and tags take: what STS calls their packed size.

use std::collections::BTreeMap;

use daypass_credentials::{SESSION_TOKEN_BYTES_MAX, Session, session_token_bytes};

/// The packed size of the session policies and tags of a session, together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// In percent of what a token has room for beside the session itself, rounded up: beyond 100 there
    /// is no token.
    pub percent: i32,
    /// Which of the two takes more.
    pub mostly: PackedMostly,
}

/// What takes more of the space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackedMostly {
    /// Session policies, inline and by ARN.
    Policies,
    /// Session tags, inherited ones included.
    Tags,
}

impl Packed {
    /// Measures a session.
    pub fn of(session: &Session) -> Self {
        let mut bare = session.clone();
        bare.session_policies = Vec::new();
        bare.principal.principal_tags = BTreeMap::new();
        bare.principal.transitive_tag_keys = Vec::new();
        let mut untagged = bare.clone();
        untagged.session_policies.clone_from(&session.session_policies);
        let [whole, bare, untagged] = [session, &bare, &untagged].map(session_token_bytes);
        let (packed, policies) = (whole.saturating_sub(bare), untagged.saturating_sub(bare));
        // A session that fills its token by itself, at the end of a very long chain, leaves no space.
        let allotted = SESSION_TOKEN_BYTES_MAX.saturating_sub(bare).max(1);
        Self {
            percent: i32::try_from((packed * 100).div_ceil(allotted)).unwrap_or(i32::MAX),
            mostly: if packed > 2 * policies { PackedMostly::Tags } else { PackedMostly::Policies },
        }
    }
}
