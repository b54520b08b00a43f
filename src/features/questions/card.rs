//! The card: one message for each question, edited as the question changes.

use super::answers_store::{self, Answer};
use super::ask::name_of;
use super::command::{excerpt, shortened};
use super::escalation::ESCALATE;
use super::store::{self, Question, State};
use super::{NAME, wording};
use crate::engine::{Failure, Turn};
use crate::language::{Language, list};
use stoa_chat::{Post, Text};

/// The most characters of an answer on the card.
const ANSWER: usize = 240;
/// The most answers that are listed on the card.
const ANSWERS: usize = 3;

/// Posts the card of a new question about which `asked` people are going to be asked.
pub(super) async fn post(turn: &mut Turn<'_>, question: &Question, asked: usize) -> Result<(), Failure> {
    let post = compose(turn, question, asked).await?;
    let card = turn.say(&question.home, None, post).await?;
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

/// What the card says now. It speaks the asker's language, as the question does.
async fn compose(turn: &mut Turn<'_>, question: &Question, requests: usize) -> Result<Post, Failure> {
    let language = question.language;
    if question.state == State::Withdrawn {
        return Ok(Post::of(wording::state_withdrawn(language, question.number)));
    }
    let asker = name_of(turn, language, question.asker).await?;
    let body = shortened(&question.body, turn.settings().questions.card_excerpt);
    let head = if question.topics.is_empty() {
        wording::card_plain(language, question.number, &asker, &body)
    } else {
        wording::card(language, question.number, &asker, &hashed(&question.topics), &body)
    };
    let answers = answers_store::answers(turn.tx(), question.number).await?;
    let standing = state(turn, question, &answers, requests).await?;
    let post = Post::of(head.then(standing));
    let wanted = question.state == State::Open && question.claimed_by.is_none() && answers.is_empty();
    // In a direct conversation the asker would be offered their own question.
    let untaken = wanted && !question.direct;
    let take = format!("take Q{}", question.number);
    Ok(if untaken { post.with_button(wording::label_take(language), take) } else { post })
}

async fn state(
    turn: &mut Turn<'_>,
    question: &Question,
    answers: &[Answer],
    asked: usize,
) -> Result<Text, Failure> {
    let language = question.language;
    if let Some(accepted) = answers.iter().find(|answer| Some(answer.number) == question.accepted) {
        let name = signed(language, accepted);
        let words = excerpt(&one_line(&accepted.body), ANSWER);
        return Ok(wording::state_solved(language, accepted.number, &name, &words));
    }
    if let Some(first) = answers.first() {
        let newest = answers.iter().rev().take(ANSWERS).rev();
        let lines = newest.map(|answer| {
            let words = excerpt(&one_line(&answer.body), ANSWER);
            wording::card_answer(language, answer.number, &signed(language, answer), &words)
        });
        return Ok(list(lines).then(wording::state_answered(language, answers.len(), first.number)));
    }
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

fn signed(language: Language, answer: &Answer) -> String {
    answer.name.clone().unwrap_or_else(|| wording::somebody(language))
}

/// The words in one line, for a place that has no more.
pub(super) fn one_line(text: &Text) -> String {
    text.to_plain().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Topics as they are written: `#ci #terraform`.
pub(super) fn hashed(topics: &[String]) -> String {
    topics.iter().map(|topic| format!("#{topic}")).collect::<Vec<_>>().join(" ")
}
