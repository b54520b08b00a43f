//! Pauses: what a member may not do until a moment. Moderators set them; whoever owns the deed asks here.

use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::on;
use stoa_chat::Timestamp;

/// Posting questions and answers.
pub const POSTING: &str = "posting";

/// Until when `member` may not do `what`; `None` if they may.
///
/// # Errors
/// When the database fails.
pub async fn paused_until(
    turn: &mut Turn<'_>,
    member: MemberId,
    what: &str,
) -> sqlx::Result<Option<Timestamp>> {
    const SQL: &str = "SELECT until FROM pause WHERE member = $1 AND what = $2 AND until > $3";
    let (member, now) = (member.to_string(), turn.now().millis());
    let row: Option<(i64,)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&member).bind(what).bind(now).fetch_optional(c).await)?;
    Ok(row.map(|(until,)| Timestamp::from_millis(until)))
}

/// Lets `member` not do `what` until `until`; a longer pause stays.
///
/// # Errors
/// When the database fails.
pub async fn pause(tx: &mut Tx, member: MemberId, what: &str, until: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO pause (member, what, until) VALUES ($1, $2, $3)
        ON CONFLICT (member, what) DO UPDATE
        SET until = CASE WHEN excluded.until > pause.until THEN excluded.until ELSE pause.until END";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).bind(what).bind(until.millis()).execute(c).await.map(drop))
}

/// Ends [`pause`].
///
/// # Errors
/// When the database fails.
pub async fn end_pause(tx: &mut Tx, member: MemberId, what: &str) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM pause WHERE member = $1 AND what = $2";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).bind(what).execute(c).await.map(drop))
}

/// Everybody who may not do `what` at `now`, with the end of it, soonest first.
///
/// # Errors
/// When the database fails.
pub async fn all_paused(
    tx: &mut Tx,
    what: &str,
    now: Timestamp,
) -> anyhow::Result<Vec<(MemberId, Timestamp)>> {
    const SQL: &str = "SELECT member, until FROM pause WHERE what = $1 AND until > $2 ORDER BY until, member";
    let rows: Vec<(String, i64)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(what).bind(now.millis()).fetch_all(c).await)?;
    rows.into_iter().map(|(member, until)| Ok((member.parse()?, Timestamp::from_millis(until)))).collect()
}

/// Two members are one: of two pauses the longer stays.
///
/// # Errors
/// When the database fails.
pub async fn join_pauses(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    let statements = [
        "INSERT INTO pause (member, what, until) SELECT $2, what, until FROM pause WHERE member = $1
            ON CONFLICT (member, what) DO UPDATE
            SET until = CASE WHEN excluded.until > pause.until THEN excluded.until ELSE pause.until END",
        "DELETE FROM pause WHERE member = $1 AND member <> $2",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for statement in statements {
        on!(tx, |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Forgets pauses that were over before `before`.
///
/// # Errors
/// When the database fails.
pub async fn forget_pauses(tx: &mut Tx, before: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM pause WHERE until < $1";
    on!(tx, |c| sqlx::query(SQL).bind(before.millis()).execute(c).await.map(drop))
}

/// Notes that a member is shown the guidelines now; `false` if they were shown them before.
///
/// # Errors
/// When the database fails.
pub async fn guide_once(tx: &mut Tx, member: MemberId) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE member SET guided = TRUE WHERE id = $1 AND NOT guided RETURNING id";
    let member = member.to_string();
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_optional(c).await)?;
    Ok(row.is_some())
}
