//! Certificates of our own authority: for a new key pair, or for the key of a signing request.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    CREATE_CERTIFICATE_FROM_CSR, CREATE_KEYS_AND_CERTIFICATE, CreateCertificateFromCsrInput,
    CreateCertificateFromCsrOutput, CreateKeysAndCertificateInput, CreateKeysAndCertificateOutput,
    KeyPair, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::parsed::{ParsedCertificate, to_pem};
use super::records::CertificateStatus;
use super::stored::keep;
use crate::iot::error::invalid_request;
use crate::operation::{Call, Operation, Permission};
use crate::ports::{IssueError, IssuedKeys};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateKeysAndCertificate>();
    visitor.operation::<CreateCertificateFromCsr>();
}

/// `CreateKeysAndCertificate`: the private key is in the answer and nowhere else.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_CreateKeysAndCertificate.html>
#[derive(Debug)]
pub(super) struct CreateKeysAndCertificate;

/// What the authority made for a call.
#[derive(Debug, Default)]
pub(super) struct Issued(Option<(ParsedCertificate, IssuedKeys)>);

impl Operation for CreateKeysAndCertificate {
    type Input = CreateKeysAndCertificateInput;
    type Output = CreateKeysAndCertificateOutput;
    type Evidence = Issued;
    const DESCRIPTOR: &'static Descriptor = &CREATE_KEYS_AND_CERTIFICATE;

    async fn permissions(
        _: &Call<'_, CreateKeysAndCertificateInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:CreateKeysAndCertificate", "*")])
    }

    async fn prepare(
        call: &Call<'_, CreateKeysAndCertificateInput>,
    ) -> Result<Issued, ServiceError> {
        let keys = call.environment.certificates.issue_with_new_keys(call.now).await;
        let keys = keys.map_err(|error| refused(&error))?;
        let certificate = parsed(&keys.certificate_der)?;
        Ok(Issued(Some((certificate, keys))))
    }

    async fn decide(
        call: &Call<'_, CreateKeysAndCertificateInput>,
        Issued(issued): &Issued,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateKeysAndCertificateOutput, ServiceError> {
        let (certificate, keys) = issued.as_ref().ok_or_else(unissued)?;
        let status = (status(call.input.set_as_active), true);
        let arn = keep(call, (reads, writes), certificate, status).await?;
        Ok(CreateKeysAndCertificateOutput {
            certificate_arn: Some(arn),
            certificate_id: Some(certificate.id.clone()),
            certificate_pem: Some(to_pem(&certificate.der)),
            key_pair: Some(KeyPair {
                private_key: Some(keys.private_key_pem.as_str().into()),
                public_key: Some(keys.public_key_pem.clone()),
            }),
        })
    }
}

/// `CreateCertificateFromCsr`: the certificate is for the request's own key, whose holder signed it.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCertificateFromCsr.html>
#[derive(Debug)]
pub(super) struct CreateCertificateFromCsr;

/// The certificate that the authority issued for a request.
#[derive(Debug, Default)]
pub(super) struct Signed(Option<ParsedCertificate>);

impl Operation for CreateCertificateFromCsr {
    type Input = CreateCertificateFromCsrInput;
    type Output = CreateCertificateFromCsrOutput;
    type Evidence = Signed;
    const DESCRIPTOR: &'static Descriptor = &CREATE_CERTIFICATE_FROM_CSR;

    async fn permissions(
        _: &Call<'_, CreateCertificateFromCsrInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:CreateCertificateFromCsr", "*")])
    }

    async fn prepare(
        call: &Call<'_, CreateCertificateFromCsrInput>,
    ) -> Result<Signed, ServiceError> {
        let request = &call.input.certificate_signing_request;
        let der = call.environment.certificates.issue_for_request(request, call.now).await;
        let der = der.map_err(|error| refused(&error))?;
        Ok(Signed(Some(parsed(&der)?)))
    }

    async fn decide(
        call: &Call<'_, CreateCertificateFromCsrInput>,
        Signed(signed): &Signed,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateCertificateFromCsrOutput, ServiceError> {
        let certificate = signed.as_ref().ok_or_else(unissued)?;
        let status = (status(call.input.set_as_active), true);
        let arn = keep(call, (reads, writes), certificate, status).await?;
        Ok(CreateCertificateFromCsrOutput {
            certificate_arn: Some(arn),
            certificate_id: Some(certificate.id.clone()),
            certificate_pem: Some(to_pem(&certificate.der)),
        })
    }
}

fn status(set_as_active: Option<bool>) -> CertificateStatus {
    if set_as_active == Some(true) {
        CertificateStatus::Active
    } else {
        CertificateStatus::Inactive
    }
}

fn parsed(der: &[u8]) -> Result<ParsedCertificate, ServiceError> {
    ParsedCertificate::from_der(der).map_err(|_| unissued())
}

fn refused(error: &IssueError) -> ServiceError {
    match error {
        IssueError::Request(_) => invalid_request("The certificate signing request is not valid.")
            .with_hint(error.to_string()),
        IssueError::Unavailable(_) => unissued().with_hint(error.to_string()),
    }
}

fn unissued() -> ServiceError {
    ServiceError::new(&errors::INTERNAL_FAILURE_EXCEPTION, "The certificate could not be issued.")
}
