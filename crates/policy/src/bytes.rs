//! Comparing and searching short stretches of bytes in place: what matching does most, on texts
//! for which a call costs as much as the comparison.

/// The longest needle that [`find_short`] takes; its work is bounded by the text times this.
pub(crate) const SHORT_NEEDLE_BYTES_MAX: usize = 16;
/// From this length on, a call of the library's comparison is worth its price.
const COMPARED_IN_PLACE_BYTES_MAX: usize = 64;
/// How many places [`find_short`] looks at in one step.
const BLOCK: usize = 16;

/// What follows `prefix` in the text, if the text begins with it.
#[inline]
pub(crate) fn after<'t>(text: &'t [u8], prefix: &[u8]) -> Option<&'t [u8]> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    equal(start, prefix).then_some(rest)
}

/// What stands before `suffix` in the text, if the text ends with it.
#[inline]
pub(crate) fn before<'t>(text: &'t [u8], suffix: &[u8]) -> Option<&'t [u8]> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    equal(end, suffix).then_some(rest)
}

/// What follows the first character of a text in UTF-8.
#[inline]
pub(crate) fn after_character(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text.split_first()?.1;
    while let Some((0x80..0xC0, later)) = rest.split_first() {
        rest = later;
    }
    Some(rest)
}

/// What stands before the last character of a text in UTF-8.
#[inline]
pub(crate) fn before_character(text: &[u8]) -> Option<&[u8]> {
    let (mut last, mut rest) = text.split_last()?;
    while let 0x80..0xC0 = last {
        (last, rest) = rest.split_last()?;
    }
    Some(rest)
}

/// Whether two stretches are the same: word by word, the last word overlapping the one before.
#[inline]
pub(crate) fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() || a.len() > COMPARED_IN_PLACE_BYTES_MAX {
        return a == b;
    }
    if let (Some(a_last), Some(b_last)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        let words = a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0);
        return a_last == b_last && words.into_iter().all(|(a, b)| a == b);
    }
    if let (Some(a_last), Some(b_last)) = (a.last_chunk::<4>(), b.last_chunk::<4>()) {
        return a_last == b_last && a.first_chunk::<4>() == b.first_chunk::<4>();
    }
    a.iter().zip(b).all(|(a, b)| a == b)
}

/// The leftmost place of a needle of at most [`SHORT_NEEDLE_BYTES_MAX`] bytes. Blocks of places
/// are ruled out at once by the needle's first and last byte.
pub(crate) fn find_short(text: &[u8], needle: &[u8]) -> Option<usize> {
    let (Some(first), Some(last)) = (needle.first(), needle.last()) else { return Some(0) };
    let starts = text.get(..(text.len() + 1).checked_sub(needle.len())?)?;
    let ends = text.get(needle.len() - 1..)?;
    let is_here =
        |at: usize| text.get(at..at + needle.len()).is_some_and(|here| equal(here, needle));
    let within = |from: usize, starts: &[u8], ends: &[u8]| {
        let places = (from..).zip(starts.iter().zip(ends));
        let mut likely = places.filter(|(_, (start, end))| *start == first && *end == last);
        likely.find(|(at, _)| is_here(*at)).map(|(at, _)| at)
    };
    let (start_blocks, later_starts) = starts.as_chunks::<BLOCK>();
    let (end_blocks, later_ends) = ends.as_chunks::<BLOCK>();
    for (number, (starts, ends)) in start_blocks.iter().zip(end_blocks).enumerate() {
        if has_pair(starts, ends, *first, *last)
            && let Some(found) = within(number * BLOCK, starts, ends)
        {
            return Some(found);
        }
    }
    within(start_blocks.len() * BLOCK, later_starts, later_ends)
}

/// Whether `first` and `last` stand at one place anywhere: no branches, so that the compiler looks
/// at all places at once.
#[inline]
fn has_pair(starts: &[u8; BLOCK], ends: &[u8; BLOCK], first: u8, last: u8) -> bool {
    let pairs = starts.iter().zip(ends);
    pairs
        .fold(0, |found, (start, end)| found | (u8::from(*start == first) & u8::from(*end == last)))
        != 0
}

#[cfg(test)]
mod tests {
    use super::{after, after_character, before, before_character, equal, find_short};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stretches_are_compared_as_the_library_does(
            a in "[ab]{0,3}[ab]{0,90}", b in "[ab]{0,3}", at in 0_usize..90,
        ) {
            let (a, b) = (a.as_bytes(), b.as_bytes());
            prop_assert_eq!(equal(a, b), a == b);
            prop_assert_eq!(after(a, b), a.strip_prefix(b));
            prop_assert_eq!(before(a, b), a.strip_suffix(b));
            let mut other = a.to_vec();
            prop_assert!(equal(a, &other));
            if let Some(byte) = other.get_mut(at) {
                *byte = b'c';
                prop_assert!(!equal(a, &other));
            }
        }

        #[test]
        fn needles_are_found_where_the_library_finds_them(
            text in "[ab]{0,70}", needle in "[ab]{0,7}|[ab]{16}", at in 0_usize..70,
        ) {
            let expected = |text: &str, needle: &str| text.find(needle);
            prop_assert_eq!(
                find_short(text.as_bytes(), needle.as_bytes()), expected(&text, &needle)
            );
            // A needle that stands in the text for sure.
            let there = text.get(at..).unwrap_or_default();
            let there = there.get(..9).unwrap_or(there);
            prop_assert_eq!(find_short(text.as_bytes(), there.as_bytes()), expected(&text, there));
        }

        #[test]
        fn characters_are_taken_whole(text in "[aé€😀]{0,4}") {
            let mut forward = text.chars();
            let expected = forward.next().map(|_| forward.as_str().as_bytes());
            prop_assert_eq!(after_character(text.as_bytes()), expected);
            let mut backward = text.chars();
            let expected = backward.next_back().map(|_| backward.as_str().as_bytes());
            prop_assert_eq!(before_character(text.as_bytes()), expected);
        }
    }
}
