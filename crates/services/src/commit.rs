//! Running an operation: prepare once, decide and commit until what was read still holds, then
//! publish what subscribers hear of it.

use std::future::Future;

use daypass_aws_types::error::{ErrorShape, ServiceError, common};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{CommitError, Reads, Space, Store, Writes};

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
    let prepared = Prepared::<O> { call, evidence, start: call.random.position() };
    match settle(&*call.environment.store, &prepared).await {
        Ok((output, announced)) => {
            if let Some(webhook) = &call.environment.webhook {
                webhook.committed();
            }
            Ok(published::<O>(call, output, announced).await)
        }
        Err(Unsettled::Refused(error)) => Err(error),
        Err(Unsettled::Contested) => Err(ServiceError::new(
            concurrent_modification(O::DESCRIPTOR),
            "The resource is being changed; try again.",
        )),
        Err(Unsettled::Uncommitted(error)) => Err(refused(O::DESCRIPTOR, &error)),
    }
}

/// A step that reads, judges, and says what to write. It may run again.
pub(crate) trait Decision: Sync {
    /// What came of it.
    type Output: Send;
    /// Why nothing came of it.
    type Refusal: Send;

    fn decide(
        &self,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> impl Future<Output = Result<Self::Output, Self::Refusal>> + Send;
}

/// Why a decision was not committed.
#[derive(Debug)]
pub(crate) enum Unsettled<Refusal> {
    /// It was a refusal.
    Refused(Refusal),
    /// Others changed the same things, again and again.
    Contested,
    /// The store did not take the batch.
    Uncommitted(CommitError),
}

/// Decides and commits until what was read still holds. What came of it, and whether its batch
/// carried change events.
pub(crate) async fn settle<D: Decision>(
    store: &dyn Store,
    decision: &D,
) -> Result<(D::Output, bool), Unsettled<D::Refusal>> {
    for _ in 0..ATTEMPTS_MAX {
        let mut reads = Reads::new(store, Space::State);
        let mut writes = Writes::new();
        let decided = decision.decide(&mut reads, &mut writes).await;
        let output = decided.map_err(Unsettled::Refused)?;
        if writes.is_empty() {
            return Ok((output, false));
        }
        let batch = reads.into_batch(writes);
        let announced = !batch.events.is_empty();
        match store.commit(Space::State, batch).await {
            Ok(_) => return Ok((output, announced)),
            Err(CommitError::AssertionFailed) => {}
            Err(error) => return Err(Unsettled::Uncommitted(error)),
        }
    }
    Err(Unsettled::Contested)
}

/// A call whose evidence is there.
struct Prepared<'c, 'a, O: Operation> {
    call: &'c Call<'a, O::Input>,
    evidence: O::Evidence,
    /// Where the call's randomness stood: each run draws the same.
    start: u64,
}

impl<O: Operation> Decision for Prepared<'_, '_, O> {
    type Output = O::Output;
    type Refusal = ServiceError;

    async fn decide(
        &self,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<O::Output, ServiceError> {
        self.call.random.rewind(self.start);
        O::decide(self.call, &self.evidence, reads, writes).await
    }
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
