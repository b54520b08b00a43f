//! Taking a question, passing it on, and what becomes of a claim.

use super::answers_store::{self, Answer, Asked};
use super::ask::name_of;
use super::card::hashed;
use super::escalation::{self, ESCALATE, Hours};
use super::store::{self, Question, State};
use super::{NAME, card, care, consent, named_question, routing, topics, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::language::Language;
use crate::people::{self, Member};
use std::collections::BTreeSet;
use stoa_chat::{Post, Text};

/// The job that gives a silent claim back.
pub(super) const HAND_BACK: &str = "hand back";

/// `take Q17`.
pub(super) async fn take(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let question = named_question(turn, language, &call.words()).await?;
    let number = question.number;
    refuse_to_give(turn, &question, &call.by).await?;
    let asked = answers_store::asked(turn.tx(), number).await?;
    if asked.iter().any(|asked| asked.member == call.by.id) {
        people::helped(turn, call.by.id).await?;
    }
    let now = turn.now();
    store::set_claim(turn.tx(), number, Some(call.by.id), now).await?;
    let theirs = Hours { hours: call.by.hours.clone(), zone: call.by.zone };
    let due = theirs.add(now, turn.settings().questions.hand_back_after.get());
    turn.plan_job(NAME, HAND_BACK, &number.to_string(), due).await?;
    let took = if question.direct {
        wording::took_direct(language, number, &question.title)
    } else {
        wording::took(language, number, &question.title)
    };
    match asked.iter().find(|asked| asked.member == call.by.id) {
        Some(mine) => {
            let request = (mine.direct.clone(), wording::took_short(language, number));
            care::settle(turn, call, Some(request), took).await?;
            answers_store::set_asked(turn.tx(), number, call.by.id, "taken").await?;
        }
        None => drop(turn.reply(call, Post::of(took)).await?),
    }
    for other in asked.iter().filter(|asked| asked.member != call.by.id && asked.state == "asked") {
        replace_request(turn, other, |language| wording::taken_by(language, number, &call.by.name)).await?;
    }
    card::refresh(turn, number).await
}

/// A question is taken by one person who did not ask it, and only while it is open.
async fn refuse_to_give(turn: &mut Turn<'_>, question: &Question, to: &Member) -> Result<(), Failure> {
    let (language, number) = (to.language, question.number);
    if question.asker.is(to.id) {
        return Err(Failure::refused(wording::refused_own_question(language, number)));
    }
    if question.state != State::Open {
        return Err(Failure::refused(wording::refused_closed(language, number)));
    }
    if let Some(other) = question.claimed_by.filter(|member| *member != to.id) {
        let name = name_of(turn, language, Some(other)).await?;
        return Err(Failure::refused(wording::refused_taken(language, number, &name)));
    }
    Ok(())
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
    let not_topic = words.split_whitespace().nth(1) == Some("topic");
    let question = named_question(turn, language, &words).await?;
    let number = question.number;
    if question.state != State::Open {
        return Err(Failure::refused(wording::refused_closed(language, number)));
    }
    let asked = answers_store::asked(turn.tx(), number).await?;
    let mine = asked.iter().find(|asked| asked.member == call.by.id);
    let claimed = question.claimed_by == Some(call.by.id);
    if mine.is_none() && !claimed {
        return Err(Failure::refused(wording::refused_not_asked(language, number)));
    }
    consent::heard_from(turn, call.by.id).await?;
    let text = if not_topic {
        not_their_topic(turn, &call.by, &question).await?
    } else {
        wording::passed(language, number)
    };
    match mine {
        Some(mine) => {
            let request = (mine.direct.clone(), wording::passed_short(language, number));
            care::settle(turn, call, Some(request), text).await?;
            answers_store::set_asked(turn.tx(), number, call.by.id, "passed").await?;
        }
        None => drop(turn.reply(call, Post::of(text)).await?),
    }
    if claimed {
        release(turn, number).await?;
    }
    go_on(turn, number, claimed).await?;
    card::refresh(turn, number).await
}

/// What comes of *not my topic*: it is believed for good, and there is a way back. An advocate is asked all the same.
async fn not_their_topic(turn: &mut Turn<'_>, by: &Member, question: &Question) -> Result<Text, Failure> {
    let (language, number) = (by.language, question.number);
    let mine = people::topics_of(turn.tx(), by.id).await?;
    if let Some(topic) = question.topics.iter().find(|topic| mine.advocate.contains(topic)) {
        return Ok(wording::passed_advocate(language, number, topic));
    }
    if question.topics.is_empty() {
        return Ok(wording::passed_topic(language, number));
    }
    topics::not_mine(turn.tx(), by.id, &question.topics).await?;
    // `helps` replaces what they help with, so the way back names all of it.
    let back: BTreeSet<String> = mine.helps.iter().chain(&question.topics).cloned().collect();
    let back: Vec<String> = back.into_iter().collect();
    Ok(wording::passed_for_good(language, number, &hashed(&question.topics), &hashed(&back)))
}

pub(super) async fn release(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let now = turn.now();
    store::set_claim(turn.tx(), number, None, now).await?;
    turn.cancel_job(NAME, HAND_BACK, &number.to_string()).await?;
    Ok(())
}

/// A question has lost somebody who might have answered: those who were asked beside them are asked again where a
/// claim had sent them away, and with nobody left the next are. One that has an answer waits for its asker only.
pub(super) async fn go_on(turn: &mut Turn<'_>, number: i64, was_claimed: bool) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    if !escalation::wants_somebody(turn, &question).await? {
        return Ok(());
    }
    let asked = answers_store::asked(turn.tx(), number).await?;
    let waiting: Vec<_> = asked.iter().filter(|asked| asked.state == "asked").collect();
    if was_claimed {
        for asked in &waiting {
            offer_again(turn, &question, asked).await?;
        }
    }
    if was_claimed || waiting.is_empty() {
        // A claim that led to nothing has cost time enough.
        let first_start = routing::ask_next(turn, &question).await?;
        if was_claimed {
            escalation::go_on_from(turn, &question, first_start).await?;
        }
    }
    Ok(())
}

