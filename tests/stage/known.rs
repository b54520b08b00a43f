//! What is known in the middle of a transcript, and what a network does in its own way.

use super::sight::{Name, Snapshot, Stand};
use super::words::Names;
use anyhow::{Context as _, bail};
use std::collections::{BTreeMap, BTreeSet};
use stoa_terminal::{Audience, Room};

/// What a number of the transcript stands for on the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    Message(Name),
    /// The bot's page, as somebody sees it.
    Page(String),
}

/// What the numbers of a transcript stand for, and what was seen last.
#[derive(Debug, Default)]
pub struct Known {
    pub names: Names,
    pub things: BTreeMap<u64, Thing>,
    /// What people said, whether a message is left of it or not.
    pub said: BTreeSet<u64>,
    /// The message of each button, and its label.
    pub buttons: BTreeMap<u64, (u64, String)>,
    /// Forms that came back as messages, by person: the message, and the button that opens it again.
    pub closed: BTreeMap<String, (Name, String)>,
    /// What a form asked somebody for last, field by field.
    pub asked: BTreeMap<String, Vec<String>>,
    pub before: Snapshot,
    /// What the network did in its own way.
    pub apart: Vec<String>,
}

/// What a network cannot do as the terminal does, and what is therefore no difference.
pub trait Apart {
    /// Words without what this network tells otherwise.
    fn told(&self, words: &str) -> String;

    /// Where a post may stand that is too long for one message.
    fn rooms_of_long_posts(&self, audience: &Audience) -> Vec<Room>;

    /// Where a message for these people stands, and for whom alone.
    fn stands(&self, audience: &Audience) -> (Room, Option<String>);

    /// Why a message may still say what it said; `pressed` tells whether a button of it was pressed.
    fn why_it_stays(&self, stand: &Stand, pressed: bool) -> Option<&'static str>;

    /// Why a message may still be there that the bot has taken away.
    fn why_it_is_not_gone(&self, _: &Stand) -> Option<&'static str> {
        None
    }

    /// Whether a form is asked one question after the other, those that it knows the answer to left out.
    fn asks_one_by_one(&self) -> bool;

    /// Why a form that was sent off and refused may come back as a message.
    fn why_it_comes_back(&self) -> Option<&'static str>;
}

impl Known {
    /// The message with a number of the transcript.
    pub fn message(&self, number: u64) -> anyhow::Result<Name> {
        match self.things.get(&number) {
            Some(Thing::Message(name)) => Ok(name.clone()),
            other => bail!("{number} is no message here, but {other:?}"),
        }
    }

    /// The network's name of a place.
    pub fn place(&self, name: &str) -> anyhow::Result<&str> {
        let id = self.names.places.get(name);
        id.map(String::as_str).with_context(|| format!("there is no place {name}"))
    }

    /// What the bot first said to everybody in a place with that word in it.
    pub fn card(&self, name: &str) -> Option<Name> {
        let bears = |words: &str| words.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
        let mut things = self.things.values().filter_map(|thing| match thing {
            Thing::Message(name) => self.before.messages.get(name),
            Thing::Page(_) => None,
        });
        let card = things.find(|stand| {
            let shared = stand.alone.is_none() && matches!(stand.room, Room::Place(_));
            shared && stand.by_bot && bears(&stand.words)
        });
        card.map(|stand| stand.name.clone())
    }
}
