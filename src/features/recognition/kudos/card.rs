//! The card of a day: one message in a place, or in a thread of it, that lists the kudos given there and grows.

use super::{named, store, wording};
use crate::database::next_number;
use crate::engine::{Failure, Turn};
use crate::language::{Language, excerpt, list, one_line};
use crate::people::Member;
use crate::people::hours::day_of;
use crate::places;
use stoa_chat::{MessageRef, PlaceRef, Post, Span, Target, Text};

/// The most characters of a reason on the card.
const REASON: usize = 200;

/// Where a card that is still to be posted goes.
pub(super) struct Fresh {
    place: PlaceRef,
    thread: Option<MessageRef>,
}

/// The number of today's card, and where it goes if there is none yet.
pub(super) async fn of_today(
    turn: &mut Turn<'_>,
    place: &PlaceRef,
    thread: Option<&MessageRef>,
) -> Result<(i64, Option<Fresh>), Failure> {
    let day = today(turn);
    let name = thread.map_or("", |thread| thread.id.as_str());
    if let Some((number, _)) = store::card(turn.tx(), place, name, day).await? {
        return Ok((number, None));
    }
    let number = next_number(turn.tx(), "kudos card").await?;
    Ok((number, Some(Fresh { place: place.clone(), thread: thread.cloned() })))
}

/// A date of the community.
fn today(turn: &Turn<'_>) -> chrono::NaiveDate {
    let people = &turn.settings().people;
    day_of(turn.now(), people.zone)
}

/// Posts a fresh card, or shows on the one that there is what it lists now.
pub(super) async fn show(turn: &mut Turn<'_>, number: i64, fresh: Option<Fresh>) -> Result<(), Failure> {
    let Some(Fresh { place, thread }) = fresh else { return refresh(turn, number).await };
    let language = language_of(turn, &place).await?;
    let post = post(turn, language, number).await?;
    let day = today(turn);
    let message = turn.say(&place, thread.clone().map(Target::Sent), post).await?;
    let name = thread.map(|thread| thread.id).unwrap_or_default();
    store::put_card(turn.tx(), (number, &message), &place, &name, day).await?;
    Ok(())
}

/// Shows what a card lists now.
pub(super) async fn refresh(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some((place, message)) = store::card_message(turn.tx(), number).await? else { return Ok(()) };
    let language = language_of(turn, &place).await?;
    let post = post(turn, language, number).await?;
    turn.edit(message, post).await?;
    Ok(())
}

async fn language_of(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<Language> {
    let own = places::at(turn, place).await?.language;
    Ok(own.unwrap_or_else(|| Language::from_tag(&turn.settings().people.language)))
}

async fn post(turn: &mut Turn<'_>, language: Language, number: i64) -> Result<Post, Failure> {
    let defaults = &turn.settings().people;
    let mut lines = Vec::new();
    for line in store::on_card(turn.tx(), number).await? {
        let giver = Member::read(turn.tx(), line.giver, defaults).await?.name;
        let mut names = Vec::new();
        for id in store::receivers(turn.tx(), line.number).await? {
            names.push(Member::read(turn.tx(), id, defaults).await?.name);
        }
        lines.push(said(language, &names, &giver, &line.reason));
    }
    if lines.is_empty() {
        return Ok(Post::of(wording::kudos_none(language)));
    }
    Ok(Post::of(wording::kudos_card(language).then(list(lines))))
}

/// Kudos in a line: who got them, from whom, for what.
pub(super) fn said(language: Language, names: &[String], giver: &str, reason: &Text) -> Text {
    let reason = excerpt(&one_line(&reason.to_plain()), REASON);
    let mut spans = named(names);
    if !spans.is_empty() {
        spans.push(Span::Plain(" ".to_owned()));
    }
    spans.extend(flat(wording::kudos_line(language, giver, &reason)));
    Text::paragraph(spans)
}

/// The words of a sentence.
fn flat(text: Text) -> Vec<Span> {
    text.blocks
        .into_iter()
        .flat_map(|block| match block {
            stoa_chat::Block::Paragraph(spans) => spans,
            _ => Vec::new(),
        })
        .collect()
}
