//! The operations that are passed on: how each is told from the others, and what it needs.
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>

use super::asked::Body;

/// What an operation works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Bucket,
    Object,
}

/// One operation.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) name: &'static str,
    /// Its name where it takes its object from another one.
    pub(super) copy_name: Option<&'static str>,
    pub(super) method: &'static str,
    pub(super) level: Level,
    /// The parameters by which it is told from others.
    pub(super) markers: &'static [&'static str],
    /// Parameters that it may have.
    pub(super) parameters: &'static [&'static str],
    pub(super) actions: &'static [&'static str],
    /// The actions where a version is named; none where no version may be.
    pub(super) version_actions: &'static [&'static str],
    pub(super) body: Body,
}

const PLAIN: Shape = Shape {
    name: "",
    copy_name: None,
    method: "GET",
    level: Level::Object,
    markers: &[],
    parameters: &[],
    actions: &[],
    version_actions: &[],
    body: Body::None,
};
const LISTING: Shape = Shape { level: Level::Bucket, ..PLAIN };

const READ: &[&str] = &[
    "partNumber",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
];

/// The shape of a request; none that is served. Those with more markers come first.
pub(super) fn find(method: &str, level: Level, names: &[&str]) -> Option<&'static Shape> {
    let allowed = |shape: &Shape, name: &str| {
        shape.markers.contains(&name)
            || shape.parameters.contains(&name)
            || (name == VERSION && !shape.version_actions.is_empty())
    };
    SHAPES.iter().find(|shape| {
        shape.method == method
            && shape.level == level
            && shape.markers.iter().all(|marker| names.contains(marker))
            && names.iter().all(|name| allowed(shape, name))
    })
}

/// The parameter that names a version.
pub(super) const VERSION: &str = "versionId";

const SHAPES: &[Shape] = &[
    Shape {
        name: "ListObjectsV2",
        markers: &["list-type"],
        parameters: &[
            "prefix",
            "delimiter",
            "max-keys",
            "encoding-type",
            "continuation-token",
            "fetch-owner",
            "start-after",
        ],
        actions: &["s3:ListBucket"],
        ..LISTING
    },
    Shape {
        name: "ListObjectVersions",
        markers: &["versions"],
        parameters: &[
            "prefix",
            "delimiter",
            "max-keys",
            "encoding-type",
            "key-marker",
            "version-id-marker",
        ],
        actions: &["s3:ListBucketVersions"],
        ..LISTING
    },
    Shape {
        name: "ListMultipartUploads",
        markers: &["uploads"],
        parameters: &[
            "prefix",
            "delimiter",
            "max-uploads",
            "encoding-type",
            "key-marker",
            "upload-id-marker",
        ],
        actions: &["s3:ListBucketMultipartUploads"],
        ..LISTING
    },
    Shape {
        name: "GetBucketLocation",
        markers: &["location"],
        actions: &["s3:GetBucketLocation"],
        ..LISTING
    },
    Shape {
        name: "ListObjects",
        parameters: &["prefix", "delimiter", "max-keys", "encoding-type", "marker"],
        actions: &["s3:ListBucket"],
        ..LISTING
    },
    Shape { name: "HeadBucket", method: "HEAD", actions: &["s3:ListBucket"], ..LISTING },
    Shape {
        name: "DeleteObjects",
        method: "POST",
        markers: &["delete"],
        actions: &["s3:DeleteObject"],
        body: Body::Deletion,
        ..LISTING
    },
    Shape {
        name: "GetObjectTagging",
        markers: &["tagging"],
        actions: &["s3:GetObjectTagging"],
        version_actions: &["s3:GetObjectVersionTagging"],
        ..PLAIN
    },
    Shape {
        name: "GetObjectAcl",
        markers: &["acl"],
        actions: &["s3:GetObjectAcl"],
        version_actions: &["s3:GetObjectVersionAcl"],
        ..PLAIN
    },
    Shape {
        name: "GetObjectAttributes",
        markers: &["attributes"],
        actions: &["s3:GetObject", "s3:GetObjectAttributes"],
        version_actions: &["s3:GetObjectVersion", "s3:GetObjectVersionAttributes"],
        ..PLAIN
    },
    Shape {
        name: "ListParts",
        markers: &["uploadId"],
        parameters: &["max-parts", "part-number-marker"],
        actions: &["s3:ListMultipartUploadParts"],
        ..PLAIN
    },
    Shape {
        name: "GetObject",
        parameters: READ,
        actions: &["s3:GetObject"],
        version_actions: &["s3:GetObjectVersion"],
        ..PLAIN
    },
    Shape {
        name: "HeadObject",
        method: "HEAD",
        parameters: READ,
        actions: &["s3:GetObject"],
        version_actions: &["s3:GetObjectVersion"],
        ..PLAIN
    },
    Shape {
        name: "UploadPart",
        copy_name: Some("UploadPartCopy"),
        method: "PUT",
        markers: &["partNumber", "uploadId"],
        actions: &["s3:PutObject"],
        body: Body::Streamed,
        ..PLAIN
    },
    Shape {
        name: "PutObject",
        copy_name: Some("CopyObject"),
        method: "PUT",
        actions: &["s3:PutObject"],
        body: Body::Streamed,
        ..PLAIN
    },
    Shape {
        name: "CreateMultipartUpload",
        method: "POST",
        markers: &["uploads"],
        actions: &["s3:PutObject"],
        ..PLAIN
    },
    Shape {
        name: "CompleteMultipartUpload",
        method: "POST",
        markers: &["uploadId"],
        actions: &["s3:PutObject"],
        body: Body::Streamed,
        ..PLAIN
    },
    Shape {
        name: "AbortMultipartUpload",
        method: "DELETE",
        markers: &["uploadId"],
        actions: &["s3:AbortMultipartUpload"],
        ..PLAIN
    },
    Shape {
        name: "DeleteObjectTagging",
        method: "DELETE",
        markers: &["tagging"],
        actions: &["s3:DeleteObjectTagging"],
        version_actions: &["s3:DeleteObjectVersionTagging"],
        ..PLAIN
    },
    Shape {
        name: "DeleteObject",
        method: "DELETE",
        actions: &["s3:DeleteObject"],
        version_actions: &["s3:DeleteObjectVersion"],
        ..PLAIN
    },
];
