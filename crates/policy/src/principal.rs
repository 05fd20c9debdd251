//! The `Principal` element: which callers a trust policy or a resource's policy speaks of.

use crate::document::Effect;
use crate::json::Extent;
use crate::resource::{Reach, ResourceCaller};
use crate::trust::TrustCaller;

/// `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub(crate) struct Principals {
    pub(crate) negated: bool,
    pub(crate) listed: Vec<Principal>,
    /// Where those stand that are listed under `AWS`, without stars.
    pub(crate) aws: Vec<Extent>,
    pub(crate) at: Extent,
}

/// One principal as a policy names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Principal {
    /// `*`, alone or under `AWS`.
    Everyone,
    /// A whole account: its number, or the ARN of its root.
    Account(Box<str>),
    /// The ARN of a user, a role, a role session or a federated user.
    Arn(Box<str>),
    /// A unique id, such as `AROA…`, or that of a role's session, `AROA…:NAME`.
    UniqueId(Box<str>),
    Federated(Box<str>),
    Service(Box<str>),
    /// An S3 canonical user; no caller of ours is one.
    CanonicalUser(Box<str>),
}

impl Principals {
    pub(crate) fn covers(&self, caller: &TrustCaller<'_>, effect: Effect) -> bool {
        let found = self.listed.iter().any(|principal| principal.is(caller, effect));
        found != self.negated
    }

    /// What an `Allow` of a resource's policy is worth to the caller. AWS does not support
    /// `NotPrincipal` there, and it allows nobody.
    pub(crate) fn reach(&self, caller: &ResourceCaller) -> Option<Reach> {
        let listed = self.listed.iter().filter(|_| !self.negated);
        listed.filter_map(|principal| principal.reach(caller)).max()
    }

    /// Whether a `Deny` of a resource's policy means the caller. `NotPrincipal` spares those whose
    /// account is listed beside themselves, and nobody who has a permissions boundary (AWS's page
    /// on boundaries).
    pub(crate) fn denies(&self, caller: &ResourceCaller, boundary: bool) -> bool {
        let named = |reach| self.listed.iter().any(|one| one.reach(caller) == Some(reach));
        if !self.negated {
            return self.listed.iter().any(|one| one.reach(caller).is_some());
        }
        let everyone = self.listed.contains(&Principal::Everyone);
        let spared = match caller {
            ResourceCaller::RoleSession { .. } => named(Reach::Account) && named(Reach::Role),
            ResourceCaller::User { .. } | ResourceCaller::FederatedUser { .. } => {
                named(Reach::Account) && named(Reach::Caller)
            }
            ResourceCaller::Root { .. } | ResourceCaller::Service { .. } => named(Reach::Caller),
            ResourceCaller::Anonymous => false,
        };
        boundary || !(everyone || spared)
    }

    /// The principals as a reader would name them.
    pub(crate) fn written(&self) -> Vec<String> {
        self.listed.iter().map(Principal::written).collect()
    }
}

impl Principal {
    fn is(&self, caller: &TrustCaller<'_>, effect: Effect) -> bool {
        match (self, caller) {
            // A star that denies means everyone. One that allows means those with an AWS
            // identity: a token of any provider is not to slip in by it.
            (Self::Everyone, TrustCaller::Aws { .. }) => true,
            (Self::Everyone, _) => effect == Effect::Deny,
            (Self::Account(wanted), TrustCaller::Aws { account, .. }) => **wanted == **account,
            (Self::Arn(wanted), TrustCaller::Aws { arns, .. }) => arns.contains(&&**wanted),
            (Self::UniqueId(wanted), TrustCaller::Aws { unique_ids, .. }) => {
                unique_ids.contains(&&**wanted)
            }
            (Self::Federated(wanted), TrustCaller::Federated { provider }) => {
                **wanted == **provider
            }
            (Self::Service(wanted), TrustCaller::Service { name }) => **wanted == **name,
            _ => false,
        }
    }

