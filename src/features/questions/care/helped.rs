//! “This helped me”: 💡 by anybody but the author. Enough of them make an answer a community answer, whether or not
//! the asker ever comes back.

use super::super::announced;
use super::super::answers_store::{self, Answer};
use super::super::card;
use super::super::store::Question;
use super::super::veiled;
use super::{visible_answer, wording};
use crate::database::{MemberId, Tx};
use crate::engine::{Call, ChangeKind, Fact, Failure, Turn};
use crate::on;
use crate::people::Member;
use stoa_chat::{Post, Timestamp};

/// The reaction by which anybody says that an answer helped them.
pub(in super::super) const HELPED: &str = "💡";

/// Somebody put the reaction on an answer.
pub(in super::super) async fn reacted(
    turn: &mut Turn<'_>,
    answer: &Answer,
    by: &Member,
) -> Result<(), Failure> {
    if answer.author == Some(by.id) { Ok(()) } else { mark(turn, answer, by.id).await }
}

/// Somebody took it off again.
pub(in super::super) async fn unreacted(
    turn: &mut Turn<'_>,
    answer: &Answer,
    by: &Member,
) -> Result<(), Failure> {
    unmark(turn, answer, by.id).await
}

/// `helped A31`.
pub(super) async fn helped(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (_, answer) = visible_answer(turn, &call.by, &call.words()).await?;
    if answer.author == Some(call.by.id) {
        return Err(Failure::refused(wording::refused_helped_own(language, answer.number)));
    }
    mark(turn, &answer, call.by.id).await?;
    turn.reply(call, Post::of(wording::helped(language, answer.number))).await?;
    Ok(())
}

/// `unhelped A31`.
pub(super) async fn unhelped(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (_, answer) = visible_answer(turn, &call.by, &call.words()).await?;
    unmark(turn, &answer, call.by.id).await?;
    turn.reply(call, Post::of(wording::unhelped(call.by.language, answer.number))).await?;
    Ok(())
}

async fn mark(turn: &mut Turn<'_>, answer: &Answer, by: MemberId) -> Result<(), Failure> {
    let at = turn.happened_at();
    if !insert(turn.tx(), answer.number, by, at).await? {
        return Ok(());
    }
    count(turn.tx(), answer.number, 1).await?;
    let counts = answers_store::counts(turn.tx(), answer.question).await?;
    if let Some(author) = answer.author.filter(|_| counts) {
        turn.announce(Fact::AnswerThanked { answer: answer.number, author, by, at });
        announced::tip_used(turn, answer, author, by).await?;
        veiled::confirm(turn, answer, at).await?;
    }
    changed(turn, answer.question).await
}

async fn unmark(turn: &mut Turn<'_>, answer: &Answer, by: MemberId) -> Result<(), Failure> {
    if !delete(turn.tx(), answer.number, by).await? {
        return Ok(());
    }
    count(turn.tx(), answer.number, -1).await?;
    let at = turn.happened_at();
    turn.announce(Fact::ThanksUndone { answer: answer.number, by, at });
    announced::tip_unused(turn, answer, by).await?;
    veiled::unconfirm(turn, answer, at).await?;
    changed(turn, answer.question).await
}

async fn changed(turn: &mut Turn<'_>, question: i64) -> Result<(), Failure> {
    turn.reindex(ChangeKind::Document, &question.to_string()).await?;
    card::refresh(turn, question).await
}

/// An answer is gone, and with it everybody's thanks.
pub(super) async fn forget(turn: &mut Turn<'_>, answer: &Answer) -> Result<(), Failure> {
    let at = turn.happened_at();
    for by in people_helped(turn.tx(), answer.number).await? {
        delete(turn.tx(), answer.number, by).await?;
        count(turn.tx(), answer.number, -1).await?;
        turn.announce(Fact::ThanksUndone { answer: answer.number, by, at });
        announced::tip_unused(turn, answer, by).await?;
    }
    Ok(())
}

/// Everybody who said that an answer helped them, and its asker.
pub(super) async fn interested(
    turn: &mut Turn<'_>,
    question: &Question,
    answer: i64,
) -> anyhow::Result<Vec<MemberId>> {
    let mut interested = people_helped(turn.tx(), answer).await?;
    interested.extend(question.asker.member().filter(|asker| !interested.contains(asker)));
    Ok(interested)
}

pub(in super::super) async fn people_helped(tx: &mut Tx, answer: i64) -> anyhow::Result<Vec<MemberId>> {
    const SQL: &str = "SELECT member FROM helped WHERE answer = $1 ORDER BY member";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(answer).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// Keeps a mark; `false` if it was there already.
async fn insert(tx: &mut Tx, answer: i64, member: MemberId, at: Timestamp) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO helped (answer, member, at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING RETURNING answer";
    let member = member.to_string();
    let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(SQL)
        .bind(answer)
        .bind(&member)
        .bind(at.millis())
        .fetch_optional(c)
        .await)?;
    Ok(row.is_some())
}

/// Takes a mark back; `false` if there was none.
async fn delete(tx: &mut Tx, answer: i64, member: MemberId) -> sqlx::Result<bool> {
    const SQL: &str = "DELETE FROM helped WHERE answer = $1 AND member = $2 RETURNING answer";
    let member = member.to_string();
    let row: Option<(i64,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(answer).bind(&member).fetch_optional(c).await)?;
    Ok(row.is_some())
}

async fn count(tx: &mut Tx, answer: i64, more: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE answer SET helped = helped + $2 WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(answer).bind(more).execute(c).await.map(drop))
}

/// Two members are one, who said it once at most, and never of an answer of their own.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> anyhow::Result<Vec<i64>> {
    const TWICE: &str = "DELETE FROM helped WHERE member = $1
        AND answer IN (SELECT answer FROM helped WHERE member = $2) RETURNING answer";
    const MOVE: &str = "UPDATE helped SET member = $2 WHERE member = $1";
    const OWN: &str = "DELETE FROM helped WHERE member = $1
        AND answer IN (SELECT number FROM answer WHERE author = $1) RETURNING answer";
    let (old, new) = (from.to_string(), into.to_string());
    let mut gone: Vec<(i64,)> = on!(tx, |c| sqlx::query_as(TWICE).bind(&old).bind(&new).fetch_all(c).await)?;
    on!(tx, |c| sqlx::query(MOVE).bind(&old).bind(&new).execute(c).await.map(drop))?;
    let own: Vec<(i64,)> = on!(tx, |c| sqlx::query_as(OWN).bind(&new).fetch_all(c).await)?;
    gone.extend(own);
    let mut questions = Vec::new();
    for (number,) in gone {
        count(tx, number, -1).await?;
        questions.extend(answers_store::answer(tx, number).await?.map(|answer| answer.question));
    }
    Ok(questions)
}
