//! A command on its way to a feature, and how a feature's work can end.

use crate::people::Member;
use stoa_chat::{MessageRef, PlaceRef, Pointed, Post, Text, UserRef};

/// A command, typed, pressed or filled into a form: features need not know which.
#[derive(Clone, Debug)]
pub struct Call {
    /// Who.
    pub by: Member,
    /// With which of their accounts.
    pub account: UserRef,
    /// Where.
    pub place: PlaceRef,
    /// Whether that is their direct conversation with the bot.
    pub direct: bool,
    /// The first message of the thread that it was typed in.
    pub thread: Option<MessageRef>,
    /// The message that others can see it in.
    pub message: Option<MessageRef>,
    /// The message whose button was pressed.
    pub pressed: Option<MessageRef>,
    /// The message that it was chosen on, or written under.
    pub picked: Option<Box<Pointed>>,
    /// The form that was begun for it, by which [`Turn::fill_form`](super::Turn::fill_form) finds it.
    pub form: Option<String>,
    /// The verb, never an alias.
    pub verb: &'static str,
    /// What follows the verb.
    pub rest: Text,
}

impl Call {
    /// What follows the verb, as plain words.
    pub fn words(&self) -> String {
        self.rest.to_plain().trim().to_owned()
    }
}

/// A kind answer that says why nothing was done and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub Post);

/// A place of which it has to be known how many people are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// The place.
    pub place: PlaceRef,
    /// How many people are enough.
    pub enough: usize,
}

/// How a feature's work can fail. In each case its transaction is undone.
#[derive(Debug)]
pub enum Failure {
    /// It is not to be done; the person is told why.
    Refused(Box<Refusal>),
    /// It is about a message of ours whose sending has not settled: later.
    Wait,
    /// It has to be known how many people are in a place: once the network has told, the turn is run again.
    Count(Box<Uncounted>),
    /// Something is wrong: with the database, or with us.
    Fault(anyhow::Error),
}

impl Failure {
    /// A refusal in these words.
    pub fn refused(text: Text) -> Self {
        Self::Refused(Box::new(Refusal(Post::of(text))))
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}
