//! Digests: what was worth reading, once a week, in one message.
//!
//! ```text
//! place   ── its schedule ──▶ job ──▶ what every feature has to say (Feature::news) ──▶ chosen ([`rules`]) ──▶ one post
//! member  ── their morning ─▶ job ──▶ what was held for them, and the same ──────────────────────────────▶ one message
//! ```
//!
//! A digest with nothing to say is not sent. A place's digest speaks of that place only; a member's of places in which
//! they were seen themselves. Each falls due as a job, so that it is made once per due time, however many processes run.

mod commands;
mod compose;
mod holdings;
mod mine;
mod place;
mod presence;
mod rules;
mod settings;
mod store;
#[cfg(test)]
mod tests;
mod wording;

pub use settings::{DigestSettings, Every};

use super::{CommandSpec, Feature, Holding};
use crate::engine::{Call, Fact, Failure, Job, Turn};
use crate::language::Catalogue;
use crate::people::{Member, digests};
use crate::places::Stage;
use async_trait::async_trait;
use stoa_chat::{Event, Timestamp};

const COMMANDS: &[CommandSpec] = &[CommandSpec {
    verb: "digest",
    aliases: &[],
    usage: "digest [now | here | mine | preview | [here] weekly | daily | off]",
    example: "digest now",
    about: wording::about_digest,
    needs_words: false,
    on_buttons: false,
}];

/// The feature.
#[derive(Debug)]
pub struct Digest;

#[async_trait]
impl Feature for Digest {
    fn name(&self) -> &'static str {
        digests::MAKER
    }

    fn stage(&self) -> Stage {
        Stage::Thanks
    }

    fn commands(&self) -> &'static [CommandSpec] {
        COMMANDS
    }

    fn for_colleagues(&self) -> &'static [&'static str] {
        &["digest"]
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        commands::digest(turn, call).await
    }

    async fn event(&self, turn: &mut Turn<'_>, event: &Event, by: Option<&Member>) -> Result<(), Failure> {
        Ok(presence::notice(turn, event, by).await?)
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::StageBegan { stage } if *stage >= Stage::Thanks => Ok(place::plan_all(turn).await?),
            Fact::PlaceChanged { place } => Ok(place::plan(turn, place).await?),
            Fact::MembersJoined { from, into } => Ok(mine::join(turn, *from, *into).await?),
            Fact::MemberErased { member, .. } => Ok(mine::erase(turn, *member).await?),
            _ => Ok(()),
        }
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[place::PLACE, digests::MINE]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        match job.kind.as_str() {
            place::PLACE => Ok(place::due(turn, job).await?),
            digests::MINE => Ok(mine::due(turn, job.subject.parse()?).await?),
            kind => Err(anyhow::anyhow!("digests plan no job {kind}").into()),
        }
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }

    async fn sweep(&self, turn: &mut Turn<'_>, older_than: Timestamp) -> anyhow::Result<()> {
        let before = older_than.min(turn.now() - store::REMEMBERED);
        digests::forget_said(turn.tx(), before).await?;
        store::forget_told(turn.tx(), before).await?;
        place::plan_all(turn).await
    }
}
