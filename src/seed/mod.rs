//! Seeds: what an import suggests to begin with, so that a community does not start with empty shelves.
//!
//! The known questions that helped most people can be **featured**: they are the ones to read first. Those who
//! answered most of a topic can become its **advocates**, who are asked for their consent like anybody. Nothing comes
//! of a suggestion until a moderator picks it in the chat, or ticks it in a file ([`Checklist`]).

mod checklist;
mod store;
#[cfg(test)]
mod tests;

pub use checklist::{BadLine, Checklist, Tick};
pub use store::{feature, featured, name_advocate, suggest, unfeature};

use stoa_chat::UserRef;

/// What an import suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// The known questions that helped most people, best first.
    pub questions: Vec<Known>,
    /// Who answered most, topic by topic; the topics with most answers first.
    pub topics: Vec<Topic>,
}

/// A known question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// How many people its answers helped.
    pub helped: i64,
    /// Whether it is featured already.
    pub featured: bool,
}

/// A topic and those who could be its advocates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The topic, without `#`.
    pub topic: String,
    /// Who answered most of it, best first.
    pub people: Vec<Candidate>,
}

/// Somebody who could be an advocate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// An account of theirs.
    pub account: UserRef,
    /// The name that colleagues see.
    pub name: String,
    /// How many answers they gave on the topic.
    pub answers: i64,
    /// How many of those were accepted.
    pub accepted: i64,
    /// Whether they are an advocate of it already.
    pub named: bool,
}
