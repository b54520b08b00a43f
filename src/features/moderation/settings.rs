//! `[moderation]`: what a community asks of its members, and what follows when somebody does not care.

use crate::settings::{Span, Wrong};
use serde::{Deserialize, Serialize};

/// What is asked of members, and how patient moderators are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModerationSettings {
    /// The community's guidelines in one line; empty: none.
    pub guidelines: String,
    /// How long one moderator alone can hide a post; in hours of the clock.
    pub hidden_for: Span,
    /// From which confirmed hiding on an author's posts are paused.
    pub pause_from: u32,
    /// How far back confirmed hidings count.
    pub pause_within: Span,
    /// How long such a pause lasts.
    pub pause_for: Span,
}

impl Default for ModerationSettings {
    fn default() -> Self {
        Self {
            guidelines: "Be kind, be concrete, and leave out secrets and what customers tell us.".to_owned(),
            hidden_for: Span::hours(24),
            pause_from: 2,
            pause_within: Span::days(90),
            pause_for: Span::days(7),
        }
    }
}

/// The longest line of guidelines, in characters: more is read by nobody.
const LONGEST: usize = 200;

impl ModerationSettings {
    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        if self.guidelines.contains('\n') || self.guidelines.chars().count() > LONGEST {
            wrong.push(("guidelines", format!("must be one line of at most {LONGEST} characters")));
        }
        if self.pause_from == 0 {
            wrong.push(("pause_from", "must be at least 1".to_owned()));
        }
        if self.hidden_for < Span::seconds(60) {
            wrong.push(("hidden_for", "must be at least 1m".to_owned()));
        }
        wrong
    }
}
