//! The measured server asked again, answer by answer: a constant would be fast, too.

use std::collections::HashSet;

use serde_json::Value;

use crate::http::call_all;
use crate::load::CONNECTIONS;
use crate::stage::{CACHED, Stage};

/// How often each identity is asked for.
const TIMES: usize = 2;
/// Credentials that are used.
const SAMPLE: usize = 1_000;

/// Every answer brings another access key and the identity that was asked for, and a sample of the
/// credentials signs calls that STS answers.
pub fn prove(stage: &Stage) -> Result<(), String> {
    let spread = stage.spread(CACHED)?;
    let guests = [Stage::guest_bodies(&stage.guests), Stage::guest_bodies(&spread)];
    let logins = stage.user_bodies(&stage.tokens);
    let mut identities = HashSet::new();
    let (mut keys, mut sample, mut count) = (HashSet::new(), Vec::new(), 0);
    let [cached, drawn] = &guests;
    for (bodies, ids) in [(cached, &stage.guests), (drawn, &spread), (&logins, &stage.users)] {
        for _ in 0..TIMES {
            let whole = |answer: &Value| Some(answer.to_string());
            let answers = call_all(
                stage.durable.address,
                "GetCredentialsForIdentity",
                CONNECTIONS,
                bodies,
                whole,
            )?;
            count += answers.len();
            for (answer, id) in answers.iter().zip(ids) {
                let answer: Value =
                    serde_json::from_str(answer).map_err(|error| error.to_string())?;
                if answer["IdentityId"].as_str() != Some(id) {
                    return Err(format!("asked for {id}, and got {}", answer["IdentityId"]));
                }
                identities.insert(id.as_str());
                keys.insert(answer["Credentials"]["AccessKeyId"].to_string());
                sample.push(answer["Credentials"].to_string());
            }
        }
    }
    if keys.len() != count {
        return Err(format!("{count} answers bring {} access keys", keys.len()));
    }
    let wanted: HashSet<&str> =
        stage.guests.iter().chain(&spread).chain(&stage.users).map(String::as_str).collect();
    if identities != wanted || wanted.len() < stage.guests.len() + stage.users.len() {
        return Err(format!("{} identities answered, not {}", identities.len(), wanted.len()));
    }
    let every = (sample.len() / SAMPLE).max(1);
    let sample: Vec<String> = sample.into_iter().step_by(every).take(SAMPLE).collect();
    let used = stage.client(&["use", &stage.durable.url()], &(sample.join("\n") + "\n"))?;
    if used.trim() != sample.len().to_string() {
        return Err(format!("{} of {} credentials were used", used.trim(), sample.len()));
    }
    println!(
        "\nProved afterwards: {count} answers for {} identities with {} access keys; {} of them signed GetCallerIdentity.",
        identities.len(),
        keys.len(),
        used.trim()
    );
    Ok(())
}
