//! JSON numbers, kept as they were written and compared by what they mean.

use std::fmt;

/// A JSON number of any length (RFC 8259, section 6). `1`, `1.0` and `10e-1` are equal.
#[derive(Debug, Clone)]
pub(crate) struct Number(Box<str>);

impl Number {
    /// A number whose text the JSON reader has found well formed.
    pub(super) fn written(text: &str) -> Self {
        Self(text.into())
    }

    /// A whole number.
    pub(super) fn whole(number: impl fmt::Display) -> Self {
        Self(number.to_string().into())
    }

    /// The number, if it is written as a whole number that is not negative.
    pub(super) fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn decimal(&self) -> Option<Decimal> {
        let (negative, unsigned) = match self.0.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, &*self.0),
        };
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent = i64::from(exponent.parse::<i32>().ok()?);
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        let zeros = i64::try_from(digits.len() - significant.len()).ok()?;
        let fraction_digits = i64::try_from(fraction.len()).ok()?;
        let significant = significant.trim_start_matches('0');
        if significant.is_empty() {
            return Some(Decimal { negative: false, digits: String::new(), exponent: 0 });
        }
        let exponent = exponent + zeros - fraction_digits;
        Some(Decimal { negative, digits: significant.to_owned(), exponent })
    }
}

/// Numbers whose exponent no machine could hold are equal only if they are written alike.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
            || matches!((self.decimal(), other.decimal()), (Some(one), Some(two)) if one == two)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Digits without zeros at either end, times a power of ten.
#[derive(PartialEq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}
