//! Badges: what somebody did for the first time, often, or for many, and a certificate to show for it.
//!
//! ```text
//! fact ──▶ marks (marks: what counts, as the newest fact about it says)
//!              └──▶ badges (list: one criterion over marks each) ──▶ held for the person's digest
//!                                                                └──▶ certificate CODE, as a picture
//! ```
//!
//! Which badges there are is data ([`list`]), from which `docs/badges.md` is written too. A badge follows from the marks
//! alone, so that it does not depend on the order in which facts come; when what earned it is undone, it is gone again.
//! Nobody is interrupted for one: it waits for the digest, and `badges` shows them at any time.

mod books;
mod certificates;
mod code;
mod document;
mod holdings;
mod list;
mod shown;
mod store;
#[cfg(test)]
mod tests;
mod wording;

pub use certificates::{Verified, verify};
pub use document::badges_md;

use super::{CommandSpec, Feature, Holding};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::Catalogue;
use crate::places::Stage;
use async_trait::async_trait;

/// The feature's name, under which it asks for leave.
const NAME: &str = "badges";

const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        verb: "badges",
        aliases: &[],
        usage: "badges",
        example: "badges",
        about: wording::about_badges,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "certificate",
        aliases: &[],
        usage: "certificate BADGE | verify CODE",
        example: "certificate first answer",
        about: wording::about_certificate,
        needs_words: true,
        on_buttons: false,
    },
];

/// The feature.
#[derive(Debug)]
pub struct Badges;

#[async_trait]
impl Feature for Badges {
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
        match call.verb {
            "badges" => shown::badges(turn, call).await,
            "certificate" => certificates::certificate(turn, call).await,
            verb => Err(anyhow::anyhow!("there is no badge command {verb}").into()),
        }
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        Ok(books::hear(turn, fact).await?)
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }
}
