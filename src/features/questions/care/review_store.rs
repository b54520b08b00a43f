//! Answers that are read before they are posted, in the database.

use crate::database::{MemberId, Tx, next_number};
use crate::on;
use stoa_chat::{PlannedId, Text, Timestamp};

/// An answer that is not posted yet.
#[derive(Clone, Debug)]
pub(super) struct Review {
    pub(super) number: i64,
    pub(super) question: i64,
    pub(super) author: MemberId,
    pub(super) reviewer: Option<MemberId>,
    pub(super) body: Text,
    pub(super) comment: Option<Text>,
    /// `waiting`, `read` or `posted`.
    pub(super) state: String,
    /// The message by which the reviewer was asked.
    pub(super) request: Option<PlannedId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    question: i64,
    author: String,
    reviewer: Option<String>,
    body: String,
    comment: Option<String>,
    state: String,
    request: Option<String>,
}

impl Row {
    fn into_review(self) -> anyhow::Result<Review> {
        Ok(Review {
            number: self.number,
            question: self.question,
            author: self.author.parse()?,
            reviewer: self.reviewer.map(|id| id.parse()).transpose()?,
            body: serde_json::from_str(&self.body)?,
            comment: self.comment.map(|comment| serde_json::from_str(&comment)).transpose()?,
            state: self.state,
            request: self.request.map(PlannedId),
        })
    }
}

/// Reads an answer that is, or was, not posted yet.
pub(super) async fn review(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Review>> {
    const SQL: &str = "SELECT number, question, author, reviewer, body, comment, state, request
        FROM review WHERE number = $1";
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    row.map(Row::into_review).transpose()
}

/// The one that somebody was asked to read by this message of ours.
pub(super) async fn of_request(tx: &mut Tx, request: &PlannedId) -> anyhow::Result<Option<Review>> {
    const SQL: &str = "SELECT number, question, author, reviewer, body, comment, state, request
        FROM review WHERE request = $1";
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(&request.0).fetch_optional(c).await)?;
    row.map(Row::into_review).transpose()
}

/// Keeps an answer that is not posted yet, and gives its number.
pub(super) async fn insert(
    tx: &mut Tx,
    question: i64,
    author: MemberId,
    body: &Text,
    at: Timestamp,
) -> anyhow::Result<i64> {
    const SQL: &str = "INSERT INTO review (number, question, author, body, at, state)
        VALUES ($1, $2, $3, $4, $5, 'waiting')";
    let number = next_number(tx, "review").await?;
    let (author, body) = (author.to_string(), serde_json::to_string(body)?);
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(question)
        .bind(&author)
        .bind(&body)
        .bind(at.millis())
        .execute(c)
        .await
        .map(drop))?;
    Ok(number)
}

/// Remembers who was asked to read it, and by which message.
pub(super) async fn set_reviewer(
    tx: &mut Tx,
    number: i64,
    reviewer: MemberId,
    request: &PlannedId,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE review SET reviewer = $2, request = $3 WHERE number = $1";
    let reviewer = reviewer.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&reviewer).bind(&request.0).execute(c).await.map(drop))
}

/// It was read: with a comment, or found right without one.
pub(super) async fn set_read(tx: &mut Tx, number: i64, comment: Option<&Text>) -> anyhow::Result<()> {
    const SQL: &str = "UPDATE review SET state = 'read', comment = $2 WHERE number = $1";
    let comment = comment.map(serde_json::to_string).transpose()?;
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&comment).execute(c).await.map(drop))?;
    Ok(())
}

/// It was posted; its words and the comment are needed no more.
pub(super) async fn set_posted(tx: &mut Tx, number: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE review SET state = 'posted', body = '[]', comment = NULL WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).execute(c).await.map(drop))
}

/// Forgets those that were posted and were written before `older_than`.
pub(in super::super) async fn forget_posted(tx: &mut Tx, older_than: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM review WHERE state = 'posted' AND at < $1";
    on!(tx, |c| sqlx::query(SQL).bind(older_than.millis()).execute(c).await.map(drop))
}
