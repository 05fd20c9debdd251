//! Auto-attach: what is told of it is what the run that counts has done.

use daypass_store::Scope;

use super::stage::{P, Stage, login};
use crate::cognito_identity::AutoAttach;
use crate::iot::records::{IOT_POLICIES, IOT_TARGETS, IotPolicyRecord};

#[test]
fn a_run_that_attaches_nothing_tells_nothing_of_one_before_it() {
    let mut stage = Stage::new();
    let pool = stage.pool();
    let scope = Scope { account: stage.account.as_str(), region: stage.region.as_str() };
    let policy = IotPolicyRecord { name: "lamps".to_owned(), ..IotPolicyRecord::default() };
    stage.put(&IOT_POLICIES.key(&scope, ["lamps"]), &policy);
    stage.auto_attach(vec![AutoAttach {
        pool: pool.clone(),
        provider: P.to_owned(),
        claim: None,
        policy: "lamps".to_owned(),
    }]);
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    assert_eq!(stage.attached(), ["lamps"]);
    let scope = Scope { account: stage.account.as_str(), region: stage.region.as_str() };
    let target = stage.read(&IOT_TARGETS.key(&scope, [&alice])).unwrap();
    assert_eq!(target.policies, ["lamps"]);

    // Bob's first sign-in stands for a run that lost: the one after it is what happened.
    stage.get_id(&pool, &login(P, "bob")).unwrap();
    stage.get_id(&pool, &login(P, "alice")).unwrap();
    assert!(stage.attached().is_empty());
}
