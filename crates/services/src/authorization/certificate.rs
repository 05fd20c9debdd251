//! What a device may do: the policies of its certificate, and nothing of IAM.

use std::sync::Arc;

use daypass_aws_types::Region;
use daypass_policy::{ContextMap, DeviceLeg, DeviceScope, Grants};
use daypass_store::Scope;

use super::certificate_fields::add_certificate_fields;
use super::{Access, AccessError, Resolver};
use crate::changes::Dependency;
use crate::iot::certificate::certificate_arn;
use crate::iot::certificate::records::{CERTIFICATES, CertificateStatus};

impl Resolver<'_> {
    /// Registration and status decide, never the issuer. Whether the present lies in the
    /// certificate's validity is the caller's question: at CONNECT, and at `expires_ms` again.
    pub(super) async fn certificate(
        mut self,
        id: &str,
        region: &Region,
    ) -> Result<Access, AccessError> {
        self.dependencies.push(Dependency::certificate(id));
        let closed = |why| AccessError::CertificateClosed { id: id.to_owned(), why };
        let record = self.reads.peek(&CERTIFICATES.key(&Scope::GLOBAL, [id])).await?;
        let record = record.filter(|record| record.is_of(self.account, region));
        let record = record.ok_or_else(|| closed("is not registered"))?;
        match record.status() {
            CertificateStatus::Active => {}
            CertificateStatus::Inactive => return Err(closed("is inactive")),
            CertificateStatus::Revoked => return Err(closed("was revoked")),
        }
        let arn = certificate_arn(self.account, region, id);
        let policies = self.attached_policies(&arn, region).await?;
        let policies = self.documents.set(&policies);
        let device = DeviceLeg { policies, applies_to: DeviceScope::AllActions };
        let mut variables = ContextMap::new();
        variables.insert("iot:CertificateId", id);
        add_certificate_fields(&mut variables, &record.der);
        Ok(Access {
            grants: Arc::new(Grants { device: Some(device), ..Grants::default() }),
            variables,
            dependencies: self.dependencies,
            // The second that `notAfter` names still belongs to the validity (RFC 5280, 4.1.2.5).
            expires_ms: Some(record.not_after_s.saturating_add(1).saturating_mul(1_000)),
        })
    }
}
