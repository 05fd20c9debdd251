//! Session tags: given in a call, inherited along a chain, or asserted by a web identity's token.

use std::collections::BTreeMap;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::sts::Tag;
use daypass_credentials::{Session, SessionPrincipal};
use daypass_policy::ContextMap;

use super::error::{invalid_parameter, validation_error};
use crate::sessions::add_request_tags;

/// Session tags of one session.
const TAGS_MAX: usize = 50;
/// Characters of a tag's key.
const TAG_KEY_CHARACTERS_MAX: usize = 128;
/// Characters of a tag's value.
const TAG_VALUE_CHARACTERS_MAX: usize = 256;

/// The tags that a session is to have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SessionTags {
    /// Those that the call brings: they need `sts:TagSession`.
    pub(super) requested: BTreeMap<String, String>,
    /// Keys among them that later sessions of the chain inherit.
    pub(super) transitive: Vec<String>,
}

impl SessionTags {
    /// The tags of an `AssumeRole` call.
    pub(super) fn of_call(
        tags: Option<&[Tag]>,
        transitive: Option<&[String]>,
    ) -> Result<Self, ServiceError> {
        let tags = tags.unwrap_or_default().iter();
        let tags = tags.map(|tag| (tag.key.clone(), tag.value.clone()));
        Self::checked(tags, transitive.unwrap_or_default().to_vec())
    }

    /// Tags from anywhere, held to AWS's rules.
    pub(super) fn checked(
        tags: impl IntoIterator<Item = (String, String)>,
        transitive: Vec<String>,
    ) -> Result<Self, ServiceError> {
        let mut requested = BTreeMap::new();
        for (key, value) in tags {
            check_tag(&key, &value)?;
            if contains(requested.keys(), &key) {
                return Err(invalid_parameter(
                    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                ));
            }
            requested.insert(key, value);
            if requested.len() > TAGS_MAX {
                return Err(validation_error(format!(
                    "The number of session tags must not exceed {TAGS_MAX}."
                )));
            }
        }
        if !transitive.iter().all(|key| contains(requested.keys(), key)) {
            return Err(invalid_parameter(
                "The specified transitive tag key must be included in the requested tags.",
            ));
        }
        Ok(Self { requested, transitive })
    }

    /// The keys that `sts:TagSession` is judged by.
    pub(super) fn add_to(&self, context: &mut ContextMap) {
        add_request_tags(context, &self.requested);
        if !self.transitive.is_empty() {
            context.insert_many("sts:TransitiveTagKeys", self.transitive.clone());
        }
    }

    /// All tags of a session that `caller` chains on to, with the keys that go on being inherited.
    /// What is inherited cannot be given anew.
    pub(super) fn chained(
        self,
        caller: Option<&Session>,
    ) -> Result<(BTreeMap<String, String>, Vec<String>), ServiceError> {
        let Self { mut requested, mut transitive } = self;
        let Some(caller) = caller.map(|caller| &caller.principal) else {
            return Ok((requested, transitive));
        };
        for (key, value) in inherited(caller) {
            if contains(requested.keys(), key) {
                return Err(invalid_parameter(
                    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
                ));
            }
            requested.insert(key.clone(), value.clone());
            transitive.push(key.clone());
        }
        Ok((requested, transitive))
    }
}

/// Whether a session that `caller` chains on to has tags from it. Like tags of the call, they need
/// `sts:TagSession`, as people have seen AWS refuse without.
pub(super) fn inherits_tags(caller: Option<&Session>) -> bool {
    caller.is_some_and(|caller| inherited(&caller.principal).next().is_some())
}

/// The tags that later sessions inherit.
fn inherited(caller: &SessionPrincipal) -> impl Iterator<Item = (&String, &String)> {
    let tags = caller.principal_tags.iter();
    tags.filter(|(key, _)| contains(&caller.transitive_tag_keys, key))
}

fn check_tag(key: &str, value: &str) -> Result<(), ServiceError> {
    let key_fits = (1..=TAG_KEY_CHARACTERS_MAX).contains(&key.chars().count());
    if !key_fits || value.chars().count() > TAG_VALUE_CHARACTERS_MAX {
        return Err(validation_error(format!(
            "A session tag has a key of 1 to {TAG_KEY_CHARACTERS_MAX} characters and a value of up to {TAG_VALUE_CHARACTERS_MAX}."
        )));
    }
    if key.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:")) {
        return Err(validation_error("Tag keys beginning with aws: are reserved."));
    }
    Ok(())
}

/// Tag keys are compared without case.
fn contains<'a>(keys: impl IntoIterator<Item = &'a String>, key: &str) -> bool {
    let key = key.to_lowercase();
    keys.into_iter().any(|known| known.to_lowercase() == key)
}
