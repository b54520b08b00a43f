//! The badges that there are: what each is called, looks like, and asks for.
//!
//! None is for volume alone: a first step, help that somebody accepted or that reached many, and bridges between people.

use super::wording;
use crate::language::Language;
use crate::pictures::Metal;

/// Something that counts for a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// They asked a question.
    Asked,
    /// They answered one.
    Answered,
    /// Their answer was accepted; by whom is the peer.
    Accepted,
    /// Their answer helped somebody, the peer.
    Helped,
    /// They answered a newcomer within a day; the question is the peer.
    Welcomed,
    /// Their answer was accepted by somebody of another team, the peer.
    Bridged,
    /// Their answer was accepted although the question had waited for days.
    Unblocked,
    /// They made an answer better.
    Curated,
    /// They were somebody's mentor, the peer's.
    Mentored,
    /// They were mentored.
    Graduated,
}

impl Mark {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Asked,
        Self::Answered,
        Self::Accepted,
        Self::Helped,
        Self::Welcomed,
        Self::Bridged,
        Self::Unblocked,
        Self::Curated,
        Self::Mentored,
        Self::Graduated,
    ];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Accepted => "accepted",
            Self::Helped => "helped",
            Self::Welcomed => "welcomed",
            Self::Bridged => "bridged",
            Self::Unblocked => "unblocked",
            Self::Curated => "curated",
            Self::Mentored => "mentored",
            Self::Graduated => "graduated",
        }
    }
}

/// How marks are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Each one.
    Each,
    /// Those of one peer once.
    Peers,
    /// Those that came so many days after the one before.
    After {
        /// How many days nothing had happened.
        days: u32,
    },
}

/// What a badge asks for: so many marks of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Criterion {
    /// Which marks.
    pub mark: Mark,
    /// How they are counted.
    pub counted: Counted,
    /// How many.
    pub least: usize,
}

/// A badge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Badge {
    /// Its name in the tables, which stays for ever.
    pub id: &'static str,
    /// The sign on it, an emoji.
    pub sign: &'static str,
    /// What it is made of.
    pub metal: Metal,
    /// What it asks for.
    pub criterion: Criterion,
    /// What it is called.
    pub name: fn(Language) -> String,
    /// What it is given for, as it goes on after a name: `answered their first question`.
    pub deed: fn(Language) -> String,
}

const fn each(mark: Mark, least: usize) -> Criterion {
    Criterion { mark, counted: Counted::Each, least }
}

const fn peers(mark: Mark, least: usize) -> Criterion {
    Criterion { mark, counted: Counted::Peers, least }
}

/// Declares a badge on one line, by its id, sign, metal, criterion and the two functions of its words.
macro_rules! badge {
    ($id:literal, $sign:literal, $metal:ident, $criterion:expr, $name:ident, $deed:ident) => {
        Badge {
            id: $id,
            sign: $sign,
            metal: Metal::$metal,
            criterion: $criterion,
            name: wording::$name,
            deed: wording::$deed,
        }
    };
}

/// Every badge, in the order in which they are shown.
pub(super) const BADGES: &[Badge] = &[
    badge!("first-question", "❓", Bronze, each(Mark::Asked, 1), name_first_question, deed_first_question),
    badge!("first-answer", "💬", Bronze, each(Mark::Answered, 1), name_first_answer, deed_first_answer),
    badge!("comeback", "🔁", Bronze, COMEBACK, name_comeback, deed_comeback),
    badge!("trusted", "🏅", Silver, each(Mark::Accepted, 10), name_trusted, deed_trusted),
    badge!("lighthouse", "💡", Silver, peers(Mark::Helped, 10), name_lighthouse, deed_lighthouse),
    badge!("welcomer", "👋", Silver, peers(Mark::Welcomed, 3), name_welcomer, deed_welcomer),
    badge!("unblocker", "🔓", Silver, each(Mark::Unblocked, 3), name_unblocker, deed_unblocker),
    badge!("curator", "📚", Silver, each(Mark::Curated, 5), name_curator, deed_curator),
    badge!("bridge", "🌉", Gold, peers(Mark::Bridged, 3), name_bridge, deed_bridge),
    badge!("mentor-1", "🌱", Bronze, each(Mark::Mentored, 1), name_mentor_1, deed_mentor_1),
    badge!("mentor-2", "🌿", Silver, peers(Mark::Mentored, 3), name_mentor_2, deed_mentor_2),
    badge!("mentor-3", "🌳", Gold, peers(Mark::Mentored, 8), name_mentor_3, deed_mentor_3),
    badge!("graduate", "🎓", Gold, each(Mark::Graduated, 1), name_graduate, deed_graduate),
];

const COMEBACK: Criterion =
    Criterion { mark: Mark::Answered, counted: Counted::After { days: 90 }, least: 1 };

/// The badge that is kept under `id`.
pub(super) fn find(id: &str) -> Option<&'static Badge> {
    BADGES.iter().find(|badge| badge.id == id)
}

/// The badge that somebody means: by its name in any language, or as it is kept.
pub(super) fn meant(words: &str) -> Option<&'static Badge> {
    let wanted = folded(words);
    BADGES.iter().find(|badge| {
        folded(badge.id) == wanted
            || Language::ALL.into_iter().any(|language| folded(&(badge.name)(language)) == wanted)
    })
}

fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
