//! What people do with commands, buttons, menus and forms.

use super::message::direct;
use super::{Decoded, Delivery, Hearing, json, mrkdwn};
use crate::render::FormPlace;
use serde_json::Value;
use std::collections::BTreeMap;
use stoa_chat::{
    Block, Command, EventKind, MessageRef, Pick, PlaceRef, Pointed, Press, Span, Submission, Text, Timestamp,
    UserRef,
};

/// Where an input says what it was set to, if to one thing.
const SIMPLE: [&str; 7] = [
    "value",
    "selected_date",
    "selected_time",
    "selected_user",
    "selected_channel",
    "selected_conversation",
    "selected_date_time",
];
/// Where it says so, if to several.
const SEVERAL: [&str; 4] =
    ["selected_options", "selected_users", "selected_channels", "selected_conversations"];

impl Hearing {
    /// Reads a slash command: the fields of its form, as JSON.
    pub fn slash_command(&self, form: &Value, envelope: Option<&str>, now: Timestamp) -> Decoded {
        let trigger = json::text(form, &["trigger_id"]);
        let delivery = Delivery { name: trigger.or(envelope), at: now, body: form };
        let (Some(user), Some(channel)) = (json::text(form, &["user_id"]), json::text(form, &["channel_id"]))
        else {
            return delivery.unknown("slash command without a person or a place");
        };
        let typed = json::text(form, &["text"]).unwrap_or_default();
        let verb = self.commands.verb_of(json::text(form, &["command"]).unwrap_or_default());
        let command = Command {
            by: UserRef::new(&self.network, user),
            place: PlaceRef::new(&self.network, channel),
            direct: channel.starts_with('D'),
            message: None,
            thread: None,
            text: after_verb(&verb, mrkdwn::read_plain(typed, &self.network)),
            under: None,
            trigger: trigger.map(str::to_owned),
        };
        Decoded::one(self.event(delivery.id(), now, EventKind::Commanded(command)))
    }

    /// Reads the payload of an interaction.
    pub fn interaction(&self, payload: &Value, envelope: Option<&str>, now: Timestamp) -> Decoded {
        let name = json::text(payload, &["trigger_id"]).or(envelope);
        let delivery = Delivery { name, at: now, body: payload };
        match json::text(payload, &["type"]) {
            Some("block_actions") => self.pressed(payload, &delivery),
            Some("message_action") => self.picked(payload, &delivery),
            Some("shortcut") => self.shortcut(payload, &delivery),
            Some("view_submission") => self.submitted(payload, &delivery),
            // Closing a form without sending it takes nothing back.
            Some("view_closed") => Decoded::Nothing,
            _ => delivery.unknown("interaction"),
        }
    }

    fn pressed(&self, payload: &Value, delivery: &Delivery<'_>) -> Decoded {
        let Some(user) = json::text(payload, &["user", "id"]) else {
            return delivery.unknown("press without a person");
        };
        let channel = json::text(payload, &["channel", "id"])
            .or_else(|| json::text(payload, &["container", "channel_id"]));
        let ts = json::text(payload, &["container", "message_ts"])
            .or_else(|| json::text(payload, &["message", "ts"]));
        // A button on the Home page stands in no message: it counts as pressed in the direct conversation.
        let place = PlaceRef::new(&self.network, channel.unwrap_or(user));
        let message = ts.map_or_else(|| MessageRef::home(&place), |ts| MessageRef::new(&place, ts));
        let by = UserRef::new(&self.network, user);
        let direct = channel.is_none_or(|channel| channel.starts_with('D'));
        let actions = json::items(payload, &["actions"]);
        let mut events = Vec::new();
        for (at, action) in actions.iter().enumerate() {
            if json::text(action, &["url"]).is_some() && json::text(action, &["value"]).is_none() {
                // A link was followed: Slack tells, and there is nothing to do.
                continue;
            }
            let value = value_of(action);
            let trigger = json::text(payload, &["trigger_id"]).map(str::to_owned);
            let (by, message) = (by.clone(), message.clone());
            let press = EventKind::Pressed(Press { by, message, direct, value, trigger });
            let id = if at == 0 { delivery.id() } else { format!("{}:{at}", delivery.id()) };
            let when = action.get("action_ts").and_then(json::moment).unwrap_or(delivery.at);
            events.push(self.event(id, when, press));
        }
        if actions.is_empty() { delivery.unknown("press of nothing") } else { Decoded::Happened(events) }
    }

    fn picked(&self, payload: &Value, delivery: &Delivery<'_>) -> Decoded {
        let user = json::text(payload, &["user", "id"]);
        let channel = json::text(payload, &["channel", "id"]);
        let (Some(user), Some(channel), Some(verb)) = (user, channel, json::text(payload, &["callback_id"]))
        else {
            return delivery.unknown("shortcut without a person, a place or a name");
        };
        let mut message = json::at(payload, &["message"]).cloned().unwrap_or_default();
        if json::text(&message, &["ts"]).is_none()
            && let (Some(ts), Some(fields)) = (json::text(payload, &["message_ts"]), message.as_object_mut())
        {
            fields.insert("ts".to_owned(), ts.into());
        }
        let Some(message) = self.message(&message, channel, channel.starts_with('D')) else {
            return delivery.unknown("shortcut on a message without a writer");
        };
        let pick = Pick {
            by: UserRef::new(&self.network, user),
            verb: verb.to_owned(),
            at: Box::new(Pointed { message, first: None }),
            trigger: json::text(payload, &["trigger_id"]).map(str::to_owned),
        };
        let at = payload.get("action_ts").and_then(json::moment).unwrap_or(delivery.at);
        Decoded::one(self.event(delivery.id(), at, EventKind::Picked(pick)))
    }

