//! What becomes of a draft: posted at once, at a random moment, after a moderator has read it, or not at all.

use super::store::{self, State, Thread};
use super::{NAME, approval, closing, draft, wording};
use crate::engine::{AskedAnonymously, Fact, Failure, RepliedAnonymously, Turn, Veiled};
use crate::posts::{OP, PostName};
use crate::settings::Span;
use crate::vault::ThreadId;
use rand::RngExt as _;
use std::time::Duration;
use stoa_chat::{Post, Text};

/// The job that posts what was to be posted at a random moment.
pub(super) const POST_LATER: &str = "post later";
/// The job that forgets a draft about which nobody has said anything.
pub(super) const DROP: &str = "drop draft";

/// A span in whole minutes, to be read.
pub(super) fn minutes_of(span: Span) -> u64 {
    span.get().as_secs().div_ceil(60)
}

/// `anon post N3`, `anon later N3`.
pub(super) async fn post(turn: &mut Turn<'_>, act: &Veiled, number: i64, later: bool) -> Result<(), Failure> {
    let mut thread = own(turn, act, number).await?;
    if thread.state == State::Held || thread.state == State::Later {
        turn.answer_veiled(act, Post::of(wording::waits_already(act.language))).await?;
        return Ok(());
    }
    draft::may_post(turn, act)?;
    draft::refuse_place(turn, act, &thread.place).await?;
    turn.cancel_job(NAME, DROP, thread.thread.as_str()).await?;
    if later {
        let (least, most) = (turn.settings().anonymous.later_from, turn.settings().anonymous.later_until);
        let wait = turn.rng().random_range(least.get().as_secs()..=most.get().as_secs());
        let due = turn.now() + Duration::from_secs(wait);
        thread.state = State::Later;
        store::save(turn.tx(), &thread).await?;
        turn.plan_job(NAME, POST_LATER, thread.thread.as_str(), due).await?;
        let text = wording::posted_later(act.language, minutes_of(least), minutes_of(most));
        turn.answer_veiled(act, Post::of(text)).await?;
        return Ok(());
    }
    go_on(turn, thread).await
}

/// The random moment has come.
pub(super) async fn post_later(turn: &mut Turn<'_>, thread: &ThreadId) -> Result<(), Failure> {
    match store::read(turn.tx(), thread).await? {
        Some(thread) if thread.state == State::Later => go_on(turn, thread).await,
        _ => Ok(()),
    }
}

/// Posts what nobody has to read before.
async fn go_on(turn: &mut Turn<'_>, thread: Thread) -> Result<(), Failure> {
    match approval::needed(turn, &thread).await? {
        Some(why) => approval::ask(turn, thread, why).await,
        None => publish(turn, thread).await,
    }
}

/// Hands a draft to the questions.
pub(super) async fn publish(turn: &mut Turn<'_>, mut thread: Thread) -> Result<(), Failure> {
    let body = std::mem::take(&mut thread.body);
    let (topics, place) = (thread.topics.clone(), thread.place.clone());
    thread.state = State::Open;
    thread.moved_at = turn.now();
    // From now on it counts as made: how long somebody thought it over is nobody's business.
    thread.made_at = turn.now();
    store::save(turn.tx(), &thread).await?;
    let Some(question) = thread.question else {
        let language = thread.language;
        let asked = AskedAnonymously { thread: thread.thread, place, topics, body, language };
        turn.announce(Fact::AskedAnonymously(Box::new(asked)));
        return Ok(());
    };
    let (pseudonym, mut by) = (thread.pseudonym.clone(), thread.thread.clone());
    if pseudonym == OP {
        // What an asker adds is of the thread by which they asked; what they added it by has served its purpose.
        let threads = store::of_question(turn.tx(), question).await?;
        let asked = threads.into_iter().find(|one| one.pseudonym == OP && one.thread != by);
        if let Some(asked) = asked {
            let text = wording::added(thread.language, question);
            turn.tell_thread(&by, Post::of(text)).await?;
            closing::end(turn, &thread).await?;
            by = asked.thread;
        }
    }
    let reply = RepliedAnonymously { thread: by, question, pseudonym, body };
    turn.announce(Fact::RepliedAnonymously(Box::new(reply)));
    Ok(())
}

/// The questions have posted it.
pub(super) async fn posted(turn: &mut Turn<'_>, thread: &ThreadId, post: PostName) -> Result<(), Failure> {
    let Some(mut known) = store::read(turn.tx(), thread).await? else { return Ok(()) };
    let language = known.language;
    let (question, text) = match (post, known.question) {
        // Something was added to what was posted before.
        (PostName::Question(number), Some(_)) => (number, None),
        (PostName::Question(number), None) => (number, Some(wording::posted(language, number))),
        (PostName::Answer(answer), question) => {
            let number = question.unwrap_or_default();
            (number, Some(wording::posted_reply(language, answer, number, &known.pseudonym)))
        }
    };
    known.question = Some(question);
    store::save(turn.tx(), &known).await?;
    closing::plan(turn, &known).await?;
    if let Some(text) = text {
        turn.tell_thread(thread, Post::of(text)).await?;
    }
    Ok(())
}

/// `anon discard N3`.
pub(super) async fn discard(turn: &mut Turn<'_>, act: &Veiled, number: i64) -> Result<(), Failure> {
    let thread = own(turn, act, number).await?;
    forget(turn, &thread).await?;
    turn.answer_veiled(act, Post::of(wording::discarded(act.language))).await?;
    Ok(())
}

/// Nobody has said anything about a draft: it is forgotten.
pub(super) async fn drop_silent(turn: &mut Turn<'_>, thread: &ThreadId) -> Result<(), Failure> {
    let Some(thread) = store::read(turn.tx(), thread).await? else { return Ok(()) };
    let text = match thread.state {
        State::Draft => wording::draft_lapsed(thread.language),
        State::Held => wording::approval_lapsed(thread.language).then(thread.body.clone().quoted()),
        State::Later | State::Open | State::Closed => return Ok(()),
    };
    say_and_forget(turn, &thread, text).await
}

/// Tells the author what became of a draft, with which that is over.
pub(super) async fn say_and_forget(turn: &mut Turn<'_>, thread: &Thread, text: Text) -> Result<(), Failure> {
    turn.tell_thread(&thread.thread, Post::of(text)).await?;
    forget(turn, thread).await
}

async fn forget(turn: &mut Turn<'_>, thread: &Thread) -> Result<(), Failure> {
    for job in [DROP, POST_LATER] {
        turn.cancel_job(NAME, job, thread.thread.as_str()).await?;
    }
    closing::end(turn, thread).await
}

/// The draft that a command names, if it is its giver's and has not been posted.
async fn own(turn: &mut Turn<'_>, act: &Veiled, number: i64) -> Result<Thread, Failure> {
    let thread = store::numbered(turn.tx(), number).await?;
    let waits = |thread: &Thread| !matches!(thread.state, State::Open | State::Closed);
    let own = thread.filter(|thread| waits(thread) && act.is_behind(&thread.thread));
    own.ok_or_else(|| Failure::refused(wording::refused_no_draft(act.language)))
}
