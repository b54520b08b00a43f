//! Messages: as they are kept, and as Slack's payloads and answers show them.

use super::{Channel, World};
use serde_json::{Map, Value, json};

/// A message.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that Slack knows of a message")]
pub struct Message {
    pub ts: String,
    /// The `ts` of the first message of its thread, for all that stand below it.
    pub thread_ts: Option<String>,
    pub user: String,
    /// Set for what programs post.
    pub bot_id: Option<String>,
    pub subtype: Option<String>,
    pub client_msg_id: Option<String>,
    pub text: String,
    pub blocks: Vec<Value>,
    pub attachments: Vec<Value>,
    pub metadata: Option<Value>,
    /// Who changed it, and when.
    pub edited: Option<(String, String)>,
    pub reactions: Vec<Reacted>,
    pub files: Vec<String>,
    pub deleted: bool,
    /// The one person who sees it, if it is ephemeral.
    pub only_for: Option<String>,
    /// Whether names in the plain text are looked up: `link_names`, `parse=full`.
    pub links_names: bool,
    /// Whether marks in the plain text are shown as they are.
    pub unformatted: bool,
    /// Whether a reply is shown in the channel, too.
    pub broadcast: bool,
}

/// One emoji on a message, and who put it there.
#[derive(Clone, Debug)]
pub struct Reacted {
    pub name: String,
    pub users: Vec<String>,
}

impl Message {
    /// The first message of the thread that this one is in, itself if it is in none.
    pub fn root(&self) -> &str {
        self.thread_ts.as_deref().unwrap_or(&self.ts)
    }

    /// Whether it stands below another message.
    pub fn is_reply(&self) -> bool {
        self.thread_ts.is_some()
    }
}

impl World {
    /// The message as it stands in events and answers.
    pub fn message_json(&self, channel: &Channel, message: &Message, metadata: bool) -> Value {
        let mut told = Map::new();
        told.insert("type".into(), json!("message"));
        if let Some(subtype) = &message.subtype {
            told.insert("subtype".into(), json!(subtype));
        }
        told.insert("user".into(), json!(message.user));
        told.insert("ts".into(), json!(message.ts));
        told.insert("text".into(), json!(message.text));
        let team = self.user(&message.user).map_or(&self.team.id, |user| &user.team);
        told.insert("team".into(), json!(team));
        if let Some(id) = &message.client_msg_id {
            told.insert("client_msg_id".into(), json!(id));
        }
        if !message.blocks.is_empty() {
            told.insert("blocks".into(), json!(message.blocks));
        }
        if !message.attachments.is_empty() {
            told.insert("attachments".into(), json!(message.attachments));
        }
        if let Some((user, ts)) = &message.edited {
            told.insert("edited".into(), json!({"user": user, "ts": ts}));
        }
        self.tell_bot(message, &mut told);
        self.tell_files(message, &mut told);
        if metadata && let Some(metadata) = &message.metadata {
            told.insert("metadata".into(), metadata.clone());
        }
        self.tell_thread(channel, message, &mut told);
        Value::Object(told)
    }

    fn tell_bot(&self, message: &Message, told: &mut Map<String, Value>) {
        let Some(bot_id) = &message.bot_id else { return };
        told.insert("bot_id".into(), json!(bot_id));
        if *bot_id == self.app.bot_id {
            told.insert("app_id".into(), json!(self.app.id));
            let profile = json!({
                "id": bot_id,
                "app_id": self.app.id,
                "name": self.app.name,
                "icons": {"image_36": "", "image_48": "", "image_72": ""},
                "deleted": false,
                "updated": 1_600_000_000,
                "team_id": self.team.id,
            });
            told.insert("bot_profile".into(), profile);
        }
    }

    fn tell_files(&self, message: &Message, told: &mut Map<String, Value>) {
        if !message.files.is_empty() {
            let files: Vec<_> = message.files.iter().filter_map(|id| self.files.get(id)).collect();
            let files: Vec<_> = files.into_iter().map(|file| file.json(&message.user)).collect();
            told.insert("files".into(), json!(files));
            told.insert("upload".into(), json!(false));
        }
    }

    fn tell_thread(&self, channel: &Channel, message: &Message, told: &mut Map<String, Value>) {
        let replies: Vec<&Message> =
            if message.is_reply() { Vec::new() } else { channel.replies(&message.ts).collect() };
        if message.is_reply() {
            told.insert("thread_ts".into(), json!(message.thread_ts));
            let parent = channel.messages.iter().find(|other| other.ts == message.root());
            if let Some(parent) = parent {
                told.insert("parent_user_id".into(), json!(parent.user));
            }
        } else if let Some(latest) = replies.last() {
            let mut people: Vec<&str> = Vec::new();
            for reply in &replies {
                if !people.contains(&reply.user.as_str()) {
                    people.push(&reply.user);
                }
            }
            told.insert("thread_ts".into(), json!(message.ts));
            told.insert("reply_count".into(), json!(replies.len()));
            told.insert("reply_users_count".into(), json!(people.len()));
            told.insert("reply_users".into(), json!(people));
            told.insert("latest_reply".into(), json!(latest.ts));
            told.insert("is_locked".into(), json!(false));
            told.insert(
                "subscribed".into(),
                json!(replies.iter().any(|reply| reply.user == self.app.user_id)),
            );
        }
        if !message.reactions.is_empty() {
            let one = |reacted: &Reacted| json!({"name": reacted.name, "users": reacted.users, "count": reacted.users.len()});
            let reactions: Vec<_> = message.reactions.iter().map(one).collect();
            told.insert("reactions".into(), json!(reactions));
        }
    }
}
