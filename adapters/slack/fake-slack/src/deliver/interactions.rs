//! What people do with the app itself: commands, buttons, menus and forms, as payloads.

use super::Kind;
use crate::state::{Message, Notice, View, World};
use serde_json::{Map, Value, json};

/// Where a button stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Container {
    /// On this message.
    Message { channel: String, ts: String },
    /// On this view.
    View(String),
}

impl World {
    /// Somebody sends a slash command off.
    pub fn command(&mut self, user: &str, channel: &str, command: &str, text: &str) {
        let url = self.new_response_url(user, channel, None);
        let key = url.rsplit('/').next().unwrap_or_default().to_owned();
        let trigger = self.new_trigger(user);
        let name = self.user(user).map_or("", |user| &user.name);
        let place = self.channels.get(channel).map_or("", |channel| channel.told_name());
        let mut payload = json!({
            "token": self.app.verification,
            "team_id": self.team.id,
            "team_domain": self.team.domain,
            "channel_id": channel,
            "channel_name": place,
            "user_id": user,
            "user_name": name,
            "command": command,
            "text": text,
            "api_app_id": self.app.id,
            "is_enterprise_install": self.team.org_install.to_string(),
            "response_url": url,
            "trigger_id": trigger,
        });
        if let Some((id, name)) = &self.team.enterprise {
            payload["enterprise_id"] = json!(id);
            payload["enterprise_name"] = json!(name);
        }
        let (user, command) = (user.to_owned(), command.to_owned());
        self.deliver(Kind::Command { user, command, key }, payload);
    }

    /// Somebody acts on an element of a message or view: `action` is what Slack tells of the element.
    pub fn block_action(&mut self, user: &str, container: &Container, action: &Value) {
        if !self.app.interactive {
            let words = "This app is not configured to handle interactive responses.".to_owned();
            self.notices.push(Notice { user: user.to_owned(), words });
            return;
        }
        let mut payload = self.interaction("block_actions", user, true);
        let trigger = self.new_trigger(user);
        payload.insert("trigger_id".into(), json!(trigger));
        payload.insert("api_app_id".into(), json!(self.app.id));
        payload.insert("actions".into(), json!([action]));
        match container {
            Container::Message { channel, ts } => self.tell_container(user, channel, ts, &mut payload),
            Container::View(id) => {
                payload.insert("container".into(), json!({"type": "view", "view_id": id}));
                if let Some(view) = self.views.find(Some(id), None).cloned() {
                    payload.insert("view".into(), self.view_json(&view));
                }
            }
        }
        self.deliver(Kind::Interaction { user: user.to_owned() }, Value::Object(payload));
    }

    fn tell_container(&mut self, user: &str, channel: &str, ts: &str, payload: &mut Map<String, Value>) {
        let found = self.channels.get(channel).and_then(|place| Some((place, place.message(ts)?)));
        let Some((place, message)) = found else { return };
        let (name, message) = (place.told_name().to_owned(), message.clone());
        let mut container = json!({
            "type": "message",
            "message_ts": ts,
            "channel_id": channel,
            "is_ephemeral": message.only_for.is_some(),
        });
        if let Some(thread) = &message.thread_ts {
            container["thread_ts"] = json!(thread);
        }
        payload.insert("container".into(), container);
        payload.insert("channel".into(), json!({"id": channel, "name": name}));
        payload.insert("state".into(), json!({"values": {}}));
        // Slack keeps no ephemeral messages, so it cannot send one along.
        if message.only_for.is_none() {
            payload.insert("message".into(), self.pointed_json(channel, &message));
        }
        let url = self.new_response_url(user, channel, Some(ts));
        payload.insert("response_url".into(), json!(url));
    }

    /// Somebody chooses a shortcut in the menu of a message.
    pub fn message_shortcut(&mut self, user: &str, channel: &str, ts: &str, callback_id: &str) {
        let found = self.channels.get(channel).and_then(|place| Some((place, place.message(ts)?)));
        let Some((place, message)) = found else { return };
        let (name, message) = (place.told_name().to_owned(), message.clone());
        let mut payload = self.interaction("message_action", user, false);
        let trigger = self.new_trigger(user);
        let url = self.new_response_url(user, channel, Some(ts));
        payload.insert("callback_id".into(), json!(callback_id));
        payload.insert("trigger_id".into(), json!(trigger));
        payload.insert("action_ts".into(), json!(self.moment()));
        payload.insert("response_url".into(), json!(url));
        payload.insert("channel".into(), json!({"id": channel, "name": name}));
        payload.insert("message_ts".into(), json!(ts));
        payload.insert("message".into(), self.pointed_json(channel, &message));
        self.deliver(Kind::Interaction { user: user.to_owned() }, Value::Object(payload));
    }

    /// Somebody chooses a shortcut that is about nothing in particular.
    pub fn global_shortcut(&mut self, user: &str, callback_id: &str) {
        let mut payload = self.interaction("shortcut", user, true);
        let trigger = self.new_trigger(user);
        payload.insert("callback_id".into(), json!(callback_id));
        payload.insert("trigger_id".into(), json!(trigger));
        payload.insert("action_ts".into(), json!(self.moment()));
        self.deliver(Kind::Interaction { user: user.to_owned() }, Value::Object(payload));
    }

    /// Somebody sends a form off; `view` has what they filled in.
    pub fn view_submission(&mut self, view: &View) {
        let mut payload = self.interaction("view_submission", &view.user, true);
        let trigger = self.new_trigger(&view.user);
        payload.insert("api_app_id".into(), json!(self.app.id));
        payload.insert("trigger_id".into(), json!(trigger));
        payload.insert("view".into(), self.view_json(view));
        let kind = Kind::Submission { user: view.user.clone(), view: view.id.clone() };
        self.deliver(kind, Value::Object(payload));
    }

    /// Somebody closes a form, of which the app wants to hear.
    pub fn view_closed(&mut self, view: &View, cleared: bool) {
        let mut payload = self.interaction("view_closed", &view.user, true);
        payload.insert("api_app_id".into(), json!(self.app.id));
        payload.insert("view".into(), self.view_json(view));
        payload.insert("is_cleared".into(), json!(cleared));
        self.deliver(Kind::Interaction { user: view.user.clone() }, Value::Object(payload));
    }

    /// What every interaction tells.
    fn interaction(&self, kind: &str, user: &str, username: bool) -> Map<String, Value> {
        let (name, team) =
            self.user(user).map_or(("", self.team.id.as_str()), |user| (&user.name, &user.team));
        let mut who = json!({"id": user, "name": name, "team_id": team});
        if username {
            who["username"] = json!(name);
        }
        let mut payload = Map::new();
        payload.insert("type".into(), json!(kind));
        payload.insert("user".into(), who);
        payload.insert("token".into(), json!(self.app.verification));
        payload.insert("team".into(), self.team_json());
        payload.insert("enterprise".into(), self.enterprise_json());
        payload.insert("is_enterprise_install".into(), json!(self.team.org_install));
        payload
    }

    /// A message as it is sent along with what was done to it.
    fn pointed_json(&self, channel: &str, message: &Message) -> Value {
        let place = self.channels.get(channel);
        place.map_or(Value::Null, |place| self.message_json(place, message, false))
    }
}
