//! Reading certificates: one, or all of an account and region in the order of their registration.

use daypass_aws_types::Timestamp;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    Certificate, CertificateDescription, CertificateValidity, DESCRIBE_CERTIFICATE,
    DescribeCertificateInput, DescribeCertificateOutput, LIST_CERTIFICATES, ListCertificatesInput,
    ListCertificatesOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::certificate_arn;
use super::parsed::to_pem;
use super::records::{CERTIFICATE_LISTING, CertificateRecord};
use super::stored::{ASCENDING, DESCENDING, certificate_key, existing_certificate, on_certificate};
use crate::iot::listing::{listing, marker};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<DescribeCertificate>();
    visitor.operation::<ListCertificates>();
}

/// `DescribeCertificate`:
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeCertificate.html>
#[derive(Debug)]
pub(super) struct DescribeCertificate;

impl Operation for DescribeCertificate {
    type Input = DescribeCertificateInput;
    type Output = DescribeCertificateOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DESCRIBE_CERTIFICATE;

    async fn permissions(
        call: &Call<'_, DescribeCertificateInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_certificate("iot:DescribeCertificate", call, &call.input.certificate_id))
    }

    async fn decide(
        call: &Call<'_, DescribeCertificateInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<DescribeCertificateOutput, ServiceError> {
        let record = existing_certificate(call, reads, &call.input.certificate_id).await?;
        Ok(DescribeCertificateOutput { certificate_description: Some(description(call, &record)) })
    }
}

fn description<I>(call: &Call<'_, I>, record: &CertificateRecord) -> CertificateDescription {
    CertificateDescription {
        ca_certificate_id: None,
        certificate_arn: Some(certificate_arn(call.account, call.region, &record.id)),
        certificate_id: Some(record.id.clone()),
        certificate_mode: Some(mode(record).to_owned()),
        certificate_pem: Some(to_pem(&record.der)),
        creation_date: Some(Timestamp::from_millis(record.created_ms)),
        customer_version: i32::try_from(record.generation).ok(),
        generation_id: Some(format!("{}-{}", record.id, record.generation)),
        last_modified_date: Some(Timestamp::from_millis(record.modified_ms)),
        owned_by: Some(record.account.clone()),
        previous_owned_by: None,
        status: Some(record.status().as_str().to_owned()),
        transfer_data: None,
        validity: Some(CertificateValidity {
            not_after: Some(Timestamp::from_millis(record.not_after_s.saturating_mul(1000))),
            not_before: Some(Timestamp::from_millis(record.not_before_s.saturating_mul(1000))),
        }),
    }
}

/// A certificate without a registered authority is AWS's `SNI_ONLY`.
fn mode(record: &CertificateRecord) -> &'static str {
    if record.issued_here { "DEFAULT" } else { "SNI_ONLY" }
}

/// `ListCertificates`: the newest first unless the caller wants it the other way round.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_ListCertificates.html>
#[derive(Debug)]
pub(super) struct ListCertificates;

impl Operation for ListCertificates {
    type Input = ListCertificatesInput;
    type Output = ListCertificatesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_CERTIFICATES;

    async fn permissions(
        _: &Call<'_, ListCertificatesInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:ListCertificates", "*")])
    }

    async fn decide(
        call: &Call<'_, ListCertificatesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListCertificatesOutput, ServiceError> {
        let input = call.input;
        let ascending = input.ascending_order == Some(true);
        let direction = if ascending { ASCENDING } else { DESCENDING };
        let operation = "iot:ListCertificates";
        let listing = listing(call, operation, input.marker.as_deref(), input.page_size)?;
        let rows = CERTIFICATE_LISTING.under(&call.scope(), [direction]);
        let page = reads
            .peek_page(&rows, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let mut certificates = Vec::with_capacity(page.records.len());
        for (key, _) in &page.records {
            let id = CERTIFICATE_LISTING.parts(key).map(|[.., id]| id.to_vec());
            let Some(id) = id.and_then(|id| String::from_utf8(id).ok()) else { continue };
            let record = reads.peek(&certificate_key(&id)).await.map_err(unavailable)?;
            certificates.extend(record.map(|record| Certificate {
                certificate_arn: Some(certificate_arn(call.account, call.region, &record.id)),
                certificate_mode: Some(mode(&record).to_owned()),
                creation_date: Some(Timestamp::from_millis(record.created_ms)),
                status: Some(record.status().as_str().to_owned()),
                certificate_id: Some(record.id),
            }));
        }
        Ok(ListCertificatesOutput {
            certificates: Some(certificates),
            next_marker: marker(listing.next(call, operation, &page)),
        })
    }
}
