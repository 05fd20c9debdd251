//! How long a session lasts.

use daypass_aws_types::error::ServiceError;

use super::error::validation_error;
use crate::iam::records::RoleRecord;

/// When a call names no duration, and the most that a chained role gives.
const HOUR_SECONDS: u32 = 3_600;

/// The seconds of a session of this role. That they are 900 at least and 43,200 at most, the
/// model's constraints say.
pub(super) fn session_seconds(
    given: Option<i32>,
    role: &RoleRecord,
    chained: bool,
) -> Result<u32, ServiceError> {
    let seconds = match given {
        None => return Ok(HOUR_SECONDS),
        Some(seconds) => u32::try_from(seconds).unwrap_or_default(),
    };
    if chained && seconds > HOUR_SECONDS {
        return Err(validation_error(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        ));
    }
    if seconds > role.session_seconds_max {
        return Err(validation_error(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    Ok(seconds)
}
