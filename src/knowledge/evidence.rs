//! Who has shown, or said, that they know about something.
//!
//! Evidence is an answer given under one's name to somebody else's question. What people declare about
//! themselves stands beside it. Anonymous answers never get in here, so nothing that is ranked can give
//! them away.

use super::topics::{TopicId, Topics};
use super::{AnswerId, Document, DocumentId, PersonId, Role};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;
use stoa_chat::Timestamp;

/// What is kept of a document beside its terms.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Its topics.
    pub topics: Arc<[TopicId]>,
    /// Its answers, ordered by time and id.
    pub answers: Box<[Given]>,
}

/// An answer, as a [`Thread`] remembers it.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// Which answer.
    pub id: AnswerId,
    /// Whom it speaks for: nobody if it was anonymous or given to oneself.
    pub helper: Option<PersonId>,
    /// When it was given.
    pub at: Timestamp,
    /// Whether the asker accepted it.
    pub accepted: bool,
    /// How many others it helped.
    pub helped: u32,
}

impl Thread {
    /// The answer to show first.
    pub fn best_answer(&self) -> Option<AnswerId> {
        let rank = |given: &&Given| (given.accepted, given.helped, Reverse((given.at, given.id)));
        self.answers.iter().max_by_key(rank).map(|given| given.id)
    }
}

/// An answer, as its [`Person`] is credited with it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// When it was given.
    pub at: Timestamp,
    /// To which question.
    pub document: DocumentId,
    /// Which answer.
    pub answer: AnswerId,
    /// Whether the asker accepted it.
    pub accepted: bool,
    /// The topics of the question.
    pub topics: Arc<[TopicId]>,
}

/// What speaks for one person.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Answers given, ordered by time, document and id: sums over them have one order.
    pub answers: Vec<Answered>,
    /// Topics declared.
    pub declared: BTreeMap<TopicId, Role>,
}

/// What speaks for everybody.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// All who have answered or declared something.
    pub people: BTreeMap<PersonId, Person>,
    /// All topics heard of.
    pub topics: Topics,
}

impl Evidence {
    /// Credits the answerers of `document`, which must not be known yet, and returns what to keep of it.
    pub fn add(&mut self, document: &Document) -> Thread {
        let topics = self.topics.add_document(&document.topics);
        let helper = |by: Option<PersonId>| by.filter(|_| by != document.asker);
        let mut answers: Vec<Given> = document
            .answers
            .iter()
            .map(|a| Given {
                id: a.id,
                helper: helper(a.by),
                at: a.at,
                accepted: a.accepted,
                helped: a.helped,
            })
            .collect();
        answers.sort_by_key(|given| (given.at, given.id));
        for given in &answers {
            self.credit(document.id, given, &topics);
        }
        Thread { topics, answers: answers.into() }
    }

    fn credit(&mut self, document: DocumentId, given: &Given, topics: &Arc<[TopicId]>) {
        let Some(helper) = given.helper else { return };
        let Given { id: answer, at, accepted, .. } = *given;
        let answers = &mut self.people.entry(helper).or_default().answers;
        let place = answers.partition_point(|a| (a.at, a.document, a.answer) < (at, document, answer));
        answers.insert(place, Answered { at, document, answer, accepted, topics: Arc::clone(topics) });
    }

    /// Takes back what [`Evidence::add`] credited for `document`.
    pub fn remove(&mut self, document: DocumentId, thread: &Thread) {
        self.topics.remove_document(&thread.topics);
        for helper in thread.answers.iter().filter_map(|given| given.helper) {
            if let Some(person) = self.people.get_mut(&helper) {
                person.answers.retain(|answered| answered.document != document);
            }
            self.drop_if_unknown(helper);
        }
    }

    /// Notes the topics that `person` declared, in place of earlier ones; of two roles the greater counts.
    pub fn declare(&mut self, person: PersonId, topics: &[(String, Role)]) {
        let mut declared = BTreeMap::new();
        for (topic, role) in topics {
            if let Some(topic) = self.topics.id_of(topic) {
                let known = declared.entry(topic).or_insert(*role);
                *known = (*known).max(*role);
            }
        }
        self.people.entry(person).or_default().declared = declared;
        self.drop_if_unknown(person);
    }

    fn drop_if_unknown(&mut self, id: PersonId) {
        if self.people.get(&id).is_some_and(|p| p.answers.is_empty() && p.declared.is_empty()) {
            self.people.remove(&id);
        }
    }
}
