//! Rings and sessions for the tests, fixed and generated.

use std::collections::BTreeMap;

use daypass_credentials::{
    AccountNumber, CognitoSession, Epochs, KeyIdNumber, KeyIdSequence, KeyRing, Nonce, Origin,
    Session, SessionPolicy, SessionPrincipal, UserSession, WebIdentity,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

pub(crate) const NONCE: Nonce = *b"0123456789abcdef";

pub(crate) fn ring() -> KeyRing {
    KeyRing::new([7; 32].into()).unwrap()
}

pub(crate) fn number() -> KeyIdNumber {
    KeyIdSequence::new([1; 16]).next()
}

pub(crate) fn guest() -> Session {
    Session {
        account: "123456789012".parse().unwrap(),
        principal: SessionPrincipal {
            role_id: "AROAEXAMPLEROLEID0001".to_owned(),
            role_name: "demo-guest".to_owned(),
            role_path: "/".to_owned(),
            session_name: "CognitoIdentityCredentials".to_owned(),
            cognito: Some(CognitoSession {
                identity_id: "us-east-1:11111111-1111-4111-8111-111111111111".to_owned(),
                pool_id: "us-east-1:00000000-0000-4000-8000-000000000001".to_owned(),
                amr: vec!["unauthenticated".to_owned()],
                authenticated: false,
            }),
            ..SessionPrincipal::default()
        },
        session_policies: vec![SessionPolicy::GuestCut(1)],
        epochs: Epochs { identity: 1, pool: 2, role: 3 },
        issued_ms: 1_790_000_000_000,
        expires_ms: 1_790_003_600_000,
    }
}

pub(crate) fn sessions() -> impl Strategy<Value = Session> {
    let policy = prop_oneof![
        any::<u32>().prop_map(SessionPolicy::GuestCut),
        text().prop_map(SessionPolicy::Inline),
        text().prop_map(SessionPolicy::Managed),
    ];
    (accounts(), principals(), vec(policy, 0..4), epochs(), any::<i64>(), any::<i64>()).prop_map(
        |(account, principal, session_policies, epochs, issued_ms, expires_ms)| Session {
            account,
            principal,
            session_policies,
            epochs,
            issued_ms,
            expires_ms,
        },
    )
}

fn accounts() -> impl Strategy<Value = AccountNumber> {
    (0..1_000_000_000_000_u64).prop_map(|number| AccountNumber::new(number).unwrap())
}

fn principals() -> impl Strategy<Value = SessionPrincipal> {
    let cognito = (text(), text(), vec(text(), 0..4), any::<bool>()).prop_map(
        |(identity_id, pool_id, amr, authenticated)| CognitoSession {
            identity_id,
            pool_id,
            amr,
            authenticated,
        },
    );
    let web_identity =
        (text(), text(), text()).prop_map(|(provider, audience, subject)| WebIdentity {
            provider,
            audience,
            subject_type: subject.clone(),
            name_qualifier: subject.clone(),
            subject,
        });
    let optional = || option::of(text());
    let user =
        ((text(), text(), text(), text()), optional()).prop_map(|(names, federated_name)| {
            let (user_id, user_path, user_name, access_key_id) = names;
            UserSession { user_id, user_path, user_name, access_key_id, federated_name }
        });
    let origin = ((accounts(), text(), text()), optional(), optional(), optional(), epochs())
        .prop_map(
            |((account, principal_id, role_name), access_key_id, identity_id, pool_id, epochs)| {
                Origin {
                    principal_id,
                    account,
                    role_name,
                    access_key_id,
                    identity_id,
                    pool_id,
                    epochs,
                }
            },
        );
    (
        (text(), text(), text(), text()),
        option::of(cognito),
        option::of(web_identity),
        (btree_map(text(), text(), 0..4), vec(text(), 0..4)),
        option::of(text()),
        vec(origin, 0..3),
        option::of(user),
    )
        .prop_map(|(names, cognito, web_identity, tags, source_identity, origins, user)| {
            let (role_id, role_name, role_path, session_name) = names;
            let (principal_tags, transitive_tag_keys) = tags;
            SessionPrincipal {
                role_id,
                role_name,
                role_path,
                session_name,
                cognito,
                web_identity,
                principal_tags: BTreeMap::from_iter(principal_tags),
                transitive_tag_keys,
                source_identity,
                origins,
                user,
            }
        })
}

fn epochs() -> impl Strategy<Value = Epochs> {
    (any::<u64>(), any::<u64>(), any::<u64>()).prop_map(|(identity, pool, role)| Epochs {
        identity,
        pool,
        role,
    })
}

fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..12).prop_map(String::from_iter)
}
