//! From a login to an admission, or to a recorded refusal.

use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_broker::{
    Admission, AdmissionRefused, ConnectionId, DecisionId, PacketKind, Realm, RefusedBecause,
    Subject,
};
use daypass_services::authorization::{Access, AccessError};
use daypass_services::ports::Clock as _;

use daypass_store::Store;

use super::common::Common;
use super::recent::{Known, Proof, Recent};
use super::subject::{owner, stranger, subject};
use super::{Applicant, holder};
use crate::authenticate::{Authenticator, Unauthenticated};
use crate::clock::RealClock;
use crate::decisions::{Answer, Decisions, Door, Refused, Why};
use crate::device::command::Command;
use crate::device::mailbox::Mailboxes;
use crate::device::peer::{Peer, Signed};
use crate::live::{AnonymousPolicy, Claim, Holder, Live, Moment};

/// Where clients are authenticated.
pub(crate) struct Desk {
    pub(crate) authenticator: Arc<Authenticator>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) live: Arc<Live>,
    pub(crate) decisions: Arc<Decisions>,
    pub(crate) mailboxes: Arc<Mailboxes>,
    pub(crate) clock: RealClock,
    pub(crate) account: AccountId,
    pub(crate) region: Region,
    pub(crate) anonymous: Option<AnonymousPolicy>,
    pub(crate) common: Common,
    pub(crate) recent: Recent,
}

/// Who an applicant is, and what it may do where that was found on the way.
pub(super) struct Identified {
    holder: Holder,
    account: AccountId,
    region: Region,
    access: Option<Access>,
}

impl Identified {
    pub(super) fn new(holder: Holder, account: AccountId, region: Region) -> Self {
        Self { holder, account, region, access: None }
    }
}

impl Desk {
    /// Sees an applicant. What is in memory is found at the first poll.
    pub(super) async fn admission(
        self: Arc<Self>,
        applicant: Applicant,
    ) -> Result<Admission, AdmissionRefused> {
        self.admit(&applicant).await
    }

    /// Tells a reactor what came of an application.
    pub(super) async fn answer(
        &self,
        reactor: usize,
        connection: ConnectionId,
        admission: Result<Admission, AdmissionRefused>,
    ) {
        let Some(mailbox) = self.mailboxes.get(reactor) else { return };
        if mailbox.offer(Command::Authenticated(connection, admission)).await.is_err() {
            // The broker lets a client go that is not answered in time.
            tracing::warn!(reactor, "an answer to a client was lost: the reactor's queue is full");
        }
    }

    async fn admit(&self, applicant: &Applicant) -> Result<Admission, AdmissionRefused> {
        let (seen, known) = self.recognize(applicant).await?;
        let claim = claim(applicant, &known.holder, (&known.account, &known.region));
        let stored = applicant.login.stores_will.then(|| holder::encode(&claim));
        let subject = if known.subject.source_ip == claim.source_ip {
            known.subject.clone()
        } else {
            self.common.subject(subject(&claim))
        };
        let (realm, owner) = (known.realm.clone(), known.owner.clone());
        match self.live.admit(claim, Some((seen, known.access.clone()))).await {
            Ok(permissions) => Ok(Admission { realm, subject, owner, permissions, holder: stored }),
            Err(error) => Err(self.closed(applicant, subject, &realm, &error)),
        }
    }

    /// Who it is and what that one may do, from before where that still holds, with a moment when it
    /// did.
    async fn recognize(
        &self,
        applicant: &Applicant,
    ) -> Result<(Moment, Arc<Known>), AdmissionRefused> {
        let proof = Proof::of(applicant);
        let found = proof.and_then(|proof| self.recent.find(&proof, &self.live, self.clock.now()));
        if let Some((seen, known)) = found {
            if let Holder::Principal(principal) = &known.holder {
                self.authenticator.note_login(principal);
            }
            return Ok((seen, known));
        }
        let seen = self.live.moment();
        let known = Arc::new(self.known(applicant).await?);
        if let Some(proof) = proof {
            self.recent.remember(proof, known.clone(), seen);
        }
        Ok((seen, known))
    }

    /// Who it is, and what that one may do.
    async fn known(&self, applicant: &Applicant) -> Result<Known, AdmissionRefused> {
        let Identified { holder, account, region, access } = self.identify(applicant).await?;
        let claim = claim(applicant, &holder, (&account, &region));
        let realm = Arc::new(Realm::new(account.as_str(), region.as_str()));
        let owner = self.common.text(owner(&holder));
        let subject = self.common.subject(subject(&claim));
        let access = match access {
            Some(access) => access,
            None => match self.live.access(&claim).await {
                Ok(access) => access,
                Err(error) => return Err(self.closed(applicant, subject, &realm, &error)),
            },
        };
        Ok(Known { holder, account, region, realm, owner, subject, access })
    }

