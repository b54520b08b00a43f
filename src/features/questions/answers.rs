//! Answers: given in the card's thread or from afar, changed, withdrawn, accepted and un-accepted.

use super::answers_store::{self, Answer, Author, NewAnswer, Stands};
use super::ask::{after_verb, rewrite, take_back};
use super::command::{self, says_something};
use super::store::{self, Kind, Question, State};
use super::{
    announced, captured, card, care, claims, drafts, drafts_store, escalation, keeping, mirrors, moderated,
    named_question, tips, topics, veiled, wording,
};
use crate::engine::{Call, ChangeKind, Fact, Failure, Turn};
use crate::language::{Language, echo, one_line};
use crate::people::{self, Member};
use stoa_chat::{Message, MessageRef, Post, Reaction, Text};

/// The reaction by which an asker accepts an answer.
const ACCEPT: &str = "✅";

/// Somebody said something: a question to the bot, an answer under a card, or nothing of ours.
pub(super) async fn heard(turn: &mut Turn<'_>, message: &Message, by: &Member) -> Result<(), Failure> {
    let Some(thread) = &message.thread else {
        return if message.direct {
            drafts::written_to_us(turn, message, by).await
        } else {
            captured::overheard(turn, message, by).await
        };
    };
    captured::replied(turn, message, thread, by).await?;
    let Some(question) = question_under(turn, thread).await? else {
        return reply_to_request(turn, message, thread, by).await;
    };
    if question.asker.is(by.id) || !takes_answers(&question) || !says_something(&message.text) {
        return Ok(());
    }
    moderated::may_post(turn, by).await?;
    let (now, body) = (turn.now(), people::naming(turn, message.text.clone()).await?);
    let author = Author::Member(by.id);
    let new = NewAnswer { question: question.number, author, body: &body, at: now };
    let answer = answers_store::insert_answer(turn.tx(), &new, Stands::In(&message.message)).await?;
    answered(turn, &question, by, answer).await
}

/// A reply under the message by which somebody was asked is their answer, as if they had typed `answer Q17 …`.
async fn reply_to_request(
    turn: &mut Turn<'_>,
    message: &Message,
    thread: &MessageRef,
    by: &Member,
) -> Result<(), Failure> {
    let Some(request) = turn.sent_as(thread).await? else { return Ok(()) };
    let Some(number) = answers_store::question_of_request(turn.tx(), &request).await? else {
        return care::heard_under_review(turn, message, &request, by).await;
    };
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    if !takes_answers(&question) {
        return Err(Failure::refused(wording::refused_closed(by.language, number)));
    }
    if !says_something(&message.text) {
        return Ok(());
    }
    let answer = relay(turn, &question, by, &message.text, Some(&message.message)).await?;
    turn.answer(&message.by, None, Post::of(wording::answered(by.language, answer, number))).await?;
    Ok(())
}

async fn question_under(turn: &mut Turn<'_>, thread: &MessageRef) -> Result<Option<Question>, Failure> {
    let number = match turn.sent_as(thread).await? {
        Some(card) => store::question_of_card(turn.tx(), &card).await?,
        None => store::question_in_thread(turn.tx(), thread).await?,
    };
    match number {
        Some(number) => Ok(store::question(turn.tx(), number).await?),
        None => Ok(None),
    }
}

pub(super) fn takes_answers(question: &Question) -> bool {
    matches!(question.state, State::Open | State::Solved)
}

/// A question has one answer more: whoever had taken it is done.
async fn answered(turn: &mut Turn<'_>, question: &Question, by: &Member, answer: i64) -> Result<(), Failure> {
    claims::done(turn, question, by).await?;
    announced::answered(turn, question, by, answer).await?;
    show(turn, question, answer).await
}

/// A question has one answer more, whoever gave it.
pub(super) async fn show(turn: &mut Turn<'_>, question: &Question, answer: i64) -> Result<(), Failure> {
    care::answered(turn, question, answer).await?;
    turn.reindex(ChangeKind::Document, &question.number.to_string()).await?;
    card::refresh(turn, question.number).await
}

