//! The crate from outside: requests signed by AWS's own signer, and everything that must be refused.

#[cfg(test)]
mod sigv4;
