//! What everybody sees on a network at one moment, and what is new since another.

use super::script::Field;
use std::collections::BTreeMap;
use stoa_terminal::Room;

/// The conversation and the message in it, by the network's own names.
pub type Name = (String, String);

/// A message as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub name: Name,
    /// Sorts messages by when they were written.
    pub since: String,
    pub room: Room,
    pub alone: Option<String>,
    /// The name of the message that its thread begins with.
    pub thread: Option<String>,
    pub by_bot: bool,
    pub words: String,
    pub buttons: Vec<String>,
    /// Whom it alerts.
    pub alerts: Vec<String>,
}

/// The bot's page or a form, as somebody sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub title: String,
    pub words: String,
    pub buttons: Vec<String>,
    pub questions: Vec<Field>,
}

/// All that everybody sees.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub messages: BTreeMap<Name, Stand>,
    pub pages: BTreeMap<String, Sheet>,
    pub forms: BTreeMap<String, Sheet>,
}

impl Snapshot {
    /// Adds what `reader` sees. The first who sees a message has the right zone.
    pub fn add(&mut self, reader: &str, stand: Stand) {
        let seen = self.messages.entry(stand.name.clone()).or_insert(stand);
        seen.room.read_by(reader);
    }

    /// The bot's messages that were not there `before`, in the order in which they were written.
    pub fn appeared(&self, before: &Self) -> Vec<&Stand> {
        let mut new: Vec<_> = self
            .messages
            .values()
            .filter(|stand| stand.by_bot && !before.messages.contains_key(&stand.name))
            .collect();
        new.sort_by(|a, b| a.since.cmp(&b.since));
        new
    }

    /// The bot's messages that say something else than `before`.
    pub fn changed(&self, before: &Self) -> Vec<&Stand> {
        let differs = |stand: &&Stand| {
            before.messages.get(&stand.name).is_some_and(|old| {
                stand.by_bot && (&old.words, &old.buttons) != (&stand.words, &stand.buttons)
            })
        };
        self.messages.values().filter(differs).collect()
    }

    /// The bot's messages that were there `before`, and are no more.
    pub fn gone<'a>(&self, before: &'a Self) -> Vec<&'a Stand> {
        let missing = |stand: &&Stand| stand.by_bot && !self.messages.contains_key(&stand.name);
        before.messages.values().filter(missing).collect()
    }
}

/// A room that somebody else than we thought reads, too.
trait Shared {
    fn read_by(&mut self, name: &str);
}

impl Shared for Room {
    fn read_by(&mut self, name: &str) {
        let mut people = match self {
            Self::Place(_) => return,
            Self::Direct(one) => vec![one.clone()],
            Self::Together(people) => people.clone(),
        };
        if !people.iter().any(|known| known == name) {
            people.push(name.to_owned());
            people.sort();
            *self = Self::Together(people);
        }
    }
}
