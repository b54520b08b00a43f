//! Who lets whom see what their help did: in the database, and the message by which they were told.

use super::wording;
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::language::Language;
use crate::on;
use crate::people;
use stoa_chat::{PlannedId, Post, Timestamp};

/// Whether `member` lets `lead` see it.
///
/// # Errors
/// When the database fails.
pub(super) async fn stands(tx: &mut Tx, member: MemberId, lead: MemberId) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM impact_share WHERE member = $1 AND lead = $2";
    let (member, lead) = (member.to_string(), lead.to_string());
    let (found,): (i64,) = on!(tx, |c| sqlx::query_as(SQL).bind(&member).bind(&lead).fetch_one(c).await)?;
    Ok(found > 0)
}

/// The names of those whom a member lets see it, in order.
///
/// # Errors
/// When the database fails.
pub(super) async fn names(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<String>> {
    const SQL: &str = "SELECT m.name FROM impact_share s JOIN member m ON m.id = s.lead
        WHERE s.member = $1 ORDER BY s.shared_at, s.lead";
    let member = member.to_string();
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// From now on `lead` may see it; `told` is the message that says so.
///
/// # Errors
/// When the database fails.
pub(super) async fn begin(
    tx: &mut Tx,
    (member, lead): (MemberId, MemberId),
    at: Timestamp,
    told: Option<&PlannedId>,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO impact_share (member, lead, shared_at, told) VALUES ($1, $2, $3, $4)
        ON CONFLICT (member, lead) DO NOTHING";
    let (member, lead, told) = (member.to_string(), lead.to_string(), told.map(|told| told.0.clone()));
    on!(tx, |c| {
        let query = sqlx::query(SQL).bind(&member).bind(&lead).bind(at.millis());
        query.bind(&told).execute(c).await.map(drop)
    })
}

/// `lead` may not see it any more: neither what stands in the message, nor what they ask for. `false` if they could not.
///
/// # Errors
/// When the database fails.
pub(super) async fn end(
    turn: &mut Turn<'_>,
    member: MemberId,
    lead: MemberId,
    language: Language,
) -> anyhow::Result<bool> {
    const SQL: &str = "DELETE FROM impact_share WHERE member = $1 AND lead = $2 RETURNING told";
    let (member, lead) = (member.to_string(), lead.to_string());
    let row: Option<(Option<String>,)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&member).bind(&lead).fetch_optional(c).await)?;
    if let Some((Some(told),)) = &row {
        take_back(turn, PlannedId(told.clone()), language).await?;
    }
    Ok(row.is_some())
}

/// A message that has not been said yet is not said; in one that has been, nothing is left to read.
async fn take_back(turn: &mut Turn<'_>, told: PlannedId, language: Language) -> anyhow::Result<()> {
    if !people::take_back(turn, &told).await? {
        turn.edit(told, Post::of(wording::shared_no_more(language))).await?;
    }
    Ok(())
}

/// Two members are one, who lets themselves see nothing.
///
/// # Errors
/// When the database fails.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const JOIN: [&str; 4] = [
        "INSERT INTO impact_share (member, lead, shared_at, told)
            SELECT $2, lead, shared_at, told FROM impact_share WHERE member = $1
            ON CONFLICT (member, lead) DO NOTHING",
        "INSERT INTO impact_share (member, lead, shared_at, told)
            SELECT member, $2, shared_at, told FROM impact_share WHERE lead = $1
            ON CONFLICT (member, lead) DO NOTHING",
        "DELETE FROM impact_share WHERE (member = $1 OR lead = $1) AND $1 <> $2",
        "DELETE FROM impact_share WHERE member = lead AND $1 <> $2",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in JOIN {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// A member is forgotten: nobody reads of them any more, and they read of nobody.
///
/// # Errors
/// When the database fails.
pub(super) async fn erase(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<()> {
    const GIVEN: &str = "DELETE FROM impact_share WHERE member = $1 RETURNING told";
    const GOT: &str = "DELETE FROM impact_share WHERE lead = $1";
    let (member, language) = (member.to_string(), turn.language());
    let given: Vec<(Option<String>,)> =
        on!(turn.tx(), |c| sqlx::query_as(GIVEN).bind(&member).fetch_all(c).await)?;
    for told in given.into_iter().filter_map(|(told,)| told) {
        take_back(turn, PlannedId(told), language).await?;
    }
    on!(turn.tx(), |c| sqlx::query(GOT).bind(&member).execute(c).await.map(drop))?;
    Ok(())
}
