//! The enhanced flow: which role, under which trust, cut by what, for how long.

use std::collections::BTreeMap;

use daypass_aws_types::cognito_identity::{
    CreateIdentityPoolInput, MappingRule, RoleMapping, RulesConfigurationType,
    SetIdentityPoolRolesInput,
};
use daypass_credentials::SessionPolicy;
use daypass_store::Position;
use serde_json::json;

use super::stage::{
    ACCOUNT, APP, Logins, NOBODY, NOW_S, P, Stage, USER_POOL, both, cognito_trust, forbidden,
    login, login_with, pool_input, said,
};
use crate::authorization::guest_cut::GUEST_CUT_CURRENT;
use crate::cognito_identity::pool_roles::SetIdentityPoolRoles;
use crate::iam::records::ROLES;

const BADLY_CONFIGURED: &str =
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.";

fn newest(stage: &Stage) -> Position {
    let range = daypass_store::KeyRange::all();
    let page = stage.environment().store.page(
        daypass_store::Space::State,
        range,
        daypass_store::PageLimit::records(1),
    );
    daypass_store::conformance::block_on(page).unwrap().position
}

#[test]
fn a_guest_gets_the_guest_role_cut_and_for_an_hour() {
    let stage = Stage::new();
    let pool = stage.pool();
    let guest = stage.guest(&pool);
    let before = newest(&stage);
    let credentials = stage.credentials(&guest, &Logins::new()).unwrap();
    assert_eq!(newest(&stage), before, "vending writes nothing");
    assert!(credentials.role().starts_with("unauthenticated-"));
    let session = &credentials.session;
    assert_eq!(session.principal.session_name, "CognitoIdentityCredentials");
    assert_eq!(session.session_policies, [SessionPolicy::GuestCut(GUEST_CUT_CURRENT)]);
    assert_eq!(session.expires_ms - session.issued_ms, 3_600_000);
    assert_eq!(session.issued_ms, NOW_S * 1_000);
    let cognito = session.principal.cognito.as_ref().unwrap();
    assert_eq!((&cognito.identity_id, &cognito.pool_id), (&guest, &pool));
    assert_eq!(cognito.amr, ["unauthenticated"]);
    assert!(!cognito.authenticated);
}

#[test]
fn a_signed_in_identity_gets_its_role_uncut_and_its_providers() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let credentials = stage.credentials(&alice, &login(P, "alice")).unwrap();
    assert!(credentials.role().starts_with("authenticated-"));
    assert_eq!(credentials.session.session_policies, []);
    let method = format!("arn:aws:iam::{ACCOUNT}:oidc-provider/{P}:OIDC:alice");
    assert_eq!(credentials.amr(), ["authenticated", P, &method]);
    assert!(credentials.session.principal.cognito.as_ref().unwrap().authenticated);
}

#[test]
fn a_pool_without_the_role_or_with_one_that_is_gone_gives_no_keys() {
    let stage = Stage::new();
    let pool = stage.pool();
    let guest = stage.guest(&pool);
    assert!(stage.credentials(&guest, &Logins::new()).is_ok());
    let name = format!("unauthenticated-{}", pool.rsplit('-').next().unwrap());
    let key = ROLES.key(&stage.scope(), [&name]);
    let role = stage.read(&key).unwrap();
    stage.delete(&key);
    let (code, text) = said(stage.credentials(&guest, &Logins::new()));
    assert_eq!((code.as_str(), text.as_str()), (IPC, BADLY_CONFIGURED));
    stage.put(&key, &role);
    assert!(stage.credentials(&guest, &Logins::new()).is_ok());
    stage.set_roles(&pool, BTreeMap::new()).unwrap();
    let refused = stage.credentials(&guest, &Logins::new()).unwrap_err();
    assert_eq!(refused.message, BADLY_CONFIGURED);
    assert_eq!(refused.hint.unwrap(), "the identity pool has no unauthenticated role");
}

const IPC: &str = "InvalidIdentityPoolConfigurationException";

