//! Rich text: the blocks that people's own messages come with, and that a bot may post, too.

use super::Shown;
use chrono::{DateTime, TimeZone as _};
use chrono_tz::Tz;
use serde_json::Value;

/// Shows a `rich_text` block.
pub fn show(block: &Value, zone: Tz) -> Shown {
    let mut shown = Shown::default();
    for (at, part) in elements(block).enumerate() {
        let told = match part["type"].as_str() {
            Some("rich_text_list") => list(part, zone),
            _ => section(part, zone),
        };
        // A section that ends its line has ended it already.
        let between = if at == 0 || shown.words.ends_with('\n') { "" } else { "\n" };
        shown.append(between, &told);
    }
    shown
}

fn elements(of: &Value) -> impl Iterator<Item = &Value> {
    of["elements"].as_array().into_iter().flatten()
}

fn list(list: &Value, zone: Tz) -> Shown {
    let ordered = list["style"] == "ordered";
    let mut shown = Shown::default();
    for (at, item) in elements(list).enumerate() {
        let mut line = section(item, zone);
        let bullet = if ordered { format!("{}. ", at + 1) } else { "• ".to_owned() };
        line.words.insert_str(0, &bullet);
        shown.append("\n", &line);
    }
    shown
}

fn section(section: &Value, zone: Tz) -> Shown {
    let mut shown = Shown::default();
    for element in elements(section) {
        shown.append("", &one(element, zone));
    }
    shown
}

fn one(element: &Value, zone: Tz) -> Shown {
    let text = |key: &str| element[key].as_str().unwrap_or_default().to_owned();
    let mut shown = Shown::default();
    match element["type"].as_str().unwrap_or_default() {
        "user" => {
            shown.alert(&text("user_id"));
            shown.words = format!("@{}", text("user_id"));
        }
        "usergroup" => {
            shown.alert(&text("usergroup_id"));
            shown.words = format!("@{}", text("usergroup_id"));
        }
        "broadcast" => {
            shown.alert(&format!("@{}", text("range")));
            shown.words = format!("@{}", text("range"));
        }
        "channel" => shown.words = format!("#{}", text("channel_id")),
        "emoji" => shown.words = format!(":{}:", text("name")),
        "link" => {
            let (url, label) = (text("url"), text("text"));
            shown.words = if label.is_empty() || label == url { url } else { format!("{label} ({url})") };
        }
        "date" => {
            let at = element["timestamp"].as_i64().and_then(|at| DateTime::from_timestamp(at, 0));
            let at =
                at.map(|at| zone.from_utc_datetime(&at.naive_utc()).format("%Y-%m-%d %H:%M").to_string());
            shown.words = at.unwrap_or_else(|| text("fallback"));
        }
        _ => shown.words = text("text"),
    }
    shown
}
