//! Digests in the database: who reads them, where people were seen, and what was told.

use super::super::News;
use crate::database::{MemberId, Tx};
use crate::on;
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::{Network, PlaceRef, Timestamp};

/// How long it is remembered what was told: longer than anything is news.
pub(super) const REMEMBERED: Duration = Duration::from_hours(60 * 24);

/// How often a digest is wanted, and when the last one came.
#[derive(Clone, Debug, Default)]
pub(super) struct Habit {
    pub every: Option<String>,
    pub last_at: Option<Timestamp>,
}

impl Habit {
    fn of(row: Option<(Option<String>, Option<i64>)>) -> Self {
        let (every, last_at) = row.unwrap_or_default();
        Self { every, last_at: last_at.map(Timestamp::from_millis) }
    }
}

/// What holds for a place's digest.
///
/// # Errors
/// When the database fails.
pub(super) async fn place(tx: &mut Tx, place: &PlaceRef) -> sqlx::Result<Habit> {
    const SQL: &str = "SELECT every, last_at FROM digest_place WHERE network = $1 AND place = $2";
    let (network, id) = (place.network.as_str(), &place.id);
    Ok(Habit::of(on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(id).fetch_optional(c).await)?))
}

/// What holds for a member's digest.
///
/// # Errors
/// When the database fails.
pub(super) async fn reader(tx: &mut Tx, member: MemberId) -> sqlx::Result<Habit> {
    const SQL: &str = "SELECT every, last_at FROM digest_reader WHERE member = $1";
    let member = member.to_string();
    Ok(Habit::of(on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_optional(c).await)?))
}

/// Sets how often a place has a digest.
///
/// # Errors
/// When the database fails.
pub(super) async fn set_place(tx: &mut Tx, place: &PlaceRef, every: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO digest_place (network, place, every) VALUES ($1, $2, $3)
        ON CONFLICT (network, place) DO UPDATE SET every = excluded.every";
    let (network, id) = (place.network.as_str(), &place.id);
    on!(tx, |c| sqlx::query(SQL).bind(network).bind(id).bind(every).execute(c).await.map(drop))
}

/// Sets how often a member has a digest.
///
/// # Errors
/// When the database fails.
pub(super) async fn set_reader(tx: &mut Tx, member: MemberId, every: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO digest_reader (member, every) VALUES ($1, $2)
        ON CONFLICT (member) DO UPDATE SET every = excluded.every";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).bind(every).execute(c).await.map(drop))
}

/// A place's digest was said.
///
/// # Errors
/// When the database fails.
pub(super) async fn set_place_told(tx: &mut Tx, place: &PlaceRef, at: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO digest_place (network, place, last_at) VALUES ($1, $2, $3)
        ON CONFLICT (network, place) DO UPDATE SET last_at = excluded.last_at";
    let (network, id) = (place.network.as_str(), &place.id);
    on!(tx, |c| sqlx::query(SQL).bind(network).bind(id).bind(at.millis()).execute(c).await.map(drop))
}

/// A member's digest was said.
///
/// # Errors
/// When the database fails.
pub(super) async fn set_reader_told(tx: &mut Tx, member: MemberId, at: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO digest_reader (member, last_at) VALUES ($1, $2)
        ON CONFLICT (member) DO UPDATE SET last_at = excluded.last_at";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).bind(at.millis()).execute(c).await.map(drop))
}

/// How [`already_told`] is found.
pub(super) const TOLD: &str = "SELECT item FROM digest_told WHERE reader = $1 ORDER BY item";

/// What was in a reader's digests.
///
/// # Errors
/// When the database fails.
pub(super) async fn already_told(tx: &mut Tx, reader: &str) -> sqlx::Result<BTreeSet<String>> {
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(TOLD).bind(reader).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(item,)| item).collect())
}

