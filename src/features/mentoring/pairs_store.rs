//! Pairs in the database: proposals, meetings, and what was said at the end.

use super::store::split;
use crate::database::{MemberId, Tx, next_number};
use crate::matching::Fit;
use crate::on;
use std::collections::BTreeSet;
use stoa_chat::{PlannedId, Timestamp};

/// Where a pair stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Proposed,
    Running,
    Ended,
    /// Another proposal took its place before anybody had agreed.
    Moved,
    Declined,
    Lapsed,
}

impl State {
    const ALL: [Self; 6] =
        [Self::Proposed, Self::Running, Self::Ended, Self::Moved, Self::Declined, Self::Lapsed];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Running => "running",
            Self::Ended => "ended",
            Self::Moved => "moved",
            Self::Declined => "declined",
            Self::Lapsed => "lapsed",
        }
    }
}

/// A pair as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Row {
    number: i64,
    mentee: String,
    mentor: String,
    state: String,
    topics: String,
    programme: String,
    mentee_agreed: bool,
    mentor_agreed: bool,
    started_at: Option<i64>,
    mentee_card: Option<String>,
    mentor_card: Option<String>,
}

/// A pair.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub number: i64,
    pub mentee: MemberId,
    pub mentor: MemberId,
    pub state: State,
    pub topics: Vec<String>,
    /// The programme that brought them together.
    pub programme: String,
    pub mentee_agreed: bool,
    pub mentor_agreed: bool,
    pub started_at: Option<Timestamp>,
    pub mentee_card: Option<PlannedId>,
    pub mentor_card: Option<PlannedId>,
}

impl Pair {
    /// What people call it.
    pub fn name(&self) -> String {
        format!("M{}", self.number)
    }

    /// The other one of the two, if `member` is one.
    pub fn other(&self, member: MemberId) -> Option<MemberId> {
        match member {
            _ if member == self.mentee => Some(self.mentor),
            _ if member == self.mentor => Some(self.mentee),
            _ => None,
        }
    }
}

fn pair(row: Row) -> anyhow::Result<Pair> {
    let state = State::ALL.into_iter().find(|state| state.name() == row.state);
    Ok(Pair {
        number: row.number,
        mentee: row.mentee.parse()?,
        mentor: row.mentor.parse()?,
        state: state.ok_or_else(|| anyhow::anyhow!("a pair in an unknown state"))?,
        topics: split(&row.topics),
        programme: row.programme,
        mentee_agreed: row.mentee_agreed,
        mentor_agreed: row.mentor_agreed,
        started_at: row.started_at.map(Timestamp::from_millis),
        mentee_card: row.mentee_card.map(PlannedId),
        mentor_card: row.mentor_card.map(PlannedId),
    })
}

/// With whom a member was proposed before, as a mentee.
pub(super) async fn past(tx: &mut Tx, member: MemberId) -> anyhow::Result<BTreeSet<MemberId>> {
    const SQL: &str = "SELECT mentor FROM mentorship
        WHERE mentee = $1 AND state IN ('running', 'ended', 'declined', 'lapsed') ORDER BY mentor";
    let member = member.to_string();
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    rows.into_iter().map(|(other,)| Ok(other.parse()?)).collect()
}

/// What mentees said of a mentor, in percent.
pub(super) async fn praise(tx: &mut Tx, mentor: MemberId) -> sqlx::Result<Option<u32>> {
    const SQL: &str = "SELECT CAST(COALESCE(SUM(f.stars), 0) AS BIGINT), COUNT(*) FROM mentor_feedback f
        JOIN mentorship m ON m.number = f.mentorship WHERE m.mentor = $1 AND f.member <> $1";
    let mentor = mentor.to_string();
    let (sum, count): (i64, i64) = on!(tx, |c| sqlx::query_as(SQL).bind(&mentor).fetch_one(c).await)?;
    Ok((count > 0).then(|| u32::try_from((sum - count) * 25 / count).unwrap_or(0)))
}

/// A new proposal.
pub(super) async fn propose(
    tx: &mut Tx,
    (mentee, mentor): (MemberId, MemberId),
    programme: &str,
    fit: &Fit,
    at: Timestamp,
) -> sqlx::Result<i64> {
    const SQL: &str = "INSERT INTO mentorship (number, mentee, mentor, state, score, topics, mentee_agreed,
            mentor_agreed, proposed_at, programme)
        VALUES ($1, $2, $3, 'proposed', $4, $5, $6, $6, $7, $8)";
    let number = next_number(tx, "mentorship").await?;
    let (mentee, mentor, topics) = (mentee.to_string(), mentor.to_string(), fit.topics.join(" "));
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(&mentee)
        .bind(&mentor)
        .bind(i64::from(fit.score))
        .bind(&topics)
        .bind(false)
        .bind(at.millis())
        .bind(programme)
        .execute(c)
        .await
        .map(drop))?;
    Ok(number)
}

/// Remembers the messages that proposed a pair.
pub(super) async fn set_cards(
    tx: &mut Tx,
    number: i64,
    mentee: Option<&PlannedId>,
    mentor: Option<&PlannedId>,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE mentorship SET mentee_card = $2, mentor_card = $3 WHERE number = $1";
    let (mentee, mentor) = (mentee.map(|id| id.0.clone()), mentor.map(|id| id.0.clone()));
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&mentee).bind(&mentor).execute(c).await.map(drop))
}

