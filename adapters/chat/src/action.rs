//! What Stoa wants done on a network, in our words.

use crate::{Form, MessageRef, PlaceRef, Text, UserRef};
use serde::{Deserialize, Serialize};

/// A key that travels with a message, so that the message can be found again when the network's answer to
/// our sending it was lost. Random: it says nothing about the message.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EffectKey(pub String);

/// The id of a planned action: a row of the core's outbox.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlannedId(pub String);

/// The message that an action is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A message that stands on the network.
    Sent(MessageRef),
    /// A message of ours that may not be sent yet: the sender puts its reference in.
    Planned(PlannedId),
}

/// A message of ours: words, and buttons under them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The words.
    pub text: Text,
    /// The choices, in order. Where a network has no buttons, the typed twins are shown instead.
    pub buttons: Vec<Button>,
}

/// A button. It is stateless: its value is what the person could have typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// Its typed twin, parsed and authorised when pressed: `take Q17`.
    pub value: String,
}

/// Something to be done. `M` is how it names a message: [`Target`] in the core's plans, [`MessageRef`] when
/// an adapter performs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action<M = Target> {
    /// Say something in a place, or in a thread there.
    Say {
        /// Where.
        place: PlaceRef,
        /// The first message of the thread.
        thread: Option<M>,
        /// What.
        post: Post,
    },
    /// Answer one person in a place so that nobody else sees it.
    ReplyPrivately {
        /// Where.
        place: PlaceRef,
        /// Who may see it.
        to: UserRef,
        /// The first message of the thread that the person wrote in.
        thread: Option<M>,
        /// What.
        post: Post,
    },
    /// Write to one person in their direct conversation with the bot.
    Direct {
        /// To whom.
        to: UserRef,
        /// What.
        post: Post,
    },
    /// Replace a message of ours.
    Edit {
        /// Which one.
        message: M,
        /// By what.
        post: Post,
    },
    /// Remove a message of ours, or another's where we may.
    Delete {
        /// Which one.
        message: M,
    },
    /// Put a reaction on a message.
    React {
        /// Which message.
        message: M,
        /// The emoji itself.
        emoji: String,
    },
    /// Show a form, or show it again with what was filled in and what is wrong with it.
    ShowForm {
        /// To whom.
        to: UserRef,
        /// The place that the answers are about.
        place: PlaceRef,
        /// The trigger to open it with, the trigger that a form was opened with and that is to be replaced, or the
        /// showing to replace.
        handle: String,
        /// The form.
        form: Form,
    },
    /// Put a picture in a place.
    UploadPicture {
        /// Where.
        place: PlaceRef,
        /// The first message of the thread.
        thread: Option<M>,
        /// The picture, as PNG.
        png: Vec<u8>,
        /// What it shows, for those who cannot see it.
        alt: String,
    },
    /// Open one conversation of several people and the bot.
    OpenConversation {
        /// Who.
        with: Vec<UserRef>,
        /// The first message in it.
        post: Post,
    },
    /// Replace what a person sees on the bot's own page.
    SetHome {
        /// Whose page.
        of: UserRef,
        /// What they see: parts, each with its buttons.
        parts: Vec<Post>,
    },
}

/// What may be done when it is not known whether an action happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repetition {
    /// Doing it twice is the same as doing it once.
    Idempotent,
    /// It carries its [`EffectKey`]: look with [`Adapter::find`](crate::Adapter::find) first.
    Findable,
    /// It cannot be found again and would be doubled: it is never repeated, so never the only copy of anything.
    AtMostOnce,
}

impl<M> Action<M> {
    /// What may be done when this action's outcome is unknown.
    pub fn repetition(&self) -> Repetition {
        match self {
            Self::Say { .. } | Self::Direct { .. } | Self::OpenConversation { .. } => Repetition::Findable,
            Self::Edit { .. } | Self::Delete { .. } | Self::React { .. } | Self::SetHome { .. } => {
                Repetition::Idempotent
            }
            Self::ReplyPrivately { .. } | Self::ShowForm { .. } | Self::UploadPicture { .. } => {
                Repetition::AtMostOnce
            }
        }
    }

    /// The same action with every message named by `name`.
    ///
    /// # Errors
    /// Whatever `name` fails with.
    pub fn try_map<N, E>(self, mut name: impl FnMut(M) -> Result<N, E>) -> Result<Action<N>, E> {
        Ok(match self {
            Self::Say { place, thread, post } => {
                Action::Say { place, thread: thread.map(name).transpose()?, post }
            }
            Self::ReplyPrivately { place, to, thread, post } => {
                Action::ReplyPrivately { place, to, thread: thread.map(name).transpose()?, post }
            }
            Self::Direct { to, post } => Action::Direct { to, post },
            Self::Edit { message, post } => Action::Edit { message: name(message)?, post },
            Self::Delete { message } => Action::Delete { message: name(message)? },
            Self::React { message, emoji } => Action::React { message: name(message)?, emoji },
            Self::ShowForm { to, place, handle, form } => Action::ShowForm { to, place, handle, form },
            Self::UploadPicture { place, thread, png, alt } => {
                Action::UploadPicture { place, thread: thread.map(name).transpose()?, png, alt }
            }
            Self::OpenConversation { with, post } => Action::OpenConversation { with, post },
            Self::SetHome { of, parts } => Action::SetHome { of, parts },
        })
    }

    /// Everything that this action says.
    pub fn posts_mut(&mut self) -> &mut [Post] {
        match self {
            Self::Say { post, .. }
            | Self::ReplyPrivately { post, .. }
            | Self::Direct { post, .. }
            | Self::Edit { post, .. }
            | Self::OpenConversation { post, .. } => std::slice::from_mut(post),
            Self::SetHome { parts, .. } => parts,
            Self::Delete { .. } | Self::React { .. } | Self::ShowForm { .. } | Self::UploadPicture { .. } => {
                &mut []
            }
        }
    }

    /// The message that this action changes or answers, if it names one.
    pub fn target(&self) -> Option<&M> {
        match self {
            Self::Say { thread, .. }
            | Self::ReplyPrivately { thread, .. }
            | Self::UploadPicture { thread, .. } => thread.as_ref(),
            Self::Edit { message, .. } | Self::Delete { message } | Self::React { message, .. } => {
                Some(message)
            }
            Self::Direct { .. }
            | Self::ShowForm { .. }
            | Self::OpenConversation { .. }
            | Self::SetHome { .. } => None,
        }
    }
}

impl Post {
    /// Words without buttons.
    pub fn of(text: Text) -> Self {
        Self { text, buttons: Vec::new() }
    }

    /// The same post with one button more.
    #[must_use]
    pub fn with_button(mut self, label: impl Into<String>, value: impl Into<String>) -> Self {
        self.buttons.push(Button { label: label.into(), value: value.into() });
        self
    }
}
