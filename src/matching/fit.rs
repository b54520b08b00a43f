//! How well a mentor fits a mentee, why, and why not: whole numbers only, so that every machine says the same.
//!
//! Similar values and shared interests predict good mentoring (Eby and others 2013), and mentees who had a choice get
//! more support: so wishes add to the score. What cannot work at all is no low score but no pair.

use super::cost::BEST_SCORE;
use super::market::{PersonKey, Possible};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Hours of a week.
const WEEK: usize = 168;
/// From how many common hours a week on more do not make it better.
const ENOUGH_HOURS: u32 = 20;
/// How much more senior than the mentee the best mentor is.
const BEST_GAP: i32 = 2;
/// What counts where nothing is known.
const UNKNOWN: u32 = 500;
/// How many wishes count.
pub const MOST_WISHES: usize = 5;

/// The hours of a week, in UTC from Monday midnight on, in which somebody works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week([u64; 3]);

impl Week {
    /// The hours of which `works` says so.
    pub fn of(works: impl Fn(usize) -> bool) -> Self {
        let mut week = Self::default();
        for hour in (0..WEEK).filter(|hour| works(*hour)) {
            week.0[hour / 64] |= 1 << (hour % 64);
        }
        week
    }

    /// How many hours both work.
    pub fn common(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(one, other)| (one & other).count_ones()).sum()
    }
}

/// What is known of somebody who seeks or offers mentoring.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// What order and chance go by.
    pub key: PersonKey,
    /// Topics that they offer, or want to learn.
    pub topics: BTreeSet<String>,
    /// Languages that they speak, by their codes.
    pub languages: BTreeSet<String>,
    /// When they work.
    pub week: Week,
    /// How far they are, in steps of about a year.
    pub seniority: Option<i32>,
    /// Their team.
    pub team: Option<String>,
    /// Whom they report to.
    pub manager: Option<PersonKey>,
    /// What earlier pairs thought of them as a mentor, in percent.
    pub feedback: Option<u32>,
    /// Whom they must not be matched with, in either role; never told to anybody.
    pub never: BTreeSet<PersonKey>,
    /// Whom they would like, the dearest first.
    pub wishes: Vec<PersonKey>,
}

/// What counts how much; a programme may change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// Topics that are wanted and offered.
    pub skills: u32,
    /// Common working hours.
    pub hours: u32,
    /// More than one common language.
    pub language: u32,
    /// Being some steps ahead.
    pub seniority: u32,
    /// Another team.
    pub team: u32,
    /// What earlier pairs said.
    pub feedback: u32,
    /// What the first wish adds, in points of the score.
    pub wish: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { skills: 40, hours: 20, language: 10, seniority: 10, team: 10, feedback: 10, wish: 150 }
    }
}

/// Why two people cannot be matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Barrier {
    /// The mentor offers nothing that is wanted.
    Topics,
    /// They have no language in common.
    Language,
    /// They never work at the same time.
    Hours,
    /// It is one person, they report to each other or to the same manager, were a pair before, or one of them does not
    /// want it. Which of these is nobody's business.
    NotThese,
}

/// How well two people fit, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// 0 to 1000.
    pub score: u16,
    /// Topics that are wanted and offered.
    pub topics: Vec<String>,
    /// Common working hours a week.
    pub hours: u32,
    /// Languages that both speak, by their codes.
    pub languages: Vec<String>,
    /// Whether they are known to work in different teams.
    pub other_team: bool,
    /// Which wish of the mentee's it is, from 1.
    pub wish: Option<usize>,
}

