//! A dry run of introductions: who would meet whom, and how often that repeats something.

use super::mentoring::{office_hours, utc};
use super::people::{Day, Names, Unreadable, key, week};
use crate::matching::{Affinity, Guests, LARGEST_GROUP, Met, Week, introduce};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Who wants to be introduced.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntroductionsFile {
    #[serde(default)]
    seed: u64,
    /// The day of the round.
    #[serde(default)]
    today: Day,
    /// How many meet: 2 to 8.
    #[serde(default = "two")]
    size: usize,
    people: Vec<Entry>,
    /// Two names and the day on which they met.
    #[serde(default)]
    met: Vec<(String, String, Day)>,
    /// Who was left alone last time.
    #[serde(default)]
    alone: Vec<String>,
}

/// Somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    team: Option<String>,
    site: Option<String>,
    #[serde(default = "utc")]
    zone: String,
    #[serde(default = "office_hours")]
    hours: String,
    #[serde(default)]
    avoid: Vec<String>,
}

fn two() -> usize {
    2
}

/// Days after which a meeting counts as long ago.
const LONG_AGO: i64 = 180;

/// What would happen.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct IntroductionsReport {
    /// Who would meet.
    pub groups: Vec<Vec<String>>,
    /// Who would meet nobody.
    pub alone: Vec<String>,
    /// How many pairs among them met lately.
    pub repeated: usize,
    /// How many pairs among them are of two teams.
    pub across_teams: usize,
    /// How many were without a partner before trios took them in.
    pub unpaired: usize,
    /// Whether the pairs are the best there are.
    pub exact: bool,
}

/// Introduces the people of `file`.
///
/// # Errors
/// When a name, an hour or a zone cannot be read.
pub fn simulate_introductions(file: &IntroductionsFile) -> Result<IntroductionsReport, Unreadable> {
    if !(2..=LARGEST_GROUP).contains(&file.size) {
        return Err(Unreadable(format!(
            "`size` is {}: it must lie between 2 and {LARGEST_GROUP}",
            file.size
        )));
    }
    let people = &file.people;
    let names = Names::of("`people`", people.iter().map(|entry| entry.name.as_str()))?;
    let week = |entry: &Entry| week(&entry.hours, &entry.zone, file.today.0, &format!("`{}`", entry.name));
    let weeks: Vec<Week> = people.iter().map(week).collect::<Result<_, _>>()?;
    let (met, never) = (history(file, &names)?, avoided(people, &names));
    let pair = |one: usize, other: usize| (one.min(other), one.max(other));
    let affinity = |one: usize, other: usize| {
        (!never.contains(&pair(one, other))).then(|| Affinity {
            score: score((&people[one], &weeks[one]), (&people[other], &weeks[other])),
            met: met.get(&pair(one, other)).copied().unwrap_or(Met::Never),
        })
    };
    let keys: Vec<_> = people.iter().map(|entry| key(&entry.name)).collect();
    let alone_before: Vec<bool> = people.iter().map(|entry| file.alone.contains(&entry.name)).collect();
    let guests = Guests { keys: &keys, alone_before: &alone_before, seed: file.seed };
    let found = introduce(guests, file.size, affinity);
    let pairs = || {
        found.groups.iter().flat_map(|group| {
            group
                .iter()
                .enumerate()
                .flat_map(|(at, &one)| group[at + 1..].iter().map(move |&other| (one, other)))
        })
    };
    let told = |group: &Vec<usize>| group.iter().map(|&at| people[at].name.clone()).collect::<Vec<_>>();
    Ok(IntroductionsReport {
        groups: found.groups.iter().map(told).collect(),
        alone: told(&found.alone),
        repeated: pairs().filter(|(one, other)| met.get(&pair(*one, *other)) == Some(&Met::Lately)).count(),
        across_teams: pairs().filter(|(one, other)| people[*one].team != people[*other].team).count(),
        unpaired: found.unpaired,
        exact: found.exact,
    })
}

/// Who met when, as it counts today.
fn history(file: &IntroductionsFile, names: &Names<'_>) -> Result<BTreeMap<(usize, usize), Met>, Unreadable> {
    let mut met = BTreeMap::new();
    for (one, other, day) in &file.met {
        let (one, other) = (names.expect(one, "`met`")?, names.expect(other, "`met`")?);
        let lately = (file.today.0 - day.0).num_days() < LONG_AGO;
        let known = met.entry((one.min(other), one.max(other))).or_insert(Met::LongAgo);
        if lately {
            *known = Met::Lately;
        }
    }
    Ok(met)
}

/// Who must not meet; names of people who are not there are no matter.
fn avoided(people: &[Entry], names: &Names<'_>) -> BTreeSet<(usize, usize)> {
    let mut never = BTreeSet::new();
    for (one, entry) in people.iter().enumerate() {
        for other in entry.avoid.iter().filter_map(|name| names.position(name)) {
            never.insert((one.min(other), one.max(other)));
        }
    }
    never
}

/// Another team 400, another site 200, common hours up to 400.
fn score((one, week): (&Entry, &Week), (other, their_week): (&Entry, &Week)) -> u16 {
    let differs =
        |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    let hours = u16::try_from(week.common(their_week).min(20)).unwrap_or(20) * 20;
    u16::from(differs(&one.team, &other.team)) * 400
        + u16::from(differs(&one.site, &other.site)) * 200
        + hours
}

impl fmt::Display for IntroductionsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in &self.groups {
            writeln!(f, "{}", group.join(" + "))?;
        }
        for name in &self.alone {
            writeln!(f, "{name} with nobody")?;
        }
        let exact = if self.exact { "the best there is" } else { "improved until nothing more was found" };
        writeln!(f, "\n{} groups, {} alone; {exact}", self.groups.len(), self.alone.len())?;
        writeln!(f, "pairs who met lately: {}; of two teams: {}", self.repeated, self.across_teams)
    }
}
