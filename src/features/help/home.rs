//! The bot's own page: how things stand for one person, put together from what each feature has to say.
//!
//! Every button on it is a command that can be typed as well. After one was pressed the page is built anew, so that it
//! shows what holds now.

use super::super::FEATURES;
use super::wording;
use crate::engine::Turn;
use crate::people::{self, Member};
use crate::places;
use stoa_chat::{Post, UserRef};

/// Builds the page anew for whoever looks at it, where the network has such pages.
pub(super) async fn show(turn: &mut Turn<'_>, who: &UserRef, member: &Member) -> anyhow::Result<()> {
    if !turn.abilities(&who.network).is_some_and(|can| can.home) {
        return Ok(());
    }
    let language = member.language;
    let mut parts = vec![Post::of(wording::home(language, &member.name))];
    let standing = places::standing(turn, None).await?;
    for feature in FEATURES.iter().filter(|feature| standing.off(**feature).is_none()) {
        let part = feature.home(turn, member).await?;
        match parts.last_mut() {
            // Buttons that need no word about them stand with those before them.
            Some(last) if part.text.is_empty() => last.buttons.extend(part.buttons),
            _ => parts.push(part),
        }
    }
    let hint = Post::of(wording::home_hint(language));
    parts.push(hint.with_button(wording::label_help(language), "help"));
    turn.set_home(who, parts).await
}

/// Shows the page as it is after somebody did something on it.
pub(super) async fn show_again(turn: &mut Turn<'_>, who: &UserRef) -> anyhow::Result<()> {
    match people::known(turn, who).await? {
        Some(member) => show(turn, who, &member).await,
        None => Ok(()),
    }
}
