//! Help: what Stoa can do, read from the one list of features, so that it never says more or less than that.
//!
//! ```text
//! help           ──▶ the few commands that everybody needs
//! help all       ──▶ every command with a line about it, feature by feature
//! help COMMAND   ──▶ how it is written, what it does, an example
//! help nonsense  ──▶ the same for the nearest command
//! ```
//!
//! Whoever comes for the first time is greeted, once ([`greeting`]); the bot's own page says how things stand
//! ([`home`]).

mod greeting;
mod home;
#[cfg(test)]
mod tests;
mod wording;

use super::{CommandSpec, FEATURES, Feature, example, find, nearest};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::{Catalogue, Language, list};
use crate::people::Member;
use crate::places::Stage;
use async_trait::async_trait;
use stoa_chat::{Event, EventKind, Post, Span, Text};

/// How much of an unknown word is repeated to the person.
const MOST_CHARACTERS: usize = 40;

/// What everybody needs, the most important first: nobody reads forty lines.
const ESSENTIALS: &[&str] = &["ask", "search", "questions", "answer", "accept", "helps", "snooze", "my"];

/// The feature.
#[derive(Debug)]
pub struct Help;

pub(super) const COMMANDS: &[CommandSpec] = &[CommandSpec {
    verb: "help",
    aliases: &["hilfe"],
    usage: "help [COMMAND | all]",
    example: "help snooze",
    about: wording::about_help,
    needs_words: false,
    on_buttons: false,
}];

#[async_trait]
impl Feature for Help {
    fn name(&self) -> &'static str {
        "help"
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
        turn.reply(call, Post::of(answer(call.by.language, &call.words()))).await?;
        Ok(())
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        if let Fact::HomePressed { by } = fact {
            home::show_again(turn, by).await?;
        }
        Ok(())
    }

    async fn event(&self, turn: &mut Turn<'_>, event: &Event, by: Option<&Member>) -> Result<(), Failure> {
        match (&event.kind, by) {
            (EventKind::HomeOpened { who }, Some(by)) => {
                home::show(turn, who, by).await?;
                Ok(greeting::greet(turn, who, by).await?)
            }
            (EventKind::Said(message), Some(by)) if message.direct => {
                Ok(greeting::greet(turn, &message.by, by).await?)
            }
            _ => Ok(()),
        }
    }
}

fn answer(language: Language, words: &str) -> Text {
    let mut words = words.split_whitespace();
    let Some(word) = words.next() else { return overview(language) };
    let next = words.next();
    match find(word) {
        // "help me with …" is a sentence, neither the command `me too` nor a slip of the fingers.
        Some((feature, spec)) if spec.verb != "me" || next.is_none_or(|next| next == "too") => {
            details(language, feature, spec)
        }
        None if ["all", "alles"].contains(&&*word.to_lowercase()) => everything(language),
        _ if next.is_some() => overview(language),
        _ => {
            let word: String = word.chars().take(MOST_CHARACTERS).collect();
            let (feature, spec) = nearest(&word);
            wording::nearest(language, &word).then(details(language, feature, spec))
        }
    }
}

/// The few commands that everybody needs, the most important first.
fn overview(language: Language) -> Text {
    let needed = ESSENTIALS.iter().filter_map(|verb| find(verb));
    let lines = needed.map(|(_, spec)| wording::line(language, spec.usage, &(spec.about)(language)));
    wording::essentials(language).then(list(lines)).then(wording::more(language))
}

/// Every command that can be typed.
fn everything(language: Language) -> Text {
    FEATURES.iter().fold(wording::overview(language), |text, feature| {
        let typed = feature.commands().iter().filter(|spec| !spec.on_buttons);
        let lines: Vec<Text> =
            typed.map(|spec| wording::line(language, spec.usage, &(spec.about)(language))).collect();
        if lines.is_empty() {
            return text;
        }
        let heading = Span::Bold(heading(language, feature.name()));
        text.then(Text::paragraph(vec![heading])).then(list(lines))
    })
}

/// All about one command.
fn details(language: Language, feature: &dyn Feature, spec: &CommandSpec) -> Text {
    let example = example(language, feature, spec);
    let text = wording::details(language, spec.usage, &(spec.about)(language), &example);
    if spec.aliases.is_empty() {
        return text;
    }
    let mut names = Vec::new();
    for alias in spec.aliases {
        if !names.is_empty() {
            names.push(Span::Plain(", ".to_owned()));
        }
        names.push(Span::Code((*alias).to_owned()));
    }
    text.then(wording::aliases(language, &Text::paragraph(names)))
}

/// What a feature's commands stand under; one without a heading of its own stands under its name.
pub(super) fn heading(language: Language, feature: &str) -> String {
    match feature {
        "questions" => wording::heading_questions(language),
        "anonymous" => wording::heading_anonymous(language),
        "profiles" => wording::heading_profiles(language),
        "recognition" => wording::heading_recognition(language),
        "impact" => wording::heading_impact(language),
        "streaks" => wording::heading_streaks(language),
        "mentoring" => wording::heading_mentoring(language),
        "introductions" => wording::heading_introductions(language),
        "sessions" => wording::heading_sessions(language),
        "badges" => wording::heading_badges(language),
        "digest" => wording::heading_digest(language),
        "moderation" => wording::heading_moderation(language),
        "people" => wording::heading_people(language),
        "launch" => wording::heading_launch(language),
        "privacy" => wording::heading_privacy(language),
        "help" => wording::heading_help(language),
        other => other.to_owned(),
    }
}
