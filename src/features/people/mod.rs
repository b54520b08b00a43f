//! Stub.
mod wording;
use super::{CommandSpec, Feature};
use crate::engine::{Call, Failure, Turn};
use crate::language::Catalogue;
use async_trait::async_trait;
/// Stub.
#[derive(Debug)]
pub struct People;
pub(super) const COMMANDS: &[CommandSpec] = &[CommandSpec { verb: "people", aliases: &[], usage: "people", example: "people", about: |_| String::new(), needs_words: false, on_buttons: false }];
#[async_trait]
impl Feature for People {
    fn name(&self) -> &'static str { "people" }
    fn commands(&self) -> &'static [CommandSpec] { COMMANDS }
    fn catalogue(&self) -> &'static Catalogue { &wording::CATALOGUE }
    async fn command(&self, _turn: &mut Turn<'_>, _call: &Call) -> Result<(), Failure> { Ok(()) }
}
