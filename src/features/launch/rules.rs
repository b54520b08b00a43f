//! Whether questions are answered well enough for the next stage: decisions on plain data.

use std::time::Duration;
use stoa_chat::Timestamp;

/// A question, as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// When it was asked.
    pub(super) at: Timestamp,
    /// When it got its first answer.
    pub(super) answered: Option<Timestamp>,
    /// By when an answer was in time.
    pub(super) due: Timestamp,
}

/// How the questions of seven days went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Week {
    /// How many were asked of which it is known how they went.
    pub(super) asked: usize,
    /// How many of those were answered in time.
    pub(super) in_time: usize,
}

impl Week {
    /// The share that was answered in time; none if there is nothing to share.
    pub(super) fn percent(&self) -> Option<u32> {
        let percent = (self.in_time * 100).checked_div(self.asked)?;
        u32::try_from(percent).ok()
    }
}

/// Counts the questions of the last `weeks` weeks, the newest first. A question that still has time and no answer
/// is counted later.
pub(super) fn weigh(asked: &[Asked], now: Timestamp, week: Duration, weeks: u32) -> Vec<Week> {
    let mut counted = Vec::new();
    for back in 0..weeks {
        let (from, until) = (now - week * (back + 1), now - week * back);
        let mut one = Week::default();
        for question in asked.iter().filter(|question| from < question.at && question.at <= until) {
            let in_time = question.answered.is_some_and(|answered| answered <= question.due);
            one.in_time += usize::from(in_time);
            one.asked += usize::from(in_time || question.due <= now);
        }
        counted.push(one);
    }
    counted
}

/// Whether every week had questions, and so many percent of them were answered in time.
pub(super) fn enough(weeks: &[Week], percent: u32) -> bool {
    !weeks.is_empty() && weeks.iter().all(|week| week.percent().is_some_and(|share| share >= percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_hours(1);
    const WEEK: Duration = Duration::from_hours(7 * 24);

    fn asked(ago: Duration, answered_after: Option<Duration>) -> Asked {
        let at = Timestamp::from_millis(1_772_442_000_000) - ago;
        Asked { at, answered: answered_after.map(|after| at + after), due: at + HOUR * 24 }
    }

    #[test]
    fn only_what_has_an_end_is_counted() {
        let now = Timestamp::from_millis(1_772_442_000_000);
        let questions = [
            asked(HOUR, None),
            asked(HOUR, Some(HOUR / 2)),
            asked(HOUR * 48, Some(HOUR * 30)),
            asked(WEEK + HOUR, Some(HOUR)),
            asked(WEEK * 3, None),
        ];
        let weeks = weigh(&questions, now, WEEK, 2);
        assert_eq!(weeks, [Week { asked: 2, in_time: 1 }, Week { asked: 1, in_time: 1 }]);
        assert_eq!(weeks[0].percent(), Some(50));
        assert!(enough(&weeks, 50) && !enough(&weeks, 51));
        assert!(!enough(&weigh(&[], now, WEEK, 2), 0), "silence is no success");
    }
}
