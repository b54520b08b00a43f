//! Schedules by example; the same by comparison with other implementations stands in [`oracle`].

mod oracle;

use super::*;
use chrono::DateTime;
use chrono_tz::{America::Santiago, Asia::Kolkata, Australia::Lord_Howe, Europe::Warsaw, UTC};
use std::iter;

/// A moment written as `2026-03-29 03:00 +02:00`.
fn moment(text: &str) -> Timestamp {
    let parsed = DateTime::parse_from_str(text, "%Y-%m-%d %H:%M %:z");
    Timestamp::from_millis(parsed.unwrap().timestamp_millis())
}

fn schedule(text: &str) -> Schedule {
    Schedule::parse(text).unwrap()
}

/// Holds that `text` runs at exactly these moments after the first of them.
fn assert_runs(text: &str, tz: Tz, moments: &[&str]) {
    let expected: Vec<_> = moments.iter().map(|text| moment(text)).collect();
    let runs = iter::successors(Some(expected[0]), |run| schedule(text).next_after(*run, tz));
    assert_eq!(runs.take(expected.len()).collect::<Vec<_>>(), expected, "{text} in {tz}");
}

#[test]
fn a_weekly_run_keeps_its_time_of_the_clock_all_year() {
    let weeks = ["2026-03-23 09:00 +01:00", "2026-03-30 09:00 +02:00", "2026-04-06 09:00 +02:00"];
    assert_runs("0 9 * * Mon", Warsaw, &weeks);
    assert_runs("15 18 31 * *", Kolkata, &["2026-01-31 18:15 +05:30", "2026-03-31 18:15 +05:30"]);
}

#[test]
fn a_skipped_reading_runs_right_after_the_gap() {
    let days = ["2026-03-28 02:30 +01:00", "2026-03-29 03:00 +02:00", "2026-03-30 02:30 +02:00"];
    assert_runs("30 2 * * *", Warsaw, &days);
    let midnights = ["2026-09-05 00:00 -04:00", "2026-09-06 01:00 -03:00", "2026-09-07 00:00 -03:00"];
    assert_runs("0 0 * * *", Santiago, &midnights);
}

#[test]
fn readings_that_are_skipped_together_run_once() {
    let quarters = ["2026-03-29 01:45 +01:00", "2026-03-29 03:00 +02:00", "2026-03-29 03:15 +02:00"];
    assert_runs("*/15 * * * *", Warsaw, &quarters);
}

#[test]
fn a_repeated_reading_runs_once() {
    let days = ["2026-10-24 02:30 +02:00", "2026-10-25 02:30 +02:00", "2026-10-26 02:30 +01:00"];
    assert_runs("30 2 * * *", Warsaw, &days);
    // Lord Howe Island turns its clocks back by half an hour, from 2:00 to 1:30.
    let quarters = ["2026-04-05 01:30 +11:00", "2026-04-05 01:45 +11:00", "2026-04-05 02:00 +10:30"];
    assert_runs("*/15 * * * *", Lord_Howe, &quarters);
    let between = schedule("30 2 * * *").next_after(moment("2026-10-25 02:10 +01:00"), Warsaw);
    assert_eq!(between, Some(moment("2026-10-26 02:30 +01:00")));
}

#[test]
fn the_calendar_has_an_end() {
    let leap_day = schedule("0 0 29 Feb *");
    assert_eq!(
        leap_day.next_after(moment("2026-01-01 00:00 +00:00"), UTC),
        Some(moment("2028-02-29 00:00 +00:00"))
    );
    assert_eq!(leap_day.next_after(moment("2096-03-01 00:00 +00:00"), UTC), None);
    assert_eq!(leap_day.next_after(Timestamp::from_millis(i64::MAX), UTC), None);
    let first = leap_day.next_after(Timestamp::from_millis(i64::MIN), UTC);
    assert_eq!(first, Some(moment("1972-02-29 00:00 +00:00")));
}

#[test]
fn nothing_is_due_before_its_time_and_one_run_at_it() {
    let (daily, run) = (schedule("0 9 * * *"), moment("2026-06-02 09:00 +02:00"));
    let last = moment("2026-06-01 09:00 +02:00");
    assert_eq!(daily.due(last, run - Duration::from_millis(1), Warsaw), Due::default());
    assert_eq!(daily.due(last, run, Warsaw), Due { fire: Some(run), ..Due::default() });
    assert_eq!(daily.due(run, run, Warsaw), Due::default());
    assert_eq!(daily.due(run, last, Warsaw), Due::default(), "the clock went back");
}

