//! Freshness: what was right half a year ago may be wrong today, so somebody who knows is asked now and then. What
//! enough people find out of date is still found, below everything else, and says so.

use super::super::answers_store::Answer;
use super::super::command::excerpt;
use super::super::store::{Question, State};
use super::super::{NAME, card};
use super::{advocates, answers_for, read_answer, read_member, settle, visible_answer, wording};
use crate::database::{MemberId, Tx};
use crate::engine::{Call, Failure, Turn};
use crate::language::one_line;
use crate::on;
use crate::people;
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::{Post, Timestamp};

/// The job that asks whether an accepted answer is still right; its subject is the answer's number.
pub(in super::super) const STILL_RIGHT: &str = "still right";
/// The most characters of the answer in the message.
const ANSWER: usize = 280;
const DAY: Duration = Duration::from_hours(24);

/// An answer is right as of now: nobody's doubts count any more, and somebody is asked again when it is old.
pub(super) async fn begin(turn: &mut Turn<'_>, answer: i64) -> Result<(), Failure> {
    const SQL: &str = "DELETE FROM doubt WHERE answer = $1";
    on!(turn.tx(), |c| sqlx::query(SQL).bind(answer).execute(c).await.map(drop))?;
    let Some((question, answer)) = read_answer(turn, answer).await? else { return Ok(()) };
    if question.accepted == Some(answer.number) { plan(turn, answer.number).await } else { Ok(()) }
}

async fn plan(turn: &mut Turn<'_>, answer: i64) -> Result<(), Failure> {
    let due = turn.now() + DAY * turn.settings().questions.fresh_days;
    Ok(turn.plan_job(NAME, STILL_RIGHT, &answer.to_string(), due).await?)
}

/// An answer is accepted no more.
pub(super) async fn end(turn: &mut Turn<'_>, answer: i64) -> Result<(), Failure> {
    Ok(turn.cancel_job(NAME, STILL_RIGHT, &answer.to_string()).await?)
}

/// Asks its author whether an answer is still right; if they are gone, an advocate of its topics.
pub(in super::super) async fn ask(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some((question, answer)) = read_answer(turn, number).await? else { return Ok(()) };
    if question.accepted != Some(number) {
        return Ok(());
    }
    let mut judges: Vec<MemberId> = answer.author.into_iter().collect();
    judges.extend(advocates(turn.tx(), question.number).await?);
    for id in judges {
        let judge = read_member(turn, id).await?;
        let language = judge.language;
        let (title, words) = (&question.title, excerpt(&one_line(&answer.body.to_plain()), ANSWER));
        let text = if answer.author == Some(id) {
            wording::still_right(language, number, question.number, title, &words)
        } else {
            wording::still_right_other(language, number, question.number, title, &words)
        };
        let post = Post::of(text)
            .with_button(wording::label_fresh(language), format!("fresh A{number}"))
            .with_button(wording::label_stale(language), format!("stale A{number}"));
        if people::tell(turn, &judge, NAME, post).await?.message().is_some() {
            break;
        }
    }
    plan(turn, number).await
}

/// `fresh A31`: by whoever answers for it, it is right again; by anybody else, their own doubt is gone.
pub(super) async fn fresh(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    const OWN: &str = "DELETE FROM doubt WHERE answer = $1 AND member = $2";
    let (question, answer) = named(turn, call).await?;
    let number = answer.number;
    let answers_for = answer.author == Some(call.by.id)
        || question.asker.is(call.by.id)
        || answers_for(turn, &question, &call.by).await?;
    if answers_for {
        begin(turn, number).await?;
    } else {
        let me = call.by.id.to_string();
        on!(turn.tx(), |c| sqlx::query(OWN).bind(number).bind(&me).execute(c).await.map(drop))?;
    }
    card::refresh(turn, question.number).await?;
    settle(turn, call, None, wording::said_fresh(call.by.language, number)).await
}

/// `stale A31`, by anybody.
pub(super) async fn stale(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (question, answer) = named(turn, call).await?;
    let (language, number, at) = (call.by.language, answer.number, turn.happened_at());
    doubt(turn.tx(), number, call.by.id, at).await?;
    let needed = turn.settings().questions.stale_after;
    let is_stale = stale_answers(turn.tx(), question.number, needed).await?.contains(&number);
    card::refresh(turn, question.number).await?;
    let text = if is_stale {
        wording::said_stale_marked(language, number)
    } else {
        wording::said_stale(language, number)
    };
    settle(turn, call, None, text).await
}

/// The answer that a command names: an accepted one, or an imported one, since others are not offered as the answer.
async fn named(turn: &mut Turn<'_>, call: &Call) -> Result<(Question, Answer), Failure> {
    let (question, answer) = visible_answer(turn, &call.by, &call.words()).await?;
    if question.accepted != Some(answer.number) && question.state != State::Archived {
        let text = wording::refused_not_settled(call.by.language, answer.number, question.number);
        return Err(Failure::refused(text));
    }
    Ok((question, answer))
}

async fn doubt(tx: &mut Tx, answer: i64, member: MemberId, at: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO doubt (answer, member, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(answer).bind(&member).bind(at.millis()).execute(c).await.map(drop))
}

/// The answers to a question that at least `needed` people find out of date.
pub(super) async fn stale_answers(tx: &mut Tx, question: i64, needed: u32) -> sqlx::Result<BTreeSet<i64>> {
    const SQL: &str = "SELECT d.answer FROM doubt d JOIN answer a ON a.number = d.answer
        WHERE a.question = $1 GROUP BY d.answer HAVING COUNT(*) >= $2 ORDER BY d.answer";
    let needed = i64::from(needed);
    let rows: Vec<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(question).bind(needed).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(answer,)| answer).collect())
}
