//! Who a device is: the certificate that it proved to hold, as it is registered.

use daypass_aws_types::{AccountId, Region};
use daypass_broker::{AdmissionRefused, RefusedBecause};
use daypass_services::Principal;
use daypass_services::iot::certificate::ParsedCertificate;
use daypass_services::iot::certificate::records::{CERTIFICATES, CertificateRecord};
use daypass_services::ports::Clock as _;
use daypass_store::{Reads, Scope, Space};

use super::Applicant;
use super::desk::{Desk, Identified, UNAVAILABLE};
use crate::decisions::{Answer, Why};
use crate::live::Holder;

impl Desk {
    /// Whether the certificate is active is asked with its permissions, and then again at every
    /// change; here is asked whose it is, and whether the present lies in its validity.
    pub(super) async fn device(
        &self,
        applicant: &Applicant,
        der: &[u8],
    ) -> Result<Identified, AdmissionRefused> {
        let now_s = self.clock.now().wall_ms / 1_000;
        let refused = |why: &str| self.unknown_device(applicant, why);
        let shown =
            ParsedCertificate::from_der(der).map_err(|error| refused(&error.to_string()))?;
        let record = self.certificate(&shown.id).await.map_err(|error| {
            tracing::error!(%error, "a device cannot be looked up");
            UNAVAILABLE
        })?;
        let named = |what: &str| refused(&format!("certificate {} {what}", shown.id));
        let record = record.ok_or_else(|| named("is not registered"))?;
        if now_s < shown.not_before_s {
            return Err(named("is not valid yet"));
        }
        if now_s > shown.not_after_s {
            return Err(named("has expired"));
        }
        let place = AccountId::parse(&record.account).ok().zip(Region::parse(&record.region).ok());
        let (account, region) = place.ok_or_else(|| named("is registered nowhere"))?;
        let principal = Principal::Certificate {
            certificate_id: record.id.into(),
            account: account.clone(),
            region: region.clone(),
        };
        Ok(Identified::new(Holder::Principal(principal), account, region))
    }

    async fn certificate(
        &self,
        id: &str,
    ) -> Result<Option<CertificateRecord>, daypass_store::StoreError> {
        let reads = Reads::new(&*self.store, Space::State);
        reads.peek(&CERTIFICATES.key(&Scope::GLOBAL, [id])).await
    }

    fn unknown_device(&self, applicant: &Applicant, why: &str) -> AdmissionRefused {
        let answer = Answer {
            code: "NotAuthorized".into(),
            message: why.into(),
            hint: Some(
                "register the certificate (iot register-certificate-without-ca), or let \
                 create-keys-and-certificate make one"
                    .into(),
            ),
        };
        let why = Why::Authentication(answer);
        let decision = self.record(applicant, self.stranger(applicant), why);
        AdmissionRefused { because: RefusedBecause::NotAuthorized, decision: Some(decision) }
    }
}
