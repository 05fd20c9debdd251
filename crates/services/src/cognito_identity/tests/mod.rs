//! The operations against a store in memory.
