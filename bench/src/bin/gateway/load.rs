//! One measurement: clients that publish and count, all in one thread, so that the broker has the
//! other cores.

use std::io;
use std::time::{Duration, Instant};

use rustix::event::Timespec;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::fd::OwnedFd;

use crate::brokers::Broker;
use crate::histogram::Histogram;
use crate::link::{Link, SCRATCH_BYTES};
use crate::packets::{self, Batch, Stamp};
use crate::processor::cpu_ns;
use crate::scenario::{ALL_TOPICS, Scenario, Shape, topic};
use crate::sign_in::Identity;
use crate::tally::Tally;

/// How long the load runs before it is measured.
const WARM_UP: Duration = Duration::from_millis(400);
/// How long deliveries may stop while some are outstanding.
const STALL: Duration = Duration::from_secs(5);
/// Events of one wait.
const EVENTS_MAX: usize = 1_024;
/// Writes of one publisher before deliveries are counted again.
const WRITES_PER_TURN_MAX: u64 = 64;

/// How fast is published.
#[derive(Clone, Copy)]
pub enum Pace {
    /// As fast as the windows allow.
    Full,
    /// So many deliveries a second.
    Rate(f64),
}

/// What one measurement found.
#[derive(Clone, Copy)]
pub struct Measured {
    /// CPU time of the broker for one delivery.
    pub broker_us: f64,
    /// CPU time of the load for one delivery.
    pub load_us: f64,
    pub per_second: f64,
    pub median_us: f64,
    pub p99_us: f64,
    pub lost: u64,
    pub out_of_order: u64,
}

/// Measures a scenario at a broker for so long.
pub fn measure(
    scenario: &Scenario,
    broker: &Broker,
    identities: &[Identity],
    pace: Pace,
    time: Duration,
) -> Result<Measured, String> {
    let run = || {
        let mut load = Load::connect(scenario, broker, identities, pace)?;
        let measured = load.run(broker.process(), time)?;
        load.leave();
        Ok(measured)
    };
    run().map_err(|error: io::Error| format!("{}, {}: {error}", broker.name, scenario.name))
}

struct Load<'s> {
    scenario: &'s Scenario,
    epoll: OwnedFd,
    events: Vec<epoll::Event>,
    publishers: Vec<Publisher>,
    subscribers: Vec<Subscriber>,
    pacing: Option<Pacing>,
    latencies: Histogram,
    started: Instant,
    scratch: Vec<u8>,
}

struct Publisher {
    link: Link,
    batch: Batch,
    sent: u64,
    acknowledged: u64,
}

struct Subscriber {
    link: Link,
    tally: Tally,
    acknowledgements: Vec<u8>,
}

struct Pacing {
    writes_per_ns: f64,
    written: u64,
}

impl<'s> Load<'s> {
    fn connect(
        scenario: &'s Scenario,
        broker: &Broker,
        identities: &[Identity],
        pace: Pace,
    ) -> io::Result<Self> {
        let pacing = match pace {
            Pace::Full => None,
            Pace::Rate(deliveries) => {
                let of_one_write = scenario.packets_per_paced_write * scenario.deliveries();
                let writes_per_ns = deliveries / of_one_write as f64 / 1e9;
                Some(Pacing { writes_per_ns, written: 0 })
            }
        };
        let packets = if pacing.is_some() {
            scenario.packets_per_paced_write
        } else {
            scenario.packets_per_write
        };
        let (publishing, subscribing) = identities.split_at(scenario.publishers());
        let topics: Vec<String> = publishing.iter().map(|identity| topic(&identity.id)).collect();
        let mut subscribers = Vec::new();
        for (number, identity) in (0..scenario.subscribers()).zip(subscribing) {
            let reaching = scenario.reaching(number);
            let filter =
                if scenario.shape == Shape::FanIn { ALL_TOPICS } else { &topics[reaching.start] };
            let mut link =
                broker.connect(identity, "hears", scenario.transport, scenario.session)?;
            link.subscribe(filter, scenario.qos)?;
            let tally = Tally::new(reaching.start, reaching.len());
            subscribers.push(Subscriber { link, tally, acknowledgements: Vec::new() });
        }
        let mut publishers = Vec::new();
        for (number, (identity, topic)) in publishing.iter().zip(&topics).enumerate() {
            let link = broker.connect(identity, "speaks", scenario.transport, scenario.session)?;
            let batch = Batch::new(topic, scenario.qos, number, packets);
            publishers.push(Publisher { link, batch, sent: 0, acknowledged: 0 });
        }
        let epoll = epoll::create(CreateFlags::CLOEXEC)?;
        let links = publishers.iter().map(|publisher| &publisher.link);
        for (link, number) in links.chain(subscribers.iter().map(|it| &it.link)).zip(0..) {
            link.set_nonblocking()?;
            epoll::add(&epoll, link, EventData::new_u64(number), EventFlags::IN)?;
        }
        Ok(Self {
            scenario,
            epoll,
            events: Vec::with_capacity(EVENTS_MAX),
            publishers,
            subscribers,
            pacing,
            latencies: Histogram::new(),
            started: Instant::now(),
            scratch: vec![0; SCRATCH_BYTES],
        })
    }

