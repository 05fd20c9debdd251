//! `daypass import`: what another endpoint holds, compared with what this server holds.

mod apply;
mod carried;
mod items;
mod mapping;
mod plan;
mod report;
mod writes;

use std::process::ExitCode;

use crate::arguments::{ImportArguments, ServerAddress};
use crate::aws::Aws;
use crate::client::{Client, Keys, region};
use crate::failure::{DENIED_OR_FAILED, Failure};
use crate::snapshot::{self, Snapshot, VERSION};
use crate::{files, out};

use self::apply::{Target, apply};
use self::report::{Place, Report};

/// The largest snapshot that is read from a file, in bytes.
const SNAPSHOT_BYTES_MAX: u64 = 1 << 30;

/// Shows what would change, and changes it when told to.
pub(crate) async fn run(
    server: &ServerAddress,
    wanted: &ImportArguments,
) -> Result<ExitCode, Failure> {
    let mappings = wanted.identity_map.as_deref().map(mapping::read).transpose()?;
    let source = source(server, wanted).await?;
    let region = source.as_ref().map_or_else(|| region(&server.keys), |(it, _)| it.region.clone());
    let keys = wanted.keys.in_region(&region);
    let aws = Aws::new(&server.endpoint, Keys::of(&keys), &region)?;
    let address = ServerAddress { endpoint: server.endpoint.clone(), keys };
    let client = Client::new(&address)?;
    let target = snapshot::read(&aws).await?;
    if let Some(unread) = &target.unread {
        let sentence = format!("{} cannot be compared: {}", unread.what, unread.why);
        return Err(Failure::Failed(sentence));
    }
    let (source, from) = source.unwrap_or_else(|| (target.nothing(), "nothing but a mapping"));
    let carried = carried::carried(&source, &target.account)?;
    let mut steps = plan::steps(&carried, &target);
    let known = [&carried.snapshot, &target];
    steps.extend(mapping::steps(&mappings.unwrap_or_default(), known, &client).await?);
    if wanted.apply {
        apply(&Target { aws: &aws, client: &client }, &mut steps).await?;
    }
    let (from, to) = (Place::of(from, &source), Place::of(&server.endpoint, &target));
    let report = Report { from, to, steps, is_applied: wanted.apply };
    out::print(&report.written(wanted.output.output)?);
    Ok(if report.has_failed() { DENIED_OR_FAILED } else { ExitCode::SUCCESS })
}

/// What is brought over, and where it comes from; nothing if there is but a mapping.
async fn source<'a>(
    server: &ServerAddress,
    wanted: &'a ImportArguments,
) -> Result<Option<(Snapshot, &'a str)>, Failure> {
    if let Some(endpoint) = &wanted.from_endpoint {
        let keys = Keys::given(&server.keys).ok_or_else(|| {
            let variables = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
            Failure::Usage(format!("nobody reads {endpoint}: set {variables}"))
        })?;
        let aws = Aws::new(endpoint, keys, &region(&server.keys))?;
        return Ok(Some((snapshot::read(&aws).await?, endpoint)));
    }
    let Some(path) = &wanted.from_file else { return Ok(None) };
    let text = files::read_up_to(path, SNAPSHOT_BYTES_MAX)?;
    let unusable =
        |why: String| Failure::Usage(format!("{} is no snapshot: {why}", path.display()));
    let snapshot: Snapshot =
        serde_json::from_str(&text).map_err(|error| unusable(error.to_string()))?;
    if snapshot.version != VERSION {
        return Err(unusable(format!("its form is version {}", snapshot.version)));
    }
    Ok(Some((snapshot, path.to_str().unwrap_or("a file"))))
}
