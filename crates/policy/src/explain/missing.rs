//! The smallest statement that would have allowed a request.

use crate::context::ContextValue;
use crate::decision::Request;
use crate::document::COGNITO_AUDIENCE;
use crate::json::quote;
use crate::template::escape;
use crate::trust::TrustCaller;

/// A statement that allows this very action on this very resource. Signs that a policy would
/// read otherwise are escaped, as documents of version 2012-10-17 allow.
pub(super) fn missing_statement(request: &Request<'_>) -> String {
    let resource = match request.resource {
        "*" => "*".to_owned(),
        resource => escape(resource),
    };
    let (action, resource) = (quote(request.action), quote(&resource));
    format!("{{\"Effect\":\"Allow\",\"Action\":{action},\"Resource\":{resource}}}")
}

/// A trust statement that lets this very caller in, and for a Cognito identity its pool alone.
pub(super) fn missing_trust_statement(request: &Request<'_>, caller: &TrustCaller<'_>) -> String {
    let (kind, name) = match caller {
        TrustCaller::Aws { account, arns, .. } => ("AWS", arns.first().unwrap_or(account)),
        TrustCaller::Federated { provider } => ("Federated", provider),
        TrustCaller::Service { name } => ("Service", name),
    };
    let condition = match request.context.value(COGNITO_AUDIENCE) {
        Some(ContextValue::One(pool)) => format!(
            ",\"Condition\":{{\"StringEquals\":{{\"{COGNITO_AUDIENCE}\":{}}}}}",
            quote(&escape(pool))
        ),
        _ => String::new(),
    };
    let (name, action) = (quote(name), quote(request.action));
    let principal = format!("{{\"{kind}\":{name}}}");
    format!("{{\"Effect\":\"Allow\",\"Principal\":{principal},\"Action\":{action}{condition}}}")
}

impl TrustCaller<'_> {
    /// Every name by which a policy could mean the caller.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Aws { account, arns, unique_ids } => {
                let names = std::iter::once(account).chain(*arns).chain(*unique_ids);
                names.map(|name| (*name).to_owned()).collect()
            }
            Self::Federated { provider: name } | Self::Service { name } => {
                vec![(*name).to_owned()]
            }
        }
    }
}
