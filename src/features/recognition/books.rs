//! From a fact to bookings: keep the deed, see what the rules make of it, book the difference.
//!
//! Of each deed only the newest fact counts, so an undo that arrives before its do is remembered and wins. Points
//! follow from the deeds alone; the ledger is brought level with them after every fact. That is why balances do
//! not depend on the order of facts, though the ledger's rows do.

use super::ledger::{Account, Booking, rebook};
use super::rules::{About, Cause, Deed, Rule, Rules, changes};
use super::store;
use crate::database::{MemberId, Tx};
use crate::engine::Fact;
use crate::people::Member;
use crate::people::hours::day_of;
use crate::settings::Settings;
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::Timestamp;

/// How soon a newcomer's question is answered by whoever welcomes them.
const WELCOME: Duration = Duration::from_hours(24);

/// What is told about one deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Which deed.
    pub cause: Cause,
    /// When it was done or undone.
    pub at: Timestamp,
    /// Who receives and who gives; `None` if it was undone.
    pub parties: Option<(MemberId, MemberId)>,
    /// Of a welcome: the question.
    pub question: Option<i64>,
}

/// What a fact tells about deeds.
pub(super) fn told(fact: &Fact) -> Vec<Told> {
    let told = |rule, about, at, parties| Told { cause: Cause { rule, about }, at, parties, question: None };
    match *fact {
        Fact::AnswerAccepted { answer, author, asker, at } => {
            let about = About::Answer(answer);
            vec![
                told(Rule::AcceptedAnswer, about, at, Some((author, asker))),
                told(Rule::Resolved, about, at, Some((asker, author))),
            ]
        }
        // Nobody knows who accepted it, so that it counts as given by whoever else says that it was right.
        Fact::AcceptanceConfirmed { answer, author, by, at } => {
            vec![told(Rule::AcceptedAnswer, About::Answer(answer), at, Some((author, by)))]
        }
        Fact::AcceptanceUndone { answer, at } => {
            let undone = |rule| told(rule, About::Answer(answer), at, None);
            [Rule::AcceptedAnswer, Rule::Resolved].map(undone).into()
        }
        Fact::AnswerThanked { answer, author, by, at } => {
            vec![told(Rule::Thanked, About::Thanks(answer, by), at, Some((author, by)))]
        }
        Fact::ThanksUndone { answer, by, at } => {
            vec![told(Rule::Thanked, About::Thanks(answer, by), at, None)]
        }
        Fact::CorrectionAccepted { correction, proposer, by, at } => {
            vec![told(Rule::Corrected, About::Correction(correction), at, Some((proposer, by)))]
        }
        _ => told_of_meetings(fact),
    }
}

/// What a fact tells about people who met, or were welcomed.
fn told_of_meetings(fact: &Fact) -> Vec<Told> {
    let told = |rule, about, at, parties| Told { cause: Cause { rule, about }, at, parties, question: None };
    match *fact {
        Fact::AnswerGiven { answer, question, author, asker: Some(asker), newcomer: true, asked_at, at }
            if at.since(asked_at) <= WELCOME =>
        {
            let welcome = told(Rule::Welcomed, About::Answer(answer), at, Some((author, asker)));
            vec![Told { question: Some(question), ..welcome }]
        }
        Fact::AnswerTakenBack { answer, at } => {
            vec![told(Rule::Welcomed, About::Answer(answer), at, None)]
        }
        Fact::MentorsMet { ref pair, meeting, mentor, mentee, at } => {
            let about = meeting_of(pair, meeting);
            Vec::from_iter(about.map(|about| told(Rule::Mentored, about, at, Some((mentor, mentee)))))
        }
        Fact::MentorsDenied { ref pair, meeting, at } => {
            Vec::from_iter(meeting_of(pair, meeting).map(|about| told(Rule::Mentored, about, at, None)))
        }
        Fact::IntroductionMet { round, member, with, at } => {
            vec![told(Rule::Introduced, About::Round(round, member), at, Some((member, with)))]
        }
        Fact::IntroductionDenied { round, member, at } => {
            vec![told(Rule::Introduced, About::Round(round, member), at, None)]
        }
        _ => Vec::new(),
    }
}

/// A meeting of the pair that is called so.
fn meeting_of(pair: &str, meeting: i64) -> Option<About> {
    let number = pair.strip_prefix('M').and_then(|number| number.parse().ok())?;
    Some(About::Meeting(number, meeting))
}

/// What is known of one deed.
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
    // The ledger keeps what an erased member earned, under an id that belongs to nobody any more; and hiding touches
    // no points: they are for help that somebody accepted.
    match *fact {
        Fact::MembersJoined { from, into } => {
            join(tx, from, into, &Rules::of(&settings.recognition), now).await
        }
        _ => hear(tx, &told(fact), settings, now).await,
    }
}

/// Takes note of what is told about deeds of different people or kinds; returns what has to be booked, in order.
///
/// # Errors
/// When the database fails.
pub(super) async fn hear(
    tx: &mut Tx,
    all: &[Told],
    settings: &Settings,
    now: Timestamp,
) -> anyhow::Result<Vec<Booking>> {
    let rules = Rules::of(&settings.recognition);
    let mut bookings = Vec::new();
    for Told { cause, at, parties, question } in all.iter().copied() {
        let deed = match parties {
            Some((receiver, giver)) => {
                let zone = Member::read(tx, receiver, &settings.people).await?.zone;
                Some(Deed { cause, receiver, giver, at, day: day_of(at, zone), question })
            }
            None => None,
        };
        bookings.extend(learn(tx, &News { cause, at, deed }, &rules, now).await?);
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
    let mut receivers: BTreeSet<MemberId> = touched.iter().map(|deed| deed.receiver).collect();
    for question in touched.iter().filter_map(|deed| deed.question) {
        receivers.extend(store::welcomers(tx, question).await?);
    }
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
        let booked = rebook(standing.as_ref(), made, &due, now);
        if !booked.is_empty() {
            store::set_points(tx, due.cause, due.points).await?;
        }
        bookings.extend(booked);
    }
    Ok(bookings)
}
