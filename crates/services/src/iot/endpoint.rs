//! `DescribeEndpoint`: where clients find the data plane.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{DESCRIBE_ENDPOINT, DescribeEndpointInput, DescribeEndpointOutput};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::error::invalid_request;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

/// The endpoint types that this server's one TLS door answers for.
const DATA_ENDPOINT_TYPES: &[&str] = &["iot:Data", "iot:Data-ATS"];

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<DescribeEndpoint>();
}

/// `DescribeEndpoint`: `host:port` of the API's TLS door.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeEndpoint.html>
#[derive(Debug)]
pub(super) struct DescribeEndpoint;

impl Operation for DescribeEndpoint {
    type Input = DescribeEndpointInput;
    type Output = DescribeEndpointOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DESCRIBE_ENDPOINT;

    async fn permissions(
        _: &Call<'_, DescribeEndpointInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:DescribeEndpoint", "*")])
    }

    async fn decide(
        call: &Call<'_, DescribeEndpointInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<DescribeEndpointOutput, ServiceError> {
        let endpoint_type = call.input.endpoint_type.as_deref().unwrap_or("iot:Data");
        if !DATA_ENDPOINT_TYPES.contains(&endpoint_type) {
            return Err(invalid_request(format!("Endpoint type {endpoint_type} is not valid.")));
        }
        Ok(DescribeEndpointOutput {
            endpoint_address: Some(call.environment.settings.data_endpoint.clone()),
        })
    }
}
