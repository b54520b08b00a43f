//! Finds the documents that share telling words with a question.
//!
//! Okapi BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond") over
//! terms weighted by the field they stand in (their §3.6, BM25F with one length for the whole document).
//!
//! A changed document is added anew and its old version only marked as removed, so a change costs as much
//! as the document is long and not as much as the index is large. Once a quarter of the index is dead
//! weight, it is rewritten. Frequencies are counted among the living at query time: removing a document
//! leaves no trace in any score.

use super::DocumentId;
use super::postings::Postings;
use std::collections::{BTreeMap, HashMap};

/// Rewriting a small index is not worth the trouble.
const FEWEST_DEAD: usize = 1_000;

/// The free parameters of BM25.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25 {
    /// How soon repeating a term stops adding to the score; 1.2 by default.
    pub k1: f64,
    /// How much long documents are held back, 0 to 1; 0.75 by default.
    pub b: f64,
}

impl Default for Bm25 {
    fn default() -> Self {
        Self { k1: 1.2, b: 0.75 }
    }
}

/// How often each term occurs in a text, weighted by field.
///
/// Weights are whole numbers (halves of an occurrence), so that sums are exact in whatever order they are
/// made.
pub type Bag = BTreeMap<String, u32>;

/// What a [`Bag`] counts an occurrence of weight 1 as.
pub const ONE: u32 = 2;

/// One document found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Which document.
    pub document: DocumentId,
    /// Its BM25 score, above 0.
    pub score: f64,
    /// The share of the best score that any document could have for this question, 0 to 1.
    pub relevance: f64,
}

/// An inverted index in memory.
#[derive(Clone, Debug, Default)]
pub struct Index {
    bm25: Bm25,
    postings: HashMap<Box<str>, Postings>,
    /// By slot: the number under which postings know a document.
    slots: Vec<Slot>,
    slot_of: HashMap<DocumentId, u32>,
    /// Sum of the lengths of the living.
    total_length: u64,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    document: DocumentId,
    /// Sum of the document's term weights.
    length: u32,
    alive: bool,
}

impl Index {
    /// An empty index.
    pub fn new(bm25: Bm25) -> Self {
        Self { bm25, ..Self::default() }
    }

    /// Adds `document` with these terms, in place of what was known under its id.
    pub fn put(&mut self, document: DocumentId, terms: &Bag) {
        self.remove(document);
        let slot = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        let length = terms.values().fold(0, |sum: u32, weight| sum.saturating_add(*weight));
        for (term, weight) in terms {
            match self.postings.get_mut(term.as_str()) {
                Some(postings) => postings.push(slot, *weight),
                None => self.postings.entry(term.as_str().into()).or_default().push(slot, *weight),
            }
        }
        self.slots.push(Slot { document, length, alive: true });
        self.slot_of.insert(document, slot);
        self.total_length += u64::from(length);
    }

    /// Forgets `document`; one that is not known is none.
    pub fn remove(&mut self, document: DocumentId) {
        let Some(slot) = self.slot_of.remove(&document) else { return };
        let slot = &mut self.slots[slot as usize];
        slot.alive = false;
        self.total_length -= u64::from(slot.length);
        let dead = self.slots.len() - self.slot_of.len();
        if dead > FEWEST_DEAD.max(self.slot_of.len() / 4) {
            self.compact();
        }
    }

    /// The up to `limit` documents that answer best to `terms`, best first, ties by id.
    pub fn find(&self, terms: &Bag, except: Option<DocumentId>, limit: usize) -> Vec<Match> {
        let (scores, attainable) = self.scores(terms);
        let mut found: Vec<Match> = scores
            .into_iter()
            .zip(&self.slots)
            .filter(|(score, slot)| *score > 0.0 && Some(slot.document) != except)
            .map(|(score, slot)| Match { document: slot.document, score, relevance: score / attainable })
            .collect();
        let best_first = |a: &Match, b: &Match| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document));
        if limit < found.len() && limit > 0 {
            found.select_nth_unstable_by(limit - 1, best_first);
        }
        found.truncate(limit);
        found.sort_unstable_by(best_first);
        found
    }

    /// The score of every slot, and the least upper bound of what a score can be.
    #[expect(clippy::cast_precision_loss, reason = "what is counted here is far below 2^52")]
    fn scores(&self, terms: &Bag) -> (Vec<f64>, f64) {
        let Bm25 { k1, b } = self.bm25;
        let living = self.slot_of.len() as f64;
        let average_length = (self.total_length as f64 / living).max(1.0);
        let mut scores = vec![0.0; self.slots.len()];
        let mut attainable = 0.0;
        let mut found = Vec::new();
        for (term, occurrences) in terms {
            found.clear();
            let postings = self.postings.get(term.as_str());
            found.extend(
                postings.iter().flat_map(|p| p.iter()).filter(|(slot, _)| self.slots[*slot as usize].alive),
            );
            // A word nobody ever used tells as much as one used once: it must not dwarf all the others.
            let df = (found.len() as f64).max(1.0);
            let idf = (1.0 + (living - df + 0.5) / (df + 0.5)).ln();
            let most = idf * f64::from(*occurrences) / f64::from(ONE) * (k1 + 1.0);
            attainable += most;
            for &(slot, weight) in &found {
                let frequency = f64::from(weight) / f64::from(ONE);
                let length = f64::from(self.slots[slot as usize].length) / average_length;
                scores[slot as usize] += most * frequency / (frequency + k1 * (1.0 - b + b * length));
            }
        }
        (scores, attainable)
    }

    /// Rewrites the index without the dead.
    fn compact(&mut self) {
        let mut renumbered = vec![None; self.slots.len()];
        let mut living = Vec::with_capacity(self.slot_of.len());
        for (old, slot) in self.slots.iter().enumerate().filter(|(_, slot)| slot.alive) {
            renumbered[old] = u32::try_from(living.len()).ok();
            living.push(*slot);
        }
        self.postings.retain(|_, postings| {
            let mut kept = Postings::default();
            for (slot, weight) in postings.iter() {
                if let Some(slot) = renumbered[slot as usize] {
                    kept.push(slot, weight);
                }
            }
            kept.shrink();
            *postings = kept;
            !postings.is_empty()
        });
        self.slot_of = (0..).zip(&living).map(|(slot, at)| (at.document, slot)).collect();
        self.slots = living;
    }
}
