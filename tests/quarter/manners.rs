//! What manners promise, held against what happened.

use crate::quarter::Played;
use std::collections::BTreeMap;
use std::time::Duration;
use stoa::people::hours::{WorkingHours, day_of};

/// The budget of the default settings.
const A_DAY: usize = 3;
const WEEK: Duration = Duration::from_hours(7 * 24);

/// Fails at the first breach.
pub fn check(played: &Played) {
    let (hours, people) = (WorkingHours::default(), &played.company.people);
    let mut a_day: BTreeMap<_, usize> = BTreeMap::new();
    for (who, at, answer) in &played.direct {
        if *answer {
            continue;
        }
        let zone = people[*who].zone();
        assert!(hours.is_working(*at, zone), "{who} was written to outside working hours, at {at:?}");
        let used = a_day.entry((*who, day_of(*at, zone))).or_default();
        *used += 1;
        assert!(*used <= A_DAY, "{who} was written to {used} times in a day");
    }
    assert!(!a_day.is_empty(), "nobody was ever written to");
    for (question, who, at, a_week) in &played.requests {
        let (asker, ..) = played.questions[question];
        assert_ne!(asker, *who, "{who} was asked their own question");
        let never = played.never.get(who).is_some_and(|never| never < at);
        assert!(!never, "{who} was asked after saying never");
        let lately = played
            .requests
            .iter()
            .filter(|(_, other, then, _)| other == who && *then <= *at && *then > *at - WEEK);
        let lately = lately.count();
        assert!(lately <= *a_week as usize, "{who} was asked {lately} times in a week, and wants {a_week}");
    }
}
