//! What must hold for any history of accepting and undoing, over a ledger kept in memory.

use super::RecognitionSettings;
use super::books::{News, told};
use super::ledger::{Account, Award, Booking, Season, rebook};
use super::rules::{Cause, Deed, Rule, Rules, awards, changes};
use crate::database::MemberId;
use crate::engine::Fact;
use crate::people::hours::day_of;
use crate::weeks::monday_of;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use stoa_chat::Timestamp;

/// A Friday, so that histories end in another week, which is a season here.
const START: Timestamp = Timestamp::from_millis(crate::testing::MONDAY_NINE.millis() + 4 * 24 * 3_600_000);
/// So few people, answers and days that caps and repetition are met all the time.
const PEOPLE: u128 = 4;
const ANSWERS: usize = 9;
const HOURS: u64 = 100;

/// Everybody in the histories.
pub(super) fn people() -> impl Iterator<Item = MemberId> {
    (1..=PEOPLE).map(MemberId::from_u128)
}

/// Rules with narrow limits.
pub(super) fn narrow() -> RecognitionSettings {
    RecognitionSettings {
        accepted_answers_a_day: 2,
        resolved_a_day: 1,
        thanked_points_a_day: 8,
        repeat_days: 2,
        reused_by: 2,
        season_weeks: 1,
        ..RecognitionSettings::default()
    }
}

/// A history, and its facts in any other order. Moments of different answers may be the same, those of one not.
pub(super) fn histories() -> impl Strategy<Value = (Vec<Fact>, Vec<Fact>)> {
    let person = || (1..=PEOPLE).prop_map(MemberId::from_u128);
    let parties = prop::collection::vec((person(), person()), ANSWERS);
    let acts = prop::collection::vec((0..ANSWERS, 0..HOURS, prop::bool::weighted(0.7), person()), 0..30);
    let history = (parties, acts).prop_map(|(parties, acts)| {
        let mut moments = BTreeSet::new();
        let fact = |(index, hour, done, by): (usize, u64, bool, MemberId)| {
            let at = START + Duration::from_hours(hour);
            let answer = i64::try_from(index).unwrap() + 1;
            let (author, asker) = parties[index];
            // Of three answers one is accepted, of one people say that it helped them, and one is of use again.
            let fact = match (index % 3, done) {
                (1, true) => Fact::AnswerReused { answer, author, by, at },
                (1, false) => Fact::ReuseUndone { answer, by, at },
                (2, true) => Fact::AnswerThanked { answer, author, by, at },
                (2, false) => Fact::ThanksUndone { answer, by, at },
                (_, true) => Fact::AnswerAccepted { answer, author, asker, at },
                (_, false) => Fact::AcceptanceUndone { answer, at },
            };
            moments.insert((answer, at)).then_some(fact)
        };
        acts.into_iter().filter_map(fact).collect::<Vec<Fact>>()
    });
    history.prop_flat_map(|history| (Just(history.clone()), Just(history).prop_shuffle()))
}

/// The books in memory: the same pure decisions, over maps instead of tables.
#[derive(Default)]
struct Model {
    known: BTreeMap<Cause, (Timestamp, Option<Deed>)>,
    journal: Vec<Booking>,
}

impl Model {
    fn of(facts: &[Fact]) -> Self {
        let mut model = Self::default();
        model.hear(facts);
        model
    }

    fn hear(&mut self, facts: &[Fact]) {
        facts.iter().flat_map(news).for_each(|news| self.learn(&news));
    }

    fn learn(&mut self, news: &News) {
        let known = self.known.get(&news.cause).cloned();
        if known.as_ref().is_some_and(|(at, _)| *at > news.at) {
            return;
        }
        let old = known.and_then(|(_, deed)| deed);
        let touched: Vec<&Deed> = old.iter().chain(&news.deed).collect();
        let first = touched.iter().map(|deed| deed.at).min().unwrap_or(news.at);
        let rules = Rules::of(&narrow());
        let near = |deed: &Deed| {
            let of_theirs = |other: &&Deed| {
                other.receiver == deed.receiver && deed.at >= rules.since(first)
                    || deed.subject.is_some() && other.subject == deed.subject
            };
            touched.iter().any(of_theirs)
        };
        let before: Vec<Deed> = self.deeds().into_iter().filter(near).collect();
        self.known.insert(news.cause, (news.at, news.deed.clone()));
        let after: Vec<Deed> = self.deeds().into_iter().filter(near).collect();
        for due in changes(&before, &after, &rules) {
            let (standing, made) = self.awards_for(due.cause);
            let season = Season::beginning(monday_of(day_of(due.at, chrono_tz::UTC)));
            self.journal.extend(rebook(standing.as_ref(), made, &due, season, news.at));
        }
    }

