//! Cases of help in the database.

use super::books::News;
use super::rules::{Case, Kind};
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::on;
use anyhow::Context as _;
use stoa_chat::Timestamp;

/// What somebody did that can be seen: what is hidden, withdrawn or taken back does not count.
pub(super) const OWN: &str = "SELECT c.kind, c.answer, c.helped, c.at FROM help_case c
    LEFT JOIN answer a ON a.number = c.answer
    LEFT JOIN question q ON q.number = a.question
    WHERE c.helper = $1 AND c.standing
        AND NOT COALESCE(a.hidden OR a.withdrawn OR q.hidden OR q.state = 'withdrawn', FALSE)
    ORDER BY c.at, c.kind, c.about, c.whose";

/// Those who had a question, too, that an answer of somebody's solved.
pub(super) const SHARED: &str = "SELECT t.kind, c.answer, t.helped,
        CASE WHEN t.at > c.at THEN t.at ELSE c.at END AS at
    FROM help_case c
    JOIN answer a ON a.number = c.answer
    JOIN question q ON q.number = a.question
    JOIN help_case t ON t.question = q.number
    WHERE c.helper = $1 AND c.kind = 'accepted' AND c.standing AND t.kind = 'too' AND t.standing
        AND NOT a.hidden AND NOT a.withdrawn AND NOT q.hidden AND q.state <> 'withdrawn'
    ORDER BY c.answer, t.whose";

/// Keeps what a fact says about a case, unless something newer is known.
///
/// # Errors
/// When the database fails.
pub(super) async fn learn(tx: &mut Tx, news: &News) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO help_case (kind, about, whose, at, standing, helper, helped, answer, question)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (kind, about, whose) DO UPDATE SET at = excluded.at, standing = excluded.standing,
            helper = excluded.helper, helped = excluded.helped, answer = excluded.answer, question = excluded.question
        WHERE excluded.at >= help_case.at";
    let done = news.done.unwrap_or_default();
    let id = |member: Option<MemberId>| member.map(|member| member.to_string());
    let (whose, by, to) = (id(news.whose).unwrap_or_default(), id(done.helper), id(done.helped));
    on!(tx, |c| {
        let query = sqlx::query(SQL).bind(news.kind.name()).bind(&news.about).bind(&whose);
        let query = query.bind(news.at.millis()).bind(news.done.is_some()).bind(&by).bind(&to);
        query.bind(done.answer).bind(done.question).execute(c).await.map(drop)
    })
}

/// Every case of a member's help that stands, oldest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn cases(tx: &mut Tx, member: MemberId) -> anyhow::Result<Vec<Case>> {
    let member = member.to_string();
    let mut cases = Vec::new();
    for sql in [OWN, SHARED] {
        let rows: Vec<(String, Option<i64>, Option<String>, i64)> =
            on!(tx, |c| sqlx::query_as(sql).bind(&member).fetch_all(c).await)?;
        for (kind, answer, helped, at) in rows {
            let kind = Kind::ALL.into_iter().find(|known| known.name() == kind).context("an unknown kind")?;
            let helped = helped.map(|helped| helped.parse()).transpose()?;
            cases.push(Case { kind, answer, helped, at: Timestamp::from_millis(at) });
        }
    }
    Ok(cases)
}

/// Two members are one: who helped, who was helped, and what either said; of what both said, the word that stands.
///
/// # Errors
/// When the database fails.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const JOIN: [&str; 4] = [
        "INSERT INTO help_case (kind, about, whose, at, standing, helper, helped, answer, question)
            SELECT kind, about, $2, at, standing, helper, helped, answer, question FROM help_case WHERE whose = $1
            ON CONFLICT (kind, about, whose) DO UPDATE SET at = excluded.at, standing = TRUE,
                helper = excluded.helper, helped = excluded.helped, answer = excluded.answer,
                question = excluded.question
            WHERE excluded.standing AND NOT help_case.standing",
        "DELETE FROM help_case WHERE whose = $1 AND whose <> $2",
        "UPDATE help_case SET helper = $2 WHERE helper = $1",
        "UPDATE help_case SET helped = $2 WHERE helped = $1",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in JOIN {
        on!(tx, |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Nothing is known of a member any more; whom they were helped by keeps the number.
///
/// # Errors
/// When the database fails.
pub(super) async fn erase(turn: &mut Turn<'_>, member: MemberId) -> sqlx::Result<()> {
    const FORGET: &str = "DELETE FROM help_case WHERE helper = $1";
    const UNNAME: &str = "UPDATE help_case SET helped = NULL WHERE helped = $1";
    const SAID: &str = "SELECT kind, about FROM help_case WHERE whose = $1 ORDER BY kind, about";
    const NOBODY: &str = "UPDATE help_case SET whose = $4 WHERE whose = $1 AND kind = $2 AND about = $3";
    let member = member.to_string();
    for sql in [FORGET, UNNAME] {
        on!(turn.tx(), |c| sqlx::query(sql).bind(&member).execute(c).await.map(drop))?;
    }
    let said: Vec<(String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(SAID).bind(&member).fetch_all(c).await)?;
    for (kind, about) in said {
        let nobody = turn.new_id();
        on!(turn.tx(), |c| {
            let query = sqlx::query(NOBODY).bind(&member).bind(&kind).bind(&about);
            query.bind(&nobody).execute(c).await.map(drop)
        })?;
    }
    Ok(())
}
