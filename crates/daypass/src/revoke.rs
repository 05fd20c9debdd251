//! `daypass revoke`: what was issued for an identity, a role or a pool ends.

use std::process::ExitCode;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::arguments::{RevokeArguments, ServerAddress};
use crate::client::Client;
use crate::failure::Failure;
use crate::why::form;

/// Revokes, and prints what has ended.
pub(crate) async fn run(
    server: &ServerAddress,
    wanted: &RevokeArguments,
) -> Result<ExitCode, Failure> {
    let named = [("identity", &wanted.identity), ("role", &wanted.role), ("pool", &wanted.pool)];
    let query: Vec<String> = named
        .into_iter()
        .filter_map(|(name, value)| {
            let value = utf8_percent_encode(value.as_ref()?, NON_ALPHANUMERIC);
            Some(format!("{name}={value}"))
        })
        .collect();
    let path = format!("/-/api/revocations?{}", query.join("&"));
    let answer = Client::new(server)?.change(&path, form(wanted.output.output)).await?;
    println!("{}", answer.body.trim_end());
    Ok(ExitCode::SUCCESS)
}
