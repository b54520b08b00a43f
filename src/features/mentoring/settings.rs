//! `[mentoring]`: how mentors and mentees are matched, and how their time together goes.

use super::rounds::ALL;
use crate::engine::schedule::Schedule;
use crate::matching::Weights;
use crate::settings::{Span, Wrong};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How matching and mentoring go.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MentoringSettings {
    /// When rounds are matched, as five fields of a schedule in `people.zone`; empty: soon after somebody comes.
    pub rounds: String,
    /// How long somebody who seeks a mentor may name wishes before they are matched; without rounds.
    pub wish_wait: Span,
    /// How many working days both have to agree to a proposal.
    pub answer_days: u32,
    /// How often a pair is asked whether they met, in weeks.
    pub checkin_weeks: u32,
    /// How many weeks a pair lasts.
    pub weeks: u32,
    /// How many mentees a mentor takes who names no number.
    pub capacity: u32,
    /// What counts for a pair: topics that are wanted and offered,
    pub skills: u32,
    /// common working hours,
    pub hours: u32,
    /// a second common language,
    pub language: u32,
    /// the mentor's lead,
    pub seniority: u32,
    /// another team,
    pub team: u32,
    /// and what earlier mentees said.
    pub feedback: u32,
    /// What the first wish adds to a score of 0 to 1000.
    pub wish: u32,
    /// Programmes by the name that members write: one word in small letters.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub programmes: BTreeMap<String, ProgrammeSettings>,
}

/// A programme: in what it differs from `[mentoring]`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProgrammeSettings {
    /// When its rounds are, as in `[mentoring]`.
    pub rounds: Option<String>,
    /// How many working days both have to agree.
    pub answer_days: Option<u32>,
    /// How often a pair is asked whether they met, in weeks.
    pub checkin_weeks: Option<u32>,
    /// How many weeks a pair lasts.
    pub weeks: Option<u32>,
    /// How many mentees a mentor takes who names no number.
    pub capacity: Option<u32>,
    /// What counts for a pair, as in `[mentoring]`.
    pub skills: Option<u32>,
    /// Common working hours.
    pub hours: Option<u32>,
    /// A second common language.
    pub language: Option<u32>,
    /// The mentor's lead.
    pub seniority: Option<u32>,
    /// Another team.
    pub team: Option<u32>,
    /// What earlier mentees said.
    pub feedback: Option<u32>,
    /// What the first wish adds.
    pub wish: Option<u32>,
}

impl Default for MentoringSettings {
    fn default() -> Self {
        let Weights { skills, hours, language, seniority, team, feedback, wish } = Weights::default();
        Self {
            rounds: String::new(),
            wish_wait: Span::hours(1),
            answer_days: 3,
            checkin_weeks: 2,
            weeks: 12,
            capacity: 1,
            skills,
            hours,
            language,
            seniority,
            team,
            feedback,
            wish,
            programmes: BTreeMap::new(),
        }
    }
}

impl MentoringSettings {
    /// The programme that `word` names.
    pub(super) fn named(&self, word: &str) -> Option<&str> {
        let word = word.to_lowercase();
        self.programmes.get_key_value(&word).map(|(name, _)| name.as_str())
    }

    /// What holds for a programme; for one that is not in the settings (any more), what holds for all.
    pub(super) fn of(&self, programme: &str) -> Self {
        let mut all = Self { programmes: BTreeMap::new(), ..self.clone() };
        let Some(own) = self.programmes.get(programme) else { return all };
        all.rounds = own.rounds.clone().unwrap_or(all.rounds);
        for (value, own) in [
            (&mut all.answer_days, own.answer_days),
            (&mut all.checkin_weeks, own.checkin_weeks),
            (&mut all.weeks, own.weeks),
            (&mut all.capacity, own.capacity),
            (&mut all.skills, own.skills),
            (&mut all.hours, own.hours),
            (&mut all.language, own.language),
            (&mut all.seniority, own.seniority),
            (&mut all.team, own.team),
            (&mut all.feedback, own.feedback),
            (&mut all.wish, own.wish),
        ] {
            *value = own.unwrap_or(*value);
        }
        all
    }

    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = self.own_wrong();
        for name in self.programmes.keys() {
            let is_word = !name.is_empty() && !name.contains(char::is_whitespace);
            if !is_word || name.to_lowercase() != *name || name == ALL {
                let problem = format!("names `{name}`: a name is one word in small letters, and not `{ALL}`");
                wrong.push(("programmes", problem));
            }
            let own = self.of(name).own_wrong();
            wrong.extend(own.into_iter().map(|(key, why)| ("programmes", format!("`{name}`: {key} {why}"))));
        }
        wrong
    }

    fn own_wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        if !self.rounds.is_empty()
            && let Err(error) = Schedule::parse(&self.rounds)
        {
            wrong.push(("rounds", error.to_string()));
        }
        let counts = [
            ("answer_days", self.answer_days, 60),
            ("checkin_weeks", self.checkin_weeks, 52),
            ("weeks", self.weeks, 520),
            ("capacity", self.capacity, 100),
        ];
        for (key, value, most) in counts {
            if !(1..=most).contains(&value) {
                wrong.push((key, format!("must lie between 1 and {most}")));
            }
        }
        let weights = [self.skills, self.hours, self.language, self.seniority, self.team, self.feedback];
        if weights.iter().sum::<u32>() == 0 || weights.iter().any(|weight| *weight > 1000) {
            wrong.push(("skills", "and the other weights must be at most 1000 and not all be 0".to_owned()));
        }
        if self.wish > 1000 {
            wrong.push(("wish", "must be at most 1000".to_owned()));
        }
        wrong
    }

    /// What counts how much.
    pub(super) fn weights(&self) -> Weights {
        Weights {
            skills: self.skills,
            hours: self.hours,
            language: self.language,
            seniority: self.seniority,
            team: self.team,
            feedback: self.feedback,
            wish: self.wish,
        }
    }
}
