//! X.509 certificates of devices: made by our own authority, or registered as they are.

mod create;
mod delete;
mod listing;
mod parsed;
pub mod records;
mod register;
mod stored;
mod update;

use daypass_aws_types::{AccountId, Region};

pub use parsed::{CertificateError, ParsedCertificate, to_pem};
pub use stored::put_certificate;

use crate::served::Visitor;

/// Shows the visitor every operation on certificates.
pub(super) fn visit(visitor: &mut impl Visitor) {
    create::visit(visitor);
    register::visit(visitor);
    listing::visit(visitor);
    update::visit(visitor);
    delete::visit(visitor);
}

/// `arn:aws:iot:REGION:ACCOUNT:cert/ID`.
pub fn certificate_arn(account: &AccountId, region: &Region, id: &str) -> String {
    format!("arn:aws:iot:{region}:{account}:cert/{id}")
}

/// The id in a certificate's ARN, if it is one of this account and region.
pub(crate) fn id_of_arn<'a>(account: &AccountId, region: &Region, arn: &'a str) -> Option<&'a str> {
    let id = arn.rsplit_once("cert/")?.1;
    (certificate_arn(account, region, id) == arn).then_some(id)
}
