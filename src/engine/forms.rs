//! Forms: which command opens which, and what a filled-in form says as a command.

use super::core::Engine;
use super::turn::Turn;
use super::wording;
use crate::features::{self, FormSpec};
use crate::language::{Language, one_line};
use crate::on;
use crate::people;
use std::collections::BTreeMap;
use std::sync::PoisonError;
use stoa_chat::{
    Action, Block, Event, EventKind, FieldProblem, Form, Network, Post, Span, Submission, Text, UserRef,
};

impl Engine {
    /// Reads in which languages people are spoken to.
    pub(super) async fn load_languages(&self) -> anyhow::Result<()> {
        const SQL: &str = "SELECT a.network, a.user_id, COALESCE(m.chosen_language, m.language)
            FROM account a JOIN member m ON m.id = a.member
            WHERE COALESCE(m.chosen_language, m.language) IS NOT NULL ORDER BY a.network, a.user_id";
        let mut tx = self.db().begin().await?;
        let rows: Vec<(String, String, String)> = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
        for (network, user, language) in rows {
            self.speak_with(&UserRef::new(&Network::new(network), user), Some(Language::from_tag(&language)));
        }
        Ok(())
    }

    /// Notes in which language somebody is spoken to after what they did.
    pub(super) async fn learn_language(&self, turn: &mut Turn<'_>, event: &Event) -> anyhow::Result<()> {
        let user = match &event.kind {
            EventKind::ProfileChanged { who, .. } => Some(who),
            EventKind::Commanded(_) | EventKind::Pressed(_) => event.person(),
            _ => None,
        };
        if let Some(user) = user {
            let language = people::known(turn, user).await?.map(|member| member.language);
            self.speak_with(user, language);
        }
        Ok(())
    }

    fn speak_with(&self, user: &UserRef, language: Option<Language>) {
        let mut languages = self.languages.write().unwrap_or_else(PoisonError::into_inner);
        match language.filter(|language| *language != self.language()) {
            Some(language) => languages.insert(user.clone(), language),
            None => languages.remove(user),
        };
    }

    /// The language in which whoever caused `event` is spoken to.
    fn language_of(&self, event: &Event) -> Language {
        event.person().map_or_else(|| self.language(), |user| self.language_with(user))
    }

    /// The language in which somebody is spoken to.
    pub(super) fn language_with(&self, user: &UserRef) -> Language {
        let languages = self.languages.read().unwrap_or_else(PoisonError::into_inner);
        languages.get(user).copied().unwrap_or_else(|| self.language())
    }

    /// The form that an event opens, where the network can show one: a command without its words opens its own, typed
    /// or pressed; one that is chosen in the menu of a message begins it, and the turn fills it.
    pub(super) fn form_opened_by(&self, event: &Event) -> Option<Form> {
        self.whole_form(event).or_else(|| {
            let (spec, _) = self.form_begun_by(event)?;
            Some(Form::saying(spec.verb, &wording::form_begun(self.language_of(event))))
        })
    }

    /// The form that an event begins, and what to name it by. What nobody gets to know the giver of begins none: to be
    /// filled, a form has to be remembered with whoever looks at it.
    pub(super) fn form_begun_by(&self, event: &Event) -> Option<(&'static FormSpec, String)> {
        let EventKind::Picked(pick) = &event.kind else { return None };
        let mut forms = self.forms().filter(|form| form.subject.is_some() && !self.is_veiled(form.verb));
        let spec = forms.find(|form| form.verb == pick.verb)?;
        let trigger =
            pick.trigger.clone().filter(|_| self.abilities(&event.network).is_some_and(|can| can.forms))?;
        Some((spec, trigger))
    }

    /// A refusal in the form that it is about: the one that was sent off, with every answer kept, or the one that was
    /// begun. `None` if there is no form, or if the refusal offers something else to do.
    pub(super) fn refused_in_form(&self, event: &Event, refusal: &Post) -> Option<Action> {
        if !refusal.buttons.is_empty() || !self.abilities(&event.network)?.forms {
            return None;
        }
        let words = refusal.text.to_plain();
        if let Some((spec, handle)) = self.form_begun_by(event) {
            let EventKind::Picked(pick) = &event.kind else { return None };
            let (to, place) = (pick.by.clone(), pick.at.message.message.place.clone());
            return Some(Action::ShowForm {
                to,
                place,
                handle,
                form: Form::saying(spec.verb, &one_line(&words)),
            });
        }
        let EventKind::Submitted(sent) = &event.kind else { return None };
        let spec = self.forms().find(|spec| spec.verb == sent.form)?;
        let mut form = (spec.build)(self.language_of(event));
        form.values.clone_from(&sent.values);
        form.problems.insert(form.fields.first()?.name.clone(), one_line(&words));
        let (to, place, handle) = (sent.by.clone(), sent.place.clone(), sent.showing.clone());
        Some(Action::ShowForm { to, place, handle, form })
    }

    /// The form that a command opens which lacks only its words.
    pub(super) fn whole_form(&self, event: &Event) -> Option<Form> {
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
            (None, None, None) => Some((spec.build)(self.language_of(event))),
            (Some(field), Some(subject), None) => {
                let mut form = (spec.build)(self.language_of(event));
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
        let ticked = |field| submission.values.get(field).is_some_and(|value| value == "true");
        let verb = spec.instead.filter(|(field, _)| ticked(*field)).map_or(spec.verb, |(_, verb)| verb);
        match text.blocks.first_mut() {
            Some(Block::Paragraph(spans)) => match spans.first_mut() {
                // One span, so that the words behind the verb are taken off it as if they had been typed.
                Some(Span::Plain(words)) => words.insert_str(0, &format!("{verb} ")),
                _ => spans.insert(0, Span::Plain(format!("{verb} "))),
            },
            _ => text.blocks.insert(0, Block::Paragraph(vec![Span::Plain(verb.to_owned())])),
        }
        Some(text)
    }

    pub(super) fn forms(&self) -> impl Iterator<Item = &'static FormSpec> {
        self.features().iter().flat_map(|feature| feature.forms())
    }
}
