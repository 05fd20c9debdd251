//! The store's tests: the conformance suite on every backend, key encoding, crashes.

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod sqlite;
