//! Amazon Cognito Identity: identity pools and identities.

pub mod records;
