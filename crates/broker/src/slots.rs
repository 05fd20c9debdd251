//! A dense table whose keys are never mistaken for those of an earlier occupant.

use std::marker::PhantomData;

/// The key of a place in [`Slots`].
pub(crate) trait SlotKey: Copy {
    fn new(slot: u32, generation: u32) -> Self;
    fn slot(self) -> u32;
    fn generation(self) -> u32;
}

/// Values by their keys.
#[derive(Debug)]
pub(crate) struct Slots<K, T> {
    places: Vec<Slot<T>>,
    free: Vec<u32>,
    key: PhantomData<K>,
}

#[derive(Debug)]
struct Slot<T> {
    generation: u32,
    value: Option<T>,
}

impl<K: SlotKey, T> Slots<K, T> {
    pub(crate) fn new() -> Self {
        Self { places: Vec::new(), free: Vec::new(), key: PhantomData }
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len() - self.free.len()
    }

    /// How many places there are, empty ones among them: the bound of a walk by [`Self::key_at`].
    pub(crate) fn places(&self) -> usize {
        self.places.len()
    }

    /// Adds a value; nothing if there are `max` already.
    pub(crate) fn insert(&mut self, value: T, max: usize) -> Option<K> {
        if self.len() >= max {
            return None;
        }
        if let Some(free) = self.free.pop() {
            let slot = self.places.get_mut(free as usize)?;
            slot.value = Some(value);
            return Some(K::new(free, slot.generation));
        }
        let place = u32::try_from(self.places.len()).ok()?;
        self.places.push(Slot { generation: 0, value: Some(value) });
        Some(K::new(place, 0))
    }

    pub(crate) fn get(&self, key: K) -> Option<&T> {
        let slot = self.places.get(key.slot() as usize)?;
        if slot.generation == key.generation() { slot.value.as_ref() } else { None }
    }

    pub(crate) fn get_mut(&mut self, key: K) -> Option<&mut T> {
        let slot = self.places.get_mut(key.slot() as usize)?;
        if slot.generation == key.generation() { slot.value.as_mut() } else { None }
    }

    pub(crate) fn remove(&mut self, key: K) -> Option<T> {
        let slot = self.places.get_mut(key.slot() as usize)?;
        if slot.generation != key.generation() {
            return None;
        }
        let value = slot.value.take()?;
        slot.generation = slot.generation.wrapping_add(1);
        self.free.push(key.slot());
        Some(value)
    }

    /// The key of the value at a place, if there is one.
    pub(crate) fn key_at(&self, place: usize) -> Option<K> {
        let slot = self.places.get(place)?;
        slot.value.as_ref()?;
        Some(K::new(u32::try_from(place).ok()?, slot.generation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection_id::ConnectionId;

    #[test]
    fn a_key_does_not_outlive_its_value() {
        let mut slots = Slots::<ConnectionId, _>::new();
        let first = slots.insert("first", 1).unwrap();
        assert_eq!(slots.insert("beyond", 1), None);
        assert_eq!(slots.remove(first), Some("first"));
        let second = slots.insert("second", 1).unwrap();
        assert_eq!(second.slot(), first.slot());
        assert_eq!((slots.get(first), slots.get(second)), (None, Some(&"second")));
        assert_eq!((slots.remove(first), slots.len()), (None, 1));
    }
}
