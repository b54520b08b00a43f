//! Schedules by comparison: with `croner` over a year, and with a slow walk along the clock.
//!
//! `croner` goes its own way when the clocks change: a schedule with one hour and one minute runs like ours,
//! any other runs again in a repeated hour and not at all in a skipped one. [`DIFFERENCES`] is the whole of
//! it, looked at and meant; a difference that is not in the table fails, and so does one that has gone.

use super::super::wall_clock::{first_moment, shown_at};
use super::*;
use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::TZ_VARIANTS;
use croner::Cron;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Half an hour or a whole one, in spring and autumn, at midnight and at two; and no change at all.
const ZONES: [&str; 6] =
    ["America/New_York", "America/Santiago", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Warsaw", "UTC"];

const SCHEDULES: [&str; 12] = [
    "0 * * * *",
    "*/15 * * * *",
    "0 */6 * * *",
    "0 1-4 * * Sun",
    "30 2 * * *",
    "0 0 * * *",
    "30 1 * * Sun",
    "0 9 * * Mon",
    "0 9 * * Mon-Fri",
    "30 0 1 * *",
    "0 18 28-31 * *",
    "59 23 31 * *",
];

/// Zone, schedule, local date, runs that only we make, runs that only `croner` makes.
type Difference = [String; 5];

#[rustfmt::skip]
const DIFFERENCES: [[&str; 5]; 12] = [
    // In autumn an hour (on Lord Howe Island half of one) is repeated: once for us, twice for croner.
    ["America/New_York", "0 * * * *", "2026-11-01", "", "01:00-05:00"],
    ["America/New_York", "*/15 * * * *", "2026-11-01", "", "01:00-05:00 01:15-05:00 01:30-05:00 01:45-05:00"],
    ["America/New_York", "0 1-4 * * Sun", "2026-11-01", "", "01:00-05:00"],
    ["America/Santiago", "0 * * * *", "2026-04-04", "", "23:00-04:00"],
    ["America/Santiago", "*/15 * * * *", "2026-04-04", "", "23:00-04:00 23:15-04:00 23:30-04:00 23:45-04:00"],
    ["Australia/Lord_Howe", "*/15 * * * *", "2026-04-05", "", "01:30+10:30 01:45+10:30"],
    ["Europe/Warsaw", "0 * * * *", "2026-10-25", "", "02:00+01:00"],
    ["Europe/Warsaw", "*/15 * * * *", "2026-10-25", "", "02:00+01:00 02:15+01:00 02:30+01:00 02:45+01:00"],
    ["Europe/Warsaw", "0 1-4 * * Sun", "2026-10-25", "", "02:00+01:00"],
    // In spring a reading is skipped: we run right after the gap, croner does not run.
    ["America/Santiago", "0 */6 * * *", "2026-09-06", "01:00-03:00", ""],
    ["Australia/Lord_Howe", "0 * * * *", "2026-10-04", "02:30+11:00", ""],
    ["Australia/Lord_Howe", "0 1-4 * * Sun", "2026-10-04", "02:30+11:00", ""],
];

#[test]
fn croner_agrees_but_for_the_table() {
    let year = moment("2026-01-01 00:00 +00:00")..moment("2027-01-01 00:00 +00:00");
    let pairs = ZONES.into_iter().flat_map(|zone| SCHEDULES.map(|text| (zone, text)));
    let found: BTreeSet<_> = pairs.flat_map(|(zone, text)| differences(zone, text, &year)).collect();
    let table = DIFFERENCES.map(|row| row.map(str::to_owned)).into();
    assert_eq!(found.difference(&table).collect::<Vec<_>>(), [&[""; 5]; 0], "not in the table");
    assert_eq!(table.difference(&found).collect::<Vec<_>>(), [&[""; 5]; 0], "no longer a difference");
}

fn differences(zone: &str, text: &str, year: &Range<Timestamp>) -> Vec<Difference> {
    let tz: Tz = zone.parse().unwrap();
    let local = |run: Timestamp| DateTime::from_timestamp_millis(run.millis()).unwrap().with_timezone(&tz);
    let schedule = schedule(text);
    let runs = iter::successors(schedule.next_after(year.start, tz), |run| schedule.next_after(*run, tz));
    let ours: BTreeSet<_> = runs.take_while(|run| *run < year.end).collect();
    let runs = text.parse::<Cron>().unwrap().iter_after(local(year.start));
    let runs = runs.map(|run| Timestamp::from_millis(run.timestamp_millis()));
    let theirs: BTreeSet<_> = runs.take_while(|run| *run < year.end).collect();
    let mut by_date: BTreeMap<String, [Vec<String>; 2]> = BTreeMap::new();
    for run in ours.symmetric_difference(&theirs) {
        let row = by_date.entry(local(*run).date_naive().to_string()).or_default();
        row[usize::from(theirs.contains(run))].push(local(*run).format("%H:%M%:z").to_string());
    }
    let rows = by_date.into_iter();
    rows.map(|(date, [ours, theirs])| [zone.into(), text.into(), date, ours.join(" "), theirs.join(" ")])
        .collect()
}

/// Any zone and a moment, half of the time one within three hours of a change of the clocks there.
fn zone_and_moment() -> impl Strategy<Value = (Tz, Timestamp)> {
    let years_1975_to_2035 = 157_766_400_000..2_051_222_400_000_i64;
    let moment = years_1975_to_2035.prop_map(Timestamp::from_millis);
    let around = proptest::option::of((0..6 * 60_u64).prop_map(Duration::from_mins));
    (select(TZ_VARIANTS.as_slice()), moment, around).prop_map(|(tz, moment, around)| {
        let near = |around| Some(next_change(moment, tz)? - Duration::from_hours(3) + around);
        (tz, around.and_then(near).unwrap_or(moment))
    })
}

/// The last of the whole hours after `from` before the clocks of `tz` change, if they do within a year.
fn next_change(from: Timestamp, tz: Tz) -> Option<Timestamp> {
    let after = |hours: u64| from + Duration::from_hours(hours);
    let offset = |at: Timestamp| shown_at(at, tz).and_utc().timestamp_millis() - at.millis();
    let day = (0..366).map(|day| 24 * day).find(|hour| offset(after(*hour)) != offset(after(hour + 24)))?;
    let hour = (day..day + 24).find(|hour| offset(after(*hour)) != offset(after(hour + 1)))?;
    Some(after(hour))
}

/// Five fields that run every few hours, so that a change of the clocks matters to many of them.
fn five_fields() -> impl Strategy<Value = String> {
    let minute = prop_oneof![Just("*/15".to_owned()), (0..60).prop_map(|minute: i32| minute.to_string())];
    let hour = prop_oneof![
        Just("*".to_owned()),
        Just("*/2".to_owned()),
        (0..24).prop_map(|hour: i32| hour.to_string()),
        (0..5, 0..5).prop_map(|(from, more)| format!("{from}-{}", from + more)),
    ];
    let days = vec!["* * *", "1,15,28-31 * *", "* Mar,Oct *", "* * Sun,Mon,Sat", "* * Sun"];
    (minute, hour, select(days)).prop_map(|(minute, hour, days)| format!("{minute} {hour} {days}"))
}

/// Five fields of which many are nonsense.
fn any_five_fields() -> impl Strategy<Value = String> {
    let numbers = r"(\*|[0-9]{1,2}|[0-9]-[0-9]{1,2})(/[0-9]{1,2})?(,[0-9]{1,2})?";
    let days = r"\*|[0-9*?L]{1,2}|(Mon|Tue|sun)(-(WED|Fri|Sat|8))?(/[0-9])?(,Thursday)?";
    let day_and_weekday = prop_oneof![("\\*", days), (numbers, "\\*"), (numbers, days)];
    (numbers, numbers, day_and_weekday, prop_oneof!["\\*", numbers, "Feb(-Oct)?"])
        .prop_map(|(minute, hour, (day, weekday), month)| format!("{minute} {hour} {day} {month} {weekday}"))
}

/// The runs after `from` until `until`, from a walk that looks at the clock every minute.
///
/// A reading that comes for the first time, or is passed over, is a run if it matches; that is all.
fn walked(text: &str, from: Timestamp, until: Timestamp, tz: Tz) -> Vec<Timestamp> {
    let pattern: Cron = text.parse().unwrap();
    let matches = |reading: &NaiveDateTime| pattern.is_time_matching(&reading.and_utc()).unwrap();
    let minute = TimeDelta::minutes(1);
    // It sets out half a day early, to know which readings the clock has already shown.
    let start = from - Duration::from_hours(12);
    let moments = iter::successors(Some(start), |at| Some(*at + Duration::from_mins(1)));
    let mut furthest = shown_at(start, tz) - minute;
    let mut runs = Vec::new();
    for at in moments.take_while(|at| *at <= until) {
        let shown = shown_at(at, tz);
        let passed = iter::successors(Some(furthest + minute), |reading| Some(*reading + minute));
        let is_run = passed.take_while(|reading| *reading <= shown).filter(matches).count() > 0;
        furthest = furthest.max(shown);
        runs.extend((is_run && at > from).then_some(at));
    }
    runs
}

proptest! {
    #[test]
    fn what_is_accepted_runs_and_means_what_unix_means(text in any_five_fields()) {
        if let Ok(schedule) = Schedule::parse(&text) {
            let new_year = moment("2026-01-01 00:00 +00:00");
            let run = schedule.next_after(new_year, UTC).unwrap();
            if let Ok(pattern) = text.parse::<Cron>() {
                let start = DateTime::from_timestamp_millis(new_year.millis()).unwrap();
                let expected = pattern.find_next_occurrence(&start, false).unwrap();
                prop_assert_eq!(run.millis(), expected.timestamp_millis());
            }
        }
    }

    #[test]
    fn a_walk_along_the_clock_agrees((tz, at) in zone_and_moment(), text in five_fields()) {
        let from = Timestamp::from_millis(at.millis() - at.millis().rem_euclid(60_000));
        let until = from + Duration::from_hours(36);
        let schedule = schedule(&text);
        let runs = iter::successors(schedule.next_after(from, tz), |run| schedule.next_after(*run, tz));
        let runs: Vec<_> = runs.take_while(|run| *run <= until).collect();
        prop_assert_eq!(&runs, &walked(&text, from, until, tz));
        // One look after the outage finds the same runs as a look at every run.
        let due = schedule.due(from, until, tz);
        let seen = due.skipped.into_iter().chain(due.fire);
        prop_assert!(seen.eq(runs.into_iter().rev().take(101).rev()));
    }

    #[test]
    fn the_next_run_lies_ahead_and_matches_the_clock((tz, at) in zone_and_moment(), text in five_fields()) {
        let run = schedule(&text).next_after(at, tz).unwrap();
        prop_assert!(run > at);
        let shown = shown_at(run, tz);
        let is_after_gap = shown - shown_at(run - Duration::from_millis(1), tz) > TimeDelta::milliseconds(1);
        let pattern: Cron = text.parse().unwrap();
        prop_assert!(is_after_gap || pattern.is_time_matching(&shown.and_utc()).unwrap());
    }

    #[test]
    fn the_next_run_never_moves_back((tz, at) in zone_and_moment(), text in five_fields(), minutes in 0..600_u64) {
        let (schedule, later) = (schedule(&text), at + Duration::from_mins(minutes));
        let (run, later_run) = (schedule.next_after(at, tz).unwrap(), schedule.next_after(later, tz).unwrap());
        prop_assert!(run <= later_run);
        prop_assert_eq!(run == later_run, run > later);
    }

    #[test]
    fn a_reading_means_the_first_moment_that_shows_it((tz, at) in zone_and_moment(), minutes in 0..240_i64) {
        let reading = shown_at(at, tz) + TimeDelta::minutes(minutes);
        let first = first_moment(reading, tz);
        prop_assert!(shown_at(first, tz) >= reading);
        let earlier = (0..240).map(|minutes| first - Duration::from_mins(minutes) - Duration::from_millis(1));
        prop_assert!(earlier.into_iter().all(|moment| shown_at(moment, tz) < reading));
    }
}
