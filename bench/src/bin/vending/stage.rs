//! What the rows run on: the servers, a pool, its guests and its users.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use daypass_bench::process::{built, install, output, root};
use serde_json::{Value, json};

use crate::http::{Client, call_all};
use crate::issuer::Issuer;
use crate::process::{Server, python};

/// Identities that the server has seen a moment ago, and users of the provider.
pub const CACHED: usize = 10_000;
/// Connections that prepare.
const PREPARING: usize = 64;
/// What stands before and after an identity id.
const IDENTITY: (&str, &str) = ("{\"IdentityId\":\"", "\"}");

/// The servers and what they hold.
pub struct Stage {
    /// Daypass with its state in SQLite.
    pub durable: Server,
    /// Daypass with its state in memory.
    pub memory: Server,
    pub bare: Server,
    pub moto: Server,
    pub issuer: Issuer,
    pub python: PathBuf,
    pub work: PathBuf,
    pub root: PathBuf,
    /// How many guests the durable server holds.
    pub identities: usize,
    /// Bytes of an answer with credentials.
    pub answer_bytes: usize,
    pub pool: String,
    /// moto's pool.
    pub moto_pool: String,
    /// The guests of the durable server that are asked for again and again.
    pub guests: Vec<String>,
    /// The users' identities, user by user.
    pub users: Vec<String>,
    /// A token for each user.
    pub tokens: Vec<String>,
}

impl Stage {
    /// Installs, builds and starts what is needed, and makes the identities that are missing.
    pub fn set(identities: usize) -> Result<Self, String> {
        install("wrk", "-v", "wrk")?;
        let (python, binary) = (python()?, built()?);
        let work = root().join(format!("target/bench/vending-{identities}"));
        fs::create_dir_all(&work).map_err(|error| error.to_string())?;
        let issuer = Issuer::start()?;
        let durable = Server::daypass(&binary, &work.join("data").to_string_lossy(), &work)?;
        let memory = Server::daypass(&binary, "memory", &work)?;
        let pool = set_up(&python, &durable, &issuer)?;
        let all = work.join("guests.txt");
        if !all.exists() {
            println!("making {identities} guests");
            write(&all, &guests(&durable, &pool, identities)?)?;
        }
        let kept = fs::read_to_string(&all).map_err(|error| error.to_string())?;
        let guests: Vec<String> = kept.lines().take(CACHED).map(str::to_owned).collect();
        write(&work.join("cached.txt"), &guests)?;
        let memory_pool = set_up(&python, &memory, &issuer)?;
        write(&work.join("memory.txt"), &self::guests(&memory, &memory_pool, CACHED)?)?;
        let tokens = issuer.tokens(0, CACHED, CACHED)?;
        let bodies = tokens.iter().map(|token| {
            json!({"IdentityPoolId": pool, "Logins": {issuer.name(): token}}).to_string()
        });
        let bodies: Vec<String> = bodies.collect();
        let users = call_all(durable.address, "GetId", PREPARING, &bodies, identity_of)?;
        let first = guests.first().ok_or("there is no guest")?;
        let asked = format!("{}{first}{}", IDENTITY.0, IDENTITY.1);
        let (_, answer_bytes) =
            Client::new(durable.address)?.call("GetCredentialsForIdentity", &asked)?;
        let bare = Server::bare(answer_bytes)?;
        let moto = Server::moto(&python)?;
        let moto_pool = pool_of(&python, &moto)?;
        let stage = Self {
            moto_pool,
            durable,
            memory,
            bare,
            moto,
            issuer,
            python,
            work,
            root: root(),
            identities,
            answer_bytes,
            pool,
            guests,
            users,
            tokens,
        };
        stage.write_users("users.txt", &stage.tokens)?;
        Ok(stage)
    }

    /// Where a file of lines is.
    pub fn lines(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    /// What stands around an identity id in a body.
    pub fn around_identity(&self) -> (String, String) {
        (IDENTITY.0.to_owned(), IDENTITY.1.to_owned())
    }

    /// What stands around a line of [`Stage::write_users`].
    pub fn around_user(&self) -> (String, String) {
        (IDENTITY.0.to_owned(), "\"}}".to_owned())
    }

    /// Tokens that no server has seen yet, for the users in turn: a multiple of their number.
    /// `number` is of the batch.
    pub fn new_tokens(&self, number: usize, count: usize) -> Result<Vec<String>, String> {
        self.issuer.tokens(CACHED + number * count, count, CACHED)
    }

    /// Writes lines that ask for the credentials of the users whose tokens these are.
    pub fn write_users(&self, name: &str, tokens: &[String]) -> Result<(), String> {
        let provider = self.issuer.name();
        // The tokens' numbers go on where the users' end, so that users are in turn.
        let lines = tokens.iter().zip(self.users.iter().cycle());
        let lines: Vec<String> = lines
            .map(|(token, id)| format!("{id}\",\"Logins\":{{\"{provider}\":\"{token}"))
            .collect();
        write(&self.lines(name), &lines)
    }

    /// The bodies that ask for the users' credentials with these tokens.
    pub fn user_bodies(&self, tokens: &[String]) -> Vec<String> {
        let asked = tokens.iter().zip(self.users.iter().cycle());
        let body = |(token, id): (&String, &String)| {
            json!({"IdentityId": id, "Logins": {self.issuer.name(): token}}).to_string()
        };
        asked.map(body).collect()
    }

    /// The bodies that ask for these identities' credentials.
    pub fn guest_bodies(ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| json!({"IdentityId": id}).to_string()).collect()
    }

    /// The body that asks for a new guest.
    pub fn new_guest_body(&self) -> String {
        json!({"IdentityPoolId": self.pool}).to_string()
    }

    /// So many of all guests, at equal distances.
    pub fn spread(&self, count: usize) -> Result<Vec<String>, String> {
        let all =
            fs::read_to_string(self.lines("guests.txt")).map_err(|error| error.to_string())?;
        let every = (self.identities / count).max(1);
        Ok(all.lines().step_by(every).take(count).map(str::to_owned).collect())
    }

    /// The AWS client's answer.
    pub fn client(&self, words: &[&str], input: &str) -> Result<String, String> {
        output(Command::new(&self.python).arg(client_py()).args(words), input)
    }
}

fn client_py() -> PathBuf {
    root().join("bench/src/bin/vending/client.py")
}

fn set_up(python: &Path, server: &Server, issuer: &Issuer) -> Result<String, String> {
    let mut command = Command::new(python);
    command.arg(client_py()).args(["set-up", &server.url(), &issuer.url]);
    Ok(output(&mut command, "")?.trim().to_owned())
}

fn pool_of(python: &Path, server: &Server) -> Result<String, String> {
    let printed = output(Command::new(python).arg(client_py()).args(["pool", &server.url()]), "")?;
    Ok(printed.trim().to_owned())
}

fn guests(server: &Server, pool: &str, count: usize) -> Result<Vec<String>, String> {
    let body = json!({"IdentityPoolId": pool}).to_string();
    call_all(server.address, "GetId", PREPARING, &vec![body; count], identity_of)
}

fn identity_of(answer: &Value) -> Option<String> {
    answer["IdentityId"].as_str().map(str::to_owned)
}

fn write(path: &Path, lines: &[String]) -> Result<(), String> {
    fs::write(path, lines.join("\n") + "\n").map_err(|error| error.to_string())
}