/// `answer Q17 text`: from another place or another network; the answer is shown under the card.
pub(super) async fn answer_from_afar(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (word, body) = call.rest.clone().split_first_word();
    let question = named_question(turn, language, &word).await?;
    let number = question.number;
    if question.asker.is(call.by.id) {
        return Err(Failure::refused(wording::refused_own_question(language, number)));
    }
    if !takes_answers(&question) {
        return Err(Failure::refused(wording::refused_closed(language, number)));
    }
    if !says_something(&body) {
        return Err(Failure::refused(crate::engine::usage(
            language,
            "answer Q17 text",
            "answer Q17 try it again",
        )));
    }
    let answer = relay(turn, &question, &call.by, &body, call.message.as_ref()).await?;
    turn.reply(call, Post::of(wording::answered(language, answer, number))).await?;
    Ok(())
}

/// Keeps an answer that was `given` elsewhere, and shows it under the card; gives its number.
pub(super) async fn relay(
    turn: &mut Turn<'_>,
    question: &Question,
    by: &Member,
    body: &Text,
    given: Option<&MessageRef>,
) -> Result<i64, Failure> {
    moderated::may_post(turn, by).await?;
    let (now, body) = (turn.now(), &people::naming(turn, body.clone()).await?);
    let author = Author::Member(by.id);
    let new = NewAnswer { question: question.number, author, body, at: now };
    let answer = say_answer(turn, question, &new, &by.name, given).await?;
    answered(turn, question, by, answer).await?;
    Ok(answer)
}

/// Keeps an answer that is shown in a message of ours, and says it under the card.
pub(super) async fn say_answer(
    turn: &mut Turn<'_>,
    question: &Question,
    new: &NewAnswer<'_>,
    name: &str,
    given: Option<&MessageRef>,
) -> Result<i64, Failure> {
    let placeholder = stoa_chat::PlannedId(turn.new_id());
    let answer = answers_store::insert_answer(turn.tx(), new, Stands::Planned(&placeholder, given)).await?;
    let text = wording::relayed(card::language(turn, question).await?, answer, name, new.body);
    let planned = turn.say(&question.home, question.thread(), Post::of(text)).await?;
    answers_store::set_answer_planned(turn.tx(), answer, &planned).await?;
    Ok(answer)
}

/// Somebody changed a message: their question, their answer, or nothing of ours.
pub(super) async fn edited(turn: &mut Turn<'_>, message: &Message, by: &Member) -> Result<(), Failure> {
    keeping::edited(turn, message, by).await?;
    let Some(number) = answers_store::answer_of_message(turn.tx(), &message.message).await? else {
        return rewrite(turn, message, by).await;
    };
    let Some(answer) = answers_store::answer(turn.tx(), number).await? else { return Ok(()) };
    if answer.author != Some(by.id) {
        return Ok(());
    }
    // It may have been given from afar: `answer Q17 …`.
    let words = match after_verb(message, "answer").map(Text::split_first_word) {
        Some((word, rest)) if command::number(&word, 'Q') == Some(answer.question) => rest,
        Some((word, _)) if command::number(&word, 'Q').is_some() => {
            let text = wording::refused_other_question(by.language, number, answer.question);
            return Err(Failure::refused(text));
        }
        _ => message.text.clone(),
    };
    if !says_something(&words) {
        return Ok(());
    }
    let body = people::naming(turn, words).await?;
    answers_store::set_answer_body(turn.tx(), number, &body).await?;
    mirrors::answer_changed(turn, number).await
}

