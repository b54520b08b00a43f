//! What this process knows of somebody's dialogue, and what that makes of their next words. Pure.

use super::Dialogue;
use super::history::Stands;
use std::time::Duration;
use stoa_chat::Timestamp;

/// After so long people have seen that their words were given back.
const SEEN: Duration = Duration::from_mins(5);

/// What is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing waits for an answer.
    Nothing,
    /// It waits.
    Open(Dialogue),
    /// Words were given back: whoever answers in several messages writes on before they see that.
    Over {
        /// To what they were, or may be, an answer; `None` if it could not be seen.
        dialogue: Option<Dialogue>,
        /// When they were given back.
        since: Timestamp,
    },
}

impl Known {
    /// What words are that were written at `at`. `command` says whether they begin as a command does that is given in a
    /// direct conversation: one that is given after words came back is meant as such, since we ask for it.
    pub fn stands(self, at: Timestamp, command: bool, now: Timestamp, patience: Duration) -> Stands {
        match self {
            Self::Nothing => Stands::Nothing,
            Self::Open(dialogue) => Stands::of(dialogue, now, patience),
            Self::Over { since, .. } if at > since + SEEN || (command && at > since) => Stands::Nothing,
            Self::Over { dialogue, .. } => dialogue.map_or(Stands::Doubtful, Stands::Lapsed),
        }
    }

    /// What is known once words were taken for what they are, at `now`.
    pub fn after(stands: &Stands, before: Option<Self>, now: Timestamp) -> Self {
        match (stands, before) {
            (Stands::Open(dialogue), _) => Self::Open(dialogue.clone()),
            // That ends by itself.
            (_, Some(over @ Self::Over { .. })) => over,
            (Stands::Nothing, _) => Self::Nothing,
            (Stands::Lapsed(dialogue), _) => Self::Over { dialogue: Some(dialogue.clone()), since: now },
            (Stands::Doubtful, _) => Self::Over { dialogue: None, since: now },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{BEGUN, PATIENCE, asking};
    use super::*;

    const BACK: Timestamp = Timestamp::from_millis(200_000_000);

    /// What words are that were written so long after others were given back.
    fn words(over: &Known, at: Timestamp, command: bool) -> Stands {
        over.clone().stands(at, command, at.max(BACK), PATIENCE)
    }

    #[test]
    fn the_rest_of_a_late_answer_is_given_back_too() {
        let lapsed = Stands::Lapsed(asking(0, true));
        let late = Known::Open(asking(0, true)).stands(BACK, false, BACK, PATIENCE);
        assert_eq!(late, lapsed);
        let over = Known::after(&late, Some(Known::Open(asking(0, true))), BACK);
        for command in [false, true] {
            assert_eq!(words(&over, BEGUN, command), lapsed, "they could not know yet");
        }
        assert_eq!(words(&over, BACK + SEEN, false), lapsed);
        assert_eq!(words(&over, BACK + SEEN + Duration::from_secs(1), false), Stands::Nothing);
    }

    #[test]
    fn the_command_that_we_ask_for_is_one() {
        let over = Known::after(&Stands::Lapsed(asking(0, true)), None, BACK);
        let command = words(&over, BACK + Duration::from_secs(20), true);
        assert_eq!(command, Stands::Nothing);
        let after = Known::after(&command, Some(over.clone()), BACK + Duration::from_secs(20));
        assert_eq!(after, over, "words behind it may still be the rest of the answer");
    }

    #[test]
    fn where_it_cannot_be_seen_the_next_words_are_in_doubt_too() {
        let over = Known::after(&Stands::Doubtful, None, BACK);
        assert_eq!(words(&over, BACK + SEEN / 2, false), Stands::Doubtful);
        assert_eq!(Known::after(&Stands::Nothing, None, BACK), Known::Nothing);
        let open = Stands::Open(asking(1, true));
        assert_eq!(Known::after(&open, Some(over), BACK), Known::Open(asking(1, true)));
    }
}
