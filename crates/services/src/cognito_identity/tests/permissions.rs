//! What a caller needs to be allowed: exact actions, exact ARNs, condition keys.

use daypass_aws_types::cognito_identity::{
    CreateIdentityPoolInput, DeleteIdentitiesInput, DescribeIdentityInput,
    DescribeIdentityPoolInput, ListIdentitiesInput, MappingRule, RoleMapping,
    RulesConfigurationType, SetIdentityPoolRolesInput, UpdateIdentityPoolInput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::{Context as _, ContextValue};

use super::stage::{ACCOUNT, Logins, NOBODY, Stage, get_id_input, pool_input};
use crate::cognito_identity::get_id::GetId;
use crate::cognito_identity::identity::{DeleteIdentities, DescribeIdentity, ListIdentities};
use crate::cognito_identity::pool::{CreateIdentityPool, DescribeIdentityPool, UpdateIdentityPool};
use crate::cognito_identity::pool_roles::SetIdentityPoolRoles;
use crate::operation::{Operation, Permission};
use crate::served::Visitor;

fn asked(permissions: &[Permission]) -> Vec<(&str, &str)> {
    permissions.iter().map(|permission| (permission.action, permission.resource.as_str())).collect()
}

fn pool_arn(pool: &str) -> String {
    format!("arn:aws:cognito-identity:us-east-1:{ACCOUNT}:identitypool/{pool}")
}

fn tagged() -> CreateIdentityPoolInput {
    let tags = [("team".to_owned(), "lamps".to_owned())].into();
    CreateIdentityPoolInput { identity_pool_tags: Some(tags), ..pool_input() }
}

#[test]
fn tags_of_request_and_pool_are_condition_keys() {
    let stage = Stage::new();
    let create = stage.permissions::<CreateIdentityPool>(&tagged());
    assert_eq!(asked(&create), [("cognito-identity:CreateIdentityPool", "*")]);
    let context = &create[0].context;
    assert_eq!(context.value("aws:requesttag/team"), Some(ContextValue::One("lamps")));
    let keys = ["team".to_owned()];
    assert_eq!(context.value("aws:tagkeys"), Some(ContextValue::Many(&keys)));
    assert_eq!(context.value("aws:resourcetag/team"), None);

    let pool = stage.pool_of(&tagged());
    let input = DescribeIdentityPoolInput { identity_pool_id: pool.clone() };
    let describe = stage.permissions::<DescribeIdentityPool>(&input);
    let arn = pool_arn(&pool);
    assert_eq!(asked(&describe), [("cognito-identity:DescribeIdentityPool", arn.as_str())]);
    let context = &describe[0].context;
    assert_eq!(context.value("aws:resourcetag/team"), Some(ContextValue::One("lamps")));

    let update = stage.permissions::<UpdateIdentityPool>(&UpdateIdentityPoolInput {
        identity_pool_id: pool,
        identity_pool_tags: Some([("new".to_owned(), "x".to_owned())].into()),
        ..UpdateIdentityPoolInput::default()
    });
    let context = &update[0].context;
    assert_eq!(context.value("aws:resourcetag/team"), Some(ContextValue::One("lamps")));
    assert_eq!(context.value("aws:requesttag/new"), Some(ContextValue::One("x")));
}

#[test]
fn every_role_that_is_given_is_passed_on_once() {
    let stage = Stage::new();
    let pool = stage.pool();
    let arn = |name| format!("arn:aws:iam::{ACCOUNT}:role/{name}");
    let rule = |name| MappingRule { role_arn: arn(name), ..MappingRule::default() };
    let mapping = RoleMapping {
        rules_configuration: Some(RulesConfigurationType { rules: vec![rule("b"), rule("c")] }),
        ..RoleMapping::default()
    };
    let permissions = stage.permissions::<SetIdentityPoolRoles>(&SetIdentityPoolRolesInput {
        identity_pool_id: pool.clone(),
        role_mappings: Some([("key".to_owned(), mapping)].into()),
        roles: [("authenticated".to_owned(), arn("a")), ("unauthenticated".to_owned(), arn("b"))]
            .into(),
    });
    let on_pool = pool_arn(&pool);
    let (a, b, c) = (arn("a"), arn("b"), arn("c"));
    assert_eq!(
        asked(&permissions),
        [
            ("cognito-identity:SetIdentityPoolRoles", on_pool.as_str()),
            ("iam:PassRole", a.as_str()),
            ("iam:PassRole", b.as_str()),
            ("iam:PassRole", c.as_str()),
        ]
    );
    let passed_to = permissions[1].context.value("iam:passedtoservice");
    assert_eq!(passed_to, Some(ContextValue::One("cognito-identity.amazonaws.com")));
}

#[test]
fn identities_are_authorized_under_their_pool() {
    let stage = Stage::new();
    let (pool, other) = (stage.pool(), stage.pool());
    let (one, two, three) = (stage.guest(&pool), stage.guest(&pool), stage.guest(&other));
    let (arn, other_arn, nowhere) = (pool_arn(&pool), pool_arn(&other), pool_arn("*"));
    let input = DescribeIdentityInput { identity_id: one.clone() };
    let describe = stage.permissions::<DescribeIdentity>(&input);
    assert_eq!(asked(&describe), [("cognito-identity:DescribeIdentity", arn.as_str())]);
    let key = describe[0].context.value("cognito-identity:identitypoolarn");
    assert_eq!(key, Some(ContextValue::One(arn.as_str())));
    let unknown = DescribeIdentityInput { identity_id: NOBODY.to_owned() };
    let describe = stage.permissions::<DescribeIdentity>(&unknown);
    assert_eq!(asked(&describe), [("cognito-identity:DescribeIdentity", nowhere.as_str())]);

    let input =
        DeleteIdentitiesInput { identity_ids_to_delete: vec![one, two, three, NOBODY.to_owned()] };
    let action = "cognito-identity:DeleteIdentities";
    assert_eq!(
        asked(&stage.permissions::<DeleteIdentities>(&input)),
        [(action, arn.as_str()), (action, other_arn.as_str()), (action, nowhere.as_str())]
    );
    let input = ListIdentitiesInput {
        identity_pool_id: pool,
        max_results: 1,
        ..ListIdentitiesInput::default()
    };
    let list = stage.permissions::<ListIdentities>(&input);
    assert_eq!(asked(&list), [("cognito-identity:ListIdentities", arn.as_str())]);
}

#[test]
fn calls_without_a_signature_need_nothing() {
    let stage = Stage::new();
    let pool = stage.pool();
    let asked = stage.permissions::<GetId>(&get_id_input(&pool, &Logins::new()));
    assert!(asked.is_empty());
}

#[test]
fn the_whole_service_is_served() {
    struct Served(Vec<&'static Descriptor>);
    impl Visitor for Served {
        fn operation<O: Operation>(&mut self) {
            self.0.push(O::DESCRIPTOR);
        }
    }
    let mut served = Served(Vec::new());
    crate::cognito_identity::visit(&mut served);
    let unsigned = |operation: &&&Descriptor| !operation.signed;
    let mut public: Vec<&str> =
        served.0.iter().filter(unsigned).map(|operation| operation.name).collect();
    public.sort_unstable();
    assert_eq!(public, ["GetCredentialsForIdentity", "GetId", "GetOpenIdToken", "UnlinkIdentity"]);
    assert_eq!(served.0.len(), 23);
}
