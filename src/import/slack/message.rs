//! One message of an export, as far as an import needs it, or why it is none.
//!
//! From <https://docs.slack.dev/reference/events/message>: `ts` is unique within a channel and names the message;
//! `subtype` tells apart what is not simply said; an `edited` message holds its newest text only; a reply has the
//! `thread_ts` of the message that it replies to, and that message has its own. Workspaces whose exports keep edit logs
//! also have `message_changed` and `message_deleted` entries
//! (<https://slack.com/help/articles/220556107>).

use super::super::rows::{END_OF_TIME, Reason};
use serde::Deserialize;
use serde_json::Value;
use stoa_chat::Timestamp;

/// Slack cuts longer messages, so a longer one is an accident; in characters.
const LONGEST_MESSAGE: usize = 40_000;
/// The most files whose names are kept with a message.
const MOST_FILES: usize = 10;
/// The account in whose name Slack itself speaks.
const SLACKBOT: &str = "USLACKBOT";

/// The subtypes of what a person says; everything else is a notice, or an app's.
const SAID: &[&str] = &["file_comment", "file_share", "me_message", "reply_broadcast", "thread_broadcast"];

/// When a message was written, in microseconds since 1970: its identity within its channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ts(i64);

impl Ts {
    /// Reads `1355517523.000005`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (seconds, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if seconds.is_empty() || !digits(seconds) || !digits(fraction) || fraction.len() > 6 {
            return None;
        }
        let seconds: i64 =
            seconds.parse().ok().filter(|seconds| (1..END_OF_TIME / 1_000).contains(seconds))?;
        let micros: i64 = format!("{fraction:0<6}").parse().ok()?;
        Some(Self(seconds * 1_000_000 + micros))
    }

    /// As a number, always positive.
    pub(super) const fn micros(self) -> i64 {
        self.0
    }

    /// Writes the number as Slack does.
    pub(super) fn written(micros: i64) -> String {
        format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
    }

    /// The moment, to the millisecond.
    pub(crate) const fn moment(self) -> Timestamp {
        Timestamp::from_millis(self.0 / 1_000)
    }
}

/// Something that a person said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) ts: Ts,
    /// The message that it replies to; `None` for one that stands by itself.
    pub(super) thread: Option<Ts>,
    /// The id of who said it.
    pub(crate) by: Option<String>,
    /// What they were called then.
    pub(super) name: Option<String>,
    /// In Slack's markup.
    pub(super) text: String,
    /// The names of files, which are not fetched.
    pub(super) files: Vec<String>,
    pub(super) reactions: Vec<Reaction>,
    /// When it was changed last.
    pub(super) edited: Ts,
}

/// An emoji under a message, and who put it there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Reaction {
    pub(super) name: String,
    pub(super) users: Vec<String>,
}