    /// A shortcut from the search bar: a command that was typed nowhere, so in the direct conversation.
    fn shortcut(&self, payload: &Value, delivery: &Delivery<'_>) -> Decoded {
        let (user, verb) = (json::text(payload, &["user", "id"]), json::text(payload, &["callback_id"]));
        let (Some(user), Some(verb)) = (user, verb) else {
            return delivery.unknown("shortcut without a person or a name");
        };
        let command = Command {
            by: UserRef::new(&self.network, user),
            place: PlaceRef::new(&self.network, user),
            direct: true,
            message: None,
            thread: None,
            text: Text::plain(verb),
            under: None,
            trigger: json::text(payload, &["trigger_id"]).map(str::to_owned),
        };
        let at = payload.get("action_ts").and_then(json::moment).unwrap_or(delivery.at);
        Decoded::one(self.event(delivery.id(), at, EventKind::Commanded(command)))
    }

    fn submitted(&self, payload: &Value, delivery: &Delivery<'_>) -> Decoded {
        let Some(user) = json::text(payload, &["user", "id"]) else {
            return delivery.unknown("form without a person");
        };
        let view = json::at(payload, &["view"]).cloned().unwrap_or_default();
        let form = json::owned(&view, &["callback_id"]);
        let opened = FormPlace::read(json::text(&view, &["private_metadata"]).unwrap_or_default());
        let place = opened.as_ref().map_or(user, |opened| opened.place.as_str());
        let submission = Submission {
            by: UserRef::new(&self.network, user),
            place: PlaceRef::new(&self.network, place),
            direct: opened.as_ref().is_none_or(|opened| opened.direct),
            form,
            showing: json::owned(&view, &["id"]),
            values: values_in(&view),
        };
        // One showing can be sent off several times, after its problems were mended; each time its hash differs.
        let hash = json::text(&view, &["hash"]).unwrap_or_default();
        let id = match delivery.name {
            Some(_) => delivery.id(),
            None => format!("view:{}:{hash}:{}", submission.showing, delivery.id()),
        };
        Decoded::one(self.event(id, delivery.at, EventKind::Submitted(submission)))
    }

    /// The first message of a thread, from `conversations.replies`.
    pub fn first_of(&self, replies: &Value, channel: &str, is_direct: bool) -> Option<stoa_chat::Message> {
        let first = json::items(replies, &["messages"]).first()?;
        self.message(first, channel, is_direct || direct(first))
    }
}

/// A command's verb before what was typed after it.
fn after_verb(verb: &str, mut rest: Text) -> Text {
    if verb.is_empty() {
        return rest;
    }
    match rest.blocks.first_mut() {
        Some(Block::Paragraph(spans)) => match spans.first_mut() {
            Some(Span::Plain(words)) => words.insert_str(0, &format!("{verb} ")),
            _ => spans.insert(0, Span::Plain(format!("{verb} "))),
        },
        _ => rest.blocks.insert(0, Block::Paragraph(vec![Span::Plain(verb.to_owned())])),
    }
    rest
}

/// What was filled in, by field name, whatever kinds of fields there are.
fn values_in(view: &Value) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let Some(fields) = json::at(view, &["state", "values"]).and_then(Value::as_object) else { return values };
    for (field, inputs) in fields {
        let Some(inputs) = inputs.as_object() else { continue };
        for (name, input) in inputs {
            // Ours have one input for each field; of others every one is kept.
            let key = if inputs.len() == 1 { field.clone() } else { format!("{field}.{name}") };
            values.insert(key, value_of(input));
        }
    }
    values
}

/// What one element of a form or a message was set to.
fn value_of(input: &Value) -> String {
    if json::text(input, &["type"]) == Some("checkboxes") {
        // One box of ours is a yes or a no.
        let ticked = json::items(input, &["selected_options"]);
        return if ticked.is_empty() {
            "false".to_owned()
        } else {
            ticked.iter().map(choice_of).collect::<Vec<_>>().join(",")
        };
    }
    for way in ["selected_option", "rich_text_value"] {
        if let Some(chosen) = json::at(input, &[way]).filter(|chosen| chosen.is_object()) {
            return if way == "selected_option" {
                choice_of(chosen)
            } else {
                super::words::words_in(chosen).join("")
            };
        }
    }
    for way in SIMPLE {
        match input.get(way) {
            Some(Value::String(value)) if !value.is_empty() => return value.clone(),
            Some(Value::Number(value)) => return value.to_string(),
            _ => {}
        }
    }
    let several = SEVERAL.iter().flat_map(|way| json::items(input, &[way])).map(choice_of);
    several.collect::<Vec<_>>().join(",")
}

fn choice_of(option: &Value) -> String {
    option.as_str().map_or_else(|| json::owned(option, &["value"]), str::to_owned)
}
