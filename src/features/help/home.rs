//! The bot's own page: how things stand for one person, put together from what each feature has to say.

use super::super::FEATURES;
use super::wording;
use crate::engine::Turn;
use crate::people::Member;
use stoa_chat::{Post, Text, UserRef};

/// Builds the page anew for whoever looks at it, where the network has such pages.
pub(super) async fn show(turn: &mut Turn<'_>, who: &UserRef, member: &Member) -> anyhow::Result<()> {
    if !turn.abilities(&who.network).is_some_and(|can| can.home) {
        return Ok(());
    }
    let language = member.language;
    let mut said = Text::default();
    for feature in FEATURES {
        if let Some(text) = feature.home(turn, member).await? {
            said = said.then(text);
        }
    }
    if said.is_empty() {
        said = wording::home_empty(language);
    }
    let text = wording::home(language, &member.name).then(said).then(wording::home_hint(language));
    let post = Post::of(text)
        .with_button(wording::label_questions(language), "questions")
        .with_button(wording::label_data(language), "my data")
        .with_button(wording::label_help(language), "help");
    turn.set_home(who, post).await
}
