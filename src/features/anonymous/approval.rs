//! What a moderator reads before everybody else: what names somebody, holds a blocked word, or stands in a place where
//! everything anonymous is read first.
//!
//! A moderator sees the words and where they would stand, says yes or no, and is told that it is done: not to whom.

use super::store::{self, State, Thread};
use super::{NAME, posting, wording};
use crate::engine::{Call, Failure, Turn};
use crate::language::Language;
use crate::on;
use crate::people::{self, Member, Names};
use stoa_chat::{Post, Text};

/// Why somebody has to read it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The place wants it so.
    Place,
    /// It names somebody.
    Names,
    /// It holds a blocked word.
    Blocked,
}

/// Why a moderator has to read a draft first; `None` if nobody has to.
pub(super) async fn needed(turn: &mut Turn<'_>, thread: &Thread) -> Result<Option<Why>, Failure> {
    let settings = &turn.settings().anonymous;
    let place = format!("{}/{}", thread.place.network, thread.place.id);
    if settings.approval.contains(&place) {
        return Ok(Some(Why::Place));
    }
    let words = thread.body.to_plain();
    let lower = words.to_lowercase();
    if settings.blocked.iter().any(|blocked| holds(&lower, &blocked.to_lowercase())) {
        return Ok(Some(Why::Blocked));
    }
    let names = !thread.body.mentions().is_empty() || names_somebody(turn, &words).await?;
    Ok(names.then_some(Why::Names))
}

/// Whether `words` hold `word` as a whole word.
fn holds(words: &str, word: &str) -> bool {
    !word.is_empty() && Names::new([word.to_owned()], Vec::new(), Vec::new()).are_in(words)
}

async fn names_somebody(turn: &mut Turn<'_>, words: &str) -> anyhow::Result<bool> {
    const SQL: &str = "SELECT DISTINCT name FROM account WHERE active AND NOT bot ORDER BY name";
    let names: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    let names = names.into_iter().map(|(name,)| name).filter(|name| name.chars().count() > 1);
    Ok(Names::new(names, Vec::new(), Vec::new()).are_in(words))
}

/// Asks the moderators; says so to the author.
pub(super) async fn ask(turn: &mut Turn<'_>, mut thread: Thread, why: Why) -> Result<(), Failure> {
    thread.state = State::Held;
    store::save(turn.tx(), &thread).await?;
    let due = turn.now() + turn.settings().anonymous.approval_wait.get();
    turn.plan_job(NAME, posting::DROP, thread.thread.as_str(), due).await?;
    for moderator in people::moderators(turn).await? {
        let post = request(moderator.language, &thread, why);
        people::tell(turn, &moderator, NAME, post).await?;
    }
    let text = match why {
        Why::Place => wording::held_place(thread.language),
        Why::Names => wording::held_names(thread.language),
        Why::Blocked => wording::held_blocked(thread.language),
    };
    turn.tell_thread(&thread.thread, Post::of(text)).await?;
    Ok(())
}

fn request(language: Language, thread: &Thread, why: Why) -> Post {
    let number = thread.number;
    let reason = match why {
        Why::Place => wording::why_place(language),
        Why::Names => wording::why_names(language),
        Why::Blocked => wording::why_blocked(language),
    };
    Post::of(wording::approval(language, number, &thread.place, &thread.body, &reason))
        .with_button(wording::label_approve(language), format!("approve N{number}"))
        .with_button(wording::label_reject(language), format!("reject N{number}"))
}

/// `approve N3`.
pub(super) async fn approve(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (thread, _) = held(turn, call).await?;
    turn.cancel_job(NAME, posting::DROP, thread.thread.as_str()).await?;
    let number = thread.number;
    posting::publish(turn, thread).await?;
    turn.reply(call, Post::of(wording::done(call.by.language, number))).await?;
    Ok(())
}

/// `reject N3 [why]`.
pub(super) async fn reject(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (thread, why) = held(turn, call).await?;
    let language = thread.language;
    let text =
        if why.is_empty() { wording::rejected(language) } else { wording::rejected_why(language, &why) };
    posting::say_and_forget(turn, &thread, text.then(thread.body.clone().quoted())).await?;
    turn.reply(call, Post::of(wording::done(call.by.language, thread.number))).await?;
    Ok(())
}

/// The draft that waits for a moderator, and what follows its name.
async fn held(turn: &mut Turn<'_>, call: &Call) -> Result<(Thread, Text), Failure> {
    let language = call.by.language;
    refuse_others(turn, &call.by).await?;
    let (word, rest) = call.rest.clone().split_first_word();
    let unknown = || Failure::refused(wording::refused_nothing_held(language));
    let number = super::grammar::draft(&word).ok_or_else(unknown)?;
    let thread = store::numbered(turn.tx(), number).await?;
    let thread = thread.filter(|thread| thread.state == State::Held).ok_or_else(unknown)?;
    Ok((thread, rest))
}

async fn refuse_others(turn: &mut Turn<'_>, by: &Member) -> Result<(), Failure> {
    if people::is_moderator(turn, by).await? {
        return Ok(());
    }
    Err(Failure::refused(wording::refused_not_moderator(by.language)))
}
