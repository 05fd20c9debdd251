//! Trust policies against the in-memory store: what is kept of the principals, and what is shown.

use daypass_aws_types::iam::{
    CreateRoleInput, CreateUserInput, DeleteRoleInput, DeleteUserInput,
    GetAccountAuthorizationDetailsInput, GetRoleInput, ListRolesInput, UpdateAssumeRolePolicyInput,
    UpdateUserInput,
};
use daypass_policy::TrustCaller;
use daypass_store::conformance::block_on;
use serde_json::{Value, json};

use crate::account::create_account;
use crate::authorization::{CallerNames, trust_policy};
use crate::iam::authorization_details::GetAccountAuthorizationDetails;
use crate::iam::role::{
    CreateRole, DeleteRole, GetRole, ListRoles, UpdateAssumeRolePolicy, role_key,
};
use crate::iam::user::{CreateUser, DeleteUser, UpdateUser};
use crate::principal::{Principal, UserIdentity};
use crate::random::Random;
use crate::testing::{ACCOUNT, Answered, OTHER_ACCOUNT, Stage};

fn trust(principal: &Value) -> String {
    json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole" }] })
    .to_string()
}

fn aws(principal: &str) -> String {
    trust(&json!({ "AWS": principal }))
}

fn role(stage: &Stage, name: &str, trust: &str) -> Answered<String> {
    let input = CreateRoleInput {
        role_name: name.to_owned(),
        assume_role_policy_document: trust.to_owned(),
        ..CreateRoleInput::default()
    };
    let Answered { answer, note } = stage.call::<CreateRole>(&Stage::root(), &input);
    Answered { answer: answer.map(|made| made.role.assume_role_policy_document.unwrap()), note }
}

fn update(stage: &Stage, name: &str, trust: &str) {
    let input = UpdateAssumeRolePolicyInput {
        role_name: name.to_owned(),
        policy_document: trust.to_owned(),
    };
    stage.call::<UpdateAssumeRolePolicy>(&Stage::root(), &input).allowed();
}

fn delete_role(stage: &Stage, name: &str) {
    let input = DeleteRoleInput { role_name: name.to_owned() };
    stage.call::<DeleteRole>(&Stage::root(), &input).allowed();
}

/// Makes a user, who is told by its unique id and name.
fn user(stage: &Stage, name: &str) -> UserIdentity {
    let input = CreateUserInput { user_name: name.to_owned(), ..CreateUserInput::default() };
    let user = stage.call::<CreateUser>(&Stage::root(), &input).allowed().user.unwrap();
    UserIdentity {
        account: Stage::account(),
        id: user.user_id,
        path: user.path,
        name: user.user_name,
    }
}

/// The trust policy as each of the operations shows it: it is the same everywhere.
fn shown(stage: &Stage, name: &str) -> String {
    let root = Stage::root();
    let input = GetRoleInput { role_name: name.to_owned() };
    let got = stage.call::<GetRole>(&root, &input).allowed().role.assume_role_policy_document;
    let listed = stage.call::<ListRoles>(&root, &ListRolesInput::default()).allowed().roles;
    let listed = listed.into_iter().find(|role| role.role_name == name).unwrap();
    let all = GetAccountAuthorizationDetailsInput::default();
    let all = stage.call::<GetAccountAuthorizationDetails>(&root, &all).allowed();
    let mut detailed = all.role_detail_list.unwrap().into_iter();
    let detailed = detailed.find(|role| role.role_name.as_deref() == Some(name));
    assert_eq!(listed.assume_role_policy_document, got);
    assert_eq!(detailed.unwrap().assume_role_policy_document, got);
    got.unwrap()
}

/// Whether a role trusts a user.
fn trusts(stage: &Stage, name: &str, user: &UserIdentity) -> bool {
    let role = block_on(stage.reads().peek(&role_key(&Stage::account(), name))).unwrap().unwrap();
    let policy = trust_policy(&stage.environment.documents, &role).unwrap();
    let caller = Principal::User { access_key_id: "".into(), user: user.clone().into() };
    let names = CallerNames::of(&caller);
    let (arn, id) = (names.arns[0].as_str(), names.unique_ids[0].as_str());
    let caller = TrustCaller::Aws { account: ACCOUNT, arns: &[arn], unique_ids: &[id] };
    let context = daypass_policy::ContextMap::new();
    let decision = daypass_policy::decide_trust(&policy, &caller, "sts:AssumeRole", &context, 0);
    decision.outcome.is_allow()
}

fn iam_arn(resource: &str) -> String {
    format!("arn:aws:iam::{ACCOUNT}:{resource}")
}

