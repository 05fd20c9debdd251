//! Generated files are as the generator would write them now, told by a digest and without the wheel.

use std::path::Path;

use super::Finding;
use crate::codegen;
use crate::commands::Failure;

/// A finding if the generator, its operation list or its corrections changed after it last ran.
pub(super) fn check(root: &Path) -> Result<Option<Finding>, Failure> {
    let fresh = codegen::expected_digest(root)? == codegen::recorded_digest(root)?;
    let stale = "crates/aws-types/src/generated is stale: run `cargo xtask codegen`";
    Ok((!fresh).then(|| stale.to_owned()))
}
