//! What nothing here has and tools ask about all the same, such as Terraform before it deletes a
//! user or a role: passwords, second factors, keys and certificates of other kinds, and what EC2
//! uses. Each is answered as AWS answers where there is none.

use std::marker::PhantomData;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    DELETE_ACCOUNT_PASSWORD_POLICY, DELETE_LOGIN_PROFILE, DeleteAccountPasswordPolicyInput,
    DeleteAccountPasswordPolicyOutput, DeleteLoginProfileInput, DeleteLoginProfileOutput,
    GET_ACCOUNT_PASSWORD_POLICY, GET_LOGIN_PROFILE, GetAccountPasswordPolicyInput,
    GetAccountPasswordPolicyOutput, GetLoginProfileInput, GetLoginProfileOutput,
    LIST_INSTANCE_PROFILES, LIST_INSTANCE_PROFILES_FOR_ROLE, LIST_MFA_DEVICES,
    LIST_SERVER_CERTIFICATES, LIST_SERVICE_SPECIFIC_CREDENTIALS, LIST_SIGNING_CERTIFICATES,
    LIST_SSH_PUBLIC_KEYS, LIST_VIRTUAL_MFA_DEVICES, ListInstanceProfilesForRoleInput,
    ListInstanceProfilesForRoleOutput, ListInstanceProfilesInput, ListInstanceProfilesOutput,
    ListMFADevicesInput, ListMFADevicesOutput, ListSSHPublicKeysInput, ListSSHPublicKeysOutput,
    ListServerCertificatesInput, ListServerCertificatesOutput, ListServiceSpecificCredentialsInput,
    ListServiceSpecificCredentialsOutput, ListSigningCertificatesInput,
    ListSigningCertificatesOutput, ListVirtualMFADevicesInput, ListVirtualMFADevicesOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Decode, Encode};
use daypass_store::{Reads, Writes};

use super::error::no_such_entity;
use super::role::{existing_role, on_role};
use super::user::{existing_user, on_user_or_caller};
use crate::operation::{Call, Operation, Permission};
use crate::principal::Principal;
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<OfUser<ListMFADevices>>();
    visitor.operation::<OfUser<ListSSHPublicKeys>>();
    visitor.operation::<OfUser<ListServiceSpecificCredentials>>();
    visitor.operation::<OfUser<ListSigningCertificates>>();
    visitor.operation::<OfUser<GetLoginProfile>>();
    visitor.operation::<OfUser<DeleteLoginProfile>>();
    visitor.operation::<OfAccount<ListVirtualMFADevices>>();
    visitor.operation::<OfAccount<ListServerCertificates>>();
    visitor.operation::<OfAccount<ListInstanceProfiles>>();
    visitor.operation::<OfAccount<GetAccountPasswordPolicy>>();
    visitor.operation::<OfAccount<DeleteAccountPasswordPolicy>>();
    visitor.operation::<ListInstanceProfilesForRole>();
}

/// A question about a user who is there, or about the caller, which has one answer.
trait AboutUser: Send + Sync + 'static {
    type Input: Decode + Send + Sync;
    type Output: Encode + Send;
    const DESCRIPTOR: &'static Descriptor;
    const ACTION: &'static str;

    fn user_name(input: &Self::Input) -> Option<&str>;

    /// The answer about the user of this name; the root user has none.
    fn none(user: Option<&str>) -> Result<Self::Output, ServiceError>;
}

/// [`AboutUser`] as an operation.
struct OfUser<Question>(PhantomData<Question>);

impl<Question: AboutUser> Operation for OfUser<Question> {
    type Input = Question::Input;
    type Output = Question::Output;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = Question::DESCRIPTOR;

    async fn permissions(
        call: &Call<'_, Question::Input>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_user_or_caller(Question::ACTION, call, Question::user_name(call.input), reads).await
    }

    async fn decide(
        call: &Call<'_, Question::Input>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<Question::Output, ServiceError> {
        let name = match (Question::user_name(call.input), call.principal) {
            (Some(name), _) => Some(name),
            (None, Principal::User { user, .. }) => Some(user.name.as_str()),
            (None, _) => None,
        };
        if let Some(name) = name {
            existing_user(reads, call.account, name).await?;
        }
        Question::none(name)
    }
}

/// A question about the account, which has one answer.
trait AboutAccount: Send + Sync + 'static {
    type Input: Decode + Send + Sync;
    type Output: Encode + Send;
    const DESCRIPTOR: &'static Descriptor;
    const ACTION: &'static str;

    /// What the caller needs the permission on.
    fn resource(account: &AccountId, input: &Self::Input) -> String;

    fn none(account: &AccountId) -> Result<Self::Output, ServiceError>;
}

/// [`AboutAccount`] as an operation.
struct OfAccount<Question>(PhantomData<Question>);

impl<Question: AboutAccount> Operation for OfAccount<Question> {
    type Input = Question::Input;
    type Output = Question::Output;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = Question::DESCRIPTOR;

    async fn permissions(
        call: &Call<'_, Question::Input>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let resource = Question::resource(call.account, call.input);
        Ok(vec![Permission::new(Question::ACTION, resource)])
    }

