//! What colleagues may know about a member: a few words of their own, and where they work as the people file says.

use crate::database::{MemberId, Tx};
use crate::on;
use chrono::NaiveDate;

/// Where a member works, as the people file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Employment {
    /// The team.
    pub team: Option<String>,
    /// Whom they report to; for matching, not for colleagues' eyes.
    pub manager: Option<MemberId>,
    /// The office or town.
    pub site: Option<String>,
}

/// What a member wrote about themselves.
///
/// # Errors
/// When the database fails.
pub async fn bio(tx: &mut Tx, member: MemberId) -> sqlx::Result<Option<String>> {
    const SQL: &str = "SELECT bio FROM profile WHERE member = $1";
    let id = member.to_string();
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&id).fetch_optional(c).await)?;
    Ok(row.map(|(bio,)| bio))
}

/// Replaces what a member wrote about themselves.
///
/// # Errors
/// When the database fails.
pub async fn set_bio(tx: &mut Tx, member: MemberId, bio: Option<&str>) -> sqlx::Result<()> {
    const CLEAR: &str = "DELETE FROM profile WHERE member = $1";
    const PUT: &str = "INSERT INTO profile (member, bio) VALUES ($1, $2)
        ON CONFLICT (member) DO UPDATE SET bio = excluded.bio";
    let id = member.to_string();
    match bio {
        Some(bio) => on!(tx, |c| sqlx::query(PUT).bind(&id).bind(bio).execute(c).await.map(drop)),
        None => on!(tx, |c| sqlx::query(CLEAR).bind(&id).execute(c).await.map(drop)),
    }
}

/// Where a member works; nothing is known of somebody whom the people file does not list.
///
/// # Errors
/// When the database fails.
pub async fn employment(tx: &mut Tx, member: MemberId) -> anyhow::Result<Employment> {
    const SQL: &str = "SELECT team, manager, site FROM employment WHERE member = $1";
    type Row = (Option<String>, Option<String>, Option<String>);
    let id = member.to_string();
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(&id).fetch_optional(c).await)?;
    let (team, manager, site) = row.unwrap_or_default();
    Ok(Employment { team, manager: manager.map(|id| id.parse()).transpose()?, site })
}

/// Replaces where a member works.
///
/// # Errors
/// When the database fails.
pub async fn set_employment(tx: &mut Tx, member: MemberId, work: &Employment) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO employment (member, team, manager, site) VALUES ($1, $2, $3, $4)
        ON CONFLICT (member) DO UPDATE
        SET team = excluded.team, manager = excluded.manager, site = excluded.site";
    let (id, manager) = (member.to_string(), work.manager.map(|id| id.to_string()));
    on!(tx, |c| sqlx::query(SQL)
        .bind(&id)
        .bind(&work.team)
        .bind(&manager)
        .bind(&work.site)
        .execute(c)
        .await
        .map(drop))
}

/// What is known about `from` is known about `into`, as far as nothing was known about `into`.
///
/// # Errors
/// When the database fails.
pub async fn join_about(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const MOVE: [&str; 5] = [
        "UPDATE member SET start_date = COALESCE(start_date, (SELECT start_date FROM member WHERE id = $1))
            WHERE id = $2",
        "INSERT INTO profile (member, bio) SELECT $2, bio FROM profile WHERE member = $1 ON CONFLICT DO NOTHING",
        "INSERT INTO spoken (member, language, said) SELECT $2, language, said FROM spoken s
            WHERE member = $1 AND NOT EXISTS (SELECT 1 FROM spoken t WHERE t.member = $2)",
        "INSERT INTO employment (member, team, manager, site)
            SELECT $2, team, manager, site FROM employment WHERE member = $1 ON CONFLICT DO NOTHING",
        "UPDATE employment SET manager = $2 WHERE manager = $1",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in MOVE {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    forget_about(tx, from).await
}

/// Nothing is known about a member any more, nor who reports to them.
///
/// # Errors
/// When the database fails.
pub async fn forget_about(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const FORGET: [&str; 5] = [
        "UPDATE member SET start_date = NULL WHERE id = $1",
        "DELETE FROM profile WHERE member = $1",
        "DELETE FROM spoken WHERE member = $1",
        "DELETE FROM employment WHERE member = $1",
        "UPDATE employment SET manager = NULL WHERE manager = $1",
    ];
    let id = member.to_string();
    for sql in FORGET {
        on!(tx, |c| sqlx::query(sql).bind(&id).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// The day on which a member started, as the people file says.
///
/// # Errors
/// When the database fails.
pub async fn start_date(tx: &mut Tx, member: MemberId) -> sqlx::Result<Option<NaiveDate>> {
    const SQL: &str = "SELECT start_date FROM member WHERE id = $1";
    let id = member.to_string();
    let row: Option<(Option<String>,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&id).fetch_optional(c).await)?;
    Ok(row.and_then(|(date,)| date?.parse().ok()))
}

/// Sets the day on which a member started: for a while after it they are a newcomer.
///
/// # Errors
/// When the database fails.
pub async fn set_start_date(tx: &mut Tx, member: MemberId, date: Option<NaiveDate>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE member SET start_date = $2 WHERE id = $1";
    let (id, date) = (member.to_string(), date.map(|date| date.to_string()));
    on!(tx, |c| sqlx::query(SQL).bind(&id).bind(&date).execute(c).await.map(drop))
}
