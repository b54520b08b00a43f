//! Sessions: half an hour, live, with somebody who knows.
//!
//! ```text
//! pair #sql 30m · shadow #sql ──▶ one person is asked, with the reason ──▶ take ──▶ both are brought together
//!                                       pass, or no answer in time     ──▶ the next one
//! ```
//!
//! Only people are asked who may be, are at work now, have common hours with the asker, and whom neither of the two
//! avoids; and one at a time. With nobody left the asker hears it, and can ask everybody instead.

mod asking;
mod holdings;
mod store;
#[cfg(test)]
mod tests;
mod wording;

use super::{CommandSpec, Feature, Holding};
use crate::engine::{Call, Fact, Failure, Job, Turn};
use crate::language::Catalogue;
use crate::places::Stage;
use async_trait::async_trait;

/// The feature.
#[derive(Debug)]
pub struct Sessions;

/// The feature's name in settings, jobs and catalogues.
const NAME: &str = "sessions";

const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        verb: "pair",
        aliases: &[],
        usage: "pair #topic [30m]",
        example: "pair #sql 30m",
        about: wording::about_pair,
        needs_words: true,
        on_buttons: false,
    },
    CommandSpec {
        verb: "shadow",
        aliases: &[],
        usage: "shadow #topic [30m]",
        example: "shadow #sql",
        about: wording::about_shadow,
        needs_words: true,
        on_buttons: false,
    },
    CommandSpec {
        verb: "session",
        aliases: &[],
        usage: "session take | pass | cancel L17",
        example: "session cancel L17",
        about: wording::about_session,
        needs_words: true,
        on_buttons: true,
    },
];

#[async_trait]
impl Feature for Sessions {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Mentoring
    }

    fn commands(&self) -> &'static [CommandSpec] {
        COMMANDS
    }

    fn for_colleagues(&self) -> &'static [&'static str] {
        &["pair", "shadow"]
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        match call.verb {
            "session" => asking::settle(turn, call).await,
            verb => asking::begin(turn, call, verb == "shadow").await,
        }
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::MembersJoined { from, into } => Ok(store::join(turn.tx(), *from, *into).await?),
            Fact::MemberErased { member, .. } => Ok(asking::forget(turn, *member).await?),
            _ => Ok(()),
        }
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[asking::LAPSE]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        Ok(asking::lapse(turn, job.subject.parse()?).await?)
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }
}
