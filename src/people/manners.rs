//! Manners: the one gate through which anything unasked reaches a person.
//!
//! [`Turn::direct`](crate::engine::Turn::direct) takes a [`Leave`], and only [`ask_leave`] gives one: within working
//! hours, within the budget of the day, to somebody who has not stopped the feature that asks. What may not be said
//! now is kept in the person's own queue ([`tell`]): until they work again if it was the hour that forbade it, else
//! for their digest ([`digests`]).

use super::hours::day_of;
use super::{Member, digests, reach};
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::on;
use chrono::{Datelike as _, NaiveDate};
use stoa_chat::{PlannedId, Post, Timestamp, UserRef};

/// Whose job it is to say what was held: the feature of the people.
pub const KEEPER: &str = "people";
/// The job that says what was held for the hour's sake; its subject is the member's id.
pub const DELIVER: &str = "deliver";
/// Why something is held that waits for the digest.
pub(super) const BUDGET: &str = "budget";
/// The word for every feature.
const ALL: &str = "all";

/// Why a member is not to be spoken to unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// They have no account that can be written to.
    Unreachable,
    /// They want to hear nothing of this feature.
    Stopped,
    /// They wanted to be left alone until a date.
    Snoozed,
    /// They are not at work.
    OffHours,
    /// They have been spoken to often enough today.
    Spent,
}

/// Leave to write to one person once, unasked. Nothing but [`ask_leave`] can make one:
///
/// ```compile_fail,E0451
/// let ana = stoa_chat::UserRef::new(&stoa_chat::Network::new("terminal"), "ana");
/// let leave = stoa::people::Leave { to: ana };
/// ```
#[derive(Debug)]
#[must_use = "the person's budget has been charged for it"]
pub struct Leave {
    to: UserRef,
}

impl Leave {
    /// Uses it up: whom to write to.
    pub(crate) fn into_user(self) -> UserRef {
        self.to
    }
}

/// What became of something that a member should be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is on its way.
    Sent(PlannedId),
    /// It is held, and will be this message once it is sent; until then an edit changes what is held.
    Held(PlannedId),
    /// It is not said: they stopped the feature, or cannot be reached at all.
    Dropped,
}

impl Told {
    /// The message that it is or will be.
    pub fn message(&self) -> Option<&PlannedId> {
        match self {
            Self::Sent(id) | Self::Held(id) => Some(id),
            Self::Dropped => None,
        }
    }
}

/// Why `feature` is not to speak to `member` unasked now; `None` if it may.
///
/// # Errors
/// When the database fails.
pub async fn quiet(turn: &mut Turn<'_>, member: &Member, feature: &str) -> anyhow::Result<Option<Quiet>> {
    const STOPPED: &str = "SELECT COUNT(*) FROM stopped WHERE member = $1 AND feature IN ($2, $3)";
    const USED: &str = "SELECT used FROM interruption WHERE member = $1 AND day = $2";
    let (now, id) = (turn.now(), member.id.to_string());
    let (stopped,): (i64,) =
        on!(turn.tx(), |c| sqlx::query_as(STOPPED).bind(&id).bind(feature).bind(ALL).fetch_one(c).await)?;
    if stopped > 0 {
        return Ok(Some(Quiet::Stopped));
    }
    if member.snoozed_until.is_some_and(|until| now < until) {
        return Ok(Some(Quiet::Snoozed));
    }
    if !member.hours.is_working(now, member.zone) {
        return Ok(Some(Quiet::OffHours));
    }
    let day = local_day(member, now);
    let used: Option<(i64,)> =
        on!(turn.tx(), |c| sqlx::query_as(USED).bind(&id).bind(day).fetch_optional(c).await)?;
    let most = i64::from(turn.settings().people.interruptions_a_day);
    Ok((used.map_or(0, |(used,)| used) >= most).then_some(Quiet::Spent))
}

