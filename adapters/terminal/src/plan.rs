//! The plan of a town: who lives in it, and which places there are.
//!
//! A plan is plain data, so that a sample town can be a TOML file that anybody edits. Keys that are not
//! named here are left to the caller, who may keep topics or working hours in the same file.

use crate::TownError;
use chrono_tz::Tz;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Who lives in a town, and which places there are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TownPlan {
    /// The zone of the town's own clock.
    #[serde(default = "town_zone")]
    pub zone: Tz,
    /// The places, in the order in which they are listed.
    #[serde(rename = "place", default)]
    pub places: Vec<PlannedPlace>,
    /// The people, in the order in which they are listed.
    #[serde(rename = "person", default)]
    pub people: Vec<PlannedPerson>,
}

/// A place that everybody can come into.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PlannedPlace {
    /// Its name, with or without the `#`.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub purpose: String,
}

/// Somebody who lives in the town.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct PlannedPerson {
    /// What they are called in lines: `ana`.
    pub id: String,
    /// The name that colleagues see; the id if it is empty.
    #[serde(default)]
    pub name: String,
    /// Their time zone, if the network tells it.
    #[serde(default)]
    pub zone: Option<Tz>,
    /// Their language, if the network tells it.
    #[serde(default)]
    pub language: Option<String>,
    /// The places they are in at the start; all of them if it is left out.
    #[serde(default)]
    pub places: Option<Vec<String>>,
    /// Whether nothing is heard of them before they do something.
    #[serde(default)]
    pub later: bool,
}

impl TownPlan {
    /// A plan in which everybody of `people` is in every place of `places`.
    pub fn of(zone: Tz, people: &[&str], places: &[&str]) -> Self {
        let place = |name: &&str| PlannedPlace { name: (*name).to_owned(), purpose: String::new() };
        let person = |id: &&str| PlannedPerson { id: (*id).to_owned(), ..PlannedPerson::default() };
        Self { zone, places: places.iter().map(place).collect(), people: people.iter().map(person).collect() }
    }

    /// Says what would keep lines from naming a person or a place without doubt.
    pub(crate) fn check(&self) -> Result<(), TownError> {
        let mut places = BTreeSet::new();
        for place in &self.places {
            let id = place_id(&place.name);
            if !is_name(&id[1..]) {
                return Err(TownError::Plan(format!(
                    "`{}` cannot be a place: write one word, `help`",
                    place.name
                )));
            }
            if !places.insert(id.clone()) {
                return Err(TownError::Plan(format!("the place {id} is planned twice")));
            }
        }
        let mut people = BTreeSet::from([crate::BOT.to_owned()]);
        for person in &self.people {
            if !is_name(&person.id) || person.id != person.id.to_lowercase() {
                let words = format!(
                    "`{}` cannot be a person's id: write one word in small letters, `ana`",
                    person.id
                );
                return Err(TownError::Plan(words));
            }
            if !people.insert(person.id.clone()) {
                return Err(TownError::Plan(format!("the id `{}` is taken", person.id)));
            }
            if let Some(stray) = person.places.iter().flatten().find(|name| !places.contains(&place_id(name)))
            {
                return Err(TownError::Plan(format!(
                    "{} is planned to be in `{stray}`, which is no place",
                    person.id
                )));
            }
        }
        Ok(())
    }
}

impl Default for TownPlan {
    /// Four people and two places: enough to ask, to answer and to be asked in turn.
    fn default() -> Self {
        Self::of(town_zone(), &["ana", "ben", "cleo", "dmitri"], &["#help", "#random"])
    }
}

impl PlannedPerson {
    /// The name that colleagues see.
    pub(crate) fn shown_name(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let mut letters = self.id.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// The id of the place `name`: `#` and its name, however it was written.
pub(crate) fn place_id(name: &str) -> String {
    format!("#{}", name.trim_start_matches('#').to_lowercase())
}

/// Whether a line can name somebody so, and a text mention them.
pub(crate) fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_name_char)
}

/// Whether a person's or place's name can contain `c`.
pub(crate) fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

fn town_zone() -> Tz {
    Tz::Europe__Warsaw
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_reads_with_keys_that_are_not_ours() {
        let plan: TownPlan = serde_json::from_value(serde_json::json!({
            "place": [{"name": "help", "purpose": "Questions"}],
            "person": [{"id": "ana", "name": "Ana", "zone": "America/New_York", "topics": ["sql"]}],
        }))
        .unwrap();
        assert_eq!(plan.zone, Tz::Europe__Warsaw);
        assert_eq!(plan.people[0].zone, Some(Tz::America__New_York));
        assert!(plan.check().is_ok());
    }

    #[test]
    fn a_plan_with_doubtful_names_is_refused_in_words() {
        let wrong = |plan: TownPlan| plan.check().unwrap_err().to_string();
        let zone = Tz::UTC;
        assert_eq!(wrong(TownPlan::of(zone, &["ana", "ana"], &[])), "the id `ana` is taken");
        assert_eq!(wrong(TownPlan::of(zone, &["stoa"], &[])), "the id `stoa` is taken");
        assert!(wrong(TownPlan::of(zone, &["Ana Maria"], &[])).contains("one word"));
        assert_eq!(wrong(TownPlan::of(zone, &[], &["#help", "Help"])), "the place #help is planned twice");
    }

    #[test]
    fn a_name_is_made_from_the_id_where_none_is_given() {
        let person = PlannedPerson { id: "łucja".into(), ..PlannedPerson::default() };
        assert_eq!(person.shown_name(), "Łucja");
    }
}
