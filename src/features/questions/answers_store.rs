//! Answers, and who was asked, in the database.

use super::ask::TITLE;
use super::command::title;
use crate::database::{MemberId, Tx, next_number};
use crate::knowledge::Response;
use crate::on;
use crate::vault::ThreadId;
use std::collections::BTreeMap;
use std::time::Duration;
use stoa_chat::{MessageRef, PlannedId, Text, Timestamp};

/// An answer that stands.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) number: i64,
    pub(super) question: i64,
    pub(super) author: Option<MemberId>,
    pub(super) name: Option<String>,
    pub(super) body: Text,
    pub(super) at: Timestamp,
    pub(super) helped: i64,
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    number: i64,
    question: i64,
    author: Option<String>,
    name: Option<String>,
    body: String,
    at: i64,
    helped: i64,
}

impl AnswerRow {
    fn into_answer(self) -> anyhow::Result<Answer> {
        Ok(Answer {
            number: self.number,
            question: self.question,
            author: self.author.map(|id| id.parse()).transpose()?,
            name: self.name,
            body: serde_json::from_str(&self.body)?,
            at: Timestamp::from_millis(self.at),
            helped: self.helped,
        })
    }
}

/// Whether help with a question counts for anything: what is asked for practice does not.
pub(super) async fn counts(tx: &mut Tx, question: i64) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM question q
        JOIN place p ON p.network = q.network AND p.id = q.place AND p.sandbox WHERE q.number = $1";
    let (practised,): (i64,) = on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_one(c).await)?;
    Ok(practised == 0)
}

/// The answers to a question that can be seen, oldest first.
pub(super) async fn answers(tx: &mut Tx, question: i64) -> anyhow::Result<Vec<Answer>> {
    const SQL: &str =
        "SELECT a.number, a.question, a.author, COALESCE(m.name, a.pseudonym) AS name, a.body, a.at, a.helped
        FROM answer a LEFT JOIN member m ON m.id = a.author
        WHERE a.question = $1 AND NOT a.withdrawn AND NOT a.hidden ORDER BY a.number";
    let rows: Vec<AnswerRow> = on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_all(c).await)?;
    rows.into_iter().map(AnswerRow::into_answer).collect()
}

/// Reads an answer that stands, be it hidden or not.
pub(super) async fn answer(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Answer>> {
    const SQL: &str =
        "SELECT a.number, a.question, a.author, COALESCE(m.name, a.pseudonym) AS name, a.body, a.at, a.helped
        FROM answer a LEFT JOIN member m ON m.id = a.author
        WHERE a.number = $1 AND NOT a.withdrawn";
    let row: Option<AnswerRow> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    row.map(AnswerRow::into_answer).transpose()
}

/// Who answers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Author<'a> {
    /// A member, under their name.
    Member(MemberId),
    /// Somebody anonymous, under a name that holds for this question only.
    Veiled(&'a ThreadId, &'a str),
}

/// An answer on its way into the database.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewAnswer<'a> {
    pub(super) question: i64,
    pub(super) author: Author<'a>,
    pub(super) body: &'a Text,
    pub(super) at: Timestamp,
}

/// Where an answer can be seen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stands<'a> {
    /// In its author's own message.
    In(&'a MessageRef),
    /// In a message of ours; and the message by which its author gave it, if that is theirs to change.
    Planned(&'a PlannedId, Option<&'a MessageRef>),
    /// On the card alone, as a tip does.
    OnCard,
}

