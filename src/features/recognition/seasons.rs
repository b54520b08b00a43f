//! The end of a season: everybody's points go to where they are kept, and who stood where is remembered for them.
//!
//! A board counts what was earned in a span of days, so that it is empty by itself when a season begins. The books follow in
//! one transaction, in the first moment of the next season or whenever Stoa is there again: nobody has more or less
//! than before. What comes later for a season that is over stays in its account, and counts for a member all the same.

use super::ledger::Season;
use super::{NAME, books, journal};
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::engine::schedule::wall_clock;
use crate::on;
use crate::people::hours::day_of;
use crate::settings::Settings;
use crate::weeks::season_of;
use chrono::{Days, NaiveDate, NaiveTime};
use stoa_chat::Timestamp;

/// The job that ends a season.
pub(super) const END: &str = "season";
/// What that job is about: there is one.
const SUBJECT: &str = "end";

/// Where somebody stood when a season ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placing {
    pub rank: i64,
    pub points: i64,
}

/// Plans the end of seasons if it is not planned: at once, since one may be over already.
pub(super) async fn plan(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    if turn.job_due(NAME, END, SUBJECT).await?.is_none() {
        let now = turn.now();
        turn.plan_job(NAME, END, SUBJECT, now).await?;
    }
    Ok(())
}

async fn plan_next(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let (settings, now) = (turn.settings(), turn.now());
    let next = next(first_day(settings, now), settings);
    Ok(turn.plan_job(NAME, END, SUBJECT, begins(next, settings)).await?)
}

/// Ends every season that is over, and plans the end of the one that lasts.
pub(super) async fn end(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    let (settings, now) = (turn.settings(), turn.now());
    let lasting = books::season_at(settings, now);
    for season in unfinished(turn.tx(), lasting).await? {
        close(turn, season).await?;
    }
    plan_next(turn).await
}

/// Ends one season, unless it was ended before.
async fn close(turn: &mut Turn<'_>, season: Season) -> anyhow::Result<()> {
    let (settings, now, id) = (turn.settings(), turn.now(), turn.new_id());
    let Some(first) = season.first_day() else { return Ok(()) };
    let span = [begins(first, settings), begins(next(first, settings), settings)];
    let rule_version = settings.recognition.rule_version;
    if journal::close(turn.tx(), &id, rule_version, season, now).await? {
        remember(turn.tx(), season, span).await?;
    }
    Ok(())
}

/// The first day of the season in which a moment lies.
fn first_day(settings: &Settings, at: Timestamp) -> NaiveDate {
    season_of(day_of(at, settings.people.zone), settings.recognition.season_weeks)
}

/// The first day after the season that begins on `first`.
fn next(first: NaiveDate, settings: &Settings) -> NaiveDate {
    first + Days::new(u64::from(settings.recognition.season_weeks) * 7)
}

/// The first moment of a day, where the community is.
pub(super) fn begins(day: NaiveDate, settings: &Settings) -> Timestamp {
    wall_clock::first_moment(day.and_time(NaiveTime::MIN), settings.people.zone)
}

/// Where a member stood when the season before this one ended; `None` if not on the board.
///
/// # Errors
/// When the database fails.
pub(super) async fn last_result(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<Option<Placing>> {
    const SQL: &str = "SELECT rank, points FROM season_result WHERE member = $1 AND season = $2";
    let (settings, now) = (turn.settings(), turn.now());
    let before = first_day(settings, now) - Days::new(1);
    let Season(season) = Season::beginning(season_of(before, settings.recognition.season_weeks));
    let member = member.to_string();
    let row: Option<(i64, i64)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&member).bind(season).fetch_optional(c).await)?;
    Ok(row.map(|(rank, points)| Placing { rank, points }))
}

/// How the seasons are found in which anything was booked.
pub(super) const SEASONS: &str =
    "SELECT DISTINCT season FROM ledger_account WHERE season > $1 AND season < $2 ORDER BY season";

/// The seasons before `lasting` in whose accounts anything was booked, and that were not ended yet.
async fn unfinished(tx: &mut Tx, lasting: Season) -> anyhow::Result<Vec<Season>> {
    let (kept, lasting) = (Season::KEPT.0, lasting.0);
    let rows: Vec<(i64,)> = on!(tx, |c| sqlx::query_as(SEASONS).bind(kept).bind(lasting).fetch_all(c).await)?;
    let mut unfinished = Vec::new();
    for season in rows.into_iter().map(|(season,)| Season(season)) {
        if !journal::is_booked(tx, &journal::closing_key(season)).await? {
            unfinished.push(season);
        }
    }
    Ok(unfinished)
}

/// How [`remember`] finds who stood where: as [`ranked`](super::board::ranked) does, among those who are shown.
const RESULTS: &str = "INSERT INTO season_result (member, season, rank, points)
    SELECT d.receiver, $1, RANK() OVER (ORDER BY SUM(d.points) DESC), CAST(SUM(d.points) AS BIGINT)
    FROM board_member b JOIN deed d ON d.receiver = b.member
    WHERE d.standing AND d.at >= $2 AND d.at < $3
    GROUP BY d.receiver HAVING SUM(d.points) > 0
    ON CONFLICT DO NOTHING";

/// Remembers where those who are shown on boards stood at the end of a season, from its first moment to the next one's.
async fn remember(tx: &mut Tx, season: Season, [first, next]: [Timestamp; 2]) -> sqlx::Result<()> {
    on!(tx, |c| {
        let results = sqlx::query(RESULTS).bind(season.0).bind(first.millis()).bind(next.millis());
        results.execute(c).await.map(drop)
    })
}

/// Two members are one; of two results of a season the one of `into` stays.
///
/// # Errors
/// When the database fails.
pub(super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const MOVE: &str = "INSERT INTO season_result (member, season, rank, points)
        SELECT $2, season, rank, points FROM season_result WHERE member = $1 ON CONFLICT DO NOTHING";
    let (old, new) = (from.to_string(), into.to_string());
    on!(tx, |c| sqlx::query(MOVE).bind(&old).bind(&new).execute(c).await.map(drop))?;
    forget(tx, from).await
}

/// A member is forgotten.
///
/// # Errors
/// When the database fails.
pub(super) async fn forget(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM season_result WHERE member = $1";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).execute(c).await.map(drop))
}
