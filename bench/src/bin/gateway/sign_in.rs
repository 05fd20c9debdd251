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
    pub secret_access_key: String,
    pub session_token: String,
}

/// Signs users in at Daypass, under the policies that stand in `bench/policies`.
pub fn sign_in(endpoint: &str, count: usize) -> Result<Vec<Identity>, String> {
    let policies = root().join("bench/policies");
    let mut client = client("sign_in.py", endpoint)?;
    client.arg(policies.join("gateway-role.json")).arg(policies.join("gateway-device.json"));
    let printed = output(client.arg(count.to_string()), "")?;
    let identities: Vec<Identity> = printed.lines().filter_map(identity).collect();
    if identities.len() == count {
        Ok(identities)
    } else {
        Err("not everybody was signed in".into())
    }
}

/// A script of this folder that talks to an endpoint, with more arguments to come.
pub fn client(script: &str, endpoint: &str) -> Result<Command, String> {
    let mut client = Command::new(python("boto3", &[BOTO3])?);
    client.arg(root().join("bench/src/bin/gateway").join(script)).arg(endpoint);
    Ok(client)
}

fn identity(line: &str) -> Option<Identity> {
    let mut words = line.split(' ').map(str::to_owned);
    Some(Identity {
        id: words.next()?,
        access_key_id: words.next()?,
        secret_access_key: words.next()?,
        session_token: words.next()?,
    })
}