#[test]
fn a_role_that_trusts_another_pool_or_the_other_kind_lets_nobody_in() {
    let stage = Stage::new();
    let (pool, other) = (stage.pool(), stage.pool());
    let guest = stage.guest(&pool);
    for (name, trust) in [
        ("other-pool", cognito_trust(&other, "unauthenticated")),
        ("other-kind", cognito_trust(&pool, "authenticated")),
        ("plain", account_trust()),
    ] {
        let role = stage.role(name, &trust);
        stage.set_roles(&pool, [("unauthenticated".to_owned(), role.clone())].into()).unwrap();
        let (code, text) = said(stage.credentials(&guest, &Logins::new()));
        assert_eq!((code.as_str(), text.as_str()), (IPC, BADLY_CONFIGURED), "{name}");
        let explained = stage.note().expect(name);
        assert_eq!(explained.action, "sts:AssumeRoleWithWebIdentity");
        assert_eq!(explained.resource, role);
    }
    let role = stage.role("fitting", &cognito_trust(&pool, "unauthenticated"));
    stage.set_roles(&pool, [("unauthenticated".to_owned(), role)].into()).unwrap();
    assert_eq!(stage.credentials(&guest, &Logins::new()).unwrap().role(), "fitting");
    assert_eq!(stage.note(), None);
}

fn account_trust() -> serde_json::Value {
    json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"AWS": format!("arn:aws:iam::{ACCOUNT}:root")},
        "Action": "sts:AssumeRole",
    }]})
}

#[test]
fn trust_may_name_one_identity_or_one_provider() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let bob = stage.get_id(&pool, &login(P, "bob")).unwrap();
    let mut trust = cognito_trust(&pool, P);
    trust["Statement"][0]["Condition"]["StringEquals"]["cognito-identity.amazonaws.com:sub"] =
        json!(alice);
    let role = stage.role("alices", &trust);
    stage.set_roles(&pool, [("authenticated".to_owned(), role)].into()).unwrap();
    assert_eq!(stage.credentials(&alice, &login(P, "alice")).unwrap().role(), "alices");
    assert_eq!(said(stage.credentials(&bob, &login(P, "bob"))).0, IPC);
}

#[test]
fn an_identity_that_never_was_is_not_found() {
    let stage = Stage::new();
    let text = format!("Identity '{NOBODY}' not found.");
    for logins in [Logins::new(), login(P, "alice")] {
        let (code, said) = said(stage.credentials(NOBODY, &logins));
        assert_eq!((code.as_str(), &said), ("ResourceNotFoundException", &text));
    }
}

#[test]
fn only_a_mapping_lets_the_caller_choose_its_role() {
    let stage = Stage::new();
    let pool = stage.pool();
    let role = stage.role("chosen", &cognito_trust(&pool, "*"));
    let text = format!("Access to Role '{role}' is forbidden.");
    let guest = stage.guest(&pool);
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    for (identity, logins) in [(guest, Logins::new()), (alice, login(P, "alice"))] {
        let (code, said) = said(stage.credentials_of(&identity, &logins, Some(&role)));
        assert_eq!((code.as_str(), &said), ("NotAuthorizedException", &text));
    }
}

/// A pool with a user pool, whose client is [`APP`], and one more role `chosen`.
fn mapped(stage: &Stage, key: &str, mapping: RoleMapping) -> (String, String) {
    let user_pool = daypass_aws_types::cognito_identity::CognitoIdentityProvider {
        client_id: Some(APP.to_owned()),
        provider_name: Some(USER_POOL.to_owned()),
        server_side_token_check: None,
    };
    let pool = stage.pool_of(&CreateIdentityPoolInput {
        cognito_identity_providers: Some(vec![user_pool]),
        ..pool_input()
    });
    let roles = stage.read(&crate::cognito_identity::pool::pool_key(&pool)).unwrap().roles;
    let chosen = stage.role("chosen", &cognito_trust(&pool, "authenticated"));
    stage
        .run::<SetIdentityPoolRoles>(&SetIdentityPoolRolesInput {
            identity_pool_id: pool.clone(),
            roles,
            role_mappings: Some([(key.to_owned(), mapping)].into()),
        })
        .unwrap();
    (pool, chosen)
}

