//! The launch: a community opens place by place and stage by stage, and its moderators decide when.
//!
//! `place` says what holds in a place ([`place`]); `launch` shows how it goes and begins the next stage
//! ([`progress`]); what is switched on introduces itself once ([`introduction`]); and an import suggests what to read
//! first and who could be an advocate ([`picks`]). What is on is kept by the router, not here.

mod introduction;
mod picks;
mod place;
mod progress;
mod rules;
#[cfg(test)]
mod tests;
mod wording;

use super::{CommandSpec, Feature};
use crate::engine::{Call, Fact, Failure, Job, Turn};
use crate::language::Catalogue;
use crate::people::{self, Member};
use crate::places::{self, Stage};
use async_trait::async_trait;
use stoa_chat::{Event, EventKind, Post};

/// The feature.
#[derive(Debug)]
pub struct Launch;

/// The feature's name in jobs and catalogues.
const NAME: &str = "launch";

const fn spec(
    verb: &'static str,
    usage: &'static str,
    example: &'static str,
    about: fn(crate::language::Language) -> String,
) -> CommandSpec {
    CommandSpec { verb, aliases: &[], usage, example, about, needs_words: false, on_buttons: false }
}

const PLACE: &str = "place [#name] [on|off [FEATURE] | sandbox|capture on|off | language|zone|hours VALUE]";

const COMMANDS: &[CommandSpec] = &[
    spec("place", PLACE, "place #help off recognition", wording::about_place),
    spec("launch", "launch [next | STAGE]", "launch next", wording::about_launch),
    spec("featured", "featured [[off] Q17 …]", "featured Q17 Q18", wording::about_featured),
    spec("seed", "seed", "seed", wording::about_seed),
];

#[async_trait]
impl Feature for Launch {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Listen
    }

    fn commands(&self) -> &'static [CommandSpec] {
        COMMANDS
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        let post = match call.verb {
            "place" => place::place(turn, call).await?,
            "launch" => progress::launch(turn, call).await?,
            "featured" => Post::of(picks::featured(turn, call).await?),
            "seed" => Post::of(picks::seed(turn, call).await?),
            verb => return Err(anyhow::anyhow!("the launch has no command {verb}").into()),
        };
        turn.reply(call, post).await?;
        Ok(())
    }

    async fn event(&self, turn: &mut Turn<'_>, event: &Event, by: Option<&Member>) -> Result<(), Failure> {
        let (EventKind::Said(message), Some(by)) = (&event.kind, by) else { return Ok(()) };
        // What is written to us before the launch must not disappear without a word.
        if message.direct && message.thread.is_none() && places::stage(turn).await? == Stage::Listen {
            turn.answer(&message.by, None, Post::of(wording::only_listening(by.language))).await?;
        }
        Ok(())
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::StageBegan { stage } if *stage >= Stage::Questions => {
                Ok(introduction::plan_named(turn).await?)
            }
            _ => Ok(()),
        }
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[introduction::INTRODUCE]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        match job.kind.as_str() {
            introduction::INTRODUCE => Ok(introduction::introduce(turn, &job.subject).await?),
            kind => Err(anyhow::anyhow!("the launch plans no job {kind}").into()),
        }
    }
}

/// Refuses whoever is no moderator.
async fn only_moderators(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    if people::is_moderator(turn, &call.by).await? {
        return Ok(());
    }
    Err(Failure::refused(wording::refused_not_moderator(call.by.language)))
}
