//! The crate from outside: tokens, key sets and chains of an issuer, and assertions of a SAML provider, that
//! the tests play.

#[cfg(test)]
mod checks;
#[cfg(test)]
mod discovery;
#[cfg(test)]
mod issuer;
#[cfg(test)]
mod jwks;
#[cfg(test)]
mod key_sets;
#[cfg(test)]
mod pinned_chain;
#[cfg(test)]
mod saml;
#[cfg(test)]
mod token;
#[cfg(test)]
mod token_cache;
