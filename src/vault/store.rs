//! The vault's rows.

use super::ThreadId;
use super::keys::VaultKeys;
use crate::cipher::random_bytes;
use crate::database::Tx;
use crate::on;
use stoa_chat::Timestamp;

/// A thread as it lies in the vault.
#[derive(sqlx::FromRow)]
pub(super) struct Sealed {
    pub(super) id: String,
    pub(super) week: i64,
    /// The thread's key, under the week's.
    pub(super) wrapped: Vec<u8>,
    /// The return address, under the thread's key.
    pub(super) address: Vec<u8>,
}

/// Whether anything is pending.
pub(super) async fn is_pending(tx: &mut Tx) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM thread WHERE pending_since IS NOT NULL";
    let (pending,): (i64,) = on!(tx, |c| sqlx::query_as(SQL).fetch_one(c).await)?;
    Ok(pending > 0)
}

/// Keeps an address, pending since `now`; `false` if there is one already.
pub(super) async fn insert(tx: &mut Tx, sealed: &Sealed, now: Timestamp) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO thread (id, week, wrapped, address, pending_since, struck)
        VALUES ($1, $2, $3, $4, $5, FALSE) ON CONFLICT (id) DO NOTHING";
    on!(tx, |c| sqlx::query(SQL)
        .bind(&sealed.id)
        .bind(sealed.week)
        .bind(&sealed.wrapped)
        .bind(&sealed.address)
        .bind(now.millis())
        .execute(c)
        .await
        .map(|done| done.rows_affected() > 0))
}

pub(super) async fn read(tx: &mut Tx, thread: &ThreadId) -> sqlx::Result<Option<Sealed>> {
    const SQL: &str = "SELECT id, week, wrapped, address FROM thread WHERE id = $1";
    on!(tx, |c| sqlx::query_as(SQL).bind(thread.as_str()).fetch_optional(c).await)
}

pub(super) async fn all(tx: &mut Tx) -> sqlx::Result<Vec<Sealed>> {
    const SQL: &str = "SELECT id, week, wrapped, address FROM thread ORDER BY id";
    on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)
}

pub(super) async fn delete(tx: &mut Tx, thread: &ThreadId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("DELETE FROM receipt WHERE thread = $1").bind(thread.as_str()).execute(&mut *c).await?;
        sqlx::query("DELETE FROM thread WHERE id = $1").bind(thread.as_str()).execute(c).await.map(drop)
    })
}

/// What is not pending any more, or has been since `before`.
pub(super) async fn settled(tx: &mut Tx, before: Timestamp) -> sqlx::Result<Vec<ThreadId>> {
    const SQL: &str = "SELECT id FROM thread WHERE pending_since <= $1 OR pending_since IS NULL ORDER BY id";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(before.millis()).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id,)| ThreadId(id)).collect())
}

pub(super) async fn set_known(tx: &mut Tx, thread: &ThreadId) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE thread SET pending_since = NULL WHERE id = $1";
    on!(tx, |c| sqlx::query(SQL).bind(thread.as_str()).execute(c).await.map(drop))
}

/// Marks a thread as struck; `false` if it was already.
pub(super) async fn set_struck(tx: &mut Tx, thread: &ThreadId) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE thread SET struck = TRUE WHERE id = $1 AND NOT struck";
    on!(tx, |c| sqlx::query(SQL).bind(thread.as_str()).execute(c).await.map(|done| done.rows_affected() > 0))
}

/// Keeps the key of a week, unless there is one.
pub(super) async fn insert_week(tx: &mut Tx, week: i64, kek: &str, wrapped: &[u8]) -> sqlx::Result<()> {
    const SQL: &str =
        "INSERT INTO week_key (week, kek, wrapped) VALUES ($1, $2, $3) ON CONFLICT (week) DO NOTHING";
    on!(tx, |c| sqlx::query(SQL).bind(week).bind(kek).bind(wrapped).execute(c).await.map(drop))
}

pub(super) async fn week(tx: &mut Tx, week: i64) -> sqlx::Result<Option<(String, Vec<u8>)>> {
    const SQL: &str = "SELECT kek, wrapped FROM week_key WHERE week = $1";
    on!(tx, |c| sqlx::query_as(SQL).bind(week).fetch_optional(c).await)
}

