//! `[recognition]`: what help is worth. Changing a worth never changes what was booked before.

use crate::settings::Wrong;
use serde::{Deserialize, Serialize};

/// What help is worth, and where it stops counting.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecognitionSettings {
    /// Points for an accepted answer.
    pub accepted_answer: i64,
    /// How many accepted answers of one member earn points in a day.
    pub accepted_answers_a_day: u32,
    /// Points for the asker who accepts an answer.
    pub resolved: i64,
    /// How many accepted answers earn their asker points in a day.
    pub resolved_a_day: u32,
    /// What the first, second, third … answer of one member that the same asker accepts pays, in percent; the last
    /// one stays.
    pub repeat_percent: Vec<u32>,
    /// How many days back such acceptances are counted.
    pub repeat_days: u32,
    /// Written into every booking, to tell by which rules it was made; raise it when you change the rules.
    pub rule_version: u32,
}

impl Default for RecognitionSettings {
    fn default() -> Self {
        Self {
            accepted_answer: 15,
            accepted_answers_a_day: 5,
            resolved: 2,
            resolved_a_day: 3,
            repeat_percent: vec![100, 50, 25, 0],
            repeat_days: 28,
            rule_version: 1,
        }
    }
}

impl RecognitionSettings {
    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        for (key, points) in [("accepted_answer", self.accepted_answer), ("resolved", self.resolved)] {
            if !(0..=1_000_000).contains(&points) {
                wrong.push((key, "must lie between 0 and 1000000".to_owned()));
            }
        }
        if self.repeat_percent.is_empty() || self.repeat_percent.iter().any(|percent| *percent > 100) {
            wrong.push(("repeat_percent", "must be a list of numbers between 0 and 100".to_owned()));
        }
        wrong
    }
}
