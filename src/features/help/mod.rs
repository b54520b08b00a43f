//! Stub.
mod wording;
use super::{CommandSpec, Feature};
use crate::engine::{Call, Failure, Turn};
use crate::language::Catalogue;
use async_trait::async_trait;
/// Stub.
#[derive(Debug)]
pub struct Help;
pub(super) const COMMANDS: &[CommandSpec] = &[CommandSpec { verb: "help", aliases: &[], usage: "help", example: "help", about: |_| String::new(), needs_words: false, on_buttons: false }];
#[async_trait]
impl Feature for Help {
    fn name(&self) -> &'static str { "help" }
    fn commands(&self) -> &'static [CommandSpec] { COMMANDS }
    fn catalogue(&self) -> &'static Catalogue { &wording::CATALOGUE }
    async fn command(&self, _turn: &mut Turn<'_>, _call: &Call) -> Result<(), Failure> { Ok(()) }
}
