//! Access keys of users and of the root user: two at most, so that one can take over from the other.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    AccessKey, AccessKeyLastUsed, AccessKeyMetadata, CREATE_ACCESS_KEY, CreateAccessKeyInput,
    CreateAccessKeyOutput, DELETE_ACCESS_KEY, DeleteAccessKeyInput, DeleteAccessKeyOutput,
    GET_ACCESS_KEY_LAST_USED, GetAccessKeyLastUsedInput, GetAccessKeyLastUsedOutput,
    LIST_ACCESS_KEYS, ListAccessKeysInput, ListAccessKeysOutput, UPDATE_ACCESS_KEY,
    UpdateAccessKeyInput, UpdateAccessKeyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_credentials::SecretString;
use daypass_store::{Reads, Writes};

use super::key_uses::key_use_key;
use super::record::{RootUserRecord, UserRecord, root_user_key, user_key};
use super::{existing_user, on_user, on_user_or_caller};
use crate::changes::Dependency;
use crate::iam::access_key::{
    self, AccessKeyRecord, AccessKeyStatus, KeyOwner, access_key_key, put_access_key,
};
use crate::iam::error::{invalid_input, no_such_access_key, user_name_needed};
use crate::iam::listing::names_page;
use crate::iam::quota::ACCESS_KEYS_OF_USER;
use crate::operation::{Call, Operation, Permission};
use crate::principal::Principal;
use crate::served::Visitor;
use crate::store_error::{internal, unavailable};

/// Characters after `AKIA` in an access key's id.
const KEY_ID_LENGTH: usize = 16;
/// Random bytes of a secret: forty characters in base64, as AWS's are.
const SECRET_BYTES: usize = 30;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateAccessKey>();
    visitor.operation::<ListAccessKeys>();
    visitor.operation::<UpdateAccessKey>();
    visitor.operation::<DeleteAccessKey>();
    visitor.operation::<GetAccessKeyLastUsed>();
}

/// Whose keys a call is about.
enum Owner {
    Root(RootUserRecord),
    User(UserRecord),
}

impl Owner {
    /// The user of this name; without one, whoever calls.
    async fn of<I>(
        call: &Call<'_, I>,
        name: Option<&str>,
        reads: &mut Reads<'_>,
    ) -> Result<Self, ServiceError> {
        let name = match (name, call.principal) {
            (Some(name), _) => name,
            (None, Principal::User { user, .. }) => &user.name,
            (None, Principal::Root { .. }) => {
                let root = reads.get(&root_user_key(call.account)).await.map_err(unavailable)?;
                return Ok(Self::Root(root.unwrap_or_default()));
            }
            (None, _) => return Err(user_name_needed()),
        };
        Ok(Self::User(existing_user(reads, call.account, name).await?))
    }

    fn key_ids(&self) -> &[String] {
        match self {
            Self::Root(root) => &root.access_key_ids,
            Self::User(user) => &user.access_key_ids,
        }
    }

    /// The user's name, which root has none of.
    fn name(&self) -> &str {
        match self {
            Self::Root(_) => "",
            Self::User(user) => &user.name,
        }
    }

    fn key_owner(&self) -> KeyOwner {
        match self {
            Self::Root(_) => KeyOwner::Root,
            Self::User(user) => KeyOwner::User { id: user.id.clone(), name: user.name.clone() },
        }
    }

    /// Writes which keys there are now.
    fn keep(self, key_ids: Vec<String>, account: &AccountId, writes: &mut Writes) {
        match self {
            Self::Root(_) => {
                let root = RootUserRecord { access_key_ids: key_ids };
                writes.put(&root_user_key(account), &root);
            }
            Self::User(user) => {
                let user = UserRecord { access_key_ids: key_ids, ..user };
                writes.put(&user_key(account, &user.name), &user);
            }
        }
    }

