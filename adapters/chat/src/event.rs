//! What happened on a network, in our words.

use crate::text::remove_nul;
use crate::{MessageRef, Network, PlaceRef, Text, Timestamp, UserRef};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that happened on a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The network's own name for the happening: the same when it is delivered again.
    pub id: String,
    /// When it happened, by the network's clock.
    pub at: Timestamp,
    /// Where it happened.
    pub network: Network,
    /// What happened.
    pub kind: EventKind,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Somebody wrote a message that is not a command.
    Said(Message),
    /// Somebody changed their message; `text` is all of the new text.
    Edited(Message),
    /// A message is gone.
    Deleted {
        /// Which one.
        message: MessageRef,
        /// Who removed it, where the network tells.
        by: Option<UserRef>,
    },
    /// Somebody put a reaction on a message.
    ReactionAdded(Reaction),
    /// Somebody took their reaction off a message.
    ReactionRemoved(Reaction),
    /// Somebody typed a command.
    Commanded(Command),
    /// Somebody pressed a button of ours.
    Pressed(Press),
    /// Somebody chose one of our commands in the menu of a message.
    Picked(Pick),
    /// Somebody sent a form of ours off.
    Submitted(Submission),
    /// Somebody came into a place.
    Joined {
        /// Who.
        who: UserRef,
        /// Where.
        place: PlaceRef,
    },
    /// Somebody left a place.
    Left {
        /// Who.
        who: UserRef,
        /// Where.
        place: PlaceRef,
    },
    /// What the network tells about a person is new or has changed.
    ProfileChanged {
        /// Who.
        who: UserRef,
        /// All that is now known.
        profile: Profile,
    },
    /// Somebody opened the bot's own page.
    HomeOpened {
        /// Who.
        who: UserRef,
    },
}

/// A message that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Who wrote it.
    pub by: UserRef,
    /// The message itself.
    pub message: MessageRef,
    /// The first message of the thread that it stands in.
    pub thread: Option<MessageRef>,
    /// Whether the place is the writer's direct conversation with the bot.
    pub direct: bool,
    /// Whether it calls the bot by name.
    pub to_bot: bool,
    /// Its words.
    pub text: Text,
}

/// A reaction on a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// Whose it is.
    pub by: UserRef,
    /// What it stands on.
    pub message: MessageRef,
    /// The emoji itself, without a skin tone: `✅`. Adapters map their names (`white_check_mark`) to it.
    pub emoji: String,
}

/// A command that a person typed, without the network's prefix: `ask why is it slow`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Who typed it.
    pub by: UserRef,
    /// Where.
    pub place: PlaceRef,
    /// Whether the place is the person's direct conversation with the bot.
    pub direct: bool,
    /// The message that carries it, if others can see one.
    pub message: Option<MessageRef>,
    /// The first message of the thread that it was typed in.
    pub thread: Option<MessageRef>,
    /// The verb and what follows it.
    pub text: Text,
    /// The message that it was written under as a reply, where the network tells: the typed twin of a [`Pick`].
    pub under: Option<Box<Pointed>>,
    /// What the network wants back to open a form, while it is fresh.
    pub trigger: Option<String>,
}

/// A message that somebody points at: whole, since the core keeps no messages of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointed {
    /// The message, with its author.
    pub message: Message,
    /// The first message of the thread that it stands in, if it is not the first itself.
    pub first: Option<Message>,
}

/// A command chosen in the menu of a message (on Slack a message shortcut).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// Who chose it.
    pub by: UserRef,
    /// The command: `turn`.
    pub verb: String,
    /// The message that it is about; `direct` there says whether it stands in `by`'s conversation with the bot.
    pub at: Box<Pointed>,
    /// What the network wants back to open a form, while it is fresh.
    pub trigger: Option<String>,
}

/// A press of a button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Press {
    /// Who pressed it.
    pub by: UserRef,
    /// The message that carries the button, or the bot's own page ([`MessageRef::home`]).
    pub message: MessageRef,
    /// Whether that message stands in the person's direct conversation with the bot.
    pub direct: bool,
    /// The button's typed twin: `take Q17`.
    pub value: String,
    /// What the network wants back to open a form, while it is fresh.
    pub trigger: Option<String>,
}

