//! Deeds of help and times away in the database.

use crate::database::{MemberId, Tx};
use crate::engine::Absence;
use crate::on;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::ops::Range;
use stoa_chat::Timestamp;

/// What a fact says about one deed of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct News {
    /// Which kind: `answered`, `corrected`, `met`.
    pub deed: &'static str,
    /// What it is about: `A31`, `C7`, `M3.2`.
    pub about: String,
    /// When that happened.
    pub at: Timestamp,
    /// Whose it is, on which date of theirs, and which answer it is, if it is one; `None` if it was undone.
    pub done: Option<(MemberId, NaiveDate, Option<i64>)>,
}

/// The dates on which a member helped; what is hidden or taken back does not count.
pub(super) const DAYS: &str =
    "SELECT DISTINCT d.day FROM streak_deed d LEFT JOIN answer a ON a.number = d.answer
    WHERE d.member = $1 AND d.standing AND NOT COALESCE(a.hidden OR a.withdrawn, FALSE) ORDER BY d.day";

/// Keeps what a fact says about a deed, unless something newer is known.
///
/// # Errors
/// When the database fails.
pub(super) async fn learn(tx: &mut Tx, news: &News) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO streak_deed (deed, about, at, standing, member, day, answer)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (deed, about) DO UPDATE SET at = excluded.at, standing = excluded.standing,
            member = excluded.member, day = excluded.day, answer = excluded.answer
        WHERE excluded.at >= streak_deed.at";
    let (member, day) =
        (news.done.map(|(member, ..)| member.to_string()), news.done.map(|(_, day, _)| day.to_string()));
    let answer = news.done.and_then(|(.., answer)| answer);
    on!(tx, |c| {
        let query = sqlx::query(SQL).bind(news.deed).bind(&news.about).bind(news.at.millis());
        let query = query.bind(news.done.is_some()).bind(&member).bind(&day);
        query.bind(answer).execute(c).await.map(drop)
    })
}

/// The dates on which a member helped.
///
/// # Errors
/// When the database fails.
pub(super) async fn days(tx: &mut Tx, member: MemberId) -> anyhow::Result<BTreeSet<NaiveDate>> {
    let member = member.to_string();
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(DAYS).bind(&member).fetch_all(c).await)?;
    rows.into_iter().map(|(day,)| Ok(day.parse()?)).collect()
}

/// A member is away from `since` until `until`, for this reason; a newer word about it replaces what is still to come of
/// an older one.
///
/// # Errors
/// When the database fails.
pub(super) async fn leave(
    tx: &mut Tx,
    (member, why): (MemberId, Absence),
    since: Timestamp,
    until: Timestamp,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO streak_away (member, why, since, until) VALUES ($1, $2, $3, $4)
        ON CONFLICT (member, why, since) DO UPDATE SET until = excluded.until";
    come_back(tx, (member, why), since).await?;
    let member = member.to_string();
    on!(tx, |c| {
        let query = sqlx::query(SQL).bind(&member).bind(word(why)).bind(since.millis());
        query.bind(until.millis()).execute(c).await.map(drop)
    })
}

/// A member is back.
///
/// # Errors
/// When the database fails.
pub(super) async fn come_back(
    tx: &mut Tx,
    (member, why): (MemberId, Absence),
    at: Timestamp,
) -> sqlx::Result<()> {
    const CUT: &str =
        "UPDATE streak_away SET until = $3 WHERE member = $1 AND why = $2 AND since <= $3 AND until > $3";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(CUT).bind(&member).bind(word(why)).bind(at.millis()).execute(c).await.map(drop))
}

const fn word(why: Absence) -> &'static str {
    match why {
        Absence::Snoozed => "snoozed",
        Absence::Paused => "paused",
    }
}

/// The times in which a member was away, oldest first; they may overlap.
///
/// # Errors
/// When the database fails.
pub(super) async fn away(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<Range<Timestamp>>> {
    const SQL: &str = "SELECT since, until FROM streak_away WHERE member = $1 ORDER BY since, why";
    let member = member.to_string();
    let rows: Vec<(i64, i64)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    let moment = Timestamp::from_millis;
    Ok(rows.into_iter().map(|(since, until)| moment(since)..moment(until)).collect())
}

/// Two members are one: who helped when either did, and was away when either was.
///
/// # Errors
/// When the database fails.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const JOIN: [&str; 3] = [
        "UPDATE streak_deed SET member = $2 WHERE member = $1",
        "INSERT INTO streak_away (member, why, since, until)
            SELECT $2, why, since, until FROM streak_away WHERE member = $1
            ON CONFLICT (member, why, since) DO UPDATE
            SET until = CASE WHEN excluded.until > streak_away.until THEN excluded.until ELSE streak_away.until END",
        "DELETE FROM streak_away WHERE member = $1 AND member <> $2",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in JOIN {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Nothing is known of a member any more.
///
/// # Errors
/// When the database fails.
pub(super) async fn erase(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const ERASE: [&str; 2] =
        ["DELETE FROM streak_deed WHERE member = $1", "DELETE FROM streak_away WHERE member = $1"];
    let member = member.to_string();
    for sql in ERASE {
        on!(tx, |c| sqlx::query(sql).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(())
}
