//! What survives when the process or the disk does not.

mod child;
mod sync_trace;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use daypass_store::conformance::block_on;
use daypass_store::{
    Health, KeyRange, PageLimit, Position, Space, SqliteOptions, SqliteStore, Store, StoreError,
};

use crate::folder::{Folder, opened_again};
use child::{Spec, index_key, row_key, value};

/// The kills come at the same numbers of acknowledgements in every run.
const SEED: u64 = 0x5eed_0000_d1ce;
const ROUNDS: usize = 20;

#[test]
fn acknowledged_writes_survive_kill_9() {
    let test = "crash::acknowledged_writes_survive_kill_9";
    child::run_if_child();
    let folder = Folder::new();
    let mut random = SEED;
    let mut acknowledged = BTreeSet::new();
    for round in 0..ROUNDS {
        // Every fourth round lasts long enough for a checkpoint to be under way.
        let acknowledgements_max = if round % 4 == 3 { 1_600 } else { 300 };
        let kill_after = 10 + next(&mut random) % acknowledgements_max;
        let spec = Spec { folder: folder.path().into(), round, threads: 8, batches: usize::MAX };
        let mut child = start(Command::new(this_binary()), test, &spec);
        let mut lines = lines(&mut child);
        let mut of_round = BTreeSet::new();
        for _ in 0..kill_after {
            of_round.insert(acknowledgement(&lines.next().expect("the writer ended by itself")));
        }
        child.kill().unwrap();
        // What was said before the kill counts, read or not.
        of_round.extend(lines.map(|line| acknowledgement(&line)));
        assert!(!child.wait().unwrap().success());
        check_all_there(folder.path(), &of_round);
        acknowledged.extend(of_round);
    }
    check_all_there(folder.path(), &acknowledged);
    check_none_torn(folder.path(), &acknowledged);
}

#[test]
#[should_panic(expected = "acknowledged, but lost: row/never written")]
fn a_lost_write_would_be_found() {
    let folder = Folder::new();
    check_all_there(folder.path(), &BTreeSet::from([("never written".to_owned(), Position(1))]));
}

#[test]
fn a_sync_lies_between_each_write_and_its_acknowledgement() {
    let test = "crash::a_sync_lies_between_each_write_and_its_acknowledgement";
    child::run_if_child();
    let folder = Folder::new();
    let trace = folder.path().join("trace");
    let mut strace = strace(&trace);
    strace.args(["-y", "-s", "4200", "-e", "trace=fdatasync,fsync,pwrite64,write"]);
    let store = folder.path().join("store");
    let spec = Spec { folder: store.clone(), round: 0, threads: 8, batches: 25 };
    let said = say_all(start(strace.arg(this_binary()), test, &spec));
    let acknowledged: BTreeSet<_> = said
        .iter()
        .filter(|line| line.starts_with("ack "))
        .map(|line| acknowledgement(line))
        .collect();
    assert_eq!(acknowledged.len(), 8 * 25);
    let trace = std::fs::read_to_string(trace).unwrap();
    let syncs = sync_trace::check(&trace, &store.join("state.sqlite-wal"), &acknowledged);
    assert!(syncs < acknowledged.len(), "{syncs} syncs: commits of one moment share one");
}

#[test]
fn a_failed_sync_stops_acknowledging() {
    let test = "crash::a_failed_sync_stops_acknowledging";
    child::run_if_child();
    for fault in ["fdatasync,fsync:error=EIO:when=20+", "pwrite64:error=ENOSPC:when=60+"] {
        let folder = Folder::new();
        let mut strace = strace(Path::new("/dev/null"));
        strace.args(["-e", "trace=fdatasync,fsync,pwrite64", "-e", &format!("inject={fault}")]);
        let spec = Spec { folder: folder.path().into(), round: 0, threads: 1, batches: 1_000 };
        let said = say_all(start(strace.arg(this_binary()), test, &spec));
        let acknowledged: BTreeSet<_> = said
            .iter()
            .take_while(|line| line.starts_with("ack "))
            .map(|line| acknowledgement(line))
            .collect();
        assert!((5..1_000).contains(&acknowledged.len()), "{fault}: {said:#?}");
        let rest: Vec<&str> = said
            .iter()
            .skip(acknowledged.len())
            .map(|line| line.split(':').next().unwrap())
            .collect();
        assert_eq!(rest, ["failed", "health red", "not seen", "refused"], "{fault}");
        check_all_there(folder.path(), &acknowledged);
    }
}

