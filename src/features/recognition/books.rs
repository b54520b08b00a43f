//! From a fact to bookings: keep the deed, see what the rules make of it, book the difference.
//!
//! Of each deed only the newest fact counts, so an undo that arrives before its do is remembered and wins. Points
//! follow from the deeds alone; the ledger is brought level with them after every fact. That is why balances do
//! not depend on the order of facts, though the ledger's rows do.

use super::ledger::{Account, Booking, rebook};
use super::rules::{Cause, Deed, Rule, Rules, changes};
use super::store;
use crate::database::{MemberId, Tx};
use crate::engine::Fact;
use crate::people::Member;
use crate::people::hours::day_of;
use crate::settings::Settings;
use std::collections::BTreeSet;
use stoa_chat::Timestamp;

/// What a fact tells about one deed.
pub(super) struct News {
    /// Which deed.
    pub cause: Cause,
    /// When that happened.
    pub at: Timestamp,
    /// The deed; `None` if it was undone.
    pub deed: Option<Deed>,
}

/// Takes note of a fact; returns what has to be booked because of it, in order.
///
/// # Errors
/// When the database fails.
pub(super) async fn plan(
    tx: &mut Tx,
    fact: &Fact,
    settings: &Settings,
    now: Timestamp,
) -> anyhow::Result<Vec<Booking>> {
    let rules = Rules::of(&settings.recognition);
    let mut bookings = Vec::new();
    match *fact {
        Fact::AnswerAccepted { answer, author, asker, at } => {
            for rule in Rule::ALL {
                let cause = Cause { rule, answer };
                let (receiver, giver) = rule.parties(author, asker);
                let zone = Member::read(tx, receiver, &settings.people).await?.zone;
                let deed = Some(Deed { cause, receiver, giver, at, day: day_of(at, zone) });
                bookings.extend(learn(tx, &News { cause, at, deed }, &rules, now).await?);
            }
        }
        // Nobody knows who accepted it, so that it counts as given by whoever else says that it was right.
        Fact::AcceptanceConfirmed { answer, author, by, at } => {
            let cause = Cause { rule: Rule::AcceptedAnswer, answer };
            let zone = Member::read(tx, author, &settings.people).await?.zone;
            let deed = Some(Deed { cause, receiver: author, giver: by, at, day: day_of(at, zone) });
            bookings.extend(learn(tx, &News { cause, at, deed }, &rules, now).await?);
        }
        Fact::AcceptanceUndone { answer, at } => {
            for rule in Rule::ALL {
                let news = News { cause: Cause { rule, answer }, at, deed: None };
                bookings.extend(learn(tx, &news, &rules, now).await?);
            }
        }
        Fact::MembersJoined { from, into } => bookings = join(tx, from, into, &rules, now).await?,
        // The ledger keeps what an erased member earned, under an id that belongs to nobody any more; and hiding touches
        // no points: they are for help that somebody accepted.
        _ => {}
    }
    Ok(bookings)
}

/// Of two facts about one deed at the same moment, the one that comes later is the newer.
async fn learn(tx: &mut Tx, news: &News, rules: &Rules, now: Timestamp) -> anyhow::Result<Vec<Booking>> {
    let known = store::known(tx, news.cause).await?;
    if known.as_ref().is_some_and(|known| known.at > news.at) {
        return Ok(Vec::new());
    }
    let old = known.and_then(|known| known.deed);
    let touched: Vec<&Deed> = old.iter().chain(&news.deed).collect();
    let receivers: BTreeSet<MemberId> = touched.iter().map(|deed| deed.receiver).collect();
    let first = touched.iter().map(|deed| deed.at).min().unwrap_or(news.at);
    let since = rules.since(first);
    let before = store::deeds(tx, &receivers, since).await?;
    store::keep(tx, news).await?;
    let after = store::deeds(tx, &receivers, since).await?;
    difference(tx, &before, &after, rules, now).await
}

/// Two members were one all along. What they earned is judged anew as one person's, and what others earned from
/// them; the rest moves in one transaction.
async fn join(
    tx: &mut Tx,
    from: MemberId,
    into: MemberId,
    rules: &Rules,
    now: Timestamp,
) -> anyhow::Result<Vec<Booking>> {
    let receivers = store::touched_by(tx, from, into).await?;
    let since = Timestamp::from_millis(i64::MIN);
    let before = store::deeds(tx, &receivers, since).await?;
    store::hand_over(tx, from, into).await?;
    let after = store::deeds(tx, &receivers, since).await?;
    let mut bookings = difference(tx, &before, &after, rules, now).await?;
    let own = Account::Person(from);
    let changed: i64 = bookings.iter().map(|booking| booking.gain(own)).sum();
    let left = store::balance(tx, own).await? + changed;
    if left != 0 {
        bookings.push(Booking::joined(from, into, left, now));
    }
    Ok(bookings)
}

async fn difference(
    tx: &mut Tx,
    before: &[Deed],
    after: &[Deed],
    rules: &Rules,
    now: Timestamp,
) -> anyhow::Result<Vec<Booking>> {
    let mut bookings = Vec::new();
    for due in changes(before, after, rules) {
        let standing = store::standing(tx, due.cause).await?;
        let made = store::awards_made(tx, due.cause).await?;
        bookings.extend(rebook(standing.as_ref(), made, &due, now));
    }
    Ok(bookings)
}
