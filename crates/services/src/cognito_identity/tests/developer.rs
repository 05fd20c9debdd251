//! The developer provider: users that a signed caller vouches for, and what no caller gets.

use std::collections::BTreeMap;

use daypass_aws_types::Secret;
use daypass_aws_types::cognito_identity::{
    CreateIdentityPoolInput, GetOpenIdTokenForDeveloperIdentityInput, LookupDeveloperIdentityInput,
    LookupDeveloperIdentityOutput, MergeDeveloperIdentitiesInput, UnlinkDeveloperIdentityInput,
    UpdateIdentityPoolInput,
};
use daypass_aws_types::error::ServiceError;

use super::stage::{Logins, NOBODY, P, Stage, both, forbidden, login, pool_input, said};
use crate::cognito_identity::developer::{
    GetOpenIdTokenForDeveloperIdentity, LookupDeveloperIdentity, MergeDeveloperIdentities,
    UnlinkDeveloperIdentity,
};
use crate::cognito_identity::pool::UpdateIdentityPool;
use crate::cognito_identity::records::IdentityState;
use crate::sessions::COGNITO_IDENTITY;

const BACKEND: &str = "login.mycompany";

struct Scene {
    stage: Stage,
    pool_id: String,
}

impl Scene {
    /// A pool with a developer provider, and without the basic flow.
    fn new() -> Self {
        let stage = Stage::new();
        let pool_id = stage.pool_of(&CreateIdentityPoolInput {
            developer_provider_name: Some(BACKEND.to_owned()),
            allow_classic_flow: Some(false),
            ..pool_input()
        });
        Self { stage, pool_id }
    }

    fn input(
        &self,
        user: &str,
        identity_id: Option<&str>,
    ) -> GetOpenIdTokenForDeveloperIdentityInput {
        GetOpenIdTokenForDeveloperIdentityInput {
            identity_pool_id: self.pool_id.clone(),
            identity_id: identity_id.map(str::to_owned),
            logins: developer(user),
            ..Default::default()
        }
    }

    /// The identity of a user, and the token that opens it.
    fn token(
        &self,
        input: &GetOpenIdTokenForDeveloperIdentityInput,
    ) -> Result<(String, String), ServiceError> {
        let output = self.stage.run::<GetOpenIdTokenForDeveloperIdentity>(input)?;
        Ok((output.identity_id.unwrap(), output.token.unwrap().expose().to_owned()))
    }

    fn user(&self, user: &str) -> String {
        self.token(&self.input(user, None)).unwrap().0
    }

    fn lookup(
        &self,
        identity_id: Option<&str>,
        user: Option<&str>,
    ) -> Result<LookupDeveloperIdentityOutput, ServiceError> {
        self.stage.run::<LookupDeveloperIdentity>(&LookupDeveloperIdentityInput {
            identity_pool_id: self.pool_id.clone(),
            identity_id: identity_id.map(str::to_owned),
            developer_user_identifier: user.map(str::to_owned),
            ..Default::default()
        })
    }

    fn users(&self, identity_id: &str) -> Vec<String> {
        self.lookup(Some(identity_id), None).unwrap().developer_user_identifier_list.unwrap()
    }

    fn merge(&self, source: &str, destination: &str) -> Result<String, ServiceError> {
        let output =
            self.stage.run::<MergeDeveloperIdentities>(&MergeDeveloperIdentitiesInput {
                identity_pool_id: self.pool_id.clone(),
                developer_provider_name: BACKEND.to_owned(),
                source_user_identifier: source.to_owned(),
                destination_user_identifier: destination.to_owned(),
            })?;
        Ok(output.identity_id.unwrap())
    }

    fn unlink(&self, identity_id: &str, user: &str) -> Result<(), ServiceError> {
        let input = UnlinkDeveloperIdentityInput {
            identity_pool_id: self.pool_id.clone(),
            identity_id: identity_id.to_owned(),
            developer_provider_name: BACKEND.to_owned(),
            developer_user_identifier: user.to_owned(),
        };
        self.stage.run::<UnlinkDeveloperIdentity>(&input).map(|_| ())
    }