#[test]
fn a_user_pools_token_names_the_role_that_its_mapping_asks_for() {
    let stage = Stage::new();
    let mapping = RoleMapping {
        ambiguous_role_resolution: Some("Deny".to_owned()),
        rules_configuration: None,
        r#type: "Token".to_owned(),
    };
    let key = format!("{USER_POOL}:{APP}");
    let (pool, chosen) = mapped(&stage, &key, mapping);
    let id_token = |more| login_with(USER_POOL, "alice", &more);
    let in_group = id_token(json!({
        "token_use": "id", "cognito:preferred_role": chosen, "cognito:roles": [chosen],
    }));
    let groupless = id_token(json!({"token_use": "id"}));
    let alice = stage.get_id(&pool, &groupless).unwrap();
    let credentials = stage.credentials(&alice, &in_group).unwrap();
    assert_eq!(credentials.role(), "chosen");
    let method = format!("{USER_POOL}:CognitoSignIn:alice");
    assert_eq!(credentials.amr(), ["authenticated", USER_POOL, &method]);
    let text = format!("The ambiguous role mapping rules for: {key} denied this request.");
    let (code, said) = said(stage.credentials(&alice, &groupless));
    assert_eq!((code.as_str(), said), ("NotAuthorizedException", text));
    assert_eq!(
        stage.credentials_of(&alice, &in_group, Some(&chosen)).unwrap().role(),
        "chosen",
        "the caller may choose what its token offers",
    );
}

#[test]
fn rules_choose_by_the_claims_of_an_openid_token() {
    let stage = Stage::new();
    let role_arn = format!("arn:aws:iam::{ACCOUNT}:role/chosen");
    stage.role("chosen", &account_trust());
    let rule = MappingRule {
        claim: "team".to_owned(),
        match_type: "Equals".to_owned(),
        role_arn: role_arn.clone(),
        value: "lamps".to_owned(),
    };
    let mapping = RoleMapping {
        ambiguous_role_resolution: Some("AuthenticatedRole".to_owned()),
        rules_configuration: Some(RulesConfigurationType { rules: vec![rule] }),
        r#type: "Rules".to_owned(),
    };
    let key = format!("arn:aws:iam::{ACCOUNT}:oidc-provider/{P}");
    let (pool, _) = mapped(&stage, &key, mapping);
    let of = |team| login_with(P, "alice", &json!({"team": team}));
    let alice = stage.get_id(&pool, &of("lamps")).unwrap();
    assert_eq!(stage.credentials(&alice, &of("lamps")).unwrap().role(), "chosen");
    let other = stage.credentials(&alice, &of("doors")).unwrap();
    assert!(other.role().starts_with("authenticated-"), "{}", other.role());
    let refused = said(stage.credentials_of(&alice, &of("doors"), Some(&role_arn)));
    assert_eq!(refused.1, format!("Access to Role '{role_arn}' is forbidden."));
}

#[test]
fn an_identity_token_stands_for_the_logins_that_it_was_issued_for() {
    let mut stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let (_, token) = stage.token(&alice, &login(P, "alice")).unwrap();
    let own: Logins = [("cognito-identity.amazonaws.com".to_owned(), token.as_str().into())].into();
    let by_login = stage.credentials(&alice, &login(P, "alice")).unwrap();
    let by_token = stage.credentials(&alice, &own).unwrap();
    assert_eq!(by_token.identity_id, alice);
    assert_eq!(by_token.amr(), by_login.amr());
    assert_eq!(by_token.role(), by_login.role());

    let bob = stage.get_id(&pool, &login(P, "bob")).unwrap();
    let guest = stage.guest(&pool);
    for other in [bob, guest] {
        assert_eq!(said(stage.credentials(&other, &own)), forbidden(&other));
    }
    let (_, text) = said(stage.credentials(&alice, &both(own.clone(), login(P, "alice"))));
    assert_eq!(text, "Invalid login token. Can't pass in a Cognito token.");
    let foreign: Logins =
        [("cognito-identity.amazonaws.com".to_owned(), login(P, "alice")[P].clone())].into();
    let (_, text) = said(stage.credentials(&alice, &foreign));
    assert_eq!(text, "Invalid login token. Not a Cognito token.");

    stage.set_our_clock(NOW_S + 600);
    let (_, text) = said(stage.credentials(&alice, &own));
    let expires = NOW_S + 600;
    assert_eq!(text, format!("Invalid login token. Token expired: {expires} >= {expires}"));
}