    fn deeds(&self) -> Vec<Deed> {
        self.known.values().filter_map(|(_, deed)| deed.clone()).collect()
    }

    fn awards_for(&self, cause: Cause) -> (Option<Award>, i64) {
        let made: Vec<&Booking> = self
            .journal
            .iter()
            .filter(|booking| booking.kind == cause.rule.name() && booking.source == cause.source())
            .collect();
        let stands = |booking: &&&Booking| {
            !self.journal.iter().any(|other| other.reverses.as_ref() == Some(&booking.idem_key))
        };
        let standing = made.iter().find(stands).map(|booking| {
            let (receiver, points) = booking.postings.iter().find(|(_, amount)| **amount > 0).unwrap();
            Award {
                txn: booking.idem_key.clone(),
                idem_key: booking.idem_key.clone(),
                cause,
                receiver: receiver.owner().unwrap(),
                season: receiver.season(),
                points: *points,
                at: booking.at,
            }
        });
        (standing, i64::try_from(made.len()).unwrap())
    }

    fn balances(&self) -> BTreeMap<MemberId, i64> {
        let mut balances: BTreeMap<MemberId, i64> = people().map(|person| (person, 0)).collect();
        for (account, amount) in self.journal.iter().flat_map(|booking| &booking.postings) {
            if let Account::Person(person, _) = account {
                *balances.entry(*person).or_default() += amount;
            }
        }
        balances
    }
}

fn news(fact: &Fact) -> Vec<News> {
    let heard = told(fact).into_iter().map(|told| {
        let (cause, at, subject) = (told.cause, told.at, told.subject);
        let day = day_of(at, chrono_tz::UTC);
        let deed = told.parties.map(|(receiver, giver)| Deed { cause, receiver, giver, at, day, subject });
        News { cause, at, deed }
    });
    heard.collect()
}

/// What everybody is to have, straight from the deeds.
pub(super) fn earned(deeds: &[Deed], rules: &Rules) -> BTreeMap<MemberId, i64> {
    let mut earned: BTreeMap<MemberId, i64> = people().map(|person| (person, 0)).collect();
    let awards = awards(deeds, rules);
    for deed in deeds {
        *earned.entry(deed.receiver).or_default() += awards.get(&deed.cause).copied().unwrap_or(0);
    }
    earned
}

/// Whether a use is somebody's first, and the one that makes enough people of those whom that answer served.
fn makes_them_enough(deeds: &[Deed], deed: &Deed, settings: &RecognitionSettings) -> bool {
    let served = deeds.iter().filter(|other| {
        (other.cause.rule, other.subject) == (Rule::Reused, deed.subject)
            && (other.at, other.cause) < (deed.at, deed.cause)
            && other.receiver != other.giver
    });
    let served: BTreeSet<MemberId> = served.map(|other| other.giver).collect();
    !served.contains(&deed.giver) && served.len() + 1 == settings.reused_by as usize
}