    /// Who it is: whoever signed the upgrade, or the owner of the name and password.
    async fn identify(&self, applicant: &Applicant) -> Result<Identified, AdmissionRefused> {
        if let Some(Signed { principal, account, region }) = applicant.peer.signed.as_deref() {
            let holder = Holder::Principal(principal.clone());
            return Ok(Identified::new(holder, account.clone(), region.clone()));
        }
        // AWS ignores name and password beside a certificate; device SDKs send metrics in them.
        if let Some(der) = &applicant.certificate {
            return self.device(applicant, der).await;
        }
        let login = &applicant.login;
        let user_name = login.user_name.as_deref().filter(|name| !name.is_empty());
        let password = login.password.as_deref().unwrap_or_default();
        let Some(user_name) = user_name else {
            let Some(policy) = &self.anonymous else {
                return Err(self.without_credentials(applicant));
            };
            let holder = Holder::Anonymous(policy.clone());
            return Ok(Identified::new(holder, self.account.clone(), self.region.clone()));
        };
        // A password that is no text is nobody's.
        let password = std::str::from_utf8(password).unwrap_or_default();
        match self.authenticator.password(user_name, password).await {
            Ok(caller) => {
                let holder = Holder::Principal(self.common.principal(caller.principal));
                let identified = Identified::new(holder, caller.account, caller.region);
                Ok(Identified { access: Some(caller.access), ..identified })
            }
            Err(error) => Err(self.unauthenticated(applicant, &error)),
        }
    }

    fn without_credentials(&self, applicant: &Applicant) -> AdmissionRefused {
        let answer = Answer {
            code: "NotAuthorized".into(),
            message: "The client brings no credentials.".into(),
            hint: Some(
                "sign in with an access key id as the user name and the session token as the \
                 password, or name a policy for such clients by --mqtt-plain-policy"
                    .into(),
            ),
        };
        let decision =
            self.record(applicant, self.stranger(applicant), Why::Authentication(answer));
        AdmissionRefused { because: RefusedBecause::NotAuthorized, decision: Some(decision) }
    }

    fn unauthenticated(&self, applicant: &Applicant, error: &Unauthenticated) -> AdmissionRefused {
        let Some(wire) = error.wire() else {
            tracing::error!(%error, "a client cannot be authenticated");
            return UNAVAILABLE;
        };
        let answer = Answer {
            code: "BadUserNameOrPassword".into(),
            message: wire.message.as_ref().into(),
            hint: Some(error.reason().into()),
        };
        let decision =
            self.record(applicant, self.stranger(applicant), Why::Authentication(answer));
        let because = RefusedBecause::BadUserNameOrPassword;
        AdmissionRefused { because, decision: Some(decision) }
    }

    /// The credentials are genuine and give no access any more.
    fn closed(
        &self,
        applicant: &Applicant,
        subject: Arc<Subject>,
        realm: &Realm,
        error: &AccessError,
    ) -> AdmissionRefused {
        if let AccessError::Store(error) = error {
            tracing::error!(%error, "a client cannot be admitted");
            return UNAVAILABLE;
        }
        let why = Why::Closed {
            action: "iot:Connect".into(),
            resource: format!("{}client/{}", realm.arn_prefix(), applicant.login.client_id).into(),
            reason: error.to_string().into(),
        };
        let decision = self.record(applicant, subject, why);
        AdmissionRefused { because: RefusedBecause::NotAuthorized, decision: Some(decision) }
    }

    pub(super) fn stranger(&self, applicant: &Applicant) -> Arc<Subject> {
        let user_name = applicant.login.user_name.as_deref();
        stranger(user_name, (self.account.as_str(), self.region.as_str()), &applicant.peer)
    }

    pub(super) fn record(
        &self,
        applicant: &Applicant,
        subject: Arc<Subject>,
        why: Why,
    ) -> DecisionId {
        let client_id = (&*applicant.login.client_id).into();
        self.decisions.record(Refused {
            at_ms: self.clock.now().wall_ms,
            subject,
            door: Door::Mqtt { client_id, packet: PacketKind::Connect },
            why,
        })
    }
}

/// What an applicant claims once it is known who it is.
fn claim(
    applicant: &Applicant,
    holder: &Holder,
    (account, region): (&AccountId, &Region),
) -> Claim {
    let Peer { source_ip, secure_transport, ref user_agent, .. } = *applicant.peer;
    Claim {
        holder: holder.clone(),
        account: account.clone(),
        region: region.clone(),
        client_id: applicant.login.client_id.clone(),
        source_ip,
        secure_transport,
        user_agent: user_agent.clone(),
    }
}

pub(super) const UNAVAILABLE: AdmissionRefused =
    AdmissionRefused { because: RefusedBecause::Unavailable, decision: None };
