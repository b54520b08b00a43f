//! From a fact to bookings: keep the deed, see what the rules make of it, book the difference.
//!
//! Of each deed only the newest fact counts, so an undo that arrives before its do is remembered and wins. Points
//! follow from the deeds alone; the ledger is brought level with them after every fact. That is why balances do
//! not depend on the order of facts, though the ledger's rows do.

use super::ledger::{Account, Booking, Season, rebook};
use super::rules::{About, Cause, Deed, Rule, Rules, changes};
use super::{journal, store};
use crate::database::{MemberId, Tx};
use crate::engine::Fact;
use crate::people::Member;
use crate::people::hours::day_of;
use crate::settings::Settings;
use crate::weeks::season_of;
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
    /// Of a welcome the question, of a use the answer.
    pub subject: Option<i64>,
}

/// What a fact tells about deeds.
pub(super) fn told(fact: &Fact) -> Vec<Told> {
    let told = |rule, about, at, parties| Told { cause: Cause { rule, about }, at, parties, subject: None };
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
        Fact::AnswerReused { answer, author, by, at } => {
            let used = told(Rule::Reused, About::Thanks(answer, by), at, Some((author, by)));
            vec![Told { subject: Some(answer), ..used }]
        }
        Fact::ReuseUndone { answer, by, at } => {
            vec![told(Rule::Reused, About::Thanks(answer, by), at, None)]
        }
        Fact::CorrectionAccepted { correction, proposer, by, at } => {
            vec![told(Rule::Corrected, About::Correction(correction), at, Some((proposer, by)))]
        }
        _ => told_of_meetings(fact),
    }
}

/// What a fact tells about people who met, or were welcomed.
fn told_of_meetings(fact: &Fact) -> Vec<Told> {
    let told = |rule, about, at, parties| Told { cause: Cause { rule, about }, at, parties, subject: None };
    match *fact {
        Fact::AnswerGiven { answer, question, author, asker: Some(asker), newcomer: true, asked_at, at }
            if at.since(asked_at) <= WELCOME =>
        {
            let welcome = told(Rule::Welcomed, About::Answer(answer), at, Some((author, asker)));
            vec![Told { subject: Some(question), ..welcome }]
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

/// Makes bookings of facts: by these rules and seasons, and at this moment.
pub(super) struct Bookkeeper<'a> {
    settings: &'a Settings,
    rules: Rules,
    now: Timestamp,
}

impl<'a> Bookkeeper<'a> {
    pub fn of(settings: &'a Settings, now: Timestamp) -> Self {
        Self { settings, rules: Rules::of(&settings.recognition), now }
    }

    /// The season in which a moment lies, where the community is.
    fn season(&self, at: Timestamp) -> Season {
        season_at(self.settings, at)
    }

    /// Takes note of a fact; returns what has to be booked because of it, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan(&self, tx: &mut Tx, fact: &Fact) -> anyhow::Result<Vec<Booking>> {
        // The ledger keeps what an erased member earned, under an id that belongs to nobody any more; and hiding touches
        // no points: they are for help that somebody accepted.
        match *fact {
            Fact::MembersJoined { from, into } => self.join(tx, from, into).await,
            Fact::AnswerTakenBack { answer, at } => {
                let mut all = told(fact);
                // Nothing that is gone is of use, even if we hear of the use first.
                for used in store::deeds_about(tx, Rule::Reused, answer).await? {
                    let (cause, at) = (used.cause, at.max(used.at));
                    all.push(Told { cause, at, parties: None, subject: None });
                }
                self.hear(tx, &all).await
            }
            _ => self.hear(tx, &told(fact)).await,
        }
    }

    /// Takes note of what is told about deeds of different people or kinds; returns what has to be booked, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hear(&self, tx: &mut Tx, all: &[Told]) -> anyhow::Result<Vec<Booking>> {
        let mut bookings = Vec::new();
        for Told { cause, at, parties, subject } in with_old_names(tx, all).await? {
            let deed = match parties {
                Some((receiver, giver)) => {
                    let zone = Member::read(tx, receiver, &self.settings.people).await?.zone;
                    Some(Deed { cause, receiver, giver, at, day: day_of(at, zone), subject })
                }
                None => None,
            };
            bookings.extend(self.learn(tx, &News { cause, at, deed }).await?);
        }
        Ok(bookings)
    }

    /// Of two facts about one deed at the same moment, the one that comes later is the newer.
    async fn learn(&self, tx: &mut Tx, news: &News) -> anyhow::Result<Vec<Booking>> {
        let known = store::known(tx, news.cause).await?;
        if known.as_ref().is_some_and(|known| known.at > news.at) {
            return Ok(Vec::new());
        }
        let old = known.and_then(|known| known.deed);
        let touched: Vec<&Deed> = old.iter().chain(&news.deed).collect();
        let subjects: BTreeSet<i64> = touched.iter().filter_map(|deed| deed.subject).collect();
        let mut receivers: BTreeSet<MemberId> = touched.iter().map(|deed| deed.receiver).collect();
        for subject in &subjects {
            let together = store::deeds_about(tx, news.cause.rule, *subject).await?;
            receivers.extend(together.into_iter().map(|deed| deed.receiver));
        }
        let first = touched.iter().map(|deed| deed.at).min().unwrap_or(news.at);
        let near = (news.cause.rule, subjects, receivers, self.rules.since(first));
        let before = near_deeds(tx, &near).await?;
        store::keep(tx, news).await?;
        let after = near_deeds(tx, &near).await?;
        self.difference(tx, &before, &after).await
    }

    /// Two members were one all along. What they earned is judged anew as one person's, and what others earned from
    /// them; the rest moves in one transaction.
    async fn join(&self, tx: &mut Tx, from: MemberId, into: MemberId) -> anyhow::Result<Vec<Booking>> {
        let receivers = store::touched_by(tx, from, into).await?;
        let since = Timestamp::from_millis(i64::MIN);
        let near = (Rule::Welcomed, BTreeSet::new(), receivers, since);
        let before = near_deeds(tx, &near).await?;
        store::hand_over(tx, from, into).await?;
        let after = near_deeds(tx, &near).await?;
        let mut bookings = self.difference(tx, &before, &after).await?;
        let mut left = journal::points_by_season(tx, from).await?;
        for (account, gain) in bookings.iter().flat_map(|booking| &booking.postings) {
            if let Account::Person(owner, season) = account
                && *owner == from
            {
                *left.entry(*season).or_default() += gain;
            }
        }
        let allowance = journal::balance(tx, Account::Allowance(from)).await?;
        bookings.extend(Booking::joined(from, into, &left, allowance, self.now));
        Ok(bookings)
    }

    async fn difference(&self, tx: &mut Tx, before: &[Deed], after: &[Deed]) -> anyhow::Result<Vec<Booking>> {
        let mut bookings = Vec::new();
        for due in changes(before, after, &self.rules) {
            let standing = journal::standing(tx, due.cause).await?;
            let made = journal::awards_made(tx, due.cause).await?;
            let booked = rebook(standing.as_ref(), made, &due, self.season(due.at), self.now);
            if !booked.is_empty() {
                store::set_points(tx, due.cause, due.points).await?;
            }
            bookings.extend(booked);
        }
        Ok(bookings)
    }
}

