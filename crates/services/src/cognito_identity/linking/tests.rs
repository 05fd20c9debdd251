//! The decision on linking as a table.
