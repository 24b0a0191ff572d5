//! A flat hash table. It only grows, its keys come from our own lists, so nobody can choose them to collide, and a look-up is
//! one multiplication and mostly one line of the cache. Nearly every word of a text is looked up in one.

/// A key. The default value marks an empty slot and is never a key.
pub(super) trait Key: Copy + Default + Eq {
    /// Spreads keys that are alike over all bits; the high ones choose the slot.
    fn spread(self) -> u64;
}

/// The golden ratio's bits: spreads neighbouring keys over the whole range.
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

impl Key for u64 {
    fn spread(self) -> u64 {
        (self ^ self >> 32).wrapping_mul(MULTIPLIER)
    }
}

impl Key for u128 {
    fn spread(self) -> u64 {
        (self as u64 ^ ((self >> 64) as u64).rotate_left(23)).spread()
    }
}

/// Keys and their values, side by side. At least half of the slots are empty, which keeps the searches short.
#[derive(Debug)]
pub(super) struct Table<K, V> {
    slots: Vec<(K, V)>,
    filled: usize,
    /// How many low bits of a spread key are left out, so that the rest numbers the slots.
    shift: u32,
}

impl<K: Key, V: Copy + Default> Default for Table<K, V> {
    fn default() -> Self {
        Self { slots: vec![Default::default(); 16], filled: 0, shift: 60 }
    }
}

impl<K: Key, V: Copy + Default> Table<K, V> {
    /// The value of a key.
    #[inline]
    pub(super) fn get(&self, key: K) -> Option<&V> {
        let (found, value) = &self.slots[self.place(key)];
        (*found == key).then_some(value)
    }

    /// The value of a key, new if need be.
    pub(super) fn entry(&mut self, key: K) -> &mut V {
        if self.filled * 2 >= self.slots.len() {
            self.shift -= 1;
            let longer = vec![Default::default(); self.slots.len() * 2];
            for (key, value) in std::mem::replace(&mut self.slots, longer).into_iter().filter(|(key, _)| *key != K::default()) {
                let place = self.place(key);
                self.slots[place] = (key, value);
            }
        }
        let place = self.place(key);
        let slot = &mut self.slots[place];
        self.filled += usize::from(slot.0 != key);
        slot.0 = key;
        &mut slot.1
    }

    /// The values, those of empty slots among them.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.slots.iter_mut().map(|(_, value)| value)
    }

    /// The slot of a key, or the empty one where the search for it ends.
    #[inline]
    fn place(&self, key: K) -> usize {
        let mut place = (key.spread() >> self.shift) as usize;
        while self.slots[place].0 != key && self.slots[place].0 != K::default() {
            place = (place + 1) & (self.slots.len() - 1);
        }
        place
    }
}
