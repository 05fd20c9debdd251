//! A whole run: workers with an evaluator each, what they counted, and the verdict on it.

use crate::case::Case;
use crate::mutants::MUTANTS;
use crate::theirs::{Answer, BATCH_CASES, Evaluator};
use crate::verdict::Verdict;
use crate::view::View;
use crate::{Failure, deviations, generate, minimise, ours, report};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What a run is asked to do. Case `n` of the seed `s` is case 0 of the seed `s + n`.
pub(crate) struct Settings {
    pub(crate) cases: u64,
    pub(crate) seed: u64,
    pub(crate) workers: usize,
    /// How many differences are made smaller and printed.
    pub(crate) shown: usize,
}

/// Runs of fewer cases are looks at single ones, and say nothing about shares and mutants.
pub(crate) const JUDGED_CASES_MIN: u64 = 10_000;
/// Of a hundred cases, how many may fall under a known deviation.
pub(crate) const EXCLUDED_PERCENT_MAX: u64 = 5;
/// Of a hundred compared cases, how many must be allowed, denied explicitly, denied implicitly.
pub(crate) const VERDICT_PERCENT_MIN: u64 = 20;
/// Cases under a deviation that must pass before one without any difference counts as idle.
const IDLE_CASES_MIN: u64 = 2000;
/// Differences that a worker keeps.
const DIFFERENCES_KEPT_MAX: usize = 1000;

/// What is counted.
pub(crate) struct Tally {
    /// Compared cases by our verdict: allowed, explicit deny, implicit deny.
    pub(crate) compared: [u64; 3],
    /// For each deviation, the cases under it, and those of them that differ.
    pub(crate) excluded: Vec<(u64, u64)>,
    /// Compared cases that differ, by their seeds; as many as are shown.
    pub(crate) differences: Vec<Difference>,
    pub(crate) difference_count: u64,
    /// For each mutant, whether some case told it from the other evaluator.
    pub(crate) noticed: Vec<bool>,
}

/// A case that is decided differently.
pub(crate) struct Difference {
    pub(crate) seed: u64,
    pub(crate) ours: Verdict,
    pub(crate) theirs: Answer,
}

impl Tally {
    fn new() -> Self {
        Self {
            compared: [0; 3],
            excluded: vec![(0, 0); deviations::DEVIATIONS.len()],
            differences: Vec::new(),
            difference_count: 0,
            noticed: Vec::new(),
        }
    }

    /// All cases that were decided.
    pub(crate) fn total(&self) -> u64 {
        self.compared_count() + self.excluded_count()
    }

    /// The cases that were compared.
    pub(crate) fn compared_count(&self) -> u64 {
        self.compared.iter().sum()
    }

    /// The cases that fall under a deviation.
    pub(crate) fn excluded_count(&self) -> u64 {
        self.excluded.iter().map(|(cases, _)| cases).sum()
    }

    fn add(&mut self, other: Self) {
        for (ours, theirs) in self.compared.iter_mut().zip(other.compared) {
            *ours += theirs;
        }
        for (ours, theirs) in self.excluded.iter_mut().zip(other.excluded) {
            *ours = (ours.0 + theirs.0, ours.1 + theirs.1);
        }
        self.differences.extend(other.differences);
        self.difference_count += other.difference_count;
    }
}

/// What the workers share.
struct Shared<'a> {
    settings: &'a Settings,
    next: AtomicU64,
    noticed: Vec<AtomicBool>,
}

/// Decides every case twice, prints what was counted, and fails on the first thing that is not as
/// it must be.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let noticed = MUTANTS.iter().map(|_| AtomicBool::new(false)).collect();
    let shared = Shared { settings, next: AtomicU64::new(0), noticed };
    let tallies: Vec<Result<Tally, Failure>> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..settings.workers).map(|_| scope.spawn(|| work(&shared))).collect();
        let ended = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
        ended.map(|tally| tally.unwrap_or_else(|_| Err("a worker died".to_owned()))).collect()
    });
    let mut tally = Tally::new();
    for counted in tallies {
        tally.add(counted?);
    }
    tally.noticed = shared.noticed.into_iter().map(AtomicBool::into_inner).collect();
    tally.differences.sort_by_key(|difference| difference.seed);
    report::print(settings, &tally);
    show_differences(settings, &tally)?;
    judge(settings, &tally)
}

