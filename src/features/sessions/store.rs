//! Sessions and who was asked for them, in the database.

use crate::database::{MemberId, Tx, next_number};
use crate::on;
use std::collections::BTreeSet;
use stoa_chat::{PlannedId, Timestamp};

/// Somebody's wish for a session.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub number: i64,
    pub asker: MemberId,
    pub topic: String,
    /// Whether the asker wants to watch rather than to work together.
    pub shadow: bool,
    pub minutes: i64,
}

impl Session {
    /// What people call it.
    pub fn name(&self) -> String {
        format!("L{}", self.number)
    }
}

/// The states of a session: somebody is asked, somebody takes it, or it is over without anybody.
pub(super) const OPEN: &str = "open";
pub(super) const TAKEN: &str = "taken";
pub(super) const OVER: &str = "over";

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    asker: String,
    topic: String,
    shadow: bool,
    minutes: i64,
}

fn session(row: Row) -> anyhow::Result<Session> {
    let Row { number, asker, topic, shadow, minutes } = row;
    Ok(Session { number, asker: asker.parse()?, topic, shadow, minutes })
}

/// Keeps a wish, and gives it its number.
pub(super) async fn insert(
    tx: &mut Tx,
    asker: MemberId,
    (topic, minutes): (String, i64),
    shadow: bool,
    at: Timestamp,
) -> anyhow::Result<Session> {
    const SQL: &str = "INSERT INTO live_session (number, asker, topic, shadow, minutes, state, asked_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let number = next_number(tx, "session").await?;
    let id = asker.to_string();
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(&id)
        .bind(&topic)
        .bind(shadow)
        .bind(minutes)
        .bind(OPEN)
        .bind(at.millis())
        .execute(c)
        .await
        .map(drop))?;
    Ok(Session { number, asker, topic, shadow, minutes })
}

/// An open session by its number.
pub(super) async fn open(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Session>> {
    const SQL: &str = "SELECT number, asker, topic, shadow, minutes FROM live_session
        WHERE number = $1 AND state = $2";
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(number).bind(OPEN).fetch_optional(c).await)?;
    row.map(session).transpose()
}

/// The open session of a member, if there is one.
pub(super) async fn open_of(tx: &mut Tx, asker: MemberId) -> anyhow::Result<Option<Session>> {
    const SQL: &str = "SELECT number, asker, topic, shadow, minutes FROM live_session
        WHERE asker = $1 AND state = $2 ORDER BY number DESC LIMIT 1";
    let asker = asker.to_string();
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(&asker).bind(OPEN).fetch_optional(c).await)?;
    row.map(session).transpose()
}

/// Moves a session to another state.
pub(super) async fn set_state(tx: &mut Tx, number: i64, state: &str) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE live_session SET state = $2 WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(state).execute(c).await.map(drop))
}

/// Somebody is asked, by this message.
pub(super) async fn ask(tx: &mut Tx, number: i64, member: MemberId, card: &PlannedId) -> sqlx::Result<()> {
    const SQL: &str =
        "INSERT INTO live_session_asked (session, member, passed, card) VALUES ($1, $2, FALSE, $3)
        ON CONFLICT (session, member) DO UPDATE SET passed = FALSE, card = excluded.card";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&member).bind(&card.0).execute(c).await.map(drop))
}

/// Everybody who was asked for a session.
pub(super) async fn asked(tx: &mut Tx, number: i64) -> anyhow::Result<BTreeSet<MemberId>> {
    const SQL: &str = "SELECT member FROM live_session_asked WHERE session = $1 ORDER BY member";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// How often a member was asked for sessions since a moment.
pub(super) async fn asked_since(tx: &mut Tx, member: MemberId, since: Timestamp) -> sqlx::Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM live_session_asked a JOIN live_session s ON s.number = a.session
        WHERE a.member = $1 AND s.asked_at > $2";
    let member = member.to_string();
    let (asked,): (i64,) =
        on!(tx, |c| sqlx::query_as(SQL).bind(&member).bind(since.millis()).fetch_one(c).await)?;
    Ok(asked)
}

/// Who is asked now, by which message.
pub(super) async fn waiting_for(tx: &mut Tx, number: i64) -> anyhow::Result<Option<(MemberId, PlannedId)>> {
    const SQL: &str = "SELECT member, card FROM live_session_asked WHERE session = $1 AND NOT passed
        ORDER BY member LIMIT 1";
    let row: Option<(String, String)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    row.map(|(member, card)| Ok((member.parse()?, PlannedId(card)))).transpose()
}

/// Somebody does not take a session.
pub(super) async fn pass(tx: &mut Tx, number: i64, member: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE live_session_asked SET passed = TRUE WHERE session = $1 AND member = $2";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&member).execute(c).await.map(drop))
}

/// Everything of `from` belongs to `into`. Nobody is asked for a session of their own.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const MOVE: [&str; 4] = [
        "UPDATE live_session SET asker = $2 WHERE asker = $1",
        "INSERT INTO live_session_asked (session, member, passed, card)
            SELECT session, $2, passed, card FROM live_session_asked WHERE member = $1 ON CONFLICT DO NOTHING",
        "DELETE FROM live_session_asked WHERE member = $1 AND member <> $2",
        "UPDATE live_session_asked SET passed = TRUE WHERE member = $2 AND member <> $1 AND session IN
            (SELECT number FROM live_session WHERE asker = $2)",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in MOVE {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Forgets a member, what they asked for and what they were asked.
pub(super) async fn forget(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const FORGET: [&str; 3] = [
        "DELETE FROM live_session_asked WHERE member = $1",
        "DELETE FROM live_session_asked WHERE session IN (SELECT number FROM live_session WHERE asker = $1)",
        "DELETE FROM live_session WHERE asker = $1",
    ];
    let member = member.to_string();
    for sql in FORGET {
        on!(tx, |c| sqlx::query(sql).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(())
}
