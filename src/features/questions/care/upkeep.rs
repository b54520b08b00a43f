//! Upkeep: what those who look after a question do with it. A duplicate's words are remembered with the question that
//! was asked before, so that whoever searches in those words finds the answer.

use super::super::answers_store;
use super::super::card::hashed;
use super::super::command::{self, excerpt, says_something};
use super::super::store::{self, Kind, Question, State};
use super::super::{answers, card, claims, escalation, routing};
use super::{following, tends, visible_question, which_helped, wording};
use crate::database::{MemberId, Tx};
use crate::engine::{Call, ChangeKind, Failure, Turn};
use crate::language::{Language, echo, one_line};
use crate::on;
use stoa_chat::{Post, Text};

/// The most characters of an answer, or of a reason, that are shown.
const SHOWN: usize = 280;

/// `duplicate Q17 of Q4`.
pub(super) async fn duplicate(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    let mut words = words.split_whitespace();
    let question = tended(turn, call, words.next().unwrap_or("")).await?;
    let Some(word) = words.find(|word| !word.eq_ignore_ascii_case("of")) else {
        let usage = crate::engine::usage(language, "duplicate Q17 of Q4", "duplicate Q17 of Q4");
        return Err(Failure::refused(usage));
    };
    let named = visible_question(turn, &call.by, word).await?;
    let named_number = named.number;
    let original = original(turn, named).await?;
    let (number, of) = (question.number, original.number);
    if let Some(why) = no_duplicate(language, &question, &original, named_number) {
        return Err(Failure::refused(why));
    }
    if duplicate_of(turn.tx(), number).await? != Some(of) {
        close_as(turn, &question, State::Duplicate).await?;
        set_duplicate(turn.tx(), number, Some(of)).await?;
        following::move_back(turn, number).await?;
        following::move_along(turn, &question, of).await?;
        turn.reindex(ChangeKind::Document, &of.to_string()).await?;
        let text = pointer(turn, &question, &original).await?;
        turn.say(&question.home, question.thread(), Post::of(text)).await?;
        following::tell_pointed(turn, &question, &original, &call.by).await?;
        card::refresh(turn, of).await?;
        card::refresh(turn, number).await?;
    }
    turn.reply(call, Post::of(wording::joined(language, number, of))).await?;
    Ok(())
}

/// Why `question` cannot be a duplicate of `original`, for which its duplicate `named` may have been named.
fn no_duplicate(language: Language, question: &Question, original: &Question, named: i64) -> Option<Text> {
    let (number, of) = (question.number, original.number);
    if number == named {
        Some(wording::refused_duplicate_of_itself(language, number))
    } else if number == of {
        Some(wording::refused_points_here(language, named, number))
    } else if matches!(question.state, State::Withdrawn | State::Archived) || question.direct {
        Some(super::super::wording::refused_closed(language, number))
    } else if original.state == State::Withdrawn || original.direct || original.hidden {
        Some(wording::refused_no_original(language, of))
    } else {
        None
    }
}

/// The question that `named` turned out to say the same as, if it did.
async fn original(turn: &mut Turn<'_>, named: Question) -> Result<Question, Failure> {
    let Some(of) = duplicate_of(turn.tx(), named.number).await? else { return Ok(named) };
    Ok(store::question(turn.tx(), of).await?.unwrap_or(named))
}

/// What those who wait in a duplicate's thread are told.
async fn pointer(turn: &mut Turn<'_>, question: &Question, original: &Question) -> Result<Text, Failure> {
    let (language, of) = (card::language(turn, question).await?, original.number);
    // What is hidden from everybody is not quoted to anybody.
    let shown = answers_store::answers(turn.tx(), of).await?;
    Ok(match shown.into_iter().find(|answer| original.accepted == Some(answer.number)) {
        Some(answer) => {
            let words = excerpt(&one_line(&answer.body.to_plain()), SHOWN);
            wording::asked_before_answered(language, of, &original.title, &words)
        }
        None => wording::asked_before(language, of, &original.title),
    })
}

/// `close Q17 [why]`.
pub(super) async fn close(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (word, why) = call.rest.clone().split_first_word();
    let question = tended(turn, call, &word).await?;
    let number = question.number;
    if !matches!(question.state, State::Open | State::Solved | State::Closed) {
        return Err(Failure::refused(super::super::wording::refused_closed(language, number)));
    }
    let why = says_something(&why).then(|| excerpt(&one_line(&why.to_plain()), SHOWN));
    close_as(turn, &question, State::Closed).await?;
    set_closed(turn.tx(), number, why.as_deref().map(|why| (why, call.by.id))).await?;
    card::refresh(turn, number).await?;
    if question.state != State::Closed {
        following::tell_closed(turn, &question, why.as_deref(), &call.by).await?;
    }
    turn.reply(call, Post::of(wording::closed(language, number))).await?;
    Ok(())
}

