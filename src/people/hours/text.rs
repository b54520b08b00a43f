//! Working hours as people write them: read generously, printed in one way.
//!
//! Commas and blanks separate words; a word is either days (`Mon`, `Mon-Fri`) or hours (`9-17`). That is the
//! whole grammar, so it can be typed on a phone, and whatever does not fit is refused with an example.

use super::{Shift, WorkingHours};
use crate::engine::wording;
use crate::language::Language;
use chrono::Weekday;
use std::fmt;
use std::iter;
use thiserror::Error;

/// Why a text is no working hours, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HoursError {
    /// There is not one working hour.
    #[error("working hours need a day and its hours: write `Mon-Fri 9-17`")]
    Empty,
    /// A word is no weekday and no range of weekdays.
    #[error("`{given}` is no day of the week: write `Mon` or `Mon-Fri`")]
    Days {
        /// The word.
        given: String,
    },
    /// A word that starts with a digit is no range of times of one day.
    #[error("`{given}` is no range of hours: write `9-17` or `8:30-16:30`")]
    Hours {
        /// The word.
        given: String,
    },
    /// Hours end no later than they start; perhaps they were meant to pass midnight.
    #[error("`{given}` must end later that day than it starts: split a night, as in `Mon 22-24, Tue 0-6`")]
    EndsFirst {
        /// The word.
        given: String,
    },
    /// Hours have no day before them.
    #[error("`{given}` has no days before it: write `Mon-Fri {given}`")]
    NoDays {
        /// The hours.
        given: String,
    },
    /// Days have no hours after them.
    #[error("`{given}` has no hours after it: write `{given} 9-17`")]
    NoHours {
        /// The last word that names days.
        given: String,
    },
    /// Two ranges of hours overlap on one day, so one of them is a mistake.
    #[error("the hours of {day} overlap: `{first}` and `{second}`; write only one of them")]
    Overlap {
        /// The first such day.
        day: Weekday,
        /// The hours that came first.
        first: String,
        /// The hours that overlap with them.
        second: String,
    },
}

/// The days in the order in which [`WorkingHours`] keeps them.
const DAYS: [Weekday; 7] = {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    [Mon, Tue, Wed, Thu, Fri, Sat, Sun]
};

/// Reads the shifts of each day from Monday on.
pub(super) fn read(text: &str) -> Result<[Vec<Shift>; 7], HoursError> {
    // Phones make dashes of hyphens, and many people put blanks around them.
    let text = text.replace(['–', '—'], "-").replace(" - ", "-");
    let words = text.split(|c: char| c == ',' || c.is_whitespace());
    let mut week: [Vec<Shift>; 7] = Default::default();
    let mut days = Vec::new();
    let mut without_hours = None;
    for word in words.filter(|word| !word.is_empty()) {
        let given = word.to_owned();
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            if without_hours.is_none() {
                days.clear();
            }
            days.extend(read_days(word).ok_or(HoursError::Days { given })?);
            without_hours = Some(word);
        } else if days.is_empty() {
            return Err(HoursError::NoDays { given });
        } else {
            add(&mut week, &days, read_shift(word)?)?;
            without_hours = None;
        }
    }
    match without_hours {
        Some(given) => Err(HoursError::NoHours { given: given.to_owned() }),
        None if days.is_empty() => Err(HoursError::Empty),
        None => Ok(week),
    }
}

/// Adds one shift to each of `days`.
fn add(week: &mut [Vec<Shift>; 7], days: &[Weekday], shift: Shift) -> Result<(), HoursError> {
    for day in days {
        let shifts = &mut week[day.num_days_from_monday() as usize];
        if let Some(other) = shifts.iter().find(|other| other.from < shift.until && shift.from < other.until)
        {
            let (first, second) = (other.to_string(), shift.to_string());
            return Err(HoursError::Overlap { day: *day, first, second });
        }
        shifts.push(shift);
        shifts.sort_unstable();
    }
    Ok(())
}

/// `Mon`, `Mon-Fri` or, round the end of the week, `Sat-Mon`.
fn read_days(word: &str) -> Option<Vec<Weekday>> {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    let (first, last) = (read_day(first)?, read_day(last)?);
    Some(iter::successors(Some(first), |day| (*day != last).then(|| day.succ())).collect())
}

/// `Mon`, `monday`, or in short as a language of ours has it: what is shown can be typed.
fn read_day(word: &str) -> Option<Weekday> {
    let lower = word.to_lowercase();
    let is_meant = |day: &Weekday| {
        let short = |language| wording::weekday(language, day.number_from_monday());
        Language::ALL.into_iter().any(|language| short(language).to_lowercase() == lower)
    };
    word.parse().ok().or_else(|| DAYS.into_iter().find(is_meant))
}

/// `9-17`, `8:30-16:30` or `22-24`.
fn read_shift(word: &str) -> Result<Shift, HoursError> {
    let given = || word.to_owned();
    let times = word.split_once('-').and_then(|(from, until)| Some((minutes(from)?, minutes(until)?)));
    let (from, until) = times.ok_or_else(|| HoursError::Hours { given: given() })?;
    if from < until { Ok(Shift { from, until }) } else { Err(HoursError::EndsFirst { given: given() }) }
}

/// The minutes from midnight until `9`, `08:30` or `24`.
fn minutes(time: &str) -> Option<u16> {
    let (hours, minutes) = time.split_once(':').unwrap_or((time, "00"));
    let number = |digits: &str| -> Option<u16> {
        let is_short = digits.len() <= 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        if is_short { digits.parse().ok() } else { None }
    };
    let past_the_hour = number(minutes).filter(|number| *number < 60 && minutes.len() == 2)?;
    let total = number(hours)? * 60 + past_the_hour;
    (total <= 24 * 60).then_some(total)
}

impl WorkingHours {
    /// The hours as a reader of `language` writes them: `Mo–Fr 9–17`.
    pub fn shown(&self, language: Language) -> String {
        let english = self.to_string().replace('-', &wording::until(language));
        DAYS.iter().fold(english, |text, day| {
            text.replace(&day.to_string(), &wording::weekday(language, day.number_from_monday()))
        })
    }
}

impl fmt::Display for WorkingHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days: Vec<_> = DAYS.iter().zip(&self.week).collect();
        let mut comma = "";
        for alike in days.chunk_by(|(_, shifts), (_, next)| shifts == next) {
            let ((first, shifts), (last, _)) = (alike[0], alike[alike.len() - 1]);
            for (place, shift) in shifts.iter().enumerate() {
                f.write_str(comma)?;
                match place {
                    0 if first == last => write!(f, "{first} ")?,
                    0 => write!(f, "{first}-{last} ")?,
                    _ => {}
                }
                write!(f, "{shift}")?;
                comma = ", ";
            }
        }
        Ok(())
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |minutes: u16| match (minutes / 60, minutes % 60) {
            (hours, 0) => hours.to_string(),
            (hours, minutes) => format!("{hours}:{minutes:02}"),
        };
        write!(f, "{}-{}", time(self.from), time(self.until))
    }
}

impl TryFrom<String> for WorkingHours {
    type Error = HoursError;

    fn try_from(text: String) -> Result<Self, HoursError> {
        Self::parse(&text)
    }
}

impl From<WorkingHours> for String {
    fn from(hours: WorkingHours) -> Self {
        hours.to_string()
    }
}
