//! `[people]`: what is assumed of members who have not said otherwise, and who may administer.

use super::Span;
use super::problem::Wrong;
use chrono_tz::{TZ_VARIANTS, Tz};
use serde::{Deserialize, Deserializer, Serialize, de};

/// What is assumed of members, and how much they are bothered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleSettings {
    /// The time zone of a member whose network tells none.
    #[serde(deserialize_with = "read_zone")]
    pub zone: Tz,
    /// The working hours of a member who has set none; nothing unasked is sent outside them.
    pub hours: String,
    /// The language of a member whose network tells none, as a tag such as `en` or `de`.
    pub language: String,
    /// How many unasked direct messages a member gets in a working day at most, over all features.
    pub interruptions_a_day: u32,
    /// How long a code that joins two accounts can be used.
    pub link_code_lifetime: Span,
    /// For how many days after their start, or after being seen first, a member is a newcomer.
    pub newcomer_days: u32,
    /// Who may administer Stoa, as `network/user id`.
    pub admins: Vec<String>,
    /// Who moderates beside the admins, as `network/user id`.
    pub moderators: Vec<String>,
}

impl Default for PeopleSettings {
    fn default() -> Self {
        Self {
            zone: Tz::UTC,
            hours: "Mon-Fri 9-17".to_owned(),
            language: "en".to_owned(),
            interruptions_a_day: 3,
            link_code_lifetime: Span::minutes(15),
            newcomer_days: 30,
            admins: Vec::new(),
            moderators: Vec::new(),
        }
    }
}

impl PeopleSettings {
    /// The moderators, and the admins, who are moderators too, as (network, user id).
    pub fn moderators(&self) -> impl Iterator<Item = (&str, &str)> {
        self.admins.iter().chain(&self.moderators).filter_map(|named| network_and_id(named))
    }

    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        for (key, people) in [("admins", &self.admins), ("moderators", &self.moderators)] {
            for named in people.iter().filter(|named| network_and_id(named).is_none()) {
                wrong.push((key, format!("`{named}` must be a network, a slash and a user id")));
            }
        }
        if self.link_code_lifetime < Span::seconds(1) {
            wrong.push(("link_code_lifetime", "must be at least 1s".to_owned()));
        }
        wrong
    }
}

/// Reads `network/id`. The network goes to the first slash, because a user's or place's id may hold another.
pub(super) fn network_and_id(text: &str) -> Option<(&str, &str)> {
    text.split_once('/').filter(|(network, id)| !network.is_empty() && !id.is_empty())
}

fn read_zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tz, D::Error> {
    let name = String::deserialize(deserializer)?;
    name.parse().map_err(|_| {
        let nearest = nearest_zone(&name).name();
        de::Error::custom(format!("`{name}` is no time zone; the nearest is {nearest}"))
    })
}

/// The time zone whose name is most like `name` (Jaro–Winkler similarity).
///
/// People write the city alone or change the case, so the last part of a name counts as much as the whole.
pub(crate) fn nearest_zone(name: &str) -> Tz {
    let wanted = name.to_lowercase().replace(' ', "_");
    let likeness = |zone: &Tz| {
        let whole = zone.name().to_lowercase();
        let city = whole.rsplit('/').next().unwrap_or(&whole);
        strsim::jaro_winkler(&wanted, city).max(strsim::jaro_winkler(&wanted, &whole))
    };
    TZ_VARIANTS.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).unwrap_or(Tz::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_alone_finds_its_zone() {
        for (typed, zone) in [
            ("berlin", "Europe/Berlin"),
            ("Europe/Belrin", "Europe/Berlin"),
            ("new york", "America/New_York"),
            ("utc+0", "UTC"),
        ] {
            assert_eq!(nearest_zone(typed).name(), zone, "{typed}");
        }
    }

    #[test]
    fn an_admin_is_a_network_and_an_id() {
        let admins = vec!["terminal/ana".to_owned(), "chat/@ben:hq/x".to_owned()];
        let people = PeopleSettings { admins, moderators: vec!["chat/chen".into()], ..Default::default() };
        assert!(people.moderators().eq([("terminal", "ana"), ("chat", "@ben:hq/x"), ("chat", "chen")]));
    }
}
