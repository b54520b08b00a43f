//! Messages: who wrote what where, with every word that stands in any part of the payload.

use super::rich::Rich;
use super::words::{Seen, words_in};
use super::{Decoded, Delivery, Hearing, json, mrkdwn};
use serde_json::Value;
use std::collections::HashMap;
use stoa_chat::{Block, Command, EventKind, Message, MessageRef, PlaceRef, Span, Text, UserRef};

/// Messages that Slack writes itself: they tell of a change that is told by an event of its own, or of nothing.
const WRITTEN_BY_SLACK: &[&str] = &[
    "assistant_app_thread",
    "bot_add",
    "bot_disable",
    "bot_enable",
    "bot_remove",
    "channel_archive",
    "channel_canvas_updated",
    "channel_convert_to_private",
    "channel_convert_to_public",
    "channel_join",
    "channel_leave",
    "channel_name",
    "channel_posting_permissions",
    "channel_purpose",
    "channel_topic",
    "channel_unarchive",
    "document_comment_root",
    "ekm_access_denied",
    "group_archive",
    "group_join",
    "group_leave",
    "group_name",
    "group_purpose",
    "group_topic",
    "group_unarchive",
    "huddle_thread",
    "message_replied",
    "pinned_item",
    "reminder_add",
    "sh_room_created",
    "tombstone",
    "unpinned_item",
];

impl Hearing {
    /// A `message` or `app_mention`.
    pub(super) fn message_event(&self, event: &Value, delivery: &Delivery<'_>) -> Decoded {
        match json::text(event, &["subtype"]) {
            Some("message_changed") => self.changed(event, delivery),
            Some("message_deleted") => self.deleted(event, delivery),
            Some(subtype) if WRITTEN_BY_SLACK.contains(&subtype) => Decoded::Nothing,
            _ => self.said(event, delivery),
        }
    }

    fn said(&self, event: &Value, delivery: &Delivery<'_>) -> Decoded {
        if self.is_ours(event) {
            return Decoded::Nothing;
        }
        let Some(message) = self.message(event, &json::owned(event, &["channel"]), direct(event)) else {
            return delivery.unknown("message without a writer or a place");
        };
        let at = json::moment_of(&message.message.id).unwrap_or(delivery.at);
        let id = said_id(&message.message);
        Decoded::one(self.event(id, at, self.command_or_words(message)))
    }

    /// In the direct conversation a message that begins with one of our verbs is a command; elsewhere one that calls us
    /// first.
    fn command_or_words(&self, said: Message) -> EventKind {
        let Some(text) = self.command_in(&said) else { return EventKind::Said(said) };
        let Message { by, message, thread, direct, .. } = said;
        let place = message.place.clone();
        let (message, under, trigger) = (Some(message), None, None);
        EventKind::Commanded(Command { by, place, direct, message, thread, text, under, trigger })
    }

    fn command_in(&self, said: &Message) -> Option<Text> {
        let mut text = said.text.clone();
        if let Some(Block::Paragraph(spans)) = text.blocks.first_mut()
            && matches!(spans.first(), Some(Span::Mention(user)) if user.id == self.bot_user)
        {
            spans.remove(0);
            if let Some(Span::Plain(rest)) = spans.first_mut() {
                *rest = rest.trim_start_matches([',', ':', ' ', '\n']).to_owned();
            }
            return Some(text);
        }
        let (word, _) = text.clone().split_first_word();
        (said.direct && self.verbs.contains(&word.to_lowercase())).then_some(text)
    }

    fn changed(&self, event: &Value, delivery: &Delivery<'_>) -> Decoded {
        let Some(new) = json::at(event, &["message"]) else {
            return delivery.unknown("changed message without the message");
        };
        let channel = json::owned(event, &["channel"]);
        if json::text(new, &["subtype"]) == Some("tombstone") {
            return self.gone(event, &channel, json::text(new, &["ts"]), None, delivery);
        }
        let by_slack =
            json::text(new, &["subtype"]).is_some_and(|subtype| WRITTEN_BY_SLACK.contains(&subtype));
        if by_slack || self.is_ours(new) || only_previews_differ(event) {
            return Decoded::Nothing;
        }
        let Some(message) = self.message(new, &channel, direct(event)) else {
            return delivery.unknown("changed message without a writer or a place");
        };
        Decoded::one(self.event(delivery.id(), delivery.at, EventKind::Edited(message)))
    }

    fn deleted(&self, event: &Value, delivery: &Delivery<'_>) -> Decoded {
        let previous = json::at(event, &["previous_message"]);
        if previous.is_some_and(|previous| self.is_ours(previous)) {
            // Whoever removes a message of ours (an admin may) is not told: the message is gone all the same.
            return self.gone(event, &json::owned(event, &["channel"]), None, None, delivery);
        }
        let by = previous.and_then(|previous| json::text(previous, &["user"]));
        self.gone(event, &json::owned(event, &["channel"]), None, by, delivery)
    }

