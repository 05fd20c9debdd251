//! Conditions: operators, the values they compare with, and what one comparison says.

mod evaluate;
mod operand;
mod scalar;
mod value_type;

pub(crate) use evaluate::{ClockText, Held};
pub(crate) use operand::OperandError;
pub use value_type::{ValueType, instant_ms};

use crate::json::Extent;
use crate::template::{KeyId, Keys, Variable};
use operand::Operands;

/// One key of one operator, with the values it is compared with.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) operator: Operator,
    pub(crate) key: KeyId,
    operands: Operands,
    /// The operator as written.
    pub(crate) written_operator: Box<str>,
    /// The key as written.
    pub(crate) written_key: Box<str>,
    /// The values as written.
    pub(crate) written_values: Box<[Box<str>]>,
    pub(crate) at: Extent,
}

/// An operator with its prefix and suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Operator {
    pub(crate) base: Base,
    /// `…Not…`: holds when no value matches.
    pub(crate) negated: bool,
    /// `…IfExists`: holds when the key is absent.
    pub(crate) if_exists: bool,
    pub(crate) set: Option<SetOperator>,
}

/// How a multi-valued key is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetOperator {
    ForAllValues,
    ForAnyValue,
}

/// What is compared, with negation set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    StringEquals,
    StringEqualsIgnoreCase,
    StringLike,
    Numeric(Comparison),
    Date(Comparison),
    Bool,
    BinaryEquals,
    IpAddress,
    Arn,
    Null,
}

/// An order that a number or an instant must have to the policy's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equals,
    LessThan,
    LessThanEquals,
    GreaterThan,
    GreaterThanEquals,
}

impl Comparison {
    /// Whether `ordering`, of the request's value to the policy's, is what is asked for.
    fn accepts(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equals => ordering.is_eq(),
            Self::LessThan => ordering.is_lt(),
            Self::LessThanEquals => ordering.is_le(),
            Self::GreaterThan => ordering.is_gt(),
            Self::GreaterThanEquals => ordering.is_ge(),
        }
    }
}

impl Operator {
    /// Reads an operator's name. Case does not matter, as with actions and keys.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let name = written.to_ascii_lowercase();
        let (set, name) = if let Some(name) = name.strip_prefix("forallvalues:") {
            (Some(SetOperator::ForAllValues), name)
        } else if let Some(name) = name.strip_prefix("foranyvalue:") {
            (Some(SetOperator::ForAnyValue), name)
        } else {
            (None, &*name)
        };
        let (if_exists, name) = match name.strip_suffix("ifexists") {
            Some(name) => (true, name),
            None => (false, name),
        };
        let (base, negated) = base(name)?;
        // Null asks for absence itself: neither suffix nor prefix would mean anything.
        if base == Base::Null && (if_exists || set.is_some()) {
            return None;
        }
        Some(Self { base, negated, if_exists, set })
    }
}

fn base(name: &str) -> Option<(Base, bool)> {
    let positive = match name {
        "stringequals" => Base::StringEquals,
        "stringequalsignorecase" => Base::StringEqualsIgnoreCase,
        "stringlike" => Base::StringLike,
        "bool" => Base::Bool,
        "binaryequals" => Base::BinaryEquals,
        "ipaddress" => Base::IpAddress,
        "arnequals" | "arnlike" => Base::Arn,
        "null" => Base::Null,
        "stringnotequals" => return Some((Base::StringEquals, true)),
        "stringnotequalsignorecase" => return Some((Base::StringEqualsIgnoreCase, true)),
        "stringnotlike" => return Some((Base::StringLike, true)),
        "notipaddress" => return Some((Base::IpAddress, true)),
        "arnnotequals" | "arnnotlike" => return Some((Base::Arn, true)),
        _ => return ordered(name),
    };
    Some((positive, false))
}

fn ordered(name: &str) -> Option<(Base, bool)> {
    let (family, comparison): (fn(Comparison) -> Base, _) =
        if let Some(comparison) = name.strip_prefix("numeric") {
            (Base::Numeric, comparison)
        } else {
            (Base::Date, name.strip_prefix("date")?)
        };
    let (comparison, negated) = match comparison {
        "equals" => (Comparison::Equals, false),
        "notequals" => (Comparison::Equals, true),
        "lessthan" => (Comparison::LessThan, false),
        "lessthanequals" => (Comparison::LessThanEquals, false),
        "greaterthan" => (Comparison::GreaterThan, false),
        "greaterthanequals" => (Comparison::GreaterThanEquals, false),
        _ => return None,
    };
    Some((family(comparison), negated))
}

impl Condition {
    /// Compiles the values of one key. `variables` tells whether the document's version has them.
    pub(crate) fn new(
        operator: Operator,
        written_operator: &str,
        written_key: &str,
        values: Vec<Box<str>>,
        variables: bool,
        at: Extent,
        keys: &mut Keys,
    ) -> Result<Self, OperandError> {
        Ok(Self {
            operator,
            operands: Operands::parse(operator.base, &values, variables, keys)?,
            key: keys.id(written_key),
            written_operator: written_operator.into(),
            written_key: written_key.into(),
            written_values: values.into(),
            at,
        })
    }

    /// The variables among the policy's values.
    pub(crate) fn variables(&self) -> Vec<&Variable> {
        self.operands.variables()
    }

    /// Whether the condition can hold only if the key is present with one of the policy's
    /// values, none of which leaves the value open.
    pub(crate) fn pins_its_key(&self) -> bool {
        let text = matches!(
            self.operator.base,
            Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike
        );
        let demands = !self.operator.negated
            && !self.operator.if_exists
            && self.operator.set != Some(SetOperator::ForAllValues);
        text && demands && !self.operands.any_is_star()
    }
}
