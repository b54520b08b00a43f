//! What waits for somebody's digest, and when it is to come.
//!
//! A digest is the one message in which all that a day had no room for is said. It is made by the feature of that name;
//! here lies what is to be in it, since any feature may be the one that has to wait.

use super::manners::BUDGET;
use super::{Member, hours::day_of};
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::engine::schedule::wall_clock;
use crate::on;
use crate::settings::DigestSettings;
use chrono::{Days, NaiveTime};
use stoa_chat::{PlannedId, Post, Timestamp};

/// The feature that makes digests.
pub const MAKER: &str = "digest";
/// Its job for one member; the subject is the member's id.
pub const MINE: &str = "mine";
/// Why something is still held that was in a digest: its buttons have not been pressed there.
const CARRIED: &str = "carried";

/// Their day had no room for something: it comes on the morning of their next working day.
///
/// # Errors
/// When the database fails.
pub(super) async fn expect_tomorrow(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<()> {
    let due = next_morning(member, turn.now());
    expect(turn, member.id, due).await
}

/// Something is kept that is worth no message of its own: it comes with the next weekly digest.
///
/// # Errors
/// When the database fails.
pub(super) async fn expect_weekly(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<()> {
    match next_weekly(&turn.settings().digest, member, turn.now()) {
        Some(due) => expect(turn, member.id, due).await,
        None => Ok(()),
    }
}

/// When a member's next working day begins, today's being over.
pub fn next_morning(member: &Member, now: Timestamp) -> Timestamp {
    let today = day_of(now, member.zone);
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    member
        .hours
        .next_start(wall_clock::first_moment(tomorrow.and_time(NaiveTime::MIN), member.zone), member.zone)
}

/// When weekly digests come next to a member.
pub fn next_weekly(settings: &DigestSettings, member: &Member, now: Timestamp) -> Option<Timestamp> {
    settings.weekly_schedule()?.next_after(now, member.zone)
}

/// Plans a member's digest for `due`, unless one comes before.
async fn expect(turn: &mut Turn<'_>, member: MemberId, due: Timestamp) -> anyhow::Result<()> {
    let subject = member.to_string();
    let planned = turn.job_due(MAKER, MINE, &subject).await?;
    if planned.is_none_or(|planned| planned > due) {
        turn.plan_job(MAKER, MINE, &subject, due).await?;
    }
    Ok(())
}

/// What waits for a member's digest, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &mut Tx, member: MemberId) -> anyhow::Result<Vec<(PlannedId, Post)>> {
    const SQL: &str = "SELECT id, post FROM held WHERE member = $1 AND why = $2 ORDER BY at, id";
    let owner = member.to_string();
    let rows: Vec<(String, String)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(&owner).bind(BUDGET).fetch_all(c).await)?;
    rows.into_iter().map(|(id, post)| Ok((PlannedId(id), serde_json::from_str(&post)?))).collect()
}

/// Something was in a member's digest. What has buttons can still be asked for, to press them.
///
/// # Errors
/// When the database fails.
pub async fn said(tx: &mut Tx, message: &PlannedId, post: &Post) -> sqlx::Result<()> {
    const DONE: &str = "DELETE FROM held WHERE id = $1";
    const KEPT: &str = "UPDATE held SET why = $2 WHERE id = $1";
    let id = &message.0;
    if post.buttons.is_empty() {
        return on!(tx, |c| sqlx::query(DONE).bind(id).execute(c).await.map(drop));
    }
    on!(tx, |c| sqlx::query(KEPT).bind(id).bind(CARRIED).execute(c).await.map(drop))
}

/// Forgets what was in digests before `before` and was not asked for since.
///
/// # Errors
/// When the database fails.
pub async fn forget_said(tx: &mut Tx, before: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM held WHERE why = $1 AND at < $2";
    on!(tx, |c| sqlx::query(SQL).bind(CARRIED).bind(before.millis()).execute(c).await.map(drop))
}