fn work(shared: &Shared<'_>) -> Result<Tally, Failure> {
    let mut evaluator = Evaluator::start()?;
    let mut tally = Tally::new();
    let settings = shared.settings;
    loop {
        let first = shared.next.fetch_add(BATCH_CASES as u64, Ordering::Relaxed);
        let last = first.saturating_add(BATCH_CASES as u64).min(settings.cases);
        if first >= last {
            return Ok(tally);
        }
        let seeds = (first..last).map(|at| settings.seed.wrapping_add(at));
        let cases: Vec<(u64, Case)> = seeds.map(|seed| (seed, generate::case(seed))).collect();
        evaluator.send(cases.iter().map(|(_, case)| case))?;
        let decided: Result<Vec<Verdict>, Failure> =
            cases.iter().map(|(_, case)| ours::decide(case)).collect();
        let answers = evaluator.receive(cases.len())?;
        for (((seed, case), ours), theirs) in cases.iter().zip(decided?).zip(answers) {
            count(&mut tally, *seed, case, ours, theirs, &shared.noticed);
        }
    }
}

fn count(
    tally: &mut Tally,
    seed: u64,
    case: &Case,
    ours: Verdict,
    theirs: Answer,
    noticed: &[AtomicBool],
) {
    let differs = theirs != Ok(ours);
    if let Some(place) = deviations::of(&View::of(case)) {
        if let Some((cases, differing)) = tally.excluded.get_mut(place) {
            *cases += 1;
            *differing += u64::from(differs);
        }
        return;
    }
    if let Some(compared) = tally.compared.get_mut(ours as usize) {
        *compared += 1;
    }
    if !differs {
        try_mutants(case, ours, noticed);
        return;
    }
    tally.difference_count += 1;
    if tally.differences.len() < DIFFERENCES_KEPT_MAX {
        tally.differences.push(Difference { seed, ours, theirs });
    }
}

/// Asks each mutant that nothing has told apart yet.
fn try_mutants(case: &Case, right: Verdict, noticed: &[AtomicBool]) {
    for (mutant, noticed) in MUTANTS.iter().zip(noticed) {
        if noticed.load(Ordering::Relaxed) {
            continue;
        }
        if mutant.decide(case).is_some_and(|wrong| wrong != right) {
            noticed.store(true, Ordering::Relaxed);
        }
    }
}

fn show_differences(settings: &Settings, tally: &Tally) -> Result<(), Failure> {
    if tally.differences.is_empty() {
        return Ok(());
    }
    let mut evaluator = Evaluator::start()?;
    for difference in tally.differences.iter().take(settings.shown) {
        let smallest = minimise::minimise(generate::case(difference.seed), |cases| {
            let answers = evaluator.ask(cases)?;
            Ok(cases.iter().zip(answers).map(|(case, theirs)| differs(case, &theirs)).collect())
        })?;
        report::print_difference(difference, &smallest);
    }
    Ok(())
}

/// Whether a smaller case still shows a difference that no deviation explains.
fn differs(case: &Case, theirs: &Answer) -> bool {
    let ours = ours::decide(case);
    ours.is_ok_and(|ours| *theirs != Ok(ours)) && deviations::of(&View::of(case)).is_none()
}

fn judge(settings: &Settings, tally: &Tally) -> Result<(), Failure> {
    if tally.difference_count > 0 {
        return Err(format!("{} cases are decided differently", tally.difference_count));
    }
    if settings.cases < JUDGED_CASES_MIN {
        return Ok(());
    }
    if tally.excluded_count() * 100 > tally.total() * EXCLUDED_PERCENT_MAX {
        return Err(format!("more than {EXCLUDED_PERCENT_MAX} % of the cases are not compared"));
    }
    let enough = |count: &u64| count * 100 >= tally.compared_count() * VERDICT_PERCENT_MIN;
    if !tally.compared.iter().all(enough) {
        return Err(format!("a verdict is less than {VERDICT_PERCENT_MIN} % of the cases"));
    }
    let rows = deviations::DEVIATIONS.iter().zip(&tally.excluded);
    let idle = rows.filter(|(_, counted)| counted.0 >= IDLE_CASES_MIN && counted.1 == 0);
    if let Some((deviation, _)) = idle.into_iter().next() {
        return Err(format!("no case shows the deviation `{}` any more", deviation.name));
    }
    let unnoticed = MUTANTS.iter().zip(&tally.noticed).find(|(_, noticed)| !**noticed);
    match unnoticed {
        Some((mutant, _)) => Err(format!("no case notices when {}", mutant.wrong)),
        None => Ok(()),
    }
}
