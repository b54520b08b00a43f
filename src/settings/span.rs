//! Spans of time as people write them: `90s`, `30m`, `4h`, `14d`.
//!
//! A bare number is refused, because nobody remembers whether a key counts seconds or minutes.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The units, longest first, with their length in seconds.
const UNITS: [(char, u64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

/// A length of time in whole seconds; a day is 24 hours.
///
/// Whether the hours are working hours is said by the key that holds the span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(Duration);

impl Span {
    /// `number` seconds.
    pub const fn seconds(number: u64) -> Self {
        Self(Duration::from_secs(number))
    }

    /// `number` minutes.
    pub const fn minutes(number: u64) -> Self {
        Self::seconds(number * 60)
    }

    /// `number` hours.
    pub const fn hours(number: u64) -> Self {
        Self::seconds(number * 3_600)
    }

    /// `number` days of 24 hours.
    pub const fn days(number: u64) -> Self {
        Self::seconds(number * 86_400)
    }

    /// The same length for the standard library.
    pub const fn get(self) -> Duration {
        self.0
    }
}

impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        span.0
    }
}

/// What is wrong with a text that should be a span.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no span of time: write a whole number and s, m, h or d, such as 90s, 30m, 4h or 14d")]
pub struct NoSpan(String);

impl FromStr for Span {
    type Err = NoSpan;

    fn from_str(text: &str) -> Result<Self, NoSpan> {
        let seconds = || {
            let (number, unit) = UNITS.iter().find_map(|(unit, length)| {
                let number = text.trim().strip_suffix(*unit)?.trim_end();
                Some((number, length))
            })?;
            // `parse` alone would let a `+` through.
            let digits = number.chars().all(|c| c.is_ascii_digit());
            number.parse::<u64>().ok().filter(|_| digits)?.checked_mul(*unit).filter(|s| *s <= MOST)
        };
        seconds().map(Self::seconds).ok_or_else(|| NoSpan(text.to_owned()))
    }
}

/// A thousand years: longer ones are slips, and would not fit the milliseconds of a timestamp for ever.
const MOST: u64 = 1_000 * 366 * 86_400;

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        let fits = |length: u64| seconds != 0 && seconds.is_multiple_of(length);
        let (unit, length) = UNITS.into_iter().find(|(_, length)| fits(*length)).unwrap_or(('s', 1));
        write!(f, "{}{unit}", seconds / length)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_they_are_written() {
        for (text, seconds) in [("90s", 90), ("30m", 1_800), ("4h", 14_400), ("14d", 1_209_600), ("0s", 0)] {
            let span: Span = text.parse().unwrap();
            assert_eq!(span.get().as_secs(), seconds);
            assert_eq!(span.to_string(), text);
        }
        assert_eq!(" 24 h ".parse::<Span>().unwrap().to_string(), "1d", "the longest unit that fits");
    }

    #[test]
    fn anything_else_is_refused_with_examples() {
        for text in
            ["", "10", "h", "-4h", "+4h", "4.5h", "4 weeks", "1h30m", "99999999999999999999d", "900000d"]
        {
            let wrong = text.parse::<Span>().unwrap_err().to_string();
            assert!(wrong.starts_with(&format!("`{text}` is no span")) && wrong.contains("30m"), "{wrong}");
        }
    }
}