    fn state(&self, identity_id: &str) -> IdentityState {
        self.stage.identity(identity_id).state()
    }
}

fn developer(user: &str) -> Logins {
    [(BACKEND.to_owned(), Secret::new(user))].into()
}

fn own(token: &str) -> Logins {
    [(COGNITO_IDENTITY.to_owned(), Secret::new(token))].into()
}

#[test]
fn a_user_keeps_its_identity_and_its_token_opens_it() {
    let scene = Scene::new();
    let (alice, token) = scene.token(&scene.input("alice", None)).unwrap();
    assert_eq!(scene.user("alice"), alice);
    assert_ne!(scene.user("bob"), alice);
    let credentials = scene.stage.credentials(&alice, &own(&token)).unwrap();
    assert_eq!(
        credentials.amr(),
        ["authenticated", BACKEND, &format!("{BACKEND}:{}:alice", scene.pool_id)]
    );
    let bob = scene.user("bob");
    assert_eq!(said(scene.stage.credentials(&bob, &own(&token))), forbidden(&bob));
    assert_eq!(
        said(scene.stage.get_id(&scene.pool_id, &own(&token))).1,
        "Invalid login token. Can't pass in a Cognito token."
    );
}

#[test]
fn a_token_lasts_as_long_as_the_back_end_says() {
    for (given, lasts) in [(None, 900), (Some(60), 60), (Some(86_400), 86_400)] {
        let mut scene = Scene::new();
        let (alice, token) = scene
            .token(&GetOpenIdTokenForDeveloperIdentityInput {
                token_duration: given,
                ..scene.input("alice", None)
            })
            .unwrap();
        scene.stage.set_our_clock(super::stage::NOW_S + lasts - 1);
        assert!(scene.stage.credentials(&alice, &own(&token)).is_ok(), "{given:?}");
        scene.stage.set_our_clock(super::stage::NOW_S + lasts);
        assert!(scene.stage.credentials(&alice, &own(&token)).is_err(), "{given:?}");
    }
}

