//! Tests of shadows.
