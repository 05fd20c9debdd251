//! Who calls an operation: nobody in particular where it needs no signature, the signer otherwise.

use bytes::Bytes;
use daypass_aws_protocol::sigv4::{Expected, Scope, SigV4Error, SignedRequest, skew_seconds_max};
use daypass_aws_types::Region;
use daypass_aws_types::schema::{Protocol, Service};
use http::request::Parts;

use super::{Gateway, Refusal, Routed};
use crate::authenticate::{Caller, Unauthenticated};
use crate::listen::ClientCertificate;

impl Gateway {
    /// The caller. Operations that need no signature ignore one that is there: old SDKs sign all
    /// of their calls, with whatever keys they have.
    pub(super) async fn authenticate(&self, routed: &Routed) -> Result<Caller, Box<Refusal>> {
        if routed.route.operation.signed {
            return Ok(self.signer(routed).await?);
        }
        let reached = (self.records.account.clone(), self.records.region.clone());
        Ok(self.authenticator.anonymous(reached).await?)
    }

    async fn signer(&self, routed: &Routed) -> Result<Caller, Unauthenticated> {
        let operation = routed.route.operation;
        let signed = routed.signed.as_ref().map_err(Clone::clone)?;
        let Some(signed) = signed else { return self.device(routed).await };
        let (scope, region) = scope(operation.service, signed, routed.now.wall_ms / 1_000)?;
        let inputs = operation.input_headers().chain([TARGET]);
        signed.require_signed(&routed.parts.headers, inputs)?;
        let (parts, body) = (&routed.parts, &routed.body);
        let principal = self.authenticator.signature(signed, &scope, parts, body).await?;
        self.authenticator.caller(principal, region).await
    }
}

impl Gateway {
    /// The device that calls without a signature, by the certificate of its connection: the data plane
    /// of AWS IoT takes those, and nothing else does.
    async fn device(&self, routed: &Routed) -> Result<Caller, Unauthenticated> {
        match routed.parts.extensions.get::<ClientCertificate>() {
            Some(ClientCertificate(der)) if routed.route.operation.service == Service::IotData => {
                self.authenticator.certificate(der).await
            }
            _ => Err(SigV4Error::missing().into()),
        }
    }

    /// Verifies the signature of a call of no operation, for the service that it was signed for.
    pub(super) async fn signer_of_unknown(
        &self,
        parts: &Parts,
        body: &Bytes,
        signed: &SignedRequest,
    ) -> Result<(), (Protocol, Unauthenticated)> {
        let name = signed.signing_name();
        let mut services = Service::ALL.into_iter();
        let service = services.find(|service| service.signing_names().first().copied() == name);
        let Some(service) = service else { return Ok(()) };
        let verified = async {
            let (scope, _) = scope(service, signed, self.clock.now().wall_ms / 1_000)?;
            self.authenticator.signature(signed, &scope, parts, body).await
        };
        verified.await.map(drop).map_err(|refused| (service.protocol(), refused))
    }
}

/// The scope of a signature, and the region that the call acts in.
fn scope(
    service: Service,
    signed: &SignedRequest,
    now_seconds: i64,
) -> Result<(Scope<'_>, Region), SigV4Error> {
    let expected = Expected {
        signing_names: service.signing_names(),
        region: (service == Service::Iam).then_some(IAM_REGION),
        skew_seconds_max: skew_seconds_max(service.protocol()),
    };
    let scope = signed.scope(&expected, now_seconds)?;
    let region = Region::parse(scope.region).map_err(|_| SigV4Error::not_a_region(scope.region))?;
    Ok((scope, region))
}

impl From<Unauthenticated> for Box<Refusal> {
    fn from(error: Unauthenticated) -> Self {
        Box::new(Refusal::Unauthenticated(error))
    }
}

/// The header that chooses the operation of JSON services: whoever can change it must not turn
/// one call into another.
const TARGET: &str = "x-amz-target";
/// IAM is global, and is signed for this region wherever it is called from.
const IAM_REGION: &str = "us-east-1";
