//! The topics that questions are filed under and people declare.
//!
//! A topic is compared by number, since ranking looks at every answer anybody gave; names are kept for
//! people.

use super::Query;
use super::language::Language;
use super::text;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A topic, by the order in which it was first heard of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(u32);

/// All topics ever heard of, and how many documents stand under each.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    ids: HashMap<Arc<str>, TopicId>,
    /// By number, what the topic is called.
    names: Vec<Arc<str>>,
    /// By number, how many documents stand under the topic.
    sizes: Vec<u32>,
    /// How many documents there are, with topics or without.
    documents: u32,
}

/// A topic of a question.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which.
    pub id: TopicId,
    /// Its name.
    pub name: Arc<str>,
    /// How much it tells: the rarer, the more (inverse document frequency, natural logarithm).
    pub idf: f64,
}

impl Topics {
    /// The number of a topic by its name, given out at first sight; `None` if nothing is left of the name.
    pub fn id_of(&mut self, name: &str) -> Option<TopicId> {
        let name = normalised(name)?;
        if let Some(id) = self.ids.get(name.as_str()) {
            return Some(*id);
        }
        let id = TopicId(u32::try_from(self.sizes.len()).ok()?);
        let name: Arc<str> = name.into();
        self.sizes.push(0);
        self.names.push(Arc::clone(&name));
        self.ids.insert(name, id);
        Some(id)
    }

    /// What a topic is called.
    pub fn name(&self, id: TopicId) -> &str {
        &self.names[id.0 as usize]
    }

    /// Every topic under which documents stand, and how many.
    pub fn sizes(&self) -> impl Iterator<Item = (TopicId, u32)> {
        let sized = (0..).map(TopicId).zip(self.sizes.iter().copied());
        sized.filter(|(_, size)| *size > 0)
    }

    /// Counts a document under topics of these names and returns their numbers, each once.
    pub fn add_document(&mut self, names: &[String]) -> Arc<[TopicId]> {
        let mut ids: Vec<TopicId> = names.iter().filter_map(|name| self.id_of(name)).collect();
        ids.sort_unstable();
        ids.dedup();
        self.documents += 1;
        for id in &ids {
            self.sizes[id.0 as usize] += 1;
        }
        ids.into()
    }

    /// Uncounts a document.
    pub fn remove_document(&mut self, ids: &[TopicId]) {
        self.documents -= 1;
        for id in ids {
            self.sizes[id.0 as usize] -= 1;
        }
    }

    /// The topics of a question, ordered by name: those it gives or, if it gives none, those its text
    /// names.
    pub fn of_query(&self, query: &Query<'_>) -> Vec<Asked> {
        let mut names: Vec<String> = query.topics.iter().filter_map(|topic| normalised(topic)).collect();
        if names.is_empty() {
            let language = Language::of(query.text);
            names = text::tokens(query.text);
            names.retain(|token| !language.is_stopword(token));
        }
        let found = names.iter().filter_map(|name| self.ids.get_key_value(name.as_str()));
        let by_name: BTreeMap<Arc<str>, TopicId> = found.map(|(name, id)| (Arc::clone(name), *id)).collect();
        by_name.into_iter().map(|(name, id)| Asked { id, name, idf: self.idf(id) }).collect()
    }

    fn idf(&self, id: TopicId) -> f64 {
        let under_it = f64::from(self.sizes[id.0 as usize]);
        ((f64::from(self.documents) + 1.0) / (under_it + 1.0)).ln()
    }
}

fn normalised(name: &str) -> Option<String> {
    let name = name.trim().trim_start_matches('#').to_lowercase();
    (!name.is_empty()).then_some(name)
}