/// The season in which a moment lies, where the community is.
pub(super) fn season_at(settings: &Settings, at: Timestamp) -> Season {
    let (zone, weeks) = (settings.people.zone, settings.recognition.season_weeks);
    Season::beginning(season_of(day_of(at, zone), weeks))
}

/// Deeds that can matter to each other: those of these receivers since a moment, and all about the same.
type Near = (Rule, BTreeSet<i64>, BTreeSet<MemberId>, Timestamp);

async fn near_deeds(tx: &mut Tx, (rule, subjects, receivers, since): &Near) -> anyhow::Result<Vec<Deed>> {
    let mut deeds = judged_together(tx, receivers, *since).await?;
    for subject in subjects {
        add(&mut deeds, store::deeds_about(tx, *rule, *subject).await?);
    }
    Ok(deeds)
}

/// The deeds from `since` on for which these members earn, and those by which they are judged: whoever else welcomed the
/// same newcomers, perhaps before them.
///
/// # Errors
/// When the database fails.
pub(super) async fn judged_together(
    tx: &mut Tx,
    receivers: &BTreeSet<MemberId>,
    since: Timestamp,
) -> anyhow::Result<Vec<Deed>> {
    let mut deeds = store::deeds(tx, receivers, since).await?;
    let welcomes = deeds.iter().filter(|deed| deed.cause.rule == Rule::Welcomed);
    let subjects: BTreeSet<i64> = welcomes.filter_map(|deed| deed.subject).collect();
    for subject in subjects {
        add(&mut deeds, store::deeds_about(tx, Rule::Welcomed, subject).await?);
    }
    Ok(deeds)
}

/// Adds the deeds that are not there yet.
fn add(deeds: &mut Vec<Deed>, more: Vec<Deed>) {
    let known: BTreeSet<Cause> = deeds.iter().map(|deed| deed.cause).collect();
    deeds.extend(more.into_iter().filter(|deed| !known.contains(&deed.cause)));
}

/// What was done under the name of a member who has been joined to another since is undone under it, too.
async fn with_old_names(tx: &mut Tx, all: &[Told]) -> anyhow::Result<Vec<Told>> {
    let mut named = all.to_vec();
    for told in all.iter().filter(|told| told.parties.is_none()) {
        let Some(member) = told.cause.about.member() else { continue };
        for old in store::joined_to(tx, member).await? {
            let cause = Cause { about: told.cause.about.of(old), ..told.cause };
            // Of what never stood under that name nothing is to be remembered.
            if store::known(tx, cause).await?.is_some() {
                named.push(Told { cause, ..*told });
            }
        }
    }
    Ok(named)
}
