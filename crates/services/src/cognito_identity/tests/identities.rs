//! Identities as the pool's owner sees them: described, listed, deleted.

use daypass_aws_types::AccountId;
use daypass_aws_types::cognito_identity::{
    DeleteIdentitiesInput, DescribeIdentityInput, DescribeIdentityOutput, ListIdentitiesInput,
};
use daypass_aws_types::error::ServiceError;

use super::stage::{ACCOUNT, Logins, NOBODY, NOW_S, P, Q, Stage, both, login, said};
use crate::cognito_identity::identity::{DeleteIdentities, DescribeIdentity, ListIdentities};
use crate::cognito_identity::records::{IdentityRecord, LoginRecord};
use crate::cognito_identity::sign_in::identity_key;

fn describe(stage: &Stage, identity_id: &str) -> Result<DescribeIdentityOutput, ServiceError> {
    let input = DescribeIdentityInput { identity_id: identity_id.to_owned() };
    stage.run::<DescribeIdentity>(&input)
}

/// Every identity of a pool, and the number of pages that they came on.
fn listed(stage: &Stage, pool: &str, hide_disabled: Option<bool>) -> (Vec<String>, usize) {
    let (mut listed, mut next_token, mut pages) = (Vec::new(), None, 0);
    loop {
        let input = ListIdentitiesInput {
            hide_disabled,
            identity_pool_id: pool.to_owned(),
            max_results: 2,
            next_token,
        };
        let page = stage.run::<ListIdentities>(&input).unwrap();
        assert_eq!(page.identity_pool_id.as_deref(), Some(pool));
        let identities = page.identities.unwrap();
        assert!(identities.len() <= 2);
        listed.extend(identities.into_iter().map(|identity| identity.identity_id.unwrap()));
        pages += 1;
        next_token = page.next_token;
        if next_token.is_none() {
            return (listed, pages);
        }
    }
}

/// Deletes, and gives the code for each that was not.
fn delete(stage: &Stage, ids: &[&str]) -> Vec<(String, String)> {
    let input = DeleteIdentitiesInput {
        identity_ids_to_delete: ids.iter().map(|id| (*id).to_owned()).collect(),
    };
    let output = stage.run::<DeleteIdentities>(&input).unwrap();
    let unprocessed = output.unprocessed_identity_ids.unwrap();
    unprocessed.into_iter().map(|one| (one.identity_id.unwrap(), one.error_code.unwrap())).collect()
}

#[test]
fn a_guest_has_no_logins_at_all_and_a_user_has_the_names_of_its_providers() {
    let stage = Stage::new();
    let pool = stage.pool();
    let guest = describe(&stage, &stage.guest(&pool)).unwrap();
    assert_eq!(guest.logins, None);
    assert_eq!(guest.creation_date.unwrap().as_millis(), NOW_S * 1_000);
    assert_eq!(guest.last_modified_date, guest.creation_date);
    let alice = stage.get_id(&pool, &both(login(P, "alice"), login(Q, "al"))).unwrap();
    assert_eq!(describe(&stage, &alice).unwrap().logins.unwrap(), [P, Q]);
    let text = format!("Identity '{NOBODY}' not found.");
    assert_eq!(said(describe(&stage, NOBODY)), ("ResourceNotFoundException".to_owned(), text));
}

#[test]
fn identities_are_listed_page_by_page_each_once() {
    let stage = Stage::new();
    let (pool, other) = (stage.pool(), stage.pool());
    stage.guest(&other);
    let mut made: Vec<String> = (0..5).map(|_| stage.guest(&pool)).collect();
    made.sort();
    assert_eq!(listed(&stage, &pool, None), (made, 3));
}

#[test]
fn disabled_identities_are_listed_unless_they_are_hidden() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let guest = stage.guest(&pool);
    stage.credentials(&guest, &login(P, "alice")).unwrap();
    let mut everybody = vec![alice.clone(), guest];
    everybody.sort();
    assert_eq!(listed(&stage, &pool, None).0, everybody);
    assert_eq!(listed(&stage, &pool, Some(false)).0, everybody);
    assert_eq!(listed(&stage, &pool, Some(true)).0, [alice]);
}

#[test]
fn a_deleted_identity_is_gone_and_its_login_starts_anew() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let bob = stage.get_id(&pool, &login(P, "bob")).unwrap();
    assert_eq!(delete(&stage, &[&alice, NOBODY]), []);
    assert_eq!(said(describe(&stage, &alice)).0, "ResourceNotFoundException");
    assert_eq!(said(stage.credentials(&alice, &Logins::new())).0, "ResourceNotFoundException");
    assert_eq!(listed(&stage, &pool, None).0, [bob.as_str()]);
    assert_ne!(stage.get_id(&pool, &login(P, "alice")).unwrap(), alice);
    assert_eq!(stage.get_id(&pool, &login(P, "bob")).unwrap(), bob);
}

#[test]
fn another_accounts_identities_are_not_seen_and_not_deleted() {
    let mut stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    stage.account = AccountId::parse("111122223333").unwrap();
    assert_eq!(said(describe(&stage, &alice)).0, "ResourceNotFoundException");
    assert_eq!(delete(&stage, &[&alice]), [(alice.clone(), "AccessDenied".to_owned())]);
    stage.account = AccountId::parse(ACCOUNT).unwrap();
    assert!(describe(&stage, &alice).is_ok());
}

#[test]
fn what_one_batch_cannot_hold_is_left_for_the_next_call() {
    let stage = Stage::new();
    let pool = stage.pool();
    let ids: Vec<String> = (0..60).map(|number| format!("us-east-1:{number:02}")).collect();
    for id in &ids {
        let logins = (0..20).map(|number| LoginRecord::public(format!("p{number}"), id.clone()));
        let identity = IdentityRecord {
            id: id.clone(),
            pool_id: pool.clone(),
            logins: logins.collect(),
            ..IdentityRecord::default()
        };
        stage.put(&identity_key(id), &identity);
    }
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    let left = delete(&stage, &all);
    assert!((1..30).contains(&left.len()), "{}", left.len());
    assert!(left.iter().all(|(_, code)| code == "InternalServerError"));
    let rest: Vec<&str> = left.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(delete(&stage, &rest), []);
    assert!(ids.iter().all(|id| stage.read(&identity_key(id)).is_none()));
}
