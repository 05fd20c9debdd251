//! The rows, and the rounds that measure them in turn.

use std::net::SocketAddr;
use std::time::Duration;

use crate::disk;
use crate::issuer::rs512_rate;
use crate::load::{CONNECTIONS, Load, Measured};
use crate::stage::Stage;

/// More calls with new tokens than any server here answers in a second.
const NEW_TOKENS_PER_SECOND: usize = 40_000;
/// How long the row of new tokens runs in each round: each second costs many of signing.
const NEW_TOKENS_SECONDS: u64 = 1;
/// The file of tokens that were not seen before.
const NEW_TOKENS: &str = "new-tokens.txt";
const CREDENTIALS: &str = "GetCredentialsForIdentity";

/// A row that others are compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Bare,
    Rs512,
    Moto,
    Guests,
    MemoryGuests,
    AllGuests,
    Logins,
    NewTokens,
    OpenIdToken,
    GetId(usize),
    Syncs,
    MotoGetId,
    MotoOpenIdToken,
}

/// What a row measures.
enum Measures {
    /// A server under load.
    Load(Load),
    /// The library's RS512 signatures.
    Signatures,
    /// Syncs of the disk that the durable server's state is on.
    Syncs,
}

/// A row with what each round measured.
pub struct Row {
    pub kind: Kind,
    pub name: String,
    measures: Measures,
    pub rounds: Vec<Measured>,
}

/// Measures everything, round after round.
pub fn measured(stage: &Stage, rounds: usize, seconds: u64) -> Result<Vec<Row>, String> {
    let mut rows = rows(stage);
    // What is measured is a server that has run for a moment.
    for row in rows.iter().filter(|row| row.kind != Kind::NewTokens) {
        if let Measures::Load(load) = &row.measures {
            load.run(&stage.root, 1)?;
        }
    }
    for round in 0..rounds {
        let tokens = stage.new_tokens(round, NEW_TOKENS_PER_SECOND)?;
        stage.write_users(NEW_TOKENS, &tokens)?;
        for row in &mut rows {
            let seconds = if row.kind == Kind::NewTokens { NEW_TOKENS_SECONDS } else { seconds };
            let time = Duration::from_secs(seconds);
            let measured = match &row.measures {
                Measures::Load(load) => load.run(&stage.root, seconds)?,
                Measures::Signatures => Measured::rate(rs512_rate(time)?),
                Measures::Syncs => Measured::rate(disk::sync_rate(&stage.work, time)?),
            };
            row.rounds.push(measured);
        }
        let kib = stage.durable.resident_kib();
        eprintln!("round {} of {rounds}: {} MiB resident", round + 1, kib / 1024);
    }
    Ok(rows)
}

fn rows(stage: &Stage) -> Vec<Row> {
    let mut rows = credentials(stage);
    rows.push(row(
        Kind::OpenIdToken,
        load(stage, "GetOpenIdToken", stage.durable.address, "GetOpenIdToken", "cached.txt"),
    ));
    let signatures = "the library's RS512 signatures alone, all cores";
    rows.push(Row::new(Kind::Rs512, signatures, Measures::Signatures));
    for connections in [1, 4, 16, 64] {
        let name = format!("GetId of a guest, durable, {connections} connections");
        let load = load(stage, &name, stage.durable.address, "GetId", "cached.txt");
        let load = Load { connections, ..of_pool(load, &stage.pool) };
        rows.push(row(Kind::GetId(connections), load));
    }
    let syncs = "4 KiB appended and synced, the disk alone";
    rows.push(Row::new(Kind::Syncs, syncs, Measures::Syncs));
    let moto = stage.moto.address;
    rows.push(row(Kind::Moto, load(stage, "credentials, moto", moto, CREDENTIALS, "cached.txt")));
    let get_id = load(stage, "GetId of a guest, moto", moto, "GetId", "cached.txt");
    rows.push(row(Kind::MotoGetId, of_pool(get_id, &stage.moto_pool)));
    let token = load(stage, "GetOpenIdToken, moto", moto, "GetOpenIdToken", "cached.txt");
    rows.push(row(Kind::MotoOpenIdToken, token));
    rows
}

/// The rows of `GetCredentialsForIdentity`, and the bare server before them.
fn credentials(stage: &Stage) -> Vec<Row> {
    let (durable, memory) = (stage.durable.address, stage.memory.address);
    let asked = |name: &str, address, lines| load(stage, name, address, CREDENTIALS, lines);
    let by_user = |name: &str, lines| {
        let load = asked(name, durable, lines);
        Load { around: stage.around_user(), ..load }
    };
    let bare = "bare hyper, an answer of the same size";
    let all = format!("credentials of {} guests, SQLite", stage.identities);
    let new = by_user("credentials by tokens never seen before", NEW_TOKENS);
    let in_memory = "credentials of 10,000 guests, in memory";
    vec![
        row(Kind::Bare, asked(bare, stage.bare.address, "cached.txt")),
        row(Kind::Guests, asked("credentials of 10,000 guests, SQLite", durable, "cached.txt")),
        row(Kind::MemoryGuests, asked(in_memory, memory, "memory.txt")),
        row(Kind::AllGuests, asked(&all, durable, "guests.txt")),
        row(Kind::Logins, by_user("credentials by 10,000 OpenID logins", "users.txt")),
        row(Kind::NewTokens, Load { once: true, ..new }),
    ]
}

fn row(kind: Kind, load: Load) -> Row {
    let name = load.name.clone();
    Row::new(kind, &name, Measures::Load(load))
}

impl Row {
    fn new(kind: Kind, name: &str, measures: Measures) -> Self {
        Self { kind, name: name.to_owned(), measures, rounds: Vec::new() }
    }
}

/// Calls for the identities of a file.
fn load(
    stage: &Stage,
    name: &str,
    address: SocketAddr,
    operation: &'static str,
    lines: &str,
) -> Load {
    Load {
        name: name.to_owned(),
        address,
        operation,
        lines: stage.lines(lines),
        around: stage.around_identity(),
        once: false,
        connections: CONNECTIONS,
    }
}

/// Calls for new guests of a pool. The line goes where no operation looks.
fn of_pool(load: Load, pool: &str) -> Load {
    let before = format!("{{\"IdentityPoolId\":\"{pool}\",\"//\":\"");
    Load { around: (before, "\"}".to_owned()), ..load }
}
