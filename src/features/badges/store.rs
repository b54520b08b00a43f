//! Marks, badges and certificates in the database.

use super::list::Mark;
use crate::database::{MemberId, Tx};
use crate::on;
use stoa_chat::Timestamp;

/// What a fact says about one mark.
#[derive(Clone, Debug)]
pub(super) struct News {
    /// Which kind.
    pub mark: Mark,
    /// What it is for: `A31`.
    pub source: String,
    /// When that happened.
    pub at: Timestamp,
    /// Whose it is, and whom or what it was about; `None` if it was undone.
    pub done: Option<(MemberId, Option<String>)>,
}

/// A mark that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// Which kind.
    pub mark: Mark,
    /// When it was earned.
    pub at: Timestamp,
    /// Whom or what it was about.
    pub peer: Option<String>,
}

impl News {
    /// Something was done.
    pub fn done(
        mark: Mark,
        source: impl Into<String>,
        at: Timestamp,
        member: MemberId,
        peer: Option<String>,
    ) -> Self {
        Self { mark, source: source.into(), at, done: Some((member, peer)) }
    }
}

/// Keeps what a fact says about a mark, unless something newer is known; gives everybody whose it was or is.
///
/// # Errors
/// When the database fails.
pub(super) async fn learn(tx: &mut Tx, news: &News) -> anyhow::Result<Vec<MemberId>> {
    const KNOWN: &str = "SELECT at, member FROM badge_mark WHERE mark = $1 AND source = $2";
    const DONE: &str = "INSERT INTO badge_mark (mark, source, at, standing, member, peer)
        VALUES ($1, $2, $3, TRUE, $4, $5)
        ON CONFLICT (mark, source) DO UPDATE SET at = excluded.at, standing = TRUE, member = excluded.member,
            peer = excluded.peer";
    const UNDONE: &str = "INSERT INTO badge_mark (mark, source, at, standing) VALUES ($1, $2, $3, FALSE)
        ON CONFLICT (mark, source) DO UPDATE SET at = excluded.at, standing = FALSE";
    let (mark, source, at) = (news.mark.name(), &news.source, news.at.millis());
    let known: Option<(i64, Option<String>)> =
        on!(tx, |c| sqlx::query_as(KNOWN).bind(mark).bind(source).fetch_optional(c).await)?;
    if known.as_ref().is_some_and(|(known, _)| *known > at) {
        return Ok(Vec::new());
    }
    let owner = known.and_then(|(_, owner)| owner).map(|owner| owner.parse()).transpose()?;
    let mut touched = Vec::from_iter(owner);
    match &news.done {
        Some((member, peer)) => {
            touched.push(*member);
            let member = member.to_string();
            on!(tx, |c| {
                let done = sqlx::query(DONE).bind(mark).bind(source).bind(at);
                done.bind(&member).bind(peer).execute(c).await.map(drop)
            })?;
        }
        None => {
            on!(tx, |c| sqlx::query(UNDONE).bind(mark).bind(source).bind(at).execute(c).await.map(drop))?;
        }
    }
    Ok(touched)
}

