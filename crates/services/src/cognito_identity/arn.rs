//! The names of Cognito Identity's resources as ARNs.

use daypass_aws_types::{AccountId, Region};

use super::records::IdentityPoolRecord;

/// `arn:aws:cognito-identity:REGION:ACCOUNT:identitypool/REGION:UUID`.
pub fn identity_pool_arn(account: &AccountId, region: &Region, pool_id: &str) -> String {
    arn(account.as_str(), region.as_str(), pool_id)
}

/// The ARN of a pool by its own account and region.
pub fn arn_of(pool: &IdentityPoolRecord) -> String {
    arn(&pool.account, &pool.region, &pool.id)
}

fn arn(account: &str, region: &str, pool_id: &str) -> String {
    format!("arn:aws:cognito-identity:{region}:{account}:identitypool/{pool_id}")
}
