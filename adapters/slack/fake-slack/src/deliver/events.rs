//! The events of the Events API, and what happens in the workspace to cause them.

use super::Kind;
use crate::state::{Channel, ChannelKind, Message, World};
use serde_json::{Map, Value, json};

impl World {
    /// Tells the app of an event, if it has subscribed to it and may hear of it.
    pub fn event(&mut self, subscription: &str, event: &Value, external: bool) {
        if !self.app.hears(subscription) {
            return;
        }
        let id = self.new_id("Ev");
        let enterprise = self.team.enterprise.as_ref().map(|(id, _)| id.clone());
        let org = self.team.org_install;
        let payload = json!({
            "token": self.app.verification,
            "team_id": self.team.id,
            "enterprise_id": enterprise,
            "api_app_id": self.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": id,
            "event_time": self.seconds(),
            "authorizations": [{
                "enterprise_id": enterprise,
                "team_id": if org { Value::Null } else { json!(self.team.id) },
                "user_id": self.app.user_id,
                "is_bot": true,
                "is_enterprise_install": org,
            }],
            "is_ext_shared_channel": external,
            "event_context": format!("4-{id}"),
        });
        self.deliver(Kind::Event, payload);
    }

    /// Tells of something in a conversation, if the bot is in it.
    fn event_in(&mut self, channel: &str, subscription: &str, event: &Value) {
        let Some(channel) = self.channels.get(channel) else { return };
        if channel.has(&self.app.user_id) {
            let external = channel.external;
            self.event(subscription, event, external);
        }
    }

    /// Tells of a new message; and once more if it calls the bot by name.
    pub fn tell_message(&mut self, channel: &str, ts: &str) {
        let Some((place, message)) = self.placed(channel, ts) else { return };
        let mut event = self.message_json(place, message, true);
        let kind = place.kind;
        let calls = kind != ChannelKind::Im
            && message.bot_id.is_none()
            && message.text.contains(&format!("<@{}>", self.app.user_id));
        let mention = calls.then(|| {
            let mut mention = self.message_json(place, message, false);
            mention["type"] = json!("app_mention");
            mention["channel"] = json!(channel);
            mention["event_ts"] = json!(ts);
            if let Some(mention) = mention.as_object_mut() {
                mention.remove("parent_user_id");
                mention.remove("metadata");
            }
            mention
        });
        if let Some(event) = event.as_object_mut() {
            for of_history in ["reactions", "reply_count", "reply_users", "reply_users_count", "latest_reply"]
            {
                event.remove(of_history);
            }
            if message.broadcast {
                event.insert("subtype".into(), json!("thread_broadcast"));
            }
            event.insert("channel".into(), json!(channel));
            event.insert("event_ts".into(), json!(ts));
            event.insert("channel_type".into(), json!(kind.of_message()));
        }
        self.event_in(channel, of_messages(kind), &event);
        if let Some(mention) = mention {
            self.event_in(channel, "app_mention", &mention);
        }
    }

    /// Tells that a message is another one now: `before` is what it was.
    pub fn tell_change(&mut self, channel: &str, ts: &str, before: Value) {
        let Some((place, message)) = self.placed(channel, ts) else { return };
        let kind = place.kind;
        let mut now = self.message_json(place, message, true);
        without_history(&mut now);
        let mut event = Map::new();
        event.insert("subtype".into(), json!("message_changed"));
        event.insert("message".into(), now);
        self.tell_hidden(channel, kind, event, before);
    }

    /// Tells that a message is gone: `before` is what it was.
    pub fn tell_removal(&mut self, channel: &str, ts: &str, before: Value) {
        let Some(kind) = self.channels.get(channel).map(|channel| channel.kind) else { return };
        let mut event = Map::new();
        event.insert("subtype".into(), json!("message_deleted"));
        event.insert("deleted_ts".into(), json!(ts));
        self.tell_hidden(channel, kind, event, before);
    }

    fn tell_hidden(
        &mut self,
        channel: &str,
        kind: ChannelKind,
        mut event: Map<String, Value>,
        mut before: Value,
    ) {
        let Some(place) = self.channels.get_mut(channel) else { return };
        // What happens to a message has a time of its own.
        let moment = place.next_ts(self.now);
        without_history(&mut before);
        event.insert("type".into(), json!("message"));
        event.insert("previous_message".into(), before);
        event.insert("channel".into(), json!(channel));
        event.insert("hidden".into(), json!(true));
        event.insert("ts".into(), json!(moment));
        event.insert("event_ts".into(), json!(moment));
        event.insert("channel_type".into(), json!(kind.of_message()));
        self.event_in(channel, of_messages(kind), &Value::Object(event));
    }

    /// Tells of a reaction that was put or taken: `event` is `reaction_added` or `reaction_removed`.
    pub fn tell_reaction(&mut self, event: &str, channel: &str, ts: &str, name: &str, user: &str) {
        let Some((_, message)) = self.placed(channel, ts) else { return };
        let told = json!({
            "type": event,
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": channel, "ts": ts},
            "item_user": message.user,
            "event_ts": self.moment(),
        });
        self.event_in(channel, event, &told);
    }

    /// Tells that somebody came or went: `event` is `member_joined_channel` or `member_left_channel`.
    pub fn tell_member(&mut self, event: &str, channel: &str, user: &str, inviter: Option<&str>) {
        let Some(place) = self.channels.get(channel) else { return };
        let letter = if place.kind == ChannelKind::Public { "C" } else { "G" };
        let team = self.user(user).map_or(&self.team.id, |user| &user.team);
        let mut told = json!({
            "type": event,
            "user": user,
            "channel": channel,
            "channel_type": letter,
            "team": team,
            "event_ts": self.moment(),
        });
        if let Some(inviter) = inviter {
            told["inviter"] = json!(inviter);
        }
        // The bot's own leaving is the last that it hears of a channel.
        if user == self.app.user_id {
            let external = place.external;
            self.event(event, &told, external);
        } else {
            self.event_in(channel, event, &told);
        }
    }

    /// Tells what is new about a person: `event` is `user_change` or `team_join`.
    pub fn tell_user(&mut self, event: &str, user: &str) {
        let Some(told) = self.user(user) else { return };
        let mut told = json!({
            "type": event,
            "user": told.json(&self.app.id, self.now, true),
            "cache_ts": self.seconds(),
            "event_ts": self.moment(),
        });
        if event == "team_join"
            && let Some(told) = told.as_object_mut()
        {
            told.remove("cache_ts");
            told.remove("event_ts");
        }
        self.event(event, &told, false);
    }

    fn placed(&self, channel: &str, ts: &str) -> Option<(&Channel, &Message)> {
        let channel = self.channels.get(channel)?;
        Some((channel, channel.message(ts)?))
    }
}

/// The subscription that messages of such a conversation need.
fn of_messages(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Public => "message.channels",
        ChannelKind::Private => "message.groups",
        ChannelKind::Im => "message.im",
        ChannelKind::Mpim => "message.mpim",
    }
}

/// Takes off what only `conversations.history` tells.
fn without_history(message: &mut Value) {
    if let Some(message) = message.as_object_mut() {
        for key in ["reactions", "metadata", "reply_users", "files", "app_id"] {
            message.remove(key);
        }
    }
}
