//! The card: one message for each question, edited as the question changes.

use super::answers_store::{self, Answer};
use super::ask::{asker_of, name_of};
use super::by::By;
use super::care::{self, Notes};
use super::command::{excerpt, shortened};
use super::escalation::ESCALATE;
use super::store::{self, Kind, Question, State};
use super::{NAME, erasure, keeping, moderated, tips, wording};
use crate::engine::{Failure, Turn};
use crate::language::{Language, list, one_line};
use crate::places;
use stoa_chat::{MessageRef, Post, Target, Text};

/// The most characters of an answer on the card.
const ANSWER: usize = 240;
/// The most answers that are listed on the card.
const ANSWERS: usize = 3;

/// Posts the card of a new question about which `asked` people are going to be asked.
pub(super) async fn post(turn: &mut Turn<'_>, question: &Question, asked: usize) -> Result<(), Failure> {
    let post = compose(turn, question, asked).await?;
    let thread = question.thread.as_ref().map(|first| MessageRef::new(&question.home, first));
    let card = turn.say(&question.home, thread.map(Target::Sent), post).await?;
    store::set_card(turn.tx(), question.number, &card).await?;
    Ok(())
}

/// Brings the card up to date.
pub(super) async fn refresh(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    if let Some(card) = question.card.clone() {
        let asked = answers_store::asked(turn.tx(), number).await?.len();
        let post = compose(turn, &question, asked).await?;
        turn.edit(card, post).await?;
    }
    Ok(())
}

/// The language of what everybody reads about a question: the place's if it has one, else the asker's.
pub(super) async fn language(turn: &mut Turn<'_>, question: &Question) -> anyhow::Result<Language> {
    Ok(places::at(turn, &question.home).await?.language.unwrap_or(question.language))
}

/// What the card says now.
async fn compose(turn: &mut Turn<'_>, question: &Question, requests: usize) -> Result<Post, Failure> {
    let language = language(turn, question).await?;
    let question = &Question { language, ..question.clone() };
    if question.state == State::Withdrawn {
        return Ok(Post::of(taken_back(language, question)));
    }
    if question.hidden {
        return Ok(Post::of(wording::question_hidden(language, question.number)));
    }
    let practice = places::at(turn, &question.home).await?.sandbox;
    let practice = if practice { wording::card_practice(language) } else { Text::default() };
    if question.kind == Kind::Tip {
        let most = turn.settings().questions.card_excerpt;
        return Ok(Post::of(tips::shown(turn, language, question, most).await?.then(practice)));
    }
    let asker = asker_of(turn, language, &question.asker).await?;
    let body = shortened(&question.body, turn.settings().questions.card_excerpt);
    let head = if question.topics.is_empty() {
        wording::card_plain(language, question.number, &asker, &body)
    } else {
        wording::card(language, question.number, &asker, &hashed(&question.topics), &body)
    };
    let answers = answers_store::answers(turn.tx(), question.number).await?;
    let notes = care::notes(turn, question.number).await?;
    let standing = state(turn, question, &answers, &notes, requests).await?;
    let notices = moderated::notices(turn, question).await?;
    let post = Post::of(head.then(standing).then(notices).then(practice));
    // In a direct conversation the asker would be offered their own question.
    if question.state != State::Open || question.direct {
        return Ok(post);
    }
    let number = question.number;
    let untaken = question.claimed_by.is_none() && !care::is_answered(turn.tx(), number).await?;
    let post = if untaken {
        post.with_button(wording::label_take(language), format!("take Q{number}"))
    } else {
        post
    };
    Ok(post.with_button(care::label_me_too(language, notes.me_too), format!("me too Q{number}")))
}

/// What is said of a question that its asker took back.
pub(super) fn taken_back(language: Language, question: &Question) -> Text {
    match question.kind {
        Kind::Tip => wording::tip_taken_back(language, question.number),
        Kind::Kept => keeping::wording::kept_taken_back(language, question.number),
        Kind::Asked => wording::state_withdrawn(language, question.number),
    }
}

async fn state(
    turn: &mut Turn<'_>,
    question: &Question,
    answers: &[Answer],
    notes: &Notes,
    asked: usize,
) -> Result<Text, Failure> {
    let language = question.language;
    if let Some(over) = notes.over(language, question) {
        return Ok(over);
    }
    if let Some(accepted) = answers.iter().find(|answer| Some(answer.number) == question.accepted) {
        let words =
            notes.marks(accepted).behind(&excerpt(&one_line(&accepted.body.to_plain()), ANSWER), language);
        let name = notes.signed(language, accepted);
        return Ok(wording::state_solved(language, accepted.number, &name, &words));
    }
    if let Some(accepted) = question.accepted
        && erasure::is_erased(turn, accepted).await?
    {
        return Ok(wording::state_erased(language, accepted));
    }
    let lines = list(chosen(answers, notes).into_iter().map(|answer| {
        let words =
            notes.marks(answer).behind(&excerpt(&one_line(&answer.body.to_plain()), ANSWER), language);
        wording::card_answer(language, answer.number, &notes.signed(language, answer), &words)
    }));
    if question.state == State::Archived {
        return Ok(lines);
    }
    let Some(first) = answers.first() else { return waiting(turn, question, asked).await };
    if care::is_answered(turn.tx(), question.number).await? {
        let said = match question.asker {
            // A ✅ under their name would tell who they are.
            By::Thread(_) => care::wording::state_answered_veiled(language, answers.len()),
            _ => wording::state_answered(language, answers.len(), first.number),
        };
        return Ok(lines.then(said));
    }
    Ok(lines.then(waiting(turn, question, asked).await?))
}

/// The newest answers, and above all the one that helped most people, in their order.
fn chosen<'a>(answers: &'a [Answer], notes: &Notes) -> Vec<&'a Answer> {
    let best = answers.iter().filter(|answer| notes.is_community(answer)).max_by_key(|answer| answer.helped);
    let newest = answers.iter().rev().filter(|answer| Some(answer.number) != best.map(|best| best.number));
    let mut chosen: Vec<&Answer> = best.into_iter().chain(newest).take(ANSWERS).collect();
    chosen.sort_by_key(|answer| answer.number);
    chosen
}

/// What is being done about a question that wants an answer.
async fn waiting(turn: &mut Turn<'_>, question: &Question, asked: usize) -> Result<Text, Failure> {
    let language = question.language;
    if question.claimed_by.is_some() {
        let name = name_of(turn, language, question.claimed_by).await?;
        return Ok(wording::state_taken(language, &name));
    }
    if question.direct {
        return Ok(wording::state_direct(language, asked));
    }
    if asked == 0 {
        return Ok(wording::state_open(language));
    }
    let next = turn.job_due(NAME, ESCALATE, &question.number.to_string()).await?;
    Ok(match next {
        Some(next) => wording::state_asked(language, asked, next),
        None => wording::state_asked_all(language, asked),
    })
}

/// Topics as they are written: `#ci #terraform`.
pub(super) fn hashed(topics: &[String]) -> String {
    topics.iter().map(|topic| format!("#{topic}")).collect::<Vec<_>>().join(" ")
}
