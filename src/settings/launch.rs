//! `[launch]`: where Stoa is on, and how far the launch of a community has come.

use super::network_and_id;
use super::problem::Wrong;
use crate::places::Stage;
use serde::{Deserialize, Serialize};
use stoa_chat::{Network, PlaceRef};

/// Where Stoa is on, and how far the launch has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LaunchSettings {
    /// The places in which Stoa is on, as `network/place`; with none, it is on everywhere it is invited.
    pub places: Vec<String>,
    /// The stage that a new community begins with; moderators move it on with `launch`.
    pub stage: Stage,
    /// How many percent of a week's questions must be answered in time for the next stage to be proposed,
    pub good_percent: u32,
    /// within how many working days,
    pub answer_days: u32,
    /// and in how many weeks running.
    pub weeks: u32,
    /// How many known questions an import suggests to read first.
    pub seed_questions: u32,
    /// How many advocates it suggests for each topic.
    pub seed_advocates: usize,
}

impl Default for LaunchSettings {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            stage: Stage::Questions,
            good_percent: 80,
            answer_days: 1,
            weeks: 2,
            seed_questions: 20,
            seed_advocates: 3,
        }
    }
}

impl LaunchSettings {
    /// The places that are named.
    pub fn places(&self) -> impl Iterator<Item = PlaceRef> {
        let parts = self.places.iter().filter_map(|place| network_and_id(place));
        parts.map(|(network, id)| PlaceRef::new(&Network::new(network), id))
    }

    /// Whether a place is named.
    pub fn names(&self, place: &PlaceRef) -> bool {
        self.places().any(|named| named == *place)
    }

    /// Whether Stoa is on in a place that nobody has switched on or off.
    pub fn lists(&self, place: &PlaceRef) -> bool {
        self.places.is_empty() || self.names(place)
    }

    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        for place in self.places.iter().filter(|place| network_and_id(place).is_none()) {
            wrong.push(("places", format!("`{place}` must be a network, a slash and a place")));
        }
        if self.good_percent > 100 {
            wrong.push(("good_percent", "must lie between 0 and 100".to_owned()));
        }
        for (key, number) in [("answer_days", self.answer_days), ("weeks", self.weeks)] {
            if !(1..=52).contains(&number) {
                wrong.push((key, "must lie between 1 and 52".to_owned()));
            }
        }
        wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_no_place_named_all_are_listed() {
        let place = |id| PlaceRef::new(&Network::new("terminal"), id);
        let all = LaunchSettings::default();
        assert!(all.lists(&place("#help")) && !all.names(&place("#help")));
        let some = LaunchSettings { places: vec!["terminal/#help".to_owned()], ..all };
        assert!(some.lists(&place("#help")) && !some.lists(&place("#random")));
        let wrong = LaunchSettings { places: vec!["help".to_owned()], ..some };
        assert_eq!(wrong.wrong().len(), 1);
    }
}
