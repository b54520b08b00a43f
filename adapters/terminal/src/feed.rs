//! What becomes visible in a town, and to whom.

use chrono_tz::Tz;
use std::fmt;
use stoa_chat::{Form, MessageRef, Post, Text};

/// Something that became visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who can see it.
    pub audience: Audience,
    /// The zone in which those who see it read times.
    pub zone: Tz,
    /// What it is.
    pub news: News,
}

/// What can become visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A person said something: the line that made them say it is above, so only its number is news.
    Said {
        /// The number that it got.
        number: u64,
        /// Who said it.
        by: String,
    },
    /// The bot said something.
    Appeared {
        /// The number that it got.
        number: u64,
        /// What it said.
        shown: Shown,
    },
    /// The bot changed something it had said.
    Changed {
        /// Its number.
        number: u64,
        /// What it says now.
        shown: Shown,
    },
    /// A person's page of the bot was set.
    Page {
        /// The number that it got when it was first seen.
        number: u64,
        /// What it says now.
        shown: Shown,
    },
    /// The bot removed a message.
    Gone {
        /// Its number.
        number: u64,
    },
    /// The bot put a reaction on a message.
    Reacted {
        /// The number of the message.
        number: u64,
        /// The emoji.
        emoji: String,
    },
    /// A form was opened, or shown again.
    FormOpened {
        /// The form as it stands.
        form: Form,
    },
}

/// A message of the bot as people see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The words.
    pub text: Text,
    /// The buttons: their numbers and labels.
    pub buttons: Vec<(u64, String)>,
}

/// A message as it stands now before somebody who can see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// How the port names it.
    pub message: MessageRef,
    /// Who else can see it.
    pub audience: Audience,
    /// Who wrote it.
    pub by: String,
    /// Its words and buttons.
    pub post: Post,
    /// The numbers and labels of its buttons.
    pub buttons: Vec<(u64, String)>,
    /// Who reacted, and how.
    pub reactions: Vec<(String, String)>,
}

/// Who can see a message: the people in a room, or one of them alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// Where it stands.
    pub room: Room,
    /// The number of the message that its thread begins with.
    pub thread: Option<u64>,
    /// The one person who sees it, if it is not for everybody there.
    pub alone: Option<String>,
}

/// Somewhere that messages stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Room {
    /// A place that everybody can come into: `#help`.
    Place(String),
    /// One person's direct conversation with the bot.
    Direct(String),
    /// A conversation of several people and the bot, in the order of their names.
    Together(Vec<String>),
}

impl Audience {
    /// Everybody in `room`.
    pub fn of(room: Room) -> Self {
        Self { room, thread: None, alone: None }
    }

    /// The one reader, if there is only one.
    pub fn reader(&self) -> Option<&str> {
        match (&self.alone, &self.room) {
            (Some(who), _) | (None, Room::Direct(who)) => Some(who),
            (None, Room::Place(_) | Room::Together(_)) => None,
        }
    }
}

impl Room {
    /// The id by which the port knows this room.
    pub fn id(&self) -> String {
        match self {
            Self::Place(id) => id.clone(),
            Self::Direct(who) => format!("dm:{who}"),
            Self::Together(people) => format!("with:{}", people.join(",")),
        }
    }

    /// The room that the port knows by `id`; whether there is such a room is the town's to say.
    pub fn parse(id: &str) -> Option<Self> {
        if id.starts_with('#') {
            return Some(Self::Place(id.to_owned()));
        }
        if let Some(people) = id.strip_prefix("with:") {
            return Some(Self::Together(people.split(',').map(str::to_owned).collect()));
        }
        id.strip_prefix("dm:").map(|who| Self::Direct(who.to_owned()))
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.room, &self.alone) {
            (Room::Place(place), Some(who)) => write!(f, "{who} alone in {place}")?,
            (Room::Place(place), None) => f.write_str(place)?,
            (Room::Direct(who), _) | (Room::Together(_), Some(who)) => write!(f, "to {who}")?,
            (Room::Together(people), None) => write!(f, "to {}", people.join(" and "))?,
        }
        self.thread.map_or(Ok(()), |thread| write!(f, ", under {thread}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_known_by_its_id() {
        let together = Room::Together(vec!["ana".into(), "ben".into()]);
        for room in [Room::Place("#help".into()), Room::Direct("ana".into()), together] {
            assert_eq!(Room::parse(&room.id()), Some(room));
        }
        assert_eq!(Room::parse("help"), None);
    }

    #[test]
    fn an_audience_reads_as_words() {
        let mut audience = Audience { thread: Some(1), ..Audience::of(Room::Place("#help".into())) };
        assert_eq!(audience.to_string(), "#help, under 1");
        audience.alone = Some("ana".into());
        assert_eq!(audience.to_string(), "ana alone in #help, under 1");
        assert_eq!(Audience::of(Room::Direct("ben".into())).to_string(), "to ben");
    }
}
