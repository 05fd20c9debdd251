//! The managed policies that AWS itself keeps for every account, as far as they concern what is
//! served here. Nobody changes them; their content is AWS's published permissions.
//!
//! <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html>

mod permissions;

use super::records::{ManagedPolicyRecord, PolicyVersionRecord};
use permissions::POLICIES;

/// What the ARNs of AWS's policies begin with.
pub(super) const AWS_ARN_PREFIX: &str = "arn:aws:iam::aws:policy/";

/// When AWS's first managed policies came out, in milliseconds since 1970: 2015-02-06.
const CREATED_MS: i64 = 1_423_180_800_000;

/// One of AWS's policies.
#[derive(Debug)]
struct AwsManagedPolicy {
    /// The path, `/service-role/` for policies that services' roles carry.
    path: &'static str,
    name: &'static str,
    description: &'static str,
    permissions: Permissions,
}

/// What a policy of AWS allows.
#[derive(Debug)]
enum Permissions {
    /// These actions on everything.
    Actions(&'static [&'static str]),
    /// Statements of more shapes, as JSON.
    Statements(&'static str),
    /// What cuts the sessions of guests, which the enhanced flow uses as well.
    GuestCut,
}

impl AwsManagedPolicy {
    fn document(&self) -> String {
        let statements = match self.permissions {
            Permissions::GuestCut => return crate::authorization::guest_cut::managed_document(),
            Permissions::Statements(statements) => statements.to_owned(),
            Permissions::Actions(actions) => {
                let actions = actions.join("\",\"");
                format!("{{\"Effect\":\"Allow\",\"Action\":[\"{actions}\"],\"Resource\":\"*\"}}")
            }
        };
        format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{statements}]}}")
    }

    fn record(&self) -> ManagedPolicyRecord {
        ManagedPolicyRecord {
            id: unique_id(self.name),
            name: self.name.to_owned(),
            path: self.path.to_owned(),
            description: self.description.to_owned(),
            created_ms: CREATED_MS,
            updated_ms: CREATED_MS,
            default_version: 1,
            next_version: 2,
            versions: vec![PolicyVersionRecord {
                number: 1,
                document: self.document(),
                created_ms: CREATED_MS,
            }],
            ..ManagedPolicyRecord::default()
        }
    }
}

/// Whether an ARN is of AWS's own policies, known or not.
pub(crate) fn is_aws_managed(arn: &str) -> bool {
    arn.starts_with(AWS_ARN_PREFIX)
}

/// The policy of AWS behind this ARN.
pub(crate) fn aws_managed_policy(arn: &str) -> Option<ManagedPolicyRecord> {
    let rest = arn.strip_prefix(AWS_ARN_PREFIX)?;
    let name = rest.rsplit('/').next()?;
    let policy = POLICIES.iter().find(|policy| policy.name == name)?.record();
    Some(policy).filter(|policy| aws_managed_arn(policy) == arn)
}

/// All of them with their ARNs, in the order of their names.
pub(super) fn aws_managed_policies() -> impl Iterator<Item = ManagedPolicyRecord> {
    POLICIES.iter().map(AwsManagedPolicy::record)
}

/// `arn:aws:iam::aws:policy/PATH/NAME`.
pub(super) fn aws_managed_arn(policy: &ManagedPolicyRecord) -> String {
    let path = policy.path.strip_prefix('/').unwrap_or(&policy.path);
    format!("{AWS_ARN_PREFIX}{path}{}", policy.name)
}

/// An id in AWS's form that is the same on every server: AWS's own are not published as a list.
fn unique_id(name: &str) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    // FNV-1a, from the public description: https://www.rfc-editor.org/rfc/rfc9923
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    for byte in name.bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
    }
    let digits = (0..17_u32).filter_map(|at| {
        let index = usize::try_from((hash >> (at * 5)) & 31).ok()?;
        LETTERS.get(index).map(|letter| char::from(*letter))
    });
    "ANPA".chars().chain(digits).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use daypass_policy::{Document, DocumentKind};

    use super::*;

    #[test]
    fn each_is_a_whole_policy_under_its_own_arn_and_id() {
        let mut ids = BTreeSet::new();
        for policy in aws_managed_policies() {
            let arn = aws_managed_arn(&policy);
            assert_eq!(aws_managed_policy(&arn), Some(policy.clone()));
            assert!(ids.insert(policy.id.clone()) && policy.id.len() == 21, "{arn}");
            let document = &policy.versions[0].document;
            Document::parse(DocumentKind::Identity, document).unwrap();
            Document::parse(DocumentKind::Session, document).unwrap();
        }
        assert!(POLICIES.is_sorted_by_key(|policy| policy.name));
    }

    #[test]
    fn what_aws_does_not_keep_is_not_found() {
        assert!(is_aws_managed("arn:aws:iam::aws:policy/NoSuchPolicy"));
        assert_eq!(aws_managed_policy("arn:aws:iam::aws:policy/NoSuchPolicy"), None);
        assert_eq!(aws_managed_policy("arn:aws:iam::aws:policy/job/AWSIoTFullAccess"), None);
        assert!(!is_aws_managed("arn:aws:iam::123456789012:policy/AWSIoTFullAccess"));
    }
}
