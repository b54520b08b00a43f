//! Features: what the community sees. Each is one folder that reads as a whole story, and one line below.
//!
//! Features never import each other: one announces a [`Fact`], another reacts in the same transaction. The list
//! [`FEATURES`] feeds routing, help and the generated documents.

pub mod anonymous;
pub mod badges;
mod commands;
pub mod digest;
mod documents;
pub mod help;
mod holdings;
pub mod impact;
pub mod introductions;
pub mod launch;
pub mod mentoring;
pub mod moderation;
mod news;
pub mod people;
pub mod privacy;
pub mod profiles;
pub mod questions;
pub mod recognition;
pub mod sessions;
pub mod streaks;
#[cfg(test)]
mod tests;

pub use commands::{CommandSpec, FormSpec, Menu, Shortcut, example, find, nearest, verbs};
pub(crate) use commands::{find_in, nearest_in};
pub use documents::commands_md;
pub use holdings::{Holding, Kept, SeenBy, export_of, kept_about, readable};
pub use news::{Edition, News, Reader, Section};

use crate::database::Tx;
use crate::engine::{Call, Change, Fact, Failure, Job, Turn, Veiled};
use crate::knowledge::{Document, DocumentId, Knowledge, PersonId, Role};
use crate::language::{Catalogue, Language};
use crate::people::Member;
use crate::places::Stage;
use crate::vault::ThreadId;
use async_trait::async_trait;
use std::collections::BTreeSet;
use stoa_chat::{Event, Post, Timestamp};

/// Every feature, in the order in which they see events and stand in the help.
pub const FEATURES: &[&dyn Feature] = &[
    &help::Help,
    &questions::Questions,
    &anonymous::Anonymous,
    &profiles::Profiles,
    &recognition::Recognition,
    &impact::Impact,
    &streaks::Streaks,
    &mentoring::Mentoring,
    &introductions::Introductions,
    &sessions::Sessions,
    &badges::Badges,
    &digest::Digest,
    &moderation::Moderation,
    &people::People,
    &privacy::Privacy,
    &launch::Launch,
];

/// What a feature's commands and holdings stand under.
pub fn heading(language: Language, feature: &str) -> String {
    help::heading(language, feature)
}

/// One thing that Stoa does for a community.
///
/// Everything a feature does happens within the turn it is given; a feature that does not care about a kind of
/// thing leaves the method out.
#[async_trait]
pub trait Feature: Send + Sync {
    /// Its name, as its folder, its config section and its catalogue are called.
    fn name(&self) -> &'static str;

    /// The stage of a launch with which it begins. It takes no command and sees no event before that; facts, jobs and
    /// whatever takes something back reach it at any time.
    fn stage(&self) -> Stage;

    /// The commands that it takes.
    fn commands(&self) -> &'static [CommandSpec];

    /// Every sentence that it says.
    fn catalogue(&self) -> &'static Catalogue;

    /// The sentences of stories within it that are long enough to have catalogues of their own.
    fn more_catalogues(&self) -> &'static [&'static Catalogue] {
        &[]
    }

    /// Those of its commands that stand in menus, for networks that have them.
    fn shortcuts(&self) -> &'static [Shortcut] {
        &[]
    }

    /// The forms that its commands open.
    fn forms(&self) -> &'static [FormSpec] {
        &[]
    }

    /// Takes one of its commands.
    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure>;

    /// Those of its commands that are given anonymously, wherever nobody else can read them: they come to
    /// [`veiled_command`](Self::veiled_command). Typed where others read them, they come to [`command`](Self::command).
    fn veiled(&self) -> &'static [&'static str] {
        &[]
    }

    /// Takes a command whose giver it does not get to know.
    async fn veiled_command(&self, turn: &mut Turn<'_>, act: &Veiled) -> Result<(), Failure> {
        let _ = turn;
        Err(anyhow::anyhow!("{} is given by nobody anonymously", act.verb).into())
    }

    /// The anonymous threads whose return addresses it needs; of those that are over, what was closed after `since`.
    async fn threads(&self, tx: &mut Tx, since: Timestamp) -> anyhow::Result<BTreeSet<ThreadId>> {
        let _ = (tx, since);
        Ok(BTreeSet::new())
    }

    /// Sees everything that is not a command; `by` is whose act it was.
    async fn event(&self, turn: &mut Turn<'_>, event: &Event, by: Option<&Member>) -> Result<(), Failure> {
        let _ = (turn, event, by);
        Ok(())
    }

    /// Hears what another feature made true.
    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        let _ = (turn, fact);
        Ok(())
    }

    /// The kinds of work that it plans for later.
    fn jobs(&self) -> &'static [&'static str] {
        &[]
    }

    /// Does work that it planned and that fell due.
    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        let _ = (turn, job);
        Ok(())
    }

    /// Throws away, once a day, what it needs no more and what is older than `older_than`.
    async fn sweep(&self, turn: &mut Turn<'_>, older_than: Timestamp) -> anyhow::Result<()> {
        let _ = (turn, older_than);
        Ok(())
    }

    /// What it keeps about a member, table by table: what `my data` shows and exports. Every table that refers to
    /// members is to be found in some feature's list, and cleared when it hears [`Fact::MemberErased`].
    fn holdings(&self) -> &'static [Holding] {
        &[]
    }

    /// Its commands that tell what is said and known in places where their giver may not be: guests cannot give them.
    fn for_colleagues(&self) -> &'static [&'static str] {
        &[]
    }

    /// What it has to say on the bot's own page to `member`: how things stand, and buttons for what can be done or set.
    async fn home(&self, turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Post> {
        let _ = (turn, member);
        Ok(Post::default())
    }

    /// What it has to say in a digest.
    async fn news(&self, turn: &mut Turn<'_>, edition: &Edition) -> anyhow::Result<Vec<News>> {
        let _ = (turn, edition);
        Ok(Vec::new())
    }

    /// Puts everything that it knows into an empty index.
    async fn index_all(&self, tx: &mut Tx, knowledge: &mut Knowledge) -> anyhow::Result<()> {
        let _ = (tx, knowledge);
        Ok(())
    }

    /// Reads again what has changed, if it is its own.
    async fn index_one(&self, tx: &mut Tx, change: &Change) -> anyhow::Result<Option<Update>> {
        let _ = (tx, change);
        Ok(None)
    }
}

/// A change to the index, read from the database and not yet made.
#[derive(Clone, Debug)]
pub enum Update {
    /// A question as it is now.
    Keep(Box<Document>),
    /// A question that is not to be found any more.
    Forget(DocumentId),
    /// What a person says they help with.
    Declare(PersonId, Vec<(String, Role)>),
}

impl Update {
    /// Makes the change.
    pub fn apply(self, knowledge: &mut Knowledge) {
        match self {
            Self::Keep(document) => knowledge.upsert(&document),
            Self::Forget(id) => knowledge.remove(id),
            Self::Declare(person, topics) => knowledge.declare(person, &topics),
        }
    }
}