    fn gone(
        &self,
        event: &Value,
        channel: &str,
        ts: Option<&str>,
        by: Option<&str>,
        delivery: &Delivery<'_>,
    ) -> Decoded {
        let ts = ts.or_else(|| json::text(event, &["deleted_ts"]));
        let ts = ts.or_else(|| json::text(event, &["previous_message", "ts"]));
        let (Some(ts), false) = (ts, channel.is_empty()) else {
            return delivery.unknown("deleted message without its name");
        };
        let message = MessageRef::new(&PlaceRef::new(&self.network, channel), ts);
        let by = by.map(|id| UserRef::new(&self.network, id));
        Decoded::one(self.event(delivery.id(), delivery.at, EventKind::Deleted { message, by }))
    }

    /// A message in `channel`, wherever it stands in a payload; `None` if it has no name or no writer.
    pub(super) fn message(&self, message: &Value, channel: &str, direct: bool) -> Option<Message> {
        let by = json::text(message, &["user"]).or_else(|| json::text(message, &["bot_id"]))?;
        let ts = json::text(message, &["ts"])?;
        if channel.is_empty() {
            return None;
        }
        let place = PlaceRef::new(&self.network, channel);
        let thread = json::text(message, &["thread_ts"]).filter(|thread| *thread != ts);
        let text = self.text_of(message);
        let to_bot = text.mentions().iter().any(|user| user.id == self.bot_user)
            || json::text(message, &["type"]) == Some("app_mention");
        Some(Message {
            by: UserRef::new(&self.network, by),
            message: MessageRef::new(&place, ts),
            thread: thread.map(|thread| MessageRef::new(&place, thread)),
            direct,
            to_bot,
            text,
        })
    }

    /// Whether we wrote it ourselves.
    fn is_ours(&self, message: &Value) -> bool {
        let user = json::text(message, &["user"]).is_some_and(|user| user == self.bot_user);
        let bot = json::text(message, &["bot_id"]).is_some_and(|bot| Some(bot) == self.bot.as_deref());
        user || bot
    }

    /// Every word of a message: its rich text or its markup first, then whatever stands only elsewhere in it.
    pub(crate) fn text_of(&self, message: &Value) -> Text {
        let typed = json::text(message, &["text"]).unwrap_or_default();
        let read = mrkdwn::read(typed, &self.network);
        let rich = Rich { network: &self.network, names: names_in(typed) };
        let (mut text, mut seen, mut others) = (Text::default(), Seen::default(), Vec::new());
        for block in json::items(message, &["blocks"]) {
            match json::text(block, &["type"]) {
                Some("rich_text") => text.blocks.extend(rich.read(block)),
                _ => others.push(block),
            }
        }
        seen.remember(&text.to_plain());
        let mut body = Vec::new();
        if !seen.knows(&read.to_plain()) {
            body.extend(read.blocks);
        }
        let parts = others.into_iter().flat_map(words_in);
        self.add(parts, &mut seen, &mut body);
        for attachment in json::items(message, &["attachments"]) {
            let mut quoted = Vec::new();
            self.add(words_in(attachment), &mut seen, &mut quoted);
            if !quoted.is_empty() {
                body.push(Block::Quote(quoted));
            }
        }
        self.add(words_in(&rest_of(message)), &mut seen, &mut body);
        text.blocks.extend(body);
        text
    }

    /// Adds those of `parts` whose words were not seen yet.
    fn add(&self, parts: impl IntoIterator<Item = String>, seen: &mut Seen, blocks: &mut Vec<Block>) {
        for part in parts {
            let read = mrkdwn::read(&part, &self.network);
            if !seen.knows(&read.to_plain()) {
                blocks.extend(read.blocks);
            }
        }
    }
}

/// The name of the event that a message was said: the same for `message` and `app_mention`.
pub(super) fn said_id(message: &MessageRef) -> String {
    format!("said:{}:{}", message.place.id, message.id)
}

/// Whether the message stands in somebody's direct conversation with the bot. Only conversations of two have an id
/// that begins with a D, and the bot hears no others than its own.
pub(super) fn direct(event: &Value) -> bool {
    match json::text(event, &["channel_type"]) {
        Some(kind) => kind == "im" || kind == "app_home",
        None => json::text(event, &["channel"]).is_some_and(|channel| channel.starts_with('D')),
    }
}

/// A message without the parts that were read already, and without what names its place and writer.
fn rest_of(message: &Value) -> Value {
    let mut rest = message.clone();
    if let Some(fields) = rest.as_object_mut() {
        for read in
            ["attachments", "blocks", "text", "username", "hidden", "purpose", "topic", "name", "old_name"]
        {
            fields.remove(read);
        }
    }
    rest
}

/// Whether a change only added or removed the previews of links, which nobody typed.
fn only_previews_differ(event: &Value) -> bool {
    let (Some(new), Some(old)) = (json::at(event, &["message"]), json::at(event, &["previous_message"]))
    else {
        return false;
    };
    let same = |field: &str| new.get(field) == old.get(field);
    let previews = |message: &Value| {
        json::items(message, &["attachments"]).iter().all(|attachment| attachment.get("from_url").is_some())
    };
    same("text") && same("blocks") && same("files") && previews(new) && previews(old)
}

/// What channels and groups are called in `<#C1|help>` and `<!subteam^S1|@team>`.
fn names_in(typed: &str) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for reference in typed.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(inner, _)| inner)
    {
        if let Some((target, name)) = reference.split_once('|')
            && let Some(id) = target.strip_prefix('#').or_else(|| target.strip_prefix("!subteam^"))
        {
            names.insert(id.to_owned(), mrkdwn::unescape(name));
        }
    }
    names
}
