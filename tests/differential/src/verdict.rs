//! The three answers that the evaluators are compared by.

/// What an evaluator decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Allowed,
    ExplicitlyDenied,
    ImplicitlyDenied,
}

impl Verdict {
    /// The verdict in words.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::ExplicitlyDenied => "explicit deny",
            Self::ImplicitlyDenied => "implicit deny",
        }
    }
}
