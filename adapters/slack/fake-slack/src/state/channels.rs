//! Conversations of every kind, and who is in them.

use super::{Message, SECOND, World, as_ts};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What kind of conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// A channel that everybody may join.
    Public,
    /// A channel by invitation.
    Private,
    /// Two people, or one and the bot.
    Im,
    /// Several people without a name.
    Mpim,
}

/// A conversation.
#[derive(Clone, Debug)]
pub struct Channel {
    pub id: String,
    pub name: String,
    pub kind: ChannelKind,
    pub members: BTreeSet<String>,
    pub archived: bool,
    /// Whether people of other workspaces are in it.
    pub external: bool,
    pub created: i64,
    pub messages: Vec<Message>,
    /// When the latest message was written: the next one comes later, if only by a microsecond.
    pub latest: i64,
}

/// A channel that is about to be made.
#[derive(Clone, Debug)]
pub struct NewChannel {
    pub(crate) name: String,
    pub(crate) kind: ChannelKind,
    pub(crate) members: Vec<String>,
    pub(crate) bot: bool,
    pub(crate) external: bool,
}

impl NewChannel {
    /// A channel that everybody may join.
    pub fn public(name: &str) -> Self {
        let kind = ChannelKind::Public;
        Self { name: name.to_owned(), kind, members: Vec::new(), bot: false, external: false }
    }

    /// A channel by invitation.
    pub fn private(name: &str) -> Self {
        Self { kind: ChannelKind::Private, ..Self::public(name) }
    }

    /// The same channel with these people in it.
    #[must_use]
    pub fn with(mut self, people: &[&str]) -> Self {
        self.members.extend(people.iter().map(|id| (*id).to_owned()));
        self
    }

    /// The same channel with the bot in it.
    #[must_use]
    pub fn with_bot(mut self) -> Self {
        self.bot = true;
        self
    }

    /// The same channel, shared with another workspace.
    #[must_use]
    pub fn shared(mut self) -> Self {
        self.external = true;
        self
    }
}

impl ChannelKind {
    /// The part of a scope that stands for this kind: `channels:read`, `im:history`.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Public => "channels",
            Self::Private => "groups",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }

    /// `channel_type` of message events.
    pub fn of_message(self) -> &'static str {
        match self {
            Self::Public => "channel",
            Self::Private => "group",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }

    /// What `types` of `conversations.list` calls it.
    pub fn of_list(self) -> &'static str {
        match self {
            Self::Public => "public_channel",
            Self::Private => "private_channel",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }
}

impl Channel {
    /// The name that payloads of commands and interactions carry.
    pub fn told_name(&self) -> &str {
        match self.kind {
            ChannelKind::Public => &self.name,
            ChannelKind::Private | ChannelKind::Mpim => "privategroup",
            ChannelKind::Im => "directmessage",
        }
    }

    pub fn has(&self, user: &str) -> bool {
        self.members.contains(user)
    }

    pub fn message(&self, ts: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.ts == ts && !message.deleted)
    }

    pub fn message_mut(&mut self, ts: &str) -> Option<&mut Message> {
        self.messages.iter_mut().find(|message| message.ts == ts && !message.deleted)
    }

    /// The answers in the thread of `root`, the oldest first, but none that only one person sees.
    pub fn replies<'a>(&'a self, root: &'a str) -> impl DoubleEndedIterator<Item = &'a Message> {
        self.messages.iter().filter(move |message| {
            let inside = message.thread_ts.as_deref() == Some(root) && message.ts != root;
            inside && !message.deleted && message.only_for.is_none()
        })
    }

    /// The time of the next message: unique here, but not beyond this conversation.
    pub fn next_ts(&mut self, now: i64) -> String {
        self.latest = now.max(self.latest + 1);
        as_ts(self.latest)
    }

    /// The conversation as `conversations.info` tells of it.
    pub fn json(&self, world: &World) -> Value {
        let im = self.kind == ChannelKind::Im;
        let mut told = json!({
            "id": self.id,
            "created": self.created,
            "is_archived": self.archived,
            "is_im": im,
            "is_org_shared": false,
            "context_team_id": world.team.id,
            "updated": self.created * 1_000,
        });
        let more = if im { self.direct_json(world) } else { self.named_json(world) };
        if let (Some(told), Value::Object(more)) = (told.as_object_mut(), more) {
            told.extend(more);
        }
        told
    }

    fn direct_json(&self, world: &World) -> Value {
        let other = self.members.iter().find(|id| **id != world.app.user_id);
        json!({
            "user": other,
            "is_user_deleted": other.and_then(|id| world.user(id)).is_some_and(|user| user.deleted),
            "priority": 0,
        })
    }

    fn named_json(&self, world: &World) -> Value {
        let public = self.kind == ChannelKind::Public;
        json!({
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": public || self.kind == ChannelKind::Private,
            "is_group": false,
            "is_mpim": self.kind == ChannelKind::Mpim,
            "is_private": !public,
            "is_general": self.name == "general",
            "is_shared": self.external,
            "is_ext_shared": self.external,
            "is_pending_ext_shared": false,
            "is_member": self.has(&world.app.user_id),
            "creator": "USLACKBOT",
            "unlinked": 0,
            "pending_shared": [],
            "parent_conversation": null,
            "shared_team_ids": [world.team.id],
            "previous_names": [],
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        })
    }
}

impl World {
    /// Makes a channel, and gives its id.
    pub fn add_channel(&mut self, new: NewChannel) -> String {
        let id = self.new_id("C");
        let mut members: BTreeSet<String> = new.members.into_iter().collect();
        if new.bot {
            members.insert(self.app.user_id.clone());
        }
        self.put_channel(id.clone(), new.name, new.kind, members, new.external);
        id
    }

    /// The conversation of exactly these people, made if there is none; and whether there was one.
    pub fn direct(&mut self, members: BTreeSet<String>) -> (String, bool) {
        let kind = if members.len() <= 2 { ChannelKind::Im } else { ChannelKind::Mpim };
        let found = self.channels.values().find(|channel| channel.kind == kind && channel.members == members);
        if let Some(channel) = found {
            return (channel.id.clone(), true);
        }
        let id = self.new_id(if kind == ChannelKind::Im { "D" } else { "C" });
        let names: Vec<_> =
            members.iter().filter_map(|id| self.user(id)).map(|user| user.name.clone()).collect();
        let name =
            if kind == ChannelKind::Im { String::new() } else { format!("mpdm-{}-1", names.join("--")) };
        self.put_channel(id.clone(), name, kind, members, false);
        (id, false)
    }

    /// A person's conversation with the bot.
    pub fn direct_with_bot(&mut self, user: &str) -> String {
        let members = BTreeSet::from([user.to_owned(), self.app.user_id.clone()]);
        self.direct(members).0
    }

    fn put_channel(
        &mut self,
        id: String,
        name: String,
        kind: ChannelKind,
        members: BTreeSet<String>,
        external: bool,
    ) {
        let created = self.now / SECOND;
        let channel = Channel {
            id: id.clone(),
            name,
            kind,
            members,
            archived: false,
            external,
            created,
            messages: Vec::new(),
            latest: 0,
        };
        self.channels.insert(id, channel);
    }
}
