//! When two people can meet.

use super::Member;
use super::hours::day_of;
use std::time::Duration;
use stoa_chat::Timestamp;

/// How long a slot is.
pub const HALF_HOUR: Duration = Duration::from_mins(30);
/// How far ahead slots are looked for.
const AHEAD: Duration = Duration::from_hours(14 * 24);

/// Up to `most` half hours from tomorrow on in which both work, each on another day of the first one's calendar.
pub fn free_slots(one: &Member, other: &Member, now: Timestamp, most: usize) -> Vec<Timestamp> {
    let today = day_of(now, one.zone);
    let half = i64::try_from(HALF_HOUR.as_millis()).unwrap_or(i64::MAX);
    let first = (now.millis() / half + 1) * half;
    let last = (now + AHEAD).millis();
    let (mut slots, mut day): (Vec<Timestamp>, _) = (Vec::new(), today);
    let mut at = first;
    while at < last && slots.len() < most {
        let start = Timestamp::from_millis(at);
        let end = Timestamp::from_millis(at + half - 1);
        let free =
            |who: &Member| who.hours.is_working(start, who.zone) && who.hours.is_working(end, who.zone);
        if day_of(start, one.zone) != day && free(one) && free(other) {
            day = day_of(start, one.zone);
            slots.push(start);
        }
        at += half;
    }
    slots
}
