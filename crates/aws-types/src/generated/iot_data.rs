//! Written by `cargo xtask codegen` from the public service model. Do not edit.

#![expect(missing_docs, reason = "shapes are documented by their service's API reference")]

use crate::error::{ErrorShape, Fault};
use crate::schema::{Location, Member, Operation, Service, Shape, Structure};
use crate::value::{
    Decode, Encode, FromValue, IntoValue, ListMember, Members, ShapeMismatch, Value,
};

pub static PUBLISH: Operation = Operation {
    name: "Publish",
    service: Service::IotData,
    method: "POST",
    uri: "/topics/{topic+}",
    signed: true,
    input: PublishInput::STRUCTURE,
    output: PublishOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::METHOD_NOT_ALLOWED_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PublishInput {
    pub content_type: Option<String>,
    pub correlation_data: Option<String>,
    pub message_expiry: Option<i64>,
    pub payload: Option<Vec<u8>>,
    pub payload_format_indicator: Option<String>,
    pub qos: Option<i32>,
    pub response_topic: Option<String>,
    pub retain: Option<bool>,
    pub topic: String,
    pub user_properties: Option<String>,
}

static PUBLISH_INPUT_STRUCTURE: Structure = Structure {
    name: "PublishInput",
    members: &[
        Member {
            name: "contentType",
            wire_name: "contentType",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "correlationData",
            wire_name: "x-amz-mqtt5-correlation-data",
            location: Location::Header,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "messageExpiry",
            wire_name: "messageExpiry",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "payload",
            wire_name: "payload",
            location: Location::Payload,
            required: false,
            shape: &Shape::Blob,
        },
        Member {
            name: "payloadFormatIndicator",
            wire_name: "x-amz-mqtt5-payload-format-indicator",
            location: Location::Header,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["UNSPECIFIED_BYTES", "UTF8_DATA"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "qos",
            wire_name: "qos",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(1), long: false },
        },
        Member {
            name: "responseTopic",
            wire_name: "responseTopic",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "retain",
            wire_name: "retain",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "topic",
            wire_name: "topic",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "userProperties",
            wire_name: "x-amz-mqtt5-user-properties",
            location: Location::Header,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: true,
            },
        },
    ],
};

impl PublishInput {
    const STRUCTURE: &'static Structure = &PUBLISH_INPUT_STRUCTURE;
}

impl Decode for PublishInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            content_type: members.optional(0)?,
            correlation_data: members.optional(1)?,
            message_expiry: members.optional(2)?,
            payload: members.optional(3)?,
            payload_format_indicator: members.optional(4)?,
            qos: members.optional(5)?,
            response_topic: members.optional(6)?,
            retain: members.optional(7)?,
            topic: members.required(8)?,
            user_properties: members.optional(9)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PublishOutput {}

static PUBLISH_OUTPUT_STRUCTURE: Structure = Structure { name: "PublishOutput", members: &[] };

impl PublishOutput {
    const STRUCTURE: &'static Structure = &PUBLISH_OUTPUT_STRUCTURE;
}