    /// The form in which the principal names the caller, if it does.
    fn reach(&self, caller: &ResourceCaller) -> Option<Reach> {
        use ResourceCaller as Caller;
        let is = |text: &str, known: &Option<std::sync::Arc<str>>| known.as_deref() == Some(text);
        match (self, caller) {
            (Self::Everyone, _) => Some(Reach::Caller),
            (Self::Account(wanted), _) if caller.account() == Some(&**wanted) => match caller {
                Caller::Root { .. } => Some(Reach::Caller),
                _ => Some(Reach::Account),
            },
            (Self::Arn(wanted), Caller::User { arn, .. }) => {
                (**wanted == **arn).then_some(Reach::Caller)
            }
            (Self::UniqueId(wanted), Caller::User { unique_id, .. }) => {
                is(wanted, unique_id).then_some(Reach::Caller)
            }
            (Self::Arn(wanted), Caller::RoleSession { session, .. }) if is(wanted, session) => {
                Some(Reach::Caller)
            }
            (Self::Arn(wanted), Caller::RoleSession { role, .. }) => {
                (**wanted == **role).then_some(Reach::Role)
            }
            (Self::UniqueId(wanted), Caller::RoleSession { role_id, .. }) => {
                is(wanted, role_id).then_some(Reach::Role)
            }
            (Self::Arn(wanted), Caller::FederatedUser { arn, .. }) if **wanted == **arn => {
                Some(Reach::Caller)
            }
            (Self::Arn(wanted), Caller::FederatedUser { user, .. }) => {
                is(wanted, user).then_some(Reach::Role)
            }
            (Self::Service(wanted), Caller::Service { name }) => {
                (**wanted == **name).then_some(Reach::Caller)
            }
            _ => None,
        }
    }

    pub(crate) fn written(&self) -> String {
        match self {
            Self::Everyone => "*".to_owned(),
            Self::Account(text)
            | Self::Arn(text)
            | Self::UniqueId(text)
            | Self::Federated(text)
            | Self::Service(text)
            | Self::CanonicalUser(text) => text.to_string(),
        }
    }

    /// Reads a principal listed under `kind`; nothing if it is not one.
    pub(crate) fn parse(kind: &str, text: &str) -> Option<Self> {
        match kind {
            "AWS" => Self::parse_aws(text),
            "Federated" if is_name(text) => Some(Self::Federated(text.into())),
            "Service" if is_name(text) => Some(Self::Service(text.into())),
            "CanonicalUser" if is_name(text) => Some(Self::CanonicalUser(text.into())),
            _ => None,
        }
    }

    /// Whether this may be saved as a provider's name: that of a host, or the ARN of a provider.
    pub(crate) fn names_a_provider(&self) -> bool {
        let Self::Federated(text) = self else { return true };
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        match *parts.as_slice() {
            ["arn", _, "iam", "", account, path] if is_account(account) => {
                path.starts_with("oidc-provider/") || path.starts_with("saml-provider/")
            }
            ["arn", ..] => false,
            _ => text.bytes().all(|b| b.is_ascii_graphic()),
        }
    }

    fn parse_aws(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::Everyone);
        }
        if !is_name(text) {
            return None;
        }
        if is_account(text) {
            return Some(Self::Account(text.into()));
        }
        if !text.starts_with("arn:") {
            return is_unique_id(text).then(|| Self::UniqueId(text.into()));
        }
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        match *parts.as_slice() {
            [_, _, "iam", "", account, "root"] if is_account(account) => {
                Some(Self::Account(account.into()))
            }
            [_, _, "iam" | "sts", "", account, path] if is_account(account) && !path.is_empty() => {
                Some(Self::Arn(text.into()))
            }
            _ => None,
        }
    }
}

/// The least length of a unique id; AWS's own have 20 or 21 characters.
const UNIQUE_ID_LENGTH_MIN: usize = 16;

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_unique_id(text: &str) -> bool {
    let (id, session) = text.split_once(':').map_or((text, None), |(id, name)| (id, Some(name)));
    let of_session = |b: u8| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b);
    id.len() >= UNIQUE_ID_LENGTH_MIN
        && id.bytes().all(|b| b.is_ascii_alphanumeric())
        && session.is_none_or(|name| !name.is_empty() && name.bytes().all(of_session))
}

/// A part of a name cannot be left open: only a lone `*` is a wildcard among principals.
fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(['*', '?'])
}
