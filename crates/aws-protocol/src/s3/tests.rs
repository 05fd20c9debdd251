//! What requests need and what of them goes on.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use http::Request;
use http::request::Parts;

use super::*;
use crate::sigv4::Form;

fn request(line: &str, headers: &[(&str, &str)]) -> Parts {
    let (method, uri) = line.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

fn told(asked: &Asked) -> String {
    let mut out = format!("{} {}\n", asked.operation, asked.path_and_query);
    for Permission { action, resource, version } in &asked.permissions {
        let _ = write!(out, "  {action} {resource}");
        let _ = version.as_ref().map(|version| write!(out, " version {version}"));
        out.push('\n');
    }
    for (name, value) in &asked.context {
        let _ = writeln!(out, "  {name} = {value:?}");
    }
    for (name, value) in &asked.headers {
        let _ = writeln!(out, "  {name}: {}", value.to_str().unwrap());
    }
    out
}

fn check(line: &str, headers: &[(&str, &str)], expected: &Expect) {
    expected.assert_eq(&told(&read(&request(line, headers), Form::Header).unwrap()));
}

fn refused(line: &str, headers: &[(&str, &str)]) -> String {
    match read(&request(line, headers), Form::Header) {
        Err(error) => error.code.to_owned(),
        Ok(asked) => panic!("{line} {headers:?}: {asked:?}"),
    }
}

#[test]
fn every_operation_needs_its_own() {
    let all = [
        "GET /box",
        "GET /box/?list-type=2&prefix=home%2Fa%20b/&delimiter=/&max-keys=3&x-id=ListObjectsV2",
        "GET /box?versions&prefix=a",
        "GET /box?uploads&prefix=a",
        "GET /box?location",
        "HEAD /box",
        "GET /box/a%2Fb",
        "GET /box/a+b?versionId=v1&response-content-type=text%2Fplain",
        "GET /box/a?partNumber=2",
        "GET /box/a?tagging",
        "GET /box/a?acl&versionId=v1",
        "GET /box/a?attributes",
        "GET /box/a?uploadId=u",
        "HEAD /box/a",
        "PUT /box/a",
        "PUT /box/a?partNumber=1&uploadId=u",
        "POST /box/a?uploads",
        "POST /box/a?uploadId=u",
        "DELETE /box/a",
        "DELETE /box/a?versionId=v1",
        "DELETE /box/a?uploadId=u",
        "DELETE /box/a?tagging",
    ];
    let told: String =
        all.iter().map(|line| told(&read(&request(line, &[]), Form::Header).unwrap())).collect();
    expect![[r#"
        ListObjects /box
          s3:ListBucket arn:aws:s3:::box
        ListObjectsV2 /box?list-type=2&prefix=home%2Fa%20b%2F&delimiter=%2F&max-keys=3
          s3:ListBucket arn:aws:s3:::box
          s3:prefix = One("home/a b/")
          s3:delimiter = One("/")
          s3:max-keys = One("3")
        ListObjectVersions /box?versions&prefix=a
          s3:ListBucketVersions arn:aws:s3:::box
          s3:prefix = One("a")
        ListMultipartUploads /box?uploads&prefix=a
          s3:ListBucketMultipartUploads arn:aws:s3:::box
        GetBucketLocation /box?location
          s3:GetBucketLocation arn:aws:s3:::box
        HeadBucket /box
          s3:ListBucket arn:aws:s3:::box
        GetObject /box/a/b
          s3:GetObject arn:aws:s3:::box/a/b
        GetObject /box/a%2Bb?versionId=v1&response-content-type=text%2Fplain
          s3:GetObjectVersion arn:aws:s3:::box/a+b version v1
        GetObject /box/a?partNumber=2
          s3:GetObject arn:aws:s3:::box/a
        GetObjectTagging /box/a?tagging
          s3:GetObjectTagging arn:aws:s3:::box/a
        GetObjectAcl /box/a?acl&versionId=v1
          s3:GetObjectVersionAcl arn:aws:s3:::box/a version v1
        GetObjectAttributes /box/a?attributes
          s3:GetObject arn:aws:s3:::box/a
          s3:GetObjectAttributes arn:aws:s3:::box/a
        ListParts /box/a?uploadId=u
          s3:ListMultipartUploadParts arn:aws:s3:::box/a
        HeadObject /box/a
          s3:GetObject arn:aws:s3:::box/a
        PutObject /box/a
          s3:PutObject arn:aws:s3:::box/a
        UploadPart /box/a?partNumber=1&uploadId=u
          s3:PutObject arn:aws:s3:::box/a
        CreateMultipartUpload /box/a?uploads
          s3:PutObject arn:aws:s3:::box/a
        CompleteMultipartUpload /box/a?uploadId=u
          s3:PutObject arn:aws:s3:::box/a
        DeleteObject /box/a
          s3:DeleteObject arn:aws:s3:::box/a
        DeleteObject /box/a?versionId=v1
          s3:DeleteObjectVersion arn:aws:s3:::box/a version v1
        AbortMultipartUpload /box/a?uploadId=u
          s3:AbortMultipartUpload arn:aws:s3:::box/a
        DeleteObjectTagging /box/a?tagging
          s3:DeleteObjectTagging arn:aws:s3:::box/a
    "#]]
    .assert_eq(&told);
}

#[test]
fn copies_need_the_source_too() {
    check(
        "PUT /box/c",
        &[("x-amz-copy-source", "box/a%20b")],
        &expect![[r#"
            CopyObject /box/c
              s3:PutObject arn:aws:s3:::box/c
              s3:GetObject arn:aws:s3:::box/a b
              s3:x-amz-copy-source = One("/box/a b")
              x-amz-copy-source: /box/a%20b
        "#]],
    );
    let copy =
        |source| read(&request("PUT /box/c", &[("x-amz-copy-source", source)]), Form::Header);
    for source in ["/box/a b", "%2Fbox%2Fa%20b", "/box/a%20b"] {
        assert_eq!(copy(source), copy("box/a%20b"), "{source}");
    }
    check(
        "PUT /box/c?partNumber=1&uploadId=u",
        &[
            ("x-amz-copy-source", "/other/a?versionId=v%2F1"),
            ("x-amz-copy-source-range", "bytes=0-1"),
        ],
        &expect![[r#"
            UploadPartCopy /box/c?partNumber=1&uploadId=u
              s3:PutObject arn:aws:s3:::box/c
              s3:GetObjectVersion arn:aws:s3:::other/a version v/1
              s3:x-amz-copy-source = One("/other/a?versionId=v/1")
              x-amz-copy-source: /other/a?versionId=v%2F1
              x-amz-copy-source-range: bytes=0-1
        "#]],
    );
}

#[test]
fn headers_need_more_and_some_go_on() {
    check(
        "PUT /box/a",
        &[
            ("authorization", "AWS4-HMAC-SHA256 Credential=…"),
            ("x-amz-security-token", "token"),
            ("x-amz-date", "20240101T000000Z"),
            ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
            ("cookie", "a=b"),
            ("x-forwarded-for", "192.0.2.1"),
            ("x-minio-extract", "true"),
            ("content-type", "text/plain"),
            ("content-encoding", "aws-chunked, gzip"),
            ("x-amz-meta-name", "x"),
            ("x-amz-acl", "public-read"),
            ("x-amz-grant-read", "id=1"),
            ("x-amz-tagging", "a=1&b%20c=d+e"),
            ("x-amz-object-lock-mode", "GOVERNANCE"),
            ("x-amz-storage-class", "GLACIER"),
        ],
        &expect![[r#"
            PutObject /box/a
              s3:PutObject arn:aws:s3:::box/a
              s3:PutObjectAcl arn:aws:s3:::box/a
              s3:PutObjectTagging arn:aws:s3:::box/a
              s3:PutObjectRetention arn:aws:s3:::box/a
              s3:x-amz-acl = One("public-read")
              s3:x-amz-grant-read = One("id=1")
              s3:x-amz-storage-class = One("GLACIER")
              s3:object-lock-mode = One("GOVERNANCE")
              s3:RequestObjectTag/a = One("1")
              s3:RequestObjectTag/b c = One("d e")
              s3:RequestObjectTagKeys = Many(["a", "b c"])
              content-type: text/plain
              x-amz-storage-class: GLACIER
              x-amz-meta-name: x
              x-amz-acl: public-read
              x-amz-grant-read: id=1
              x-amz-tagging: a=1&b%20c=d+e
              x-amz-object-lock-mode: GOVERNANCE
              content-encoding: gzip
        "#]],
    );
}

#[test]
fn a_signed_query_may_hold_headers() {
    let line = "PUT /box/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=c&X-Amz-Date=d\
                &X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Security-Token=t\
                &X-Amz-Signature=s&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&x-amz-acl=private\
                &x-id=PutObject";
    let asked = read(&request(line, &[]), Form::Query).unwrap();
    expect![[r#"
        PutObject /box/a
          s3:PutObject arn:aws:s3:::box/a
          s3:PutObjectAcl arn:aws:s3:::box/a
          s3:x-amz-acl = One("private")
          x-amz-acl: private
    "#]]
    .assert_eq(&told(&asked));
    assert!(read(&request(line, &[("x-amz-acl", "private")]), Form::Query).is_err());
    assert!(read(&request(line, &[]), Form::Header).is_err());
}

#[test]
fn what_is_not_known_is_refused() {
    for line in [
        "GET /",
        "GET /box?policy",
        "GET /box?acl",
        "PUT /box",
        "DELETE /box",
        "POST /box",
        "POST /box/a",
        "PUT /box/a?acl",
        "PUT /box/a?tagging",
        "PUT /box/a?retention",
        "PUT /box/a?partNumber=1",
        "PUT /box/a?versionId=v1",
        "POST /box/a?select&select-type=2",
        "POST /box/a?restore",
        "GET /box/a?torrent",
        "GET /box/a?prefix=x",
        "GET /box/a?acl&tagging",
        "GET /box?list-type=2&policy",
        "DELETE /box?lifecycle",
        "PATCH /box/a",
        "GET /box/a?Signature=s&AWSAccessKeyId=k&Expires=1",
        "GET /box/a?X-Amz-Security-Token=t",
        "PUT /box/a?x-amz-acl=public-read",
    ] {
        assert_eq!(refused(line, &[]), "AccessDenied", "{line}");
    }
    for header in [
        "x-amz-mfa",
        "x-amz-write-offset-bytes",
        "x-amz-rename-source",
        "x-amz-website-redirect-location",
        "x-amz-meta-snowball-auto-extract",
        "x-amz-meta-minio-snowball-prefix",
        "x-amz-expected-bucket-owner",
    ] {
        assert_eq!(refused("PUT /box/a", &[(header, "x")]), "AccessDenied", "{header}");
    }
    assert_eq!(refused("GET /box/a", &[("x-amz-copy-source", "box/b")]), "AccessDenied");
    assert_eq!(refused("GET /box", &[("x-amz-acl", "private")]), "AccessDenied");
}

#[test]
fn what_can_be_read_in_two_ways_is_refused() {
    for line in [
        "GET /box/a/../b",
        "GET /box/%2e%2e/b",
        "GET /box/a%2f%2e%2e%2fb",
        "GET /box//a",
        "GET /box/a//b",
        "GET /box/./a",
        "GET /box/a%5cb",
        "GET /box/a%00",
        "GET //box/a",
        "GET /Box/a",
        "GET /../a",
        "GET /b/a",
        "GET /box/%ff",
    ] {
        assert_eq!(refused(line, &[]), "InvalidURI", "{line}");
    }
    for line in [
        "GET /box?prefix=a/../b",
        "GET /box?list-type=2&prefix=../",
        "GET /box?list-type=2&start-after=a//b",
        "GET /box?prefix=a&prefix=b",
        "GET /box/a?versionId=",
        "GET /box?prefix=%ff",
    ] {
        assert_eq!(refused(line, &[]), "InvalidArgument", "{line}");
    }
    for source in [
        "",
        "box",
        "box/",
        "box/../a",
        "box/a/%2e%2e/b",
        "box//a",
        "box/a?x=1",
        "box/a?versionId=",
        "box/a?versionId=v&x=1",
        "box/a%3FversionId=v",
        "arn:aws:s3:us-east-1:000000000000:accesspoint/p/object/a",
    ] {
        assert_eq!(
            refused("PUT /box/c", &[("x-amz-copy-source", source)]),
            "InvalidArgument",
            "{source}"
        );
    }
    let twice = [("x-amz-acl", "private"), ("x-amz-acl", "public-read")];
    assert_eq!(refused("PUT /box/a", &twice), "InvalidArgument");
    let tags = "a=1&a=2";
    assert_eq!(refused("PUT /box/a", &[("x-amz-tagging", tags)]), "InvalidArgument");
}

#[test]
fn a_deletion_needs_every_key() {
    let body = b"<Delete><Object><Key>a</Key></Object>\
                 <Object><Key>b</Key><VersionId>v</VersionId></Object></Delete>";
    let headers = [
        ("content-md5", "x"),
        ("x-amz-checksum-crc32", "x"),
        ("x-amz-sdk-checksum-algorithm", "CRC32"),
        ("x-amz-bypass-governance-retention", "true"),
    ];
    let asked = read(&request("POST /box?delete", &headers), Form::Header).unwrap();
    assert_eq!((asked.body, asked.permissions.len()), (Body::Deletion, 0));
    let asked = asked.deleting(&Deletion::read(body).unwrap());
    expect![[r"
        DeleteObjects /box?delete
          s3:DeleteObject arn:aws:s3:::box/a
          s3:BypassGovernanceRetention arn:aws:s3:::box/a
          s3:DeleteObjectVersion arn:aws:s3:::box/b version v
          s3:BypassGovernanceRetention arn:aws:s3:::box/b version v
          x-amz-bypass-governance-retention: true
    "]]
    .assert_eq(&told(&asked));
}
