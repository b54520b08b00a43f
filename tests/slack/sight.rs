//! What everybody sees on Slack at one moment, and what is new since another.

use crate::hall::Hall;
use crate::words::Names;
use std::collections::BTreeMap;
use stoa_fake_slack::{Sheet, Sight};
use stoa_terminal::Room;

/// The conversation and the time that name a message.
pub type Name = (String, String);

/// A message as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub name: Name,
    pub room: Room,
    pub alone: Option<String>,
    /// The time of the message that its thread begins with.
    pub thread: Option<String>,
    pub by_bot: bool,
    pub words: String,
    pub buttons: Vec<String>,
    /// Whom it alerts.
    pub alerts: Vec<String>,
}

/// All that everybody sees.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub messages: BTreeMap<Name, Stand>,
    pub pages: BTreeMap<String, Sheet>,
    pub forms: BTreeMap<String, Sheet>,
}

impl Snapshot {
    pub fn of(hall: &Hall) -> Self {
        let mut snapshot = Self::default();
        let bot = hall.slack.bot_user();
        for (name, person) in hall.readers() {
            for sight in person.sees() {
                let stand = stand(sight, name, &bot, &hall.names);
                // The first who sees it has the right zone.
                let seen = snapshot.messages.entry(stand.name.clone()).or_insert(stand);
                seen.room.read_by(name);
            }
            snapshot.pages.extend(person.home().map(|sheet| (name.to_owned(), sheet)));
            snapshot.forms.extend(person.modal().map(|sheet| (name.to_owned(), sheet)));
        }
        snapshot
    }

    /// The bot's messages that were not there `before`, in the order in which they were written.
    pub fn appeared(&self, before: &Self) -> Vec<&Stand> {
        let mut new: Vec<_> = self
            .messages
            .values()
            .filter(|stand| stand.by_bot && !before.messages.contains_key(&stand.name))
            .collect();
        new.sort_by(|a, b| a.name.1.cmp(&b.name.1));
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

fn stand(sight: Sight, reader: &str, bot: &str, names: &Names) -> Stand {
    let room = match names.place(&sight.channel) {
        Some(place) => Room::Place(place.to_owned()),
        None => Room::Direct(reader.to_owned()),
    };
    Stand {
        name: (sight.channel, sight.ts),
        room,
        alone: sight.private.then(|| reader.to_owned()),
        thread: sight.thread,
        by_bot: sight.author == bot,
        words: sight.words,
        buttons: sight.buttons,
        alerts: sight.alerts,
    }
}
