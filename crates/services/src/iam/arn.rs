//! The names of IAM's resources as ARNs. IAM is global: its ARNs have no region.

use daypass_aws_types::AccountId;
use daypass_credentials::Session;

use super::group::record::GroupRecord;
use super::records::{ManagedPolicyRecord, RoleRecord};
use super::user::record::UserRecord;

/// `arn:aws:iam::ACCOUNT:role/PATH/NAME`.
pub fn role_arn(account: &AccountId, role: &RoleRecord) -> String {
    format!("arn:aws:iam::{account}:role{}{}", role.path, role.name)
}

/// The ARN of the role that a session is of.
pub fn session_role_arn(session: &Session) -> String {
    let of = &session.principal;
    format!("arn:aws:iam::{}:role{}{}", session.account, of.role_path, of.role_name)
}

/// `arn:aws:iam::ACCOUNT:user/PATH/NAME`.
pub fn user_arn(account: &AccountId, user: &UserRecord) -> String {
    user_resource(account, &user.path, &user.name)
}

/// The ARN that a user of this path and name would have.
pub fn user_resource(account: &AccountId, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:user{path}{name}")
}

/// The user's name in an ARN of this account; `None` for anything else.
pub fn user_name_from_arn<'a>(account: &AccountId, arn: &'a str) -> Option<&'a str> {
    let rest = arn.strip_prefix("arn:aws:iam::")?.strip_prefix(account.as_str())?;
    let name = rest.strip_prefix(":user/")?.rsplit('/').next()?;
    (!name.is_empty()).then_some(name)
}

/// `arn:aws:iam::ACCOUNT:group/PATH/NAME`.
pub fn group_arn(account: &AccountId, group: &GroupRecord) -> String {
    group_resource(account, &group.path, &group.name)
}

/// The ARN that a group of this path and name would have.
pub fn group_resource(account: &AccountId, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:group{path}{name}")
}

/// The ARN that a role of this name would have under the root path: what permissions are asked for
/// before the role has been read.
pub fn role_resource(account: &AccountId, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:role{path}{name}")
}

/// The role's name in an ARN of this account; `None` for anything else.
pub fn role_name_from_arn<'a>(account: &AccountId, arn: &'a str) -> Option<&'a str> {
    let rest = arn.strip_prefix("arn:aws:iam::")?.strip_prefix(account.as_str())?;
    let name = rest.strip_prefix(":role/")?.rsplit('/').next()?;
    (!name.is_empty()).then_some(name)
}

/// `arn:aws:iam::ACCOUNT:policy/PATH/NAME`.
pub fn managed_policy_arn(account: &AccountId, policy: &ManagedPolicyRecord) -> String {
    format!("arn:aws:iam::{account}:policy{}{}", policy.path, policy.name)
}

/// `arn:aws:iam::ACCOUNT:oidc-provider/HOST/PATH`.
pub fn openid_connect_provider_arn(account: &AccountId, url_without_scheme: &str) -> String {
    format!("arn:aws:iam::{account}:oidc-provider/{url_without_scheme}")
}

/// The provider's URL without its scheme in an ARN of this account.
pub fn openid_connect_provider_from_arn<'a>(account: &AccountId, arn: &'a str) -> Option<&'a str> {
    let rest = arn.strip_prefix("arn:aws:iam::")?.strip_prefix(account.as_str())?;
    rest.strip_prefix(":oidc-provider/").filter(|url| !url.is_empty())
}

/// `arn:aws:iam::ACCOUNT:saml-provider/NAME`.
pub fn saml_provider_arn(account: &AccountId, name: &str) -> String {
    format!("arn:aws:iam::{account}:saml-provider/{name}")
}

/// The SAML provider's name in an ARN of this account.
pub fn saml_provider_from_arn<'a>(account: &AccountId, arn: &'a str) -> Option<&'a str> {
    let rest = arn.strip_prefix("arn:aws:iam::")?.strip_prefix(account.as_str())?;
    rest.strip_prefix(":saml-provider/").filter(|name| !name.is_empty())
}

/// A managed policy's path and name, taken from its ARN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedPolicyName {
    path: String,
    name: String,
    aws: bool,
}

impl ManagedPolicyName {
    /// Reads the ARN of a managed policy of this account, or of AWS itself.
    pub fn from_arn(account: &AccountId, arn: &str) -> Option<Self> {
        let (owner, rest) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
        let aws = owner == "aws";
        let (path, name) = rest.strip_prefix("policy")?.rsplit_once('/')?;
        let known = (aws || owner == account.as_str()) && !name.is_empty();
        known.then(|| Self { path: format!("{path}/"), name: name.to_owned(), aws })
    }

    /// Whether it is a policy of AWS itself, which no account may change.
    pub fn is_aws(&self) -> bool {
        self.aws
    }

    /// The name that those who carry the policy are listed under. No name of a policy has a colon,
    /// so that an account's policy of the same name is another one.
    pub fn carried(&self) -> String {
        if self.aws { format!("aws:{}", self.lower_cased()) } else { self.lower_cased() }
    }

    /// The path, beginning and ending in `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The name as written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name that the policy is kept under.
    pub fn lower_cased(&self) -> String {
        self.name.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> AccountId {
        AccountId::parse("123456789012").unwrap()
    }

    #[test]
    fn role_names_are_read_from_arns_of_this_account_alone() {
        let name = |arn| role_name_from_arn(&account(), arn);
        assert_eq!(name("arn:aws:iam::123456789012:role/guest"), Some("guest"));
        assert_eq!(name("arn:aws:iam::123456789012:role/team/a/guest"), Some("guest"));
        assert_eq!(name("arn:aws:iam::999999999999:role/guest"), None);
        assert_eq!(name("arn:aws:iam::123456789012:user/guest"), None);
        assert_eq!(name("arn:aws:iam::123456789012:role/"), None);
    }

    #[test]
    fn managed_policies_are_read_with_their_path() {
        let name =
            ManagedPolicyName::from_arn(&account(), "arn:aws:iam::123456789012:policy/a/b/Read")
                .unwrap();
        assert_eq!((name.path(), name.name()), ("/a/b/", "Read"));
        let name = ManagedPolicyName::from_arn(&account(), "arn:aws:iam::123456789012:policy/Read")
            .unwrap();
        assert_eq!((name.path(), name.name()), ("/", "Read"));
        assert!(!name.is_aws() && name.carried() == "read");
        let name =
            ManagedPolicyName::from_arn(&account(), "arn:aws:iam::aws:policy/job/Read").unwrap();
        assert_eq!(
            (name.path(), name.name(), name.carried().as_str()),
            ("/job/", "Read", "aws:read")
        );
        let other = "arn:aws:iam::999999999999:policy/Read";
        assert_eq!(ManagedPolicyName::from_arn(&account(), other), None);
    }
}
