//! Clients that were let in lately, by the proof that they brought: one that comes again with the same
//! credentials is known without opening its token or reading its certificate.
//!
//! What is remembered holds as long as nothing has changed of what its access was made from, which
//! the change log tells, and as long as the credentials last. A long-term key is not remembered:
//! its proof is the secret itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_lc_rs::digest::{Context, SHA256};
use daypass_aws_types::{AccountId, Region};
use daypass_broker::{Realm, Subject};
use daypass_services::Principal;
use daypass_services::authorization::Access;
use daypass_services::ports::Now;

use super::Applicant;
use crate::authenticate::is_temporary;
use crate::live::{Holder, Live, Moment};

/// How many proofs a generation holds; there are two.
const PROOFS_MAX: usize = 2_048;

/// The digest of what a client proves who it is with.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
pub(super) struct Proof([u8; 32]);

/// Somebody whose proof was verified.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) holder: Holder,
    pub(super) account: AccountId,
    pub(super) region: Region,
    /// Where the client acts.
    pub(super) realm: Arc<Realm>,
    /// Whose the client's session is.
    pub(super) owner: Arc<str>,
    /// How the client is named when it comes from the same address again.
    pub(super) subject: Arc<Subject>,
    pub(super) access: Access,
}

/// Those who were let in lately.
#[derive(Debug, Default)]
pub(crate) struct Recent(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<Proof, Remembered>,
    old: HashMap<Proof, Remembered>,
}

#[derive(Clone, Debug)]
struct Remembered {
    known: Arc<Known>,
    /// Before its access was looked up, or a moment when that was still true.
    seen: Moment,
}

impl Proof {
    /// The proof that an applicant brings, where it is one to remember: a certificate whose key it
    /// has, or a session token with its access key id. Signatures prove nothing twice.
    pub(super) fn of(applicant: &Applicant) -> Option<Self> {
        if applicant.peer.signed.is_some() {
            return None;
        }
        if let Some(certificate) = &applicant.certificate {
            return Some(digest(&[b"certificate", certificate]));
        }
        let access_key_id = applicant.login.user_name.as_deref().filter(|id| is_temporary(id))?;
        let token = applicant.login.password.as_deref()?;
        let length = access_key_id.len().to_be_bytes();
        Some(digest(&[b"token", &length, access_key_id.as_bytes(), token]))
    }
}

fn digest(parts: &[&[u8]]) -> Proof {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut proof = [0; 32];
    proof.copy_from_slice(context.finish().as_ref());
    Proof(proof)
}

impl Known {
    /// Whether the credentials last: sessions by our own clock, certificates by wall time.
    fn lasts(&self, now: Now) -> bool {
        let now_ms = match self.holder {
            Holder::Principal(Principal::Certificate { .. }) => now.wall_ms,
            Holder::Principal(_) | Holder::Anonymous(_) => now.ours_ms,
        };
        self.access.expires_ms.is_some_and(|ends_ms| now_ms < ends_ms)
    }
}

impl Recent {
    /// Who brought this proof before, if what was found then is still so, with a moment when it was.
    pub(super) fn find(
        &self,
        proof: &Proof,
        live: &Live,
        now: Now,
    ) -> Option<(Moment, Arc<Known>)> {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Remembered { known, seen } = generations.take(proof)?;
        if !known.lasts(now) {
            return None;
        }
        let seen = live.still_so(seen, &known.access)?;
        generations.put(*proof, Remembered { known: known.clone(), seen });
        Some((seen, known))
    }

    /// Remembers whoever was let in, as found after `seen`.
    pub(super) fn remember(&self, proof: Proof, known: Arc<Known>, seen: Moment) {
        if known.access.expires_ms.is_some() {
            let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            generations.put(proof, Remembered { known, seen });
        }
    }
}

impl Generations {
    fn take(&mut self, proof: &Proof) -> Option<Remembered> {
        self.young.remove(proof).or_else(|| self.old.remove(proof))
    }

