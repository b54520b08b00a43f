//! Working hours by example, then by the laws that tie their questions together.

use super::*;
use chrono::DateTime;
use chrono_tz::{
    America::{New_York, Santiago},
    Asia::Kolkata,
    Europe::Warsaw,
    Pacific::Apia,
    TZ_VARIANTS, UTC,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A moment written as `2026-03-29 03:00 +02:00`.
fn moment(text: &str) -> Timestamp {
    let parsed = DateTime::parse_from_str(text, "%Y-%m-%d %H:%M %:z");
    Timestamp::from_millis(parsed.unwrap().timestamp_millis())
}

fn hours(text: &str) -> WorkingHours {
    WorkingHours::parse(text).unwrap()
}

const HOUR: Duration = Duration::from_hours(1);

#[test]
fn a_day_begins_with_its_first_moment_and_ends_before_its_last() {
    let office = WorkingHours::default();
    let (start, end) = (moment("2026-06-01 09:00 +02:00"), moment("2026-06-01 17:00 +02:00"));
    let tick = Duration::from_millis(1);
    assert!(!office.is_working(start - tick, Warsaw) && office.is_working(start, Warsaw));
    assert!(office.is_working(end - tick, Warsaw) && !office.is_working(end, Warsaw));
    assert_eq!(office.next_start(start + HOUR, Warsaw), start + HOUR);
    assert_eq!(office.next_start(end, Warsaw), moment("2026-06-02 09:00 +02:00"));
}

#[test]
fn a_weekend_is_passed_over() {
    let (office, friday) = (WorkingHours::default(), moment("2026-06-05 16:00 +02:00"));
    let monday = moment("2026-06-08 09:00 +02:00");
    assert_eq!(office.next_start(friday + 2 * HOUR, Warsaw), monday);
    assert_eq!(office.add_working(friday, HOUR, Warsaw), friday + HOUR, "on Friday evening still");
    assert_eq!(office.add_working(friday, 3 * HOUR, Warsaw), monday + 2 * HOUR);
    assert_eq!(office.add_working(friday + 5 * HOUR, Duration::ZERO, Warsaw), friday + 5 * HOUR);
    assert_eq!(office.working_between(friday, monday + 2 * HOUR, Warsaw), 3 * HOUR);
    assert_eq!(office.working_between(monday, friday, Warsaw), Duration::ZERO);
}

#[test]
fn each_zone_has_its_own_day() {
    let (office, at) = (WorkingHours::default(), moment("2026-06-01 15:30 +00:00"));
    // 17:30 in Warsaw, 21:00 in Kolkata, 11:30 in New York.
    assert!(office.is_working(at, New_York) && !office.is_working(at, Warsaw));
    assert_eq!(office.next_start(at, Kolkata), moment("2026-06-02 09:00 +05:30"));
    let late = moment("2026-06-01 22:00 +00:00");
    assert_eq!(day_of(late, New_York).to_string(), "2026-06-01");
    assert_eq!(day_of(late, Warsaw).to_string(), "2026-06-02");
}

#[test]
fn a_working_day_later_is_the_same_time_of_the_clock() {
    let office = WorkingHours::default();
    let add = |text, days, tz| office.add_working_days(moment(text), days, tz);
    assert_eq!(add("2026-06-05 15:00 +02:00", 1, Warsaw), moment("2026-06-08 15:00 +02:00"));
    assert_eq!(add("2026-06-06 15:00 +02:00", 1, Warsaw), moment("2026-06-08 15:00 +02:00"));
    assert_eq!(add("2026-06-06 15:00 +02:00", 0, Warsaw), moment("2026-06-06 15:00 +02:00"));
    // Over the change to summer time on Sunday, 29 March.
    assert_eq!(add("2026-03-27 15:00 +01:00", 6, Warsaw), moment("2026-04-06 15:00 +02:00"));
}

#[test]
fn working_time_is_time_that_passes() {
    let (night, short) = (hours("Mon-Sun 0-8"), moment("2026-03-29 00:00 +01:00"));
    assert_eq!(night.working_between(short, short + 12 * HOUR, Warsaw), 7 * HOUR);
    let long = moment("2026-10-25 00:00 +02:00");
    assert_eq!(night.working_between(long, long + 12 * HOUR, Warsaw), 9 * HOUR);
}

#[test]
fn work_that_falls_into_a_gap_is_no_work() {
    // Santiago's clocks go from 24:00 on Saturday to 1:00 on Sunday, 6 September 2026.
    let night = hours("Sun 0-2");
    assert_eq!(
        night.next_start(moment("2026-09-05 12:00 -04:00"), Santiago),
        moment("2026-09-06 01:00 -03:00")
    );
    let gone = hours("Sun 0-1");
    assert_eq!(
        gone.next_start(moment("2026-09-05 12:00 -04:00"), Santiago),
        moment("2026-09-13 00:00 -03:00")
    );
    // Samoa went from Thursday, 29 December 2011 to Saturday; there was no Friday.
    let (office, thursday) = (WorkingHours::default(), moment("2011-12-29 16:00 -10:00"));
    assert_eq!(office.add_working(thursday, 2 * HOUR, Apia), moment("2012-01-02 10:00 +14:00"));
    assert_eq!(office.add_working_days(thursday, 1, Apia), moment("2012-01-02 16:00 +14:00"));
}

#[test]
fn absurd_moments_and_spans_have_an_answer() {
    let (office, tz) = (WorkingHours::default(), UTC);
    let (dawn, dusk) = (Timestamp::from_millis(i64::MIN), Timestamp::from_millis(i64::MAX));
    assert_eq!(office.add_working(moment("2026-06-01 09:00 +00:00"), Duration::MAX, tz), wall_clock::LAST);
    assert_eq!(office.next_start(dusk, tz), wall_clock::LAST);
    assert!(office.next_start(dawn, tz) > wall_clock::FIRST);
    assert!(office.working_between(dawn, dusk, tz) > 300 * 2_000 * HOUR);
}

#[test]
fn what_is_read_is_printed_in_one_way() {
    let spellings = [
        ("mon-fri 9-17", "Mon-Fri 9-17"),
        ("Mon – Fri 09:00 – 17:00", "Mon-Fri 9-17"),
        ("Mon-Thu 8:30-16:30, Fri 8-14", "Mon-Thu 8:30-16:30, Fri 8-14"),
        ("Monday,Wednesday 13-17 9-12", "Mon 9-12, 13-17, Wed 9-12, 13-17"),
        ("Sat-Mon 22-24, Sun-Tue 0-6", "Mon 0-6, 22-24, Tue 0-6, Sat 22-24, Sun 0-6, 22-24"),
    ];
    for (written, printed) in spellings {
        assert_eq!(hours(written).to_string(), printed);
        assert_eq!(hours(printed), hours(written));
    }
    assert_eq!(WorkingHours::default(), hours("Mon-Fri 9-17"));
}

#[test]
fn a_refusal_says_what_to_write() {
    let refusals = [
        (" ", "working hours need a day and its hours: write `Mon-Fri 9-17`"),
        ("Funday 9-17", "`Funday` is no day of the week: write `Mon` or `Mon-Fri`"),
        ("Mon-Fri 9", "`9` is no range of hours: write `9-17` or `8:30-16:30`"),
        ("Mon 9-25", "`9-25` is no range of hours"),
        ("Mon 9:5-10", "`9:5-10` is no range of hours"),
        ("Mon 9:60-10", "`9:60-10` is no range of hours"),
        ("Mon 9999-10000", "`9999-10000` is no range of hours"),
        ("Mon 24:01-25", "`24:01-25` is no range of hours"),
        ("Mon 9-+17", "`9-+17` is no range of hours"),
        ("Mon 22-6", "`22-6` must end later that day than it starts: split a night"),
        ("Mon 9-9", "`9-9` must end later that day than it starts"),
        ("9-17", "`9-17` has no days before it: write `Mon-Fri 9-17`"),
        ("Mon 9-17, Fri", "`Fri` has no hours after it: write `Fri 9-17`"),
        ("Mon-Fri 9-17, Fri 9-14", "the hours of Fri overlap: `9-17` and `9-14`"),
    ];
    for (text, advice) in refusals {
        let refusal = WorkingHours::parse(text).unwrap_err().to_string();
        assert!(refusal.contains(advice), "{text}: {refusal}");
    }
}

#[test]
fn hours_are_stored_as_they_are_printed() {
    let stored = serde_json::to_string(&WorkingHours::default()).unwrap();
    assert_eq!(stored, r#""Mon-Fri 9-17""#);
    assert_eq!(serde_json::from_str::<WorkingHours>(&stored).unwrap(), WorkingHours::default());
    assert!(serde_json::from_str::<WorkingHours>(r#""Mon""#).is_err());
}

/// Any week that can be written: an even number of times of the day, taken in pairs, on some days.
fn any_hours() -> impl Strategy<Value = WorkingHours> {
    let times: Vec<u16> = (0..=24 * 4).map(|quarter| quarter * 15).collect();
    let pairs = prop_oneof![Just(2), Just(4)].prop_flat_map(move |count| subsequence(times.clone(), count));
    let shifts = pairs.prop_map(|times| {
        let shifts = times.chunks_exact(2).map(|pair| Shift { from: pair[0], until: pair[1] });
        shifts.collect::<Vec<_>>()
    });
    let day = prop_oneof![Just(Vec::new()), shifts];
    let week = prop::array::uniform7(day);
    let week = week.prop_filter("a week without work", |week| week.iter().any(|shifts| !shifts.is_empty()));
    week.prop_map(|week| WorkingHours { week })
}

/// A moment between 1975 and 2035.
fn any_moment() -> impl Strategy<Value = Timestamp> {
    (157_766_400_000..2_051_222_400_000_i64).prop_map(Timestamp::from_millis)
}

fn any_zone() -> impl Strategy<Value = Tz> {
    select(TZ_VARIANTS.as_slice())
}

/// Up to thirty days, which even a quarter of an hour a week works off before the calendar ends.
fn any_span() -> impl Strategy<Value = Duration> {
    prop_oneof![0..100_000_000_u64, 0..2_592_000_000_u64].prop_map(Duration::from_millis)
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[MonFriSat0-9:, +–-]{0,16}") {
        if let Ok(hours) = WorkingHours::parse(&text) {
            prop_assert_eq!(WorkingHours::parse(&hours.to_string()), Ok(hours));
        }
    }

    #[test]
    fn printed_hours_are_read_back(hours in any_hours()) {
        prop_assert_eq!(WorkingHours::parse(&hours.to_string()), Ok(hours));
    }

    #[test]
    fn what_was_added_has_passed(hours in any_hours(), at in any_moment(), span in any_span(), tz in any_zone()) {
        let end = hours.add_working(at, span, tz);
        prop_assert_eq!(hours.working_between(at, end, tz), span);
        let is_first = span.is_zero() || hours.working_between(at, end - Duration::from_millis(1), tz) < span;
        prop_assert!(is_first);
    }

    #[test]
    fn the_next_start_is_the_first_working_moment(hours in any_hours(), at in any_moment(), tz in any_zone()) {
        let start = hours.next_start(at, tz);
        prop_assert!(hours.is_working(start, tz));
        prop_assert_eq!(start == at, hours.is_working(at, tz));
        prop_assert_eq!(hours.working_between(at, start, tz), Duration::ZERO);
    }

    #[test]
    fn working_time_adds_up(
        hours in any_hours(), at in any_moment(), first in any_span(), second in any_span(), tz in any_zone(),
    ) {
        let (middle, end) = (at + first, at + first + second);
        let parts = hours.working_between(at, middle, tz) + hours.working_between(middle, end, tz);
        prop_assert_eq!(hours.working_between(at, end, tz), parts);
        prop_assert!(parts <= first + second);
    }

    #[test]
    fn working_days_are_added_one_by_one(hours in any_hours(), at in any_moment(), days in 0..9_u32) {
        let one_by_one = (0..days).fold(at, |at, _| hours.add_working_days(at, 1, UTC));
        prop_assert_eq!(hours.add_working_days(at, days, UTC), one_by_one);
    }

    #[test]
    fn without_a_change_of_the_clocks_the_clock_decides(hours in any_hours(), at in any_moment()) {
        let shown = wall_clock::shown_at(at, UTC);
        let shifts = &hours.week[shown.weekday().num_days_from_monday() as usize];
        let minute = (shown.time() - NaiveTime::MIN).num_minutes();
        let is_shift = shifts.iter().any(|it| i64::from(it.from) <= minute && minute < i64::from(it.until));
        prop_assert_eq!(hours.is_working(at, UTC), is_shift);
    }
}
