//! Forms as data: what is asked, and the rules that need nothing but the answers.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A form. Slack shows it as a modal, Matrix as a short dialogue, the terminal as prompts.
///
/// One without fields asks nothing: it keeps a place open for a form that is still being made, or says in its title
/// why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Which form it is; comes back in the submission.
    pub id: String,
    /// What stands on top.
    pub title: String,
    /// What the sending button says.
    pub submit: String,
    /// The questions, in order.
    pub fields: Vec<Field>,
    /// What is filled in already, by field name.
    pub values: BTreeMap<String, String>,
    /// What is wrong with it, in words that are ready to be shown, by field name.
    pub problems: BTreeMap<String, String>,
}

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in the submission.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// What kind of answer.
    pub kind: FieldKind,
    /// Whether an answer is needed.
    pub required: bool,
}

/// The kind of answer that a field takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line of at most so many characters.
    Line {
        /// The most characters.
        most: usize,
    },
    /// Several lines of at most so many characters.
    Lines {
        /// The most characters.
        most: usize,
    },
    /// One of several choices: value and label.
    Choice {
        /// The choices, in order.
        of: Vec<(String, String)>,
    },
    /// Yes (`true`) or no (`false`).
    Tick,
}

/// Something wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// [`Field::name`].
    pub field: String,
    /// What is wrong; the core puts it into words.
    pub problem: FieldProblem,
}

/// What can be wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// An answer is needed.
    Missing,
    /// It has more characters than the field takes.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// It is none of the choices.
    NotAChoice,
}

impl Form {
    /// A form that asks nothing, only says something: `id` is that of the form in whose place it stands.
    pub fn saying(id: &str, words: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: words.to_owned(),
            submit: String::new(),
            fields: Vec::new(),
            values: BTreeMap::new(),
            problems: BTreeMap::new(),
        }
    }

    /// Whether it asks nothing.
    pub fn asks_nothing(&self) -> bool {
        self.fields.is_empty()
    }

    /// Checks answers by rules that need no database, so that they can be refused while the form is open.
    pub fn check(&self, values: &BTreeMap<String, String>) -> Vec<FieldError> {
        let mut errors = Vec::new();
        for field in &self.fields {
            let value = values.get(&field.name).map_or("", |value| value.trim());
            if let Some(problem) = field.check(value) {
                errors.push(FieldError { field: field.name.clone(), problem });
            }
        }
        errors
    }
}

impl Field {
    fn check(&self, value: &str) -> Option<FieldProblem> {
        if value.is_empty() {
            return self.required.then_some(FieldProblem::Missing);
        }
        match &self.kind {
            FieldKind::Line { most } | FieldKind::Lines { most } => {
                (value.chars().count() > *most).then_some(FieldProblem::TooLong { most: *most })
            }
            FieldKind::Choice { of } => {
                (!of.iter().any(|(choice, _)| choice == value)).then_some(FieldProblem::NotAChoice)
            }
            FieldKind::Tick => (value != "true" && value != "false").then_some(FieldProblem::NotAChoice),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let field =
            |name: &str, kind, required| Field { name: name.into(), label: name.into(), kind, required };
        Form {
            id: "ask".into(),
            title: "Ask".into(),
            submit: "Ask".into(),
            fields: vec![
                field("question", FieldKind::Lines { most: 5 }, true),
                field("place", FieldKind::Choice { of: vec![("a".into(), "A".into())] }, false),
            ],
            values: BTreeMap::new(),
            problems: BTreeMap::new(),
        }
    }

    #[test]
    fn each_rule_names_its_field() {
        let values = BTreeMap::from([("question".into(), "too long".into()), ("place".into(), "b".into())]);
        let problems: Vec<_> = form().check(&values).into_iter().map(|error| error.problem).collect();
        assert_eq!(problems, [FieldProblem::TooLong { most: 5 }, FieldProblem::NotAChoice]);
        assert_eq!(form().check(&BTreeMap::new())[0].problem, FieldProblem::Missing);
    }

    #[test]
    fn length_is_counted_in_characters() {
        let values = BTreeMap::from([("question".into(), "żółęć".into())]);
        assert!(form().check(&values).is_empty());
    }
}