    async fn decide(
        call: &Call<'_, Question::Input>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<Question::Output, ServiceError> {
        Question::none(call.account)
    }
}

/// What AWS says of a password that a user does not have; it calls the root user `null`.
fn no_login_profile(user: Option<&str>) -> ServiceError {
    let name = user.unwrap_or("null");
    no_such_entity(format!("Login Profile for User {name} cannot be found."))
}

/// `ListMFADevices`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html>
struct ListMFADevices;

impl AboutUser for ListMFADevices {
    type Input = ListMFADevicesInput;
    type Output = ListMFADevicesOutput;
    const DESCRIPTOR: &'static Descriptor = &LIST_MFA_DEVICES;
    const ACTION: &'static str = "iam:ListMFADevices";

    fn user_name(input: &ListMFADevicesInput) -> Option<&str> {
        input.user_name.as_deref()
    }

    fn none(_: Option<&str>) -> Result<ListMFADevicesOutput, ServiceError> {
        Ok(ListMFADevicesOutput {
            mfa_devices: Vec::new(),
            is_truncated: Some(false),
            marker: None,
        })
    }
}

/// `ListSSHPublicKeys`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html>
struct ListSSHPublicKeys;

impl AboutUser for ListSSHPublicKeys {
    type Input = ListSSHPublicKeysInput;
    type Output = ListSSHPublicKeysOutput;
    const DESCRIPTOR: &'static Descriptor = &LIST_SSH_PUBLIC_KEYS;
    const ACTION: &'static str = "iam:ListSSHPublicKeys";

    fn user_name(input: &ListSSHPublicKeysInput) -> Option<&str> {
        input.user_name.as_deref()
    }

    fn none(_: Option<&str>) -> Result<ListSSHPublicKeysOutput, ServiceError> {
        Ok(ListSSHPublicKeysOutput {
            ssh_public_keys: Some(Vec::new()),
            is_truncated: Some(false),
            marker: None,
        })
    }
}

/// `ListServiceSpecificCredentials`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html>
struct ListServiceSpecificCredentials;

impl AboutUser for ListServiceSpecificCredentials {
    type Input = ListServiceSpecificCredentialsInput;
    type Output = ListServiceSpecificCredentialsOutput;
    const DESCRIPTOR: &'static Descriptor = &LIST_SERVICE_SPECIFIC_CREDENTIALS;
    const ACTION: &'static str = "iam:ListServiceSpecificCredentials";

    fn user_name(input: &ListServiceSpecificCredentialsInput) -> Option<&str> {
        input.user_name.as_deref()
    }

    fn none(_: Option<&str>) -> Result<ListServiceSpecificCredentialsOutput, ServiceError> {
        Ok(ListServiceSpecificCredentialsOutput {
            service_specific_credentials: Some(Vec::new()),
            is_truncated: Some(false),
            marker: None,
        })
    }
}

/// `ListSigningCertificates`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html>
struct ListSigningCertificates;

impl AboutUser for ListSigningCertificates {
    type Input = ListSigningCertificatesInput;
    type Output = ListSigningCertificatesOutput;
    const DESCRIPTOR: &'static Descriptor = &LIST_SIGNING_CERTIFICATES;
    const ACTION: &'static str = "iam:ListSigningCertificates";

    fn user_name(input: &ListSigningCertificatesInput) -> Option<&str> {
        input.user_name.as_deref()
    }

    fn none(_: Option<&str>) -> Result<ListSigningCertificatesOutput, ServiceError> {
        Ok(ListSigningCertificatesOutput {
            certificates: Vec::new(),
            is_truncated: Some(false),
            marker: None,
        })
    }
}

/// `GetLoginProfile`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html>
struct GetLoginProfile;

impl AboutUser for GetLoginProfile {
    type Input = GetLoginProfileInput;
    type Output = GetLoginProfileOutput;
    const DESCRIPTOR: &'static Descriptor = &GET_LOGIN_PROFILE;
    const ACTION: &'static str = "iam:GetLoginProfile";

    fn user_name(input: &GetLoginProfileInput) -> Option<&str> {
        input.user_name.as_deref()
    }

    fn none(user: Option<&str>) -> Result<GetLoginProfileOutput, ServiceError> {
        Err(no_login_profile(user))
    }
}

/// `DeleteLoginProfile`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html>
struct DeleteLoginProfile;

impl AboutUser for DeleteLoginProfile {
    type Input = DeleteLoginProfileInput;
    type Output = DeleteLoginProfileOutput;
    const DESCRIPTOR: &'static Descriptor = &DELETE_LOGIN_PROFILE;
    const ACTION: &'static str = "iam:DeleteLoginProfile";

    fn user_name(input: &DeleteLoginProfileInput) -> Option<&str> {
        input.user_name.as_deref()
    }

    fn none(user: Option<&str>) -> Result<DeleteLoginProfileOutput, ServiceError> {
        Err(no_login_profile(user))
    }
}

/// `ListVirtualMFADevices`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html>
struct ListVirtualMFADevices;

