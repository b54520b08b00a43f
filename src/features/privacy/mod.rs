//! Privacy: everybody sees what is kept about them, takes it with them, and has it erased.
//!
//! ```text
//! my data                      ──▶ what is kept, who sees it
//! my data export               ──▶ all of it as JSON, in the direct conversation
//! my data erase                ──▶ what goes and what stays, and a button that is good for ten minutes
//! my data erase yes, erase me  ──▶ gone: each feature hears Fact::MemberErased in the same transaction
//! ```
//!
//! What there is to show, every feature says itself ([`Holding`](super::Holding)).

mod export;
#[cfg(test)]
mod tests;
mod wording;

use super::{CommandSpec, Feature, Kept, SeenBy, kept_about};
use crate::engine::{Call, Failure, Job, Turn};
use crate::language::{Catalogue, Language, list};
use crate::people::{self, Member};
use crate::places::Stage;
use async_trait::async_trait;
use std::time::Duration;
use stoa_chat::{Post, Span, Text};

/// The feature's name in jobs and catalogues.
const NAME: &str = "privacy";
/// The job at whose end nobody is asked any more whether they are sure; its subject is the member's id.
const SURE: &str = "sure";
/// How long somebody may think about being erased.
const THINKING: Duration = Duration::from_mins(10);
/// What the button says that erases.
const CERTAINLY: &str = "my data erase yes, erase me";
/// The most characters of an example.
const EXAMPLE: usize = 60;

/// The feature.
#[derive(Debug)]
pub struct Privacy;

const COMMANDS: &[CommandSpec] = &[CommandSpec {
    verb: "my",
    aliases: &["meine"],
    usage: "my data [export | erase]",
    example: "my data export",
    about: wording::about_my,
    needs_words: false,
    on_buttons: false,
}];

#[async_trait]
impl Feature for Privacy {
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
        match Wish::read(&call.words()) {
            Some(Wish::Look) => look(turn, call).await,
            Some(Wish::Export) => export::send(turn, call).await,
            Some(Wish::Erase) => ask_again(turn, call).await,
            Some(Wish::EraseSurely) => erase(turn, call).await,
            None => {
                let spec = &COMMANDS[0];
                Err(Failure::refused(crate::engine::usage(call.by.language, spec.usage, spec.example)))
            }
        }
    }

    async fn home(&self, _turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Post> {
        Ok(Post::default().with_button(wording::label_data(member.language), "my data"))
    }

    /// Time to think is over: that the job is gone is all there is to it.
    async fn job(&self, _turn: &mut Turn<'_>, _job: &Job) -> Result<(), Failure> {
        Ok(())
    }
}

/// What somebody wants with their data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Look,
    Export,
    Erase,
    EraseSurely,
}

impl Wish {
    fn read(words: &str) -> Option<Self> {
        let words = words.to_lowercase();
        let words: Vec<&str> =
            words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        Some(match *words.as_slice() {
            [] | ["data" | "daten"] => Self::Look,
            ["data" | "daten", "export" | "exportieren"] => Self::Export,
            ["data" | "daten", "erase" | "löschen"] => Self::Erase,
            ["data" | "daten", "erase" | "löschen", "yes" | "ja", ..] => Self::EraseSurely,
            _ => return None,
        })
    }
}

/// `my data`.
async fn look(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let kept = kept_about(turn.tx(), call.by.id).await?;
    let mut text = wording::intro(language);
    let mut rest = kept.as_slice();
    while let Some(first) = rest.first() {
        let (of_one, others) =
            rest.split_at(rest.iter().take_while(|kept| kept.feature == first.feature).count());
        let heading = Span::Bold(super::heading(language, first.feature));
        let lines = of_one.iter().map(|kept| line(language, kept));
        text = text.then(Text::paragraph(vec![heading])).then(list(lines));
        rest = others;
    }
    let post = Post::of(text.then(wording::outro(language)))
        .with_button(wording::label_export(language), "my data export")
        .with_button(wording::label_erase(language), "my data erase");
    turn.reply(call, post).await?;
    Ok(())
}

fn line(language: Language, kept: &Kept) -> Text {
    let title = (kept.holding.title)(language);
    let seen_by = match kept.holding.seen_by {
        SeenBy::Themselves => wording::seen_by_themselves(language),
        SeenBy::Everybody => wording::seen_by_everybody(language),
        SeenBy::Moderators => wording::seen_by_moderators(language),
    };
    match export::example(kept, EXAMPLE) {
        Some(example) => wording::kept_for_example(language, &title, kept.rows.len(), &seen_by, &example),
        None => wording::kept(language, &title, kept.rows.len(), &seen_by),
    }
}

/// `my data erase`: nobody is erased by a slip of the finger.
async fn ask_again(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let due = turn.now() + THINKING;
    turn.plan_job(NAME, SURE, &call.by.id.to_string(), due).await?;
    let post = Post::of(wording::are_you_sure(language, THINKING.as_secs() / 60))
        .with_button(wording::label_surely(language), CERTAINLY);
    turn.reply(call, post).await?;
    Ok(())
}

/// `my data erase yes, erase me`.
async fn erase(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (language, id) = (call.by.language, call.by.id.to_string());
    let sure = turn.job_due(NAME, SURE, &id).await?.is_some_and(|until| turn.now() < until);
    if !sure {
        let post = Post::of(wording::refused_not_asked(language))
            .with_button(wording::label_erase(language), "my data erase");
        return Err(Failure::Refused(Box::new(crate::engine::Refusal(post))));
    }
    turn.cancel_job(NAME, SURE, &id).await?;
    let pressed = match &call.pressed {
        Some(message) => turn.sent_as(message).await?,
        None => None,
    };
    people::erase(turn, call.by.id).await?;
    let farewell = Post::of(wording::erased(language));
    match pressed {
        Some(question) => turn.edit(question, farewell).await?,
        None => drop(turn.reply(call, farewell).await?),
    }
    Ok(())
}
