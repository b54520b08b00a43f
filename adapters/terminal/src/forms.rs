//! Forms in the town: opened by what somebody did, filled in by a line, shown again when refused.

use crate::TownError;
use crate::feed::{Audience, News, Room};
use crate::world::World;
use std::collections::BTreeMap;
use stoa_chat::{Event, EventKind, Field, FieldKind, Form, Outcome, PlaceRef, Receipt, Submission, UserRef};

/// A form in front of somebody.
#[derive(Debug)]
pub(crate) struct Showing {
    pub id: String,
    /// What it was opened with: until the core knows the id, it names the showing so.
    pub trigger: String,
    pub to: String,
    pub room: Room,
    pub form: Form,
    pub open: bool,
}

impl World {
    /// Opens the form that `event` called for, if it may open one.
    pub fn open_form(&mut self, event: &Event, form: Form) {
        let (by, room, trigger) = match &event.kind {
            EventKind::Commanded(command) => (&command.by, self.room(&command.place), &command.trigger),
            EventKind::Pressed(press) => (&press.by, self.room(&press.message.place), &press.trigger),
            EventKind::Picked(pick) => (&pick.by, self.room(&pick.at.message.message.place), &pick.trigger),
            _ => return,
        };
        if let (Some(room), Some(trigger)) = (room, trigger) {
            self.open(&by.id, room, trigger, form);
        }
    }

    /// Shows a form for the core: over the showing that `handle` names, or anew if it is a fresh trigger.
    pub fn show_form(&mut self, to: &UserRef, place: &PlaceRef, handle: &str, form: &Form) -> Outcome {
        let (Some(room), Some(_)) = (self.room(place), self.person(&to.id)) else { return Outcome::Gone };
        let names = |showing: &&mut Showing| {
            showing.to == to.id && (showing.id == handle || showing.trigger == handle)
        };
        if let Some(showing) = self.showings.iter_mut().find(names) {
            let same = showing.open && showing.form == *form;
            showing.form = form.clone();
            showing.open = true;
            let audience = showing.audience();
            if !same {
                self.tell(audience, News::FormOpened { form: form.clone() });
            }
            return Outcome::Sent(Receipt::default());
        }
        if self.triggers.get(handle) != Some(&to.id) {
            return Outcome::Gone;
        }
        self.open(&to.id, room, handle, form.clone());
        Outcome::Sent(Receipt::default())
    }

    /// The submission of `who`'s open form `id`, with `values` written over what was filled in already.
    pub fn fill(
        &mut self,
        who: &str,
        id: &str,
        values: &[(String, String)],
    ) -> Result<Submission, TownError> {
        let open = |showing: &&mut Showing| showing.open && showing.to == who && showing.form.id == id;
        let Some(showing) = self.showings.iter_mut().find(open) else {
            return Err(TownError::Impossible(format!("there is no form `{id}` in front of {who}")));
        };
        for (name, value) in values {
            let Some(field) = showing.form.fields.iter().find(|field| field.name == *name) else {
                let names: Vec<_> = showing.form.fields.iter().map(|field| field.name.as_str()).collect();
                let words =
                    format!("the form `{id}` does not ask for `{name}`, but for {}", names.join(", "));
                return Err(TownError::Impossible(words));
            };
            showing.form.values.insert(name.clone(), meant(field, value));
        }
        let (showing, room, values) = (showing.id.clone(), showing.room.clone(), showing.form.values.clone());
        let (by, place) = (self.user(who), self.place_ref(&room));
        Ok(Submission {
            by,
            direct: place.id.starts_with("dm:"),
            place,
            form: id.to_owned(),
            showing,
            values,
        })
    }

    /// Shows a form again, with what is wrong with its answers.
    pub fn return_form(&mut self, submission: &Submission, problems: BTreeMap<String, String>) {
        let Some(showing) = self.showings.iter_mut().find(|showing| showing.id == submission.showing) else {
            return;
        };
        showing.form.problems = problems;
        let (audience, form) = (showing.audience(), showing.form.clone());
        self.tell(audience, News::FormOpened { form });
    }

    /// Takes a form away that was accepted. The core can still show it again, by its id.
    pub fn close_form(&mut self, submission: &Submission) {
        if let Some(showing) = self.showings.iter_mut().find(|showing| showing.id == submission.showing) {
            showing.open = false;
            showing.form.problems.clear();
        }
    }

    fn open(&mut self, to: &str, room: Room, trigger: &str, form: Form) {
        self.triggers.remove(trigger);
        // One form of a kind at a time, so that a line can name it.
        self.showings.retain(|showing| showing.to != to || showing.form.id != form.id);
        self.shown_forms += 1;
        let id = format!("{}f{}", self.session, self.shown_forms);
        let (trigger, to) = (trigger.to_owned(), to.to_owned());
        let showing = Showing { id, trigger, to, room, form: form.clone(), open: true };
        // What only keeps the place of another is nothing to look at.
        if !form.asks_nothing() {
            self.tell(showing.audience(), News::FormOpened { form });
        }
        self.showings.push(showing);
    }
}

impl Showing {
    fn audience(&self) -> Audience {
        Audience { alone: Some(self.to.clone()), ..Audience::of(self.room.clone()) }
    }
}

/// What was meant by an answer: people write the label of a choice, and yes or no for a tick.
fn meant(field: &Field, value: &str) -> String {
    match &field.kind {
        FieldKind::Choice { of } => {
            let chosen = of.iter().find(|(_, label)| label.eq_ignore_ascii_case(value));
            chosen.map_or(value, |(choice, _)| choice).to_owned()
        }
        FieldKind::Tick => match value.to_lowercase().as_str() {
            "yes" | "y" => "true".to_owned(),
            "no" | "n" => "false".to_owned(),
            _ => value.to_owned(),
        },
        FieldKind::Line { .. } | FieldKind::Lines { .. } => value.to_owned(),
    }
}
