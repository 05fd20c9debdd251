//! What a revocation ends, with the clock as a parameter: frozen, so that everything happens in one
//! millisecond, and on two nodes whose clocks are minutes apart, either way round.

use daypass_store::conformance::block_on;

use super::{NOT_AUTHORIZED, account_trust, presented, request, session, trade, web_request};
use crate::cognito_identity::records::{IdentityPoolRecord, IdentityRecord, IdentityState};
use crate::principal::Principal;
use crate::revocation::{Revoked, revoke};
use crate::testing::{NOW_S, Stage};

const ACTION: &str = "iot:ListPolicies";
/// How far the clocks of two nodes are apart: the node that issues, the node that revokes.
const CLOCKS: [(&str, i64, i64); 3] =
    [("frozen", 0, 0), ("issued ahead", 400, 0), ("revoked ahead", 0, 400)];

/// Two nodes of one server, with a pool and roles.
struct Nodes {
    issuing: Stage,
    revoking: Stage,
    pool: IdentityPoolRecord,
    first: String,
    target: String,
}

impl Nodes {
    fn new(issuing_s: i64, revoking_s: i64) -> Self {
        let stage = Stage::new();
        let pool = stage.pool();
        let first = stage.role("first", &account_trust(), &["*"]);
        let target = stage.role("target", &account_trust(), &["*"]);
        let (issuing, revoking) = (stage.node(NOW_S + issuing_s), stage.node(NOW_S + revoking_s));
        Self { issuing, revoking, pool, first, target }
    }

