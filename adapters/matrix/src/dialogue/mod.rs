//! A form as a short dialogue in somebody's direct conversation: a question, an answer, the next question.
//!
//! How far it came stands in the content of our last question, so that a dialogue outlives this process and nothing of it
//! is stored elsewhere. Every answer is checked when it is given; the submission comes when all of them are there.

mod answer;
mod history;
mod hold;
mod known;
mod mark;
#[cfg(test)]
mod samples;

pub use answer::Step;
pub use hold::{Answer, Heard, Over, Saying, give_back};
pub use known::Known;
pub use mark::Mark;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use stoa_chat::{FieldKind, Form, Phrase, Question, Submission, Timestamp, UserRef};

/// A form on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    /// The form; its values are the answers so far.
    pub form: Form,
    /// The room that the answers are about.
    pub place: String,
    /// Whether that is the person's direct conversation.
    pub direct: bool,
    /// The name of this showing.
    pub showing: String,
    /// The fields that are asked for, by number.
    pub asked: Vec<usize>,
    /// Which of them is asked now.
    pub at: usize,
    /// Whether an answer is still waited for.
    pub open: bool,
    /// When it began.
    pub since: Timestamp,
}

/// Where and how a form was opened.
#[derive(Clone, Copy, Debug)]
pub struct Opened<'a> {
    /// The room.
    pub place: &'a str,
    /// Whether that is the person's direct conversation.
    pub direct: bool,
    /// What names this showing.
    pub showing: &'a str,
    /// When.
    pub at: Timestamp,
}

impl Dialogue {
    /// A form that somebody opened. What it knows already is not asked; what is wrong with it is.
    pub fn begin(form: Form, opened: Opened<'_>) -> Self {
        let open = |field: &stoa_chat::Field| {
            let empty = form.values.get(&field.name).is_none_or(|value| value.trim().is_empty());
            if form.problems.is_empty() { empty } else { form.problems.contains_key(&field.name) }
        };
        let fields = form.fields.iter().enumerate();
        let mut asked: Vec<usize> = fields.filter(|(_, field)| open(field)).map(|(at, _)| at).collect();
        if asked.is_empty() {
            asked = (0..form.fields.len()).collect();
        }
        Self {
            form,
            place: opened.place.to_owned(),
            direct: opened.direct,
            showing: opened.showing.to_owned(),
            asked,
            at: 0,
            open: true,
            since: opened.at,
        }
    }

    /// What is said before the first question.
    pub fn beginning(&self) -> Phrase {
        Phrase::DialogueBegins { title: self.form.title.clone(), questions: self.asked.len() }
    }

    /// The question that is open now; `None` if there is none (a form without fields).
    pub fn question(&self) -> Option<Phrase> {
        let field = self.field()?;
        let value = self.form.values.get(&field.name).filter(|value| !value.is_empty());
        let label_of = |value: &String, of: &[(String, String)]| {
            of.iter().find(|(known, _)| known == value).map_or(value, |(_, label)| label).clone()
        };
        let (choices, filled) = match &field.kind {
            FieldKind::Choice { of } => {
                (of.iter().map(|(_, label)| label.clone()).collect(), value.map(|value| label_of(value, of)))
            }
            _ => (Vec::new(), value.cloned()),
        };
        Some(Phrase::Question(Question {
            number: self.at + 1,
            of: self.asked.len(),
            label: field.label.clone(),
            choices,
            tick: field.kind == FieldKind::Tick,
            optional: !field.required,
            filled,
            problem: self.form.problems.get(&field.name).cloned(),
        }))
    }

    /// What was filled in, as the person who did it.
    pub fn submission(&self, by: UserRef, place: stoa_chat::PlaceRef) -> Submission {
        let values: BTreeMap<_, _> = self.form.values.clone();
        let (form, showing) = (self.form.id.clone(), self.showing.clone());
        Submission { by, place, direct: self.direct, form, showing, values }
    }

    fn field(&self) -> Option<&stoa_chat::Field> {
        self.form.fields.get(*self.asked.get(self.at)?)
    }
}