/// How well `mentor` fits `mentee`.
///
/// # Errors
/// The first reason for which they cannot be matched.
pub fn fit(mentee: &Person, mentor: &Person, weights: &Weights) -> Result<Fit, Barrier> {
    let common = |one: &BTreeSet<String>, other| one.intersection(other).cloned().collect::<Vec<_>>();
    let topics = common(&mentee.topics, &mentor.topics);
    if topics.is_empty() {
        return Err(Barrier::Topics);
    }
    let languages = common(&mentee.languages, &mentor.languages);
    if languages.is_empty() {
        return Err(Barrier::Language);
    }
    let hours = mentee.week.common(&mentor.week);
    if hours == 0 {
        return Err(Barrier::Hours);
    }
    // Last of all, so that nobody can tell it from a mentor without a place.
    let reports = |one: &Person, other: &Person| one.manager == Some(other.key);
    let same_manager = mentee.manager.is_some() && mentee.manager == mentor.manager;
    let never = mentee.never.contains(&mentor.key) || mentor.never.contains(&mentee.key);
    if mentee.key == mentor.key || same_manager || reports(mentee, mentor) || reports(mentor, mentee) || never
    {
        return Err(Barrier::NotThese);
    }
    let teams = mentee.team.as_ref().zip(mentor.team.as_ref()).map(|(one, other)| one != other);
    let wish = mentee.wishes.iter().take(MOST_WISHES).position(|wish| *wish == mentor.key).map(|at| at + 1);
    let parts = [
        (weights.skills, share(topics.len(), mentee.topics.len())),
        (weights.hours, hours.min(ENOUGH_HOURS) * 1000 / ENOUGH_HOURS),
        (weights.language, if languages.len() > 1 { 1000 } else { 700 }),
        (weights.seniority, ahead(mentee.seniority, mentor.seniority)),
        (weights.team, teams.map_or(UNKNOWN, |other| u32::from(other) * 1000)),
        (weights.feedback, mentor.feedback.map_or(UNKNOWN, |percent| percent.min(100) * 10)),
    ];
    let score =
        sum(&parts) + wish.map_or(0, |rank| weights.wish * share(MOST_WISHES + 1 - rank, MOST_WISHES) / 1000);
    let score = u16::try_from(score).unwrap_or(BEST_SCORE).min(BEST_SCORE);
    Ok(Fit { score, topics, hours, languages, other_team: teams == Some(true), wish })
}

fn share(part: usize, whole: usize) -> u32 {
    u32::try_from(part * 1000 / whole.max(1)).unwrap_or(1000)
}

/// How well a mentor's lead suits: best some steps ahead.
fn ahead(mentee: Option<i32>, mentor: Option<i32>) -> u32 {
    let Some((mentee, mentor)) = mentee.zip(mentor) else { return UNKNOWN };
    let off = mentor.saturating_sub(mentee).saturating_sub(BEST_GAP).unsigned_abs();
    1000_u32.saturating_sub(off.saturating_mul(250))
}

/// The mean of the parts by their weights.
fn sum(parts: &[(u32, u32)]) -> u32 {
    let weights: u32 = parts.iter().map(|(weight, _)| weight).sum();
    parts.iter().map(|(weight, part)| weight * part).sum::<u32>() / weights.max(1)
}

/// All pairs that are possible, and how many are not because of what, mentee by mentee.
pub fn possible(
    mentees: &[Person],
    mentors: &[Person],
    weights: &Weights,
) -> (Vec<Possible>, Vec<BTreeMap<Barrier, usize>>) {
    let (mut pairs, mut barriers) = (Vec::new(), vec![BTreeMap::new(); mentees.len()]);
    for (mentee, seeks) in (0..).zip(mentees) {
        for (mentor, offers) in (0..).zip(mentors) {
            match fit(seeks, offers, weights) {
                Ok(fit) => pairs.push(Possible { mentee, mentor, score: fit.score }),
                Err(barrier) => *barriers[mentee as usize].entry(barrier).or_default() += 1,
            }
        }
    }
    (pairs, barriers)
}

/// What would help somebody whom nobody could be found for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nobody offers what they want to learn.
    Topics,
    /// Those who do speak other languages.
    Language,
    /// Those who do work at other hours.
    Hours,
    /// Those who fit have no place, or none for them.
    Places,
    /// There is nobody at all.
    Anybody,
}

