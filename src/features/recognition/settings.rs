//! `[recognition]`: what help is worth. Changing a worth never changes what was booked before.

use crate::settings::{Span, Wrong};
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
    /// Points for an answer that somebody says helped them,
    pub thanked: i64,
    /// and how many of those a member gets in a day at most.
    pub thanked_points_a_day: i64,
    /// Points for a correction that was accepted.
    pub corrected: i64,
    /// Points for kudos,
    pub kudos: i64,
    /// and how many kudos earn their receiver points in a day.
    pub kudos_paid_a_day: u32,
    /// How many people somebody can give kudos to in a day: what is not used is lost.
    pub kudos_a_day: u32,
    /// For how long kudos can be taken back.
    pub kudos_undo: Span,
    /// The reaction that gives its message's author kudos; empty: none.
    pub kudos_reaction: String,
    /// What kudos can be given for as `#value`; none: anything.
    pub values: Vec<String>,
    /// Points for an answer or a tip that was of use again,
    pub reused: i64,
    /// once it was to so many people.
    pub reused_by: u32,
    /// Points for the first answer to a newcomer's question, within a day,
    pub welcomed: i64,
    /// and how many of those earn points in a day.
    pub welcomed_a_day: u32,
    /// Points for a mentor whose mentee says, too, that they met: once a week.
    pub mentored: i64,
    /// Points for those who were introduced to each other and met.
    pub introduced: i64,
    /// How many weeks a season of the leaderboard has.
    pub season_weeks: u32,
    /// How many people a team needs to stand on a board.
    pub team_of: u32,
    /// What the first, second, third … answer of one member that the same asker accepts pays, in percent; the last
    /// one stays.
    pub repeat_percent: Vec<u32>,
    /// How many days back such acceptances are counted.
    pub repeat_days: u32,
    /// The fewest points of four weeks whose givers are looked at: moderators are told of what is worth a look.
    pub flag_points: i64,
    /// How much of them comes from one giver, in percent,
    pub flag_one_giver_percent: u32,
    /// or from another one of a ring, of each of whom that holds.
    pub flag_ring_percent: u32,
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
            thanked: 5,
            thanked_points_a_day: 40,
            corrected: 5,
            kudos: 3,
            kudos_paid_a_day: 2,
            kudos_a_day: 5,
            kudos_undo: Span::minutes(10),
            kudos_reaction: String::new(),
            values: Vec::new(),
            reused: 20,
            reused_by: 3,
            welcomed: 5,
            welcomed_a_day: 3,
            mentored: 10,
            introduced: 5,
            season_weeks: 13,
            team_of: 5,
            repeat_percent: vec![100, 50, 25, 0],
            repeat_days: 28,
            flag_points: 60,
            flag_one_giver_percent: 80,
            flag_ring_percent: 40,
            rule_version: 1,
        }
    }
}

impl RecognitionSettings {
    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        for (key, points) in [
            ("accepted_answer", self.accepted_answer),
            ("resolved", self.resolved),
            ("thanked", self.thanked),
            ("thanked_points_a_day", self.thanked_points_a_day),
            ("corrected", self.corrected),
            ("kudos", self.kudos),
            ("reused", self.reused),
            ("welcomed", self.welcomed),
            ("mentored", self.mentored),
            ("introduced", self.introduced),
        ] {
            if !(0..=1_000_000).contains(&points) {
                wrong.push((key, "must lie between 0 and 1000000".to_owned()));
            }
        }
        if !(1..=520).contains(&self.season_weeks) {
            wrong.push(("season_weeks", "must lie between 1 and 520".to_owned()));
        }
        if self.reused_by == 0 {
            wrong.push(("reused_by", "must be 1 at least".to_owned()));
        }
        if self.team_of < 2 {
            wrong.push((
                "team_of",
                "must be 2 at least: the points of one are nobody else's business".to_owned(),
            ));
        }
        wrong.extend(self.wrong_flags());
        if self.repeat_percent.is_empty() || self.repeat_percent.iter().any(|percent| *percent > 100) {
            wrong.push(("repeat_percent", "must be a list of numbers between 0 and 100".to_owned()));
        }
        wrong
    }

    fn wrong_flags(&self) -> Wrong {
        let mut wrong = Vec::new();
        if !(2..=1_000_000).contains(&self.flag_points) {
            wrong.push(("flag_points", "must lie between 2 and 1000000".to_owned()));
        }
        if !(51..=100).contains(&self.flag_one_giver_percent) {
            wrong.push((
                "flag_one_giver_percent",
                "must lie between 51 and 100: less can come from two".to_owned(),
            ));
        }
        if !(1..=100).contains(&self.flag_ring_percent) {
            wrong.push(("flag_ring_percent", "must lie between 1 and 100".to_owned()));
        }
        wrong
    }
}
