//! Deleting a certificate that is inactive and that nothing hangs on.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    DELETE_CERTIFICATE, DeleteCertificateInput, DeleteCertificateOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{PageLimit, Reads, Writes};

use super::certificate_arn;
use super::records::CertificateStatus;
use super::stored::{certificate_key, existing_certificate, listing_keys, on_certificate};
use crate::changes::Dependency;
use crate::iot::attachment::detach_everything;
use crate::iot::error::delete_conflict;
use crate::iot::records::{IOT_TARGETS, PRINCIPAL_THINGS};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<DeleteCertificate>();
}

/// `DeleteCertificate`: `forceDelete` takes the attached policies off; a thing has to be detached
/// before in any case.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_DeleteCertificate.html>
#[derive(Debug)]
pub(super) struct DeleteCertificate;

impl Operation for DeleteCertificate {
    type Input = DeleteCertificateInput;
    type Output = DeleteCertificateOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_CERTIFICATE;

    async fn permissions(
        call: &Call<'_, DeleteCertificateInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_certificate("iot:DeleteCertificate", call, &call.input.certificate_id))
    }

    async fn decide(
        call: &Call<'_, DeleteCertificateInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteCertificateOutput, ServiceError> {
        let record = existing_certificate(call, reads, &call.input.certificate_id).await?;
        if record.status() == CertificateStatus::Active {
            let message = format!(
                "Certificate must be deactivated (not ACTIVE) before deletion. certificateId={}",
                record.id
            );
            return Err(ServiceError::new(&errors::CERTIFICATE_STATE_EXCEPTION, message));
        }
        let arn = certificate_arn(call.account, call.region, &record.id);
        let things = PRINCIPAL_THINGS.under(&call.scope(), [&arn]);
        let attached =
            reads.page(&things, None, PageLimit::records(1)).await.map_err(unavailable)?;
        if !attached.records.is_empty() {
            return Err(delete_conflict(format!(
                "Things must be detached before deletion (arn: {arn})"
            )));
        }
        take_policies_off(call, (reads, writes), &arn).await?;
        writes.delete(&certificate_key(&record.id));
        for row in listing_keys(&call.scope(), &record) {
            writes.delete(&row);
        }
        Dependency::certificate(&record.id).changed(writes);
        Ok(DeleteCertificateOutput {})
    }
}

async fn take_policies_off(
    call: &Call<'_, DeleteCertificateInput>,
    (reads, writes): (&mut Reads<'_>, &mut Writes),
    arn: &str,
) -> Result<(), ServiceError> {
    let key = IOT_TARGETS.key(&call.scope(), [arn]);
    let attached = reads.get(&key).await.map_err(unavailable)?;
    if attached.is_some() && call.input.force_delete != Some(true) {
        return Err(delete_conflict(format!(
            "Certificate policies must be detached before deletion (arn: {arn})"
        )));
    }
    detach_everything(call, (reads, writes), arn).await
}