/// Keeps an answer and gives its number.
pub(super) async fn insert_answer(
    tx: &mut Tx,
    new: &NewAnswer<'_>,
    stands: Stands<'_>,
) -> anyhow::Result<i64> {
    const SQL: &str =
        "INSERT INTO answer (number, question, author, network, place, message, planned, body, at, helped,
            withdrawn, veil, pseudonym)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, FALSE, $10, $11)";
    let number = next_number(tx, "answer").await?;
    let body = serde_json::to_string(new.body)?;
    let (author, veil, pseudonym) = match new.author {
        Author::Member(member) => (Some(member.to_string()), None, None),
        Author::Veiled(thread, name) => (None, Some(thread.as_str()), Some(name)),
    };
    let (message, planned) = match stands {
        Stands::In(message) => (Some(message), None),
        Stands::Planned(planned, given) => (given, Some(&planned.0)),
        Stands::OnCard => (None, None),
    };
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(new.question)
        .bind(&author)
        .bind(message.map(|m| m.place.network.as_str()))
        .bind(message.map(|m| &m.place.id))
        .bind(message.map(|m| &m.id))
        .bind(planned)
        .bind(&body)
        .bind(new.at.millis())
        .bind(veil)
        .bind(pseudonym)
        .execute(c)
        .await
        .map(drop))?;
    Ok(number)
}

/// The answer that stands in this message of a person, or that they gave by it.
pub(super) async fn answer_of_message(tx: &mut Tx, message: &MessageRef) -> sqlx::Result<Option<i64>> {
    const SQL: &str =
        "SELECT number FROM answer WHERE network = $1 AND place = $2 AND message = $3 AND NOT withdrawn";
    let (network, place) = (message.place.network.as_str(), &message.place.id);
    let row: Option<(i64,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(place).bind(&message.id).fetch_optional(c).await)?;
    Ok(row.map(|(number,)| number))
}

/// The answer that stands in this message of ours, be it a tip's card.
pub(super) async fn answer_of_planned(tx: &mut Tx, planned: &PlannedId) -> sqlx::Result<Option<i64>> {
    const SQL: &str = "SELECT number FROM answer WHERE planned = $1 AND NOT withdrawn
        UNION SELECT a.number FROM answer a JOIN question q ON q.number = a.question
        WHERE q.card = $1 AND q.kind = 'tip' AND NOT a.withdrawn ORDER BY 1";
    let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&planned.0).fetch_optional(c).await)?;
    Ok(row.map(|(number,)| number))
}

/// The question that somebody was asked about by this message of ours.
pub(super) async fn question_of_request(tx: &mut Tx, request: &PlannedId) -> sqlx::Result<Option<i64>> {
    const SQL: &str = "SELECT question FROM asked WHERE direct = $1";
    let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&request.0).fetch_optional(c).await)?;
    Ok(row.map(|(number,)| number))
}

/// Replaces the words of an answer; a tip is called by them.
pub(super) async fn set_answer_body(tx: &mut Tx, number: i64, body: &Text) -> anyhow::Result<()> {
    const SQL: &str = "UPDATE answer SET body = $2 WHERE number = $1";
    const TIP: &str = "UPDATE question SET title = $2
        WHERE kind = 'tip' AND number = (SELECT question FROM answer WHERE number = $1)";
    let (title, body) = (title(body, TITLE), serde_json::to_string(body)?);
    on!(tx, |c| {
        sqlx::query(SQL).bind(number).bind(&body).execute(&mut *c).await?;
        sqlx::query(TIP).bind(number).bind(&title).execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Takes an answer out of sight.
pub(super) async fn withdraw_answer(tx: &mut Tx, number: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE answer SET withdrawn = TRUE WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).execute(c).await.map(drop))
}

/// One person who was asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) member: MemberId,
    pub(super) state: String,
    pub(super) reasons: String,
    pub(super) direct: PlannedId,
}

/// Everybody who was asked about a question, in the order of asking.
pub(super) async fn asked(tx: &mut Tx, question: i64) -> anyhow::Result<Vec<Asked>> {
    const SQL: &str =
        "SELECT member, state, reasons, direct FROM asked WHERE question = $1 ORDER BY at, member";
    type Row = (String, String, String, String);
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_all(c).await)?;
    let asked = |(member, state, reasons, direct): Row| {
        Ok(Asked { member: member.parse()?, state, reasons, direct: PlannedId(direct) })
    };
    rows.into_iter().map(asked).collect()
}