#[test]
fn after_an_outage_only_the_latest_run_is_made_up_for() {
    let daily = schedule("0 9 * * *");
    let [first, second, third] = [2, 3, 4].map(|day| moment(&format!("2026-06-0{day} 09:00 +02:00")));
    let now = moment("2026-06-04 15:00 +02:00");
    let due = daily.due(moment("2026-06-01 09:00 +02:00"), now, Warsaw);
    assert_eq!(due, Due { fire: Some(third), skipped: vec![first, second], skipped_count: 2 });
}

#[test]
fn a_run_missed_by_more_than_a_day_is_skipped() {
    let (weekly, run) = (schedule("0 9 * * Mon"), moment("2026-06-01 09:00 +02:00"));
    let (before, a_day_later) = (run - Duration::from_hours(1), run + Duration::from_hours(24));
    assert_eq!(weekly.due(before, a_day_later, Warsaw).fire, Some(run));
    let too_late = weekly.due(before, a_day_later + Duration::from_millis(1), Warsaw);
    assert_eq!(too_late, Due { fire: None, skipped: vec![run], skipped_count: 1 });
}

#[test]
fn a_long_outage_is_counted_for_a_year_and_listed_in_part() {
    let (hourly, now) = (schedule("0 * * * *"), moment("2026-06-01 09:30 +00:00"));
    let due = hourly.due(Timestamp::from_millis(0), now, UTC);
    assert_eq!(due.fire, Some(moment("2026-06-01 09:00 +00:00")));
    assert_eq!((due.skipped.len(), due.skipped_count), (100, 366 * 24 - 1));
    assert_eq!(due.skipped.last(), Some(&moment("2026-06-01 08:00 +00:00")));
    assert!(due.skipped.is_sorted());
}

#[test]
fn a_refusal_says_what_to_write() {
    let refusals = [
        ("0 0 9 * * Mon", "a schedule has five fields (minute, hour, day, month, weekday), this one has 6"),
        ("@daily", "this one has 1: `30 9 * * Mon` is every Monday at 9:30"),
        ("60 9 * * *", "`60` cannot be the minute of a schedule: write 0 to 59"),
        ("5* 9 * * *", "`5*` cannot be the minute"),
        ("0 9-5 * * *", "`9-5` cannot be the hour of a schedule: write 0 to 23, as in `9`"),
        ("0 */0 * * *", "`*/0` cannot be the hour"),
        ("0 9 L * *", "`L` cannot be the day of a schedule: write 1 to 31"),
        ("0 9 * Foo *", "`Foo` cannot be the month of a schedule: write 1 to 12 or Jan to Dec"),
        ("0 9 * * 1-5", "a schedule names its weekdays: write `Mon-Fri` instead of `1-5`"),
        ("0 9 * * 0,5-7", "write `Sun,Fri-Sun` instead of `0,5-7`"),
        ("0 9 * * 8", "`8` cannot be the weekday of a schedule: write Mon to Sun"),
        ("0 9 * * 1/2", "`1/2` cannot be the weekday"),
        ("0 9 * * Mon#2", "`Mon#2` cannot be the weekday"),
        ("0 9 1 * Mon", "a schedule has a day or a weekday, not both (`1` and `Mon`)"),
        ("0 9 ? * Mon", "`?` cannot be the day"),
        ("0 9 31 Apr,Jun *", "there is no day 31 in month Apr,Jun, so this schedule never runs"),
    ];
    for (text, advice) in refusals {
        let refusal = Schedule::parse(text).unwrap_err().to_string();
        assert!(refusal.contains(advice), "{text}: {refusal}");
    }
}

#[test]
fn a_week_goes_round_and_names_are_read_in_any_case() {
    let days = ["2026-06-05 09:00 +02:00", "2026-06-06 09:00 +02:00", "2026-06-07 09:00 +02:00"];
    let next_week = ["2026-06-08 09:00 +02:00", "2026-06-12 09:00 +02:00"];
    assert_runs("0 9 * jun FRI-mon", Warsaw, &[&days[..], &next_week].concat());
}

#[test]
fn a_schedule_is_stored_as_its_five_fields() {
    let stored = serde_json::to_string(&schedule(" 0  9 * * Mon ")).unwrap();
    assert_eq!(stored, r#""0 9 * * Mon""#);
    assert_eq!(serde_json::from_str::<Schedule>(&stored).unwrap(), schedule("0 9 * * Mon"));
    let refusal = serde_json::from_str::<Schedule>(r#""0 9 * * 1""#).unwrap_err();
    assert!(refusal.to_string().contains("write `Mon` instead of `1`"));
}
