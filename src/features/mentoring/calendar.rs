//! An appointment in a calendar's own words.

use crate::people::HALF_HOUR;
use chrono::{DateTime, Utc};
use stoa_chat::Timestamp;

/// An appointment of half an hour, as iCalendar (RFC 5545) writes it.
pub(super) fn event(uid: &str, title: &str, start: Timestamp, now: Timestamp) -> String {
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Stoa//Mentoring//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{uid}-{}@stoa", start.millis() / 1000),
        format!("DTSTAMP:{}", stamp(now)),
        format!("DTSTART:{}", stamp(start)),
        format!("DTEND:{}", stamp(start + HALF_HOUR)),
        format!("SUMMARY:{}", escaped(title)),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.join("\n")
}

fn stamp(at: Timestamp) -> String {
    let at: DateTime<Utc> = DateTime::from_timestamp_millis(at.millis()).unwrap_or_default();
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Words within a calendar: what separates its values is escaped.
fn escaped(words: &str) -> String {
    words.chars().fold(String::new(), |mut line, c| {
        match c {
            '\\' | ';' | ',' => line.extend(['\\', c]),
            '\n' | '\r' => line.push(' '),
            c => line.push(c),
        }
        line
    })
}
