//! A large table in parts, so that nothing is done to all of it at once.

/// How many parts there are.
const PARTS: usize = 128;

/// Parts of a table of whoever else keeps it. What takes time in proportion to a table's size, such as
/// growing it or forgetting all of it, is done to one part, and nobody else waits for long.
#[derive(Debug)]
pub(super) struct Parts<T> {
    others: Box<[T]>,
    last: T,
}

impl<T: Default> Default for Parts<T> {
    fn default() -> Self {
        let others = std::iter::repeat_with(T::default).take(PARTS - 1).collect();
        Self { others, last: T::default() }
    }
}

impl<T> Parts<T> {
    /// The part for what has this hash, by bits that a part itself does not go by: it has few places,
    /// and its tags are taken from the top.
    pub(super) fn of_mut(&mut self, hash: u64) -> &mut T {
        let place = usize::from(hash.to_be_bytes()[3]) % PARTS;
        self.others.get_mut(place).unwrap_or(&mut self.last)
    }

    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.others.iter().chain([&self.last])
    }
}