/// A form that a person sent off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Who sent it.
    pub by: UserRef,
    /// The place it was opened from.
    pub place: PlaceRef,
    /// Whether that is the person's direct conversation with the bot.
    pub direct: bool,
    /// [`Form::id`](crate::Form::id).
    pub form: String,
    /// The network's name for this one showing of the form, for answers into it.
    pub showing: String,
    /// What was filled in, by field name.
    pub values: BTreeMap<String, String>,
}

/// What a network tells about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one yes-or-no fact about a person")]
pub struct Profile {
    /// The name that colleagues see.
    pub name: String,
    /// An IANA time zone, `Europe/Warsaw`.
    pub zone: Option<String>,
    /// A BCP 47 language tag, `de-AT`.
    pub language: Option<String>,
    /// Whether the account can still be used.
    pub active: bool,
    /// Whether it is a program: programs are never answered.
    pub bot: bool,
    /// Whether it is a guest: somebody from another company, or with access to a few places only.
    #[serde(default)]
    pub guest: bool,
    /// Whether the network lets them moderate where the company says so (on Matrix by their power level): then they are
    /// a moderator beside those whom the settings name.
    #[serde(default)]
    pub moderates: bool,
}

impl Event {
    /// The person who did it, if one did.
    pub fn person(&self) -> Option<&UserRef> {
        match &self.kind {
            EventKind::Said(message) | EventKind::Edited(message) => Some(&message.by),
            EventKind::Deleted { by, .. } => by.as_ref(),
            EventKind::ReactionAdded(reaction) | EventKind::ReactionRemoved(reaction) => Some(&reaction.by),
            EventKind::Commanded(command) => Some(&command.by),
            EventKind::Pressed(press) => Some(&press.by),
            EventKind::Picked(pick) => Some(&pick.by),
            EventKind::Submitted(submission) => Some(&submission.by),
            EventKind::Joined { who, .. }
            | EventKind::Left { who, .. }
            | EventKind::ProfileChanged { who, .. }
            | EventKind::HomeOpened { who } => Some(who),
        }
    }

    /// The message that it is about, if it is about one.
    pub fn message(&self) -> Option<&MessageRef> {
        match &self.kind {
            EventKind::Said(message) | EventKind::Edited(message) => Some(&message.message),
            EventKind::Deleted { message, .. } => Some(message),
            EventKind::ReactionAdded(reaction) | EventKind::ReactionRemoved(reaction) => {
                Some(&reaction.message)
            }
            EventKind::Commanded(command) => command.message.as_ref(),
            EventKind::Pressed(press) => Some(&press.message),
            EventKind::Picked(pick) => Some(&pick.at.message.message),
            EventKind::Submitted(_)
            | EventKind::Joined { .. }
            | EventKind::Left { .. }
            | EventKind::ProfileChanged { .. }
            | EventKind::HomeOpened { .. } => None,
        }
    }

    /// Removes NUL characters from everything a person typed and says how many there were.
    ///
    /// PostgreSQL refuses a text with one in it, so that a single keystroke could stop a queue for ever.
    pub fn remove_nul(&mut self) -> usize {
        match &mut self.kind {
            EventKind::Said(message) | EventKind::Edited(message) => message.text.remove_nul(),
            EventKind::ReactionAdded(reaction) | EventKind::ReactionRemoved(reaction) => {
                remove_nul(&mut reaction.emoji)
            }
            EventKind::Commanded(command) => {
                let under = command.under.as_mut().map_or(0, |under| under.remove_nul());
                under + command.text.remove_nul()
            }
            EventKind::Pressed(press) => remove_nul(&mut press.value),
            EventKind::Picked(pick) => remove_nul(&mut pick.verb) + pick.at.remove_nul(),
            EventKind::Submitted(submission) => submission.values.values_mut().map(remove_nul).sum(),
            EventKind::ProfileChanged { profile, .. } => remove_nul(&mut profile.name),
            EventKind::Deleted { .. }
            | EventKind::Joined { .. }
            | EventKind::Left { .. }
            | EventKind::HomeOpened { .. } => 0,
        }
    }
}

impl Pointed {
    fn remove_nul(&mut self) -> usize {
        let first = self.first.as_mut().map_or(0, |first| first.text.remove_nul());
        first + self.message.text.remove_nul()
    }
}
