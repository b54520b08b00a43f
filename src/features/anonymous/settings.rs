//! `[anonymous]`: where and how often one can ask without a name, and for how long one can be reached.

use crate::settings::{Span, Wrong};
use serde::{Deserialize, Serialize};

/// Where and how often one can ask without a name, and for how long one can be reached.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnonymousSettings {
    /// How many people a place must have, so that an asker is one of several.
    pub fewest: usize,
    /// How many anonymous acts of one person are taken in a day (UTC).
    pub acts_a_day: u32,
    /// Places, as `network/place`, where a moderator reads everything anonymous before it is posted.
    pub approval: Vec<String>,
    /// Words that make a moderator read what holds one of them before it is posted.
    pub blocked: Vec<String>,
    /// The least that *post it later* waits.
    pub later_from: Span,
    /// The most that *post it later* waits.
    pub later_until: Span,
    /// How long a draft waits for its author.
    pub draft_wait: Span,
    /// How long a moderator has to read what waits for approval.
    pub approval_wait: Span,
    /// How long after its acceptance an asker can still be reached.
    pub close_solved: Span,
    /// After how long without anything new an asker cannot be reached any more.
    pub close_idle: Span,
    /// After how long an asker cannot be reached any more, whatever happens.
    pub close_always: Span,
    /// From which confirmed hiding on anonymous posts of a person pause.
    pub pause_from: u32,
    /// For how long.
    pub pause_for: Span,
}

impl Default for AnonymousSettings {
    fn default() -> Self {
        Self {
            fewest: 5,
            acts_a_day: 30,
            approval: Vec::new(),
            blocked: Vec::new(),
            later_from: Span::minutes(10),
            later_until: Span::minutes(60),
            draft_wait: Span::minutes(60),
            approval_wait: Span::days(3),
            close_solved: Span::days(7),
            close_idle: Span::days(30),
            close_always: Span::days(90),
            pause_from: 2,
            pause_for: Span::days(14),
        }
    }
}

/// Of fewer people, each is known to the others.
const FEWEST: usize = 3;

impl AnonymousSettings {
    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        if self.fewest < FEWEST {
            wrong.push(("fewest", format!("must be at least {FEWEST}")));
        }
        if self.pause_from == 0 {
            wrong.push(("pause_from", "must be at least 1".to_owned()));
        }
        if self.later_until < self.later_from {
            wrong.push(("later_until", format!("must not be less than later_from ({})", self.later_from)));
        }
        if self.close_always < self.close_idle {
            wrong.push(("close_always", format!("must not be less than close_idle ({})", self.close_idle)));
        }
        wrong
    }
}
