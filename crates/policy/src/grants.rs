//! Which policies bear on a principal, before the values of one connection are known.

use crate::action::Known;
use crate::context::ContextMap;
use crate::permissions::Permissions;
use crate::policy::PolicySet;
use crate::resource::ResourceLeg;
use std::sync::Arc;

/// The legs of a principal. Shared by every connection and call with the same policies; two
/// grants are equal when their policies are, by content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Grants {
    /// What IAM says, for principals that IAM knows (users, roles, Cognito identities).
    pub iam: Option<IamLeg>,
    /// What AWS IoT policies say, for principals that have them.
    pub device: Option<DeviceLeg>,
    /// What the policies of the resource say, for resources that have them: grants with this leg
    /// answer for one resource and one caller only.
    pub resource: Option<ResourceLeg>,
}

/// The IAM side. Allows when identity policies allow, and the boundary and the session policies
/// too where there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct IamLeg {
    /// The account's root: allowed everything without identity policies.
    pub root: bool,
    /// The identity policies, inline and managed, as one union.
    pub identity: PolicySet,
    /// The permissions boundary.
    pub boundary: Option<PolicySet>,
    /// The session policies as one union; an empty set allows nothing, none limits nothing.
    pub session: Option<PolicySet>,
}

/// The AWS IoT side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeviceLeg {
    /// The policies attached to the principal and, where they count, to its thing's groups.
    pub policies: PolicySet,
    /// The actions that need this leg.
    pub applies_to: DeviceScope,
}

/// The actions for which the device leg is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeviceScope {
    /// `iot:Connect`, `Publish`, `Subscribe`, `Receive`, `GetThingShadow`, `UpdateThingShadow`
    /// and `DeleteThingShadow`: an authenticated Cognito identity. Other actions are IAM's alone.
    SevenActions,
    /// Every action: a certificate, a custom authorizer's principal, an anonymous client.
    AllActions,
}

impl DeviceScope {
    /// Whether the device leg is asked for `action`.
    pub fn covers(self, action: &str) -> bool {
        self.covers_known(Known::of(action))
    }

    /// Whether the device leg is asked for an action that is known, or for one that is not.
    #[inline]
    pub(crate) fn covers_known(self, action: Option<Known>) -> bool {
        match self {
            Self::AllActions => true,
            Self::SevenActions => action.is_some_and(Known::is_one_of_seven),
        }
    }
}

impl Grants {
    /// Fixes the values that hold for one connection or call. Only those that the policies
    /// mention are kept, so that equal grants with equal mentioned values are equal permissions.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the values are given up to the permissions; the caller has no further use for them"
    )]
    pub fn bind(self: Arc<Self>, variables: ContextMap) -> Arc<Permissions> {
        Arc::new(Permissions::new(self, &variables))
    }
}