/// Forgets the keys of weeks of which no thread is left, but for the newest: other processes have it at hand.
pub(super) async fn delete_idle_weeks(tx: &mut Tx) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM week_key WHERE week < (SELECT MAX(n.week) FROM week_key n)
        AND NOT EXISTS (SELECT 1 FROM thread t WHERE t.week = week_key.week)";
    on!(tx, |c| sqlx::query(SQL).execute(c).await.map(drop))
}

pub(super) async fn insert_receipt(
    tx: &mut Tx,
    delivery: &str,
    thread: &ThreadId,
    sealed: &[u8],
) -> sqlx::Result<()> {
    // One whose thread was shredded meanwhile leads nowhere and is not kept.
    const SQL: &str = "INSERT INTO receipt (delivery, thread, sealed)
        SELECT $1, t.id, $3 FROM thread t WHERE t.id = $2 ON CONFLICT (delivery) DO NOTHING";
    on!(tx, |c| sqlx::query(SQL).bind(delivery).bind(thread.as_str()).bind(sealed).execute(c).await.map(drop))
}

pub(super) async fn receipt(tx: &mut Tx, delivery: &str) -> sqlx::Result<Option<Vec<u8>>> {
    const SQL: &str = "SELECT sealed FROM receipt WHERE delivery = $1";
    let row: Option<(Vec<u8>,)> = on!(tx, |c| sqlx::query_as(SQL).bind(delivery).fetch_optional(c).await)?;
    Ok(row.map(|(sealed,)| sealed))
}

/// The vault's own name; the first to ask gives it one.
pub(super) async fn name(tx: &mut Tx) -> sqlx::Result<String> {
    const SQL: &str = "INSERT INTO about (name, value) VALUES ('name', $1)
        ON CONFLICT (name) DO UPDATE SET value = about.value RETURNING value";
    let new = hex::encode(random_bytes::<8>());
    let (name,): (String,) = on!(tx, |c| sqlx::query_as(SQL).bind(&new).fetch_one(c).await)?;
    Ok(name)
}

/// The names of the vault keys that anything is wrapped with.
pub(super) async fn keys_used(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    const SQL: &str = "SELECT kek FROM week_key UNION SELECT kek FROM tally_key ORDER BY 1";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(kek,)| kek).collect())
}

/// Wraps under the present vault key whatever a former one wraps.
pub(super) async fn rewrap(tx: &mut Tx, keys: &VaultKeys) -> anyhow::Result<()> {
    const WEEKS: &str = "SELECT week, kek, wrapped FROM week_key WHERE kek <> $1 ORDER BY week";
    const WEEK: &str = "UPDATE week_key SET kek = $3, wrapped = $4 WHERE week = $1 AND kek = $2";
    const TALLIES: &str =
        "SELECT kind, period, kek, wrapped FROM tally_key WHERE kek <> $1 ORDER BY kind, period";
    const TALLY: &str =
        "UPDATE tally_key SET kek = $4, wrapped = $5 WHERE kind = $1 AND period = $2 AND kek = $3";
    let current = keys.current();
    let weeks: Vec<(i64, String, Vec<u8>)> =
        on!(tx, |c| sqlx::query_as(WEEKS).bind(current).fetch_all(c).await)?;
    for (week, kek, wrapped) in weeks {
        let name = format!("week {week}");
        let wrapped = keys.wrap(&keys.unwrap(&kek, &wrapped, &name)?, &name)?;
        on!(tx, |c| sqlx::query(WEEK)
            .bind(week)
            .bind(&kek)
            .bind(current)
            .bind(&wrapped)
            .execute(c)
            .await
            .map(drop))?;
    }
    let tallies: Vec<(String, i64, String, Vec<u8>)> =
        on!(tx, |c| sqlx::query_as(TALLIES).bind(current).fetch_all(c).await)?;
    for (kind, period, kek, wrapped) in tallies {
        let name = format!("{kind} {period}");
        let wrapped = keys.wrap(&keys.unwrap(&kek, &wrapped, &name)?, &name)?;
        on!(tx, |c| sqlx::query(TALLY)
            .bind(&kind)
            .bind(period)
            .bind(&kek)
            .bind(current)
            .bind(&wrapped)
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}
