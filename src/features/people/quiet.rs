//! What Stoa is not to say unasked, and what it has not said yet.

use super::wording;
use crate::engine::{Call, Failure, Turn};
use crate::people::manners;
use stoa_chat::{Post, Text};

/// What can be stopped, by the names of the features that say it.
pub(super) const STOPPABLE: [&str; 4] = ["questions", "digest", "coffee", "all"];

/// `stop`, `stop questions`.
pub(super) async fn stop(turn: &mut Turn<'_>, call: &Call, typed: &str) -> Result<Text, Failure> {
    let language = call.by.language;
    if typed.is_empty() {
        let stopped = manners::stopped(turn.tx(), call.by.id).await?;
        return Ok(if stopped.is_empty() {
            wording::stopped_nothing(language)
        } else if stopped.iter().any(|what| what == "all") {
            wording::stopped_all(language)
        } else {
            wording::stopped(language, &stopped.join(", "))
        });
    }
    let what = named(call, typed)?;
    manners::stop(turn.tx(), call.by.id, what).await?;
    Ok(match what {
        "all" => wording::stopped_all(language),
        what => wording::stopped_one(language, what),
    })
}

/// `start questions`.
pub(super) async fn start(turn: &mut Turn<'_>, call: &Call, typed: &str) -> Result<Text, Failure> {
    let what = named(call, typed)?;
    manners::start(turn.tx(), call.by.id, what).await?;
    let left = manners::stopped(turn.tx(), call.by.id).await?;
    let language = call.by.language;
    Ok(if left.is_empty() && what == "all" {
        wording::started_all(language)
    } else if left.is_empty() {
        wording::started(language, what)
    } else {
        wording::started_but(language, what, &left.join(", "))
    })
}

fn named(call: &Call, typed: &str) -> Result<&'static str, Failure> {
    let word = typed.to_lowercase();
    let word = if word == "alles" { "all" } else { &word };
    let known = STOPPABLE.into_iter().find(|known| *known == word);
    known.ok_or_else(|| Failure::refused(wording::refused_not_stoppable(call.by.language, typed)))
}

/// `missed`: says everything that was held back; it is asked for now, and no interruption.
pub(super) async fn missed(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let held = manners::take_held(turn, call.by.id).await?;
    if held.is_empty() {
        turn.reply(call, Post::of(wording::missed_nothing(call.by.language))).await?;
    }
    for (id, post) in held {
        turn.answer_as(id, &call.account, post).await?;
    }
    Ok(())
}
