//! Whom members do not want to be matched with. It is told to nobody, not even to those it is about.

use crate::database::{MemberId, Tx};
use crate::on;
use std::collections::BTreeSet;

/// From now on `member` is never matched with `other`, or may be again.
///
/// # Errors
/// When the database fails.
pub async fn set_avoided(tx: &mut Tx, member: MemberId, other: MemberId, avoided: bool) -> sqlx::Result<()> {
    const ADD: &str = "INSERT INTO mentor_avoid (member, other) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    const END: &str = "DELETE FROM mentor_avoid WHERE member = $1 AND other = $2";
    let (member, other) = (member.to_string(), other.to_string());
    let sql = if avoided { ADD } else { END };
    on!(tx, |c| sqlx::query(sql).bind(&member).bind(&other).execute(c).await.map(drop))
}

/// Everybody whom a member avoids, or who avoids them.
///
/// # Errors
/// When the database fails.
pub async fn kept_apart(tx: &mut Tx, member: MemberId) -> anyhow::Result<BTreeSet<MemberId>> {
    const SQL: &str = "SELECT other FROM mentor_avoid WHERE member = $1
        UNION SELECT member FROM mentor_avoid WHERE other = $1 ORDER BY 1";
    let member = member.to_string();
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    rows.into_iter().map(|(other,)| Ok(other.parse()?)).collect()
}
