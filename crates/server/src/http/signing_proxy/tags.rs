//! What the store keeps and policies ask for: the tags of objects. The store is asked only where a
//! policy of the caller names them, or a copy would take them along.

use std::time::Duration;

use bytes::Bytes;
use daypass_aws_protocol::s3::{self, Asked, Permission, S3Error, TAGGING_BYTES_MAX};
use daypass_aws_protocol::sigv4;
use daypass_policy::{ContextMap, Grants};
use http::{HeaderMap, Method, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use tokio::time::timeout;

use super::refusal::Refusal;
use super::upload::Upload;
use super::{Judged, SigningProxy};

/// How long the store may take to tell the tags of an object, in seconds.
const TAGS_SECONDS_MAX: u64 = 10;

/// The tags of the objects of one request.
#[derive(Debug, Default)]
pub(super) struct ExistingTags(Vec<(Permission, Vec<(String, String)>)>);

impl ExistingTags {
    /// Adds the condition keys that the object of a permission brings.
    pub(super) fn add_to(&self, needed: &Permission, context: &mut ContextMap) {
        let object = |of: &&(Permission, Vec<(String, String)>)| is_same_object(&of.0, needed);
        if !needed.is_judged_by_tags() {
            return;
        }
        for (key, value) in self.0.iter().find(object).into_iter().flat_map(|(_, tags)| tags) {
            context.insert(format!("s3:ExistingObjectTag/{key}"), value.as_str());
        }
    }
}

fn is_same_object(one: &Permission, other: &Permission) -> bool {
    (&one.resource, &one.version) == (&other.resource, &other.version)
}

/// Whether a policy names tags of objects.
fn names_tags(grants: &Grants) -> bool {
    let Some(iam) = &grants.iam else { return false };
    [Some(&iam.identity), iam.boundary.as_ref(), iam.session.as_ref()]
        .into_iter()
        .flatten()
        .any(|set| set.context_keys().any(|key| key.starts_with("s3:existingobjecttag/")))
}

impl SigningProxy {
    /// Learns the tags of the objects of a request, where policies are judged by them. A request has
    /// two objects at most whose tags count.
    pub(super) async fn learn_tags(
        &self,
        judged: &mut Judged,
        asked: &Asked,
    ) -> Result<(), Refusal> {
        if !names_tags(judged.permissions.grants()) {
            return Ok(());
        }
        let existing = &mut judged.existing.0;
        for needed in asked.permissions.iter().filter(|needed| needed.is_judged_by_tags()) {
            if !existing.iter().any(|(known, _)| is_same_object(known, needed)) {
                existing.push((needed.clone(), self.tags_of(needed).await?));
            }
        }
        Ok(())
    }

    /// The tags of an object as the store tells them. What does not exist has none, and neither has
    /// an object of a store that knows of no tags.
    pub(super) async fn tags_of(
        &self,
        object: &Permission,
    ) -> Result<Vec<(String, String)>, Refusal> {
        let Some(path_and_query) = object.tagging() else { return Ok(Vec::new()) };
        let nothing = Upload::of(Bytes::new());
        let hash = sigv4::payload_hash(&[]);
        let headers = HeaderMap::new();
        let request = self.signed(Method::GET, (&path_and_query, headers), nothing, &hash);
        let request = request.map_err(|error| untold(&error))?;
        let asking = async {
            let answer = self.upstream.send(request).await.map_err(|error| error.to_string())?;
            let status = answer.status();
            let body = Limited::new(answer.into_body(), TAGGING_BYTES_MAX).collect().await;
            Ok((status, body.map_err(|error| error.to_string())?.to_bytes()))
        };
        let asked = timeout(Duration::from_secs(TAGS_SECONDS_MAX), asking).await;
        let (status, body) = asked
            .unwrap_or_else(|_| Err("it is silent".to_owned()))
            .map_err(|error: String| untold(&error))?;
        match status {
            StatusCode::OK => s3::tags(&body).map_err(|_| untold("its answer cannot be read")),
            StatusCode::NOT_FOUND
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::NOT_IMPLEMENTED => Ok(Vec::new()),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(Refusal::Store(status)),
            status => Err(untold(&format!("it answers {status}"))),
        }
    }
}

/// A store that does not tell the tags. Nothing goes on without them.
fn untold(error: &str) -> Refusal {
    tracing::warn!(error, "the store does not tell the tags of an object");
    Refusal::Unavailable(S3Error::unavailable())
}
