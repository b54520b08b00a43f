//! `[impact]`: how many minutes of others a case of help is taken to have saved. An estimate, and said to be one.

use crate::settings::Wrong;
use serde::{Deserialize, Serialize};

/// A day: nothing that is counted here saves more.
const MOST: u32 = 1440;

/// What a case of help is taken to save, in minutes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImpactSettings {
    /// An answer that solved its asker's question.
    pub accepted_minutes: u32,
    /// Each further person to whom an answer or a tip was of use.
    pub reused_minutes: u32,
    /// A meeting of a mentor with their mentee.
    pub met_minutes: u32,
}

impl Default for ImpactSettings {
    fn default() -> Self {
        Self { accepted_minutes: 20, reused_minutes: 10, met_minutes: 30 }
    }
}

impl ImpactSettings {
    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let all = [
            ("accepted_minutes", self.accepted_minutes),
            ("reused_minutes", self.reused_minutes),
            ("met_minutes", self.met_minutes),
        ];
        let long = all.into_iter().filter(|(_, minutes)| *minutes > MOST);
        long.map(|(key, _)| (key, format!("must be at most {MOST}, which is a day"))).collect()
    }
}