/// Remembers what was in a reader's digest.
///
/// # Errors
/// When the database fails.
pub(super) async fn told(tx: &mut Tx, reader: &str, news: &[News], at: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO digest_told (reader, item, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    for News { item, .. } in news.iter().filter(|news| !news.item.is_empty()) {
        on!(tx, |c| sqlx::query(SQL).bind(reader).bind(item).bind(at.millis()).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Forgets what was told before `before`.
///
/// # Errors
/// When the database fails.
pub(super) async fn forget_told(tx: &mut Tx, before: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM digest_told WHERE at < $1";
    on!(tx, |c| sqlx::query(SQL).bind(before.millis()).execute(c).await.map(drop))
}

/// A member was seen in a place.
///
/// # Errors
/// When the database fails.
pub(super) async fn seen(tx: &mut Tx, member: MemberId, place: &PlaceRef, at: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO presence (member, network, place, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (member, network, place) DO NOTHING";
    let (member, network, id) = (member.to_string(), place.network.as_str(), &place.id);
    on!(tx, |c| {
        let query = sqlx::query(SQL).bind(&member).bind(network).bind(id);
        query.bind(at.millis()).execute(c).await.map(drop)
    })
}

/// A member left a place.
///
/// # Errors
/// When the database fails.
pub(super) async fn left(tx: &mut Tx, member: MemberId, place: &PlaceRef) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM presence WHERE member = $1 AND network = $2 AND place = $3";
    let (member, network, id) = (member.to_string(), place.network.as_str(), &place.id);
    on!(tx, |c| sqlx::query(SQL).bind(&member).bind(network).bind(id).execute(c).await.map(drop))
}

/// How [`places_of`] is found.
pub(super) const PLACES: &str = "SELECT p.network, p.place FROM presence p WHERE p.member = $1
    AND NOT EXISTS (SELECT 1 FROM place s WHERE s.network = p.network AND s.id = p.place AND s.sandbox)
    ORDER BY p.since DESC, p.network, p.place LIMIT 20";

/// The places in which a member was seen, but for those that are for practice; the newest first, and not too many.
///
/// # Errors
/// When the database fails.
pub(super) async fn places_of(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<PlaceRef>> {
    let member = member.to_string();
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(PLACES).bind(&member).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(network, id)| PlaceRef::new(&Network::new(network), id)).collect())
}

/// How [`came`] is found.
pub(super) const CAME: &str = "SELECT member FROM presence WHERE network = $1 AND place = $2 AND since >= $3
    ORDER BY since, member LIMIT 50";

/// Who was seen in a place for the first time since `since`, the first of them first.
///
/// # Errors
/// When the database fails.
pub(super) async fn came(tx: &mut Tx, place: &PlaceRef, since: Timestamp) -> anyhow::Result<Vec<MemberId>> {
    let (network, id) = (place.network.as_str(), &place.id);
    let rows: Vec<(String,)> =
        on!(tx, |c| sqlx::query_as(CAME).bind(network).bind(id).bind(since.millis()).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// Two members are one: where either was seen, since the first time, and what either was told. What `into` chose stays,
/// and what `from` chose holds if they did not.
///
/// # Errors
/// When the database fails.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const JOIN: [&str; 3] = [
        "INSERT INTO presence (member, network, place, since)
            SELECT $2, network, place, since FROM presence WHERE member = $1
            ON CONFLICT (member, network, place) DO UPDATE SET since = CASE
                WHEN excluded.since < presence.since THEN excluded.since ELSE presence.since END",
        "INSERT INTO digest_reader (member, every, last_at)
            SELECT $2, every, last_at FROM digest_reader WHERE member = $1
            ON CONFLICT (member) DO UPDATE SET every = COALESCE(digest_reader.every, excluded.every)",
        "INSERT INTO digest_told (reader, item, at)
            SELECT $2, item, at FROM digest_told WHERE reader = $1 ON CONFLICT DO NOTHING",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in JOIN {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    erase(tx, from).await
}

/// Nothing is known about a member any more.
///
/// # Errors
/// When the database fails.
pub(super) async fn erase(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const ERASE: [&str; 3] = [
        "DELETE FROM presence WHERE member = $1",
        "DELETE FROM digest_reader WHERE member = $1",
        "DELETE FROM digest_told WHERE reader = $1",
    ];
    let member = member.to_string();
    for sql in ERASE {
        on!(tx, |c| sqlx::query(sql).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(())
}
