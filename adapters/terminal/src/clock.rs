//! The town's clock: moments as people write and read them, in a zone that is always named.

use chrono::{DateTime, Datelike as _, LocalResult, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use std::time::Duration;
use stoa_chat::Timestamp;

/// A move of the town's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leap {
    /// So much later.
    By(Duration),
    /// To this time on the town's wall.
    To(NaiveDateTime),
}

impl Leap {
    /// Reads `+30m`, `+4h`, `+2d`, `+1w` or `2026-03-02 09:00`.
    pub(crate) fn parse(words: &str) -> Option<Self> {
        match words.strip_prefix('+') {
            Some(span) => parse_span(span).map(Self::By),
            None => parse_wall_time(words).map(Self::To),
        }
    }

    /// The moment to which this moves a clock that stands at `now` in `zone`.
    ///
    /// # Errors
    /// In words, when there is no such moment or it lies in the past.
    pub fn from(self, now: Timestamp, zone: Tz) -> Result<Timestamp, String> {
        let moment = match self {
            Self::By(span) => now + span,
            Self::To(wall) => moment_at(wall, zone).ok_or_else(|| {
                format!("the clocks of {zone} are put forward over {}", wall.format("%H:%M"))
            })?,
        };
        if moment < now {
            return Err(format!("time only runs forwards, and it is {} already", shown(now, zone)));
        }
        Ok(moment)
    }
}

/// Reads `2026-03-02 09:00`.
pub(crate) fn parse_wall_time(words: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(words, "%Y-%m-%d %H:%M").ok()
}

/// The first moment at which clocks in `zone` show `wall`; none if they never do.
pub(crate) fn moment_at(wall: NaiveDateTime, zone: Tz) -> Option<Timestamp> {
    match zone.from_local_datetime(&wall) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => {
            Some(Timestamp::from_millis(at.timestamp_millis()))
        }
        LocalResult::None => None,
    }
}

/// `at` as `Mon 2 Mar 09:00`: with the day, since a transcript may run over weeks.
pub(crate) fn shown(at: Timestamp, zone: Tz) -> String {
    local(at, zone).map_or_else(|| "never".to_owned(), |at| at.format("%a %-d %b %H:%M").to_string())
}

/// The same for a sentence in German: `Mo, 2. März 09:00`.
pub(crate) fn shown_in_german(at: Timestamp, zone: Tz) -> String {
    const DAYS: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
    const MONTHS: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    local(at, zone).map_or_else(
        || "nie".to_owned(),
        |at| {
            let day = DAYS[at.weekday().num_days_from_monday() as usize];
            format!("{day}, {}. {} {}", at.day(), MONTHS[at.month0() as usize], at.format("%H:%M"))
        },
    )
}

fn local(at: Timestamp, zone: Tz) -> Option<DateTime<Tz>> {
    zone.timestamp_millis_opt(at.millis()).single()
}

fn parse_span(words: &str) -> Option<Duration> {
    let unit = words.chars().next_back()?;
    let count: u64 = words.strip_suffix(unit)?.parse().ok()?;
    let minutes = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        'w' => 7 * 24 * 60,
        _ => return None,
    };
    Some(Duration::from_secs(count.checked_mul(minutes * 60)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(words: &str, zone: Tz) -> Timestamp {
        moment_at(parse_wall_time(words).unwrap(), zone).unwrap()
    }

    #[test]
    fn spans_and_wall_times_are_read() {
        let now = at("2026-03-02 09:00", Tz::Europe__Warsaw);
        let moved = |words| Leap::parse(words).unwrap().from(now, Tz::Europe__Warsaw).unwrap();
        assert_eq!(moved("+30m"), now + Duration::from_mins(30));
        assert_eq!(moved("+1w"), at("2026-03-09 09:00", Tz::Europe__Warsaw));
        assert_eq!(moved("2026-03-02 14:00"), now + Duration::from_hours(5));
        for nonsense in
            ["+", "+h", "+4", "+4x", "+-1h", "+99999999999999999999h", "tomorrow", "2026-02-30 09:00"]
        {
            assert_eq!(Leap::parse(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn time_neither_runs_backwards_nor_through_a_gap() {
        let now = at("2026-03-02 09:00", Tz::Europe__Warsaw);
        let refused = |words| Leap::parse(words).unwrap().from(now, Tz::Europe__Warsaw).unwrap_err();
        assert_eq!(refused("2026-03-01 09:00"), "time only runs forwards, and it is Mon 2 Mar 09:00 already");
        assert!(refused("2026-03-29 02:30").contains("put forward over 02:30"));
    }

    #[test]
    fn a_moment_is_shown_where_its_reader_lives() {
        let noon = at("2026-07-01 12:00", Tz::UTC);
        assert_eq!(shown(noon, Tz::Europe__Warsaw), "Wed 1 Jul 14:00");
        assert_eq!(shown_in_german(noon, Tz::Europe__Warsaw), "Mi, 1. Juli 14:00");
        assert_eq!(shown(Timestamp::from_millis(i64::MAX), Tz::UTC), "never");
    }
}