    fn run(&mut self, broker: u32, time: Duration) -> io::Result<Measured> {
        self.started = Instant::now();
        self.publish_until(WARM_UP)?;
        self.latencies = Histogram::new();
        let (began, got, cpu) = (self.started.elapsed(), self.got(), cpu_ns(broker)?);
        let load_cpu = cpu_ns(std::process::id())?;
        self.publish_until(WARM_UP + time)?;
        let load_cpu = cpu_ns(std::process::id())? - load_cpu;
        let (lasted, cpu) = (self.started.elapsed() - began, cpu_ns(broker)? - cpu);
        let deliveries = (self.got() - got) as f64;
        let (median_us, p99_us) =
            (self.latencies.percentile_us(0.5), self.latencies.percentile_us(0.99));
        self.drain()?;
        let sent: u64 = self.publishers.iter().map(|publisher| publisher.sent).sum();
        Ok(Measured {
            broker_us: cpu as f64 / 1e3 / deliveries,
            load_us: load_cpu as f64 / 1e3 / deliveries,
            per_second: deliveries / lasted.as_secs_f64(),
            median_us,
            p99_us,
            lost: (sent * self.scenario.deliveries() as u64).saturating_sub(self.got()),
            out_of_order: self.subscribers.iter().map(|it| it.tally.out_of_order()).sum(),
        })
    }

    fn publish_until(&mut self, end: Duration) -> io::Result<()> {
        let (mut got, mut progress) = (self.got(), Instant::now());
        loop {
            let now = self.started.elapsed();
            if now >= end {
                return Ok(());
            }
            let wait = match &mut self.pacing {
                None => self.publish_what_the_windows_allow()?,
                Some(_) => self.publish_what_is_due()?,
            };
            self.take_events(wait.min(end - now))?;
            if self.got() > got {
                (got, progress) = (self.got(), Instant::now());
            } else if progress.elapsed() > STALL {
                return Err(io::Error::other("deliveries have stopped"));
            }
        }
    }

    /// Waits for what is on its way; what does not come is lost.
    fn drain(&mut self) -> io::Result<()> {
        let mut progress = Instant::now();
        while self.publishers.iter().zip(0..).any(|(publisher, number)| {
            self.reached(number) < publisher.sent || publisher.acknowledged < self.due(publisher)
        }) && progress.elapsed() < STALL
        {
            let before = self.got();
            self.take_events(STALL)?;
            if self.got() > before {
                progress = Instant::now();
            }
        }
        Ok(())
    }

    /// Says how long may be waited now.
    fn publish_what_the_windows_allow(&mut self) -> io::Result<Duration> {
        let mut more = false;
        for number in 0..self.publishers.len() {
            let reached = self.reached(number);
            let (window, qos) = (self.scenario.window, self.scenario.qos);
            let publisher = &mut self.publishers[number];
            let packets = publisher.batch.packets() as u64;
            let done = if qos > 0 { reached.min(publisher.acknowledged) } else { reached };
            let mut room = (window + done - publisher.sent) / packets;
            let writes = room.min(WRITES_PER_TURN_MAX);
            for _ in 0..writes {
                if !publisher.link.takes_more() {
                    break;
                }
                publisher.publish(self.started)?;
                room -= 1;
            }
            more |= room > 0 && publisher.link.takes_more();
            self.watch(number)?;
        }
        Ok(if more { Duration::ZERO } else { STALL })
    }

    fn publish_what_is_due(&mut self) -> io::Result<Duration> {
        let Some(pacing) = &mut self.pacing else { return Ok(Duration::ZERO) };
        let now_ns = self.started.elapsed().as_nanos() as f64;
        let due = (now_ns * pacing.writes_per_ns) as u64;
        let first = pacing.written;
        pacing.written = due.max(first);
        let next_ns = (pacing.written + 1) as f64 / pacing.writes_per_ns;
        for write in first..due {
            let number = (write % self.publishers.len() as u64) as usize;
            self.publishers[number].publish(self.started)?;
            self.watch(number)?;
        }
        let now_ns = self.started.elapsed().as_nanos() as f64;
        Ok(Duration::from_nanos((next_ns - now_ns).max(0.0) as u64))
    }

