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
}

impl Default for LaunchSettings {
    fn default() -> Self {
        Self { places: Vec::new(), stage: Stage::Questions }
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
        let wrong = self.places.iter().filter(|place| network_and_id(place).is_none());
        let why = |place| format!("`{place}` must be a network, a slash and a place");
        wrong.map(|place| ("places", why(place))).collect()
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
