//! `daypass export`: what the account holds, as JSON or in Terraform's language.

use std::process::ExitCode;

use crate::arguments::{ExportArguments, ExportFormat, ServerAddress};
use crate::aws::Aws;
use crate::client::{Keys, region};
use crate::failure::Failure;
use crate::{out, snapshot, terraform};

/// Prints a snapshot of the server.
pub(crate) async fn run(
    server: &ServerAddress,
    wanted: &ExportArguments,
) -> Result<ExitCode, Failure> {
    let aws = Aws::new(&server.endpoint, Keys::of(&server.keys), &region(&server.keys))?;
    let snapshot = snapshot::read(&aws).await?;
    for skipped in &snapshot.skipped {
        eprintln!("left out: {}: {}", skipped.what, skipped.why);
    }
    match wanted.format {
        ExportFormat::Json => {
            let text = serde_json::to_string_pretty(&snapshot);
            out::print(&(text.map_err(|error| Failure::Failed(error.to_string()))? + "\n"));
        }
        ExportFormat::Terraform => out::print(&terraform::written(&snapshot)),
    }
    Ok(ExitCode::SUCCESS)
}
