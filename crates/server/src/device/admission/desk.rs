//! From a login to an admission, or to a recorded refusal.

use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_broker::{
    Admission, AdmissionRefused, DecisionId, PacketKind, Realm, RefusedBecause, Subject,
};
use daypass_services::authorization::{AccessError, request_context};
use daypass_services::ports::Clock as _;

use daypass_store::Store;

use super::subject::{owner, stranger, subject};
use super::{Applicant, holder};
use crate::authenticate::{Authenticator, Unauthenticated};
use crate::clock::RealClock;
use crate::decisions::{Answer, Decisions, Door, Refused, Why};
use crate::device::command::Command;
use crate::device::mailbox::Mailboxes;
use crate::device::peer::{Peer, Signed};
use crate::live::{AnonymousPolicy, Claim, Holder, Live};

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
}

impl Desk {
    /// Sees an applicant, and tells its reactor.
    pub(super) async fn see(&self, applicant: Applicant) {
        let Applicant { reactor, connection, .. } = applicant;
        let admission = self.admit(&applicant).await;
        let answer = Command::Authenticated(connection, admission);
        let Some(mailbox) = self.mailboxes.get(reactor) else { return };
        if mailbox.offer(answer).await.is_err() {
            // The broker lets a client go that is not answered in time.
            tracing::warn!(reactor, "an answer to a client was lost: the reactor's queue is full");
        }
    }

    async fn admit(&self, applicant: &Applicant) -> Result<Admission, AdmissionRefused> {
        let (holder, account, region) = self.identify(applicant).await?;
        let Peer { source_ip, secure_transport, user_agent, .. } = &*applicant.peer;
        let context =
            request_context(*source_ip, *secure_transport, user_agent.as_deref(), region.as_str());
        let client_id = applicant.login.client_id.clone();
        let claim = Claim { holder, account, region, client_id, context };
        let stored = applicant.login.stores_will.then(|| holder::encode(&claim, &applicant.peer));
        let (realm, owner) =
            (Realm::new(claim.account.as_str(), claim.region.as_str()), owner(&claim.holder));
        let subject = subject(&claim, applicant.peer.source_ip);
        match self.live.admit(claim).await {
            Ok(permissions) => {
                let realm = Arc::new(realm);
                Ok(Admission { realm, subject, owner, permissions, holder: stored })
            }
            Err(error) => Err(self.closed(applicant, subject, &realm, &error)),
        }
    }

    /// Who it is: whoever signed the upgrade, or the owner of the name and password.
    async fn identify(
        &self,
        applicant: &Applicant,
    ) -> Result<(Holder, AccountId, Region), AdmissionRefused> {
        if let Some(Signed { principal, account, region }) = &applicant.peer.signed {
            return Ok((Holder::Principal(principal.clone()), account.clone(), region.clone()));
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
            return Ok((holder, self.account.clone(), self.region.clone()));
        };
        // A password that is no text is nobody's.
        let password = std::str::from_utf8(password).unwrap_or_default();
        match self.authenticator.password(user_name, password).await {
            Ok(caller) => Ok((Holder::Principal(caller.principal), caller.account, caller.region)),
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

pub(super) const UNAVAILABLE: AdmissionRefused =
    AdmissionRefused { because: RefusedBecause::Unavailable, decision: None };
