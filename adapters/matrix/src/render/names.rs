//! What people, rooms and moments are called, which only whoever listens knows.

use chrono::DateTime;
use chrono_tz::Tz;
use stoa_chat::Timestamp;

/// Tells what things are called.
pub trait Names: Sync {
    /// What a person is called.
    fn person(&self, id: &str) -> Option<String>;

    /// What a room is called, without `#`.
    fn room(&self, id: &str) -> Option<String>;

    /// The zone in which moments are written.
    fn zone(&self) -> Tz;
}

/// A moment for people of whom we do not know where they are: with the zone.
pub fn moment(at: Timestamp, zone: Tz) -> String {
    let moment = DateTime::from_timestamp_millis(at.millis()).map(|moment| moment.with_timezone(&zone));
    moment.map_or_else(|| "?".to_owned(), |moment| moment.format("%a %-d %b %H:%M %Z").to_string())
}

/// A name as it is shown: without `@` or `#` in front, which is added where it belongs.
pub fn place_name(names: &dyn Names, id: &str, given: &str) -> String {
    let known = names.room(id);
    let name =
        known.as_deref().filter(|name| !name.is_empty()).unwrap_or(if given.is_empty() { id } else { given });
    format!("#{}", name.trim_start_matches('#'))
}

/// What a person is called in a message that mentions them.
pub fn person_name(names: &dyn Names, id: &str) -> String {
    names.person(id).filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_owned())
}

/// Words without characters that nobody sees and that turn others round, or that a server refuses.
pub fn visible(words: &str) -> String {
    let turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    words.chars().filter(|c| !turning(*c) && (!c.is_control() || matches!(c, '\n' | '\t'))).collect()
}
