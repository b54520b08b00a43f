//! What the community knows, and who knows it.
//!
//! Two questions are answered here: *has this been asked before?* ([`Knowledge::search`]) and *who is
//! likely to answer it well?* ([`Knowledge::experts`]). Both rest on the same past: questions with their
//! answers, and what people declared about themselves. All of it lies in memory, is rebuilt from the
//! database at the start and kept up to date one document at a time; nothing here reads a clock, a file or
//! a network. The same contents give the same answers, in whatever order they arrived.
//!
//! To read it: `text` turns writing into terms (with `language` and `stopwords`), `index` finds documents
//! by terms (its lists are `postings`), `evidence` remembers who answered what on which of the `topics`,
//! and `ranking` weighs it, with `response` for how people deal with what they are asked; `overview` tells what
//! there is. Apart from them, `asking` tells a question from other messages.

mod asking;
mod evidence;
mod index;
mod language;
mod overview;
mod postings;
#[cfg(test)]
mod properties;
mod ranking;
#[cfg(test)]
mod reference_tests;
mod response;
mod stopwords;
#[cfg(test)]
mod tests;
mod text;
mod topics;

pub use asking::reads_like_a_question;
pub use index::Bm25;
pub use language::written_in;
pub use overview::{Earned, TopicCount};
pub use ranking::Weights;
pub use response::Response;

use evidence::{Evidence, Thread};
use index::{Bag, Index, ONE};
use language::Language;
use std::collections::HashMap;
use stoa_chat::Timestamp;

/// A known answer is worth offering for a question if its document's [`Hit::relevance`] is at least this.
///
/// Measured on stackfaq with half of its FAQs in the index (`reference_tests` prints the table): the right
/// one is among three offers for 41 % of the paraphrases of a known FAQ, and something wrong is offered for
/// 11 % of the others. It holds for a question of a sentence or two; of a longer one, search with its title
/// or first sentence.
pub const WORTH_OFFERING: f64 = 0.5;

/// What an occurrence counts by the field it stands in, relative to the body of a question.
const IN_TITLE: u32 = 3 * ONE;
const IN_TOPICS: u32 = 3 * ONE;
const IN_BODY: u32 = ONE;
const IN_ANSWERS: u32 = ONE / 2;

/// A member of the community; the number means something only to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u128);

/// A question together with its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub i64);

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerId(pub i64);

/// A question with its answers, as far as it is to be found and to count as evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its identity; a second document of the same id replaces the first.
    pub id: DocumentId,
    /// The question in a line; may be empty.
    pub title: String,
    /// The question at length; may be empty.
    pub body: String,
    /// Its topics, with or without `#`, in any case.
    pub topics: Vec<String>,
    /// Who asked; `None` if anonymous. Answering oneself is no evidence of helping.
    pub asker: Option<PersonId>,
    /// Its answers, in any order.
    pub answers: Vec<Answer>,
}

/// An answer to a [`Document`].
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Its identity.
    pub id: AnswerId,
    /// Who answered; `None` if anonymous, which leaves no evidence.
    pub by: Option<PersonId>,
    /// When it was given.
    pub at: Timestamp,
    /// What it says.
    pub body: String,
    /// Whether the asker accepted it.
    pub accepted: bool,
    /// How many others said that it helped them.
    pub helped: u32,
}

/// What somebody declared to be for a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Is listed with it in the people file, without having said so.
    Listed,
    /// Named it among the topics they help with.
    Helps,
    /// Takes the questions on it.
    Advocate,
}

/// What is asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// The words: a whole question or a few search terms.
    pub text: &'a str,
    /// Its topics as given; without any, those that are named in the text count.
    pub topics: &'a [String],
    /// A document to leave out: the question itself, once it is in the index.
    pub except: Option<DocumentId>,
}

/// The circumstances in which somebody is to be asked.
pub struct Asking<'a> {
    /// Who asks and is therefore not asked; `None` if anonymous.
    pub asker: Option<PersonId>,
    /// The present.
    pub at: Timestamp,
    /// How often a person was asked in the last 7 days; the more, the lower they rank.
    pub load: &'a dyn Fn(PersonId) -> u32,
    /// How a person dealt with what they were asked lately; those who do will be asked rather.
    pub response: &'a dyn Fn(PersonId) -> Response,
}

/// A document found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Which document.
    pub document: DocumentId,
    /// How well it matches: BM25, above 0, comparable within one query only.
    pub score: f64,
    /// The share of the highest conceivable score for this query, 0 to 1: comparable between queries.
    pub relevance: f64,
    /// The answer to show first: an accepted one before others, then the one that helped most, then the
    /// oldest.
    pub best_answer: Option<AnswerId>,
}