    /// The record of one of the owner's keys.
    async fn key(
        &self,
        access_key_id: &str,
        reads: &mut Reads<'_>,
    ) -> Result<AccessKeyRecord, ServiceError> {
        let missing = || no_such_access_key(access_key_id);
        if !self.key_ids().iter().any(|id| id == access_key_id) {
            return Err(missing());
        }
        let key = reads.get(&access_key_key(access_key_id)).await.map_err(unavailable)?;
        key.ok_or_else(missing)
    }
}

fn status_name(key: &AccessKeyRecord) -> &'static str {
    match key.status() {
        AccessKeyStatus::Active => "Active",
        AccessKeyStatus::Inactive => "Inactive",
    }
}

/// `CreateAccessKey`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html>
#[derive(Debug)]
pub(super) struct CreateAccessKey;

impl Operation for CreateAccessKey {
    type Input = CreateAccessKeyInput;
    type Output = CreateAccessKeyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_ACCESS_KEY;

    async fn permissions(
        call: &Call<'_, CreateAccessKeyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_user_or_caller("iam:CreateAccessKey", call, call.input.user_name.as_deref(), reads).await
    }

    async fn decide(
        call: &Call<'_, CreateAccessKeyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateAccessKeyOutput, ServiceError> {
        let owner = Owner::of(call, call.input.user_name.as_deref(), reads).await?;
        ACCESS_KEYS_OF_USER.allow(owner.key_ids().len() + 1)?;
        let access_key_id = call.random.unique_id("AKIA", KEY_ID_LENGTH);
        let secret = STANDARD.encode(call.random.bytes::<SECRET_BYTES>());
        let key = access_key::AccessKey {
            account: call.account.clone(),
            secret_access_key: SecretString::new(secret.clone()),
            status: AccessKeyStatus::Active,
            development: false,
            owner: owner.key_owner(),
        };
        let (ring, now_ms) = (call.environment.keys.ring(), call.now.wall_ms);
        let nonce = call.random.bytes();
        put_access_key(writes, &ring, &access_key_id, &key, now_ms, &nonce)
            .map_err(|error| internal(&error.to_string()))?;
        let user_name = owner.name().to_owned();
        let key_ids = owner.key_ids().iter().chain([&access_key_id]).cloned().collect();
        owner.keep(key_ids, call.account, writes);
        let access_key = AccessKey {
            access_key_id,
            create_date: Some(Timestamp::from_millis(now_ms)),
            secret_access_key: secret.into(),
            status: "Active".to_owned(),
            user_name,
        };
        Ok(CreateAccessKeyOutput { access_key })
    }
}

/// `ListAccessKeys`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html>
#[derive(Debug)]
pub(super) struct ListAccessKeys;

impl Operation for ListAccessKeys {
    type Input = ListAccessKeysInput;
    type Output = ListAccessKeysOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ACCESS_KEYS;

    async fn permissions(
        call: &Call<'_, ListAccessKeysInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_user_or_caller("iam:ListAccessKeys", call, call.input.user_name.as_deref(), reads).await
    }

