//! Who offers and who seeks mentoring, in the database.

use super::pairs_store::Pair;
use crate::database::{MemberId, Tx};
use crate::on;
use stoa_chat::Timestamp;

/// Somebody who offers or seeks mentoring.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Entry {
    member: String,
    topics: String,
    /// Of a mentor: how many they take.
    pub capacity: i64,
    /// The programme that they take part in.
    pub programme: String,
    paused_until: Option<i64>,
}

impl Entry {
    pub fn member(&self) -> anyhow::Result<MemberId> {
        Ok(self.member.parse()?)
    }

    pub fn topics(&self) -> Vec<String> {
        split(&self.topics)
    }

    pub fn is_paused(&self, now: Timestamp) -> bool {
        self.paused_until.is_some_and(|until| now.millis() < until)
    }
}

/// Topics as they are stored, one by one.
pub(super) fn split(topics: &str) -> Vec<String> {
    topics.split_whitespace().map(str::to_owned).collect()
}

/// Keeps that somebody offers mentoring in a programme, instead of what they offered before.
pub(super) async fn offer(
    tx: &mut Tx,
    (member, programme): (MemberId, &str),
    topics: &[String],
    capacity: i64,
    at: Timestamp,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO mentor (member, topics, capacity, paused_until, offered_at, programme)
        VALUES ($1, $2, $3, NULL, $4, $5)
        ON CONFLICT (member) DO UPDATE SET topics = excluded.topics, capacity = excluded.capacity,
            paused_until = NULL, programme = excluded.programme";
    let (member, topics) = (member.to_string(), topics.join(" "));
    on!(tx, |c| sqlx::query(SQL)
        .bind(&member)
        .bind(&topics)
        .bind(capacity)
        .bind(at.millis())
        .bind(programme)
        .execute(c)
        .await
        .map(drop))
}

/// Keeps that somebody seeks a mentor in a programme, instead of what they sought before.
pub(super) async fn seek(
    tx: &mut Tx,
    (member, programme): (MemberId, &str),
    topics: &[String],
    note: &str,
    at: Timestamp,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO mentee (member, topics, note, paused_until, sought_at, told, programme)
        VALUES ($1, $2, $3, NULL, $4, NULL, $5)
        ON CONFLICT (member) DO UPDATE SET topics = excluded.topics, note = excluded.note, paused_until = NULL,
            told = NULL, programme = excluded.programme, sought_at = excluded.sought_at";
    let (member, topics) = (member.to_string(), topics.join(" "));
    on!(tx, |c| sqlx::query(SQL)
        .bind(&member)
        .bind(&topics)
        .bind(note)
        .bind(at.millis())
        .bind(programme)
        .execute(c)
        .await
        .map(drop))
}

/// Takes a member out of the search in both roles; whether they were in it.
pub(super) async fn withdraw(tx: &mut Tx, member: MemberId) -> sqlx::Result<bool> {
    let member = member.to_string();
    let mut gone = 0;
    for sql in ["DELETE FROM mentor WHERE member = $1", "DELETE FROM mentee WHERE member = $1"] {
        gone +=
            on!(tx, |c| sqlx::query(sql).bind(&member).execute(c).await.map(|done| done.rows_affected()))?;
    }
    set_wishes(tx, &member, &[]).await?;
    Ok(gone > 0)
}

/// Somebody whose pair has ended seeks on, unless they seek already.
pub(super) async fn seek_on(tx: &mut Tx, pair: &Pair, at: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO mentee (member, topics, note, paused_until, sought_at, told, programme)
        VALUES ($1, $2, '', NULL, $3, NULL, $4) ON CONFLICT (member) DO NOTHING";
    let (member, topics) = (pair.mentee.to_string(), pair.topics.join(" "));
    on!(tx, |c| sqlx::query(SQL)
        .bind(&member)
        .bind(&topics)
        .bind(at.millis())
        .bind(&pair.programme)
        .execute(c)
        .await
        .map(drop))
}

/// The mentee of a proposal did not answer it: their search ends, if it is not younger; whether it did.
pub(super) async fn give_up(tx: &mut Tx, pair: &Pair) -> sqlx::Result<bool> {
    const SQL: &str = "DELETE FROM mentee WHERE member = $1
        AND sought_at <= (SELECT proposed_at FROM mentorship WHERE number = $2)";
    let mentee = pair.mentee.to_string();
    let gone = on!(tx, |c| sqlx::query(SQL)
        .bind(&mentee)
        .bind(pair.number)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if gone > 0 {
        set_wishes(tx, &mentee, &[]).await?;
    }
    Ok(gone > 0)
}

/// A pair runs: whoever sought has found.
pub(super) async fn found(tx: &mut Tx, mentee: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM mentee WHERE member = $1";
    let mentee = mentee.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&mentee).execute(c).await.map(drop))?;
    set_wishes(tx, &mentee, &[]).await
}

