//! The five fields of a schedule, read strictly and refused with advice.
//!
//! The `cron` crate does the reading, but it speaks another dialect: six or seven fields, Sunday = 1, two
//! fields without a blank between them, and errors that do not name the field. A schedule that is accepted
//! and then runs on the wrong day is worse than a refused one, so whatever could be meant in two ways is
//! refused here, with the line to write instead.

use chrono::{DateTime, Weekday};
use thiserror::Error;

/// Why a text is no schedule, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScheduleError {
    /// There are not five fields.
    #[error(
        "a schedule has five fields (minute, hour, day, month, weekday), this one has {found}: \
         `30 9 * * Mon` is every Monday at 9:30"
    )]
    FieldCount {
        /// How many fields, separated by blanks, there were.
        found: usize,
    },
    /// One field cannot be understood or is out of its range.
    #[error("`{given}` cannot be the {field} of a schedule: write {allowed}")]
    Field {
        /// The field's name.
        field: &'static str,
        /// What stood in it.
        given: String,
        /// What may stand in it, with examples.
        allowed: &'static str,
    },
    /// Weekdays are numbered, which every program counts differently.
    #[error("a schedule names its weekdays: write `{named}` instead of `{given}`")]
    NumberedWeekday {
        /// What stood in the weekday field.
        given: String,
        /// The same days by name, counted as Unix does (0 and 7 are Sunday).
        named: String,
    },
    /// Day and weekday are both restricted: Unix runs when either fits, most people expect both.
    #[error(
        "a schedule has a day or a weekday, not both (`{day}` and `{weekday}`): write `*` for one of them, \
         as in `0 9 1 * *` or `0 9 * * Mon`"
    )]
    DayAndWeekday {
        /// What stood in the day-of-month field.
        day: String,
        /// What stood in the weekday field.
        weekday: String,
    },
    /// Each field is right, but no date has them all.
    #[error("there is no day {day} in month {month}, so this schedule never runs: `0 9 28 Feb *` would")]
    Never {
        /// What stood in the day-of-month field.
        day: String,
        /// What stood in the month field.
        month: String,
    },
}

/// The name of each field and what may stand in it, in their order.
const FIELDS: [(&str, &str); 5] = [
    ("minute", "0 to 59, as in `0`, `0,30` or `*/15`"),
    ("hour", "0 to 23, as in `9`, `8-18` or `*/2`"),
    ("day", "1 to 31, as in `1`, `1,15` or `1-7`"),
    ("month", "1 to 12 or Jan to Dec, as in `*`, `6` or `Jan-Mar`"),
    ("weekday", "Mon to Sun, as in `Mon`, `Mon-Fri` or `Sat,Sun`"),
];

/// Where the weekday stands in [`FIELDS`].
const WEEKDAY: usize = 4;

/// Reads five fields into the rule for the clock readings at which a schedule runs.
pub fn read(fields: &[&str]) -> Result<cron::Schedule, ScheduleError> {
    let &[minute, hour, day, month, weekday] = fields else {
        return Err(ScheduleError::FieldCount { found: fields.len() });
    };
    for (place, text) in fields.iter().enumerate() {
        if !is_acceptable(place, text) {
            return Err(refusal(place, text));
        }
    }
    if day != "*" && weekday != "*" {
        let (day, weekday) = (day.to_owned(), weekday.to_owned());
        return Err(ScheduleError::DayAndWeekday { day, weekday });
    }
    rule([minute, hour, day, month, weekday])
        .filter(|rule| rule.after(&DateTime::UNIX_EPOCH).next().is_some())
        .ok_or_else(|| ScheduleError::Never { day: day.to_owned(), month: month.to_owned() })
}

/// The rule that `cron` makes of five fields, at second 0; `None` if it refuses one of them.
fn rule([minute, hour, day, month, weekday]: [&str; 5]) -> Option<cron::Schedule> {
    let weekday = split_after_saturday(weekday);
    format!("0 {minute} {hour} {day} {month} {weekday}").parse().ok()
}

/// Whether `text` can stand at `place`, whatever stands beside it.
fn is_acceptable(place: usize, text: &str) -> bool {
    let mut alone = ["*"; 5];
    alone[place] = text;
    is_one_field(text, place != WEEKDAY) && rule(alone).is_some()
}

/// Whether `text` lists points and ranges, with steps or without; `cron` would take `5*` for two fields.
fn is_one_field(text: &str, may_be_numbers: bool) -> bool {
    let is_all = |text: &str, kind: fn(&u8) -> bool| !text.is_empty() && text.as_bytes().iter().all(kind);
    let is_number = |text| is_all(text, u8::is_ascii_digit);
    let is_point = |text| is_all(text, u8::is_ascii_alphabetic) || (may_be_numbers && is_number(text));
    text.split(',').all(|item| {
        let (range, step) = item.split_once('/').unwrap_or((item, "1"));
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        is_number(step) && (range == "*" || (is_point(first) && is_point(last)))
    })
}

/// Writes `Fri-Mon` as `Fri-Sat,Sun-Mon`: to `cron` a week ends on Saturday, to people it goes round.
fn split_after_saturday(weekdays: &str) -> String {
    let split = |item: &str| {
        let (first, last) = item.split_once('-')?;
        let number = |name: &str| Some(name.parse::<Weekday>().ok()?.num_days_from_sunday());
        (number(first)? > number(last)?).then(|| format!("{first}-Sat,Sun-{last}"))
    };
    let items = weekdays.split(',').map(|item| split(item).unwrap_or_else(|| item.to_owned()));
    items.collect::<Vec<_>>().join(",")
}

fn refusal(place: usize, text: &str) -> ScheduleError {
    let (field, allowed) = FIELDS[place];
    let given = text.to_owned();
    match with_names(text).filter(|named| place == WEEKDAY && is_acceptable(WEEKDAY, named)) {
        Some(named) => ScheduleError::NumberedWeekday { given, named },
        None => ScheduleError::Field { field, given, allowed },
    }
}

/// Names the days in a numbered weekday field as Unix counts them; `None` if a number is no day.
fn with_names(weekdays: &str) -> Option<String> {
    const NAMES: [&str; 8] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let items = weekdays.split(',').map(|item| {
        let (days, step) = item.split_at(item.find('/').unwrap_or(item.len()));
        let named = days.split('-').map(|day| NAMES.get(day.parse::<usize>().ok()?).copied());
        Some(named.collect::<Option<Vec<_>>>()?.join("-") + step)
    });
    Some(items.collect::<Option<Vec<_>>>()?.join(","))
}
