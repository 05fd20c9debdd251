//! The broker's core alone, in one process and on one thread: what it takes to find whom a topic reaches
//! among a million wildcard subscriptions, and to decide a hundred thousand connections anew.
//!
//! With `--short` everything is a hundred times smaller: figures for a first look.

mod clients;
mod shell;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use daypass_bench::{Figures, is_short, row};
use daypass_broker::{Message, Publication, Publisher};
use daypass_mqtt::{MessageProperties, QoS};
use rustix::time::{ClockId, clock_gettime};
use std::sync::Arc;

use crate::clients::{Clients, name, topic};

/// The server's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Wildcard subscriptions, one for each topic that is published to.
const SUBSCRIPTIONS: usize = 1_000_000;
/// Sessions that they belong to.
const SESSIONS: usize = 1_000;
/// Messages of one round.
const MESSAGES: usize = 200_000;
/// Connections whose permissions are replaced.
const CONNECTIONS: usize = 100_000;
const ROUNDS: usize = 5;
/// How often a message is published while connections are decided anew.
const PACE: Duration = Duration::from_micros(100);
/// What finding may take, in microseconds.
const FINDING_GOAL_US: f64 = 1.2;
/// Within how many seconds everybody is decided anew.
const CHANGE_GOAL_S: f64 = 1.0;

fn main() -> ExitCode {
    let times = if is_short() { 100 } else { 1 };
    println!(
        "# The broker's core\n\n`cargo xtask bench broker` on {}.\n",
        daypass_bench::machine()
    );
    row(&["what", "median", "least – most", "goal", ""]);
    row(&["---"; 5]);
    let finding = finding(SUBSCRIPTIONS / times, MESSAGES / times);
    let found = shown(
        &format!(
            "a topic drawn from {}, found and offered to who is away, µs",
            SUBSCRIPTIONS / times
        ),
        &finding,
        FINDING_GOAL_US,
    );
    let (deciding, before, during) = deciding(CONNECTIONS / times);
    let decided = shown(
        &format!("{} connections decided anew, s", CONNECTIONS / times),
        &deciding,
        CHANGE_GOAL_S,
    );
    println!(
        "\nA message every {} µs meanwhile: 99 of 100 were with their receiver after {:.0} µs, and after {:.0} µs with nobody to decide. Resolving the permissions themselves is the server's, and not part of this.",
        PACE.as_micros(),
        during,
        before
    );
    if found && decided { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints a row; whether its goal is met.
fn shown(what: &str, figures: &Figures, goal: f64) -> bool {
    let met = figures.median() <= goal;
    let spread = format!("{:.3} – {:.3}", figures.least(), figures.most());
    let verdict = if met { "met" } else { "missed" };
    row(&[what, &format!("{:.3}", figures.median()), &spread, &format!("≤ {goal}"), verdict]);
    met
}

/// Microseconds of a message on its way to the one session that it reaches, whose client is away.
fn finding(subscriptions: usize, messages: usize) -> Figures {
    let mut clients = Clients::new();
    let each = subscriptions.div_ceil(SESSIONS);
    for session in 0..SESSIONS {
        let numbers = session * each..((session + 1) * each).min(subscriptions);
        let filters = numbers.map(|number| match number % 2 {
            0 => format!("fleet/{}/up/+", name(number)),
            _ => format!("fleet/{}/up/#", name(number)),
        });
        let client = clients.connect(session, true);
        clients.subscribe(client, filters.collect());
        clients.leave(client);
    }
    assert_eq!(clients.subscriptions(), subscriptions as u64, "everybody has subscribed");
    let mut drawn = Drawn(1);
    let round = |_| {
        let drawn = (0..messages).map(|_| message(&clients, drawn.below(subscriptions)));
        let drawn: Vec<Arc<Message>> = drawn.collect();
        let started = Instant::now();
        drawn.iter().for_each(|message| clients.deliver(message));
        started.elapsed().as_secs_f64() * 1e6 / messages as f64
    };
    (0..ROUNDS).map(round).collect()
}

/// Seconds until everybody is decided anew; and the 99th percentile of messages before and meanwhile, in
/// microseconds.
fn deciding(connections: usize) -> (Figures, f64, f64) {
    let mut clients = Clients::new();
    let everybody: Vec<_> = (0..connections)
        .map(|number| {
            let client = clients.connect(number, false);
            clients.subscribe(client, vec![topic(number)]);
            client
        })
        .collect();
    let (speaker, hearer) = (everybody[0], everybody[0]);
    let traffic = |clients: &mut Clients, sweeping: bool| {
        let (started, mut latencies, mut due) = (thread_time(), Vec::new(), Duration::ZERO);
        let elapsed = || thread_time() - started;
        loop {
            let more =
                if sweeping { clients.sweep() } else { elapsed() < Duration::from_millis(300) };
            while elapsed() >= due {
                clients.publish(speaker, &topic(0));
                assert!(clients.take_output(hearer) > 0, "the message came");
                latencies.push((elapsed() - due).as_secs_f64() * 1e6);
                due += PACE;
            }
            if !more {
                return (elapsed().as_secs_f64(), p99(latencies));
            }
        }
    };
    let (_, before) = traffic(&mut clients, false);
    let mut during = Vec::new();
    let round = |number| {
        clients.change_policies(number);
        let (seconds, p99_us) = traffic(&mut clients, true);
        assert!(clients.have_stayed(), "nobody lost anything");
        during.push(p99_us);
        seconds
    };
    let seconds = (0..ROUNDS).map(round).collect();
    (seconds, before, during.into_iter().collect::<Figures>().median())
}

/// The processor time of this thread: what else the machine does is no part of it.
fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn p99(mut latencies: Vec<f64>) -> f64 {
    latencies.sort_by(f64::total_cmp);
    latencies.get(latencies.len() * 99 / 100).copied().unwrap_or(f64::NAN)
}

fn message(clients: &Clients, number: usize) -> Arc<Message> {
    let publication = Publication {
        realm: clients.realm(),
        topic: clients::topic_name(&topic(number)),
        payload: bytes::Bytes::from_static(&[7; 64]),
        qos: QoS::AtMostOnce,
        retain: false,
        properties: MessageProperties::default(),
        publisher: None,
    };
    Publisher::beside_reactors().message(publication, clients.now())
}

/// Numbers that look drawn, and are the same in every run.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}