/// A message is gone: with it the question or the answer that it was.
pub(super) async fn deleted(
    turn: &mut Turn<'_>,
    message: &MessageRef,
    by: Option<&Member>,
) -> Result<(), Failure> {
    keeping::message_gone(turn, message, by).await?;
    if let Some(number) = answers_store::answer_of_message(turn.tx(), message).await? {
        let Some(answer) = answers_store::answer(turn.tx(), number).await? else { return Ok(()) };
        let Some(question) = store::question(turn.tx(), answer.question).await? else { return Ok(()) };
        if (question.kind, question.state) == (Kind::Kept, State::Archived) {
            return tips::take_back(turn, &question).await;
        }
        if question.accepted == Some(number) {
            undo(turn, &question, number).await?;
        }
        answers_store::withdraw_answer(turn.tx(), number).await?;
        mirrors::answer_gone(turn, &question, &answer).await?;
        care::answer_gone(turn, &answer).await?;
        escalation::resume(turn, question.number).await?;
        turn.reindex(ChangeKind::Document, &question.number.to_string()).await?;
        return card::refresh(turn, question.number).await;
    }
    if let Some(draft) = drafts_store::of_message(turn.tx(), message).await? {
        return drafts::forget(turn, &draft).await;
    }
    let Some(number) = store::question_of_message(turn.tx(), message).await? else { return Ok(()) };
    match store::question(turn.tx(), number).await? {
        Some(question) if question.state == State::Open => take_back(turn, number).await,
        Some(question) if question.kind != Kind::Asked && question.state == State::Archived => {
            tips::take_back(turn, &question).await
        }
        _ => Ok(()),
    }
}

/// Somebody reacted: an asker accepts, anybody says that it helped them, or only nods.
pub(super) async fn reacted(turn: &mut Turn<'_>, reaction: &Reaction, by: &Member) -> Result<(), Failure> {
    if ![ACCEPT, care::HELPED].contains(&&*reaction.emoji) {
        return Ok(());
    }
    let Some((question, answer)) = answer_under(turn, &reaction.message).await? else { return Ok(()) };
    if reaction.emoji == care::HELPED {
        return care::reacted(turn, &answer, by).await;
    }
    if question.asker.is(by.id) && takes_answers(&question) {
        accept_answer(turn, &question, &answer).await?;
    }
    Ok(())
}

/// Somebody took a reaction off: an asker undoes their acceptance, anybody their thanks.
pub(super) async fn unreacted(turn: &mut Turn<'_>, reaction: &Reaction, by: &Member) -> Result<(), Failure> {
    if ![ACCEPT, care::HELPED].contains(&&*reaction.emoji) {
        return Ok(());
    }
    let Some((question, answer)) = answer_under(turn, &reaction.message).await? else { return Ok(()) };
    if reaction.emoji == care::HELPED {
        return care::unreacted(turn, &answer, by).await;
    }
    if question.asker.is(by.id) && question.accepted == Some(answer.number) {
        undo(turn, &question, answer.number).await?;
        escalation::resume(turn, question.number).await?;
        card::refresh(turn, question.number).await?;
    }
    Ok(())
}

/// The answer that stands in a message, its author's or ours, with its question.
async fn answer_under(
    turn: &mut Turn<'_>,
    message: &MessageRef,
) -> Result<Option<(Question, Answer)>, Failure> {
    let number = match answers_store::answer_of_message(turn.tx(), message).await? {
        Some(number) => Some(number),
        None => match turn.sent_as(message).await? {
            Some(planned) => answers_store::answer_of_planned(turn.tx(), &planned).await?,
            None => None,
        },
    };
    let Some(number) = number else { return Ok(None) };
    let Some(answer) = answers_store::answer(turn.tx(), number).await? else { return Ok(None) };
    let question = store::question(turn.tx(), answer.question).await?;
    Ok(question.map(|question| (question, answer)))
}

/// `accept A31`.
pub(super) async fn accept(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (question, answer) = own_answer(turn, call).await?;
    if !takes_answers(&question) {
        return Err(Failure::refused(wording::refused_closed(language, question.number)));
    }
    accept_answer(turn, &question, &answer).await?;
    if !care::pressed_which_helped(turn, call, question.number).await? {
        turn.reply(call, Post::of(wording::accepted(language, answer.number))).await?;
    }
    Ok(())
}

/// `unaccept A31`.
pub(super) async fn unaccept(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (question, answer) = own_answer(turn, call).await?;
    if question.accepted != Some(answer.number) {
        return Err(Failure::refused(wording::refused_not_accepted(language, answer.number)));
    }
    undo(turn, &question, answer.number).await?;
    escalation::resume(turn, question.number).await?;
    card::refresh(turn, question.number).await?;
    turn.reply(call, Post::of(wording::unaccepted(language, answer.number))).await?;
    Ok(())
}

