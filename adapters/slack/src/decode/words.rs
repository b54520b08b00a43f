//! Which strings of a message are words for people, and whether words are there already.
//!
//! A message carries its words several times (`text`, `blocks`, fallbacks) and in places that Slack adds as it
//! likes. Everything that is not known to be a name or an address for machines counts as words, so that nothing
//! is lost; what is there already is not said again.

use serde_json::Value;
use std::collections::HashSet;

/// Fields that are names, addresses and settings for machines. Whatever is not listed counts as words.
const FOR_MACHINES: &[&str] = &[
    "access",
    "avatar_hash",
    "call_family",
    "canvas_background",
    "canvas_template_mode",
    "channel",
    "channel_team",
    "channel_type",
    "color",
    "converted_pdf",
    "created",
    "data_source",
    "deanimate",
    "deanimate_gif",
    "default_view_key",
    "display_id",
    "editor",
    "emoji",
    "event_type",
    "extension",
    "external_type",
    "file_access",
    "filetype",
    "format",
    "from_url",
    "hls",
    "hls_embed",
    "icon",
    "id",
    "image_url",
    "include",
    "in_reply_to",
    "initial_channel",
    "initial_conversation",
    "initial_date",
    "initial_user",
    "inviter",
    "item_type",
    "last_editor",
    "last_read",
    "latest_reply",
    "locale",
    "media_backend_type",
    "media_display_type",
    "media_server",
    "mimetype",
    "mode",
    "mp4",
    "mp4_low",
    "mrkdwn_in",
    "msg_subtype",
    "name_tagged",
    "org_or_workspace_access",
    "original_h",
    "original_w",
    "permalink",
    "permalink_public",
    "pinned_to",
    "pjpeg",
    "position",
    "pretty_type",
    "reply_to",
    "reply_users",
    "source",
    "source_team",
    "state",
    "status",
    "style",
    "subtype",
    "summary_status",
    "team",
    "template_icon",
    "timestamp",
    "ts",
    "type",
    "unicode",
    "url",
    "user",
    "user_team",
    "vtt",
];

/// Ends of the names of such fields.
const MACHINE_ENDINGS: &[&str] =
    &["_id", "_ids", "_url", "_ts", "_icon", "_link", "_by", "_preview_url", "_metadata"];

/// Beginnings of the names of such fields.
const MACHINE_BEGINNINGS: &[&str] = &["thumb_", "image_", "url_", "video_", "is_"];

/// Parts of a message that are not its own words: its place, its writer, its earlier self, the thread's first
/// message, and what apps hang on it for themselves.
const NOT_ITS_OWN: &[&str] = &[
    "bot_profile",
    "edited",
    "icons",
    "metadata",
    "previous_message",
    "reactions",
    "room",
    "root",
    "shares",
    "user_profile",
    "view",
    "pinned_info",
];

/// How deep a message is looked into.
const DEEPEST: usize = 32;

/// All words in `value`, in the order in which they stand.
pub fn words_in(value: &Value) -> Vec<String> {
    let mut words = Vec::new();
    gather(value, DEEPEST, &mut words);
    words
}

fn gather(value: &Value, depth: usize, words: &mut Vec<String>) {
    let Some(depth) = depth.checked_sub(1) else {
        // Too deep to be looked into piece by piece, and still not lost.
        return words.push(value.to_string());
    };
    match value {
        Value::String(text) if !text.trim().is_empty() => words.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| gather(item, depth, words)),
        Value::Object(fields) => {
            for (name, field) in fields {
                let leaf = field.is_string()
                    || field.as_array().is_some_and(|items| items.iter().all(Value::is_string));
                if !(NOT_ITS_OWN.contains(&name.as_str()) || leaf && is_for_machines(name)) {
                    gather(field, depth, words);
                }
            }
        }
        _ => {}
    }
}

fn is_for_machines(name: &str) -> bool {
    FOR_MACHINES.contains(&name)
        || MACHINE_ENDINGS.iter().any(|ending| name.ends_with(ending))
        || MACHINE_BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
}

/// The words that a reader has seen already.
#[derive(Default)]
pub struct Seen {
    words: HashSet<String>,
    /// Texts that are taken apart only when something else is held against them.
    whole: Vec<String>,
}

impl Seen {
    /// Remembers all words of `text`.
    pub fn remember(&mut self, text: &str) {
        self.whole.push(text.to_owned());
    }

    /// Whether every word of `text` was seen; it remembers them.
    pub fn knows(&mut self, text: &str) -> bool {
        // Most messages say the same twice, which is seen without looking at the words.
        let mut known = true;
        if !self.whole.iter().any(|whole| whole == text) {
            self.words.extend(self.whole.drain(..).flat_map(|whole| split(&whole)));
            for word in split(text) {
                known &= !self.words.insert(word);
            }
        }
        known
    }
}

/// Runs of letters and digits, without case; other visible characters count one by one, as emoji do.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !character.is_ascii() && !character.is_whitespace() && !is_invisible(character) {
            words.push(character.to_string());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Joiners and variation selectors, which may differ where the emoji is the same; skin tones likewise.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '•')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_for_machines_are_no_words_and_everything_else_is() {
        let value = json!({
            "title": "A plan", "mimetype": "text/plain", "thumb_64": "https://x.example", "id": "F1",
            "novelty": "we never heard of this field", "root": { "text": "somebody else's" },
            "fields": [{ "title": "Due", "value": "Monday", "short": true }],
        });
        let mut words = words_in(&value);
        words.sort();
        assert_eq!(words, ["A plan", "Due", "Monday", "we never heard of this field"]);
    }

    #[test]
    fn words_are_seen_once() {
        let mut seen = Seen::default();
        assert!(!seen.knows("Where are the *logs*? 👋🏽"));
        assert!(seen.knows("where are THE logs 👋"));
        assert!(!seen.knows("where are my logs"));
        assert!(seen.knows("…") || seen.knows("…"));
    }
}
