//! Deeds in the database.

use super::books::News;
use super::rules::{Cause, Deed, Rule};
use crate::database::{MemberId, Tx};
use crate::on;
use anyhow::Context as _;
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::Timestamp;

/// What the newest fact says about a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// When that fact happened.
    pub at: Timestamp,
    /// The deed; `None` if it is undone.
    pub deed: Option<Deed>,
}

/// A row of `deed`: one that was undone before we heard that it was done has no parties. Its `question` is the subject of
/// a deed, which of a use is an answer.
#[derive(sqlx::FromRow)]
struct Row {
    rule: String,
    source: String,
    receiver: Option<String>,
    giver: Option<String>,
    at: i64,
    day: Option<String>,
    standing: bool,
    question: Option<i64>,
}

impl Row {
    fn read(self) -> anyhow::Result<Known> {
        const INCOMPLETE: &str = "a deed stands that nobody did";
        let at = Timestamp::from_millis(self.at);
        if !self.standing {
            return Ok(Known { at, deed: None });
        }
        let deed = Deed {
            cause: Cause::read(&self.rule, &self.source)?,
            receiver: self.receiver.context(INCOMPLETE)?.parse()?,
            giver: self.giver.context(INCOMPLETE)?.parse()?,
            at,
            day: self.day.context(INCOMPLETE)?.parse()?,
            subject: self.question,
        };
        Ok(Known { at, deed: Some(deed) })
    }
}

/// What is known about a deed.
///
/// # Errors
/// When the database fails.
pub(super) async fn known(tx: &mut Tx, cause: Cause) -> anyhow::Result<Option<Known>> {
    const SQL: &str = "SELECT rule, source, receiver, giver, at, day, standing, question FROM deed
        WHERE rule = $1 AND source = $2";
    let (rule, source) = (cause.rule.name(), cause.source());
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(rule).bind(&source).fetch_optional(c).await)?;
    row.map(Row::read).transpose()
}

/// Keeps what a fact says about a deed, over anything that was known about it.
///
/// # Errors
/// When the database fails.
pub(super) async fn keep(tx: &mut Tx, news: &News) -> sqlx::Result<()> {
    const DONE: &str = "INSERT INTO deed (rule, source, at, standing, receiver, giver, day, question)
        VALUES ($1, $2, $3, TRUE, $4, $5, $6, $7)
        ON CONFLICT (rule, source) DO UPDATE SET at = excluded.at, standing = TRUE, receiver = excluded.receiver,
            giver = excluded.giver, day = excluded.day, question = excluded.question";
    const UNDONE: &str = "INSERT INTO deed (rule, source, at, standing) VALUES ($1, $2, $3, FALSE)
        ON CONFLICT (rule, source) DO UPDATE SET at = excluded.at, standing = FALSE";
    let (rule, source, at) = (news.cause.rule.name(), news.cause.source(), news.at.millis());
    let Some(deed) = &news.deed else {
        return on!(tx, |c| sqlx::query(UNDONE).bind(rule).bind(&source).bind(at).execute(c).await.map(drop));
    };
    let (receiver, giver, day) = (deed.receiver.to_string(), deed.giver.to_string(), deed.day.to_string());
    on!(tx, |c| {
        let done = sqlx::query(DONE).bind(rule).bind(&source).bind(at);
        done.bind(&receiver).bind(&giver).bind(&day).bind(deed.subject).execute(c).await.map(drop)
    })
}

/// How [`deeds`] is found.
pub(super) const DEEDS: &str = "SELECT rule, source, receiver, giver, at, day, standing, question FROM deed
    WHERE receiver = $1 AND standing AND at >= $2 ORDER BY at, rule, source";

/// The deeds from `since` on for which these members earn.
///
/// # Errors
/// When the database fails.
pub(super) async fn deeds(
    tx: &mut Tx,
    receivers: &BTreeSet<MemberId>,
    since: Timestamp,
) -> anyhow::Result<Vec<Deed>> {
    let mut deeds = Vec::new();
    for receiver in receivers {
        let (receiver, since) = (receiver.to_string(), since.millis());
        let rows: Vec<Row> =
            on!(tx, |c| sqlx::query_as(DEEDS).bind(&receiver).bind(since).fetch_all(c).await)?;
        for row in rows {
            deeds.extend(row.read()?.deed);
        }
    }
    Ok(deeds)
}

/// Every deed that stands.
///
/// # Errors
/// When the database fails.
pub(super) async fn all_deeds(tx: &mut Tx) -> anyhow::Result<Vec<Deed>> {
    const SQL: &str = "SELECT rule, source, receiver, giver, at, day, standing, question FROM deed
        WHERE standing ORDER BY at, rule, source";
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    rows.into_iter().filter_map(|row| row.read().map(|known| known.deed).transpose()).collect()
}

