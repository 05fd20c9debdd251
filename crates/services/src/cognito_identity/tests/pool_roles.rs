//! Which roles a pool may be given, and by which mappings.

use std::collections::BTreeMap;

use daypass_aws_types::cognito_identity::{
    CognitoIdentityProvider, CreateIdentityPoolInput, GetIdentityPoolRolesInput, MappingRule,
    RoleMapping, RulesConfigurationType, SetIdentityPoolRolesInput,
};
use serde_json::json;

use super::stage::{ACCOUNT, P, Stage, USER_POOL, pool_input, said};
use crate::cognito_identity::pool_roles::{GetIdentityPoolRoles, SetIdentityPoolRoles};

fn mapping(kind: &str, resolution: Option<&str>, rules: Option<Vec<MappingRule>>) -> RoleMapping {
    RoleMapping {
        ambiguous_role_resolution: resolution.map(str::to_owned),
        rules_configuration: rules.map(|rules| RulesConfigurationType { rules }),
        r#type: kind.to_owned(),
    }
}

fn rule(role_arn: &str) -> MappingRule {
    MappingRule {
        claim: "team".to_owned(),
        match_type: "Equals".to_owned(),
        role_arn: role_arn.to_owned(),
        value: "lamps".to_owned(),
    }
}

fn pool(stage: &Stage) -> String {
    stage.pool_of(&CreateIdentityPoolInput {
        cognito_identity_providers: Some(vec![CognitoIdentityProvider {
            client_id: Some("client".to_owned()),
            provider_name: Some(USER_POOL.to_owned()),
            server_side_token_check: None,
        }]),
        supported_login_providers: Some([("www.amazon.com".into(), "app".into())].into()),
        ..pool_input()
    })
}

fn set(
    stage: &Stage,
    pool_id: &str,
    roles: &[(&str, &str)],
    mappings: &[(&str, RoleMapping)],
) -> (String, String) {
    let roles = roles.iter().map(|(kind, arn)| ((*kind).to_owned(), (*arn).to_owned())).collect();
    let mappings: BTreeMap<_, _> =
        mappings.iter().map(|(key, mapping)| ((*key).to_owned(), mapping.clone())).collect();
    said(stage.run::<SetIdentityPoolRoles>(&SetIdentityPoolRolesInput {
        identity_pool_id: pool_id.to_owned(),
        roles,
        role_mappings: (!mappings.is_empty()).then_some(mappings),
    }))
}

#[test]
fn roles_and_mappings_read_back_and_are_replaced_together() {
    let stage = Stage::new();
    let pool = pool(&stage);
    let role = stage.role("mapped", &json!({}));
    let key = format!("{USER_POOL}:client");
    let mapping = mapping("Rules", Some("Deny"), Some(vec![rule(&role)]));
    let given = [(key.as_str(), mapping.clone())];
    assert_eq!(set(&stage, &pool, &[("authenticated", &role)], &given).0, "served");
    let read = || {
        let input = GetIdentityPoolRolesInput { identity_pool_id: pool.clone() };
        stage.run::<GetIdentityPoolRoles>(&input).unwrap()
    };
    assert_eq!(read().roles, Some([("authenticated".to_owned(), role)].into()));
    assert_eq!(read().role_mappings, Some([(key, mapping)].into()));
    assert_eq!(set(&stage, &pool, &[], &[]).0, "served");
    assert_eq!((read().roles, read().role_mappings), (None, None));
}

