//! Pools: what they may be, what an update replaces, what a deletion takes along.

use std::collections::BTreeMap;

use daypass_aws_types::cognito_identity::{
    CognitoIdentityProvider, CreateIdentityPoolInput, DeleteIdentityPoolInput,
    DescribeIdentityPoolInput, DescribeIdentityPoolOutput, ListIdentityPoolsInput,
    UpdateIdentityPoolInput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::{AccountId, Region};
use daypass_store::conformance::block_on;
use daypass_store::{KeyRange, PageLimit, Scope, Space};

use super::stage::{ACCOUNT, Logins, NOBODY, P, Stage, login, pool_input, said};
use crate::cognito_identity::pool::{
    CreateIdentityPool, DeleteIdentityPool, DescribeIdentityPool, ListIdentityPools,
    UpdateIdentityPool,
};
use crate::cognito_identity::records::{
    DELETED_POOLS, IDENTITIES, IdentityRecord, LOGINS, POOL_IDENTITIES,
};
use crate::cognito_identity::sign_in::{identity_key, pool_identity_key};
use crate::cognito_identity::{SWEPT_IDENTITIES_MAX, sweep_deleted_pools};

fn describe(stage: &Stage, pool_id: &str) -> Result<DescribeIdentityPoolOutput, ServiceError> {
    let input = DescribeIdentityPoolInput { identity_pool_id: pool_id.to_owned() };
    stage.run::<DescribeIdentityPool>(&input)
}

fn delete(stage: &Stage, pool_id: &str) -> Result<(), ServiceError> {
    let input = DeleteIdentityPoolInput { identity_pool_id: pool_id.to_owned() };
    stage.run::<DeleteIdentityPool>(&input).map(|_| ())
}

fn not_found(pool_id: &str) -> (String, String) {
    let text = format!("IdentityPool '{pool_id}' not found.");
    ("ResourceNotFoundException".to_owned(), text)
}

fn user_pool(provider: &str, client: &str) -> CognitoIdentityProvider {
    CognitoIdentityProvider {
        client_id: Some(client.to_owned()),
        provider_name: Some(provider.to_owned()),
        server_side_token_check: Some(false),
    }
}

#[test]
fn what_was_not_set_is_left_out_but_for_the_tags() {
    let stage = Stage::new();
    let made = stage
        .run::<CreateIdentityPool>(&CreateIdentityPoolInput {
            identity_pool_name: "bare".to_owned(),
            ..CreateIdentityPoolInput::default()
        })
        .unwrap();
    let expected = DescribeIdentityPoolOutput {
        identity_pool_id: made.identity_pool_id.clone(),
        identity_pool_name: "bare".to_owned(),
        identity_pool_tags: Some(BTreeMap::new()),
        ..DescribeIdentityPoolOutput::default()
    };
    assert_eq!(describe(&stage, &made.identity_pool_id).unwrap(), expected);
}

#[test]
fn an_update_replaces_everything_but_roles_and_developer_provider() {
    let stage = Stage::new();
    let pool = stage.pool_of(&CreateIdentityPoolInput {
        developer_provider_name: Some("login.one".to_owned()),
        supported_login_providers: Some([("www.amazon.com".into(), "app".into())].into()),
        cognito_identity_providers: Some(vec![user_pool(
            "cognito-idp.us-east-1.amazonaws.com/us-east-1_A",
            "c",
        )]),
        saml_provider_arns: Some(vec![format!("arn:aws:iam::{ACCOUNT}:saml-provider/s")]),
        identity_pool_tags: Some([("team".into(), "lamps".into())].into()),
        ..pool_input()
    });
    let key = crate::cognito_identity::pool::pool_key(&pool);
    let roles = stage.read(&key).unwrap().roles;
    let bare = |developer: Option<&str>| UpdateIdentityPoolInput {
        identity_pool_id: pool.clone(),
        identity_pool_name: "after".to_owned(),
        developer_provider_name: developer.map(str::to_owned),
        ..UpdateIdentityPoolInput::default()
    };
    let (code, _) = said(stage.run::<UpdateIdentityPool>(&bare(Some("login.two"))));
    assert_eq!(code, "InvalidParameterException");
    assert_eq!(describe(&stage, &pool).unwrap().identity_pool_name, "pool");
    for developer in [Some("login.one"), None] {
        stage.run::<UpdateIdentityPool>(&bare(developer)).unwrap();
        let expected = DescribeIdentityPoolOutput {
            developer_provider_name: Some("login.one".to_owned()),
            identity_pool_id: pool.clone(),
            identity_pool_name: "after".to_owned(),
            identity_pool_tags: Some(BTreeMap::new()),
            ..DescribeIdentityPoolOutput::default()
        };
        assert_eq!(describe(&stage, &pool).unwrap(), expected);
    }
    assert_eq!(stage.read(&key).unwrap().roles, roles);
}

#[test]
fn providers_that_could_speak_for_others_are_refused() {
    let stage = Stage::new();
    let create = |input| said(stage.run::<CreateIdentityPool>(&input));
    let with_user_pool = |provider: &str, client: &str| CreateIdentityPoolInput {
        cognito_identity_providers: Some(vec![user_pool(provider, client)]),
        ..pool_input()
    };
    let user_pool = "cognito-idp.us-east-1.amazonaws.com/us-east-1_A";
    assert_eq!(create(with_user_pool(user_pool, "c")).0, "served");
    assert_eq!(create(with_user_pool("localhost:9229/local_A", "c")).0, "served");
    for (provider, client) in [
        ("cognito-idp.us-east-1.amazonaws.com", "c"),
        ("us-east-1_A", "c"),
        ("accounts.google.com/us-east-1_A", "c"),
        ("cognito-identity.amazonaws.com/us-east-1_A", "c"),
        ("host/us-east-1_A/b", "c"),
        (user_pool, ""),
    ] {
        let (code, text) = create(with_user_pool(provider, client));
        assert_eq!(code, "InvalidParameterException", "{provider}");
        assert_eq!(text, "Invalid Cognito Identity Provider", "{provider}");
    }
    let with_openid = |account: &str| CreateIdentityPoolInput {
        open_id_connect_provider_arns: Some(vec![format!(
            "arn:aws:iam::{account}:oidc-provider/{P}"
        )]),
        ..pool_input()
    };
    assert_eq!(create(with_openid(ACCOUNT)).0, "served");
    assert_eq!(create(with_openid("111122223333")).0, "InvalidParameterException");
    let with_saml = |arn: &str| CreateIdentityPoolInput {
        saml_provider_arns: Some(vec![arn.to_owned()]),
        ..pool_input()
    };
    assert_eq!(create(with_saml(&format!("arn:aws:iam::{ACCOUNT}:saml-provider/s"))).0, "served");
    for arn in [
        "arn:aws:iam::111122223333:saml-provider/s".to_owned(),
        format!("arn:aws:iam::{ACCOUNT}:saml-provider/"),
    ] {
        assert_eq!(create(with_saml(&arn)).0, "InvalidParameterException", "{arn}");
    }
    let with_public = |key: &str| CreateIdentityPoolInput {
        supported_login_providers: Some([(key.to_owned(), "app".to_owned())].into()),
        ..pool_input()
    };
    assert_eq!(create(with_public("accounts.google.com")).0, "served");
    assert_eq!(create(with_public("login.example")).0, "InvalidParameterException");
    let with_developer = |name: &str| CreateIdentityPoolInput {
        developer_provider_name: Some(name.to_owned()),
        ..pool_input()
    };
    assert_eq!(create(with_developer("login.example")).0, "served");
    for name in ["Accounts.Google.com", "cognito-identity.amazonaws.com", "cognito-idp.x"] {
        assert_eq!(create(with_developer(name)).0, "InvalidParameterException", "{name}");
    }
}

#[test]
fn a_pool_of_another_account_or_region_is_as_absent_as_none() {
    let mut stage = Stage::new();
    let pool = stage.pool();
    assert!(describe(&stage, &pool).is_ok());
    assert_eq!(said(describe(&stage, NOBODY)), not_found(NOBODY));
    stage.account = AccountId::parse("111122223333").unwrap();
    assert_eq!(said(describe(&stage, &pool)), not_found(&pool));
    assert_eq!(said(delete(&stage, &pool)), not_found(&pool));
    let (code, _) = said(stage.set_roles(&pool, BTreeMap::new()));
    assert_eq!(code, "ResourceNotFoundException");
    stage.account = AccountId::parse(ACCOUNT).unwrap();
    stage.region = Region::parse("eu-west-1").unwrap();
    assert_eq!(said(describe(&stage, &pool)), not_found(&pool));
}

#[test]
fn pools_are_listed_page_by_page_each_once() {
    let stage = Stage::new();
    let mut made: Vec<String> = (0..5).map(|_| stage.pool()).collect();
    let (mut listed, mut next_token, mut pages) = (Vec::new(), None, 0);
    loop {
        let input = ListIdentityPoolsInput { max_results: 2, next_token };
        let page = stage.run::<ListIdentityPools>(&input).unwrap();
        let pools = page.identity_pools.unwrap();
        assert!(pools.len() <= 2);
        listed.extend(pools.into_iter().map(|pool| pool.identity_pool_id.unwrap()));
        pages += 1;
        next_token = page.next_token;
        if next_token.is_none() {
            break;
        }
    }
    made.sort();
    assert_eq!((listed, pages), (made, 3));
    let made_up = Some("made-up".to_owned());
    let input = ListIdentityPoolsInput { max_results: 2, next_token: made_up };
    assert_eq!(said(stage.run::<ListIdentityPools>(&input)).0, "InvalidParameterException");
}

#[test]
fn a_deleted_pool_takes_its_identities_logins_and_sessions_along() {
    let stage = Stage::new();
    let (pool, other) = (stage.pool(), stage.pool());
    let [guest, untouched] =
        [&pool, &other].map(|pool| stage.credentials(&stage.guest(pool), &Logins::new()).unwrap());
    stage.get_id(&pool, &login(P, "alice")).unwrap();
    let others = stage.get_id(&other, &login(P, "alice")).unwrap();
    delete(&stage, &pool).unwrap();
    for gone in [
        said(describe(&stage, &pool)),
        said(delete(&stage, &pool)),
        said(stage.get_id(&pool, &Logins::new())),
        said(stage.get_id(&pool, &login(P, "alice"))),
    ] {
        assert_eq!(gone, not_found(&pool));
    }
    let id = &guest.identity_id;
    let lost = ("ResourceNotFoundException".to_owned(), format!("Identity '{id}' not found."));
    assert_eq!(said(stage.credentials(id, &Logins::new())), lost);
    assert_eq!(said(stage.token(id, &Logins::new())), lost);
    assert!(stage.access(&guest).is_err());
    assert!(stage.access(&untouched).is_ok());
    assert_eq!(stage.get_id(&other, &login(P, "alice")).unwrap(), others);
}

/// Keys under one table, whatever they hold.
fn count(stage: &Stage, range: KeyRange) -> usize {
    let page = stage.environment().store.page(Space::State, range, PageLimit::MAX);
    block_on(page).unwrap().entries.len()
}

#[test]
fn deleting_a_pool_is_one_small_batch_and_the_sweeper_does_the_rest() {
    let stage = Stage::new();
    let (pool, other) = (stage.pool(), stage.pool());
    let identities = SWEPT_IDENTITIES_MAX + 99;
    for number in 0..identities {
        let id = format!("us-east-1:{number}");
        let identity =
            IdentityRecord { id: id.clone(), pool_id: pool.clone(), ..IdentityRecord::default() };
        stage.put(&identity_key(&id), &identity);
        let row = crate::cognito_identity::records::IdentityIndexRecord { identity_id: id.clone() };
        stage.put(&pool_identity_key(&pool, &id), &row);
    }
    stage.get_id(&pool, &login(P, "alice")).unwrap();
    let alice = stage.get_id(&other, &login(P, "alice")).unwrap();
    let input = DeleteIdentityPoolInput { identity_pool_id: pool.clone() };
    let (_, batch) = stage.decided::<DeleteIdentityPool>(&input);
    assert!(batch.assertions.len() + batch.writes.len() < 32, "{batch:?}");
    delete(&stage, &pool).unwrap();
    let (code, _) = said(stage.credentials("us-east-1:7", &Logins::new()));
    assert_eq!(code, "ResourceNotFoundException");

    let store = &*stage.environment().store;
    assert!(block_on(sweep_deleted_pools(store)).unwrap());
    assert_eq!(count(&stage, IDENTITIES.all(&Scope::GLOBAL).range()), 100 + 1);
    assert!(block_on(sweep_deleted_pools(store)).unwrap());
    assert!(!block_on(sweep_deleted_pools(store)).unwrap(), "nothing is left to sweep");
    assert_eq!(count(&stage, DELETED_POOLS.all(&Scope::GLOBAL).range()), 0);
    assert_eq!(count(&stage, POOL_IDENTITIES.under(&Scope::GLOBAL, [&pool]).range()), 0);
    assert_eq!(count(&stage, LOGINS.under(&Scope::GLOBAL, [&pool]).range()), 0);
    // The other pool lost nothing.
    assert_eq!(count(&stage, IDENTITIES.all(&Scope::GLOBAL).range()), 1);
    assert_eq!(stage.get_id(&other, &login(P, "alice")).unwrap(), alice);
}

#[test]
fn a_sign_in_that_meets_the_deletion_of_its_pool_leaves_nothing_behind() {
    let stage = Stage::new();
    let pool = stage.pool();
    let input = super::stage::get_id_input(&pool, &login(P, "alice"));
    let (_, batch) = stage.decided::<crate::cognito_identity::get_id::GetId>(&input);
    delete(&stage, &pool).unwrap();
    let late = block_on(stage.environment().store.commit(Space::State, batch));
    assert_eq!(late, Err(daypass_store::CommitError::AssertionFailed));
}

#[test]
fn an_account_has_a_thousand_pools_in_a_region_and_no_more() {
    let mut stage = Stage::new();
    let made: Vec<String> = (0..1_000)
        .map(|_| stage.run::<CreateIdentityPool>(&pool_input()).unwrap().identity_pool_id)
        .collect();
    let more = said(stage.run::<CreateIdentityPool>(&pool_input()));
    assert_eq!(more.0, "LimitExceededException");
    stage.region = Region::parse("eu-west-1").unwrap();
    stage.run::<CreateIdentityPool>(&pool_input()).unwrap();
    stage.region = Region::parse("us-east-1").unwrap();
    delete(&stage, &made[0]).unwrap();
    stage.run::<CreateIdentityPool>(&pool_input()).unwrap();
}
