//! A dry run of introductions: who would meet whom, and how often that repeats something.

use super::mentoring::{office_hours, utc};
use super::people::{Day, Names, Unreadable, key, week};
use crate::matching::{Guest, LARGEST_GROUP, Met, PersonKey, meet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    let names = Names::of("`people`", file.people.iter().map(|entry| entry.name.as_str()))?;
    let met = history(file, &names)?;
    let mut guests = Vec::new();
    for entry in &file.people {
        guests.push((entry.name.clone(), guest(file, entry, &met)?));
    }
    Ok(rehearse_introductions(guests, file.size, file.seed))
}

/// Introduces everybody, each with the name that the report gives them, and tells nobody but its reader.
pub fn rehearse_introductions(guests: Vec<(String, Guest)>, size: usize, seed: u64) -> IntroductionsReport {
    let (names, guests): (Vec<String>, Vec<Guest>) = guests.into_iter().unzip();
    let found = meet(&guests, size, seed);
    let pairs = || {
        found.groups.iter().flat_map(|group| {
            group
                .iter()
                .enumerate()
                .flat_map(|(at, &one)| group[at + 1..].iter().map(move |&other| (one, other)))
        })
    };
    let lately = |(one, other): &(usize, usize)| {
        guests[*one].affinity(&guests[*other]).is_some_and(|affinity| affinity.met == Met::Lately)
    };
    let across = |(one, other): &(usize, usize)| guests[*one].is_of_another_team(&guests[*other]);
    let told = |group: &Vec<usize>| group.iter().map(|&at| names[at].clone()).collect::<Vec<_>>();
    IntroductionsReport {
        groups: found.groups.iter().map(told).collect(),
        alone: told(&found.alone),
        repeated: pairs().filter(lately).count(),
        across_teams: pairs().filter(across).count(),
        unpaired: found.unpaired,
        exact: found.exact,
    }
}

fn guest(
    file: &IntroductionsFile,
    entry: &Entry,
    met: &BTreeMap<(PersonKey, PersonKey), Met>,
) -> Result<Guest, Unreadable> {
    let own = key(&entry.name);
    let with = met.iter().filter(|((one, _), _)| *one == own);
    Ok(Guest {
        key: own,
        week: week(&entry.hours, &entry.zone, file.today.0, &format!("`{}`", entry.name))?,
        team: entry.team.clone(),
        site: entry.site.clone(),
        // Names of people who are not there are no matter.
        never: entry.avoid.iter().map(|name| key(name)).collect(),
        met: with.map(|((_, other), met)| (*other, *met)).collect(),
        alone_before: file.alone.contains(&entry.name),
    })
}

/// Who met whom, as it counts today.
fn history(
    file: &IntroductionsFile,
    names: &Names<'_>,
) -> Result<BTreeMap<(PersonKey, PersonKey), Met>, Unreadable> {
    let mut met = BTreeMap::new();
    for (one, other, day) in &file.met {
        names.expect(one, "`met`")?;
        names.expect(other, "`met`")?;
        let lately = (file.today.0 - day.0).num_days() < LONG_AGO;
        let now = if lately { Met::Lately } else { Met::LongAgo };
        let known = met.entry((key(one), key(other))).or_insert(now);
        *known = now.max(*known);
    }
    Ok(met)
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