/// The answer that a command names, to a question that its giver asked.
async fn own_answer(turn: &mut Turn<'_>, call: &Call) -> Result<(Question, Answer), Failure> {
    let language = call.by.language;
    let (question, answer) = named_answer(turn, language, &call.words()).await?;
    if !question.asker.is(call.by.id) {
        return Err(Failure::refused(wording::refused_not_asker(language, question.number)));
    }
    Ok((question, answer))
}

/// Reads an answer by the word that names it, with its question, or refuses kindly.
pub(super) async fn named_answer(
    turn: &mut Turn<'_>,
    language: Language,
    word: &str,
) -> Result<(Question, Answer), Failure> {
    let word = command::first_word(word);
    let unknown = || Failure::refused(wording::refused_no_answer(language, &echo(word)));
    let number = command::number(word, 'A').ok_or_else(unknown)?;
    let answer = answers_store::answer(turn.tx(), number).await?.ok_or_else(unknown)?;
    let question = store::question(turn.tx(), answer.question).await?.ok_or_else(unknown)?;
    Ok((question, answer))
}

/// A question's asker, whoever that is, accepts an answer.
pub(super) async fn accept_answer(
    turn: &mut Turn<'_>,
    question: &Question,
    answer: &Answer,
) -> Result<(), Failure> {
    let at = turn.happened_at();
    // Of two acceptances the later one counts, in whichever order we hear of them.
    let newest = store::newest_choice(turn.tx(), question.number).await?;
    if question.accepted == Some(answer.number) || newest.is_some_and(|newest| newest > (at, answer.number)) {
        return Ok(());
    }
    if let Some(former) = question.accepted {
        undo(turn, question, former).await?;
    }
    store::set_accepted(turn.tx(), question.number, Some(answer.number), at).await?;
    store::set_newest_choice(turn.tx(), question.number, (at, answer.number)).await?;
    // Practice earns nothing, so nobody else hears of it.
    let counts = answers_store::counts(turn.tx(), question.number).await?;
    if let Some(author) = answer.author {
        topics::theirs_by_answer(turn.tx(), question.number, author).await?;
    }
    if let Some(author) = answer.author.filter(|_| counts) {
        match question.asker.member() {
            Some(asker) => turn.announce(Fact::AnswerAccepted { answer: answer.number, author, asker, at }),
            None => veiled::confirm(turn, answer, at).await?,
        }
    }
    veiled::moved(turn, question, true);
    claims::call_off(turn, question.number).await?;
    claims::judged(turn, answer, true).await?;
    care::accepted(turn, question, answer.number).await?;
    turn.reindex(ChangeKind::Document, &question.number.to_string()).await?;
    card::refresh(turn, question.number).await
}

pub(super) async fn undo(turn: &mut Turn<'_>, question: &Question, answer: i64) -> Result<(), Failure> {
    // The clocks of two networks may disagree: an undo is never older than what it undoes.
    let happened = turn.happened_at();
    let at = question.accepted_at.map_or(happened, |accepted| accepted.max(happened));
    store::set_accepted(turn.tx(), question.number, None, at).await?;
    if question.state != State::Solved {
        // Whatever else has ended it since still holds.
        store::set_state(turn.tx(), question.number, question.state).await?;
    }
    turn.announce(Fact::AcceptanceUndone { answer, at });
    veiled::moved(turn, question, false);
    if let Some(answer) = answers_store::answer(turn.tx(), answer).await? {
        claims::judged(turn, &answer, false).await?;
    }
    care::unaccepted(turn, question, answer).await?;
    turn.reindex(ChangeKind::Document, &question.number.to_string()).await?;
    Ok(())
}

/// The answers to a question as a list to read.
pub(super) fn in_full(
    language: Language,
    answers: &[Answer],
    accepted: Option<i64>,
    notes: &care::Notes,
) -> Text {
    crate::language::list(answers.iter().map(|answer| {
        let name = notes.signed(language, answer);
        let words = notes.marks(answer).behind(&one_line(&answer.body.to_plain()), language);
        if accepted == Some(answer.number) {
            wording::state_solved(language, answer.number, &name, &words)
        } else {
            wording::card_answer(language, answer.number, &name, &words)
        }
    }))
}
