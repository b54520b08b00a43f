//! What a message of ours carries of a dialogue, for a later process to find it. Pure.

use super::Dialogue;
use crate::decode::{DIALOGUE, json};
use serde_json::Value;

/// What it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is part of no dialogue.
    None,
    /// Whatever was asked before is over, and it could not be seen what that was.
    Closed,
    /// How far the dialogue is.
    Held(Box<Dialogue>),
}

impl Mark {
    /// A dialogue that is as far as this.
    pub fn of(dialogue: Dialogue) -> Self {
        Self::Held(Box::new(dialogue))
    }

    /// What a content carries; `None` if that is a dialogue which cannot be read.
    pub fn in_content(content: &Value) -> Option<Self> {
        match json::at(content, &[DIALOGUE]) {
            None => Some(Self::None),
            Some(Value::Bool(false)) => Some(Self::Closed),
            Some(held) => serde_json::from_value(held.clone()).ok().map(Self::Held),
        }
    }

    /// What goes into the content, if anything does.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn to_json(&self) -> Result<Option<Value>, serde_json::Error> {
        match self {
            Self::None => Ok(None),
            Self::Closed => Ok(Some(Value::Bool(false))),
            Self::Held(dialogue) => serde_json::to_value(dialogue).map(Some),
        }
    }
}
