//! `daypass identity`: who an identity is, and which one a user has.

use std::process::ExitCode;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::arguments::{IdentityArguments, ServerAddress};
use crate::client::Client;
use crate::failure::Failure;
use crate::why::form;

/// Prints the identity.
pub(crate) async fn run(
    server: &ServerAddress,
    wanted: &IdentityArguments,
) -> Result<ExitCode, Failure> {
    let named = [
        ("id", &wanted.id),
        ("pool", &wanted.pool),
        ("provider", &wanted.provider),
        ("user", &wanted.user),
    ];
    let query: Vec<String> = named
        .into_iter()
        .filter_map(|(name, value)| {
            let value = utf8_percent_encode(value.as_ref()?, NON_ALPHANUMERIC);
            Some(format!("{name}={value}"))
        })
        .collect();
    let path = format!("/-/api/identity?{}", query.join("&"));
    let answer = Client::new(server)?.answer(&path, form(wanted.output.output)).await?;
    println!("{}", answer.body.trim_end());
    Ok(ExitCode::SUCCESS)
}
