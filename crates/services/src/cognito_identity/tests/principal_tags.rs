//! Attributes for access control: from a login's claims to the tags of the session.

use std::collections::BTreeMap;

use daypass_aws_types::cognito_identity::{
    GetPrincipalTagAttributeMapInput, SetPrincipalTagAttributeMapInput,
};
use daypass_aws_types::error::ServiceError;
use serde_json::{Value, json};

use super::stage::{ACCOUNT, APP, P, Q, R, Stage, login_with, said};
use crate::cognito_identity::principal_tags::{
    GetPrincipalTagAttributeMap, SetPrincipalTagAttributeMap,
};

type Tags = BTreeMap<String, String>;

/// A pool whose authenticated role takes tags.
fn scene() -> (Stage, String) {
    let stage = Stage::new();
    let pool_id = stage.pool();
    let mut trust = super::stage::cognito_trust(&pool_id, "authenticated");
    trust["Statement"][0]["Action"] = json!(["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]);
    let role = stage.role("tagged", &trust);
    stage.set_roles(&pool_id, [("authenticated".to_owned(), role)].into()).unwrap();
    (stage, pool_id)
}

fn tags(pairs: &[(&str, &str)]) -> Tags {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn set(
    stage: &Stage,
    pool_id: &str,
    provider: &str,
    use_defaults: bool,
    map: &[(&str, &str)],
) -> Result<(), ServiceError> {
    let input = SetPrincipalTagAttributeMapInput {
        identity_pool_id: pool_id.to_owned(),
        identity_provider_name: provider.to_owned(),
        principal_tags: Some(tags(map)),
        use_defaults: Some(use_defaults),
    };
    let output = stage.run::<SetPrincipalTagAttributeMap>(&input)?;
    assert_eq!(output.principal_tags, Some(tags(map)));
    Ok(())
}

/// The tags of alice's session.
fn given(stage: &Stage, pool_id: &str, claims: &Value) -> Result<Tags, ServiceError> {
    let logins = login_with(P, "alice", claims);
    let alice = stage.get_id(pool_id, &logins)?;
    let credentials = stage.credentials(&alice, &logins)?;
    Ok(credentials.session.principal.principal_tags.clone())
}

#[test]
fn a_provider_without_a_map_gives_no_tags() {
    let (stage, pool_id) = scene();
    assert_eq!(given(&stage, &pool_id, &json!({})).unwrap(), Tags::new());
    set(&stage, &pool_id, Q, true, &[]).unwrap();
    assert_eq!(given(&stage, &pool_id, &json!({})).unwrap(), Tags::new());
}

#[test]
fn the_defaults_are_the_audience_and_the_subject() {
    let (stage, pool_id) = scene();
    set(&stage, &pool_id, P, true, &[]).unwrap();
    let expected = tags(&[("client", APP), ("username", "alice")]);
    assert_eq!(given(&stage, &pool_id, &json!({})).unwrap(), expected);
}

#[test]
fn a_map_names_tags_by_claims_and_leaves_out_what_is_missing() {
    let (stage, pool_id) = scene();
    let arn = format!("arn:aws:iam::{ACCOUNT}:oidc-provider/{P}");
    let map = [("team", "department"), ("level", "level"), ("list", "groups"), ("none", "missing")];
    set(&stage, &pool_id, &arn, false, &map).unwrap();
    let claims = json!({"department": "lamps", "level": 7, "groups": ["a", "b"]});
    let expected = tags(&[("team", "lamps"), ("level", "7")]);
    assert_eq!(given(&stage, &pool_id, &claims).unwrap(), expected);
}

#[test]
fn what_no_tag_can_hold_gives_no_credentials() {
    let (stage, pool_id) = scene();
    set(&stage, &pool_id, P, false, &[("team", "department")]).unwrap();
    for value in ["semi;colon".to_owned(), "x".repeat(257), "é".repeat(230)] {
        let refused = given(&stage, &pool_id, &json!({"department": value}));
        assert_eq!(said(refused).0, "InvalidIdentityPoolConfigurationException", "{value}");
    }
    assert!(given(&stage, &pool_id, &json!({"department": "lamps"})).is_ok());
}

#[test]
fn a_token_of_the_basic_flow_carries_the_tags() {
    let (stage, pool_id) = scene();
    set(&stage, &pool_id, P, true, &[]).unwrap();
    let logins = login_with(P, "alice", &json!({}));
    let alice = stage.get_id(&pool_id, &logins).unwrap();
    let (_, token) = stage.token(&alice, &logins).unwrap();
    let own =
        [("cognito-identity.amazonaws.com".to_owned(), daypass_aws_types::Secret::new(token))];
    let credentials = stage.credentials(&alice, &own.into()).unwrap();
    assert_eq!(credentials.session.principal.principal_tags["username"], "alice");
}

#[test]
fn a_map_is_read_back_and_belongs_to_a_provider_of_the_pool() {
    let (stage, pool_id) = scene();
    let read = |provider: &str| {
        stage.run::<GetPrincipalTagAttributeMap>(&GetPrincipalTagAttributeMapInput {
            identity_pool_id: pool_id.clone(),
            identity_provider_name: provider.to_owned(),
        })
    };
    let none = read(P).unwrap();
    assert_eq!((none.use_defaults, none.principal_tags), (Some(false), Some(Tags::new())));
    set(&stage, &pool_id, P, false, &[("team", "department")]).unwrap();
    assert_eq!(read(P).unwrap().principal_tags, Some(tags(&[("team", "department")])));
    set(&stage, &pool_id, P, true, &[]).unwrap();
    let replaced = read(P).unwrap();
    assert_eq!((replaced.use_defaults, replaced.principal_tags), (Some(true), Some(Tags::new())));
    assert_eq!(said(read(R)).0, "InvalidParameterException");
    assert_eq!(said(set(&stage, &pool_id, R, true, &[])).0, "InvalidParameterException");
}
