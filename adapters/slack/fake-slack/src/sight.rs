//! What a person sees of conversations: words without markup, buttons, reactions, and whom it alerts.

use crate::state::{Channel, Message, World};
use crate::words::blocks::{acting_elements, plain, show};
use crate::words::mrkdwn::{self, Reading};
use crate::words::{Shown, unescape};
use chrono_tz::Tz;
use serde_json::Value;

/// A message as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The conversation's id.
    pub channel: String,
    /// Its name; empty for direct conversations.
    pub channel_name: String,
    /// The time that names the message.
    pub ts: String,
    /// The first message of the thread that it stands in, if it is not the first itself.
    pub thread: Option<String>,
    /// The account that wrote it.
    pub author: String,
    /// Its words.
    pub words: String,
    /// The labels of its buttons, in order.
    pub buttons: Vec<String>,
    /// The choices of its menus, in order.
    pub choices: Vec<String>,
    /// The names of the emoji on it, once for each person who put one.
    pub reactions: Vec<String>,
    /// Whom it alerts: ids of people and groups, and `@channel`, `@here`, `@everyone`.
    pub alerts: Vec<String>,
    /// Whether nobody else sees it.
    pub private: bool,
    /// Whether it was changed.
    pub edited: bool,
}

impl World {
    /// Every message that a person can see, conversation by conversation, the oldest first.
    pub fn seen_by(&self, user: &str) -> Vec<Sight> {
        let mut sights = Vec::new();
        for channel in self.channels.values().filter(|channel| channel.has(user)) {
            let own = |message: &&Message| message.only_for.as_ref().is_none_or(|only| only == user);
            for message in channel.messages.iter().filter(|message| !message.deleted).filter(own) {
                sights.push(self.sight(channel, message, user));
            }
        }
        sights
    }

    fn sight(&self, channel: &Channel, message: &Message, reader: &str) -> Sight {
        let zone = self.user(reader).map_or(Tz::UTC, |user| user.zone);
        let laid = show(&message.blocks, zone);
        let looks_up = message.links_names;
        let text = mrkdwn::show(&message.text, Reading { formatted: !message.unformatted, looks_up, zone });
        let mut shown = if message.blocks.is_empty() { text.clone() } else { laid.shown };
        for whom in &text.alerts {
            shown.alert(whom);
        }
        if looks_up {
            self.look_up(&message.text, &mut shown);
        }
        for file in message.files.iter().filter_map(|id| self.files.get(id)) {
            let alt = file.alt.as_ref().unwrap_or(&file.title);
            shown.append("\n", &Shown::plain(&format!("[picture] {alt}")));
        }
        let reactions = message.reactions.iter().flat_map(|one| one.users.iter().map(|_| one.name.clone()));
        Sight {
            channel: channel.id.clone(),
            channel_name: channel.name.clone(),
            ts: message.ts.clone(),
            thread: message.thread_ts.clone(),
            author: message.user.clone(),
            words: shown.words,
            buttons: laid.buttons,
            choices: message.blocks.iter().flat_map(choices).collect(),
            reactions: reactions.collect(),
            alerts: shown.alerts,
            private: message.only_for.is_some(),
            edited: message.edited.is_some(),
        }
    }

    /// Finds people and groups that a text calls by `@handle`, as `link_names` does.
    fn look_up(&self, text: &str, shown: &mut Shown) {
        let text = unescape(text);
        for word in text.split(|c: char| c.is_whitespace() || ",;:!?()".contains(c)) {
            let Some(name) = word.strip_prefix('@') else { continue };
            let group = self.groups.values().find(|group| group.handle == name).map(|group| &group.id);
            if let Some(id) = group.or(self.handle(name).map(|user| &user.id)) {
                shown.alert(id);
            }
        }
    }
}

/// The choices that the menus of a block offer.
fn choices(block: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for element in acting_elements(block) {
        for option in options(element) {
            found.push(plain(&option["text"]));
        }
    }
    found
}

/// The options of a menu, those in groups too.
pub fn options(element: &Value) -> Vec<&Value> {
    let own = element["options"].as_array().into_iter().flatten();
    let groups = element["option_groups"].as_array().into_iter().flatten();
    own.chain(groups.flat_map(|group| group["options"].as_array().into_iter().flatten())).collect()
}
