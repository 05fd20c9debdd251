//! Of whom the statements of a leg speak.

use crate::resource::{Reach, ResourceCaller, worth};
use crate::statement::Statement;
use crate::trust::{TrustCaller, covers_caller};

/// The one about whom a leg's statements are asked.
#[derive(Clone, Copy)]
pub(super) enum Whom<'a> {
    /// Whoever bears the policies: statements that name principals mean nobody.
    Bearer,
    /// Who would take a role.
    Trust(&'a TrustCaller<'a>),
    /// Who asks for a resource, and whether a permissions boundary limits them.
    Resource(&'a ResourceCaller, bool),
}

impl Whom<'_> {
    pub(super) fn is_covered(self, statement: &Statement) -> bool {
        match self {
            Self::Bearer => statement.principals.is_none(),
            Self::Trust(caller) => covers_caller(statement, caller),
            Self::Resource(caller, boundary) => worth(statement, caller, boundary).is_some(),
        }
    }

    /// What the statement's `Allow` is worth, where that differs by its principal.
    pub(super) fn reach(self, statement: &Statement) -> Option<Reach> {
        match self {
            Self::Bearer | Self::Trust(_) => None,
            Self::Resource(caller, boundary) => worth(statement, caller, boundary),
        }
    }

    /// Every name by which a policy could mean the one.
    pub(super) fn names(self) -> Vec<String> {
        match self {
            Self::Bearer => Vec::new(),
            Self::Trust(TrustCaller::Aws { account, arns, unique_ids }) => {
                let names = std::iter::once(account).chain(*arns).chain(*unique_ids);
                names.map(|name| (*name).to_owned()).collect()
            }
            Self::Trust(
                TrustCaller::Federated { provider: name } | TrustCaller::Service { name },
            ) => {
                vec![(*name).to_owned()]
            }
            Self::Resource(caller, _) => names(caller),
        }
    }
}

fn names(caller: &ResourceCaller) -> Vec<String> {
    let account = caller.account().map(str::to_owned);
    let own: Vec<&str> = match caller {
        ResourceCaller::Root { arn } => vec![arn],
        ResourceCaller::User { arn, unique_id } => {
            std::iter::once(&**arn).chain(unique_id.as_deref()).collect()
        }
        ResourceCaller::RoleSession { role, role_id, session } => {
            let others = [session, role_id].into_iter().filter_map(|name| name.as_deref());
            std::iter::once(&**role).chain(others).collect()
        }
        ResourceCaller::FederatedUser { arn, user } => {
            std::iter::once(&**arn).chain(user.as_deref()).collect()
        }
        ResourceCaller::Service { name } => vec![name],
        ResourceCaller::Anonymous => Vec::new(),
    };
    account.into_iter().chain(own.into_iter().map(str::to_owned)).collect()
}
