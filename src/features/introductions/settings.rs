//! `[introductions]`: how often people meet somebody new, and how many at once.

use crate::engine::schedule::Schedule;
use crate::matching::LARGEST_GROUP;
use crate::settings::Wrong;
use serde::{Deserialize, Serialize};

/// How introductions go.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IntroductionsSettings {
    /// When a round may begin, as five fields in the place's zone.
    pub rounds: String,
    /// Every how many weeks there is one.
    pub every_weeks: u32,
    /// How many meet.
    pub group: u32,
    /// After how many days they are asked whether they met.
    pub ask_after_days: u32,
    /// After how many weeks two who met may be introduced as if it were long ago.
    pub long_ago_weeks: u32,
}

impl Default for IntroductionsSettings {
    fn default() -> Self {
        Self {
            rounds: "0 9 * * Mon".to_owned(),
            every_weeks: 2,
            group: 2,
            ask_after_days: 7,
            long_ago_weeks: 26,
        }
    }
}

impl IntroductionsSettings {
    /// How many meet.
    pub(super) fn group_size(&self) -> usize {
        usize::try_from(self.group).unwrap_or(LARGEST_GROUP)
    }

    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        if let Err(error) = Schedule::parse(&self.rounds) {
            wrong.push(("rounds", error.to_string()));
        }
        let largest = u32::try_from(LARGEST_GROUP).unwrap_or(u32::MAX);
        let ranges = [
            ("every_weeks", self.every_weeks, 1, 52),
            ("group", self.group, 2, largest),
            ("ask_after_days", self.ask_after_days, 1, 60),
            ("long_ago_weeks", self.long_ago_weeks, 1, 520),
        ];
        for (key, value, least, most) in ranges {
            if !(least..=most).contains(&value) {
                wrong.push((key, format!("must lie between {least} and {most}")));
            }
        }
        wrong
    }
}
