//! Manners: when a member may be spoken to unasked, and how often a day.

use super::Member;
use crate::database::Tx;
use crate::engine::Turn;
use crate::on;
use chrono::{Datelike as _, NaiveDate};
use stoa_chat::Timestamp;

/// Why a member is not to be spoken to unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// They wanted to be left alone until a date.
    Snoozed,
    /// They are not at work.
    OffHours,
    /// They have been spoken to often enough today.
    Spent,
}

/// Why `member` is not to be spoken to unasked now; `None` if they may be.
///
/// # Errors
/// When the database fails.
pub async fn quiet(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Option<Quiet>> {
    const SQL: &str = "SELECT used FROM interruption WHERE member = $1 AND day = $2";
    let now = turn.now();
    if member.snoozed_until.is_some_and(|until| now < until) {
        return Ok(Some(Quiet::Snoozed));
    }
    if !member.hours.is_working(now, member.zone) {
        return Ok(Some(Quiet::OffHours));
    }
    let (id, day) = (member.id.to_string(), local_day(member, now));
    let used: Option<(i64,)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&id).bind(day).fetch_optional(c).await)?;
    let most = i64::from(turn.settings().people.interruptions_a_day);
    Ok((used.map_or(0, |(used,)| used) >= most).then_some(Quiet::Spent))
}

/// Counts one unasked message to `member` if they may have one now; otherwise says why not.
///
/// # Errors
/// When the database fails.
pub async fn claim_interruption(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Result<(), Quiet>> {
    const SQL: &str = "INSERT INTO interruption (member, day, used) VALUES ($1, $2, 1)
        ON CONFLICT (member, day) DO UPDATE SET used = interruption.used + 1";
    if let Some(why) = quiet(turn, member).await? {
        return Ok(Err(why));
    }
    let (id, day) = (member.id.to_string(), local_day(member, turn.now()));
    on!(turn.tx(), |c| sqlx::query(SQL).bind(&id).bind(day).execute(c).await.map(drop))?;
    Ok(Ok(()))
}

/// Forgets how often members were spoken to on days that were over everywhere before `before`.
///
/// # Errors
/// When the database fails.
pub async fn forget_interruptions(tx: &mut Tx, before: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM interruption WHERE day < $1";
    // West of Greenwich a date ends as late as noon of the next day in UTC.
    let day = days_from_epoch(super::hours::day_of(before, chrono_tz::UTC)) - 1;
    on!(tx, |c| sqlx::query(SQL).bind(day).execute(c).await.map(drop))
}

/// The member's own date, as days since 1970-01-01.
fn local_day(member: &Member, at: Timestamp) -> i64 {
    days_from_epoch(super::hours::day_of(at, member.zone))
}

fn days_from_epoch(date: NaiveDate) -> i64 {
    const EPOCH_FROM_YEAR_ONE: i64 = 719_163;
    i64::from(date.num_days_from_ce()) - EPOCH_FROM_YEAR_ONE
}
