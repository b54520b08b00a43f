//! News: what a feature has to say in a digest.
//!
//! Each feature offers items in its own words ([`Feature::news`](super::Feature::news)), as it does for the bot's own
//! page; whoever makes the digest chooses among them and knows nothing of what they are about.

use crate::database::MemberId;
use crate::language::Language;
use crate::pictures::Board;
use std::time::Duration;
use stoa_chat::{PlaceRef, Text, Timestamp};

/// How far back a digest looks: what was not in an earlier one is still news for so long.
const REACH: Duration = Duration::from_hours(28 * 24);

/// A digest that is being put together.
#[derive(Clone, Debug)]
pub struct Edition {
    /// For whom.
    pub reader: Reader,
    /// The language that it is written in.
    pub language: Language,
    /// The places that may be spoken of: those that its readers can see.
    pub places: Vec<PlaceRef>,
    /// When the digest before it was made, or a week ago.
    pub since: Timestamp,
    /// Now.
    pub until: Timestamp,
}

/// Who reads a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Everybody in its one place.
    Place,
    /// One member.
    Member(MemberId),
}

impl Edition {
    /// Before this moment nothing is news.
    pub fn horizon(&self) -> Timestamp {
        self.until - REACH
    }
}

/// The parts of a digest, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What the reader's own help has done.
    Own,
    /// Answers that helped.
    Answers,
    /// Questions without an answer.
    Open,
    /// Who thanked whom.
    Kudos,
    /// Who stands where.
    Board,
}

/// One item of a digest.
#[derive(Clone, Debug)]
pub struct News {
    /// Where it belongs.
    pub section: Section,
    /// What it is about: told once, it is news no more. Empty if it is new every time.
    pub item: String,
    /// Whose doing it is: no digest is about one person alone.
    pub people: Vec<MemberId>,
    /// How many it was of use to.
    pub use_to: i64,
    /// When it came about.
    pub at: Timestamp,
    /// What it says, in a line.
    pub text: Text,
    /// The board that it is about, and what its picture shows in words.
    pub board: Option<(Board, String)>,
}
