//! `[digest]`: when digests come, and how their pictures look.

use crate::engine::schedule::Schedule;
use crate::settings::Wrong;
use serde::{Deserialize, Serialize};

/// How often a digest comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// Once a week.
    Weekly,
    /// Every working day.
    Daily,
    /// Never.
    Off,
}

impl Every {
    /// How it is written in commands, settings and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Daily => "daily",
            Self::Off => "off",
        }
    }

    /// Reads what somebody typed.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Weekly, Self::Daily, Self::Off].into_iter().find(|every| every.word() == word)
    }
}

/// When digests come.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DigestSettings {
    /// How often a place has one, unless its moderators choose otherwise.
    pub places: Every,
    /// When weekly ones come, by the clock of the place or the person.
    pub weekly: String,
    /// When daily ones come.
    pub daily: String,
    /// Whether pictures are light on dark ground.
    pub dark: bool,
}

impl Default for DigestSettings {
    fn default() -> Self {
        Self {
            places: Every::Weekly,
            weekly: "0 9 * * Mon".to_owned(),
            daily: "0 9 * * Mon-Fri".to_owned(),
            dark: false,
        }
    }
}

impl DigestSettings {
    /// When digests come that are made so often; `None` if never.
    pub(crate) fn schedule(&self, every: Every) -> Option<Schedule> {
        match every {
            Every::Weekly => Schedule::parse(&self.weekly).ok(),
            Every::Daily => Schedule::parse(&self.daily).ok(),
            Every::Off => None,
        }
    }

    /// When weekly digests come.
    pub(crate) fn weekly_schedule(&self) -> Option<Schedule> {
        self.schedule(Every::Weekly)
    }

    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let schedules = [("weekly", &self.weekly), ("daily", &self.daily)];
        let wrong = |(key, text): (&'static str, &String)| {
            Schedule::parse(text).err().map(|error| (key, format!("is no schedule: {error}")))
        };
        schedules.into_iter().filter_map(wrong).collect()
    }
}