impl Encode for PublishOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_THING_SHADOW: Operation = Operation {
    name: "GetThingShadow",
    service: Service::IotData,
    method: "GET",
    uri: "/things/{thingName}/shadow",
    signed: true,
    input: GetThingShadowInput::STRUCTURE,
    output: GetThingShadowOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::METHOD_NOT_ALLOWED_EXCEPTION,
        &errors::UNSUPPORTED_DOCUMENT_ENCODING_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetThingShadowInput {
    pub shadow_name: Option<String>,
    pub thing_name: String,
}

static GET_THING_SHADOW_INPUT_STRUCTURE: Structure = Structure {
    name: "GetThingShadowInput",
    members: &[
        Member {
            name: "shadowName",
            wire_name: "name",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[$a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetThingShadowInput {
    const STRUCTURE: &'static Structure = &GET_THING_SHADOW_INPUT_STRUCTURE;
}

impl Decode for GetThingShadowInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { shadow_name: members.optional(0)?, thing_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetThingShadowOutput {
    pub payload: Option<Vec<u8>>,
}

static GET_THING_SHADOW_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetThingShadowOutput",
    members: &[Member {
        name: "payload",
        wire_name: "payload",
        location: Location::Payload,
        required: false,
        shape: &Shape::Blob,
    }],
};

impl GetThingShadowOutput {
    const STRUCTURE: &'static Structure = &GET_THING_SHADOW_OUTPUT_STRUCTURE;
}

impl Encode for GetThingShadowOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.payload.map(IntoValue::into_value)])
    }
}

pub static UPDATE_THING_SHADOW: Operation = Operation {
    name: "UpdateThingShadow",
    service: Service::IotData,
    method: "POST",
    uri: "/things/{thingName}/shadow",
    signed: true,
    input: UpdateThingShadowInput::STRUCTURE,
    output: UpdateThingShadowOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::CONFLICT_EXCEPTION,
        &errors::REQUEST_ENTITY_TOO_LARGE_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::METHOD_NOT_ALLOWED_EXCEPTION,
        &errors::UNSUPPORTED_DOCUMENT_ENCODING_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateThingShadowInput {
    pub payload: Vec<u8>,
    pub shadow_name: Option<String>,
    pub thing_name: String,
}

static UPDATE_THING_SHADOW_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateThingShadowInput",
    members: &[
        Member {
            name: "payload",
            wire_name: "payload",
            location: Location::Payload,
            required: true,
            shape: &Shape::Blob,
        },
        Member {
            name: "shadowName",
            wire_name: "name",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[$a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UpdateThingShadowInput {
    const STRUCTURE: &'static Structure = &UPDATE_THING_SHADOW_INPUT_STRUCTURE;
}

impl Decode for UpdateThingShadowInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            payload: members.required(0)?,
            shadow_name: members.optional(1)?,
            thing_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateThingShadowOutput {
    pub payload: Option<Vec<u8>>,
}

static UPDATE_THING_SHADOW_OUTPUT_STRUCTURE: Structure = Structure {
    name: "UpdateThingShadowOutput",
    members: &[Member {
        name: "payload",
        wire_name: "payload",
        location: Location::Payload,
        required: false,
        shape: &Shape::Blob,
    }],
};

impl UpdateThingShadowOutput {
    const STRUCTURE: &'static Structure = &UPDATE_THING_SHADOW_OUTPUT_STRUCTURE;
}

impl Encode for UpdateThingShadowOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.payload.map(IntoValue::into_value)])
    }
}

pub static DELETE_THING_SHADOW: Operation = Operation {
    name: "DeleteThingShadow",
    service: Service::IotData,
    method: "DELETE",
    uri: "/things/{thingName}/shadow",
    signed: true,
    input: DeleteThingShadowInput::STRUCTURE,
    output: DeleteThingShadowOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::METHOD_NOT_ALLOWED_EXCEPTION,
        &errors::UNSUPPORTED_DOCUMENT_ENCODING_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteThingShadowInput {
    pub shadow_name: Option<String>,
    pub thing_name: String,
}

static DELETE_THING_SHADOW_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteThingShadowInput",
    members: &[
        Member {
            name: "shadowName",
            wire_name: "name",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[$a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DeleteThingShadowInput {
    const STRUCTURE: &'static Structure = &DELETE_THING_SHADOW_INPUT_STRUCTURE;
}

impl Decode for DeleteThingShadowInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { shadow_name: members.optional(0)?, thing_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteThingShadowOutput {
    pub payload: Vec<u8>,
}

static DELETE_THING_SHADOW_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DeleteThingShadowOutput",
    members: &[Member {
        name: "payload",
        wire_name: "payload",
        location: Location::Payload,
        required: true,
        shape: &Shape::Blob,
    }],
};

impl DeleteThingShadowOutput {
    const STRUCTURE: &'static Structure = &DELETE_THING_SHADOW_OUTPUT_STRUCTURE;
}

impl Encode for DeleteThingShadowOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.payload.into_value())])
    }
}

