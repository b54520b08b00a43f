//! Badges as they are shown: the news of one, and all that somebody has.

use super::list::{self, BADGES, Badge};
use super::{store, wording};
use crate::engine::{Call, Failure, Turn};
use crate::language::{self, Language};
use stoa_chat::{Post, Text};

/// How many of the badges that are still to be earned are shown: a list of everything one lacks pleases nobody.
const NEXT: usize = 3;

/// To whoever has just earned a badge.
pub(super) fn earned(language: Language, badge: &Badge) -> Post {
    let name = (badge.name)(language);
    let text = wording::earned(language, badge.sign, &name, &(badge.deed)(language));
    let certificate = format!("certificate {}", name.to_lowercase());
    Post::of(text).with_button(wording::label_certificate(language), certificate)
}

/// `badges`: what one has, and what could come next. Nobody sees anybody else's.
pub(super) async fn badges(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let have = store::badges(turn.tx(), call.by.id).await?;
    let lines = have.iter().filter_map(|(id, at)| {
        let badge = list::find(id)?;
        let (name, deed) = ((badge.name)(language), (badge.deed)(language));
        Some(wording::line_badge(language, badge.sign, &name, &deed, *at))
    });
    let lines: Vec<Text> = lines.collect();
    let first = have.iter().find_map(|(id, _)| list::find(id));
    let mut text = match first {
        Some(_) => wording::badges(language, lines.len()).then(language::list(lines)),
        None => wording::badges_none(language),
    };
    let missing = BADGES.iter().filter(|badge| !have.iter().any(|(id, _)| id == badge.id));
    let next: Vec<Text> = missing.take(NEXT).map(|badge| line_next(language, badge)).collect();
    if !next.is_empty() {
        text = text.then(wording::badges_next(language)).then(language::list(next));
    }
    if let Some(badge) = first {
        text = text.then(wording::certificate_hint(language, &(badge.name)(language).to_lowercase()));
    }
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

fn line_next(language: Language, badge: &Badge) -> Text {
    wording::line_next(language, badge.sign, &(badge.name)(language), &(badge.deed)(language))
}