/// Leaves a member out of the search until a moment; whether they are in it at all.
pub(super) async fn pause(tx: &mut Tx, member: MemberId, until: Timestamp) -> sqlx::Result<bool> {
    let member = member.to_string();
    let mut paused = 0;
    for sql in [
        "UPDATE mentor SET paused_until = $2 WHERE member = $1",
        "UPDATE mentee SET paused_until = $2 WHERE member = $1",
    ] {
        paused += on!(tx, |c| sqlx::query(sql)
            .bind(&member)
            .bind(until.millis())
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
    }
    Ok(paused > 0)
}

/// When the first of those who rest in a programme is back.
pub(super) async fn first_rested(
    tx: &mut Tx,
    programme: &str,
    now: Timestamp,
) -> sqlx::Result<Option<Timestamp>> {
    const SQL: &str = "SELECT MIN(paused_until) FROM (
            SELECT paused_until FROM mentor WHERE programme = $2
            UNION ALL SELECT paused_until FROM mentee WHERE programme = $2) AS resting
        WHERE paused_until > $1";
    let (first,): (Option<i64>,) =
        on!(tx, |c| sqlx::query_as(SQL).bind(now.millis()).bind(programme).fetch_one(c).await)?;
    Ok(first.map(Timestamp::from_millis))
}

/// Everybody who offers and is still here, in whichever programme.
pub(super) async fn mentors(tx: &mut Tx) -> sqlx::Result<Vec<Entry>> {
    const SQL: &str = "SELECT member, topics, capacity, programme, paused_until FROM mentor m
        WHERE EXISTS (SELECT 1 FROM account a WHERE a.member = m.member AND a.active AND NOT a.bot)
        ORDER BY member";
    on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)
}

/// Everybody who seeks and is still here, in whichever programme.
pub(super) async fn mentees(tx: &mut Tx) -> sqlx::Result<Vec<Entry>> {
    const SQL: &str = "SELECT member, topics, CAST(1 AS BIGINT) AS capacity, programme, paused_until
        FROM mentee m WHERE EXISTS (SELECT 1 FROM account a WHERE a.member = m.member AND a.active AND NOT a.bot)
        ORDER BY member";
    on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)
}

/// The programmes that somebody takes part in.
pub(super) async fn programmes(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    const SQL: &str = "SELECT programme FROM mentor UNION SELECT programme FROM mentee ORDER BY programme";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(programme,)| programme).collect())
}

/// What a mentee wrote for whoever may be their mentor.
pub(super) async fn note(tx: &mut Tx, mentee: MemberId) -> sqlx::Result<String> {
    const SQL: &str = "SELECT note FROM mentee WHERE member = $1";
    let mentee = mentee.to_string();
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&mentee).fetch_optional(c).await)?;
    Ok(row.map(|(note,)| note).unwrap_or_default())
}

/// Remembers what a mentee was told of why they have no mentor; whether that is news to them.
pub(super) async fn tell_why(tx: &mut Tx, mentee: MemberId, why: &str) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE mentee SET told = $2 WHERE member = $1 AND (told IS NULL OR told <> $2)";
    let mentee = mentee.to_string();
    let changed = on!(tx, |c| sqlx::query(SQL)
        .bind(&mentee)
        .bind(why)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed > 0)
}

/// Replaces a mentee's wishes, the dearest first.
pub(super) async fn set_wishes(tx: &mut Tx, mentee: &str, mentors: &[MemberId]) -> sqlx::Result<()> {
    const CLEAR: &str = "DELETE FROM mentor_wish WHERE member = $1";
    const ADD: &str = "INSERT INTO mentor_wish (member, rank, mentor) VALUES ($1, $2, $3)";
    on!(tx, |c| {
        sqlx::query(CLEAR).bind(mentee).execute(&mut *c).await?;
        for (rank, mentor) in (1_i64..).zip(mentors) {
            sqlx::query(ADD).bind(mentee).bind(rank).bind(mentor.to_string()).execute(&mut *c).await?;
        }
        Ok(())
    })
}

pub(super) async fn wishes(tx: &mut Tx, mentee: MemberId) -> anyhow::Result<Vec<MemberId>> {
    const SQL: &str = "SELECT mentor FROM mentor_wish WHERE member = $1 ORDER BY rank";
    let mentee = mentee.to_string();
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&mentee).fetch_all(c).await)?;
    rows.into_iter().map(|(mentor,)| Ok(mentor.parse()?)).collect()
}
