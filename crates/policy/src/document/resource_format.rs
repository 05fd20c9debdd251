//! The form of a resource, with the words in which AWS refuses a wrong one.

use super::{DocumentError, DocumentKind};

/// Checks the written form of one `Resource`.
pub(crate) fn check_resource(kind: DocumentKind, written: &str) -> Result<(), DocumentError> {
    if written == "*" {
        return Ok(());
    }
    if kind == DocumentKind::Iot {
        // AWS IoT compares the whole string and asks for no more than something to compare.
        let fits = written.starts_with("arn:") || written.starts_with('*');
        return if fits {
            Ok(())
        } else {
            Err(DocumentError::new(format!(
                "Policy document is Malformed: The following resources are invalid : {written}"
            )))
        };
    }
    check_iam(written).map_err(DocumentError::new)
}

fn check_iam(written: &str) -> Result<(), String> {
    let not_an_arn = || format!("Resource {written} must be in ARN format or \"*\".");
    let (prefix, rest) = written.split_once(':').ok_or_else(not_an_arn)?;
    if prefix != "arn" {
        return Err(not_an_arn());
    }
    let (partition, rest) = rest.split_once(':').unwrap_or((rest, ""));
    if !is_partition(partition) {
        let rest = complete(rest);
        return Err(format!(
            "Partition \"{partition}\" is not valid for resource \"arn:{partition}:{rest}\"."
        ));
    }
    let (service, rest) = rest.split_once(':').unwrap_or((rest, ""));
    if service.is_empty() || service.contains(['*', '?', '$']) {
        return Err("Resource vendor must be fully qualified and cannot contain regexes.".into());
    }
    // A short ARN without a star that can stand for several segments would match nothing, and a
    // Deny of it would be an empty word.
    let may_cross = || written.ends_with('*') || written.contains("*:");
    if written.matches(':').nth(4).is_none() && !may_cross() {
        let legacy = "The policy failed legacy parsing".to_owned();
        return Err(if written.contains("::") { legacy } else { not_an_arn() });
    }
    check_service(written, service, rest)
}

fn check_service(written: &str, service: &str, rest: &str) -> Result<(), String> {
    let regional = !rest.starts_with(':') && rest != "*";
    match service {
        "iam" if regional => {
            return Err(format!("IAM resource {written} cannot contain region information."));
        }
        "s3" if regional => {
            return Err(format!("Resource {written} can not contain region information."));
        }
        "iam" => {}
        _ => return Ok(()),
    }
    let path = rest.splitn(3, ':').nth(2).unwrap_or("*");
    // An account's root is what `sts:AssumeRoot` is about; AWS's text is older than that.
    if path == "*" || path == "root" || IAM_PATHS.iter().any(|start| path.starts_with(start)) {
        return Ok(());
    }
    let starts = IAM_PATHS.join(", ");
    Err(format!("IAM resource path must either be \"*\" or start with {starts}."))
}

fn is_partition(partition: &str) -> bool {
    partition == "aws" || partition == "*" || partition.starts_with("aws-")
}

/// IAM's message shows the ARN with stars for the parts that are not there.
fn complete(rest: &str) -> String {
    let mut parts: Vec<&str> = rest.splitn(4, ':').collect();
    if parts == [""] {
        parts.clear();
    }
    parts.resize(4, "*");
    parts.join(":")
}

const IAM_PATHS: [&str; 13] = [
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];
