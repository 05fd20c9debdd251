//! The brokers that are measured, each started as it is recommended for many messages: on loopback,
//! with nodelay, and with queues that do not drop what the load has on its way.

use std::fs;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use daypass_bench::process::{Running, free_address, install, waited};
use serde_json::Value;

use crate::link::Link;
use crate::sign_in::Identity;

/// A broker, which ends when this is dropped.
pub struct Broker {
    pub name: String,
    running: Running,
    /// Where it takes MQTT over TCP.
    plain: SocketAddr,
    /// Whether clients sign in.
    pub authorizes: bool,
}

/// Daypass, and where its API answers.
pub fn daypass(binary: &Path, work: &Path) -> Result<(Broker, String), String> {
    let ready_file = work.join("ready.json");
    let _absent = fs::remove_file(&ready_file);
    let mut command = Command::new(binary);
    command.args(["dev", "--empty", "--ready-file"]).arg(&ready_file);
    for door in ["--listen", "--mqtt-listen", "--mqtts-listen"] {
        command.args([door, "127.0.0.1:0"]);
    }
    let running = Running::start(&mut command)?;
    let ready = waited(|| {
        let ready: Value = serde_json::from_str(&fs::read_to_string(&ready_file).ok()?).ok()?;
        let plain: SocketAddr = ready["mqtt"].as_str()?.parse().ok()?;
        Some((plain, ready["endpoint"].as_str()?.to_owned()))
    });
    let (plain, endpoint) = ready.ok_or("Daypass does not start")?;
    let broker = Broker { name: "Daypass".to_owned(), running, plain, authorizes: true };
    Ok((broker, endpoint))
}

/// A peer by its name and, unless it is one that is installed here, its program.
pub fn peer(name: &str, program: Option<PathBuf>, work: &Path) -> Result<Broker, String> {
    let known = name.to_ascii_lowercase();
    let plain = free_address()?;
    let folder = work.join(&known);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut command = match (known.as_str(), program) {
        ("mosquitto", None) => {
            install("mosquitto", "-h", "mosquitto")?;
            Command::new("mosquitto")
        }
        (_, Some(program)) => Command::new(program),
        _ => return Err(format!("{name} wants a program: --peer {name}=PROGRAM")),
    };
    let configuration = match known.as_str() {
        "mosquitto" => mosquitto(plain),
        "flashmq" => flashmq(plain, &folder),
        _ => return Err(format!("nobody knows how {name} is configured")),
    };
    let file = folder.join("broker.conf");
    fs::write(&file, configuration).map_err(|error| error.to_string())?;
    let option = if known == "flashmq" { "--config-file" } else { "-c" };
    command.arg(option).arg(&file).current_dir(&folder);
    let running = Running::start(&mut command)?;
    let started = waited(|| TcpStream::connect(plain).ok());
    started.ok_or_else(|| format!("{name} does not start"))?;
    Ok(Broker { name: name.to_owned(), running, plain, authorizes: false })
}

fn mosquitto(plain: SocketAddr) -> String {
    format!(
        "listener {} {}\nallow_anonymous true\nset_tcp_nodelay true\nmax_queued_messages 0\nmax_inflight_messages 0\npersistence false\nlog_dest none\n",
        plain.port(),
        plain.ip()
    )
}

fn flashmq(plain: SocketAddr, folder: &Path) -> String {
    format!(
        "allow_anonymous true\nzero_byte_username_is_anonymous true\nlog_file {0}/log\nlog_level error\nthread_count 1\nmax_qos_msg_pending_per_client 4096\nmax_qos_bytes_pending_per_client 4194304\nlisten {{\n  protocol mqtt\n  inet_protocol ip4\n  inet4_bind_address {1}\n  port {2}\n  tcp_nodelay true\n}}\n",
        folder.display(),
        plain.ip(),
        plain.port()
    )
}

impl Broker {
    /// Its process id.
    pub fn process(&self) -> u32 {
        self.running.id()
    }

    /// Its resident memory in bytes.
    pub fn resident_bytes(&self) -> u64 {
        self.running.resident_kib() * 1024
    }

    /// Connects as one of an identity's clients.
    pub fn connect(&self, identity: &Identity, client: &str) -> io::Result<Link> {
        let client_id = format!("{}-{client}", identity.id);
        let login = (identity.access_key_id.as_str(), identity.session_token.as_str());
        Link::connect(self.plain, &client_id, self.authorizes.then_some(login))
    }
}