#[test]
fn what_the_back_end_tags_is_the_session_s() {
    let scene = Scene::new();
    let tagged = |value: &str| GetOpenIdTokenForDeveloperIdentityInput {
        principal_tags: Some([("team".to_owned(), value.to_owned())].into()),
        ..scene.input("alice", None)
    };
    let (alice, token) = scene.token(&tagged("lamps")).unwrap();
    // The role's trust lets the identity in, but tags need `sts:TagSession`.
    assert_eq!(
        said(scene.stage.credentials(&alice, &own(&token))).0,
        "InvalidIdentityPoolConfigurationException"
    );
    let mut trust = super::stage::cognito_trust(&scene.pool_id, "authenticated");
    trust["Statement"][0]["Action"] =
        serde_json::json!(["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]);
    let role = scene.stage.role("tagged", &trust);
    scene.stage.set_roles(&scene.pool_id, [("authenticated".to_owned(), role)].into()).unwrap();
    let credentials = scene.stage.credentials(&alice, &own(&token)).unwrap();
    assert_eq!(credentials.session.principal.principal_tags["team"], "lamps");
    for refused in ["a;b", &"x".repeat(257), &"é".repeat(240)] {
        assert_eq!(said(scene.token(&tagged(refused))).0, "InvalidParameterException", "{refused}");
    }
}

#[test]
fn a_guest_that_is_given_to_a_user_keeps_its_id() {
    let scene = Scene::new();
    let guest = scene.stage.guest(&scene.pool_id);
    let (alice, _) = scene.token(&scene.input("alice", Some(&guest))).unwrap();
    assert_eq!(alice, guest);
    assert_eq!(scene.state(&guest), IdentityState::Authenticated);
    let other = scene.stage.guest(&scene.pool_id);
    let registered = scene.token(&scene.input("alice", Some(&other)));
    assert_eq!(said(registered).0, "DeveloperUserAlreadyRegisteredException");
    assert_eq!(scene.state(&other), IdentityState::Guest);
}

#[test]
fn a_signed_caller_takes_over_no_identity_either() {
    let scene = Scene::new();
    let google = scene.stage.get_id(&scene.pool_id, &login(P, "alice")).unwrap();
    let taken = scene.token(&scene.input("mallory", Some(&google)));
    assert_eq!(said(taken), forbidden(&google));
    let with_proof = GetOpenIdTokenForDeveloperIdentityInput {
        logins: both(developer("alice"), login(P, "alice")),
        ..scene.input("alice", Some(&google))
    };
    assert_eq!(scene.token(&with_proof).unwrap().0, google);
    assert_eq!(scene.users(&google), ["alice"]);
    assert_eq!(scene.stage.get_id(&scene.pool_id, &login(P, "alice")).unwrap(), google);
}

#[test]
fn a_call_names_the_pool_s_own_provider_and_no_other_way_leads_in() {
    let scene = Scene::new();
    let unsupported = "This identity pool does not support the specified developer provider";
    for logins in [login(P, "alice"), BTreeMap::from([("other".to_owned(), Secret::new("alice"))])]
    {
        let input =
            GetOpenIdTokenForDeveloperIdentityInput { logins, ..scene.input("alice", None) };
        assert_eq!(said(scene.token(&input)).1, unsupported);
    }
    assert_eq!(
        said(scene.stage.get_id(&scene.pool_id, &developer("alice"))).1,
        "Please provide a valid public provider"
    );
    let elsewhere = scene.stage.pool_of(&pool_input());
    let input = GetOpenIdTokenForDeveloperIdentityInput {
        identity_pool_id: elsewhere.clone(),
        ..scene.input("alice", None)
    };
    assert_eq!(said(scene.token(&input)).1, unsupported);
    let stranger = scene.stage.guest(&elsewhere);
    let foreign = scene.token(&scene.input("alice", Some(&stranger)));
    assert_eq!(said(foreign).0, "ResourceNotFoundException");
}

#[test]
fn users_are_looked_up_both_ways() {
    let scene = Scene::new();
    let alice = scene.user("alice");
    let (same, _) = scene
        .token(&GetOpenIdTokenForDeveloperIdentityInput {
            logins: both(developer("alice"), login(P, "alice")),
            ..scene.input("alice", None)
        })
        .unwrap();
    assert_eq!(same, alice);
    let by_user = scene.lookup(None, Some("alice")).unwrap();
    assert_eq!(by_user.identity_id.as_deref(), Some(alice.as_str()));
    assert_eq!(scene.users(&alice), ["alice"], "a public login is no developer's user");
    assert!(scene.lookup(Some(&alice), Some("alice")).is_ok());
    let bob = scene.user("bob");
    let rows = [
        (Some(bob.as_str()), Some("alice"), "ResourceConflictException"),
        (None, Some("nobody"), "ResourceNotFoundException"),
        (Some(NOBODY), None, "ResourceNotFoundException"),
        (None, None, "InvalidParameterException"),
    ];
    for (identity_id, user, code) in rows {
        assert_eq!(said(scene.lookup(identity_id, user)).0, code, "{identity_id:?} {user:?}");
    }
}

#[test]
fn a_listing_of_users_is_paged() {
    let scene = Scene::new();
    let first = scene.user("user-0");
    for number in 1..5 {
        scene.user(&format!("user-{number}"));
        assert_eq!(scene.merge(&format!("user-{number}"), "user-0").unwrap(), first);
    }
    let mut seen = Vec::new();
    let mut next_token = None;
    loop {
        let page = scene.stage.run::<LookupDeveloperIdentity>(&LookupDeveloperIdentityInput {
            identity_pool_id: scene.pool_id.clone(),
            identity_id: Some(first.clone()),
            max_results: Some(2),
            next_token,
            ..Default::default()
        });
        let page = page.unwrap();
        let users = page.developer_user_identifier_list.unwrap();
        assert!((1..=2).contains(&users.len()));
        seen.extend(users);
        next_token = page.next_token;
        if next_token.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["user-0", "user-1", "user-2", "user-3", "user-4"]);
}

#[test]
fn merging_moves_every_login_and_disables_the_source() {
    let scene = Scene::new();
    let (alice, token) = scene.token(&scene.input("alice", None)).unwrap();
    let old = scene.stage.credentials(&alice, &own(&token)).unwrap();
    let with_google = GetOpenIdTokenForDeveloperIdentityInput {
        logins: both(developer("alice"), login(P, "alice")),
        ..scene.input("alice", None)
    };
    scene.token(&with_google).unwrap();
    let bob = scene.user("bob");
    assert_eq!(scene.merge("alice", "bob").unwrap(), bob);
    assert_eq!(scene.state(&alice), IdentityState::Disabled);
    assert!(scene.stage.access(&old).is_err());
    assert_eq!(said(scene.stage.credentials(&alice, &own(&token))), forbidden(&alice));
    assert_eq!(scene.users(&bob), ["alice", "bob"]);
    assert_eq!(scene.user("alice"), bob);
    assert_eq!(scene.stage.get_id(&scene.pool_id, &login(P, "alice")).unwrap(), bob);
    assert_eq!(scene.merge("alice", "bob").unwrap(), bob, "they are one already");
    assert_eq!(said(scene.merge("nobody", "bob")).0, "ResourceNotFoundException");
}

#[test]
fn two_users_of_one_public_provider_are_not_merged() {
    let scene = Scene::new();
    for user in ["alice", "bob"] {
        let input = GetOpenIdTokenForDeveloperIdentityInput {
            logins: both(developer(user), login(P, user)),
            ..scene.input(user, None)
        };
        scene.token(&input).unwrap();
    }
    assert_eq!(said(scene.merge("alice", "bob")).0, "ResourceConflictException");
    assert_eq!(scene.state(&scene.user("alice")), IdentityState::Authenticated);
    assert_ne!(scene.user("alice"), scene.user("bob"));
}

#[test]
fn an_unlinked_user_is_a_new_one_and_its_identity_closes_with_its_last_login() {
    let scene = Scene::new();
    let (alice, token) = scene.token(&scene.input("alice", None)).unwrap();
    let bob = scene.user("bob");
    assert_eq!(said(scene.unlink(&bob, "alice")).0, "ResourceConflictException");
    assert_eq!(said(scene.unlink(&alice, "nobody")).0, "ResourceNotFoundException");
    scene.unlink(&alice, "alice").unwrap();
    assert_eq!(scene.state(&alice), IdentityState::Inaccessible);
    assert_eq!(said(scene.stage.credentials(&alice, &own(&token))), forbidden(&alice));
    assert_ne!(scene.user("alice"), alice);

    let second = scene.user("second");
    scene.merge("second", "bob").unwrap();
    scene.unlink(&bob, "second").unwrap();
    assert_eq!(scene.state(&bob), IdentityState::Authenticated);
    assert_eq!(scene.users(&bob), ["bob"]);
    assert_ne!(scene.user("second"), second);
}

#[test]
fn a_developer_s_user_is_not_the_public_user_of_the_same_name() {
    // Nothing keeps a back end from naming its provider as an OpenID provider is named.
    let stage = Stage::new();
    let pool_id = stage.pool_of(&pool_input());
    let public = stage.get_id(&pool_id, &login(P, "alice")).unwrap();
    let named = UpdateIdentityPoolInput {
        identity_pool_id: pool_id.clone(),
        developer_provider_name: Some(P.to_owned()),
        identity_pool_name: "pool".to_owned(),
        allow_unauthenticated_identities: true,
        open_id_connect_provider_arns: pool_input().open_id_connect_provider_arns,
        ..UpdateIdentityPoolInput::default()
    };
    stage.run::<UpdateIdentityPool>(&named).unwrap();
    let scene = Scene { stage, pool_id };
    let vouched = |user: &str, identity_id: Option<&str>| {
        let logins = [(P.to_owned(), Secret::new(user))].into();
        scene.token(&GetOpenIdTokenForDeveloperIdentityInput {
            logins,
            ..scene.input(user, identity_id)
        })
    };
    let (developer, _) = vouched("alice", None).unwrap();
    assert_ne!(developer, public);
    assert_eq!(said(vouched("mallory", Some(&public))), forbidden(&public));
    assert_eq!(vouched("alice", None).unwrap().0, developer);
    assert_eq!(scene.state(&public), IdentityState::Authenticated);
}
