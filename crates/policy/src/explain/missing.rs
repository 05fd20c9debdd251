//! The smallest statement that would have allowed a request.

use crate::context::ContextValue;
use crate::decision::Request;
use crate::document::{COGNITO_AUDIENCE, COGNITO_METHODS, DocumentKind, check_resource};
use crate::json::quote;
use crate::resource::ResourceCaller;
use crate::template::escape;
use crate::trust::TrustCaller;

/// A statement that allows this very action on this very resource. Signs that a policy would
/// read otherwise are escaped, as documents of version 2012-10-17 allow.
pub(super) fn missing_statement(kind: DocumentKind, request: &Request<'_>) -> String {
    let (action, resource) = (quote(request.action), quote(&written_resource(kind, request)));
    format!("{{\"Effect\":\"Allow\",\"Action\":{action},\"Resource\":{resource}}}")
}

/// The resource as a document of the kind can name it. Some resources have no ARN (an identity
/// that an AWS IoT policy is attached to is asked for by its bare id), and a star alone covers
/// those.
fn written_resource(kind: DocumentKind, request: &Request<'_>) -> String {
    let written = escape(request.resource);
    if check_resource(kind, &written).is_ok() { written } else { "*".to_owned() }
}

/// A trust statement that lets this very caller in, and for a Cognito identity its pool alone: there
/// guests for a guest, and users for a user.
pub(super) fn missing_trust_statement(request: &Request<'_>, caller: &TrustCaller<'_>) -> String {
    let (kind, name) = match caller {
        TrustCaller::Aws { account, arns, .. } => ("AWS", arns.first().unwrap_or(account)),
        TrustCaller::Federated { provider } => ("Federated", provider),
        TrustCaller::Service { name } => ("Service", name),
    };
    let condition = match request.context.value(COGNITO_AUDIENCE) {
        Some(ContextValue::One(pool)) => format!(
            ",\"Condition\":{{\"StringEquals\":{{\"{COGNITO_AUDIENCE}\":{}}}{}}}",
            quote(&escape(pool)),
            missing_methods(request)
        ),
        _ => String::new(),
    };
    let (name, action) = (quote(name), quote(request.action));
    let principal = format!("{{\"{kind}\":{name}}}");
    format!("{{\"Effect\":\"Allow\",\"Principal\":{principal},\"Action\":{action}{condition}}}")
}

fn missing_methods(request: &Request<'_>) -> String {
    match request.context.value(COGNITO_METHODS) {
        Some(ContextValue::Many([method, ..])) => format!(
            ",\"ForAnyValue:StringLike\":{{\"{COGNITO_METHODS}\":{}}}",
            quote(&escape(method))
        ),
        _ => String::new(),
    }
}

/// A statement for a resource's policy that lets this very caller in. For a session it names the
/// role: whoever writes it seldom means one session, and what limits the role goes on limiting it.
pub(super) fn missing_resource_statement(request: &Request<'_>, caller: &ResourceCaller) -> String {
    let principal = match caller {
        ResourceCaller::Root { arn: name }
        | ResourceCaller::User { arn: name, .. }
        | ResourceCaller::RoleSession { role: name, .. }
        | ResourceCaller::FederatedUser { arn: name, .. } => format!("{{\"AWS\":{}}}", quote(name)),
        ResourceCaller::Service { name } => format!("{{\"Service\":{}}}", quote(name)),
        ResourceCaller::Anonymous => "\"*\"".to_owned(),
    };
    let (action, resource) =
        (quote(request.action), quote(&written_resource(DocumentKind::Resource, request)));
    format!(
        "{{\"Effect\":\"Allow\",\"Principal\":{principal},\"Action\":{action},\"Resource\":{resource}}}"
    )
}
