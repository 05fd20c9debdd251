//! Whether a condition holds: missing keys, negation, set operators, time.

use super::operand::{Compared, Operands};
use super::scalar::write_instant;
use super::{Base, Condition, Operator, SetOperator};
use crate::document::Effect;
use crate::scope::{Clock, Scope, Seen};
use crate::template::Variable;
use smallvec::SmallVec;

/// What a condition does to its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    Holds,
    Fails,
    /// AWS IoT: a variable has no value, and the statement is void whatever its effect.
    Void,
}

impl From<bool> for Held {
    fn from(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }
}

impl Condition {
    /// Evaluates the condition for a statement of the given effect.
    pub(crate) fn held(&self, scope: &Scope<'_>, effect: Effect) -> Held {
        if self.operator.negated && scope.is_iot() && !self.operands.is_resolved(scope) {
            return Held::Void;
        }
        let seen = scope.seen(self.key);
        if let Operands::Absent(absent) = &self.operands {
            let missing = matches!(seen, Seen::Absent | Seen::Many([]));
            return absent.contains(&missing).into();
        }
        match self.operator.set {
            None => self.held_by_one(&seen, scope, effect),
            Some(set) => self.held_by_set(set, &seen, scope, effect),
        }
        .into()
    }

    fn held_by_one(&self, seen: &Seen<'_>, scope: &Scope<'_>, effect: Effect) -> bool {
        match seen {
            Seen::Absent => self.operator.if_exists || self.operator.negated,
            Seen::One(value) => self.accepts(value, scope, effect),
            Seen::Clock(clock) => self.accepts_clock(*clock, scope, effect),
            // A plain operator cannot tell which of several values is meant.
            Seen::Many(_) => incomparable(self.operator, effect),
        }
    }

    fn held_by_set(
        &self,
        set: SetOperator,
        seen: &Seen<'_>,
        scope: &Scope<'_>,
        effect: Effect,
    ) -> bool {
        // Values that are all empty are a null set, the same as no key at all.
        let null = match seen {
            Seen::Absent => true,
            Seen::One(value) => value.is_empty(),
            Seen::Many(values) => values.iter().all(String::is_empty),
            Seen::Clock(_) => false,
        };
        if null {
            return set == SetOperator::ForAllValues;
        }
        match (seen, set) {
            (Seen::Many(values), SetOperator::ForAllValues) => {
                values.iter().all(|value| self.accepts(value, scope, effect))
            }
            (Seen::Many(values), SetOperator::ForAnyValue) => {
                values.iter().any(|value| self.accepts(value, scope, effect))
            }
            _ => self.held_by_one(seen, scope, effect),
        }
    }

    fn accepts(&self, value: &str, scope: &Scope<'_>, effect: Effect) -> bool {
        match self.operands.compare(self.operator.base, value, scope) {
            Compared::Matches => !self.operator.negated,
            Compared::Differs => self.operator.negated,
            Compared::Incomparable => incomparable(self.operator, effect),
        }
    }

    /// Compares the present, and notes when the answer may turn.
    fn accepts_clock(&self, clock: Clock, scope: &Scope<'_>, effect: Effect) -> bool {
        match (&self.operands, self.operator.base) {
            (Operands::Instant(instants), Base::Date(_)) => {
                for instant in instants {
                    scope.note_turn(ceil_seconds(*instant));
                }
            }
            (Operands::Number(numbers), Base::Numeric(_)) => {
                for seconds in numbers.iter().filter_map(super::scalar::Decimal::ceil_seconds) {
                    scope.note_turn(seconds);
                }
            }
            // As text, the present is another one each second.
            _ => scope.note_turn(clock.seconds()),
        }
        self.accepts(&clock.text(), scope, effect)
    }

    /// The variables among the policy's values that have no value.
    pub(crate) fn unresolved<'c>(&'c self, scope: &Scope<'_>) -> Vec<&'c Variable> {
        use crate::template::Values as _;
        let variables = self.operands.variables().into_iter();
        variables.filter(|variable| scope.text(variable).is_none()).collect()
    }
}

/// What holds when the values cannot be compared: nothing that would grant.
fn incomparable(operator: Operator, effect: Effect) -> bool {
    operator.negated && effect == Effect::Deny
}

fn ceil_seconds(ms: i64) -> i64 {
    ms.div_euclid(1000) + i64::from(ms.rem_euclid(1000) != 0)
}

/// The present as text, on the stack.
#[derive(Default)]
pub(crate) struct ClockText(SmallVec<[u8; 32]>);

impl std::ops::Deref for ClockText {
    type Target = str;

    fn deref(&self) -> &str {
        // Only whole strings are ever written.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl std::fmt::Write for ClockText {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

impl Clock {
    /// `aws:CurrentTime` as a date, `aws:EpochTime` as a count of seconds.
    pub(crate) fn text(self) -> ClockText {
        use std::fmt::Write as _;
        let mut out = ClockText::default();
        match self {
            Self::Current(seconds) => write_instant(seconds, &mut out),
            // Writing to a buffer cannot fail.
            Self::Epoch(seconds) => _ = write!(out, "{seconds}"),
        }
        out
    }
}