/// Asks for leave to write to `member` unasked, and counts the message against their day; else says why not.
///
/// # Errors
/// When the database fails.
pub async fn ask_leave(
    turn: &mut Turn<'_>,
    member: &Member,
    feature: &str,
) -> anyhow::Result<Result<Leave, Quiet>> {
    const SQL: &str = "INSERT INTO interruption (member, day, used) VALUES ($1, $2, 1)
        ON CONFLICT (member, day) DO UPDATE SET used = interruption.used + 1";
    let Some(to) = reach(turn, member.id).await? else { return Ok(Err(Quiet::Unreachable)) };
    if let Some(why) = quiet(turn, member, feature).await? {
        return Ok(Err(why));
    }
    let (id, day) = (member.id.to_string(), local_day(member, turn.now()));
    on!(turn.tx(), |c| sqlx::query(SQL).bind(&id).bind(day).execute(c).await.map(drop))?;
    Ok(Ok(Leave { to }))
}

/// Tells a member something that they did not ask for, now or when manners allow it.
///
/// # Errors
/// When the database fails.
pub async fn tell(turn: &mut Turn<'_>, member: &Member, feature: &str, post: Post) -> anyhow::Result<Told> {
    match ask_leave(turn, member, feature).await? {
        Ok(leave) => Ok(Told::Sent(turn.direct(leave, post).await?)),
        Err(Quiet::Stopped | Quiet::Unreachable) => Ok(Told::Dropped),
        Err(Quiet::Spent) => {
            let id = keep(turn, member, feature, BUDGET, &post).await?;
            digests::expect_tomorrow(turn, member).await?;
            Ok(Told::Held(id))
        }
        Err(Quiet::OffHours | Quiet::Snoozed) => {
            let id = keep(turn, member, feature, "hours", &post).await?;
            let awake = member.snoozed_until.map_or(turn.now(), |until| until.max(turn.now()));
            let due = member.hours.next_start(awake, member.zone);
            turn.plan_job(KEEPER, DELIVER, &member.id.to_string(), due).await?;
            Ok(Told::Held(id))
        }
    }
}

/// Keeps something for a member's digest without trying to say it now.
///
/// # Errors
/// When the database fails.
pub async fn hold(
    turn: &mut Turn<'_>,
    member: &Member,
    feature: &str,
    post: &Post,
) -> anyhow::Result<PlannedId> {
    let id = keep(turn, member, feature, BUDGET, post).await?;
    digests::expect_weekly(turn, member).await?;
    Ok(id)
}

async fn keep(
    turn: &mut Turn<'_>,
    member: &Member,
    feature: &str,
    why: &str,
    post: &Post,
) -> anyhow::Result<PlannedId> {
    const SQL: &str = "INSERT INTO held (id, member, feature, at, why, post) VALUES ($1, $2, $3, $4, $5, $6)";
    let (id, owner, at) = (turn.new_id(), member.id.to_string(), turn.now().millis());
    let post = serde_json::to_string(post)?;
    on!(turn.tx(), |c| sqlx::query(SQL)
        .bind(&id)
        .bind(&owner)
        .bind(feature)
        .bind(at)
        .bind(why)
        .bind(&post)
        .execute(c)
        .await
        .map(drop))?;
    Ok(PlannedId(id))
}

