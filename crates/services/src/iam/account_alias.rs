//! The account's alias: one name that no other account has.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    CREATE_ACCOUNT_ALIAS, CreateAccountAliasInput, CreateAccountAliasOutput, DELETE_ACCOUNT_ALIAS,
    DeleteAccountAliasInput, DeleteAccountAliasOutput, LIST_ACCOUNT_ALIASES,
    ListAccountAliasesInput, ListAccountAliasesOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Key, Reads, Scope, Writes};

use super::error::{already_exists, no_such_entity};
use super::listing::names_page;
use super::records::{ACCOUNT_ALIAS_OWNERS, ACCOUNT_ALIASES, AccountAliasRecord};
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateAccountAlias>();
    visitor.operation::<ListAccountAliases>();
    visitor.operation::<DeleteAccountAlias>();
}

fn alias_key(account: &AccountId) -> Key<AccountAliasRecord> {
    ACCOUNT_ALIASES.key(&of_account(account), ["alias"])
}

fn owner_key(alias: &str) -> Key<AccountAliasRecord> {
    ACCOUNT_ALIAS_OWNERS.key(&Scope::GLOBAL, [alias])
}

/// `CreateAccountAlias`: an account has one alias, so a new one takes the place of the old one.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html>
#[derive(Debug)]
pub(super) struct CreateAccountAlias;

impl Operation for CreateAccountAlias {
    type Input = CreateAccountAliasInput;
    type Output = CreateAccountAliasOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_ACCOUNT_ALIAS;

    async fn permissions(
        _: &Call<'_, CreateAccountAliasInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:CreateAccountAlias", "*")])
    }

    async fn decide(
        call: &Call<'_, CreateAccountAliasInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateAccountAliasOutput, ServiceError> {
        let alias = &call.input.account_alias;
        if reads.get(&owner_key(alias)).await.map_err(unavailable)?.is_some() {
            return Err(already_exists(format!("The account alias {alias} already exists.")));
        }
        if let Some(old) = reads.get(&alias_key(call.account)).await.map_err(unavailable)? {
            writes.delete(&owner_key(&old.alias));
        }
        let record = AccountAliasRecord { alias: alias.clone(), account: call.account.to_string() };
        writes.put(&alias_key(call.account), &record);
        writes.put(&owner_key(alias), &record);
        Ok(CreateAccountAliasOutput {})
    }
}

/// `ListAccountAliases`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html>
#[derive(Debug)]
pub(super) struct ListAccountAliases;

impl Operation for ListAccountAliases {
    type Input = ListAccountAliasesInput;
    type Output = ListAccountAliasesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ACCOUNT_ALIASES;

    async fn permissions(
        _: &Call<'_, ListAccountAliasesInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:ListAccountAliases", "*")])
    }

    async fn decide(
        call: &Call<'_, ListAccountAliasesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListAccountAliasesOutput, ServiceError> {
        let input = call.input;
        let alias = reads.get(&alias_key(call.account)).await.map_err(unavailable)?;
        let aliases = alias.into_iter().map(|record| record.alias).collect();
        let (account_aliases, marker) = names_page(
            call,
            "ListAccountAliases",
            aliases,
            input.marker.as_deref(),
            input.max_items,
        )?;
        Ok(ListAccountAliasesOutput {
            account_aliases,
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}

/// `DeleteAccountAlias`: only the alias that the account has now, by its name.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountAlias.html>
#[derive(Debug)]
pub(super) struct DeleteAccountAlias;

impl Operation for DeleteAccountAlias {
    type Input = DeleteAccountAliasInput;
    type Output = DeleteAccountAliasOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_ACCOUNT_ALIAS;

    async fn permissions(
        _: &Call<'_, DeleteAccountAliasInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:DeleteAccountAlias", "*")])
    }

    async fn decide(
        call: &Call<'_, DeleteAccountAliasInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteAccountAliasOutput, ServiceError> {
        let alias = &call.input.account_alias;
        let own = reads.get(&alias_key(call.account)).await.map_err(unavailable)?;
        if own.is_none_or(|own| own.alias != *alias) {
            return Err(no_such_entity(format!("The account alias {alias} cannot be found.")));
        }
        writes.delete(&alias_key(call.account));
        writes.delete(&owner_key(alias));
        Ok(DeleteAccountAliasOutput {})
    }
}
