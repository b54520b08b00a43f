//! What an adapter remembers and says by itself, with the core's help: notes beside the inbox, and phrases.

use crate::{Text, UserRef};
use std::fmt;

/// Something that an adapter has to remember, stored sealed and together with the events that it belongs to: how far it
/// listened to a network that does not remember that itself, what it could not read yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// What kind of note it is, for [`Intake::notes`](crate::Intake::notes).
    pub kind: String,
    /// Its name among those of its kind: a later note of the same name takes its place.
    pub name: String,
    /// The person whom it tells something about, if it does: it goes when they are erased.
    pub about: Option<UserRef>,
    /// What is to be remembered; `None` strikes it out.
    pub body: Option<Vec<u8>>,
}

/// Says nothing of the body, and of nobody.
impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, body, .. } = self;
        f.debug_struct("Note")
            .field("kind", kind)
            .field("bytes", &body.as_ref().map(Vec::len))
            .finish_non_exhaustive()
    }
}

impl Note {
    /// Remembers `body` under `name`.
    pub fn new(kind: &str, name: impl Into<String>, body: Vec<u8>) -> Self {
        Self { kind: kind.to_owned(), name: name.into(), about: None, body: Some(body) }
    }

    /// Strikes out what stands under `name`.
    pub fn struck(kind: &str, name: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), name: name.into(), about: None, body: None }
    }

    /// The same note about a person.
    #[must_use]
    pub fn about(mut self, who: UserRef) -> Self {
        self.about = Some(who);
        self
    }
}

/// What an adapter says by itself. The core puts it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// Under a message that could not be read, since its key never came.
    Unreadable,
    /// Before the first question of a form that is asked as a dialogue.
    DialogueBegins {
        /// What stands on top of the form.
        title: String,
        /// How many questions there are.
        questions: usize,
    },
    /// A question of a dialogue.
    Question(Question),
    /// Somebody ended a dialogue before its end.
    DialogueEnded {
        /// What stands on top of the form.
        title: String,
    },
    /// To somebody whose words are, or may be, an answer to a question of a form that is over: they are sent to nobody.
    AnswerGivenBack {
        /// What stands on top of the form; `None` if it could not be found out whether there is one.
        title: Option<String>,
        /// What they wrote.
        words: Text,
    },
}

/// A question of a form that is asked as a dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which one, counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// What is asked.
    pub label: String,
    /// The labels to choose from; empty if anything can be answered.
    pub choices: Vec<String>,
    /// Whether it wants yes or no.
    pub tick: bool,
    /// Whether it can be left open.
    pub optional: bool,
    /// What is filled in already, as people read it.
    pub filled: Option<String>,
    /// What was wrong with the last answer, in words that are ready to be shown.
    pub problem: Option<String>,
}
