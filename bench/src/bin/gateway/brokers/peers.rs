//! How each peer is configured.

use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use daypass_bench::process::{cargo_installed, install};

use crate::certificates::Certificate;

/// Where a peer is to listen and keep its files.
pub struct Places<'c> {
    pub folder: PathBuf,
    pub plain: SocketAddr,
    pub tls: SocketAddr,
    pub websocket: SocketAddr,
    /// What it shows under TLS.
    pub certificate: &'c Certificate,
}

/// A configured peer, about to be started.
pub struct Program {
    pub command: Command,
    /// Whether it takes MQTT under TLS 1.3.
    pub has_tls: bool,
    /// Whether it takes MQTT in a WebSocket.
    pub has_websocket: bool,
}

/// The command that starts a peer.
pub fn program(
    known: &str,
    program: Option<PathBuf>,
    places: &Places<'_>,
) -> Result<Program, String> {
    let program = match (known, program) {
        (_, Some(program)) => program,
        ("mosquitto", None) => {
            install("mosquitto", "-h", "mosquitto")?;
            "mosquitto".into()
        }
        ("rumqttd", None) => cargo_installed("rumqttd", RUMQTTD)?,
        _ => return Err(format!("{known} wants a program: --peer {known}=PROGRAM")),
    };
    let mut command = Command::new(program);
    let written = |text: &str| written(places, text);
    match known {
        "mosquitto" => command.arg("-c").arg(written(&mosquitto(places))?),
        "flashmq" => command.arg("--config-file").arg(written(&flashmq(places))?),
        "rumqttd" => command.args(["--quiet", "--config"]).arg(written(&rumqttd(places))?),
        "nanomq" => command.args(["start", "--conf"]).arg(written(&nanomq(places))?),
        _ => return Err(format!("nobody knows how {known} is configured")),
    };
    // NanoMQ's library of TLS may know no later version than 1.2.
    Ok(Program { command, has_tls: known != "nanomq", has_websocket: true })
}

/// The version of rumqttd.
const RUMQTTD: &str = "0.20.0";

/// Its name says the format, for which rumqttd looks at it.
fn written(places: &Places<'_>, configuration: &str) -> Result<PathBuf, String> {
    let file = places.folder.join("broker.toml");
    fs::write(&file, configuration).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(file)
}

/// It would give up root, with which it may read the key.
fn mosquitto(places: &Places<'_>) -> String {
    let Places { plain, tls, websocket, certificate, .. } = places;
    format!(
        "user root\nallow_anonymous true\nset_tcp_nodelay true\nmax_queued_messages 0\nmax_inflight_messages 0\npersistence false\nlog_dest none\n\
         listener {} {}\n\
         listener {} {}\nprotocol websockets\n\
         listener {} {}\ncertfile {}\nkeyfile {}\n",
        plain.port(),
        plain.ip(),
        websocket.port(),
        websocket.ip(),
        tls.port(),
        tls.ip(),
        certificate.chain.display(),
        certificate.key.display(),
    )
}

fn flashmq(places: &Places<'_>) -> String {
    let mut text = format!(
        "allow_anonymous true\nzero_byte_username_is_anonymous true\nlog_file {}/log\nlog_level error\nthread_count 1\nmax_qos_msg_pending_per_client 4096\nmax_qos_bytes_pending_per_client 4194304\n",
        places.folder.display(),
    );
    let shown = |path: &Path| path.display().to_string();
    let Certificate { chain, key, .. } = places.certificate;
    let certificate = format!("  fullchain {}\n  privkey {}\n", shown(chain), shown(key));
    for (address, protocol, more) in [
        (places.plain, "mqtt", ""),
        (places.tls, "mqtt", certificate.as_str()),
        (places.websocket, "websockets", ""),
    ] {
        // Writing into a String cannot fail.
        let _ = write!(
            text,
            "listen {{\n  protocol {protocol}\n  inet_protocol ip4\n  inet4_bind_address {}\n  port {}\n  tcp_nodelay true\n{more}}}\n",
            address.ip(),
            address.port(),
        );
    }
    text
}

fn rumqttd(places: &Places<'_>) -> String {
    let mut text = "id = 0\n[router]\nid = 0\nmax_connections = 20100\nmax_outgoing_packet_count = 200\nmax_segment_size = 104857600\nmax_segment_count = 10\n".to_owned();
    let Certificate { chain, key, .. } = places.certificate;
    let certificate = format!(
        "[v4.2.tls]\ncertpath = \"{}\"\nkeypath = \"{}\"\n",
        chain.display(),
        key.display()
    );
    for (server, address, more) in [
        ("v4.1", places.plain, ""),
        ("v4.2", places.tls, certificate.as_str()),
        ("ws.1", places.websocket, ""),
    ] {
        // Writing into a String cannot fail.
        let _ = write!(
            text,
            "[{server}]\nname = \"{server}\"\nlisten = \"{address}\"\nnext_connection_delay_ms = 0\n\
             [{server}.connections]\nconnection_timeout_ms = 60000\nmax_payload_size = 20480\nmax_inflight_count = 4096\ndynamic_filters = true\n{more}",
        );
    }
    text
}

fn nanomq(places: &Places<'_>) -> String {
    format!(
        "mqtt {{\n  max_mqueue_len = 65535\n}}\nlisteners.tcp {{\n  bind = \"{}\"\n}}\nlisteners.ws {{\n  bind = \"{}/mqtt\"\n}}\n\
         log {{\n  to = [file]\n  level = error\n  dir = \"{}\"\n  file = \"log\"\n}}\n\
         auth {{\n  allow_anonymous = true\n  no_match = allow\n  deny_action = ignore\n}}\n",
        places.plain,
        places.websocket,
        places.folder.display(),
    )
}