/// An entry of a day's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Said(Message),
    /// Something else that stands at this place in the channel.
    Other(Ts, Reason),
    /// That message is gone.
    Deletes(Ts),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Raw {
    #[serde(rename = "type")]
    kind: Option<String>,
    subtype: Option<String>,
    user: Option<String>,
    bot_id: Option<String>,
    text: Option<String>,
    ts: Option<String>,
    thread_ts: Option<String>,
    deleted_ts: Option<String>,
    edited: Option<Edited>,
    message: Option<Value>,
    user_profile: Option<UserProfile>,
    files: Option<Vec<Value>>,
    reactions: Option<Vec<Reaction>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Edited {
    ts: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct UserProfile {
    pub(super) display_name: Option<String>,
    pub(super) real_name: Option<String>,
    pub(super) name: Option<String>,
}

impl UserProfile {
    /// What colleagues call them.
    pub(super) fn called(&self) -> Option<&str> {
        let names = [&self.display_name, &self.real_name, &self.name];
        names.into_iter().flatten().map(|name| name.trim()).find(|name| !name.is_empty())
    }
}

/// Reads an entry.
pub(super) fn read(entry: Value) -> Result<Entry, Reason> {
    if !entry.is_object() {
        return Err(Reason::NotJson);
    }
    let mut raw: Raw = serde_json::from_value(entry).map_err(|_| Reason::NotJson)?;
    let subtype = raw.subtype.take().unwrap_or_default();
    let other = |ts: Option<Ts>, reason| ts.map(|ts| Entry::Other(ts, reason)).ok_or(Reason::NoDate);
    match subtype.as_str() {
        "message_deleted" => {
            return moment(raw.deleted_ts.as_ref()).map(Entry::Deletes).ok_or(Reason::NoDate);
        }
        "message_changed" => return changed(&raw),
        "tombstone" => return other(moment(raw.ts.as_ref()), Reason::Deleted),
        _ => {}
    }
    let said = raw.kind.as_deref().is_none_or(|kind| kind == "message")
        && (subtype.is_empty() || SAID.contains(&subtype.as_str()));
    let app = raw.bot_id.is_some() || subtype == "bot_message" || raw.user.as_deref() == Some(SLACKBOT);
    let ts = moment(raw.ts.as_ref());
    match (said, app) {
        (_, true) => other(ts, Reason::FromApp),
        (false, false) => other(ts, Reason::Notice),
        (true, false) => {
            let message = raw.into_message()?;
            if message.text.chars().count() > LONGEST_MESSAGE {
                Ok(Entry::Other(message.ts, Reason::TooLong))
            } else if message.text.trim().is_empty() && message.files.is_empty() {
                Ok(Entry::Other(message.ts, Reason::NoWords))
            } else {
                Ok(Entry::Said(message))
            }
        }
    }
}

/// The newest words of a message, as an edit log has them.
fn changed(log: &Raw) -> Result<Entry, Reason> {
    let inner = log.message.as_ref().ok_or(Reason::NotJson)?;
    // Never deeper than one entry within another.
    if inner.get("message").is_some() {
        return Err(Reason::NotJson);
    }
    let edited = moment(log.ts.as_ref()).unwrap_or_default();
    Ok(match read(inner.clone())? {
        Entry::Said(message) => Entry::Said(Message { edited: message.edited.max(edited), ..message }),
        entry => entry,
    })
}

impl Raw {
    fn into_message(self) -> Result<Message, Reason> {
        let ts = moment(self.ts.as_ref()).ok_or(Reason::NoDate)?;
        let name = |file: &Value| {
            let name = file.get("title").or_else(|| file.get("name"))?.as_str()?.trim();
            (!name.is_empty()).then(|| name.chars().take(200).collect())
        };
        Ok(Message {
            ts,
            thread: moment(self.thread_ts.as_ref()).filter(|thread| *thread != ts),
            by: self.user.filter(|user| !user.trim().is_empty()),
            name: self.user_profile.as_ref().and_then(UserProfile::called).map(str::to_owned),
            text: self.text.unwrap_or_default(),
            files: self.files.unwrap_or_default().iter().filter_map(name).take(MOST_FILES).collect(),
            reactions: self.reactions.unwrap_or_default(),
            edited: self.edited.and_then(|edited| moment(edited.ts.as_ref())).unwrap_or_default(),
        })
    }
}

fn moment(text: Option<&String>) -> Option<Ts> {
    text.and_then(|text| Ts::read(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(entry: Value) -> Message {
        match read(entry) {
            Ok(Entry::Said(message)) => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn moments_are_exact_to_the_microsecond() {
        let ts = Ts::read("1355517523.000005").unwrap();
        assert_eq!((ts.micros(), ts.moment().millis()), (1_355_517_523_000_005, 1_355_517_523_000));
        assert_eq!(Ts::written(ts.micros()), "1355517523.000005");
        assert_eq!(Ts::read("1355517523"), Ts::read("1355517523.000000"));
        assert_eq!(Ts::read("1355517523.5"), Ts::read("1355517523.500000"));
        for bad in [
            "",
            ".",
            "x",
            "0.000001",
            "-1.0",
            "1e9.0",
            "1355517523.0000005",
            "99999999999.0",
            "1.2.3",
            "+5.0",
        ] {
            assert_eq!(Ts::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_people_say_is_told_from_what_slack_and_apps_say() {
        let of = |entry: Value| match read(entry) {
            Ok(Entry::Other(_, reason)) | Err(reason) => Some(reason),
            _ => None,
        };
        let entry = |extra: Value| {
            let mut entry = json!({"type": "message", "ts": "1355517523.000005", "user": "U1", "text": "x"});
            entry.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            entry
        };
        assert_eq!(of(entry(json!({}))), None);
        assert_eq!(of(entry(json!({"subtype": "thread_broadcast"}))), None);
        assert_eq!(
            of(entry(json!({"subtype": "file_share", "text": "", "files": [{"name": "a.txt"}]}))),
            None
        );
        assert_eq!(of(entry(json!({"text": " "}))), Some(Reason::NoWords));
        assert_eq!(of(entry(json!({"text": "x".repeat(40_001)}))), Some(Reason::TooLong));
        assert_eq!(of(entry(json!({"subtype": "channel_join"}))), Some(Reason::Notice));
        assert_eq!(of(entry(json!({"type": "huddle"}))), Some(Reason::Notice));
        assert_eq!(of(entry(json!({"subtype": "bot_message"}))), Some(Reason::FromApp));
        assert_eq!(of(entry(json!({"bot_id": "B1"}))), Some(Reason::FromApp));
        assert_eq!(of(entry(json!({"user": "USLACKBOT"}))), Some(Reason::FromApp));
        assert_eq!(of(entry(json!({"subtype": "tombstone", "user": "USLACKBOT"}))), Some(Reason::Deleted));
        assert_eq!(of(entry(json!({"ts": "soon"}))), Some(Reason::NoDate));
        assert_eq!(of(entry(json!({"text": 5}))), Some(Reason::NotJson));
        assert_eq!([of(json!("words")), of(json!(["message"]))], [Some(Reason::NotJson); 2]);
    }

    #[test]
    fn an_edit_log_says_the_newest_words() {
        let inner = json!({"type": "message", "ts": "5.000001", "user": "U1", "text": "new"});
        let changed = said(json!({"subtype": "message_changed", "ts": "9.0", "message": inner}));
        assert_eq!(
            (changed.ts, changed.edited, changed.text.as_str()),
            (Ts(5_000_001), Ts(9_000_000), "new")
        );
        let deleted = read(json!({"subtype": "message_deleted", "ts": "9.0", "deleted_ts": "5.000001"}));
        assert_eq!(deleted, Ok(Entry::Deletes(Ts(5_000_001))));
        let nested =
            json!({"subtype": "message_changed", "message": {"subtype": "message_changed", "message": {}}});
        assert_eq!(read(nested), Err(Reason::NotJson));
    }
}