pub static LIST_NAMED_SHADOWS_FOR_THING: Operation = Operation {
    name: "ListNamedShadowsForThing",
    service: Service::IotData,
    method: "GET",
    uri: "/api/things/shadow/ListNamedShadowsForThing/{thingName}",
    signed: true,
    input: ListNamedShadowsForThingInput::STRUCTURE,
    output: ListNamedShadowsForThingOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::METHOD_NOT_ALLOWED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListNamedShadowsForThingInput {
    pub next_token: Option<String>,
    pub page_size: Option<i32>,
    pub thing_name: String,
}

static LIST_NAMED_SHADOWS_FOR_THING_INPUT_STRUCTURE: Structure = Structure {
    name: "ListNamedShadowsForThingInput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "pageSize",
            wire_name: "pageSize",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(100), long: false },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListNamedShadowsForThingInput {
    const STRUCTURE: &'static Structure = &LIST_NAMED_SHADOWS_FOR_THING_INPUT_STRUCTURE;
}

impl Decode for ListNamedShadowsForThingInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            next_token: members.optional(0)?,
            page_size: members.optional(1)?,
            thing_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListNamedShadowsForThingOutput {
    pub next_token: Option<String>,
    pub results: Option<Vec<String>>,
    pub timestamp: Option<i64>,
}

static LIST_NAMED_SHADOWS_FOR_THING_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListNamedShadowsForThingOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "results",
            wire_name: "results",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(64),
                    pattern: Some("[$a-zA-Z0-9:_-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "timestamp",
            wire_name: "timestamp",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
    ],
};

impl ListNamedShadowsForThingOutput {
    const STRUCTURE: &'static Structure = &LIST_NAMED_SHADOWS_FOR_THING_OUTPUT_STRUCTURE;
}

impl Encode for ListNamedShadowsForThingOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.results.map(IntoValue::into_value),
            self.timestamp.map(IntoValue::into_value),
        ])
    }
}

