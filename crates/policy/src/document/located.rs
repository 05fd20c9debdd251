//! Where statements stand, as AWS's policy simulator counts.

use super::{Document, Span};

impl Document {
    /// The text of a statement, by its place in the document. Nothing if there is no such statement.
    pub fn statement_text(&self, statement: usize) -> Option<&str> {
        let at = self.statements().get(statement)?.at;
        self.text().get(at.start as usize..at.end as usize)
    }

    /// The place of a statement as `MatchedStatements` of the simulator's answers give it, by the
    /// statement's place in the document. A statement begins there where what comes before it
    /// ends: after the bracket that opens the list, after the statement before it, or, where it is
    /// no list, after its own brace. Nothing if there is no such statement.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html>
    pub fn simulator_span(&self, statement: usize) -> Option<Span> {
        let at = self.statements().get(statement)?.at;
        let before = self.text().get(..at.start as usize)?.trim_end();
        let start = match before.strip_suffix(',') {
            Some(earlier) => earlier.trim_end().len(),
            None if before.ends_with('[') => before.len(),
            None => at.start as usize + 1,
        };
        // Documents are bounded far below the range of u32.
        let start = u32::try_from(start).ok()?;
        Some(Span { start: self.position(start), end: self.position(at.end) })
    }
}
