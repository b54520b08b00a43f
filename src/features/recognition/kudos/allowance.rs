//! What somebody can give in a day, as an account: it is filled when they first give, and what is left of the day before
//! expires then.

use super::super::ledger::{ALLOWED, Account, Booking};
use super::super::{book_all, journal};
use super::store::Given;
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::on;
use crate::people::Member;
use crate::people::hours::day_of;
use chrono::NaiveDate;
use stoa_chat::Timestamp;

/// What `by` can still give on `day`.
pub(super) async fn left(turn: &mut Turn<'_>, by: &Member, day: NaiveDate) -> anyhow::Result<u32> {
    let (at, a_day) = (turn.happened_at(), turn.settings().recognition.kudos_a_day);
    let fresh = fill(turn.tx(), by.id, day, a_day, at).await?;
    book_all(turn, Vec::from_iter(fresh).as_slice()).await?;
    let left = journal::balance(turn.tx(), Account::Allowance(by.id)).await?;
    Ok(u32::try_from(left.clamp(0, a_day.into()))?)
}

/// What fills somebody's allowance on `day`; `None` if it is filled. What happened on an earlier day, and is heard of
/// late, is paid from what there is now.
pub(in super::super) async fn fill(
    tx: &mut Tx,
    member: MemberId,
    day: NaiveDate,
    a_day: u32,
    at: Timestamp,
) -> sqlx::Result<Option<Booking>> {
    let left = journal::balance(tx, Account::Allowance(member)).await?;
    let Some(fresh) = Booking::allowed(member, day, a_day, left, at) else { return Ok(None) };
    let filled = journal::is_booked(tx, &fresh.idem_key).await? || is_filled_after(tx, member, at).await?;
    Ok((!filled).then_some(fresh))
}

/// Takes so many out of the allowance of `by`.
pub(super) async fn spend(turn: &mut Turn<'_>, by: MemberId, kudos: i64, count: u32) -> anyhow::Result<()> {
    let spent = Booking::spent(by, kudos, count, turn.happened_at());
    book_all(turn, Vec::from_iter(spent).as_slice()).await
}

/// Gives back what kudos cost, once: on the day itself they can be given again.
pub(super) async fn give_back(turn: &mut Turn<'_>, given: &Given) -> anyhow::Result<()> {
    let defaults = &turn.settings().people;
    let (at, zone) = (turn.happened_at(), Member::read(turn.tx(), given.giver, defaults).await?.zone);
    let same_day = day_of(at, zone) == day_of(given.at, zone);
    let returned = returned(turn.tx(), given.giver, given.number, same_day, at).await?;
    book_all(turn, Vec::from_iter(returned).as_slice()).await
}

/// What gives back what kudos cost: to the allowance that they were paid from, as long as it is that day's.
pub(in super::super) async fn returned(
    tx: &mut Tx,
    giver: MemberId,
    kudos: i64,
    same_day: bool,
    at: Timestamp,
) -> sqlx::Result<Option<Booking>> {
    let Some((payer, cost)) = paid(tx, kudos).await? else { return Ok(None) };
    // Whoever was joined to another has lost what they could give.
    let theirs = payer == Account::Allowance(giver).id();
    let again = theirs && same_day && !is_filled_after(tx, giver, at).await?;
    Ok(Booking::returned(giver, kudos, cost, again, at))
}

/// From which account kudos were paid, and how much; `None` if that was never booked.
async fn paid(tx: &mut Tx, kudos: i64) -> sqlx::Result<Option<(String, i64)>> {
    const SQL: &str = "SELECT p.account, -p.amount FROM ledger_txn t
        JOIN ledger_posting p ON p.txn = t.id AND p.amount < 0
        WHERE t.source_ref = $1 AND t.kind = 'spent' ORDER BY p.account";
    let source = format!("K{kudos}");
    on!(tx, |c| sqlx::query_as(SQL).bind(&source).fetch_optional(c).await)
}

/// Whether somebody's allowance was filled after `at`.
async fn is_filled_after(tx: &mut Tx, member: MemberId, at: Timestamp) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT id FROM ledger_txn WHERE source_ref = $1 AND kind = $2 AND occurred_at > $3
        ORDER BY occurred_at LIMIT 1";
    let member = member.to_string();
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(SQL)
        .bind(&member)
        .bind(ALLOWED)
        .bind(at.millis())
        .fetch_optional(c)
        .await)?;
    Ok(row.is_some())
}