    fn put(&mut self, proof: Proof, remembered: Remembered) {
        if self.young.len() >= PROOFS_MAX {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(proof, remembered);
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use crate::device::admission::subject::{owner, subject};
    use crate::device::admission::tests;
    use crate::device::peer::{Peer, Signed};
    use crate::live::tests::scene::{NOTHING, Scene, claim};

    const EARLY: Now = Now { wall_ms: 0, ours_ms: 0 };

    async fn known(scene: &Scene, identity: &str, expires_ms: Option<i64>) -> Arc<Known> {
        let claim = claim(identity);
        Arc::new(Known {
            realm: Arc::new(Realm::new(claim.account.as_str(), claim.region.as_str())),
            owner: owner(&claim.holder),
            subject: subject(&claim),
            access: Access { expires_ms, ..scene.access(identity).await },
            holder: claim.holder,
            account: claim.account,
            region: claim.region,
        })
    }

    fn applicant(user_name: &str, password: &[u8]) -> Applicant {
        let mut applicant = tests::applicant();
        applicant.login.user_name = Some(user_name.into());
        applicant.login.password = Some(password.to_vec().into());
        applicant
    }

    #[tokio::test]
    async fn what_is_remembered_holds_until_something_that_it_was_made_from_has_changed() {
        let scene = Scene::new(100).await;
        scene.sign_in("ann", &["one"]).await;
        scene.sign_in("ben", &["two"]).await;
        scene.live.catch_up().await;
        let (recent, proof) = (Recent::default(), digest(&[b"ann"]));
        let seen = scene.live.moment();
        recent.remember(proof, known(&scene, "ann", Some(1)).await, seen);
        assert!(recent.find(&digest(&[b"ben"]), &scene.live, EARLY).is_none());
        scene.attach("ben", &[]).await;
        scene.live.catch_up().await;
        assert!(recent.find(&proof, &scene.live, EARLY).is_some());
        scene.put_policy("one", NOTHING).await;
        scene.live.catch_up().await;
        assert!(recent.find(&proof, &scene.live, EARLY).is_none());
        assert!(recent.find(&proof, &scene.live, EARLY).is_none(), "it came back");
    }

    #[tokio::test]
    async fn a_change_that_came_while_access_was_looked_up_is_not_missed() {
        let scene = Scene::new(100).await;
        scene.sign_in("ann", &["one"]).await;
        scene.live.catch_up().await;
        let (recent, proof) = (Recent::default(), digest(&[b"ann"]));
        let seen = scene.live.moment();
        let known = known(&scene, "ann", Some(1)).await;
        scene.attach("ann", &[]).await;
        scene.live.catch_up().await;
        recent.remember(proof, known, seen);
        assert!(recent.find(&proof, &scene.live, EARLY).is_none());
    }

    #[tokio::test]
    async fn nothing_is_remembered_beyond_the_credentials() {
        let scene = Scene::new(100).await;
        scene.sign_in("ann", &["one"]).await;
        let (recent, proof) = (Recent::default(), digest(&[b"ann"]));
        let at = |ours_ms| Now { wall_ms: 0, ours_ms };
        let seen = scene.live.moment();
        recent.remember(proof, known(&scene, "ann", Some(1_000)).await, seen);
        assert!(recent.find(&proof, &scene.live, at(999)).is_some());
        assert!(recent.find(&proof, &scene.live, at(1_000)).is_none());
        // What has no end is a long-term key's.
        recent.remember(proof, known(&scene, "ann", None).await, seen);
        assert!(recent.find(&proof, &scene.live, at(0)).is_none());
    }

    #[tokio::test]
    async fn so_many_are_remembered_and_those_that_come_again_the_longest() {
        let scene = Scene::new(100).await;
        scene.sign_in("ann", &["one"]).await;
        let (recent, faithful) = (Recent::default(), digest(&[b"faithful"]));
        let (seen, known) = (scene.live.moment(), known(&scene, "ann", Some(1)).await);
        recent.remember(faithful, known.clone(), seen);
        for number in 0..5 * PROOFS_MAX {
            recent.remember(digest(&[&number.to_be_bytes()]), known.clone(), seen);
            if number % PROOFS_MAX == 0 {
                assert!(recent.find(&faithful, &scene.live, EARLY).is_some());
            }
        }
        let Generations { young, old } = &*recent.0.lock().unwrap();
        assert!(young.len() + old.len() <= 2 * PROOFS_MAX);
    }

    #[test]
    fn a_proof_is_a_whole_token_with_its_key_or_a_certificate() {
        let one = Proof::of(&applicant("ASIA1", b"token"));
        assert!(one.is_some());
        assert_eq!(one, Proof::of(&applicant("ASIA1", b"token")));
        for (user_name, password) in
            [("ASIA1", b"tokeN".as_slice()), ("ASIA2", b"token"), ("ASIA1t", b"oken")]
        {
            assert_ne!(one, Proof::of(&applicant(user_name, password)), "{user_name}");
        }
        assert_eq!(Proof::of(&applicant("AKIA1", b"secret")), None);
        let device = Applicant { certificate: Some([1].into()), ..applicant("ASIA1", b"token") };
        let other = Applicant { certificate: Some([2].into()), ..applicant("ASIA1", b"token") };
        let plain = Applicant { certificate: Some([1].into()), ..applicant("?", b"") };
        assert_eq!(Proof::of(&device), Proof::of(&plain));
        assert_ne!(Proof::of(&device), Proof::of(&other));
        let claim = claim("ann");
        let Holder::Principal(principal) = claim.holder else { unreachable!() };
        let signed = Signed { principal, account: claim.account, region: claim.region };
        let peer = Peer {
            source_ip: Ipv4Addr::LOCALHOST.into(),
            secure_transport: true,
            user_agent: None,
            signed: Some(Box::new(signed)),
            ends_ms: None,
        };
        assert_eq!(Proof::of(&Applicant { peer: peer.into(), ..device }), None);
    }
}
