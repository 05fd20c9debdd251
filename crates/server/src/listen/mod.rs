//! Accepting connections of the API port: what a connection is once it is known whether it speaks TLS.

mod stream;

pub use stream::Stream;