impl AboutAccount for ListVirtualMFADevices {
    type Input = ListVirtualMFADevicesInput;
    type Output = ListVirtualMFADevicesOutput;
    const DESCRIPTOR: &'static Descriptor = &LIST_VIRTUAL_MFA_DEVICES;
    const ACTION: &'static str = "iam:ListVirtualMFADevices";

    fn resource(account: &AccountId, _: &ListVirtualMFADevicesInput) -> String {
        format!("arn:aws:iam::{account}:mfa/")
    }

    fn none(_: &AccountId) -> Result<ListVirtualMFADevicesOutput, ServiceError> {
        Ok(ListVirtualMFADevicesOutput {
            virtual_mfa_devices: Vec::new(),
            is_truncated: Some(false),
            marker: None,
        })
    }
}

/// `ListServerCertificates`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServerCertificates.html>
struct ListServerCertificates;

impl AboutAccount for ListServerCertificates {
    type Input = ListServerCertificatesInput;
    type Output = ListServerCertificatesOutput;
    const DESCRIPTOR: &'static Descriptor = &LIST_SERVER_CERTIFICATES;
    const ACTION: &'static str = "iam:ListServerCertificates";

    fn resource(account: &AccountId, input: &ListServerCertificatesInput) -> String {
        let path = input.path_prefix.as_deref().unwrap_or("/");
        format!("arn:aws:iam::{account}:server-certificate{path}")
    }

    fn none(_: &AccountId) -> Result<ListServerCertificatesOutput, ServiceError> {
        Ok(ListServerCertificatesOutput {
            server_certificate_metadata_list: Vec::new(),
            is_truncated: Some(false),
            marker: None,
        })
    }
}

/// `ListInstanceProfiles`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html>
struct ListInstanceProfiles;

impl AboutAccount for ListInstanceProfiles {
    type Input = ListInstanceProfilesInput;
    type Output = ListInstanceProfilesOutput;
    const DESCRIPTOR: &'static Descriptor = &LIST_INSTANCE_PROFILES;
    const ACTION: &'static str = "iam:ListInstanceProfiles";

    fn resource(account: &AccountId, input: &ListInstanceProfilesInput) -> String {
        let path = input.path_prefix.as_deref().unwrap_or("/");
        format!("arn:aws:iam::{account}:instance-profile{path}")
    }

    fn none(_: &AccountId) -> Result<ListInstanceProfilesOutput, ServiceError> {
        Ok(ListInstanceProfilesOutput {
            instance_profiles: Vec::new(),
            is_truncated: Some(false),
            marker: None,
        })
    }
}

/// `GetAccountPasswordPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html>
struct GetAccountPasswordPolicy;

impl AboutAccount for GetAccountPasswordPolicy {
    type Input = GetAccountPasswordPolicyInput;
    type Output = GetAccountPasswordPolicyOutput;
    const DESCRIPTOR: &'static Descriptor = &GET_ACCOUNT_PASSWORD_POLICY;
    const ACTION: &'static str = "iam:GetAccountPasswordPolicy";

    fn resource(_: &AccountId, _: &GetAccountPasswordPolicyInput) -> String {
        "*".to_owned()
    }

    fn none(account: &AccountId) -> Result<GetAccountPasswordPolicyOutput, ServiceError> {
        Err(no_such_entity(format!(
            "The Password Policy with domain name {account} cannot be found."
        )))
    }
}

/// `DeleteAccountPasswordPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountPasswordPolicy.html>
struct DeleteAccountPasswordPolicy;

impl AboutAccount for DeleteAccountPasswordPolicy {
    type Input = DeleteAccountPasswordPolicyInput;
    type Output = DeleteAccountPasswordPolicyOutput;
    const DESCRIPTOR: &'static Descriptor = &DELETE_ACCOUNT_PASSWORD_POLICY;
    const ACTION: &'static str = "iam:DeleteAccountPasswordPolicy";

    fn resource(_: &AccountId, _: &DeleteAccountPasswordPolicyInput) -> String {
        "*".to_owned()
    }

    fn none(_: &AccountId) -> Result<DeleteAccountPasswordPolicyOutput, ServiceError> {
        let text = "The account policy with name PasswordPolicy cannot be found.";
        Err(no_such_entity(text.to_owned()))
    }
}

/// `ListInstanceProfilesForRole`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html>
struct ListInstanceProfilesForRole;

impl Operation for ListInstanceProfilesForRole {
    type Input = ListInstanceProfilesForRoleInput;
    type Output = ListInstanceProfilesForRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_INSTANCE_PROFILES_FOR_ROLE;

    async fn permissions(
        call: &Call<'_, ListInstanceProfilesForRoleInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_role("iam:ListInstanceProfilesForRole", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, ListInstanceProfilesForRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListInstanceProfilesForRoleOutput, ServiceError> {
        existing_role(reads, call.account, &call.input.role_name).await?;
        Ok(ListInstanceProfilesForRoleOutput {
            instance_profiles: Vec::new(),
            is_truncated: Some(false),
            marker: None,
        })
    }
}
