//! aws-types
