//! Corrections in the database.

use crate::database::{MemberId, Tx, next_number};
use crate::on;
use stoa_chat::{PlannedId, Text, Timestamp};

/// A better text for an answer.
#[derive(Clone, Debug)]
pub(super) struct Correction {
    pub(super) number: i64,
    pub(super) answer: i64,
    pub(super) proposer: Option<MemberId>,
    /// The text that it would replace.
    pub(super) old: Text,
    pub(super) new: Text,
    /// `open`, `applied` or `declined`.
    pub(super) state: String,
    /// The message by which somebody was asked about it.
    pub(super) request: Option<PlannedId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    answer: i64,
    proposer: Option<String>,
    old: String,
    new: String,
    state: String,
    request: Option<String>,
}

/// Reads a correction.
pub(super) async fn correction(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Correction>> {
    const SQL: &str = "SELECT number, answer, proposer, old, new, state, request
        FROM correction WHERE number = $1";
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Correction {
        number: row.number,
        answer: row.answer,
        proposer: row.proposer.map(|id| id.parse()).transpose()?,
        old: serde_json::from_str(&row.old)?,
        new: serde_json::from_str(&row.new)?,
        state: row.state,
        request: row.request.map(PlannedId),
    }))
}

/// A correction on its way into the database.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewCorrection<'a> {
    pub(super) answer: i64,
    pub(super) proposer: MemberId,
    pub(super) old: &'a Text,
    pub(super) new: &'a Text,
    pub(super) at: Timestamp,
}

/// Keeps a correction and gives its number.
pub(super) async fn insert(tx: &mut Tx, correction: &NewCorrection<'_>) -> anyhow::Result<i64> {
    const SQL: &str = "INSERT INTO correction (number, answer, proposer, old, new, at, state)
        VALUES ($1, $2, $3, $4, $5, $6, 'open')";
    let number = next_number(tx, "correction").await?;
    let proposer = correction.proposer.to_string();
    let (old, new) = (serde_json::to_string(correction.old)?, serde_json::to_string(correction.new)?);
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(correction.answer)
        .bind(&proposer)
        .bind(&old)
        .bind(&new)
        .bind(correction.at.millis())
        .execute(c)
        .await
        .map(drop))?;
    Ok(number)
}

/// The open correction by the same person that says the same.
pub(super) async fn same(tx: &mut Tx, correction: &NewCorrection<'_>) -> anyhow::Result<Option<i64>> {
    const SQL: &str = "SELECT number FROM correction
        WHERE answer = $1 AND proposer = $2 AND new = $3 AND state = 'open' ORDER BY number LIMIT 1";
    let (proposer, new) = (correction.proposer.to_string(), serde_json::to_string(correction.new)?);
    let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(SQL)
        .bind(correction.answer)
        .bind(&proposer)
        .bind(&new)
        .fetch_optional(c)
        .await)?;
    Ok(row.map(|(number,)| number))
}

/// Remembers by which message somebody was asked about it.
pub(super) async fn set_request(tx: &mut Tx, number: i64, request: &PlannedId) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE correction SET request = $2 WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&request.0).execute(c).await.map(drop))
}

/// The answer says something else by now: that is what would be replaced.
pub(super) async fn set_old(tx: &mut Tx, number: i64, old: &Text) -> anyhow::Result<()> {
    const SQL: &str = "UPDATE correction SET old = $2 WHERE number = $1";
    let old = serde_json::to_string(old)?;
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&old).execute(c).await.map(drop))?;
    Ok(())
}

/// Writes down how it was decided: `applied` or `declined`.
pub(super) async fn decide(
    tx: &mut Tx,
    number: i64,
    state: &str,
    by: MemberId,
    at: Timestamp,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE correction SET state = $2, decider = $3, decided_at = $4 WHERE number = $1";
    let by = by.to_string();
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(state)
        .bind(&by)
        .bind(at.millis())
        .execute(c)
        .await
        .map(drop))
}