/// The open questions that nobody has taken and somebody was asked about without having said anything.
pub(super) async fn open_requests(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<i64>> {
    const SQL: &str = "SELECT a.question FROM asked a JOIN question q ON q.number = a.question
        WHERE a.member = $1 AND a.state = 'asked' AND q.state = 'open' AND q.claimed_by IS NULL
        ORDER BY a.question";
    let member = member.to_string();
    let rows: Vec<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// Somebody to be asked: with which reasons (for the later study of what routing does), and by which message.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewAsked<'a> {
    pub(super) question: i64,
    pub(super) member: MemberId,
    pub(super) at: Timestamp,
    pub(super) reasons: &'a str,
    pub(super) propensity: f64,
    pub(super) direct: &'a PlannedId,
}

/// Writes down that somebody is asked.
pub(super) async fn insert_asked(tx: &mut Tx, new: &NewAsked<'_>) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO asked (question, member, at, reasons, propensity, state, direct)
        VALUES ($1, $2, $3, $4, $5, 'asked', $6)";
    let member = new.member.to_string();
    on!(tx, |c| sqlx::query(SQL)
        .bind(new.question)
        .bind(&member)
        .bind(new.at.millis())
        .bind(new.reasons)
        .bind(new.propensity)
        .bind(&new.direct.0)
        .execute(c)
        .await
        .map(drop))
}

/// Writes down what somebody who was asked has said: `asked`, `taken`, `passed`, `answered` or `over`.
pub(super) async fn set_asked(tx: &mut Tx, question: i64, member: MemberId, state: &str) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE asked SET state = $3 WHERE question = $1 AND member = $2";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(question).bind(&member).bind(state).execute(c).await.map(drop))
}

/// How often each member was asked since a moment.
pub(super) async fn load_since(tx: &mut Tx, since: Timestamp) -> anyhow::Result<BTreeMap<MemberId, u32>> {
    const SQL: &str = "SELECT member, COUNT(*) FROM asked WHERE at > $1 GROUP BY member ORDER BY member";
    let rows: Vec<(String, i64)> = on!(tx, |c| sqlx::query_as(SQL).bind(since.millis()).fetch_all(c).await)?;
    rows.into_iter().map(|(member, times)| Ok((member.parse()?, u32::try_from(times)?))).collect()
}

/// How members dealt with what they were asked since a moment. What they were asked after `late`, and have not
/// answered or taken, is not held against them.
pub(super) async fn responses(
    tx: &mut Tx,
    since: Timestamp,
    late: Timestamp,
) -> anyhow::Result<BTreeMap<MemberId, Response>> {
    const SQL: &str = "SELECT member, COUNT(*),
            CAST(SUM(CASE WHEN reply IS NULL AND state <> 'taken' THEN 0 ELSE 1 END) AS BIGINT),
            CAST(SUM(CASE WHEN reply IS NULL THEN 0 ELSE 1 END) AS BIGINT),
            CAST(SUM(CASE WHEN reply IS NULL THEN 0 WHEN reply - at > 86400000 THEN 86400000
                ELSE reply - at END) AS BIGINT)
        FROM (SELECT a.member AS member, a.at AS at, a.state AS state,
                (SELECT MIN(r.at) FROM answer r WHERE r.question = a.question AND r.author = a.member
                    AND r.at >= a.at AND NOT r.withdrawn) AS reply
            FROM asked a WHERE a.at > $1) request
        WHERE reply IS NOT NULL OR state = 'taken' OR (state = 'asked' AND at < $2)
        GROUP BY member ORDER BY member";
    let rows: Vec<(String, i64, i64, i64, i64)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(since.millis()).bind(late.millis()).fetch_all(c).await)?;
    let response = |(member, requests, met, replies, millis): (String, i64, i64, i64, i64)| {
        let typical = Duration::from_millis(u64::try_from(millis / replies.max(1))?);
        Ok((member.parse()?, Response { requests: requests.try_into()?, met: met.try_into()?, typical }))
    };
    rows.into_iter().map(response).collect()
}

/// Remembers in which message of ours an answer is shown.
pub(super) async fn set_answer_planned(tx: &mut Tx, number: i64, planned: &PlannedId) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE answer SET planned = $2 WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&planned.0).execute(c).await.map(drop))
}
