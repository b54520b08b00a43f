//! When a return address ends: a week after an answer was accepted, after a month in which nothing happened, after three
//! months whatever happened.
//!
//! Until then whoever runs the server could find out who asked; after it nobody can. So a thread is kept for as long as
//! its asker is likely to want to be reached, and not longer.

use super::store::{self, State, Thread};
use super::{NAME, wording};
use crate::engine::{Failure, Turn};
use crate::settings::AnonymousSettings;
use crate::vault::ThreadId;
use std::time::Duration;
use stoa_chat::{Post, Timestamp};

/// The job that closes a thread.
pub(super) const CLOSE: &str = "close thread";
/// How long the last message to a thread is given to reach its person.
const LAST_WORDS: Duration = Duration::from_hours(1);

/// When a thread ends.
pub(super) fn ends_at(thread: &Thread, settings: &AnonymousSettings) -> Timestamp {
    let idle = thread.moved_at + settings.close_idle.get();
    let solved = thread.solved_at.map_or(idle, |at| (at + settings.close_solved.get()).min(idle));
    solved.min(thread.made_at + settings.close_always.get())
}

/// Plans the end of a thread, instead of what was planned.
pub(super) async fn plan(turn: &mut Turn<'_>, thread: &Thread) -> Result<(), Failure> {
    let due = ends_at(thread, &turn.settings().anonymous).max(turn.now());
    Ok(turn.plan_job(NAME, CLOSE, thread.thread.as_str(), due).await?)
}

/// Something happened to a question.
pub(super) async fn moved(turn: &mut Turn<'_>, thread: &ThreadId, solved: bool) -> Result<(), Failure> {
    let Some(mut known) = store::read(turn.tx(), thread).await? else { return Ok(()) };
    if known.state != State::Open {
        return Ok(());
    }
    known.moved_at = turn.now();
    known.solved_at = solved.then(|| known.solved_at.unwrap_or(known.moved_at));
    store::save(turn.tx(), &known).await?;
    plan(turn, &known).await
}

/// The time of a thread is over.
pub(super) async fn lapse(turn: &mut Turn<'_>, thread: &ThreadId) -> Result<(), Failure> {
    let Some(known) = store::read(turn.tx(), thread).await? else { return Ok(()) };
    if known.state != State::Open {
        return Ok(());
    }
    let text = match known.question {
        Some(number) => wording::closed(known.language, number),
        None => return end(turn, &known).await,
    };
    turn.tell_thread(thread, Post::of(text)).await?;
    end(turn, &known).await
}

/// Ends a thread: its return address is destroyed as soon as the last message to it has had time to arrive.
pub(super) async fn end(turn: &mut Turn<'_>, thread: &Thread) -> Result<(), Failure> {
    let due = turn.now() + LAST_WORDS;
    let now = turn.now();
    store::close(turn.tx(), &thread.thread, now).await?;
    turn.cancel_job(NAME, CLOSE, thread.thread.as_str()).await?;
    Ok(turn.plan_shred(&thread.thread, due).await?)
}
