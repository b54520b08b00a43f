//! `digest`: to read one now, and to say how often it comes.

use super::settings::Every;
use super::{mine, place, store, wording};
use crate::engine::{Call, Failure, Turn};
use crate::people::{self, digests};
use stoa_chat::{PlaceRef, Post};

/// `digest`, `digest now`, `digest here`, `digest preview`, `digest weekly`, `digest here daily` …
pub(super) async fn digest(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let words = call.words().to_lowercase();
    let mut words = words.split_whitespace();
    match (words.next(), words.next()) {
        (None, _) => show(turn, call).await,
        (Some("now" | "mine"), None) => now(turn, call).await,
        (Some("here"), None) => here(turn, call).await,
        (Some("preview"), None) => preview(turn, call).await,
        (Some("here"), Some(every)) => match Every::read(every) {
            Some(every) => set_place(turn, call, every).await,
            None => Err(unknown(call)),
        },
        (Some("mine"), Some(every)) | (Some(every), None) => match Every::read(every) {
            Some(every) => set_mine(turn, call, every).await,
            None => Err(unknown(call)),
        },
        _ => Err(unknown(call)),
    }
}

fn unknown(call: &Call) -> Failure {
    Failure::refused(wording::refused_words(call.by.language))
}

/// How often it comes, and how much waits.
async fn show(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let waiting = digests::waiting(turn.tx(), call.by.id).await?.len();
    let text = match mine::every(turn, call.by.id).await? {
        None => wording::every_default(language),
        Some(Every::Weekly) => wording::every_weekly(language),
        Some(Every::Daily) => wording::every_daily(language),
        Some(Every::Off) => wording::every_off(language),
    };
    let post = Post::of(text.then(wording::waiting(language, waiting)));
    turn.reply(call, post.with_button(wording::label_now(language), "digest now")).await?;
    Ok(())
}

/// Somebody's own digest, at once; it is asked for, and no interruption.
async fn now(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let every = mine::every(turn, call.by.id).await?.filter(|every| *every != Every::Off);
    match mine::make(turn, &call.by, every.or(Some(Every::Weekly))).await? {
        Some(issue) => {
            mine::keep(turn, &call.by, &issue).await?;
            turn.answer(&call.account, None, issue.post).await?;
        }
        None => {
            turn.reply(call, Post::of(wording::nothing_mine(language))).await?;
        }
    }
    Ok(())
}

/// What this place's digest would say, to one person alone.
async fn here(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let place = here_at(call)?;
    let language = call.by.language;
    let post = match place::make(turn, &place).await? {
        Some(issue) => Post::of(issue.text),
        None => Post::of(wording::nothing_here(language)),
    };
    turn.reply(call, post).await?;
    Ok(())
}

/// The same for moderators, with when it comes and what picture goes with it.
async fn preview(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (place, language) = (here_at(call)?, call.by.language);
    only_moderators(turn, call).await?;
    let text = match place::make(turn, &place).await? {
        Some(issue) => {
            let alt = issue.news.iter().find_map(|item| item.board.as_ref()).map(|(_, alt)| alt.clone());
            let text = wording::preview(language).then(issue.text.quoted());
            alt.map_or(text.clone(), |alt| text.then(wording::preview_picture(language, &alt)))
        }
        None => wording::nothing_here(language),
    };
    let text = match place::next(turn, &place).await? {
        Some(at) => text.then(wording::preview_next(language, at)),
        None => text.then(wording::preview_never(language)),
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

async fn set_place(turn: &mut Turn<'_>, call: &Call, every: Every) -> Result<(), Failure> {
    let place = here_at(call)?;
    only_moderators(turn, call).await?;
    store::set_place(turn.tx(), &place, every.word()).await?;
    place::plan(turn, &place).await?;
    let language = call.by.language;
    let text = match place::next(turn, &place).await? {
        Some(at) => wording::place_set(language, at),
        None => wording::place_off(language),
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

async fn set_mine(turn: &mut Turn<'_>, call: &Call, every: Every) -> Result<(), Failure> {
    let language = call.by.language;
    store::set_reader(turn.tx(), call.by.id, every.word()).await?;
    mine::plan_next(turn, &call.by, Some(every)).await?;
    let text = match every {
        Every::Weekly => wording::every_weekly(language),
        Every::Daily => wording::every_daily(language),
        Every::Off => wording::every_off(language),
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// The place that a command is about.
fn here_at(call: &Call) -> Result<PlaceRef, Failure> {
    if call.direct {
        return Err(Failure::refused(wording::refused_no_place(call.by.language)));
    }
    Ok(call.place.clone())
}

async fn only_moderators(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    if people::is_moderator(turn, &call.by).await? {
        return Ok(());
    }
    Err(Failure::refused(wording::refused_not_moderator(call.by.language)))
}
