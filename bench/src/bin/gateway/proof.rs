//! What shows that Daypass decides while it is measured: the same clients, refused where the
//! policies refuse them.

use std::io::ErrorKind;

use crate::brokers::Broker;
use crate::packets::{Batch, Stamp};
use crate::scenario::{Session, topic};
use crate::sign_in::Identity;
use crate::transport::Transport;

/// A sentence that says so; an error where something passes that must not.
pub fn prove(daypass: &Broker, identities: &[Identity]) -> Result<String, String> {
    for transport in [Transport::Plain, Transport::Tls, Transport::WebSocket] {
        let proved = prove_in(transport, daypass, identities);
        proved.map_err(|error| format!("{transport:?}: {error}"))?;
    }
    Ok("Proved beforehand: the same clients of Daypass are refused another identity's topic and client id, what the policy denies, and filters beyond the policy, at each of its doors.".to_owned())
}

fn prove_in(transport: Transport, daypass: &Broker, identities: &[Identity]) -> Result<(), String> {
    let [speaker, hearer, ..] = identities else { return Err("nobody is signed in".to_owned()) };
    let failed = |what: &'static str| move |error| format!("{what}: {error}");
    let connect = |identity, client| {
        daypass.connect(identity, client, transport, Session::Clean).map_err(failed("CONNECT"))
    };
    let mut hears = connect(hearer, "hears")?;
    let own = topic(&speaker.id);
    hears.subscribe(&own, 0).map_err(failed("SUBSCRIBE"))?;
    for refused in [topic(&hearer.id), format!("fleet/{}/up/firmware", speaker.id)] {
        let mut speaks = connect(speaker, "speaks")?;
        let mut allowed = Batch::new(&own, 0, 0, 1);
        speaks.write(allowed.stamped(1, 0)).map_err(failed("PUBLISH"))?;
        let heard = hears.wait().map_err(failed("an allowed message"))?;
        if Stamp::read(&heard).is_none_or(|stamp| stamp.number != 1) {
            return Err("an allowed message does not come".to_owned());
        }
        speaks.write(Batch::new(&refused, 0, 0, 1).stamped(2, 0)).map_err(failed("PUBLISH"))?;
        match speaks.wait() {
            Err(error) if error.kind() != ErrorKind::WouldBlock => {}
            _ => return Err(format!("a message to {refused} is not refused")),
        }
    }
    for refused in ["fleet/+/keys/#", "fleet/#", "#"] {
        if connect(hearer, "asks")?.subscribe(refused, 0).is_ok() {
            return Err(format!("a subscription to {refused} is not refused"));
        }
    }
    let stranger = Identity {
        id: hearer.id.clone(),
        access_key_id: speaker.access_key_id.clone(),
        secret_access_key: speaker.secret_access_key.clone(),
        session_token: speaker.session_token.clone(),
    };
    if daypass.connect(&stranger, "hears", transport, Session::Clean).is_ok() {
        return Err("a client with the client id of another identity is not refused".to_owned());
    }
    Ok(())
}
