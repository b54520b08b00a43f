//! Moderation: anybody flags a post, moderators decide, and its author gets the chance to say it better.
//!
//! ```text
//! flag A31 why      ──▶ an item in the moderators' queue; a kind thank-you, and nobody learns who it was
//! hide A31          ──▶ by one moderator: out of sight for a day; by a second: it stays so
//! leave A31, show A31, note A31 …, flags
//! repost A31 words  ──▶ by its author, who is told as soon as it is hidden: seen again, in other words
//! pardon @person    ──▶ ends the pause that follows when confirmed hidings repeat
//! ```
//!
//! What an item can become is decided in [`rules`]. The posts themselves belong to the questions, which hear of it by
//! facts; who may post is asked of [`crate::people::paused_until`]. Hiding never touches what a post has earned:
//! points are for help that somebody accepted, and an acceptance is its asker's to take back.

mod author;
mod decisions;
mod flags;
mod holdings;
mod queue;
mod rules;
mod sanctions;
mod settings;
mod slips;
mod specs;
mod store;
#[cfg(test)]
mod tests;
mod upkeep;
mod wording;

pub use settings::ModerationSettings;

use super::{CommandSpec, Feature, FormSpec, Holding};
use crate::engine::{Call, Fact, Failure, Job, Turn};
use crate::language::{Catalogue, Language, echo};
use crate::people::Member;
use crate::places::Stage;
use crate::posts::{self, PostName, Posted};
use async_trait::async_trait;
use stoa_chat::{Event, EventKind, Timestamp};

/// The feature.
#[derive(Debug)]
pub struct Moderation;

/// The feature's name in jobs, settings and catalogues.
const NAME: &str = "moderation";

#[async_trait]
impl Feature for Moderation {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Listen
    }

    fn commands(&self) -> &'static [CommandSpec] {
        specs::COMMANDS
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    fn forms(&self) -> &'static [FormSpec] {
        specs::FORMS
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        match call.verb {
            "flag" => flags::flag(turn, call).await,
            "hide" => decisions::by_command(turn, call, rules::Decision::Hide).await,
            "leave" => decisions::by_command(turn, call, rules::Decision::Leave).await,
            "show" => decisions::by_command(turn, call, rules::Decision::Show).await,
            "note" => queue::note(turn, call).await,
            "flags" => queue::flags(turn, call).await,
            "repost" => author::repost(turn, call).await,
            "pardon" => sanctions::pardon(turn, call).await,
            verb => Err(anyhow::anyhow!("moderation has no command {verb}").into()),
        }
    }

    async fn event(&self, turn: &mut Turn<'_>, event: &Event, by: Option<&Member>) -> Result<(), Failure> {
        match (&event.kind, by) {
            (EventKind::ReactionAdded(reaction), Some(by)) => flags::reacted(turn, reaction, by).await,
            _ => Ok(()),
        }
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::MembersJoined { from, into } => upkeep::join_members(turn, *from, *into).await,
            Fact::MemberErased { member, names } => {
                // First, since what is told to moderators below quotes what others wrote.
                upkeep::unname(turn, names).await?;
                upkeep::erase(turn, *member).await
            }
            _ => Ok(()),
        }
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[decisions::SHOW_AGAIN]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        match (job.kind.as_str(), PostName::parse(&job.subject)) {
            (decisions::SHOW_AGAIN, Some(post)) => decisions::lapse(turn, post).await,
            (kind, _) => Err(anyhow::anyhow!("moderation plans no job {kind}").into()),
        }
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }

    async fn sweep(&self, turn: &mut Turn<'_>, _older_than: Timestamp) -> anyhow::Result<()> {
        upkeep::forget(turn).await
    }
}

/// Reads the post that `word` names, or refuses kindly.
async fn named(turn: &mut Turn<'_>, language: Language, word: &str) -> Result<Posted, Failure> {
    let unknown = || Failure::refused(wording::refused_no_post(language, &echo(word)));
    let name = PostName::parse(word).ok_or_else(unknown)?;
    posts::find(turn.tx(), name).await?.ok_or_else(unknown)
}

/// The name of a member, for others to read.
async fn name_of(
    turn: &mut Turn<'_>,
    language: Language,
    member: Option<crate::database::MemberId>,
) -> anyhow::Result<String> {
    let defaults = &turn.settings().people;
    match member {
        Some(id) => Ok(Member::read(turn.tx(), id, defaults).await?.name),
        None => Ok(wording::somebody(language)),
    }
}
