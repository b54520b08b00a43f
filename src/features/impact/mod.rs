//! Impact: what somebody's help did. Private, until they show it to somebody.
//!
//! ```text
//! fact ──▶ cases of help (books: who helped whom, as the newest fact says)
//!              └──▶ figures (rules: people, how often of use again, minutes) ──▶ impact
//! impact share @dara ──▶ what she would see ──▶ yes ──▶ she is told, and may ask: impact of @ben
//! ```
//!
//! Figures name nobody. Help to somebody who asked anonymously is a number: the facts do not say whose question it was.
//! What is hidden, withdrawn or undone does not count, for as long as it is.

mod books;
mod command;
mod holdings;
mod rules;
mod settings;
mod shares;
mod sharing;
mod shown;
mod store;
#[cfg(test)]
mod tests;
mod wording;

pub use settings::ImpactSettings;

use self::command::Wanted;
use super::{CommandSpec, Feature, Holding};
use crate::engine::{Call, Fact, Failure, Turn, usage};
use crate::language::Catalogue;
use crate::places::Stage;
use async_trait::async_trait;

/// The feature's name in settings and catalogues.
const NAME: &str = "impact";

const COMMANDS: &[CommandSpec] = &[CommandSpec {
    verb: "impact",
    aliases: &["wirkung"],
    usage: command::USAGE,
    example: command::EXAMPLE,
    about: wording::about_impact,
    needs_words: false,
    on_buttons: false,
}];

/// The feature.
#[derive(Debug)]
pub struct Impact;

#[async_trait]
impl Feature for Impact {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Thanks
    }

    fn commands(&self) -> &'static [CommandSpec] {
        COMMANDS
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        match command::read(&call.words()) {
            Some(Wanted::Own) => sharing::own(turn, call).await,
            Some(Wanted::Share { whom, sure }) => sharing::share(turn, call, &whom, sure).await,
            Some(Wanted::Unshare { whom }) => sharing::unshare(turn, call, &whom).await,
            Some(Wanted::Of { whom }) => sharing::of(turn, call, &whom).await,
            None => Err(Failure::refused(usage(call.by.language, command::USAGE, command::EXAMPLE))),
        }
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::MembersJoined { from, into } => {
                store::join(turn.tx(), *from, *into).await?;
                shares::join(turn.tx(), *from, *into).await?;
            }
            Fact::MemberErased { member, .. } => {
                store::erase(turn, *member).await?;
                shares::erase(turn, *member).await?;
            }
            fact => {
                if let Some(news) = books::told(fact) {
                    store::learn(turn.tx(), &news).await?;
                }
            }
        }
        Ok(())
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }
}
