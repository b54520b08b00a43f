//! Who is new: for a while after the day they started, or after we saw them first.

use super::Member;
use super::hours::day_of;
use crate::engine::Turn;
use crate::places;
use std::time::Duration;
use stoa_chat::Timestamp;

const DAY: Duration = Duration::from_hours(24);

/// Whether `member` was a newcomer at a moment: within so many days of their start date if it is known, else of being seen first.
/// Everybody who was seen on the day of the launch or before was there already.
///
/// # Errors
/// When the database fails.
pub async fn is_newcomer(turn: &mut Turn<'_>, member: &Member, at: Timestamp) -> anyhow::Result<bool> {
    let days = turn.settings().people.newcomer_days;
    let today = day_of(at, member.zone);
    if let Some(start) = member.start_date {
        return Ok((0..i64::from(days)).contains(&(today - start).num_days()));
    }
    let Some(launched) = places::launched_at(turn).await? else { return Ok(false) };
    let seen_later = day_of(member.first_seen, member.zone) > day_of(launched, member.zone);
    Ok(seen_later && at < member.first_seen + DAY * days)
}
