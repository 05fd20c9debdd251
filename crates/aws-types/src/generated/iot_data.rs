//! Written by `cargo xtask codegen` from the public service model. Do not edit.

#![expect(missing_docs, reason = "shapes are documented by their service's API reference")]

use crate::error::{ErrorShape, Fault};
use crate::schema::{Location, Member, Operation, Service, Shape, Structure};
use crate::value::{Decode, Encode, IntoValue, Members, ShapeMismatch};

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

pub mod errors {
    use super::{ErrorShape, Fault};

    pub static CONFLICT_EXCEPTION: ErrorShape = ErrorShape {
        name: "ConflictException",
        code: "ConflictException",
        status: 409,
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
