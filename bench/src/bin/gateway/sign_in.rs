//! The users whom the load plays.

use std::process::Command;

use daypass_bench::process::{output, python, root};

/// The client that signs them in.
const BOTO3: &str = "boto3==1.44.5";

/// A signed-in identity with its credentials.
#[derive(Debug)]
pub struct Identity {
    pub id: String,
    pub access_key_id: String,
    pub session_token: String,
}

/// Signs users in at Daypass, under the policies that stand in `bench/policies`.
pub fn sign_in(endpoint: &str, count: usize) -> Result<Vec<Identity>, String> {
    let python = python("boto3", &[BOTO3])?;
    let bench = root().join("bench");
    let file = |path: &str| bench.join(path);
    let mut client = Command::new(python);
    client.arg(file("src/bin/gateway/sign_in.py")).arg(endpoint);
    client.arg(file("policies/gateway-role.json")).arg(file("policies/gateway-device.json"));
    let printed = output(client.arg(count.to_string()), "")?;
    let identities: Vec<Identity> = printed.lines().filter_map(identity).collect();
    if identities.len() == count {
        Ok(identities)
    } else {
        Err("not everybody was signed in".into())
    }
}

fn identity(line: &str) -> Option<Identity> {
    let mut words = line.split(' ').map(str::to_owned);
    Some(Identity { id: words.next()?, access_key_id: words.next()?, session_token: words.next()? })
}
