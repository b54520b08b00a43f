//! Taking a question, passing it on, and what becomes of a claim.

use super::answers_store::{self, Asked};
use super::ask::name_of;
use super::escalation::{self, ESCALATE, HomeHours};
use super::store::{self, State};
use super::{NAME, card, named_question, routing, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::language::Language;
use crate::people::Member;
use stoa_chat::{Post, Text};

/// The job that gives a silent claim back.
pub(super) const HAND_BACK: &str = "hand back";

/// `take Q17`.
pub(super) async fn take(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let question = named_question(turn, language, &call.words()).await?;
    let number = question.number;
    if question.asker == Some(call.by.id) {
        return Err(Failure::refused(wording::refused_own_question(language, number)));
    }
    if question.state != State::Open {
        return Err(Failure::refused(wording::refused_closed(language, number)));
    }
    if let Some(other) = question.claimed_by.filter(|member| *member != call.by.id) {
        let name = name_of(turn, language, Some(other)).await?;
        return Err(Failure::refused(wording::refused_taken(language, number, &name)));
    }
    let now = turn.now();
    store::set_claim(turn.tx(), number, Some(call.by.id), now).await?;
    let theirs = HomeHours { hours: call.by.hours.clone(), zone: call.by.zone };
    let due = theirs.add(now, turn.settings().questions.hand_back_after.get());
    turn.plan_job(NAME, HAND_BACK, &number.to_string(), due).await?;
    let asked = answers_store::asked(turn.tx(), number).await?;
    let took = Post::of(wording::took(language, number, &question.title));
    match asked.iter().find(|asked| asked.member == call.by.id) {
        Some(mine) => {
            turn.edit(mine.direct.clone(), took).await?;
            answers_store::set_asked(turn.tx(), number, call.by.id, "taken").await?;
        }
        None => drop(turn.reply(call, took).await?),
    }
    for other in asked.iter().filter(|asked| asked.member != call.by.id && asked.state == "asked") {
        let words = |language| wording::taken_by(language, number, &call.by.name);
        replace_request(turn, other, words).await?;
    }
    card::refresh(turn, number).await
}

/// A request that somebody need not answer any more says so, in their language.
async fn replace_request(
    turn: &mut Turn<'_>,
    asked: &Asked,
    words: impl FnOnce(Language) -> Text,
) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), asked.member, defaults).await?;
    turn.edit(asked.direct.clone(), Post::of(words(member.language))).await?;
    Ok(())
}

/// `pass Q17`, `pass Q17 topic`.
pub(super) async fn pass(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    let (word, not_topic) = match words.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim() == "topic"),
        None => (words.as_str(), false),
    };
    let question = named_question(turn, language, word).await?;
    let number = question.number;
    let text =
        if not_topic { wording::passed_topic(language, number) } else { wording::passed(language, number) };
    let asked = answers_store::asked(turn.tx(), number).await?;
    match asked.iter().find(|asked| asked.member == call.by.id) {
        Some(mine) => {
            turn.edit(mine.direct.clone(), Post::of(text)).await?;
            let state = if not_topic { "not_topic" } else { "passed" };
            answers_store::set_asked(turn.tx(), number, call.by.id, state).await?;
        }
        None => drop(turn.reply(call, Post::of(text)).await?),
    }
    if question.claimed_by == Some(call.by.id) {
        release(turn, number).await?;
    }
    go_on_if_all_passed(turn, number).await?;
    card::refresh(turn, number).await
}

async fn release(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let now = turn.now();
    store::set_claim(turn.tx(), number, None, now).await?;
    turn.cancel_job(NAME, HAND_BACK, &number.to_string()).await?;
    Ok(())
}

/// With nobody left who might still answer, there is nothing to wait for.
async fn go_on_if_all_passed(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let waiting = answers_store::asked(turn.tx(), number).await?.iter().any(|asked| asked.state == "asked");
    let open = question.state == State::Open && question.claimed_by.is_none();
    if open && !waiting && answers_store::answers(turn.tx(), number).await?.is_empty() {
        routing::ask_next(turn, &question).await?;
    }
    Ok(())
}

/// Whoever had taken a question has answered it.
pub(super) async fn done(turn: &mut Turn<'_>, number: i64, member: MemberId) -> Result<(), Failure> {
    release(turn, number).await?;
    answers_store::set_asked(turn.tx(), number, member, "answered").await?;
    Ok(())
}

/// Somebody took a question and was silent: others may have it.
pub(super) async fn hand_back(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let Some(claimer) = question.claimed_by.filter(|_| question.state == State::Open) else { return Ok(()) };
    release(turn, number).await?;
    let asked = answers_store::asked(turn.tx(), number).await?;
    if let Some(theirs) = asked.iter().find(|asked| asked.member == claimer) {
        replace_request(turn, theirs, |language| wording::handed_back(language, number)).await?;
        answers_store::set_asked(turn.tx(), number, claimer, "passed").await?;
    }
    if let Some(question) = store::question(turn.tx(), number).await? {
        routing::ask_next(turn, &question).await?;
        escalation::plan_next_step(turn, &question, question.step).await?;
    }
    card::refresh(turn, number).await
}

/// A question needs nobody any more: everybody who was asked is told, where they were asked.
pub(super) async fn call_off(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    turn.cancel_job(NAME, ESCALATE, &number.to_string()).await?;
    release(turn, number).await?;
    for asked in answers_store::asked(turn.tx(), number).await? {
        if asked.state == "asked" {
            replace_request(turn, &asked, |language| wording::over(language, number)).await?;
            answers_store::set_asked(turn.tx(), number, asked.member, "over").await?;
        }
    }
    Ok(())
}
