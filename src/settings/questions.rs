//! `[questions]`: how long a question waits, and whom it goes to.

use crate::settings::{Span, Wrong};
use serde::{Deserialize, Serialize};

/// How long a question waits, and whom it goes to. The waits count the working hours of its home place.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuestionsSettings {
    /// How many known answers the asker is shown before the question is posted; 0 means none.
    pub suggestions: usize,
    /// How alike a known answer must be to be shown, from 0.0 (anything) to 1.0 (the same words).
    pub suggestion_floor: f64,
    /// How long a draft waits for its asker's choice before it is posted; in hours of the clock.
    pub draft_wait: Span,
    /// In places with capture, how long a question waits for a reply before its author is offered help; in hours of the
    /// clock.
    pub capture_after: Span,
    /// After how many noes in a row a member is not offered that again.
    pub capture_noes: u32,
    /// How long somebody has to say whether their message may become a question; in their working hours.
    pub offer_wait: Span,
    /// How long those credited have to say whether the community may keep their words; in their working hours.
    pub keep_wait: Span,
    /// How many members are asked at first, and again each time nobody answers.
    pub ask_first: usize,
    /// When the next members are asked.
    pub second_after: Span,
    /// When the topic's advocates and the home place are told.
    pub place_after: Span,
    /// When the question stands on the moderators' list.
    pub moderators_after: Span,
    /// When a taken question without an answer is handed back.
    pub hand_back_after: Span,
    /// How many questions a member who has not said otherwise is asked in seven days at most.
    pub asks_a_week: u32,
    /// After how much of a member's working time a request without a word counts as silence.
    pub silence_after: Span,
    /// After how many silences in a row a member is left alone.
    pub silences: u32,
    /// How much having been asked in the last seven days counts against being asked again; 0.0 means not at all. See
    /// [`Weights::load`](crate::knowledge::Weights::load).
    pub load_weight: f64,
    /// After how many working days an asker who has accepted nothing is asked which answer helped.
    pub which_helped_days: u32,
    /// How many people an answer must have helped to be a community answer.
    pub community_after: u32,
    /// How long somebody has to read an answer before it is posted.
    pub review_wait: Span,
    /// After how many days it is asked whether an accepted answer is still right.
    pub fresh_days: u32,
    /// How many people must say that an answer is out of date before it is shown as such.
    pub stale_after: u32,
    /// How many characters of a question its card shows.
    pub card_excerpt: usize,
}

impl Default for QuestionsSettings {
    fn default() -> Self {
        Self {
            suggestions: 3,
            suggestion_floor: 0.5,
            draft_wait: Span::minutes(10),
            capture_after: Span::minutes(30),
            capture_noes: 3,
            offer_wait: Span::hours(8),
            keep_wait: Span::hours(40),
            ask_first: 2,
            second_after: Span::hours(4),
            place_after: Span::hours(16),
            moderators_after: Span::hours(24),
            hand_back_after: Span::hours(8),
            asks_a_week: 2,
            silence_after: Span::hours(8),
            silences: 2,
            load_weight: 0.3,
            which_helped_days: 1,
            community_after: 2,
            review_wait: Span::hours(8),
            fresh_days: 180,
            stale_after: 2,
            card_excerpt: 600,
        }
    }
}

/// What fits on a card of every network, beside the card's own words.
const LONGEST_EXCERPT: usize = 2_000;

impl QuestionsSettings {
    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        let mut refuse = |refused: bool, key, why: String| {
            if refused {
                wrong.push((key, why));
            }
        };
        let floor = self.suggestion_floor;
        refuse(!(0.0..=1.0).contains(&floor), "suggestion_floor", "must lie between 0.0 and 1.0".into());
        refuse(self.capture_noes == 0, "capture_noes", "must be at least 1".into());
        refuse(self.ask_first == 0, "ask_first", "must be at least 1".into());
        refuse(self.silences == 0, "silences", "must be at least 1".into());
        let weight = self.load_weight;
        refuse(!(weight >= 0.0 && weight.is_finite()), "load_weight", "must be 0.0 or more".into());
        let steps = [
            ("second_after", self.second_after),
            ("place_after", self.place_after),
            ("moderators_after", self.moderators_after),
        ];
        for [(earlier, sooner), (later, after)] in [[steps[0], steps[1]], [steps[1], steps[2]]] {
            refuse(after < sooner, later, format!("must not be less than {earlier} ({sooner})"));
        }
        for (key, number) in [
            ("which_helped_days", self.which_helped_days),
            ("community_after", self.community_after),
            ("fresh_days", self.fresh_days),
            ("stale_after", self.stale_after),
        ] {
            refuse(number == 0, key, "must be at least 1".into());
        }
        let excerpt = (40..=LONGEST_EXCERPT).contains(&self.card_excerpt);
        refuse(!excerpt, "card_excerpt", format!("must lie between 40 and {LONGEST_EXCERPT}"));
        wrong
    }
}