pub(super) async fn pair_numbered(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Pair>> {
    const SQL: &str =
        "SELECT number, mentee, mentor, state, topics, programme, mentee_agreed, mentor_agreed, started_at,
            mentee_card, mentor_card
        FROM mentorship WHERE number = $1";
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    row.map(pair).transpose()
}

/// The pairs in a state, oldest first.
pub(super) async fn pairs(tx: &mut Tx, state: State) -> anyhow::Result<Vec<Pair>> {
    const SQL: &str =
        "SELECT number, mentee, mentor, state, topics, programme, mentee_agreed, mentor_agreed, started_at,
            mentee_card, mentor_card
        FROM mentorship WHERE state = $1 ORDER BY number";
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(state.name()).fetch_all(c).await)?;
    rows.into_iter().map(pair).collect()
}

/// Moves a pair to another state, at a moment.
pub(super) async fn set_state(tx: &mut Tx, number: i64, state: State, at: Timestamp) -> sqlx::Result<()> {
    const RUN: &str = "UPDATE mentorship SET state = $2, started_at = $3 WHERE number = $1";
    const END: &str = "UPDATE mentorship SET state = $2, ended_at = $3 WHERE number = $1";
    let sql = if state == State::Running { RUN } else { END };
    on!(tx, |c| sqlx::query(sql).bind(number).bind(state.name()).bind(at.millis()).execute(c).await.map(drop))
}

/// One of the two agrees.
pub(super) async fn agree(tx: &mut Tx, number: i64, as_mentor: bool) -> sqlx::Result<()> {
    const MENTOR: &str = "UPDATE mentorship SET mentor_agreed = $2 WHERE number = $1";
    const MENTEE: &str = "UPDATE mentorship SET mentee_agreed = $2 WHERE number = $1";
    let sql = if as_mentor { MENTOR } else { MENTEE };
    on!(tx, |c| sqlx::query(sql).bind(number).bind(true).execute(c).await.map(drop))
}

/// Asks a pair once more whether they met; gives which time it is.
pub(super) async fn ask_meeting(tx: &mut Tx, pair: i64) -> sqlx::Result<i64> {
    const SQL: &str = "INSERT INTO mentor_meeting (mentorship, number)
        SELECT $1, COALESCE(MAX(number), 0) + 1 FROM mentor_meeting WHERE mentorship = $1 RETURNING number";
    let (number,): (i64,) = on!(tx, |c| sqlx::query_as(SQL).bind(pair).fetch_one(c).await)?;
    Ok(number)
}

/// One of the two says whether they met; gives what both said so far, before and after: whether both said yes.
pub(super) async fn met(
    tx: &mut Tx,
    (pair, meeting): (i64, i64),
    as_mentor: bool,
    met: bool,
) -> sqlx::Result<Option<(bool, bool)>> {
    const READ: &str =
        "SELECT mentee_met, mentor_met FROM mentor_meeting WHERE mentorship = $1 AND number = $2";
    const MENTOR: &str = "UPDATE mentor_meeting SET mentor_met = $3 WHERE mentorship = $1 AND number = $2";
    const MENTEE: &str = "UPDATE mentor_meeting SET mentee_met = $3 WHERE mentorship = $1 AND number = $2";
    type Said = Option<(Option<bool>, Option<bool>)>;
    let both = |said: Said| said.map(|(one, other)| one == Some(true) && other == Some(true));
    let before: Said = on!(tx, |c| sqlx::query_as(READ).bind(pair).bind(meeting).fetch_optional(c).await)?;
    let sql = if as_mentor { MENTOR } else { MENTEE };
    on!(tx, |c| sqlx::query(sql).bind(pair).bind(meeting).bind(met).execute(c).await.map(drop))?;
    let after: Said = on!(tx, |c| sqlx::query_as(READ).bind(pair).bind(meeting).fetch_optional(c).await)?;
    Ok(both(before).zip(both(after)))
}

/// What a pair said of their meetings.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Meetings {
    /// How often they were asked.
    pub asked: i64,
    /// How often both said that they had met.
    pub confirmed: i64,
    /// Which time that was last; 0: never.
    last: i64,
}

impl Meetings {
    /// Whether somebody should ask how it goes: no meeting yet, or none the last two times.
    pub fn are_stuck(self) -> bool {
        self.asked - self.last >= if self.last == 0 { 1 } else { 2 }
    }
}

/// What a pair said so far.
pub(super) async fn meetings(tx: &mut Tx, pair: i64) -> sqlx::Result<Meetings> {
    const SQL: &str =
        "SELECT COUNT(*) AS asked, COUNT(CASE WHEN mentee_met AND mentor_met THEN 1 END) AS confirmed,
            COALESCE(MAX(CASE WHEN mentee_met AND mentor_met THEN number END), 0) AS last
        FROM mentor_meeting WHERE mentorship = $1";
    on!(tx, |c| sqlx::query_as(SQL).bind(pair).fetch_one(c).await)
}

pub(super) async fn rate(tx: &mut Tx, pair: i64, member: MemberId, stars: i64) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO mentor_feedback (mentorship, member, stars) VALUES ($1, $2, $3)
        ON CONFLICT (mentorship, member) DO UPDATE SET stars = excluded.stars";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(pair).bind(&member).bind(stars).execute(c).await.map(drop))
}