    /// Asks to be told when a publisher that had to wait may go on.
    fn watch(&self, number: usize) -> io::Result<()> {
        let link = &self.publishers[number].link;
        if !link.takes_more() {
            let flags = EventFlags::IN | EventFlags::OUT | EventFlags::ONESHOT;
            epoll::modify(&self.epoll, link, EventData::new_u64(number as u64), flags)?;
        }
        Ok(())
    }

    fn take_events(&mut self, wait: Duration) -> io::Result<()> {
        let wait =
            Timespec { tv_sec: wait.as_secs() as i64, tv_nsec: i64::from(wait.subsec_nanos()) };
        let mut events = std::mem::take(&mut self.events);
        events.clear();
        epoll::wait(&self.epoll, rustix::buffer::spare_capacity(&mut events), Some(&wait))?;
        for event in &events {
            let number = event.data.u64() as usize;
            match number.checked_sub(self.publishers.len()) {
                None => self.publisher_is_ready(number)?,
                Some(subscriber) => self.subscriber_is_ready(subscriber)?,
            }
        }
        self.events = events;
        Ok(())
    }

    fn publisher_is_ready(&mut self, number: usize) -> io::Result<()> {
        let publisher = &mut self.publishers[number];
        if !publisher.link.takes_more() {
            publisher.link.write_on()?;
            let waits = !publisher.link.takes_more();
            let more =
                if waits { EventFlags::OUT | EventFlags::ONESHOT } else { EventFlags::empty() };
            let data = EventData::new_u64(number as u64);
            epoll::modify(&self.epoll, &publisher.link, data, EventFlags::IN | more)?;
        }
        let acknowledged = &mut publisher.acknowledged;
        publisher.link.read(&mut self.scratch, |packet| {
            *acknowledged += u64::from(packets::kind(packet) == packets::PUBACK);
            Ok(())
        })
    }

    fn subscriber_is_ready(&mut self, number: usize) -> io::Result<()> {
        let Subscriber { link, tally, acknowledgements } = &mut self.subscribers[number];
        let (latencies, started) = (&mut self.latencies, self.started);
        let mut now_ns = None;
        link.write_on()?;
        acknowledgements.clear();
        link.read(&mut self.scratch, |packet| {
            let stamp = Stamp::read(packet).filter(|_| packets::kind(packet) == packets::PUBLISH);
            let stamp = stamp.filter(|stamp| tally.count(stamp));
            let stamp =
                stamp.ok_or_else(|| io::Error::other("a subscriber got what it should not"))?;
            let now_ns = *now_ns.get_or_insert_with(|| started.elapsed().as_nanos() as u64);
            latencies.record(now_ns.saturating_sub(stamp.sent_ns));
            acknowledgements.extend(packets::puback(packet).into_iter().flatten());
            Ok(())
        })?;
        if acknowledgements.is_empty() { Ok(()) } else { link.write(acknowledgements) }
    }

    /// How many messages of a publisher have reached everybody.
    fn reached(&self, publisher: usize) -> u64 {
        let subscribers = &self.subscribers[self.scenario.reached_by(publisher)];
        subscribers.iter().map(|it| it.tally.reached(publisher)).min().unwrap_or(0)
    }

    /// How many acknowledgements a publisher gets.
    fn due(&self, publisher: &Publisher) -> u64 {
        if self.scenario.qos > 0 { publisher.sent } else { 0 }
    }

    fn got(&self) -> u64 {
        self.subscribers.iter().map(|subscriber| subscriber.tally.got()).sum()
    }

    fn leave(self) {
        let publishers = self.publishers.into_iter().map(|publisher| publisher.link);
        let subscribers = self.subscribers.into_iter().map(|subscriber| subscriber.link);
        publishers.chain(subscribers).for_each(Link::leave);
    }
}

impl Publisher {
    fn publish(&mut self, started: Instant) -> io::Result<()> {
        let now_ns = started.elapsed().as_nanos() as u64;
        let packets = self.batch.packets() as u64;
        self.link.write(self.batch.stamped(self.sent, now_ns))?;
        self.sent += packets;
        Ok(())
    }
}
