//! Activating, deactivating and revoking a certificate. Open connections feel it at once.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{UPDATE_CERTIFICATE, UpdateCertificateInput, UpdateCertificateOutput};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::records::CertificateStatus;
use super::stored::{certificate_key, existing_certificate, on_certificate};
use crate::changes::Dependency;
use crate::iot::error::invalid_request;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<UpdateCertificate>();
}

/// `UpdateCertificate`:
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateCertificate.html>
#[derive(Debug)]
pub(super) struct UpdateCertificate;

impl Operation for UpdateCertificate {
    type Input = UpdateCertificateInput;
    type Output = UpdateCertificateOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_CERTIFICATE;

    async fn permissions(
        call: &Call<'_, UpdateCertificateInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_certificate("iot:UpdateCertificate", call, &call.input.certificate_id))
    }

    async fn decide(
        call: &Call<'_, UpdateCertificateInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateCertificateOutput, ServiceError> {
        let word = &call.input.new_status;
        // Transfers and just-in-time registration set the other statuses, never a caller.
        let status = CertificateStatus::parse(word).ok_or_else(|| {
            invalid_request(format!("A certificate cannot be updated to the status {word}."))
        })?;
        let mut record = existing_certificate(call, reads, &call.input.certificate_id).await?;
        if record.status() == status {
            return Ok(UpdateCertificateOutput {});
        }
        record.set_status(status);
        record.modified_ms = call.now.wall_ms;
        record.generation = record.generation.saturating_add(1);
        writes.put(&certificate_key(&record.id), &record);
        Dependency::certificate(&record.id).changed(writes);
        Ok(UpdateCertificateOutput {})
    }
}