#[test]
fn a_user_is_trusted_by_its_id_and_shown_by_its_arn() {
    let stage = Stage::new();
    let alice = user(&stage, "Alice");
    let document = aws(&iam_arn("user/Alice"));
    assert_eq!(role(&stage, "target", &document).allowed(), document);
    assert_eq!(shown(&stage, "target"), document);
    assert!(trusts(&stage, "target", &alice));

    let renamed = UpdateUserInput {
        user_name: "Alice".to_owned(),
        new_user_name: Some("Alicia".to_owned()),
        new_path: Some("/moved/".to_owned()),
    };
    stage.call::<UpdateUser>(&Stage::root(), &renamed).allowed();
    assert_eq!(shown(&stage, "target"), aws(&iam_arn("user/moved/Alicia")));

    let gone = DeleteUserInput { user_name: "Alicia".to_owned() };
    stage.call::<DeleteUser>(&Stage::root(), &gone).allowed();
    assert_eq!(shown(&stage, "target"), aws(&alice.id));
    let another = user(&stage, "Alice");
    assert_eq!(shown(&stage, "target"), aws(&alice.id));
    assert!(!trusts(&stage, "target", &another));
    // Saved anew it means the new one; the old id is nobody's.
    update(&stage, "target", &document);
    assert!(trusts(&stage, "target", &another) && !trusts(&stage, "target", &alice));
    let refused = role(&stage, "second", &aws(&alice.id));
    let message = format!("Invalid principal in policy: \"AWS\":\"{}\"", alice.id);
    assert_eq!(refused.refused(), ("MalformedPolicyDocument", 400, message.as_str()));
    update(&stage, "target", &aws(&another.id));
    assert_eq!(shown(&stage, "target"), document);
}

#[test]
fn a_role_and_its_sessions_are_trusted_by_the_roles_id() {
    let stage = Stage::new();
    let session = format!("arn:aws:sts::{ACCOUNT}:assumed-role/caller/build");
    let both = |names: [&str; 2]| trust(&json!({ "AWS": names }));
    role(&stage, "caller", &aws("*")).allowed();
    let document = both([&iam_arn("role/caller"), &session]);
    role(&stage, "target", &document).allowed();
    assert_eq!(shown(&stage, "target"), document);
    let key = role_key(&Stage::account(), "caller");
    let id = block_on(stage.reads().peek(&key)).unwrap().unwrap().id;
    delete_role(&stage, "caller");
    role(&stage, "caller", &aws("*")).allowed();
    assert_eq!(shown(&stage, "target"), both([&id, &format!("{id}:build")]));
    // A role cannot trust itself before it is there, and can afterwards.
    let own = aws(&iam_arn("role/own"));
    assert_eq!(role(&stage, "own", &own).refused().0, "MalformedPolicyDocument");
    role(&stage, "own", &document).allowed();
    update(&stage, "own", &own);
    assert_eq!(shown(&stage, "own"), own);
}

#[test]
fn whoever_is_not_there_cannot_be_trusted() {
    let stage = Stage::new();
    user(&stage, "alice");
    role(&stage, "caller", &aws("*")).allowed();
    for principal in [
        iam_arn("user/bob"),
        iam_arn("user/path/alice"),
        iam_arn("user/ALICE"),
        iam_arn("role/alice"),
        iam_arn("group/alice"),
        iam_arn("saml-provider/alice"),
        format!("arn:aws-cn:iam::{ACCOUNT}:role/caller"),
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/nobody/build"),
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/caller"),
        format!("arn:aws:sts::{OTHER_ACCOUNT}:federated-user/bob"),
        format!("arn:aws:iam::{OTHER_ACCOUNT}:root"),
        format!("arn:aws:iam::{OTHER_ACCOUNT}:role/caller"),
        OTHER_ACCOUNT.to_owned(),
        "AROANOBODYNOBODYNOBOD".to_owned(),
    ] {
        let message = format!("Invalid principal in policy: \"AWS\":\"{principal}\"");
        let refused = role(&stage, "target", &aws(&principal));
        assert_eq!(refused.refused(), ("MalformedPolicyDocument", 400, message.as_str()));
    }
}

#[test]
fn accounts_are_their_root_users_and_others_stay_as_they_are_written() {
    let stage = Stage::new();
    let other = daypass_aws_types::AccountId::parse(OTHER_ACCOUNT).unwrap();
    let (ring, random) = (stage.environment.keys.ring(), Random::new([3; 32]));
    block_on(create_account(&*stage.environment.store, &ring, &other, &random, 7)).unwrap();
    let written = format!(
        "{{\"Statement\": [\n  {{\"Effect\": \"Allow\", \"Principal\": {{\"AWS\": [\"{ACCOUNT}\",\t\"*\", \
         \"{OTHER_ACCOUNT}\", \"arn:aws:sts::{OTHER_ACCOUNT}:federated-user/bob\"], \
         \"Federated\": \"arn:aws:iam::{OTHER_ACCOUNT}:saml-provider/x\", \
         \"Service\": [\"iot.amazonaws.com\"]}},\n  \"Action\": \"sts:AssumeRole\"}}]}}"
    );
    let root = |account: &str| format!("\"arn:aws:iam::{account}:root\"");
    let expected = written
        .replace(&format!("\"{ACCOUNT}\""), &root(ACCOUNT))
        .replace(&format!("\"{OTHER_ACCOUNT}\""), &root(OTHER_ACCOUNT));
    assert_eq!(role(&stage, "target", &written).allowed(), expected);
    assert_eq!(shown(&stage, "target"), expected);
}

#[test]
fn those_who_are_older_than_the_table_are_found_once_they_are_trusted() {
    let stage = Stage::new();
    let arn = stage.role("old", &json!({}), &[]);
    role(&stage, "target", &aws(&arn)).allowed();
    assert_eq!(shown(&stage, "target"), aws(&arn));
}