    async fn decide(
        call: &Call<'_, ListAccessKeysInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListAccessKeysOutput, ServiceError> {
        let input = call.input;
        let owner = Owner::of(call, input.user_name.as_deref(), reads).await?;
        let (ids, marker) = names_page(
            call,
            "ListAccessKeys",
            owner.key_ids().to_vec(),
            input.marker.as_deref(),
            input.max_items,
        )?;
        let mut listed = Vec::with_capacity(ids.len());
        for id in ids {
            let key = owner.key(&id, reads).await?;
            listed.push(AccessKeyMetadata {
                access_key_id: Some(id),
                create_date: Some(Timestamp::from_millis(key.created_ms)),
                status: Some(status_name(&key).to_owned()),
                user_name: Some(owner.name().to_owned()).filter(|name| !name.is_empty()),
            });
        }
        Ok(ListAccessKeysOutput {
            access_key_metadata: listed,
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}

/// `UpdateAccessKey`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html>
#[derive(Debug)]
pub(super) struct UpdateAccessKey;

impl Operation for UpdateAccessKey {
    type Input = UpdateAccessKeyInput;
    type Output = UpdateAccessKeyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_ACCESS_KEY;

    async fn permissions(
        call: &Call<'_, UpdateAccessKeyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_user_or_caller("iam:UpdateAccessKey", call, call.input.user_name.as_deref(), reads).await
    }

    async fn decide(
        call: &Call<'_, UpdateAccessKeyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateAccessKeyOutput, ServiceError> {
        let input = call.input;
        let status = match input.status.as_str() {
            "Active" => AccessKeyStatus::Active,
            "Inactive" => AccessKeyStatus::Inactive,
            other => return Err(invalid_input(format!("A key cannot be set to {other}."))),
        };
        let owner = Owner::of(call, input.user_name.as_deref(), reads).await?;
        let mut key = owner.key(&input.access_key_id, reads).await?;
        key.status = status.into();
        writes.put(&access_key_key(&input.access_key_id), &key);
        Dependency::access_key(&input.access_key_id).changed(writes);
        Ok(UpdateAccessKeyOutput {})
    }
}

/// `DeleteAccessKey`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html>
#[derive(Debug)]
pub(super) struct DeleteAccessKey;

impl Operation for DeleteAccessKey {
    type Input = DeleteAccessKeyInput;
    type Output = DeleteAccessKeyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_ACCESS_KEY;

    async fn permissions(
        call: &Call<'_, DeleteAccessKeyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_user_or_caller("iam:DeleteAccessKey", call, call.input.user_name.as_deref(), reads).await
    }

    async fn decide(
        call: &Call<'_, DeleteAccessKeyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteAccessKeyOutput, ServiceError> {
        let id = &call.input.access_key_id;
        let owner = Owner::of(call, call.input.user_name.as_deref(), reads).await?;
        owner.key(id, reads).await?;
        writes.delete(&access_key_key(id));
        writes.delete(&key_use_key(id));
        Dependency::access_key(id).changed(writes);
        let key_ids = owner.key_ids().iter().filter(|kept| *kept != id).cloned().collect();
        owner.keep(key_ids, call.account, writes);
        Ok(DeleteAccessKeyOutput {})
    }
}

/// `GetAccessKeyLastUsed`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html>
#[derive(Debug)]
pub(super) struct GetAccessKeyLastUsed;

impl Operation for GetAccessKeyLastUsed {
    type Input = GetAccessKeyLastUsedInput;
    type Output = GetAccessKeyLastUsedOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_ACCESS_KEY_LAST_USED;

    async fn permissions(
        call: &Call<'_, GetAccessKeyLastUsedInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let (action, id) = ("iam:GetAccessKeyLastUsed", &call.input.access_key_id);
        let key = reads.peek(&access_key_key(id)).await.map_err(unavailable)?;
        let key = key.filter(|key| key.account == call.account.as_str());
        Ok(vec![match key {
            Some(key) if !key.user_name.is_empty() => {
                on_user(action, call.account, &key.user_name, reads).await?
            }
            Some(_) => Permission::new(action, format!("arn:aws:iam::{}:root", call.account)),
            // AWS does not tell who may not know whether there is such a key.
            None => Permission::new(action, format!("access key {id}")),
        }])
    }

    async fn decide(
        call: &Call<'_, GetAccessKeyLastUsedInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetAccessKeyLastUsedOutput, ServiceError> {
        let id = &call.input.access_key_id;
        let key = reads.get(&access_key_key(id)).await.map_err(unavailable)?;
        let key = key.filter(|key| key.account == call.account.as_str());
        let key = key.ok_or_else(|| no_such_access_key(id))?;
        let used = reads.peek(&key_use_key(id)).await.map_err(unavailable)?;
        let used = match used {
            Some(used) => AccessKeyLastUsed {
                last_used_date: Some(Timestamp::from_millis(used.used_ms)),
                region: used.region,
                service_name: used.service,
            },
            None => AccessKeyLastUsed {
                last_used_date: None,
                region: "N/A".to_owned(),
                service_name: "N/A".to_owned(),
            },
        };
        Ok(GetAccessKeyLastUsedOutput {
            access_key_last_used: Some(used),
            user_name: Some(key.user_name).filter(|name| !name.is_empty()),
        })
    }
}
