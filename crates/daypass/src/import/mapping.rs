//! Whose the identities are: a file that the pool's owner wrote, for AWS tells nobody.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::json;

use super::items::{Item, Kind};
use super::plan::{Action, Step};
use crate::client::{Client, Form};
use crate::failure::Failure;
use crate::files;
use crate::snapshot::Snapshot;

/// The largest mapping that is read, in bytes.
const MAPPING_BYTES_MAX: u64 = 1 << 28;

/// One line: the identity is this user of this provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    identity: String,
    /// As logins name it: `accounts.google.com`, the developer provider, an OpenID provider's
    /// address, a SAML provider's ARN.
    provider: String,
    /// The user's id there (`sub`).
    user: String,
}

/// Reads a mapping.
pub(super) fn read(path: &Path) -> Result<Vec<Mapping>, Failure> {
    let text = files::read_up_to(path, MAPPING_BYTES_MAX)?;
    let unusable = |why: String| Failure::Usage(format!("{} is no mapping: {why}", path.display()));
    serde_json::from_str(&text).map_err(|error| unusable(error.to_string()))
}

/// What the mapping takes: one step for each line.
pub(super) async fn steps(
    mappings: &[Mapping],
    snapshots: [&Snapshot; 2],
    client: &Client,
) -> Result<Vec<Step>, Failure> {
    let identities = snapshots.iter().flat_map(|snapshot| &snapshot.identities);
    let pools: HashMap<&str, &str> =
        identities.map(|identity| (identity.id.as_str(), identity.pool_id.as_str())).collect();
    let mut users: BTreeMap<(&str, &str, &str), &str> = BTreeMap::new();
    let mut steps = Vec::with_capacity(mappings.len());
    for mapping in mappings {
        let Mapping { identity, provider, user } = mapping;
        let action = match pools.get(identity.as_str()) {
            None => Action::Conflict("there is no such identity".to_owned()),
            Some(pool) => {
                let first = *users.entry((pool, provider, user)).or_insert(identity);
                if first == identity {
                    mapping.compared(pool, client).await?
                } else {
                    Action::Conflict(format!("the file gives the user to {first}, too"))
                }
            }
        };
        steps.push(Step::of(action, mapping.item()));
    }
    Ok(steps)
}

impl Mapping {
    fn item(&self) -> Item {
        let key = format!("{} {}", self.provider, self.user);
        let value = json!({ "provider": self.provider, "user": self.user });
        Item::on(Kind::Login, &self.identity, &key, value)
    }

    /// Whether the user has this identity here already, another one, or none.
    async fn compared(&self, pool: &str, client: &Client) -> Result<Action, Failure> {
        #[derive(Deserialize)]
        struct Known {
            identity: String,
        }
        let [pool, provider, user] = [pool, &self.provider, &self.user].map(escaped);
        let path = format!("/-/api/identity?pool={pool}&provider={provider}&user={user}");
        let answer = client.get(&path, Form::Json).await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Ok(Action::Create);
        }
        if !answer.status.is_success() {
            return Err(answer.failure());
        }
        let known: Known = answer.json()?;
        Ok(if known.identity == self.identity {
            Action::Same
        } else {
            Action::Conflict(format!("the user has the identity {} here", known.identity))
        })
    }
}

/// The path of the door that gives an identity its user.
pub(super) fn door(item: &Item) -> String {
    let member = |name: &str| item.value.get(name).and_then(serde_json::Value::as_str);
    let [identity, provider, user] =
        [Some(item.key.0.as_str()), member("provider"), member("user")]
            .map(|text| escaped(text.unwrap_or_default()));
    format!("/-/api/imported-identities?id={identity}&provider={provider}&user={user}")
}

fn escaped(text: impl AsRef<str>) -> String {
    utf8_percent_encode(text.as_ref(), NON_ALPHANUMERIC).to_string()
}
