//! A snapshot in Terraform's language, in resources of the AWS provider.

mod cognito;
mod hcl;
mod iam;
mod iot;
mod names;

use serde_json::Value;

use self::hcl::{Block, References, comment, quoted};
use self::names::Names;
use crate::snapshot::Snapshot;

/// The whole configuration; which provider serves it, and where, is the reader's choice.
pub(crate) fn written(snapshot: &Snapshot) -> String {
    let mut configuration = Configuration::default();
    configuration.name_pools(snapshot);
    configuration.iam(snapshot);
    configuration.cognito(snapshot);
    configuration.iot(snapshot);

    let (account, region) = (&snapshot.account, &snapshot.region);
    let mut out = comment(&format!("What account {account} holds in {region}."));
    if !snapshot.identities.is_empty() {
        let count = snapshot.identities.len();
        out += &comment(&format!("Its {count} identities are not here: no resource is one."));
    }
    for skipped in &snapshot.skipped {
        out += &comment(&format!("Left out: {}: {}", skipped.what, skipped.why));
    }
    for block in &configuration.blocks {
        out.push('\n');
        block.write(&mut out, 0);
    }
    out
}

#[derive(Debug, Default)]
struct Configuration {
    names: Names,
    /// Ids of pools, which documents name.
    pools: References,
    blocks: Vec<Block>,
}

impl Configuration {
    /// What an attribute of another resource is called, or the text that it would have.
    fn reference(&self, kind: &'static str, key: &str, attribute: &str) -> String {
        self.names.attribute(kind, key, attribute).unwrap_or_else(|| quoted(key))
    }

    /// A list of such.
    fn list(&self, kind: &'static str, keys: &[String]) -> String {
        let references: Vec<String> =
            keys.iter().map(|key| self.reference(kind, key, "arn")).collect();
        format!("[{}]", references.join(", "))
    }
}

fn value(entries: &impl serde::Serialize) -> Value {
    serde_json::to_value(entries).unwrap_or_default()
}

const IDENTITY_POOL: &str = "aws_cognito_identity_pool";
const OPENID_CONNECT_PROVIDER: &str = "aws_iam_openid_connect_provider";
const SAML_PROVIDER: &str = "aws_iam_saml_provider";
const POLICY: &str = "aws_iam_policy";
const ROLE: &str = "aws_iam_role";
const IOT_POLICY: &str = "aws_iot_policy";
const CERTIFICATE: &str = "aws_iot_certificate";
const THING: &str = "aws_iot_thing";
