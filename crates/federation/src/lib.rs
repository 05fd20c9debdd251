//! Verifying what others issued: OpenID tokens, the keys that sign them, and the certificates of
//! those who publish the keys; what the social providers say of opaque tokens; SAML responses.
//!
//! This crate fetches nothing and reads no clock: documents and `now` are parameters.

mod algorithm;
mod checks;
mod discovery;
mod error;
mod jwks;
mod key;
mod key_sets;
mod opaque_cache;
mod pinned_chain;
pub mod saml;
pub mod social;
mod thumbprint;
mod token;
mod token_cache;
mod verified_token;

pub use algorithm::Algorithm;
pub use checks::{CLOCK_GRACE_S, check_audience, check_issuer, check_times, issuer_name};
pub use discovery::{DISCOVERY_BYTES_MAX, Discovery, DiscoveryError};
pub use error::TokenError;
pub use jwks::{JWKS_BYTES_MAX, JWKS_KEYS_MAX, Jwks, JwksError};
pub use key_sets::{KeySetBounds, KeySetSource, KeySets, Lookup};
pub use opaque_cache::{OPAQUE_TOKEN_MS_MAX, OpaqueCache};
pub use pinned_chain::{CHAIN_CERTIFICATES_MAX, PinError, verify_pinned};
pub use thumbprint::{Thumbprint, ThumbprintError};
pub use token::{TOKEN_BYTES_MAX, UnverifiedToken, peek, verify};
pub use token_cache::TokenCache;
pub use verified_token::VerifiedToken;