async fn close_as(turn: &mut Turn<'_>, question: &Question, state: State) -> Result<(), Failure> {
    store::set_state(turn.tx(), question.number, state).await?;
    claims::call_off(turn, question.number).await?;
    turn.reindex(ChangeKind::Document, &question.number.to_string()).await?;
    Ok(())
}

/// `reopen Q17`, whatever had ended it; what its asker took back is theirs to open again.
pub(super) async fn reopen(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let question = tended(turn, call, &call.words()).await?;
    let number = question.number;
    if question.state == State::Withdrawn && !question.asker.is(call.by.id) {
        return Err(Failure::refused(wording::refused_withdrawn(language, number)));
    }
    if question.state == State::Archived || question.kind != Kind::Asked {
        return Err(Failure::refused(wording::refused_archived(language, number)));
    }
    if question.state != State::Open {
        open_again(turn, &question).await?;
    }
    turn.reply(call, Post::of(wording::reopened(language, number))).await?;
    Ok(())
}

pub(in super::super) async fn open_again(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    let number = question.number;
    if let Some(answer) = question.accepted {
        answers::undo(turn, question, answer).await?;
    }
    if question.state == State::Solved {
        // It would not be opened again if what was said had been enough.
        which_helped::dismiss(turn.tx(), number).await?;
    }
    if let Some(of) = duplicate_of(turn.tx(), number).await? {
        set_duplicate(turn.tx(), number, None).await?;
        following::move_back(turn, number).await?;
        turn.reindex(ChangeKind::Document, &of.to_string()).await?;
        card::refresh(turn, of).await?;
    }
    set_closed(turn.tx(), number, None).await?;
    store::set_state(turn.tx(), number, State::Open).await?;
    escalation::resume(turn, number).await?;
    which_helped::refresh(turn, number).await?;
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    card::refresh(turn, number).await
}

/// `retag Q17 #a #b`; without topics it has none.
pub(super) async fn retag(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (word, rest) = call.rest.clone().split_first_word();
    let question = tended(turn, call, &word).await?;
    let number = question.number;
    let (topics, rest) = command::split_topics(rest);
    if says_something(&rest) {
        let rest = rest.to_plain();
        let word = echo(command::first_word(&rest));
        return Err(Failure::refused(super::super::wording::refused_not_a_topic(language, &word)));
    }
    store::set_topics(turn.tx(), number, &topics).await?;
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    let added = topics.iter().any(|topic| !question.topics.contains(topic));
    let question = Question { topics: topics.clone(), ..question };
    if added && escalation::wants_somebody(turn, &question).await? {
        let first_start = routing::ask_next(turn, &question).await?;
        escalation::go_on_from(turn, &question, first_start).await?;
    }
    card::refresh(turn, number).await?;
    let text = if topics.is_empty() {
        wording::retagged_nothing(language, number)
    } else {
        wording::retagged(language, number, &hashed(&topics))
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// The question that a command names, if its giver looks after it.
async fn tended(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<Question, Failure> {
    let language = call.by.language;
    let question = visible_question(turn, &call.by, word).await?;
    if !tends(turn, &question, &call.by).await? {
        return Err(Failure::refused(wording::refused_not_tended(language, question.number)));
    }
    Ok(question)
}

async fn duplicate_of(tx: &mut Tx, number: i64) -> sqlx::Result<Option<i64>> {
    const SQL: &str = "SELECT duplicate_of FROM question WHERE number = $1";
    let row: Option<(Option<i64>,)> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    Ok(row.and_then(|(of,)| of))
}

/// Remembers which question says the same; whatever was a duplicate of this one is now one of that.
async fn set_duplicate(tx: &mut Tx, number: i64, of: Option<i64>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET duplicate_of = $2 WHERE number = $1";
    const THEIRS: &str = "UPDATE question SET duplicate_of = $2 WHERE duplicate_of = $1";
    on!(tx, |c| {
        sqlx::query(SQL).bind(number).bind(of).execute(&mut *c).await?;
        if of.is_some() {
            sqlx::query(THEIRS).bind(number).bind(of).execute(&mut *c).await?;
        }
        Ok(())
    })
}

/// Why a question was closed, and whose words that is.
async fn set_closed(tx: &mut Tx, number: i64, why: Option<(&str, MemberId)>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET closed_why = $2, closed_by = $3 WHERE number = $1";
    let (why, by) = why.map(|(why, by)| (why, by.to_string())).unzip();
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(why).bind(&by).execute(c).await.map(drop))
}
