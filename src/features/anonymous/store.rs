//! Anonymous threads in the database: what is to be said, and what became of it; never by whom.

use crate::database::{Tx, next_number};
use crate::language::Language;
use crate::on;
use crate::vault::ThreadId;
use std::collections::BTreeSet;
use stoa_chat::{Network, PlaceRef, Text, Timestamp};

/// Where a thread stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is shown to its author, who has not said yet what to do with it.
    Draft,
    /// It is posted at a random moment.
    Later,
    /// A moderator reads it first.
    Held,
    /// It is posted, and its author can be reached.
    Open,
    /// Its author cannot be reached any more.
    Closed,
}

impl State {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Later => "later",
            Self::Held => "held",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    fn read(text: &str) -> Self {
        let all = [Self::Draft, Self::Later, Self::Held, Self::Open];
        all.into_iter().find(|state| state.as_str() == text).unwrap_or(Self::Closed)
    }
}

/// A thread.
#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "the vault calls it a thread, too")]
pub(super) struct Thread {
    pub(super) thread: ThreadId,
    /// What its draft is called: `N3`.
    pub(super) number: i64,
    pub(super) state: State,
    /// What its author is called: `OP`, `R1`.
    pub(super) pseudonym: String,
    /// The question that it asked, or that it adds to.
    pub(super) question: Option<i64>,
    pub(super) place: PlaceRef,
    pub(super) topics: Vec<String>,
    /// Empty once it is posted.
    pub(super) body: Text,
    pub(super) language: Language,
    pub(super) made_at: Timestamp,
    pub(super) moved_at: Timestamp,
    pub(super) solved_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    thread: String,
    number: i64,
    state: String,
    pseudonym: String,
    question: Option<i64>,
    network: String,
    place: String,
    topics: String,
    body: String,
    language: String,
    made_at: i64,
    moved_at: i64,
    solved_at: Option<i64>,
}

impl Row {
    fn into_thread(self) -> anyhow::Result<Thread> {
        Ok(Thread {
            thread: ThreadId::new(self.thread),
            number: self.number,
            state: State::read(&self.state),
            pseudonym: self.pseudonym,
            question: self.question,
            place: PlaceRef::new(&Network::new(self.network), self.place),
            topics: serde_json::from_str(&self.topics)?,
            body: serde_json::from_str(&self.body)?,
            language: Language::from_tag(&self.language),
            made_at: Timestamp::from_millis(self.made_at),
            moved_at: Timestamp::from_millis(self.moved_at),
            solved_at: self.solved_at.map(Timestamp::from_millis),
        })
    }
}

/// Keeps a new thread, and gives its draft's number.
pub(super) async fn insert(tx: &mut Tx, thread: &Thread) -> anyhow::Result<i64> {
    const SQL: &str =
        "INSERT INTO anonymous_thread (thread, number, state, pseudonym, question, network, place, topics, body,
            language, made_at, moved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let number = next_number(tx, "anonymous draft").await?;
    let (topics, body) = (serde_json::to_string(&thread.topics)?, serde_json::to_string(&thread.body)?);
    on!(tx, |c| sqlx::query(SQL)
        .bind(thread.thread.as_str())
        .bind(number)
        .bind(thread.state.as_str())
        .bind(&thread.pseudonym)
        .bind(thread.question)
        .bind(thread.place.network.as_str())
        .bind(&thread.place.id)
        .bind(&topics)
        .bind(&body)
        .bind(thread.language.tag())
        .bind(thread.made_at.millis())
        .bind(thread.moved_at.millis())
        .execute(c)
        .await
        .map(drop))?;
    Ok(number)
}

/// Writes down what changes in the life of a thread.
pub(super) async fn save(tx: &mut Tx, thread: &Thread) -> anyhow::Result<()> {
    const SQL: &str = "UPDATE anonymous_thread
        SET state = $2, question = $3, body = $4, made_at = $5, moved_at = $6, solved_at = $7, pseudonym = $8
        WHERE thread = $1";
    let body = serde_json::to_string(&thread.body)?;
    on!(tx, |c| sqlx::query(SQL)
        .bind(thread.thread.as_str())
        .bind(thread.state.as_str())
        .bind(thread.question)
        .bind(&body)
        .bind(thread.made_at.millis())
        .bind(thread.moved_at.millis())
        .bind(thread.solved_at.map(Timestamp::millis))
        .bind(&thread.pseudonym)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// A thread's author cannot be reached any more from now on; of what was not posted, the words are forgotten.
pub(super) async fn close(tx: &mut Tx, thread: &ThreadId, now: Timestamp) -> sqlx::Result<()> {
    const SQL: &str =
        "UPDATE anonymous_thread SET state = 'closed', body = '[]', moved_at = $2 WHERE thread = $1";
    on!(tx, |c| sqlx::query(SQL).bind(thread.as_str()).bind(now.millis()).execute(c).await.map(drop))
}

/// Forgets drafts that were never posted and ended before `before`.
pub(super) async fn forget_drafts(tx: &mut Tx, before: Timestamp) -> sqlx::Result<()> {
    const SQL: &str =
        "DELETE FROM anonymous_thread WHERE state = 'closed' AND question IS NULL AND moved_at < $1";
    on!(tx, |c| sqlx::query(SQL).bind(before.millis()).execute(c).await.map(drop))
}

const COLUMNS: &str =
    "SELECT thread, number, state, pseudonym, question, network, place, topics, body, language, made_at,
    moved_at, solved_at FROM anonymous_thread";

/// Reads a thread.
pub(super) async fn read(tx: &mut Tx, thread: &ThreadId) -> anyhow::Result<Option<Thread>> {
    let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE thread = $1"));
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql).bind(thread.as_str()).fetch_optional(c).await)?;
    row.map(Row::into_thread).transpose()
}

/// Reads a thread by its draft's number.
pub(super) async fn numbered(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Thread>> {
    let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE number = $1"));
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql).bind(number).fetch_optional(c).await)?;
    row.map(Row::into_thread).transpose()
}

/// Every thread that has to do with a question, oldest first.
pub(super) async fn of_question(tx: &mut Tx, question: i64) -> anyhow::Result<Vec<Thread>> {
    let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE question = $1 ORDER BY number"));
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(sql).bind(question).fetch_all(c).await)?;
    rows.into_iter().map(Row::into_thread).collect()
}

/// Every thread whose author can be reached, oldest first.
pub(super) async fn alive(tx: &mut Tx) -> anyhow::Result<Vec<Thread>> {
    let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE state <> 'closed' ORDER BY number"));
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(sql).fetch_all(c).await)?;
    rows.into_iter().map(Row::into_thread).collect()
}

/// The threads whose return addresses are needed, and those that were closed after `since`.
pub(super) async fn known(tx: &mut Tx, since: Timestamp) -> sqlx::Result<BTreeSet<ThreadId>> {
    const SQL: &str =
        "SELECT thread FROM anonymous_thread WHERE state <> 'closed' OR moved_at > $1 ORDER BY thread";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(since.millis()).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(thread,)| ThreadId::new(thread)).collect())
}