/// A member's marks that stand, oldest first; what they did for themselves is none.
///
/// # Errors
/// When the database fails.
pub(super) async fn marks(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<Kept>> {
    const SQL: &str = "SELECT mark, at, peer FROM badge_mark
        WHERE member = $1 AND standing AND (peer IS NULL OR peer <> $1) ORDER BY at, mark, source";
    let member = member.to_string();
    let rows: Vec<(String, i64, Option<String>)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    let read = |(name, at, peer): (String, i64, Option<String>)| {
        let mark = Mark::ALL.into_iter().find(|mark| mark.name() == name)?;
        Some(Kept { mark, at: Timestamp::from_millis(at), peer })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Keeps whether a member has a badge; `true` if they have it for the first time.
///
/// # Errors
/// When the database fails.
pub(super) async fn set(
    tx: &mut Tx,
    member: MemberId,
    badge: &str,
    earned: Option<Timestamp>,
) -> sqlx::Result<bool> {
    const NEW: &str = "INSERT INTO badge (member, badge, at, standing) VALUES ($1, $2, $3, TRUE)
        ON CONFLICT (member, badge) DO NOTHING";
    const AGAIN: &str = "UPDATE badge SET at = $3, standing = TRUE WHERE member = $1 AND badge = $2";
    const LOST: &str = "UPDATE badge SET standing = FALSE WHERE member = $1 AND badge = $2 AND standing";
    let member = member.to_string();
    let Some(at) = earned.map(Timestamp::millis) else {
        on!(tx, |c| sqlx::query(LOST).bind(&member).bind(badge).execute(c).await.map(drop))?;
        return Ok(false);
    };
    let new = on!(tx, |c| {
        sqlx::query(NEW).bind(&member).bind(badge).bind(at).execute(c).await.map(|done| done.rows_affected())
    })?;
    if new == 0 {
        on!(tx, |c| sqlx::query(AGAIN).bind(&member).bind(badge).bind(at).execute(c).await.map(drop))?;
    }
    Ok(new > 0)
}

/// A member's badges, oldest first, and when each was earned.
///
/// # Errors
/// When the database fails.
pub(super) async fn badges(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<(String, Timestamp)>> {
    const SQL: &str = "SELECT badge, at FROM badge WHERE member = $1 AND standing ORDER BY at, badge";
    let member = member.to_string();
    let rows: Vec<(String, i64)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(badge, at)| (badge, Timestamp::from_millis(at))).collect())
}

/// What a certificate says.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Certified {
    /// Whose it is, as they were called then.
    pub name: String,
    /// Which badge.
    pub badge: String,
    /// When the badge was earned.
    pub at: i64,
    /// Whether they still have it.
    pub standing: bool,
}

/// The certificate with a code.
///
/// # Errors
/// When the database fails.
pub(super) async fn certified(tx: &mut Tx, code: &str) -> sqlx::Result<Option<Certified>> {
    const SQL: &str = "SELECT c.name, c.badge, b.at, b.standing FROM certificate c
        JOIN badge b ON b.member = c.member AND b.badge = c.badge WHERE c.code = $1";
    on!(tx, |c| sqlx::query_as(SQL).bind(code).fetch_optional(c).await)
}

/// The code of a member's certificate for a badge, which is `code` if they had none; it says what they are called now.
///
/// # Errors
/// When the database fails.
pub(super) async fn certify(
    tx: &mut Tx,
    code: &str,
    (member, name): (MemberId, &str),
    badge: &str,
    now: Timestamp,
) -> sqlx::Result<String> {
    const SQL: &str =
        "INSERT INTO certificate (code, member, badge, name, made_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (member, badge) DO UPDATE SET name = excluded.name RETURNING code";
    let member = member.to_string();
    let (code,): (String,) = on!(tx, |c| {
        let query = sqlx::query_as(SQL).bind(code).bind(&member).bind(badge).bind(name);
        query.bind(now.millis()).fetch_one(c).await
    })?;
    Ok(code)
}

/// Two members are one: their marks are one's too, and their certificates stay true.
///
/// # Errors
/// When the database fails.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const JOIN: [&str; 6] = [
        "UPDATE badge_mark SET member = $2 WHERE member = $1",
        "UPDATE badge_mark SET peer = $2 WHERE peer = $1",
        "INSERT INTO badge (member, badge, at, standing) SELECT $2, badge, at, standing FROM badge WHERE member = $1
            ON CONFLICT (member, badge) DO NOTHING",
        "DELETE FROM certificate WHERE member = $1
            AND badge IN (SELECT o.badge FROM certificate o WHERE o.member = $2)",
        "UPDATE certificate SET member = $2 WHERE member = $1",
        "DELETE FROM badge WHERE member = $1 AND member <> $2",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in JOIN {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Nothing is kept of a member: their certificates cannot be verified any more.
///
/// # Errors
/// When the database fails.
pub(super) async fn erase(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const ERASE: [&str; 3] = [
        "DELETE FROM certificate WHERE member = $1",
        "DELETE FROM badge WHERE member = $1",
        "DELETE FROM badge_mark WHERE member = $1",
    ];
    let member = member.to_string();
    for sql in ERASE {
        on!(tx, |c| sqlx::query(sql).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(())
}
