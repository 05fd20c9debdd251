//! What the wire knows of operations and shapes: the generated modules fill these in.

use crate::error::ErrorShape;

/// A service that is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {
    /// Amazon Cognito Identity (identity pools).
    CognitoIdentity,
    /// AWS Security Token Service.
    Sts,
    /// AWS Identity and Access Management.
    Iam,
    /// AWS IoT, control plane.
    Iot,
    /// AWS IoT, data plane.
    IotData,
}

/// How a service speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// AWS JSON 1.1: one path, the operation in `X-Amz-Target`.
    Json11,
    /// REST with JSON bodies.
    RestJson,
    /// AWS Query: form parameters in, XML out.
    Query,
}

impl Service {
    /// Every service.
    pub const ALL: [Self; 5] =
        [Self::CognitoIdentity, Self::Sts, Self::Iam, Self::Iot, Self::IotData];

    /// The service's protocol.
    pub const fn protocol(self) -> Protocol {
        match self {
            Self::CognitoIdentity => Protocol::Json11,
            Self::Sts | Self::Iam => Protocol::Query,
            Self::Iot | Self::IotData => Protocol::RestJson,
        }
    }

    /// The first half of `X-Amz-Target`.
    pub const fn target_prefix(self) -> Option<&'static str> {
        match self {
            Self::CognitoIdentity => Some("AWSCognitoIdentityService"),
            _ => None,
        }
    }

    /// The version that Query requests name, and the namespace of the answers.
    pub const fn query_version(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Sts => Some(("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/")),
            Self::Iam => Some(("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/")),
            _ => None,
        }
    }

    /// The names that the scope of a signature may carry, the usual one first.
    pub const fn signing_names(self) -> &'static [&'static str] {
        match self {
            Self::CognitoIdentity => &["cognito-identity"],
            Self::Sts => &["sts"],
            Self::Iam => &["iam"],
            Self::Iot => &["iot"],
            Self::IotData => &["iotdata", "iotdevicegateway", "iot"],
        }
    }

    /// The host name prefix that CloudTrail calls the event's source.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CognitoIdentity => "cognito-identity",
            Self::Sts => "sts",
            Self::Iam => "iam",
            Self::Iot => "iot",
            Self::IotData => "iotdata",
        }
    }
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// The name, as AWS writes it.
    pub name: &'static str,
    /// Whose operation it is.
    pub service: Service,
    /// The HTTP method.
    pub method: &'static str,
    /// The path with `{labels}`; a label ending in `+` takes the rest of the path.
    pub uri: &'static str,
    /// Whether the call must be signed.
    pub signed: bool,
    /// The request's shape.
    pub input: &'static Structure,
    /// The answer's shape.
    pub output: &'static Structure,
    /// The element around the answer's members (Query).
    pub result_wrapper: Option<&'static str>,
    /// The errors that the operation declares.
    pub errors: &'static [&'static ErrorShape],
}

/// Bytes of a request body, whatever the operation.
const BODY_BYTES_MAX: usize = 1024 * 1024;

impl Operation {
    /// How many bytes a request's body may have.
    pub const fn body_bytes_max(&self) -> usize {
        BODY_BYTES_MAX
    }

    /// Headers that the operation reads as input: a signature must cover them.
    pub fn input_headers(&self) -> impl Iterator<Item = &'static str> {
        self.input
            .members
            .iter()
            .filter(|member| member.location == Location::Header)
            .map(|member| member.wire_name)
    }
}

/// A structure and its members.
#[derive(Debug)]
pub struct Structure {
    /// The shape's name in the model.
    pub name: &'static str,
    /// The members, in alphabetical order, which is how AWS's JSON services write them.
    pub members: &'static [Member],
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The member's name in the model, which JSON uses.
    pub name: &'static str,
    /// The name on the wire where it differs: the header, the query parameter, the XML element.
    pub wire_name: &'static str,
    /// Where the wire carries it.
    pub location: Location,
    /// Whether it must be there.
    pub required: bool,
    /// What it is.
    pub shape: &'static Shape,
}

/// Where the wire carries a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the body's JSON, form or XML.
    Body,
    /// As a label of the path.
    Uri,
    /// As a query parameter.
    Query,
    /// As a header.
    Header,
    /// As the whole body.
    Payload,
}

/// A shape with its constraints. Lengths count characters of strings and entries of lists and maps.
#[derive(Debug)]
pub enum Shape {
    /// Text.
    String {
        /// Fewest characters.
        min: Option<usize>,
        /// Most characters.
        max: Option<usize>,
        /// A regular expression that the whole text matches.
        pattern: Option<&'static str>,
        /// The values of an enumeration; empty for free text.
        values: &'static [&'static str],
        /// A credential: never shown, not even in a validation error.
        secret: bool,
        /// JSON in a header, which travels as base64.
        json_header: bool,
    },
    /// A whole number of 32 or 64 bits.
    Integer {
        /// The least value.
        min: Option<i64>,
        /// The greatest value.
        max: Option<i64>,
        /// Whether it has 64 bits.
        long: bool,
    },
    /// True or false.
    Boolean,
    /// A moment.
    Timestamp,
    /// Bytes.
    Blob,
    /// A list.
    List {
        /// What it holds.
        member: &'static Shape,
        /// The name of one element in Query and XML.
        member_name: &'static str,
        /// Fewest entries.
        min: Option<usize>,
        /// Most entries.
        max: Option<usize>,
    },
    /// A map with text keys.
    Map {
        /// What its keys are.
        key: &'static Shape,
        /// What it holds.
        value: &'static Shape,
        /// Fewest entries.
        min: Option<usize>,
        /// Most entries.
        max: Option<usize>,
    },
    /// A structure.
    Structure(&'static Structure),
}