/// Everybody whose points may change when two members are joined: the two, and whoever earned from them.
///
/// # Errors
/// When the database fails.
pub(super) async fn touched_by(
    tx: &mut Tx,
    from: MemberId,
    into: MemberId,
) -> anyhow::Result<BTreeSet<MemberId>> {
    const SQL: &str = "SELECT DISTINCT receiver FROM deed WHERE standing AND (giver IN ($1, $2)
            OR question IN (SELECT question FROM deed WHERE giver IN ($1, $2) OR receiver IN ($1, $2)))
        ORDER BY receiver";
    let (old, new) = (from.to_string(), into.to_string());
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&old).bind(&new).fetch_all(c).await)?;
    let mut touched = BTreeSet::from([from, into]);
    for (receiver,) in rows {
        touched.insert(receiver.parse()?);
    }
    Ok(touched)
}

/// The deeds that are judged together because they are about the same: the welcomes of one question, the uses of one
/// answer.
///
/// # Errors
/// When the database fails.
pub(super) async fn deeds_about(tx: &mut Tx, rule: Rule, subject: i64) -> anyhow::Result<Vec<Deed>> {
    const SQL: &str = "SELECT rule, source, receiver, giver, at, day, standing, question FROM deed
        WHERE question = $1 AND rule = $2 AND standing ORDER BY at, source";
    let rule = rule.name();
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(subject).bind(rule).fetch_all(c).await)?;
    rows.into_iter().filter_map(|row| row.read().map(|known| known.deed).transpose()).collect()
}

/// Everybody who has been joined to a member, one after the other.
///
/// # Errors
/// When the database fails.
pub(super) async fn joined_to(tx: &mut Tx, member: MemberId) -> anyhow::Result<Vec<MemberId>> {
    const SQL: &str = "WITH RECURSIVE old (id) AS (
            SELECT id FROM member WHERE merged_into = $1
            UNION SELECT m.id FROM member m JOIN old ON m.merged_into = old.id)
        SELECT id FROM old ORDER BY id";
    let member = member.to_string();
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// Makes every deed of `from` one of `into`, given or received.
///
/// # Errors
/// When the database fails.
pub(super) async fn hand_over(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const RECEIVED: &str = "UPDATE deed SET receiver = $2 WHERE receiver = $1";
    const GIVEN: &str = "UPDATE deed SET giver = $2 WHERE giver = $1";
    let (old, new) = (from.to_string(), into.to_string());
    on!(tx, |c| sqlx::query(RECEIVED).bind(&old).bind(&new).execute(c).await.map(drop))?;
    on!(tx, |c| sqlx::query(GIVEN).bind(&old).bind(&new).execute(c).await.map(drop))
}

/// Writes down beside a deed what is booked for it.
///
/// # Errors
/// When the database fails.
pub(super) async fn set_points(tx: &mut Tx, cause: Cause, points: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE deed SET points = $3 WHERE rule = $1 AND source = $2";
    let (rule, source) = (cause.rule.name(), cause.source());
    on!(tx, |c| sqlx::query(SQL).bind(rule).bind(&source).bind(points).execute(c).await.map(drop))
}

/// What everybody earned from a moment on. The rows of that time lie together in an index; by their members, in whose
/// order there is an index too, SQLite would read all that ever happened. That is why it groups by an expression.
pub(super) const EARNED: &str = "SELECT receiver || '' AS member, CAST(SUM(points) AS BIGINT) FROM deed
    WHERE standing AND at >= $1 GROUP BY receiver || '' ORDER BY 1";

/// The same of all times, where that order is the quickest.
const EVER_EARNED: &str = "SELECT receiver, CAST(SUM(points) AS BIGINT) FROM deed
    WHERE standing GROUP BY receiver ORDER BY receiver";

/// Everybody who gave or got something from a moment on, found in the same way.
pub(super) const ACTIVE: &str = "SELECT receiver || '' AS member FROM deed
    WHERE standing AND at >= $1 GROUP BY receiver || ''
    UNION SELECT giver || '' FROM deed WHERE standing AND at >= $1 GROUP BY giver || '' ORDER BY 1";

/// Everybody who ever did.
const EVER_ACTIVE: &str = "SELECT receiver FROM deed WHERE standing GROUP BY receiver
    UNION SELECT giver FROM deed WHERE standing GROUP BY giver ORDER BY 1";

/// Since everything began.
const EVER: i64 = i64::MIN;

/// What everybody earned by standing deeds from `since` on, whoever they have been joined to since.
///
/// # Errors
/// When the database fails.
pub(super) async fn earned_since(tx: &mut Tx, since: Timestamp) -> anyhow::Result<BTreeMap<MemberId, i64>> {
    let rows: Vec<(String, i64)> = match since.millis() {
        EVER => on!(tx, |c| sqlx::query_as(EVER_EARNED).fetch_all(c).await)?,
        since => on!(tx, |c| sqlx::query_as(EARNED).bind(since).fetch_all(c).await)?,
    };
    rows.into_iter().map(|(member, points)| Ok((member.parse()?, points))).collect()
}

/// Everybody who gave or got something from `since` on.
///
/// # Errors
/// When the database fails.
pub(super) async fn active_since(tx: &mut Tx, since: Timestamp) -> anyhow::Result<Vec<MemberId>> {
    let rows: Vec<(String,)> = match since.millis() {
        EVER => on!(tx, |c| sqlx::query_as(EVER_ACTIVE).fetch_all(c).await)?,
        since => on!(tx, |c| sqlx::query_as(ACTIVE).bind(since).fetch_all(c).await)?,
    };
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}
