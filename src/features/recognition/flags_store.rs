//! Who gave whom how much, and of whom moderators were told, in the database.

use super::flags::Gift;
use crate::database::{MemberId, Tx};
use crate::on;
use std::collections::BTreeSet;
use stoa_chat::Timestamp;

/// What everybody gave everybody from a moment on; by an expression, as boards group what was earned. Left out is what
/// both get for one and the same thing: whoever accepts an answer gets a few points back from its author, and those
/// who are introduced to each other are each other's givers. That is no favour in return. Nor do mentors choose from
/// whom their meetings come, and what is of use to several people is given by all of them.
pub(super) const GIFTS: &str =
    "SELECT giver || '' AS giver, receiver || '' AS receiver, CAST(SUM(points) AS BIGINT) FROM deed
    WHERE standing AND at >= $1 AND rule NOT IN ('resolved', 'introduced', 'mentored', 'reused')
    GROUP BY giver || '', receiver || '' ORDER BY 1, 2";

/// What everybody gave everybody from `since` on.
///
/// # Errors
/// When the database fails.
pub(super) async fn gifts(tx: &mut Tx, since: Timestamp) -> anyhow::Result<Vec<Gift>> {
    let rows: Vec<(String, String, i64)> =
        on!(tx, |c| sqlx::query_as(GIFTS).bind(since.millis()).fetch_all(c).await)?;
    let gift = |(giver, receiver, points): (String, String, i64)| {
        Ok(Gift { giver: giver.parse()?, receiver: receiver.parse()?, points })
    };
    rows.into_iter().map(gift).collect()
}

/// Of whom moderators were told after `since`.
///
/// # Errors
/// When the database fails.
pub(super) async fn told_after(tx: &mut Tx, since: Timestamp) -> anyhow::Result<BTreeSet<MemberId>> {
    const SQL: &str = "SELECT member FROM income_flag WHERE told_at > $1 ORDER BY member";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(since.millis()).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// Moderators are told of a member.
///
/// # Errors
/// When the database fails.
pub(super) async fn tell(tx: &mut Tx, member: MemberId, at: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO income_flag (member, told_at) VALUES ($1, $2)
        ON CONFLICT (member) DO UPDATE SET told_at = excluded.told_at";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).bind(at.millis()).execute(c).await.map(drop))
}

/// Forgets of whom moderators were told before `before`.
///
/// # Errors
/// When the database fails.
pub(super) async fn forget_told(tx: &mut Tx, before: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM income_flag WHERE told_at < $1";
    on!(tx, |c| sqlx::query(SQL).bind(before.millis()).execute(c).await.map(drop))
}

/// Two members are one: whoever was told of either was told of both.
///
/// # Errors
/// When the database fails.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const MOVE: &str = "INSERT INTO income_flag (member, told_at)
        SELECT $2, told_at FROM income_flag WHERE member = $1
        ON CONFLICT (member) DO UPDATE SET told_at = CASE
            WHEN excluded.told_at > income_flag.told_at THEN excluded.told_at ELSE income_flag.told_at END";
    const FORGET: &str = "DELETE FROM income_flag WHERE member = $1 AND member <> $2";
    let (old, new) = (from.to_string(), into.to_string());
    for statement in [MOVE, FORGET] {
        on!(tx, |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// A member is forgotten.
///
/// # Errors
/// When the database fails.
pub(super) async fn forget(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM income_flag WHERE member = $1";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).execute(c).await.map(drop))
}