#[test]
fn a_role_is_there_under_its_very_arn_in_the_pools_account() {
    let stage = Stage::new();
    let pool = pool(&stage);
    let role = stage.role("there", &json!({}));
    assert_eq!(set(&stage, &pool, &[("unauthenticated", &role)], &[]).0, "served");
    for arn in [
        "arn:aws:iam::111122223333:role/there".to_owned(),
        format!("arn:aws:iam::{ACCOUNT}:role/missing"),
        format!("arn:aws:iam::{ACCOUNT}:role/path/there"),
        format!("arn:aws:iam::{ACCOUNT}:role/THERE"),
        format!("arn:aws:iam::{ACCOUNT}:user/there"),
    ] {
        let text = format!("Access to Role '{arn}' is forbidden.");
        let refused = ("NotAuthorizedException".to_owned(), text);
        assert_eq!(set(&stage, &pool, &[("unauthenticated", &arn)], &[]), refused);
        let rules = mapping("Rules", Some("Deny"), Some(vec![rule(&role), rule(&arn)]));
        assert_eq!(set(&stage, &pool, &[], &[("www.amazon.com", rules)]), refused);
    }
}

#[test]
fn a_mapping_speaks_of_a_provider_that_the_pool_has() {
    let stage = Stage::new();
    let pool = pool(&stage);
    let token = mapping("Token", Some("AuthenticatedRole"), None);
    let arn = format!("arn:aws:iam::{ACCOUNT}:oidc-provider/{P}");
    for key in [&format!("{USER_POOL}:client"), "www.amazon.com", &arn, P] {
        assert_eq!(set(&stage, &pool, &[], &[(key, token.clone())]).0, "served", "{key}");
    }
    for key in [
        USER_POOL,
        &format!("{USER_POOL}:other"),
        &format!("https://{USER_POOL}:client"),
        "accounts.google.com",
        "login.example",
    ] {
        let text = format!(
            "({key}) is not a valid RoleMapping ProviderName or is not a configured provider."
        );
        let refused = ("InvalidParameterException".to_owned(), text);
        assert_eq!(set(&stage, &pool, &[], &[(key, token.clone())]), refused);
    }
}

#[test]
fn a_mapping_is_whole() {
    let stage = Stage::new();
    let pool = pool(&stage);
    let role = stage.role("mapped", &json!({}));
    let rules = |count| Some(vec![rule(&role); count]);
    let rows = [
        (mapping("Token", Some("Deny"), None), "served"),
        (mapping("Rules", Some("AuthenticatedRole"), rules(25)), "served"),
        (mapping("Token", None, None), "InvalidParameterException"),
        (mapping("Rules", None, rules(1)), "InvalidParameterException"),
        (mapping("Rules", Some("Deny"), None), "InvalidParameterException"),
        (mapping("Token", Some("Deny"), rules(1)), "InvalidParameterException"),
        (mapping("Rules", Some("Deny"), rules(26)), "InvalidParameterException"),
    ];
    for (mapping, expected) in rows {
        let (code, text) = set(&stage, &pool, &[], &[("www.amazon.com", mapping)]);
        assert_eq!(code, expected, "{text}");
    }
}

#[test]
fn the_largest_mappings_fit_the_store() {
    let stage = Stage::new();
    let keys: Vec<String> = (0..10).map(|number| format!("{USER_POOL}{number}:client")).collect();
    let user_pools = (0..10).map(|number| CognitoIdentityProvider {
        client_id: Some("client".to_owned()),
        provider_name: Some(format!("{USER_POOL}{number}")),
        server_side_token_check: None,
    });
    let pool = stage.pool_of(&CreateIdentityPoolInput {
        cognito_identity_providers: Some(user_pools.collect()),
        ..pool_input()
    });
    let role = stage.role(&"r".repeat(64), &json!({}));
    let rule = MappingRule { claim: "𝔠".repeat(64), value: "𝔳".repeat(128), ..rule(&role) };
    let mapping = mapping("Rules", Some("Deny"), Some(vec![rule; 25]));
    let mappings: Vec<_> = keys.iter().map(|key| (key.as_str(), mapping.clone())).collect();
    assert_eq!(set(&stage, &pool, &[], &mappings).0, "served");
    let input = GetIdentityPoolRolesInput { identity_pool_id: pool };
    let read = stage.run::<GetIdentityPoolRoles>(&input).unwrap().role_mappings.unwrap();
    assert_eq!(read.len(), 10);
    assert!(read.values().all(|read| *read == mapping));
}
