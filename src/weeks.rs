//! Weeks and seasons: the spans of days that recognition is counted in. Pure.

use chrono::{Datelike as _, Days, NaiveDate};

/// The Monday of the week in which `day` lies.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

/// The first day of the season in which `day` lies: seasons are so many weeks long, and counted from the first Monday of
/// 1970.
pub fn season_of(day: NaiveDate, season_weeks: u32) -> NaiveDate {
    let monday = monday_of(day);
    let first = monday_of(NaiveDate::default()) + Days::new(7);
    let into_it = (monday - first).num_weeks().rem_euclid(i64::from(season_weeks.max(1)));
    monday - Days::new(into_it.unsigned_abs() * 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn weeks_begin_on_monday_and_seasons_with_them() {
        for today in [day(2026, 3, 2), day(2026, 3, 5), day(2026, 3, 8)] {
            assert_eq!(monday_of(today), day(2026, 3, 2));
        }
        assert_eq!(season_of(day(1970, 1, 5), 13), day(1970, 1, 5));
        assert_eq!(season_of(day(1969, 12, 31), 13), day(1969, 10, 6), "also before the first");
        let start = season_of(day(2026, 3, 5), 13);
        assert_eq!(monday_of(start), start);
        let next = start + Days::new(13 * 7);
        assert_eq!(season_of(next - Days::new(1), 13), start, "the last day belongs to it");
        assert_eq!(season_of(next, 13), next);
    }
}
