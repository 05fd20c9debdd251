//! The numbered change log: its order, its pages, and its gaps.

use crate::batch::Batch;
use crate::conformance::{Outcome, Stage, cases};
use crate::event::EventPage;
use crate::limits::BATCH_EVENTS_MAX;
use crate::store::{CommitError, Position, StoreError};

cases![
    events_are_read_in_the_order_of_their_commits,
    a_page_of_events_never_divides_a_commit,
    commits_without_events_are_passed_over,
    a_refused_batch_leaves_no_number_out,
    events_beyond_the_retention_are_a_gap,
    one_commit_larger_than_the_retention_is_a_gap,
    a_position_ahead_of_the_log_is_a_gap,
];

fn payloads(page: &EventPage) -> Vec<String> {
    page.events.iter().map(|event| String::from_utf8_lossy(&event.payload).into_owned()).collect()
}

fn events_are_read_in_the_order_of_their_commits(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let first = probe.commit(Batch::new().put("k", "v").event("a").event(""))?;
    let second = probe.commit(Batch::new().event("b"))?;
    let page = probe.events(Position::START, 10)?;
    assert_eq!(payloads(&page), ["a", "", "b"]);
    let places: Vec<_> = page.events.iter().map(|event| (event.position, event.number)).collect();
    assert_eq!(places, [(first, 1), (first, 2), (second, 3)]);
    assert_eq!((page.through, page.newest), (second, second));
    assert_eq!(payloads(&probe.events(first, 10)?), ["b"]);
    let none = probe.events(second, 10)?;
    assert_eq!((none.events.len(), none.through), (0, second));
    Ok(())
}

fn a_page_of_events_never_divides_a_commit(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let mut expected = Vec::new();
    for (commit, count) in [1, 2, 3, BATCH_EVENTS_MAX, 1].into_iter().enumerate() {
        let payload = |number: usize| format!("{commit}.{number}");
        probe.commit((0..count).fold(Batch::new(), |batch, n| batch.event(payload(n))))?;
        expected.extend((0..count).map(payload));
    }
    for limit in [0, 1, 2, 3, 4, 5, 6, 7, 69, 70, 71, 1_000, usize::MAX] {
        let mut found = Vec::new();
        let mut through = Position::START;
        loop {
            let page = probe.events(through, limit)?;
            let commits = page.events.chunk_by(|a, b| a.position == b.position).count();
            assert!(page.events.len() <= limit.max(1) || commits == 1, "limit {limit}");
            assert_eq!(page.events.last().map_or(page.newest, |last| last.position), page.through);
            found.extend(payloads(&page));
            through = page.through;
            if through == page.newest {
                break;
            }
        }
        assert_eq!(found, expected, "limit {limit}");
    }
    Ok(())
}

fn commits_without_events_are_passed_over(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.commit(Batch::new().event("a"))?;
    let newest = probe.put("k", "v")?;
    let page = probe.events(Position::START, 10)?;
    assert_eq!((payloads(&page), page.through), (vec!["a".to_owned()], newest));
    Ok(())
}

fn a_refused_batch_leaves_no_number_out(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    probe.commit(Batch::new().put("k", "v").event("a"))?;
    let refused = probe.commit(Batch::new().assert_absent("k").event("refused"));
    assert_eq!(refused, Err(CommitError::AssertionFailed));
    probe.commit(Batch::new().event("b"))?;
    let page = probe.events(Position::START, 10)?;
    let numbers: Vec<u64> = page.events.iter().map(|event| event.number).collect();
    assert_eq!((payloads(&page), numbers), (vec!["a".to_owned(), "b".to_owned()], vec![1, 2]));
    Ok(())
}

fn events_beyond_the_retention_are_a_gap(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe_keeping(5);
    let mut positions = vec![Position::START];
    for number in 0..8 {
        positions.push(probe.commit(Batch::new().event(number.to_string()))?);
    }
    let newest = positions.last().copied().ok_or("no position")?;
    for (index, after) in positions.iter().copied().enumerate() {
        let read = probe.events(after, 10);
        if index < 3 {
            let oldest = positions.get(3).copied().ok_or("no position")?;
            assert_eq!(read, Err(StoreError::Gap { after, oldest, newest }));
        } else {
            let expected: Vec<String> = (index..8).map(|number| number.to_string()).collect();
            assert_eq!(payloads(&read?), expected);
        }
    }
    Ok(())
}

fn one_commit_larger_than_the_retention_is_a_gap(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe_keeping(2);
    let position = probe.commit(Batch::new().event("a").event("b").event("c"))?;
    let gap = StoreError::Gap { after: Position::START, oldest: position, newest: position };
    assert_eq!(probe.events(Position::START, 10), Err(gap), "half a commit is never read");
    let next = probe.commit(Batch::new().event("d"))?;
    assert_eq!(payloads(&probe.events(position, 10)?), ["d"]);
    assert_eq!(probe.events(position, 10)?.through, next);
    Ok(())
}

fn a_position_ahead_of_the_log_is_a_gap(stage: &Stage<'_>) -> Outcome {
    let probe = stage.probe();
    let newest = probe.commit(Batch::new().event("a"))?;
    let after = newest.next();
    let gap = StoreError::Gap { after, oldest: Position::START, newest };
    assert_eq!(probe.events(after, 10), Err(gap));
    Ok(())
}