/// The rules as a definition rather than an algorithm: each deed is looked at by itself.
fn defined(deeds: &[Deed], deed: &Deed, settings: &RecognitionSettings) -> Option<i64> {
    let worth = |deed: &Deed| {
        if deed.receiver == deed.giver {
            return 0;
        }
        let window = Duration::from_hours(24) * settings.repeat_days;
        let earlier = deeds.iter().filter(|other| {
            (other.cause.rule, other.receiver, other.giver) == (deed.cause.rule, deed.receiver, deed.giver)
                && (other.at, other.cause) < (deed.at, deed.cause)
                && other.at + window > deed.at
        });
        let percent = [100, 50, 25, 0][earlier.count().min(3)];
        match deed.cause.rule {
            Rule::AcceptedAnswer => settings.accepted_answer * percent / 100,
            Rule::Resolved => settings.resolved,
            Rule::Thanked => settings.thanked * percent / 100,
            Rule::Reused if makes_them_enough(deeds, deed, settings) => settings.reused,
            Rule::Reused => 0,
            rule => unreachable!("histories hold no {rule:?}"),
        }
    };
    let a_day = match deed.cause.rule {
        Rule::AcceptedAnswer => settings.accepted_answers_a_day,
        Rule::Resolved => settings.resolved_a_day,
        _ => u32::MAX,
    };
    let paid_before = deeds.iter().filter(|other| {
        (other.cause.rule, other.receiver, other.day) == (deed.cause.rule, deed.receiver, deed.day)
            && (other.at, other.cause) < (deed.at, deed.cause)
            && worth(other) > 0
    });
    let sum: i64 = paid_before.clone().map(|other| defined(deeds, other, settings).unwrap_or(0)).sum();
    let most = if deed.cause.rule == Rule::Thanked { settings.thanked_points_a_day - sum } else { i64::MAX };
    Some(worth(deed).min(most)).filter(|points| *points > 0 && paid_before.count() < a_day as usize)
}

proptest! {
    #[test]
    fn the_rules_are_as_they_are_defined((history, _) in histories()) {
        let deeds = Model::of(&history).deeds();
        let awards = awards(&deeds, &Rules::of(&narrow()));
        for deed in &deeds {
            prop_assert_eq!(awards.get(&deed.cause).copied(), defined(&deeds, deed, &narrow()), "{:?}", deed);
        }
    }

    #[test]
    fn balances_are_the_fold_of_the_ledger_in_any_order((history, shuffled) in histories()) {
        let (model, other) = (Model::of(&history), Model::of(&shuffled));
        prop_assert_eq!(model.balances(), earned(&model.deeds(), &Rules::of(&narrow())));
        prop_assert_eq!(model.balances(), other.balances());
    }

    #[test]
    fn twice_is_once((history, shuffled) in histories()) {
        let mut model = Model::of(&history);
        let booked = model.journal.len();
        model.hear(&shuffled);
        prop_assert_eq!(model.journal.len(), booked);
    }

    #[test]
    fn everything_sums_to_zero_and_nothing_shares_a_key((history, _) in histories()) {
        let model = Model::of(&history);
        prop_assert!(model.journal.iter().all(Booking::is_balanced));
        let world: i64 = model.journal.iter().flat_map(|booking| booking.postings.values()).sum();
        prop_assert_eq!(world, 0);
        let keys: BTreeSet<&String> = model.journal.iter().map(|booking| &booking.idem_key).collect();
        prop_assert_eq!(keys.len(), model.journal.len());
    }

    #[test]
    fn to_do_and_to_undo_is_to_do_nothing((history, _) in histories(), hour in 0..HOURS) {
        let mut model = Model::of(&history);
        let before = model.balances();
        let at = START + Duration::from_hours(hour);
        let mut people = people();
        let (author, asker) = (people.next().unwrap(), people.next().unwrap());
        model.hear(&[Fact::AnswerAccepted { answer: 99, author, asker, at }]);
        model.hear(&[Fact::AcceptanceUndone { answer: 99, at: at + Duration::from_hours(50) }]);
        prop_assert_eq!(model.balances(), before);
    }

    #[test]
    fn a_reversal_is_the_opposite_and_comes_once((history, _) in histories()) {
        let model = Model::of(&history);
        let mut reversed = BTreeSet::new();
        for reversal in model.journal.iter().filter(|booking| booking.reverses.is_some()) {
            let key = reversal.reverses.as_ref().unwrap();
            let award = model.journal.iter().find(|booking| booking.idem_key == *key).unwrap();
            let opposite = award.postings.iter().map(|(account, amount)| (*account, -amount)).collect();
            prop_assert_eq!(&reversal.postings, &opposite);
            prop_assert!(award.reverses.is_none() && reversed.insert(key));
        }
    }

    #[test]
    fn nobody_earns_by_their_own_hand((history, _) in histories()) {
        let by_themselves = |fact: &Fact| match fact {
            Fact::AnswerAccepted { author, asker, .. } => author == asker,
            Fact::AnswerThanked { author, by, .. } | Fact::AnswerReused { author, by, .. } => author == by,
            _ => true,
        };
        let alone: Vec<Fact> = history.into_iter().filter(by_themselves).collect();
        prop_assert!(Model::of(&alone).journal.is_empty());
    }
}