/// A question that somebody was asked about is free again: their request stands as it was. Since nobody looks at an old
/// message again, one line says so where there is room for it today.
async fn offer_again(turn: &mut Turn<'_>, question: &Question, asked: &Asked) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), asked.member, defaults).await?;
    let request = routing::request(turn, question, &member, &asked.reasons).await?;
    turn.edit(asked.direct.clone(), request).await?;
    if !people::consent(turn, member.id).await?.allows(&question.topics) {
        return Ok(());
    }
    if let Ok(leave) = people::ask_leave(turn, &member, NAME).await? {
        let text = wording::free_again(member.language, question.number, &question.title);
        turn.direct(leave, Post::of(text)).await?;
    }
    Ok(())
}

/// Somebody who was asked about a question, or who `had` it, is erased: no request may name them any more, and the
/// question goes on without them.
pub(super) async fn lost_somebody(turn: &mut Turn<'_>, number: i64, had: bool) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let answered = !answers_store::answers(turn.tx(), number).await?.is_empty();
    if question.state == State::Open && !answered {
        return go_on(turn, number, had).await;
    }
    for asked in answers_store::asked(turn.tx(), number).await? {
        if had && asked.state == "asked" {
            replace_request(turn, &asked, |language| wording::over(language, number)).await?;
        }
    }
    Ok(())
}

/// Somebody has answered a question: a claim of theirs is settled, and a request to them says thanks.
pub(super) async fn done(turn: &mut Turn<'_>, question: &Question, by: &Member) -> Result<(), Failure> {
    let number = question.number;
    if question.claimed_by == Some(by.id) {
        release(turn, number).await?;
    }
    let asked = answers_store::asked(turn.tx(), number).await?;
    let open = |asked: &&Asked| asked.member == by.id && asked.state != "answered";
    if let Some(theirs) = asked.iter().find(open) {
        people::helped(turn, by.id).await?;
        replace_request(turn, theirs, |language| wording::answered_request(language, number)).await?;
        answers_store::set_asked(turn.tx(), number, by.id, "answered").await?;
    }
    Ok(())
}

/// An answer is `accepted`, or not any more: the request to its author, wherever they were asked, says so.
pub(super) async fn judged(turn: &mut Turn<'_>, answer: &Answer, accepted: bool) -> Result<(), Failure> {
    let Some(theirs) = request_to_author(turn, answer).await? else { return Ok(()) };
    replace_request(turn, &theirs, |language| {
        if accepted {
            wording::accepted_request(language, answer.question, answer.number)
        } else {
            wording::answered_request(language, answer.question)
        }
    })
    .await
}

/// An answer was taken back: the request to its author says so, unless another answer of theirs stands.
pub(super) async fn taken_back(turn: &mut Turn<'_>, answer: &Answer) -> Result<(), Failure> {
    let standing = answers_store::answers(turn.tx(), answer.question).await?;
    if standing.iter().any(|other| other.author == answer.author) {
        return Ok(());
    }
    let Some(theirs) = request_to_author(turn, answer).await? else { return Ok(()) };
    replace_request(turn, &theirs, |language| wording::answer_taken_back(language, answer.number)).await
}

/// How the author of an answer was asked for it, if they were.
async fn request_to_author(turn: &mut Turn<'_>, answer: &Answer) -> anyhow::Result<Option<Asked>> {
    let asked = answers_store::asked(turn.tx(), answer.question).await?;
    let theirs = |asked: &Asked| Some(asked.member) == answer.author && asked.state == "answered";
    Ok(asked.into_iter().find(theirs))
}

/// Somebody took a question and was silent: others may have it.
pub(super) async fn hand_back(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let Some(claimer) = question.claimed_by.filter(|_| question.state == State::Open) else { return Ok(()) };
    release(turn, number).await?;
    if !care::is_answered(turn.tx(), number).await? {
        let asked = answers_store::asked(turn.tx(), number).await?;
        match asked.iter().find(|asked| asked.member == claimer) {
            Some(theirs) => {
                replace_request(turn, theirs, |language| wording::handed_back(language, number)).await?;
                answers_store::set_asked(turn.tx(), number, claimer, "passed").await?;
            }
            None => tell_handed_back(turn, claimer, number).await?,
        }
    }
    go_on(turn, number, true).await?;
    card::refresh(turn, number).await
}

/// Whoever took a question without having been asked has no request that could say it.
async fn tell_handed_back(turn: &mut Turn<'_>, claimer: MemberId, number: i64) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), claimer, defaults).await?;
    people::tell(turn, &member, NAME, Post::of(wording::handed_back(member.language, number))).await?;
    Ok(())
}

/// A question needs nobody any more: everybody who was asked is told, where they were asked.
pub(super) async fn call_off(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    turn.cancel_job(NAME, ESCALATE, &number.to_string()).await?;
    release(turn, number).await?;
    for asked in answers_store::asked(turn.tx(), number).await? {
        if ["asked", "taken"].contains(&&*asked.state) {
            replace_request(turn, &asked, |language| wording::over(language, number)).await?;
            answers_store::set_asked(turn.tx(), number, asked.member, "over").await?;
        }
    }
    care::settled(turn, number).await
}
