//! Certificates that others issued, registered as they are: registration counts, not the issuer.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    REGISTER_CERTIFICATE_WITHOUT_CA, RegisterCertificateWithoutCAInput,
    RegisterCertificateWithoutCAOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::parsed::ParsedCertificate;
use super::records::CertificateStatus;
use super::stored::keep;
use crate::iot::error::invalid_request;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<RegisterCertificateWithoutCa>();
}

/// `RegisterCertificateWithoutCA`:
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_RegisterCertificateWithoutCA.html>
#[derive(Debug)]
pub(super) struct RegisterCertificateWithoutCa;

impl Operation for RegisterCertificateWithoutCa {
    type Input = RegisterCertificateWithoutCAInput;
    type Output = RegisterCertificateWithoutCAOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &REGISTER_CERTIFICATE_WITHOUT_CA;

    async fn permissions(
        _: &Call<'_, RegisterCertificateWithoutCAInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:RegisterCertificateWithoutCA", "*")])
    }

    async fn decide(
        call: &Call<'_, RegisterCertificateWithoutCAInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<RegisterCertificateWithoutCAOutput, ServiceError> {
        let certificate =
            ParsedCertificate::from_pem(&call.input.certificate_pem).map_err(|error| {
                let message = "Failed to parse the certificate";
                ServiceError::new(&errors::CERTIFICATE_VALIDATION_EXCEPTION, message)
                    .with_hint(error.to_string())
            })?;
        let word = call.input.status.as_deref().unwrap_or("INACTIVE");
        let status = CertificateStatus::parse(word)
            .ok_or_else(|| invalid_request(format!("Invalid status: {word}")))?;
        let arn = keep(call, (reads, writes), &certificate, (status, false)).await?;
        Ok(RegisterCertificateWithoutCAOutput {
            certificate_arn: Some(arn),
            certificate_id: Some(certificate.id),
        })
    }
}
