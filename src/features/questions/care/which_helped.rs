//! *Which one helped?* A working day after the first answer the asker is asked once, unless they have said so.
//!
//! The message always says how things stand: its buttons are the answers, until one is accepted.

use super::super::answers_store::{self, Answer};
use super::super::by::By;
use super::super::command::excerpt;
use super::super::escalation::Hours;
use super::super::store::{self, Question, State};
use super::super::{NAME, card, escalation, named_question, routing, veiled};
use super::{is_answered, read_member, settle, wording};
use crate::database::Tx;
use crate::engine::{Call, Failure, Turn};
use crate::language::{Language, one_line};
use crate::on;
use crate::people;
use stoa_chat::{PlannedId, Post};

/// The job that asks.
pub(in super::super) const WHICH_HELPED: &str = "which helped";
/// The most answers to choose from; the card has the others.
const CHOICES: usize = 4;
/// The most characters on a button.
const LABEL: usize = 48;

/// Plans to ask, once in a question's life, counted from the first answer.
pub(super) async fn plan(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    let subject = question.number.to_string();
    if question.asker == By::Nobody
        || was_asked(turn.tx(), question.number).await?
        || turn.job_due(NAME, WHICH_HELPED, &subject).await?.is_some()
        || !is_answered(turn.tx(), question.number).await?
    {
        return Ok(());
    }
    let Hours { hours, zone } = match question.asker.member() {
        Some(asker) => {
            let asker = read_member(turn, asker).await?;
            Hours { hours: asker.hours, zone: asker.zone }
        }
        // When somebody anonymous works would tell who they are.
        None => escalation::home_hours(turn, &question.home).await?,
    };
    let days = turn.settings().questions.which_helped_days;
    let due = hours.next_start(hours.add_working_days(turn.now(), days, zone), zone);
    Ok(turn.plan_job(NAME, WHICH_HELPED, &subject, due).await?)
}

pub(super) async fn cancel(turn: &mut Turn<'_>, question: i64) -> Result<(), Failure> {
    Ok(turn.cancel_job(NAME, WHICH_HELPED, &question.to_string()).await?)
}

/// Asks, if there is something to choose from.
pub(in super::super) async fn ask(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    const SQL: &str = "INSERT INTO which_helped (question, at, message) VALUES ($1, $2, $3)";
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    if question.state != State::Open
        || was_asked(turn.tx(), number).await?
        || !is_answered(turn.tx(), number).await?
    {
        return Ok(());
    }
    let answers = answers_store::answers(turn.tx(), number).await?;
    let message = match &question.asker {
        By::Member(asker) => {
            let asker = read_member(turn, *asker).await?;
            let told = people::tell(turn, &asker, NAME, choices(asker.language, &question, &answers)).await?;
            told.message().cloned()
        }
        By::Thread(thread) => {
            Some(turn.tell_thread(thread, choices(question.language, &question, &answers)).await?)
        }
        By::Nobody => return Ok(()),
    };
    let (at, message) = (turn.now().millis(), message.map(|id| id.0));
    on!(turn.tx(), |c| sqlx::query(SQL).bind(number).bind(at).bind(&message).execute(c).await.map(drop))?;
    Ok(())
}

fn choices(language: Language, question: &Question, answers: &[Answer]) -> Post {
    let (number, title) = (question.number, &question.title);
    let text = match question.asker {
        // Somebody may be looking over their shoulder.
        By::Thread(_) => wording::which_helped_veiled(language, number, title),
        _ => wording::which_helped(language, number, title),
    };
    let mut post = Post::of(text);
    let verb = veiled::verb(&question.asker);
    for answer in answers.iter().rev().take(CHOICES).rev() {
        let name = answer.name.clone().unwrap_or_else(|| super::super::wording::somebody(language));
        let label = wording::label_which(language, answer.number, &name, &one_line(&answer.body.to_plain()));
        post = post.with_button(excerpt(&label, LABEL), format!("{verb}accept A{}", answer.number));
    }
    post.with_button(wording::label_none(language), format!("{verb}none Q{}", question.number))
}

/// Brings the message up to date, if there is one.
pub(super) async fn refresh(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(request) = message(turn.tx(), number).await? else { return Ok(()) };
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let language = match &question.asker {
        By::Member(asker) => read_member(turn, *asker).await?.language,
        By::Thread(_) => question.language,
        By::Nobody => return Ok(()),
    };
    let post = match (question.accepted, question.state) {
        (Some(answer), _) => Post::of(wording::which_helped_this(language, number, answer)),
        (None, State::Open) if is_answered(turn.tx(), number).await? => {
            let answers = answers_store::answers(turn.tx(), number).await?;
            choices(language, &question, &answers)
        }
        (None, State::Open) => Post::of(wording::none_helped(language, number)),
        (None, _) => Post::of(wording::which_helped_over(language, number)),
    };
    Ok(turn.edit(request, post).await?)
}

/// `none Q17`: no answer has helped yet, so the next people are asked.
pub(super) async fn none(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let question = named_question(turn, language, &call.words()).await?;
    let number = question.number;
    if !question.asker.is(call.by.id) {
        return Err(Failure::refused(super::super::wording::refused_not_asker(language, number)));
    }
    if question.state != State::Open {
        return Err(Failure::refused(super::super::wording::refused_closed(language, number)));
    }
    go_on_without(turn, &question).await?;
    let request = message(turn.tx(), number).await?;
    let request = request.map(|request| (request, wording::none_helped_yet(language, number)));
    settle(turn, call, request, wording::none_helped(language, number)).await
}

/// No answer has helped yet: the next people are asked.
pub(in super::super) async fn go_on_without(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    let number = question.number;
    if is_answered(turn.tx(), number).await? {
        dismiss(turn.tx(), number).await?;
        cancel(turn, number).await?;
        routing::ask_next(turn, question).await?;
        escalation::plan_next_step(turn, question, question.step).await?;
        card::refresh(turn, number).await?;
    }
    Ok(())
}

/// Nothing said so far counts as an answer any more.
pub(super) async fn dismiss(tx: &mut Tx, question: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET dismissed =
            (SELECT COALESCE(MAX(a.number), 0) FROM answer a WHERE a.question = $1 AND NOT a.withdrawn)
        WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(question).execute(c).await.map(drop))
}

async fn was_asked(tx: &mut Tx, question: i64) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM which_helped WHERE question = $1";
    let (asked,): (i64,) = on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_one(c).await)?;
    Ok(asked > 0)
}

/// The message by which the asker was asked, if it was sent or is held.
pub(super) async fn message(tx: &mut Tx, question: i64) -> sqlx::Result<Option<PlannedId>> {
    const SQL: &str = "SELECT message FROM which_helped WHERE question = $1";
    let row: Option<(Option<String>,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_optional(c).await)?;
    Ok(row.and_then(|(message,)| message).map(PlannedId))
}