/// Somebody who may know.
#[derive(Clone, Debug, PartialEq)]
pub struct Expert {
    /// Who.
    pub person: PersonId,
    /// How likely they are to answer well: a log-odds, comparable within one query only.
    pub score: f64,
    /// Why, strongest kind first; never empty.
    pub reasons: Vec<Reason>,
}

/// Something true about a person that spoke for asking them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They answered these questions, which resemble this one: one to three, the most similar first.
    AnsweredSimilar(Vec<DocumentId>),
    /// They answered others' questions on a topic of this one.
    AnsweredOnTopic {
        /// The topic, in lower case without `#`.
        topic: String,
        /// How many answers they gave on it, ever.
        answers: u32,
        /// How many of those were accepted.
        accepted: u32,
    },
    /// They declared a topic of this question.
    Declared {
        /// The topic, in lower case without `#`.
        topic: String,
        /// As what.
        role: Role,
    },
    /// They answered others' questions, on whatever topic, in the last 30 days.
    AnsweredLately {
        /// How many answers.
        answers: u32,
    },
}

/// What can be adjusted; the defaults are measured.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tuning {
    /// For finding documents.
    pub bm25: Bm25,
    /// For ranking people.
    pub weights: Weights,
}

/// All that is known, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    weights: Weights,
    index: Index,
    threads: HashMap<DocumentId, Thread>,
    evidence: Evidence,
}

impl Knowledge {
    /// Knows nothing yet.
    pub fn new(tuning: Tuning) -> Self {
        Self { weights: tuning.weights, index: Index::new(tuning.bm25), ..Self::default() }
    }

    /// How many documents are known.
    pub fn len(&self) -> usize {
        self.threads.len()
    }

    /// Whether no document is known.
    pub fn is_empty(&self) -> bool {
        self.threads.is_empty()
    }

    /// Learns `document`, in place of what was known under its id.
    pub fn upsert(&mut self, document: &Document) {
        self.remove(document.id);
        self.index.put(document.id, &bag_of(document));
        let thread = self.evidence.add(document);
        self.threads.insert(document.id, thread);
    }

    /// Forgets a document and the evidence it gave; one that is not known is none.
    pub fn remove(&mut self, id: DocumentId) {
        if let Some(thread) = self.threads.remove(&id) {
            self.index.remove(id);
            self.evidence.remove(id, &thread);
        }
    }

    /// Notes which topics `person` declared, in place of what they declared before.
    pub fn declare(&mut self, person: PersonId, topics: &[(String, Role)]) {
        self.evidence.declare(person, topics);
    }

    /// The up to `limit` documents that match best, best first, ties by id.
    pub fn search(&self, query: &Query<'_>, limit: usize) -> Vec<Hit> {
        let found = self.index.find(&terms_of(query), query.except, limit);
        let hit = |found: index::Match| Hit {
            document: found.document,
            score: found.score,
            relevance: found.relevance,
            best_answer: self.threads.get(&found.document).and_then(Thread::best_answer),
        };
        found.into_iter().map(hit).collect()
    }

    /// The up to `limit` people most likely to answer well, best first, ties by id.
    ///
    /// Whether they may be asked now (consent, hours, caps) is for the caller to decide: ask for more than
    /// needed.
    pub fn experts(&self, query: &Query<'_>, asking: &Asking<'_>, limit: usize) -> Vec<Expert> {
        let similar = self.index.find(&terms_of(query), query.except, ranking::VOTING_THREADS);
        let similar: Vec<_> =
            similar.iter().filter_map(|found| Some((found, self.threads.get(&found.document)?))).collect();
        let topics = self.evidence.topics.of_query(query);
        ranking::Ranking { weights: &self.weights, evidence: &self.evidence, asking, similar, topics }
            .best(limit)
    }
}

/// The terms of a document, weighted by field.
fn bag_of(document: &Document) -> Bag {
    let language = Language::of(&format!("{}\n{}", document.title, document.body));
    let mut bag = Bag::new();
    let mut put = |text: &str, weight| add_terms(&mut bag, text, language, weight);
    put(&document.title, IN_TITLE);
    put(&document.body, IN_BODY);
    document.topics.iter().for_each(|topic| put(topic, IN_TOPICS));
    document.answers.iter().for_each(|answer| put(&answer.body, IN_ANSWERS));
    bag
}

/// The terms of a question, a topic counting as one word more.
fn terms_of(query: &Query<'_>) -> Bag {
    let language = Language::of(query.text);
    let mut bag = Bag::new();
    add_terms(&mut bag, query.text, language, ONE);
    query.topics.iter().for_each(|topic| add_terms(&mut bag, topic, language, ONE));
    bag
}

fn add_terms(bag: &mut Bag, text: &str, language: Language, weight: u32) {
    for term in text::terms(text, language) {
        let sum = bag.entry(term).or_default();
        *sum = sum.saturating_add(weight);
    }
}
