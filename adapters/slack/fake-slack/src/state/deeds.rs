//! What can be done in conversations, by people and by the app alike: each deed changes the world and is told
//! to the app.

use super::{Message, Reacted, World, as_ts};
use serde_json::{Value, json};

/// How many different emoji a message takes.
const MOST_REACTIONS: usize = 50;

impl World {
    /// Writes a message, and gives its time. What only one person sees is kept for them, but told to nobody.
    pub fn post(&mut self, channel: &str, mut message: Message) -> String {
        let now = self.now;
        let Some(place) = self.channels.get_mut(channel) else { return as_ts(now) };
        let ts = place.next_ts(now);
        message.ts.clone_from(&ts);
        let ephemeral = message.only_for.is_some();
        if ephemeral && self.faults.whispers > 0 {
            self.faults.whispers -= 1;
            message.deleted = true;
        }
        place.messages.push(message);
        if !ephemeral {
            self.tell_message(channel, &ts);
        }
        ts
    }

    /// Puts other words into a message.
    pub fn edit(&mut self, channel: &str, ts: &str, by: &str, change: impl FnOnce(&mut Message)) {
        let Some(place) = self.channels.get(channel) else { return };
        let moment = as_ts(self.now.max(place.latest));
        self.change(channel, ts, |message| {
            change(message);
            message.edited = Some((by.to_owned(), moment));
        });
    }

    /// Changes a message without anybody having edited it.
    pub fn change(&mut self, channel: &str, ts: &str, change: impl FnOnce(&mut Message)) {
        let before = self.as_told(channel, ts);
        let Some(place) = self.channels.get_mut(channel) else { return };
        let Some(message) = place.message_mut(ts) else { return };
        change(message);
        self.tell_change(channel, ts, before);
    }

    /// Removes a message. The first message of a thread leaves a stone behind, with its answers below.
    pub fn remove(&mut self, channel: &str, ts: &str) {
        let before = self.as_told(channel, ts);
        let Some(place) = self.channels.get_mut(channel) else { return };
        let answered = place.replies(ts).next().is_some();
        let Some(message) = place.message_mut(ts) else { return };
        if answered {
            *message = Message {
                ts: ts.to_owned(),
                user: "USLACKBOT".to_owned(),
                subtype: Some("tombstone".to_owned()),
                text: "This message was deleted.".to_owned(),
                ..Message::default()
            };
            self.tell_change(channel, ts, before);
        } else {
            message.deleted = true;
            self.tell_removal(channel, ts, before);
        }
    }

    fn as_told(&self, channel: &str, ts: &str) -> Value {
        let place = self.channels.get(channel);
        let message = place.and_then(|place| Some((place, place.message(ts)?)));
        message.map_or(Value::Null, |(place, message)| self.message_json(place, message, true))
    }

    /// Puts a reaction on a message.
    ///
    /// # Errors
    /// In Slack's words, if it is there already or there are too many.
    pub fn react(&mut self, channel: &str, ts: &str, name: &str, user: &str) -> Result<(), &'static str> {
        let place = self.channels.get_mut(channel).ok_or("channel_not_found")?;
        let message = place.message_mut(ts).ok_or("message_not_found")?;
        let full = message.reactions.len() >= MOST_REACTIONS;
        match message.reactions.iter_mut().find(|reacted| reacted.name == name) {
            Some(reacted) if reacted.users.iter().any(|other| other == user) => {
                return Err("already_reacted");
            }
            Some(reacted) => reacted.users.push(user.to_owned()),
            None if full => return Err("too_many_reactions"),
            None => {
                message.reactions.push(Reacted { name: name.to_owned(), users: vec![user.to_owned()] });
            }
        }
        self.tell_reaction("reaction_added", channel, ts, name, user);
        Ok(())
    }

    /// Takes a reaction off a message.
    ///
    /// # Errors
    /// In Slack's words, if it is not there.
    pub fn unreact(&mut self, channel: &str, ts: &str, name: &str, user: &str) -> Result<(), &'static str> {
        let place = self.channels.get_mut(channel).ok_or("channel_not_found")?;
        let message = place.message_mut(ts).ok_or("message_not_found")?;
        let reacted = message.reactions.iter_mut().find(|reacted| reacted.name == name);
        let reacted = reacted.filter(|reacted| reacted.users.iter().any(|other| other == user));
        reacted.ok_or("no_reaction")?.users.retain(|other| other != user);
        message.reactions.retain(|reacted| !reacted.users.is_empty());
        self.tell_reaction("reaction_removed", channel, ts, name, user);
        Ok(())
    }

    /// Lets somebody into a channel.
    pub fn join(&mut self, channel: &str, user: &str, inviter: Option<&str>) {
        let Some(place) = self.channels.get_mut(channel) else { return };
        if place.members.insert(user.to_owned()) {
            self.tell_member("member_joined_channel", channel, user, inviter);
        }
    }

    /// Lets somebody out of a channel.
    pub fn leave(&mut self, channel: &str, user: &str) {
        let Some(place) = self.channels.get_mut(channel) else { return };
        if place.members.remove(user) {
            self.tell_member("member_left_channel", channel, user, None);
        }
    }

    /// Somebody opens the app's Home.
    pub fn open_home(&mut self, user: &str) {
        let channel = self.direct_with_bot(user);
        let view = self.views.homes.get(user).cloned();
        let mut event = json!({
            "type": "app_home_opened",
            "user": user,
            "channel": channel,
            "tab": "home",
            "event_ts": self.moment(),
        });
        if let Some(view) = view {
            event["view"] = self.view_json(&view);
        }
        self.event("app_home_opened", &event, false);
    }
}
