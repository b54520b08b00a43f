//! Forms: which command opens which, and what a filled-in form says as a command.

use super::core::Engine;
use super::wording;
use crate::features::{self, FormSpec};
use std::collections::BTreeMap;
use stoa_chat::{Event, EventKind, FieldProblem, Form, Submission, Text};

impl Engine {
    /// A command without its words opens its form, where the network can show one.
    pub(super) fn form_opened_by(&self, event: &Event) -> Option<Form> {
        if !self.abilities(&event.network)?.forms {
            return None;
        }
        let EventKind::Commanded(command) = &event.kind else { return None };
        let (word, rest) = command.text.clone().split_first_word();
        let (_, spec) = features::find_in(self.features(), &word)?;
        let form = self.forms().find(|form| form.verb == spec.verb)?;
        rest.is_empty().then(|| (form.build)(self.language()))
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
        let mut text = Text::plain(spec.verb);
        let rest = (spec.command)(&submission.values);
        if let (Some(stoa_chat::Block::Paragraph(verb)), Some(stoa_chat::Block::Paragraph(first))) =
            (text.blocks.first_mut(), rest.blocks.first())
        {
            verb.push(stoa_chat::Span::Plain(" ".into()));
            verb.extend(first.iter().cloned());
            text.blocks.extend(rest.blocks.into_iter().skip(1));
        }
        Some(text)
    }

    fn forms(&self) -> impl Iterator<Item = &'static FormSpec> {
        self.features().iter().flat_map(|feature| feature.forms())
    }
}
