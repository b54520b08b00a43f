//! Between moments and what a clock on the wall shows.
//!
//! Local time is no number line: in spring a clock skips an hour, in autumn it shows one twice, and now and
//! then an island skips a whole day. Whatever people plan by the clock ("daily at 02:30", "from 9 to 17")
//! needs a rule for those hours. Ours is one sentence: **a reading means the first moment at which the clock
//! shows it or a later one.** So a skipped reading means the moment right after the gap, a repeated one means
//! its first showing, and a later reading never means an earlier moment.

use chrono::{DateTime, NaiveDateTime, TimeZone};
use chrono_tz::{GapInfo, Tz};
use stoa_chat::Timestamp;

/// The earliest moment that can be read off a clock: the start of 1900 in UTC.
pub const FIRST: Timestamp = Timestamp::from_millis(-2_208_988_800_000);

/// The latest moment that can be read off a clock: the start of 2200 in UTC.
///
/// Both ends are there so that a search through the calendar ends however absurd the moment it was given.
pub const LAST: Timestamp = Timestamp::from_millis(7_258_118_400_000);

/// What a clock in `tz` shows at `moment`; a moment outside [`FIRST`] to [`LAST`] is read as the nearer end.
pub fn shown_at(moment: Timestamp, tz: Tz) -> NaiveDateTime {
    let millis = moment.clamp(FIRST, LAST).millis();
    // Between FIRST and LAST chrono can express every moment, so the default is never taken.
    let utc = DateTime::from_timestamp_millis(millis).unwrap_or_default();
    utc.with_timezone(&tz).naive_local()
}

/// The first moment at which a clock in `tz` shows `reading` or a later one.
pub fn first_moment(reading: NaiveDateTime, tz: Tz) -> Timestamp {
    let shown = tz.from_local_datetime(&reading).earliest();
    let moment = shown.or_else(|| GapInfo::new(&reading, &tz)?.end);
    // A reading that is neither shown nor skipped does not exist; UTC stands in for it.
    let utc = moment.map_or(reading.and_utc(), |moment| moment.to_utc());
    Timestamp::from_millis(utc.timestamp_millis())
}
