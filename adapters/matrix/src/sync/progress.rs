//! How far we have listened: the server's token, the last event of each room, what could not be read yet, and which
//! reactions stand. It is noted with the events that it belongs to.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use stoa_chat::{Intake, IntakeError, Network, Note, Timestamp, UserRef};

const CURSOR: &str = "cursor";
const MARK: &str = "mark";
const LOCKED: &str = "locked";
const REACTION: &str = "reaction";
/// How long a reaction is remembered that may be taken back.
const REMEMBERED: Duration = Duration::from_hours(24 * 180);

/// How far we have listened.
#[derive(Debug, Default)]
pub struct Progress {
    cursor: Option<Cursor>,
    /// The last event of each room.
    marks: HashMap<String, String>,
    /// What could not be read, by its event.
    pub locked: BTreeMap<String, Locked>,
    /// Reactions, by their event.
    reactions: HashMap<String, Stuck>,
    /// What has changed since it was last noted.
    changed: Vec<Note>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Cursor {
    token: String,
    /// When we listened for the first time.
    begun: Timestamp,
}

/// Something that could not be read yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Locked {
    /// Where it stands.
    pub room: String,
    /// Who wrote it.
    pub by: String,
    /// The key that is missing.
    pub session: String,
    /// The whole event.
    pub event: Value,
    /// When we first tried.
    pub since: Timestamp,
    /// Whether its writer was told.
    pub told: bool,
}

/// A reaction that stands on a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stuck {
    /// The room.
    pub room: String,
    /// The message.
    pub on: String,
    /// Whose it is.
    pub by: String,
    /// The emoji.
    pub emoji: String,
    /// When it came.
    pub at: Timestamp,
}

impl Progress {
    /// Reads what was noted. Where nothing was, an earlier listening of this process counts.
    pub async fn read(&mut self, intake: &dyn Intake, network: &Network) -> Result<(), IntakeError> {
        let cursor = notes::<Cursor>(intake, network, CURSOR).await?;
        if let Some(cursor) = cursor.into_values().next() {
            self.cursor = Some(cursor);
            self.marks = notes(intake, network, MARK).await?.into_iter().collect();
            self.locked = notes(intake, network, LOCKED).await?;
            self.reactions = notes(intake, network, REACTION).await?.into_iter().collect();
            self.changed.clear();
        }
        Ok(())
    }

    /// From where the server is to go on.
    pub fn token(&self) -> Option<String> {
        self.cursor.as_ref().map(|cursor| cursor.token.clone())
    }

    /// When we listened for the first time; `None` if that is now.
    pub fn begun(&self) -> Option<Timestamp> {
        self.cursor.as_ref().map(|cursor| cursor.begun)
    }

    /// The last event of a room that we know.
    pub fn mark(&self, room: &str) -> Option<&str> {
        self.marks.get(room).map(String::as_str)
    }

    /// Notes the last event of a room.
    pub fn set_mark(&mut self, room: &str, event: &str) {
        if self.mark(room) != Some(event) {
            self.marks.insert(room.to_owned(), event.to_owned());
            self.changed.push(Note::new(MARK, room, written(&event)));
        }
    }

    /// Notes something that cannot be read yet.
    pub fn lock(&mut self, event: &str, locked: Locked, by: UserRef) {
        self.changed.push(Note::new(LOCKED, event, written(&locked)).about(by));
        self.locked.insert(event.to_owned(), locked);
    }

    /// Something could be read, or never will be.
    pub fn unlock(&mut self, event: &str) {
        if self.locked.remove(event).is_some() {
            self.changed.push(Note::struck(LOCKED, event));
        }
    }

    /// Notes a reaction that may be taken back.
    pub fn stick(&mut self, event: &str, stuck: Stuck, by: UserRef) {
        self.changed.push(Note::new(REACTION, event, written(&stuck)).about(by));
        self.reactions.insert(event.to_owned(), stuck);
    }

    /// A reaction was taken back.
    pub fn take_off(&mut self, event: &str) -> Option<Stuck> {
        let stuck = self.reactions.remove(event)?;
        self.changed.push(Note::struck(REACTION, event));
        Some(stuck)
    }

    /// What is to be noted with an answer of the server that ends at `token`.
    pub fn noted(&self, token: &str, now: Timestamp) -> Vec<Note> {
        let mut notes = self.changed.clone();
        if self.token().as_deref() != Some(token) {
            let cursor = Cursor { token: token.to_owned(), begun: self.begun().unwrap_or(now) };
            notes.push(Note::new(CURSOR, "", written(&cursor)));
        }
        let old = |stuck: &&Stuck| now.since(stuck.at) > REMEMBERED;
        let old = self.reactions.iter().filter(|(_, stuck)| old(stuck)).take(100);
        notes.extend(old.map(|(event, _)| Note::struck(REACTION, event)));
        notes
    }

    /// All of that was noted.
    pub fn commit(&mut self, token: &str, now: Timestamp) {
        let begun = self.begun().unwrap_or(now);
        self.cursor = Some(Cursor { token: token.to_owned(), begun });
        self.changed.clear();
        self.reactions.retain(|_, stuck| now.since(stuck.at) <= REMEMBERED);
    }
}

async fn notes<T: DeserializeOwned>(
    intake: &dyn Intake,
    network: &Network,
    kind: &str,
) -> Result<BTreeMap<String, T>, IntakeError> {
    let notes = intake.notes(network, kind).await?;
    let read = notes.into_iter().map(|(name, body)| {
        let body = serde_json::from_slice(&body);
        body.map(|body| (name, body)).map_err(|error| IntakeError(format!("{kind}: {:?}", error.classify())))
    });
    read.collect()
}

fn written<T: Serialize>(body: &T) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa_chat::Network;

    #[test]
    fn what_changed_is_noted_until_it_is_committed() {
        let now = Timestamp::from_millis(1_000);
        let mut progress = Progress::default();
        progress.set_mark("!a", "$1");
        let ana = UserRef::new(&Network::new("matrix:x"), "@ana:x");
        let stuck =
            Stuck { room: "!a".into(), on: "$1".into(), by: ana.id.clone(), emoji: "✅".into(), at: now };
        progress.stick("$2", stuck.clone(), ana);
        assert_eq!(progress.noted("s1", now).len(), 3);
        assert_eq!(progress.noted("s1", now).len(), 3, "it was not committed");
        progress.commit("s1", now);
        assert!(progress.noted("s1", now).is_empty());
        assert_eq!((progress.begun(), progress.token().as_deref()), (Some(now), Some("s1")));
        assert_eq!(progress.take_off("$2"), Some(stuck));
        assert_eq!(progress.take_off("$2"), None);
        let later = now + Duration::from_mins(1);
        let kinds: Vec<_> =
            progress.noted("s2", later).into_iter().map(|note| (note.kind, note.body.is_some())).collect();
        assert_eq!(kinds, [("reaction".to_owned(), false), ("cursor".to_owned(), true)]);
    }

    #[test]
    fn an_old_reaction_is_forgotten() {
        let mut progress = Progress::default();
        let ana = UserRef::new(&Network::new("matrix:x"), "@ana:x");
        let at = Timestamp::from_millis(0);
        let stuck = Stuck { room: "!a".into(), on: "$1".into(), by: ana.id.clone(), emoji: "✅".into(), at };
        progress.stick("$2", stuck, ana);
        progress.commit("s1", at);
        let later = at + REMEMBERED + Duration::from_secs(1);
        assert_eq!(progress.noted("s1", later), [Note::struck(REACTION, "$2")]);
        progress.commit("s1", later);
        assert_eq!(progress.take_off("$2"), None);
    }
}
