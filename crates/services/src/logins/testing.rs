//! One login of a pool, verified as a call would have it verified.

use std::collections::BTreeMap;

use daypass_aws_types::Secret;
use daypass_store::conformance::block_on;

use super::{LoginError, VerifiedLogin, verify_logins};
use crate::cognito_identity::records::IdentityPoolRecord;
use crate::random::Random;
use crate::testing::Stage;

pub(super) fn login(
    stage: &Stage,
    pool: &IdentityPoolRecord,
    key: &str,
    token: &str,
) -> Result<VerifiedLogin, LoginError> {
    let logins = BTreeMap::from([(key.to_owned(), Secret::new(token))]);
    let random = Random::new([7; 32]);
    let verified = verify_logins(&stage.environment, pool, &logins, &random, stage.now());
    block_on(verified).map(|mut verified| verified.remove(0))
}
