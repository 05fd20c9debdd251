//! The brokers that are measured, each started as it is recommended for many messages: on loopback,
//! with nodelay, and with queues that do not drop what the load has on its way.

mod peers;

use std::fs;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use daypass_aws_protocol::sigv4::Signer;
use daypass_bench::process::{Running, free_address, waited};
use rustls::ClientConfig;
use serde_json::Value;

use self::peers::{Places, Program};
use crate::certificates::{Certificate, trusting};
use crate::link::Link;
use crate::nodelay;
use crate::packets;
use crate::scenario::Session;
use crate::sign_in::Identity;
use crate::transport::Transport;

/// A broker, which ends when this is dropped.
pub struct Broker {
    pub name: String,
    running: Running,
    doors: Doors,
    /// Whether clients sign in.
    pub authorizes: bool,
}

/// Where a broker takes MQTT, as far as it can.
struct Doors {
    plain: SocketAddr,
    tls: Option<SecureDoor>,
    websocket: Option<SocketAddr>,
}

/// A door under TLS.
struct SecureDoor {
    address: SocketAddr,
    /// The file of the authority whose certificate is shown there.
    authority: PathBuf,
    config: Arc<ClientConfig>,
}

/// The path of MQTT over WebSocket, at all brokers.
const PATH: &str = "/mqtt";
/// What signed URLs are signed for.
const SERVICE: &str = "iotdevicegateway";
const REGION: &str = "us-east-1";

/// Daypass with its state in a folder, or in memory, and where its API answers.
pub fn daypass(
    binary: &Path,
    work: &Path,
    data: Option<&Path>,
) -> Result<(Broker, String), String> {
    let ready_file = work.join("ready.json");
    let _absent = fs::remove_file(&ready_file);
    let mut command = Command::new(binary);
    command.args(["dev", "--empty", "--ready-file"]).arg(&ready_file);
    for door in ["--listen", "--mqtt-listen", "--mqtts-listen"] {
        command.args([door, "127.0.0.1:0"]);
    }
    if let Some(folder) = data {
        command.arg("--data").arg(folder);
    }
    let running = Running::start(&mut command)?;
    let ready = waited(|| {
        let read = fs::read_to_string(&ready_file).ok()?;
        serde_json::from_str::<Value>(&read).ok()
    });
    let ready = ready.ok_or("Daypass does not start")?;
    let text = |name: &str| ready[name].as_str().ok_or_else(|| format!("Daypass has no {name}"));
    let address = |text: &str| text.parse::<SocketAddr>().map_err(|_| format!("what is {text}?"));
    let endpoint = text("endpoint")?.to_owned();
    let doors = Doors {
        plain: address(text("mqtt")?)?,
        tls: Some(SecureDoor::new(address(text("mqtts")?)?, text("ca_file")?.into())?),
        websocket: Some(address(endpoint.trim_start_matches("http://"))?),
    };
    let broker = Broker { name: "Daypass".to_owned(), running, doors, authorizes: true };
    Ok((broker, endpoint))
}

/// A peer by its name and, unless it is one that is installed here, its program.
pub fn peer(
    name: &str,
    program: Option<PathBuf>,
    certificate: &Certificate,
    work: &Path,
) -> Result<Broker, String> {
    let known = name.to_ascii_lowercase();
    let folder = work.join(&known);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let places = Places {
        folder,
        plain: free_address()?,
        tls: free_address()?,
        websocket: free_address()?,
        certificate,
    };
    let Program { mut command, has_tls, has_websocket } = peers::program(&known, program, &places)?;
    let running = Running::start(command.current_dir(&places.folder))?;
    let tls = has_tls.then_some(places.tls);
    let websocket = has_websocket.then_some(places.websocket);
    for address in [Some(places.plain), tls, websocket].into_iter().flatten() {
        let started = waited(|| TcpStream::connect(address).ok());
        started.ok_or_else(|| format!("{name} does not start"))?;
    }
    let set = nodelay::set_for(running.id());
    set.map_err(|error| format!("{name} is not given nodelay: {error}"))?;
    let tls = tls.map(|address| SecureDoor::new(address, certificate.authority.clone()));
    let tls = tls.transpose()?;
    let doors = Doors { plain: places.plain, tls, websocket };
    Ok(Broker { name: name.to_owned(), running, doors, authorizes: false })
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

    /// Whether it takes MQTT in this.
    pub fn serves(&self, transport: Transport) -> bool {
        match transport {
            Transport::Plain => true,
            Transport::Tls => self.doors.tls.is_some(),
            Transport::WebSocket => self.doors.websocket.is_some(),
        }
    }

    /// Where it takes MQTT under TLS, and the file of the authority that clients trust there.
    pub fn tls_door(&self) -> Option<(SocketAddr, &Path)> {
        let door = self.doors.tls.as_ref()?;
        Some((door.address, &door.authority))
    }

    /// Connects as one of an identity's clients. Where clients sign in, a WebSocket's URL is signed,
    /// and at other doors the name and the password say who it is.
    pub fn connect(
        &self,
        identity: &Identity,
        client: &str,
        transport: Transport,
        session: Session,
    ) -> io::Result<Link> {
        let missing = || io::Error::other(format!("{} has no such door", self.name));
        let mut login = self.authorizes.then_some(identity);
        let mut link = match transport {
            Transport::Plain => Link::plain(self.doors.plain)?,
            Transport::Tls => {
                let door = self.doors.tls.as_ref().ok_or_else(missing)?;
                Link::tls(door.address, &door.config)?
            }
            Transport::WebSocket => {
                let address = self.doors.websocket.ok_or_else(missing)?;
                match login.take() {
                    Some(identity) => Link::websocket(address, &signed_path(identity, address)?)?,
                    None => Link::websocket(address, PATH)?,
                }
            }
        };
        let client_id = format!("{}-{client}", identity.id);
        let login = login.map(|login| (login.access_key_id.as_str(), login.session_token.as_str()));
        link.enter(&packets::connect(&client_id, login, session))?;
        Ok(link)
    }
}

impl SecureDoor {
    fn new(address: SocketAddr, authority: PathBuf) -> Result<Self, String> {
        let config = Arc::new(trusting(&authority)?);
        Ok(Self { address, authority, config })
    }
}

/// The path and query that let an identity in.
fn signed_path(identity: &Identity, address: SocketAddr) -> io::Result<String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    let signer = Signer {
        access_key_id: &identity.access_key_id,
        secret_access_key: &identity.secret_access_key,
        session_token: Some(&identity.session_token),
        region: REGION,
        service: SERVICE,
    };
    let path = signer.websocket_path(PATH, &address.to_string(), now.as_secs() as i64);
    path.map_err(io::Error::other)
}