    /// Every node, with its name: what is revoked is revoked on all.
    fn all(&self) -> [(&'static str, &Stage); 2] {
        [("the issuing node", &self.issuing), ("the revoking node", &self.revoking)]
    }

    fn revoke(&self, revoked: Revoked<'_>) {
        let store = &*self.revoking.environment.store;
        block_on(revoke(store, &Stage::account(), revoked)).unwrap();
    }

    /// A session that is chained on to another one.
    fn chained(&self, from: &Principal) -> Principal {
        session(&self.issuing, from, &request(&self.target))
    }

    /// Everything that is issued for an identity.
    fn issued(&self, identity: &IdentityRecord) -> Issued {
        let token = self.token(identity);
        let own = self.traded(&token);
        let chained = self.chained(&own);
        Issued { twice: self.chained(&chained), chained, own, token }
    }

    fn token(&self, identity: &IdentityRecord) -> String {
        let epochs = self.issuing.epochs(identity);
        self.issuing.signed_identity_token(identity, |claims| {
            (claims.identity_epoch, claims.pool_epoch) = epochs;
        })
    }

    fn traded(&self, token: &str) -> Principal {
        let answer = trade(&self.issuing, &web_request(self.guest_role(), token)).allowed();
        presented(&self.issuing, &answer.credentials.unwrap())
    }

    fn guest_role(&self) -> &str {
        &self.pool.roles["unauthenticated"]
    }
}

/// What an identity has: a session, what was chained from it, and a token that was not exchanged.
struct Issued {
    own: Principal,
    chained: Principal,
    twice: Principal,
    token: String,
}

impl Issued {
    /// Whether all of it is good, on every node.
    fn stands(&self, nodes: &Nodes) -> [bool; 4] {
        let sessions = [&self.own, &self.chained, &self.twice];
        let good = |principal: &Principal| {
            let verdicts = nodes.all().map(|(_, node)| node.may(principal, ACTION, "*"));
            assert_eq!(verdicts[0], verdicts[1], "the nodes disagree");
            verdicts[0]
        };
        let trades = nodes.all().map(|(name, node)| {
            let answer = trade(node, &web_request(nodes.guest_role(), &self.token));
            if answer.answer.is_err() {
                assert_eq!(answer.refused(), NOT_AUTHORIZED, "{name}");
            }
            answer.answer.is_ok()
        });
        assert_eq!(trades[0], trades[1], "the nodes disagree about the token");
        let [own, chained, twice] = sessions.map(good);
        [own, chained, twice, trades[0]]
    }
}

const ALL_STAND: [bool; 4] = [true; 4];
const ALL_FELL: [bool; 4] = [false; 4];

#[test]
fn an_identity_loses_its_sessions_its_chains_and_its_token_and_nobody_else_does() {
    for (name, issuing_s, revoking_s) in CLOCKS {
        let nodes = Nodes::new(issuing_s, revoking_s);
        let [meant, control] =
            [1, 2].map(|number| nodes.issuing.identity(&nodes.pool, number, IdentityState::Guest));
        let (before, beside) = (nodes.issued(&meant), nodes.issued(&control));
        assert_eq!(
            (before.stands(&nodes), beside.stands(&nodes)),
            (ALL_STAND, ALL_STAND),
            "{name}"
        );
        nodes.revoke(Revoked::Identity(&meant.id));
        assert_eq!((before.stands(&nodes), beside.stands(&nodes)), (ALL_FELL, ALL_STAND), "{name}");
        // What is issued in the very same millisecond is new, and what was issued stays ended.
        let after = nodes.issued(&meant);
        assert_eq!((after.stands(&nodes), before.stands(&nodes)), (ALL_STAND, ALL_FELL), "{name}");
        nodes.revoke(Revoked::Identity(&meant.id));
        assert_eq!((after.stands(&nodes), beside.stands(&nodes)), (ALL_FELL, ALL_STAND), "{name}");
    }
}

#[test]
fn a_pool_loses_what_all_of_its_identities_have() {
    for (name, issuing_s, revoking_s) in CLOCKS {
        let nodes = Nodes::new(issuing_s, revoking_s);
        let [one, two] =
            [1, 2].map(|number| nodes.issuing.identity(&nodes.pool, number, IdentityState::Guest));
        let before = [nodes.issued(&one), nodes.issued(&two)];
        let root = session(&nodes.issuing, &Stage::root(), &request(&nodes.target));
        nodes.revoke(Revoked::Pool(&nodes.pool.id));
        for issued in &before {
            assert_eq!(issued.stands(&nodes), ALL_FELL, "{name}");
        }
        // The role that they had chained on to stands, for those who came to it otherwise.
        assert!(nodes.issuing.may(&root, ACTION, "*"), "{name}");
        assert_eq!(nodes.issued(&one).stands(&nodes), ALL_STAND, "{name}");
    }
}

#[test]
fn a_role_loses_its_sessions_wherever_they_are_in_a_chain() {
    for (name, issuing_s, revoking_s) in CLOCKS {
        let nodes = Nodes::new(issuing_s, revoking_s);
        let of_first = || session(&nodes.issuing, &Stage::root(), &request(&nodes.first));
        let before = of_first();
        let chained = nodes.chained(&before);
        let twice = nodes.chained(&chained);
        let control = session(&nodes.issuing, &Stage::root(), &request(&nodes.target));
        nodes.revoke(Revoked::Role(&nodes.first));
        for (node_name, node) in nodes.all() {
            for principal in [&before, &chained, &twice] {
                assert!(!node.may(principal, ACTION, "*"), "{name}, {node_name}");
            }
            assert!(node.may(&control, ACTION, "*"), "{name}, {node_name}");
            assert!(node.may(&of_first(), ACTION, "*"), "{name}, {node_name}: issued anew");
        }
        // The last link of a chain may be revoked, too.
        let (first, last) = (of_first(), nodes.chained(&of_first()));
        nodes.revoke(Revoked::Role(&nodes.target));
        assert!(!nodes.issuing.may(&last, ACTION, "*"), "{name}");
        assert!(nodes.issuing.may(&first, ACTION, "*"), "{name}");
    }
}

#[test]
fn a_role_that_identities_have_loses_their_sessions_and_not_their_tokens() {
    for (name, issuing_s, revoking_s) in CLOCKS {
        let nodes = Nodes::new(issuing_s, revoking_s);
        let guest = nodes.issuing.identity(&nodes.pool, 1, IdentityState::Guest);
        let before = nodes.issued(&guest);
        nodes.revoke(Revoked::Role("guest"));
        // A token is no session of the role: whoever must stay out loses the trust (decision 0023).
        assert_eq!(before.stands(&nodes), [false, false, false, true], "{name}");
    }
}

#[test]
fn a_session_that_was_revoked_assumes_no_other_role() {
    for (name, issuing_s, revoking_s) in CLOCKS {
        let nodes = Nodes::new(issuing_s, revoking_s);
        let caller = session(&nodes.issuing, &Stage::root(), &request(&nodes.first));
        nodes.revoke(Revoked::Role(&nodes.first));
        let answer = super::assume(&nodes.issuing, &caller, &request(&nodes.target)).answer;
        assert!(answer.is_err(), "{name}");
        let guest = nodes.issuing.identity(&nodes.pool, 1, IdentityState::Guest);
        let traded = nodes.traded(&nodes.token(&guest));
        nodes.revoke(Revoked::Identity(&guest.id));
        assert!(super::assume(&nodes.issuing, &traded, &request(&nodes.target)).answer.is_err());
    }
}
