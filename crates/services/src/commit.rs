//! Running an operation: prepare once, decide and commit until what was read still holds, then
//! publish what subscribers hear of it.

use daypass_aws_types::error::{ErrorShape, ServiceError, common};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{CommitError, Reads, Space, Writes};

use crate::operation::{Call, Operation};

/// How often an operation is decided before the caller hears that others change the same things.
const ATTEMPTS_MAX: usize = 16;

/// What an operation answered, and whether it changed what others may do.
#[derive(Debug)]
pub struct Ran<Output> {
    /// The answer.
    pub output: Output,
    /// Whether its batch carried change events: they are applied before the answer is sent.
    pub announced: bool,
}

/// Prepares, decides and commits one call that is already authorized.
pub async fn run<O: Operation>(call: &Call<'_, O::Input>) -> Result<Ran<O::Output>, ServiceError> {
    let evidence = O::prepare(call).await?;
    let start = call.random.position();
    for _ in 0..ATTEMPTS_MAX {
        call.random.rewind(start);
        let mut reads = Reads::new(&*call.environment.store, Space::State);
        let mut writes = Writes::new();
        let output = O::decide(call, &evidence, &mut reads, &mut writes).await?;
        if writes.is_empty() {
            return Ok(published::<O>(call, output, false).await);
        }
        let batch = reads.into_batch(writes);
        let announced = !batch.events.is_empty();
        match call.environment.store.commit(Space::State, batch).await {
            Ok(_) => return Ok(published::<O>(call, output, announced).await),
            Err(CommitError::AssertionFailed) => {}
            Err(error) => return Err(refused(O::DESCRIPTOR, &error)),
        }
    }
    Err(ServiceError::new(
        concurrent_modification(O::DESCRIPTOR),
        "The resource is being changed; try again.",
    ))
}

/// Publishes what the operation has to tell. The commit stands when the gateway does not take a
/// message, which the caller hears all the same; the log names what was lost.
async fn published<O: Operation>(
    call: &Call<'_, O::Input>,
    mut output: O::Output,
    announced: bool,
) -> Ran<O::Output> {
    for publication in O::publications(&mut output) {
        let topic = publication.topic.clone();
        if let Err(error) = call.environment.connections.publish(publication).await {
            tracing::warn!(%error, topic, "a message about a committed change was not published");
        }
    }
    Ran { output, announced }
}

/// The service's own word for it where it has one.
fn concurrent_modification(operation: &Descriptor) -> &'static ErrorShape {
    let declared = declared(operation, &["ConcurrentModificationException"]);
    declared.unwrap_or_else(|| throttling(operation))
}

/// The same for a caller who has to wait.
fn throttling(operation: &Descriptor) -> &'static ErrorShape {
    let declared = declared(operation, &["TooManyRequestsException", "ThrottlingException"]);
    declared.unwrap_or(&common::THROTTLING)
}

/// The first of these errors that the operation declares.
fn declared(operation: &Descriptor, names: &[&str]) -> Option<&'static ErrorShape> {
    operation.errors.iter().find(|error| names.contains(&error.name)).copied()
}

fn refused(operation: &Descriptor, error: &CommitError) -> ServiceError {
    tracing::error!(%error, "a batch was not committed");
    match error {
        CommitError::Overloaded(_) => ServiceError::new(throttling(operation), "Rate exceeded"),
        _ => ServiceError::new(
            &common::INTERNAL_FAILURE,
            "The service is not available; try again later.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use daypass_aws_types::{cognito_identity, iam, iot};

    use super::*;

    #[test]
    fn each_service_has_its_own_word_for_a_full_queue_and_for_a_contest() {
        for (operation, full, contest) in [
            (&cognito_identity::GET_ID, "TooManyRequestsException", "TooManyRequestsException"),
            (
                &cognito_identity::SET_IDENTITY_POOL_ROLES,
                "TooManyRequestsException",
                "ConcurrentModificationException",
            ),
            (&iot::CREATE_THING, "ThrottlingException", "ThrottlingException"),
            (&iam::GET_ROLE, "Throttling", "Throttling"),
        ] {
            let refused = refused(operation, &CommitError::Overloaded("commit"));
            assert_eq!(refused.shape.code, full, "{}", operation.name);
            assert_eq!(concurrent_modification(operation).code, contest, "{}", operation.name);
        }
    }
}