/// Why a mentee stays without a mentor, from the barriers between them and all mentors, and whether any pair is
/// possible: what kept them from those who came nearest.
pub fn missing(barriers: &BTreeMap<Barrier, usize>, any_possible: bool) -> Missing {
    if any_possible {
        return Missing::Places;
    }
    match barriers.keys().max() {
        Some(Barrier::Hours) => Missing::Hours,
        Some(Barrier::Language) => Missing::Language,
        Some(Barrier::Topics) => Missing::Topics,
        Some(Barrier::NotThese) => Missing::Places,
        None => Missing::Anybody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(key: PersonKey, topics: &[&str]) -> Person {
        let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let week = Week::of(|hour| (9..17).contains(&(hour % 24)) && hour < 120);
        Person { key, topics: set(topics), languages: set(&["en"]), week, ..Person::default() }
    }

    fn score(mentee: &Person, mentor: &Person) -> u16 {
        fit(mentee, mentor, &Weights::default()).unwrap().score
    }

    #[test]
    fn what_is_better_scores_more() {
        let (ana, ben) = (person(1, &["sql", "rust"]), person(2, &["sql"]));
        let plain = score(&ana, &ben);
        let mut better = ben.clone();
        better.topics.insert("rust".to_owned());
        assert!(score(&ana, &better) > plain, "more of what is wanted");
        let bilingual = |person: &Person| {
            let mut person = person.clone();
            person.languages.insert("de".to_owned());
            person
        };
        assert!(score(&bilingual(&ana), &bilingual(&ben)) > plain, "another common language");
        let early = Person { week: Week::of(|hour| hour % 24 < 10 && hour < 120), ..ben.clone() };
        assert!(score(&ana, &early) < plain, "fewer common hours");
        let praised = Person { feedback: Some(100), ..ben.clone() };
        assert!(score(&ana, &praised) > plain, "praise");
        let wished = Person { wishes: vec![2], ..ana.clone() };
        assert!(score(&wished, &ben) > plain, "a wish");
        let team = |person: &Person, team: &str| Person { team: Some(team.to_owned()), ..person.clone() };
        assert!(score(&team(&ana, "a"), &team(&ben, "b")) > score(&team(&ana, "a"), &team(&ben, "a")));
        let senior = |person: &Person, years| Person { seniority: Some(years), ..person.clone() };
        assert!(score(&senior(&ana, 1), &senior(&ben, 3)) > score(&senior(&ana, 3), &senior(&ben, 1)));
    }

    #[test]
    fn what_cannot_work_is_no_pair() {
        let (ana, ben) = (person(1, &["sql"]), person(2, &["sql"]));
        let none = |mentee: &Person, mentor: &Person| fit(mentee, mentor, &Weights::default()).unwrap_err();
        assert_eq!(none(&ana, &ana), Barrier::NotThese);
        assert_eq!(none(&ana, &person(2, &["rust"])), Barrier::Topics);
        let never = Person { never: [1].into(), ..ben.clone() };
        assert_eq!(none(&ana, &never), Barrier::NotThese);
        let boss = |person: &Person, manager| Person { manager: Some(manager), ..person.clone() };
        assert_eq!(none(&boss(&ana, 9), &boss(&ben, 9)), Barrier::NotThese);
        assert_eq!(none(&boss(&ana, 2), &ben), Barrier::NotThese);
        assert_eq!(none(&ana, &boss(&ben, 1)), Barrier::NotThese);
        let polish = Person { languages: ["pl".to_owned()].into(), ..ben.clone() };
        assert_eq!(none(&ana, &polish), Barrier::Language);
        let nightly = Person { week: Week::of(|hour| hour % 24 < 6), ..ben };
        assert_eq!(none(&ana, &nightly), Barrier::Hours);
    }

    #[test]
    fn a_lonely_mentee_is_told_what_came_nearest() {
        let barriers = |list: &[Barrier]| list.iter().map(|barrier| (*barrier, 1)).collect();
        assert_eq!(missing(&barriers(&[Barrier::Topics, Barrier::Hours]), false), Missing::Hours);
        assert_eq!(missing(&barriers(&[Barrier::Topics]), false), Missing::Topics);
        // Whoever is avoided is told what somebody is told whose mentor has no place left.
        assert_eq!(missing(&barriers(&[Barrier::Topics, Barrier::NotThese]), false), Missing::Places);
        assert_eq!(missing(&barriers(&[]), false), Missing::Anybody);
        assert_eq!(missing(&barriers(&[Barrier::Topics]), true), Missing::Places);
    }
}
