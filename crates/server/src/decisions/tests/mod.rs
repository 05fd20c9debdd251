//! What the tests of decision records share.

mod ring;
mod told;

use std::sync::Arc;

use daypass_aws_types::AccountId;
use daypass_broker::{Now, PacketKind, Subject};
use daypass_policy::{
    ContextMap, Document, DocumentKind, Grants, IamLeg, Permissions, Policy, PolicySet,
};

use super::*;

fn account(text: &str) -> AccountId {
    AccountId::parse(text).unwrap()
}

fn subject(account: &str) -> Arc<Subject> {
    Arc::new(Subject {
        principal_arn: format!("arn:aws:sts::{account}:assumed-role/app/session"),
        identity_id: None,
        access_key_id: Some("ASIAEXAMPLE".to_owned()),
        account: account.to_owned(),
        region: "us-east-1".to_owned(),
        source_ip: [127, 0, 0, 1].into(),
    })
}

fn permissions(text: &str, client_id: &str) -> Arc<Permissions> {
    let document = Document::parse(DocumentKind::Identity, text).unwrap();
    let identity = PolicySet::new([Policy::compile("permissions", None, document)]);
    let iam = IamLeg { root: false, identity, boundary: None, session: None };
    let mut variables = ContextMap::new();
    variables.insert("iot:ClientId", client_id);
    Arc::new(Grants { iam: Some(iam), ..Grants::default() }).bind(variables)
}

const NOTHING: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
    "Action":"s3:GetObject","Resource":"*"}]}"#;
const OWN: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
    "Action":"iot:Receive","Resource":"arn:aws:iot:*:*:topic/${iot:ClientId}"}]}"#;
