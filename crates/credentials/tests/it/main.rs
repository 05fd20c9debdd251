//! The crate from outside: what it seals opens, and nothing else does.

#[cfg(test)]
mod authorization_message;
#[cfg(test)]
mod identity_token;
#[cfg(test)]
mod key_ring;
#[cfg(test)]
mod paging_token;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod session_token;
#[cfg(test)]
mod stored_secret;
