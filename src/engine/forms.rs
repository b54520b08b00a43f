//! Forms: which command opens which, and what a filled-in form says as a command.

use super::core::Engine;
use super::wording;
use crate::features::{self, FormSpec};
use std::collections::BTreeMap;
use stoa_chat::{Block, Event, EventKind, FieldProblem, Form, Span, Submission, Text};

impl Engine {
    /// A command without its words opens its form, typed or pressed, where the network can show one.
    pub(super) fn form_opened_by(&self, event: &Event) -> Option<Form> {
        if !self.abilities(&event.network)?.forms {
            return None;
        }
        let text = match &event.kind {
            EventKind::Commanded(command) => command.text.clone(),
            EventKind::Pressed(press) => Text::plain(&press.value),
            _ => return None,
        };
        let (word, rest) = text.split_first_word();
        let (_, command) = features::find_in(self.features(), &word)?;
        let spec = self.forms().find(|form| form.verb == command.verb)?;
        let rest = rest.to_plain();
        let mut words = rest.split_whitespace();
        match (spec.subject, words.next(), words.next()) {
            (None, None, None) => Some((spec.build)(self.language())),
            (Some(field), Some(subject), None) => {
                let mut form = (spec.build)(self.language());
                form.values.insert(field.to_owned(), subject.to_owned());
                Some(form)
            }
            _ => None,
        }
    }

    /// Checks a form's answers by its own rules, in words.
    pub(super) fn check_form(
        &self,
        form: &str,
        values: &BTreeMap<String, String>,
    ) -> BTreeMap<String, String> {
        let language = self.language();
        let Some(spec) = self.forms().find(|spec| spec.verb == form) else { return BTreeMap::new() };
        let errors = (spec.build)(language).check(values);
        let in_words = errors.into_iter().map(|error| {
            let words = match error.problem {
                FieldProblem::Missing => wording::field_missing(language),
                FieldProblem::TooLong { most } => wording::field_too_long(language, most),
                FieldProblem::NotAChoice => wording::field_not_a_choice(language),
            };
            (error.field, words)
        });
        in_words.collect()
    }

    /// The command that a filled-in form stands for.
    pub(super) fn command_of_form(&self, submission: &Submission) -> Option<Text> {
        let spec = self.forms().find(|spec| spec.verb == submission.form)?;
        let mut text = (spec.command)(&submission.values);
        match text.blocks.first_mut() {
            Some(Block::Paragraph(spans)) => match spans.first_mut() {
                // One span, so that the words behind the verb are taken off it as if they had been typed.
                Some(Span::Plain(words)) => words.insert_str(0, &format!("{} ", spec.verb)),
                _ => spans.insert(0, Span::Plain(format!("{} ", spec.verb))),
            },
            _ => text.blocks.insert(0, Block::Paragraph(vec![Span::Plain(spec.verb.to_owned())])),
        }
        Some(text)
    }

    fn forms(&self) -> impl Iterator<Item = &'static FormSpec> {
        self.features().iter().flat_map(|feature| feature.forms())
    }
}
