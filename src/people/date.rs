//! Dates as people type them on a phone, in English or in German.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use std::iter;

/// The date that `words` mean where it is `today`, which may lie in the past; `None` if they mean none.
///
/// `2026-03-09`, `9.3.2026`, `tomorrow`, `monday` (the next one, never today), `3 days`, `2 weeks`; each may
/// stand behind `until`.
pub fn read_date(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words = words.to_lowercase();
    let mut words: Vec<&str> = words.split_whitespace().collect();
    if matches!(words.first(), Some(&("until" | "till" | "bis" | "for" | "für"))) {
        words.remove(0);
    }
    match words[..] {
        ["tomorrow" | "morgen"] => today.succ_opt(),
        [word] => weekday(word).and_then(|day| next(day, today)).or_else(|| written(word)),
        [number, unit] => {
            today.checked_add_days(Days::new(days_in(unit)?.checked_mul(number.parse().ok()?)?))
        }
        _ => None,
    }
}

/// `2026-03-09` or, as it is written in German, `9.3.2026`.
fn written(word: &str) -> Option<NaiveDate> {
    let of_format = |format| NaiveDate::parse_from_str(word, format).ok();
    of_format("%Y-%m-%d").or_else(|| of_format("%d.%m.%Y"))
}

/// A day of the week, whole or shortened.
fn weekday(word: &str) -> Option<Weekday> {
    const GERMAN: [(&str, Weekday); 7] = [
        ("montag", Weekday::Mon),
        ("dienstag", Weekday::Tue),
        ("mittwoch", Weekday::Wed),
        ("donnerstag", Weekday::Thu),
        ("freitag", Weekday::Fri),
        ("samstag", Weekday::Sat),
        ("sonntag", Weekday::Sun),
    ];
    let german = GERMAN.iter().find(|(name, _)| word.len() > 1 && name.starts_with(word));
    word.parse().ok().or(german.map(|(_, day)| *day))
}

/// The first such day after `today`.
fn next(day: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    let mut ahead = iter::successors(today.succ_opt(), NaiveDate::succ_opt).take(7);
    ahead.find(|date| date.weekday() == day)
}

/// How many days a unit of time has.
fn days_in(unit: &str) -> Option<u64> {
    match unit {
        "day" | "days" | "tag" | "tage" => Some(1),
        "week" | "weeks" | "woche" | "wochen" => Some(7),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_are_read_in_both_languages() {
        let monday = day("2026-03-02");
        for (words, date) in [
            ("until 2026-03-09", "2026-03-09"),
            ("bis 9.3.2026", "2026-03-09"),
            ("tomorrow", "2026-03-03"),
            ("bis MORGEN", "2026-03-03"),
            ("until fri", "2026-03-06"),
            ("until  Monday", "2026-03-09"),
            ("mo", "2026-03-09"),
            ("donnerstag", "2026-03-05"),
            ("3 days", "2026-03-05"),
            ("for 2 weeks", "2026-03-16"),
            ("1 Woche", "2026-03-09"),
            ("until 2020-01-01", "2020-01-01"),
        ] {
            assert_eq!(read_date(words, monday), Some(day(date)), "{words}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        let monday = day("2026-03-02");
        let far = format!("{} weeks", u64::MAX);
        for words in
            ["", "until", "soon", "m", "2026-02-30", "-1 days", "2 moons", "until the cows come", &far]
        {
            assert_eq!(read_date(words, monday), None, "{words}");
        }
    }
}
