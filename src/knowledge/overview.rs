//! What there is: the topics, and what people have earned on them.

use super::topics::TopicId;
use super::{DocumentId, Knowledge, PersonId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// How many questions are named as evidence.
const MOST_NAMED: usize = 3;

/// A topic that somebody's answers were accepted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    /// The topic, in lower case without `#`.
    pub topic: String,
    /// How many of their answers were accepted.
    pub accepted: u32,
    /// The questions that these answered: one to three, the newest answer first.
    pub documents: Vec<DocumentId>,
}

/// A topic that was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicCount {
    /// The topic, in lower case without `#`.
    pub topic: String,
    /// How many questions stand under it.
    pub questions: u32,
    /// How many of them have an answer.
    pub answered: u32,
}

impl Knowledge {
    /// Whether a document is known: what is not, is not to be shown.
    pub fn knows(&self, document: DocumentId) -> bool {
        self.threads.contains_key(&document)
    }

    /// The topics on which a person's answers to others were accepted, those with most of them first.
    pub fn earned(&self, person: PersonId) -> Vec<Earned> {
        let answers = self.evidence.people.get(&person).map_or(&[][..], |person| &person.answers);
        let mut by_topic: BTreeMap<TopicId, (u32, Vec<DocumentId>)> = BTreeMap::new();
        for answered in answers.iter().rev().filter(|answered| answered.accepted) {
            for topic in answered.topics.iter() {
                let (accepted, documents) = by_topic.entry(*topic).or_default();
                *accepted += 1;
                if documents.len() < MOST_NAMED && !documents.contains(&answered.document) {
                    documents.push(answered.document);
                }
            }
        }
        let name = |topic| self.evidence.topics.name(topic).to_owned();
        let earned = by_topic.into_iter().map(|(topic, (accepted, documents))| Earned {
            topic: name(topic),
            accepted,
            documents,
        });
        let mut earned: Vec<Earned> = earned.collect();
        earned.sort_by(|a, b| (Reverse(a.accepted), &a.topic).cmp(&(Reverse(b.accepted), &b.topic)));
        earned
    }

    /// The topics that were asked about, those with most questions first.
    pub fn topics(&self) -> Vec<TopicCount> {
        let mut answered: HashMap<TopicId, u32> = HashMap::new();
        for thread in self.threads.values().filter(|thread| !thread.answers.is_empty()) {
            for topic in thread.topics.iter() {
                *answered.entry(*topic).or_default() += 1;
            }
        }
        let topics = &self.evidence.topics;
        let count = |(topic, questions)| TopicCount {
            topic: topics.name(topic).to_owned(),
            questions,
            answered: answered.get(&topic).copied().unwrap_or(0),
        };
        let mut counts: Vec<TopicCount> = topics.sizes().map(count).collect();
        counts.sort_by(|a, b| (Reverse(a.questions), &a.topic).cmp(&(Reverse(b.questions), &b.topic)));
        counts
    }
}
