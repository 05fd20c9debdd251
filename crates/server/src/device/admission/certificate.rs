//! Devices at the desk: admitted by their certificates.

use daypass_broker::{AdmissionRefused, RefusedBecause};
use daypass_services::ports::Clock as _;

use super::Applicant;
use super::desk::{Desk, Identified, UNAVAILABLE};
use crate::authenticate::{Device, NoDevice, device};
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
        match device(&*self.store, der, now_s).await {
            Ok(Device { principal, account, region }) => {
                Ok(Identified::new(Holder::Principal(principal), account, region))
            }
            Err(NoDevice::Unknown(why)) => Err(self.unknown_device(applicant, &why)),
            Err(NoDevice::Store(error)) => {
                tracing::error!(%error, "a device cannot be looked up");
                Err(UNAVAILABLE)
            }
        }
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
