//! Where one term occurs, in two or three bytes per occurrence.
//!
//! A hundred thousand questions hold some twenty million term occurrences; as plain pairs of numbers they
//! would take 160 MB. Documents are numbered in the order they are added, so each number is stored as its
//! distance from the one before, and small numbers take one byte (variable-byte coding, Manning, Raghavan &
//! Schütze 2008, §5.3).

/// The documents that contain one term, with the term's weight in each, in the order they were added.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    /// One more than the last document stored; distances count from here.
    next: u32,
}

impl Postings {
    /// Adds that the term has `weight` in `document`, whose number must exceed all those added before.
    pub fn push(&mut self, document: u32, weight: u32) {
        debug_assert!(document >= self.next, "documents are added in ascending order");
        self.write(document - self.next);
        self.write(weight);
        self.next = document + 1;
    }

    /// All `(document, weight)` pairs, documents ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut bytes = self.bytes.iter().copied();
        let mut next = 0;
        std::iter::from_fn(move || {
            let document = next + read(&mut bytes)?;
            next = document + 1;
            Some((document, read(&mut bytes)?))
        })
    }

    /// Whether no document contains the term.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Gives back memory that was reserved for growth.
    pub fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
    }

    /// Seven bits to a byte, lowest first; the high bit says that more follow.
    #[expect(clippy::cast_possible_truncation, reason = "the low eight bits are what is meant")]
    fn write(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

fn read(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut number = 0;
    let mut shift = 0;
    loop {
        let byte = bytes.next()?;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let pairs = [(0, 1), (1, 300), (500, 6), (70_000, 1 << 20), (u32::MAX - 1, u32::MAX)];
        let mut postings = Postings::default();
        for (document, weight) in pairs {
            postings.push(document, weight);
        }
        assert_eq!(postings.iter().collect::<Vec<_>>(), pairs);
    }

    #[test]
    fn a_common_term_takes_two_bytes_per_document() {
        let mut postings = Postings::default();
        (0..1000).for_each(|document| postings.push(document * 3, 8));
        assert_eq!(postings.bytes.len(), 2000);
    }
}