/// A member works again: says what was held for the hour's sake, as far as the day's budget goes.
///
/// # Errors
/// When the database fails.
pub async fn deliver(turn: &mut Turn<'_>, id: MemberId) -> anyhow::Result<()> {
    const MINE: &str =
        "SELECT id, feature, post FROM held WHERE member = $1 AND why = 'hours' ORDER BY at, id";
    const SAID: &str = "DELETE FROM held WHERE id = $1";
    const LATER: &str = "UPDATE held SET why = 'budget' WHERE id = $1";
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), id, defaults).await?;
    let owner = id.to_string();
    let rows: Vec<(String, String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(MINE).bind(&owner).fetch_all(c).await)?;
    for (held, feature, post) in rows {
        let end = match ask_leave(turn, &member, &feature).await? {
            Ok(leave) => {
                let post = serde_json::from_str(&post)?;
                turn.direct_as(PlannedId(held.clone()), leave, post).await?;
                SAID
            }
            Err(Quiet::Stopped | Quiet::Unreachable) => SAID,
            Err(Quiet::Spent) => {
                digests::expect_tomorrow(turn, &member).await?;
                LATER
            }
            Err(Quiet::OffHours | Quiet::Snoozed) => {
                let awake = member.snoozed_until.map_or(turn.now(), |until| until.max(turn.now()));
                let due = member.hours.next_start(awake, member.zone);
                return Ok(turn.plan_job(KEEPER, DELIVER, &owner, due).await?);
            }
        };
        on!(turn.tx(), |c| sqlx::query(end).bind(&held).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Takes everything that is held for a member out of their queue, oldest first, to be shown to them.
///
/// # Errors
/// When the database fails.
pub async fn take_held(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<Vec<(PlannedId, Post)>> {
    const MINE: &str = "SELECT id, post FROM held WHERE member = $1 ORDER BY at, id";
    const TAKE: &str = "DELETE FROM held WHERE member = $1";
    let owner = member.to_string();
    let rows: Vec<(String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(MINE).bind(&owner).fetch_all(c).await)?;
    on!(turn.tx(), |c| sqlx::query(TAKE).bind(&owner).execute(c).await.map(drop))?;
    rows.into_iter().map(|(id, post)| Ok((PlannedId(id), serde_json::from_str(&post)?))).collect()
}

/// Takes back what is held for a member; `false` if it is not held, be it that it has been said.
///
/// # Errors
/// When the database fails.
pub async fn take_back(turn: &mut Turn<'_>, message: &PlannedId) -> sqlx::Result<bool> {
    const SQL: &str = "DELETE FROM held WHERE id = $1 RETURNING id";
    let row: Option<(String,)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&message.0).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Says, from now on, nothing of `feature` (or of `all`) to a member unasked.
///
/// # Errors
/// When the database fails.
pub async fn stop(tx: &mut Tx, member: MemberId, feature: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO stopped (member, feature) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).bind(feature).execute(c).await.map(drop))
}

/// Ends [`stop`]; `all` ends every one of them.
///
/// # Errors
/// When the database fails.
pub async fn start(tx: &mut Tx, member: MemberId, feature: &str) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM stopped WHERE member = $1 AND (feature = $2 OR $2 = $3)";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).bind(feature).bind(ALL).execute(c).await.map(drop))
}

/// What a member has stopped, in order.
///
/// # Errors
/// When the database fails.
pub async fn stopped(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<String>> {
    const SQL: &str = "SELECT feature FROM stopped WHERE member = $1 ORDER BY feature";
    let member = member.to_string();
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(feature,)| feature).collect())
}

/// Two members are one: their queues and stops become one too, and their budgets are added up.
///
/// # Errors
/// When the database fails.
pub async fn join(turn: &mut Turn<'_>, from: MemberId, into: &Member) -> anyhow::Result<()> {
    let statements = [
        "INSERT INTO interruption (member, day, used)
            SELECT $2, day, used FROM interruption WHERE member = $1
            ON CONFLICT (member, day) DO UPDATE SET used = interruption.used + excluded.used",
        "DELETE FROM interruption WHERE member = $1 AND member <> $2",
        "INSERT INTO stopped (member, feature) SELECT $2, feature FROM stopped WHERE member = $1
            ON CONFLICT DO NOTHING",
        "DELETE FROM stopped WHERE member = $1 AND member <> $2",
        "UPDATE held SET member = $2 WHERE member = $1",
    ];
    let (old, new) = (from.to_string(), into.id.to_string());
    for statement in statements {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    turn.cancel_job(KEEPER, DELIVER, &old).await?;
    let due = into.hours.next_start(turn.now(), into.zone);
    turn.plan_job(KEEPER, DELIVER, &new, due).await?;
    Ok(())
}

/// Forgets how often members were spoken to on days that were over everywhere before `before`.
///
/// # Errors
/// When the database fails.
pub async fn forget_interruptions(tx: &mut Tx, before: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM interruption WHERE day < $1";
    // West of Greenwich a date ends as late as noon of the next day in UTC.
    let day = days_from_epoch(day_of(before, chrono_tz::UTC)) - 1;
    on!(tx, |c| sqlx::query(SQL).bind(day).execute(c).await.map(drop))
}

/// The member's own date, as days since 1970-01-01.
fn local_day(member: &Member, at: Timestamp) -> i64 {
    days_from_epoch(day_of(at, member.zone))
}

fn days_from_epoch(date: NaiveDate) -> i64 {
    const EPOCH_FROM_YEAR_ONE: i64 = 719_163;
    i64::from(date.num_days_from_ce()) - EPOCH_FROM_YEAR_ONE
}
