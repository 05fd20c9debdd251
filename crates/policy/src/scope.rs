//! What a statement can see while it is evaluated: the request, the bound values, the present.

use crate::condition::ClockText;
use crate::context::{Context, ContextValue, OwnedValue};
use crate::template::{Key, KeyId, KeyKind, Keys, Values, Variable};
use std::cell::{Cell, OnceCell};

/// The sight of one policy's statements during one decision.
pub(crate) struct Scope<'a> {
    moment: &'a Moment<'a>,
    keys: &'a Keys,
    /// For each of the document's keys, its place among the bound values.
    slots: &'a [u32],
    bound: &'a [Option<OwnedValue>],
    iot: bool,
}

/// What is the same for every policy of one decision.
pub(crate) struct Moment<'a> {
    context: &'a dyn Context,
    now_ms: i64,
    /// The first instant at which a consulted time condition may turn.
    turn_ms: Cell<Option<i64>>,
    /// The present as text, once it was asked for.
    current: OnceCell<ClockText>,
    epoch: OnceCell<ClockText>,
}

/// The value of a condition's key.
pub(crate) enum Seen<'a> {
    Absent,
    One(&'a str),
    Many(&'a [String]),
    Clock(Clock),
}

/// The present, in whole seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Read as a date: `aws:CurrentTime`.
    Current(i64),
    /// Read as a number: `aws:EpochTime`.
    Epoch(i64),
}

impl Clock {
    pub(crate) fn seconds(self) -> i64 {
        let (Self::Current(seconds) | Self::Epoch(seconds)) = self;
        seconds
    }
}

impl<'a> Moment<'a> {
    pub(crate) fn new(context: &'a dyn Context, now_ms: i64) -> Self {
        let (current, epoch) = (OnceCell::new(), OnceCell::new());
        Self { context, now_ms, turn_ms: Cell::new(None), current, epoch }
    }

    pub(crate) fn valid_until_ms(&self) -> Option<i64> {
        self.turn_ms.get()
    }

    fn note_turn(&self, second: i64) {
        // An answer turns when the clock reaches the second or leaves it.
        let turns = [second, second.saturating_add(1)].map(|at| at.saturating_mul(1000));
        let next = turns.into_iter().find(|turn| *turn > self.now_ms);
        let earliest = self.turn_ms.get().into_iter().chain(next).min();
        self.turn_ms.set(earliest);
    }
}

impl<'a> Scope<'a> {
    pub(crate) fn new(
        moment: &'a Moment<'a>,
        keys: &'a Keys,
        slots: &'a [u32],
        bound: &'a [Option<OwnedValue>],
        iot: bool,
    ) -> Self {
        Self { moment, keys, slots, bound, iot }
    }

    /// Whether AWS IoT's rules on variables hold, rather than IAM's.
    pub(crate) fn is_iot(&self) -> bool {
        self.iot
    }

    pub(crate) fn note_turn(&self, second: i64) {
        self.moment.note_turn(second);
    }

    pub(crate) fn key(&self, id: KeyId) -> Option<&'a Key> {
        self.keys.key(id)
    }

    pub(crate) fn seen(&self, id: KeyId) -> Seen<'_> {
        let Some(key) = self.keys.key(id) else { return Seen::Absent };
        let seconds = self.moment.now_ms.div_euclid(1000);
        match key.kind {
            KeyKind::CurrentTime => return Seen::Clock(Clock::Current(seconds)),
            KeyKind::EpochTime => return Seen::Clock(Clock::Epoch(seconds)),
            KeyKind::Plain | KeyKind::Certificate => {}
        }
        match self.moment.context.value(&key.name).or_else(|| self.bound_value(id)) {
            None => Seen::Absent,
            Some(ContextValue::One(value)) => Seen::One(value),
            Some(ContextValue::Many(values)) => Seen::Many(values),
        }
    }

    fn bound_value(&self, id: KeyId) -> Option<ContextValue<'a>> {
        let slot = *self.slots.get(id as usize)?;
        self.bound.get(slot as usize)?.as_ref().map(OwnedValue::borrow)
    }

    /// AWS IoT leaves out certificate values that could be taken for something else in a topic
    /// or a policy.
    fn is_substitutable(&self, id: KeyId, value: &str) -> bool {
        let certificate = self.key(id).is_some_and(|key| key.kind == KeyKind::Certificate);
        !(self.iot && certificate)
            || (value.chars().count() <= CERTIFICATE_VALUE_CHARACTERS_MAX
                && !value.contains(['*', '$', '+', '?', '#']))
    }
}

impl Values for Scope<'_> {
    fn text<'v>(&'v self, variable: &'v Variable) -> Option<&'v str> {
        let value = match self.seen(variable.key) {
            Seen::One(value) if self.is_substitutable(variable.key, value) => Some(value),
            Seen::Clock(clock) => {
                self.note_turn(clock.seconds());
                let cell = match clock {
                    Clock::Current(_) => &self.moment.current,
                    Clock::Epoch(_) => &self.moment.epoch,
                };
                Some(&**cell.get_or_init(|| clock.text()))
            }
            // Several values cannot stand in one place.
            Seen::One(_) | Seen::Many(_) | Seen::Absent => None,
        };
        value.or(variable.default.as_deref())
    }
}

/// The longest certificate value that is substituted.
const CERTIFICATE_VALUE_CHARACTERS_MAX: usize = 1024;