/// A batch that was acknowledged: its id, and its position.
type Acknowledged = (String, Position);

fn acknowledgement(line: &str) -> Acknowledged {
    let (id, position) = line
        .strip_prefix("ack ")
        .and_then(|said| said.split_once(' '))
        .unwrap_or_else(|| panic!("the writer said `{line}`"));
    (id.to_owned(), Position(position.parse().unwrap()))
}

/// Every acknowledged batch: its row, its index row, both of its position, and its event.
fn check_all_there(folder: &Path, acknowledged: &BTreeSet<Acknowledged>) {
    let store = opened_again(&SqliteOptions::new(folder)).unwrap();
    assert_eq!(store.health(), Health::Green);
    for (id, position) in acknowledged {
        for (key, expected) in [(row_key(id), value(id)), (index_key(id), id.clone())] {
            let entry = block_on(store.entry(Space::State, key.as_bytes())).unwrap();
            let entry = entry.unwrap_or_else(|| panic!("acknowledged, but lost: {key}"));
            assert_eq!(entry.value, expected);
            assert_eq!(entry.version, *position);
        }
        let before = Position(position.0 - 1);
        let log = block_on(store.events_after(Space::State, before, 1)).unwrap();
        assert_eq!(
            log.events.first().map(|event| (&event.payload[..], event.position)),
            Some((id.as_bytes(), *position))
        );
    }
}

/// No batch is there by half, acknowledged or not, and the log has no hole.
fn check_none_torn(folder: &Path, acknowledged: &BTreeSet<Acknowledged>) {
    let store = opened_again(&SqliteOptions::new(folder)).unwrap();
    let rows = strip("row/", &keys(&store, "row/").unwrap());
    let indexed = strip("index/", &keys(&store, "index/").unwrap());
    let indexed: BTreeSet<String> = indexed.iter().map(|id| id.chars().rev().collect()).collect();
    let mut logged = BTreeSet::new();
    let mut through = Position::START;
    loop {
        let page = block_on(store.events_after(Space::State, through, usize::MAX)).unwrap();
        logged.extend(
            page.events.iter().map(|event| String::from_utf8_lossy(&event.payload).into_owned()),
        );
        through = page.through;
        if through == page.newest {
            break;
        }
    }
    assert_eq!(rows, indexed);
    assert_eq!(rows, logged);
    assert!(rows.len() >= acknowledged.len());
}

fn keys(store: &SqliteStore, prefix: &str) -> Result<Vec<String>, StoreError> {
    let mut keys = Vec::new();
    let mut range = KeyRange::prefix(prefix.to_owned());
    loop {
        let page = block_on(store.page(Space::State, range.clone(), PageLimit::MAX))?;
        keys.extend(page.entries.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned()));
        let Some(next) = page.next else { return Ok(keys) };
        range = range.resume_at(next);
    }
}

fn strip(prefix: &str, keys: &[String]) -> BTreeSet<String> {
    keys.iter().map(|key| key.strip_prefix(prefix).unwrap().to_owned()).collect()
}

fn this_binary() -> std::path::PathBuf {
    std::env::current_exe().unwrap()
}

/// `strace` following all threads. It is needed, not optional: without it nothing shows that an
/// acknowledgement waited for the disk.
fn strace(trace: &Path) -> Command {
    let installed = Command::new("strace").arg("--version").stdout(Stdio::null()).status();
    assert!(installed.is_ok(), "these tests need strace: install it (apt-get install strace)");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o"]).arg(trace);
    strace
}

/// Runs this binary again for one test, which finds that it is the writer.
fn start(mut command: impl std::borrow::BorrowMut<Command>, test: &str, spec: &Spec) -> Child {
    let command = command.borrow_mut();
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
    command.env(child::VARIABLE, spec.to_string()).stdout(Stdio::piped()).spawn().unwrap()
}

/// What the writer says, without what the test harness says around it.
fn lines(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let stdout: ChildStdout = child.stdout.take().unwrap();
    let lines = BufReader::new(stdout).lines().map(Result::unwrap);
    lines.skip_while(|line| line != child::BEGIN).skip(1).take_while(|line| line != child::END)
}

fn say_all(mut child: Child) -> Vec<String> {
    let said = lines(&mut child).collect();
    let status = child.wait().unwrap();
    assert!(status.success(), "the writer failed: {said:#?}");
    said
}

/// The xorshift generator: good enough to choose moments.
fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random
}