pub static GET_CONNECTION: Operation = Operation {
    name: "GetConnection",
    service: Service::IotData,
    method: "GET",
    uri: "/connections/{clientId}",
    signed: true,
    input: GetConnectionInput::STRUCTURE,
    output: GetConnectionOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::FORBIDDEN_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetConnectionInput {
    pub client_id: String,
    pub include_socket_information: Option<bool>,
}

static GET_CONNECTION_INPUT_STRUCTURE: Structure = Structure {
    name: "GetConnectionInput",
    members: &[
        Member {
            name: "clientId",
            wire_name: "clientId",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("^[^$].*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "includeSocketInformation",
            wire_name: "includeSocketInformation",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl GetConnectionInput {
    const STRUCTURE: &'static Structure = &GET_CONNECTION_INPUT_STRUCTURE;
}

impl Decode for GetConnectionInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            client_id: members.required(0)?,
            include_socket_information: members.optional(1)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetConnectionOutput {
    pub clean_session: Option<bool>,
    pub client_id: Option<String>,
    pub connected: Option<bool>,
    pub connected_since: Option<i64>,
    pub disconnect_reason: Option<String>,
    pub disconnected_since: Option<i64>,
    pub keep_alive_duration: Option<i32>,
    pub session_expiry: Option<i64>,
    pub source_ip: Option<String>,
    pub source_port: Option<i32>,
    pub target_ip: Option<String>,
    pub target_port: Option<i32>,
    pub thing_name: Option<String>,
    pub vpc_endpoint_id: Option<String>,
}

static GET_CONNECTION_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetConnectionOutput",
    members: &[
        Member {
            name: "cleanSession",
            wire_name: "cleanSession",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "clientId",
            wire_name: "clientId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("^[^$].*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "connected",
            wire_name: "connected",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "connectedSince",
            wire_name: "connectedSince",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "disconnectReason",
            wire_name: "disconnectReason",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "disconnectedSince",
            wire_name: "disconnectedSince",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "keepAliveDuration",
            wire_name: "keepAliveDuration",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "sessionExpiry",
            wire_name: "sessionExpiry",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "sourceIp",
            wire_name: "sourceIp",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "sourcePort",
            wire_name: "sourcePort",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "targetIp",
            wire_name: "targetIp",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "targetPort",
            wire_name: "targetPort",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "vpcEndpointId",
            wire_name: "vpcEndpointId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetConnectionOutput {
    const STRUCTURE: &'static Structure = &GET_CONNECTION_OUTPUT_STRUCTURE;
}

impl Encode for GetConnectionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.clean_session.map(IntoValue::into_value),
            self.client_id.map(IntoValue::into_value),
            self.connected.map(IntoValue::into_value),
            self.connected_since.map(IntoValue::into_value),
            self.disconnect_reason.map(IntoValue::into_value),
            self.disconnected_since.map(IntoValue::into_value),
            self.keep_alive_duration.map(IntoValue::into_value),
            self.session_expiry.map(IntoValue::into_value),
            self.source_ip.map(IntoValue::into_value),
            self.source_port.map(IntoValue::into_value),
            self.target_ip.map(IntoValue::into_value),
            self.target_port.map(IntoValue::into_value),
            self.thing_name.map(IntoValue::into_value),
            self.vpc_endpoint_id.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_SUBSCRIPTIONS: Operation = Operation {
    name: "ListSubscriptions",
    service: Service::IotData,
    method: "GET",
    uri: "/connections/{clientId}/subscriptions",
    signed: true,
    input: ListSubscriptionsInput::STRUCTURE,
    output: ListSubscriptionsOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::FORBIDDEN_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSubscriptionsInput {
    pub client_id: String,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

static LIST_SUBSCRIPTIONS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListSubscriptionsInput",
    members: &[
        Member {
            name: "clientId",
            wire_name: "clientId",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("^[^$].*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "maxResults",
            wire_name: "maxResults",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(200), long: false },
        },
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListSubscriptionsInput {
    const STRUCTURE: &'static Structure = &LIST_SUBSCRIPTIONS_INPUT_STRUCTURE;
}

impl Decode for ListSubscriptionsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            client_id: members.required(0)?,
            max_results: members.optional(1)?,
            next_token: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSubscriptionsOutput {
    pub next_token: Option<String>,
    pub subscriptions: Option<Vec<SubscriptionSummary>>,
}

static LIST_SUBSCRIPTIONS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListSubscriptionsOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "subscriptions",
            wire_name: "subscriptions",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(SubscriptionSummary::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListSubscriptionsOutput {
    const STRUCTURE: &'static Structure = &LIST_SUBSCRIPTIONS_OUTPUT_STRUCTURE;
}

impl Encode for ListSubscriptionsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.subscriptions.map(IntoValue::into_value),
        ])
    }
}

pub static DELETE_CONNECTION: Operation = Operation {
    name: "DeleteConnection",
    service: Service::IotData,
    method: "DELETE",
    uri: "/connections/{clientId}",
    signed: true,
    input: DeleteConnectionInput::STRUCTURE,
    output: DeleteConnectionOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::FORBIDDEN_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteConnectionInput {
    pub clean_session: Option<bool>,
    pub client_id: String,
    pub prevent_will_message: Option<bool>,
}

static DELETE_CONNECTION_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteConnectionInput",
    members: &[
        Member {
            name: "cleanSession",
            wire_name: "cleanSession",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "clientId",
            wire_name: "clientId",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("^[^$].*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "preventWillMessage",
            wire_name: "preventWillMessage",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl DeleteConnectionInput {
    const STRUCTURE: &'static Structure = &DELETE_CONNECTION_INPUT_STRUCTURE;
}

impl Decode for DeleteConnectionInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            clean_session: members.optional(0)?,
            client_id: members.required(1)?,
            prevent_will_message: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteConnectionOutput {}

static DELETE_CONNECTION_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteConnectionOutput", members: &[] };

impl DeleteConnectionOutput {
    const STRUCTURE: &'static Structure = &DELETE_CONNECTION_OUTPUT_STRUCTURE;
}

impl Encode for DeleteConnectionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_RETAINED_MESSAGE: Operation = Operation {
    name: "GetRetainedMessage",
    service: Service::IotData,
    method: "GET",
    uri: "/retainedMessage/{topic}",
    signed: true,
    input: GetRetainedMessageInput::STRUCTURE,
    output: GetRetainedMessageOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::METHOD_NOT_ALLOWED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetRetainedMessageInput {
    pub topic: String,
}

static GET_RETAINED_MESSAGE_INPUT_STRUCTURE: Structure = Structure {
    name: "GetRetainedMessageInput",
    members: &[Member {
        name: "topic",
        wire_name: "topic",
        location: Location::Uri,
        required: true,
        shape: &Shape::String {
            min: None,
            max: None,
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetRetainedMessageInput {
    const STRUCTURE: &'static Structure = &GET_RETAINED_MESSAGE_INPUT_STRUCTURE;
}

impl Decode for GetRetainedMessageInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { topic: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetRetainedMessageOutput {
    pub last_modified_time: Option<i64>,
    pub payload: Option<Vec<u8>>,
    pub qos: Option<i32>,
    pub topic: Option<String>,
    pub user_properties: Option<Vec<u8>>,
}

static GET_RETAINED_MESSAGE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetRetainedMessageOutput",
    members: &[
        Member {
            name: "lastModifiedTime",
            wire_name: "lastModifiedTime",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "payload",
            wire_name: "payload",
            location: Location::Body,
            required: false,
            shape: &Shape::Blob,
        },
        Member {
            name: "qos",
            wire_name: "qos",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(1), long: false },
        },
        Member {
            name: "topic",
            wire_name: "topic",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "userProperties",
            wire_name: "userProperties",
            location: Location::Body,
            required: false,
            shape: &Shape::Blob,
        },
    ],
};

impl GetRetainedMessageOutput {
    const STRUCTURE: &'static Structure = &GET_RETAINED_MESSAGE_OUTPUT_STRUCTURE;
}

impl Encode for GetRetainedMessageOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.last_modified_time.map(IntoValue::into_value),
            self.payload.map(IntoValue::into_value),
            self.qos.map(IntoValue::into_value),
            self.topic.map(IntoValue::into_value),
            self.user_properties.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_RETAINED_MESSAGES: Operation = Operation {
    name: "ListRetainedMessages",
    service: Service::IotData,
    method: "GET",
    uri: "/retainedMessage",
    signed: true,
    input: ListRetainedMessagesInput::STRUCTURE,
    output: ListRetainedMessagesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::METHOD_NOT_ALLOWED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRetainedMessagesInput {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

static LIST_RETAINED_MESSAGES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListRetainedMessagesInput",
    members: &[
        Member {
            name: "maxResults",
            wire_name: "maxResults",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(200), long: false },
        },
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListRetainedMessagesInput {
    const STRUCTURE: &'static Structure = &LIST_RETAINED_MESSAGES_INPUT_STRUCTURE;
}

impl Decode for ListRetainedMessagesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { max_results: members.optional(0)?, next_token: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRetainedMessagesOutput {
    pub next_token: Option<String>,
    pub retained_topics: Option<Vec<RetainedMessageSummary>>,
}

static LIST_RETAINED_MESSAGES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListRetainedMessagesOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "retainedTopics",
            wire_name: "retainedTopics",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(RetainedMessageSummary::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListRetainedMessagesOutput {
    const STRUCTURE: &'static Structure = &LIST_RETAINED_MESSAGES_OUTPUT_STRUCTURE;
}

impl Encode for ListRetainedMessagesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.retained_topics.map(IntoValue::into_value),
        ])
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RetainedMessageSummary {
    pub last_modified_time: Option<i64>,
    pub payload_size: Option<i64>,
    pub qos: Option<i32>,
    pub topic: Option<String>,
}

static RETAINED_MESSAGE_SUMMARY_STRUCTURE: Structure = Structure {
    name: "RetainedMessageSummary",
    members: &[
        Member {
            name: "lastModifiedTime",
            wire_name: "lastModifiedTime",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "payloadSize",
            wire_name: "payloadSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "qos",
            wire_name: "qos",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(1), long: false },
        },
        Member {
            name: "topic",
            wire_name: "topic",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl RetainedMessageSummary {
    const STRUCTURE: &'static Structure = &RETAINED_MESSAGE_SUMMARY_STRUCTURE;
}

impl Decode for RetainedMessageSummary {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            last_modified_time: members.optional(0)?,
            payload_size: members.optional(1)?,
            qos: members.optional(2)?,
            topic: members.optional(3)?,
        })
    }
}

impl Encode for RetainedMessageSummary {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.last_modified_time.map(IntoValue::into_value),
            self.payload_size.map(IntoValue::into_value),
            self.qos.map(IntoValue::into_value),
            self.topic.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for RetainedMessageSummary {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for RetainedMessageSummary {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for RetainedMessageSummary {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SubscriptionSummary {
    pub qos: i32,
    pub topic_filter: String,
}

static SUBSCRIPTION_SUMMARY_STRUCTURE: Structure = Structure {
    name: "SubscriptionSummary",
    members: &[
        Member {
            name: "qos",
            wire_name: "qos",
            location: Location::Body,
            required: true,
            shape: &Shape::Integer { min: Some(0), max: Some(1), long: false },
        },
        Member {
            name: "topicFilter",
            wire_name: "topicFilter",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl SubscriptionSummary {
    const STRUCTURE: &'static Structure = &SUBSCRIPTION_SUMMARY_STRUCTURE;
}

impl Decode for SubscriptionSummary {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { qos: members.required(0)?, topic_filter: members.required(1)? })
    }
}

impl Encode for SubscriptionSummary {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.qos.into_value()), Some(self.topic_filter.into_value())])
    }
}

impl FromValue for SubscriptionSummary {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for SubscriptionSummary {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for SubscriptionSummary {}

pub mod errors {
    use super::{ErrorShape, Fault};

    pub static CONFLICT_EXCEPTION: ErrorShape = ErrorShape {
        name: "ConflictException",
        code: "ConflictException",
        status: 409,
        fault: Fault::Sender,
    };
    pub static FORBIDDEN_EXCEPTION: ErrorShape = ErrorShape {
        name: "ForbiddenException",
        code: "ForbiddenException",
        status: 403,
        fault: Fault::Sender,
    };
    pub static INTERNAL_FAILURE_EXCEPTION: ErrorShape = ErrorShape {
        name: "InternalFailureException",
        code: "InternalFailureException",
        status: 500,
        fault: Fault::Receiver,
    };
    pub static INVALID_REQUEST_EXCEPTION: ErrorShape = ErrorShape {
        name: "InvalidRequestException",
        code: "InvalidRequestException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static METHOD_NOT_ALLOWED_EXCEPTION: ErrorShape = ErrorShape {
        name: "MethodNotAllowedException",
        code: "MethodNotAllowedException",
        status: 405,
        fault: Fault::Sender,
    };
    pub static REQUEST_ENTITY_TOO_LARGE_EXCEPTION: ErrorShape = ErrorShape {
        name: "RequestEntityTooLargeException",
        code: "RequestEntityTooLargeException",
        status: 413,
        fault: Fault::Sender,
    };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape {
        name: "ResourceNotFoundException",
        code: "ResourceNotFoundException",
        status: 404,
        fault: Fault::Sender,
    };
    pub static SERVICE_UNAVAILABLE_EXCEPTION: ErrorShape = ErrorShape {
        name: "ServiceUnavailableException",
        code: "ServiceUnavailableException",
        status: 503,
        fault: Fault::Receiver,
    };
    pub static THROTTLING_EXCEPTION: ErrorShape = ErrorShape {
        name: "ThrottlingException",
        code: "ThrottlingException",
        status: 429,
        fault: Fault::Sender,
    };
    pub static UNAUTHORIZED_EXCEPTION: ErrorShape = ErrorShape {
        name: "UnauthorizedException",
        code: "UnauthorizedException",
        status: 401,
        fault: Fault::Sender,
    };
    pub static UNSUPPORTED_DOCUMENT_ENCODING_EXCEPTION: ErrorShape = ErrorShape {
        name: "UnsupportedDocumentEncodingException",
        code: "UnsupportedDocumentEncodingException",
        status: 415,
        fault: Fault::Sender,
    };
}
