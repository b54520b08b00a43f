//! Forms that a command, a button or a kept answer opens.

use super::{Door, Ear, Heard};
use crate::decode::json;
use crate::render::{FormPlace, REOPEN, values_kept};
use serde_json::Value;
use stoa_chat::{Event, EventKind, Form, MessageRef, PlaceRef, Press, UserRef};

/// A form that is to be opened now.
#[derive(Clone, Debug)]
pub struct Opening {
    form: Form,
    /// What Slack wants back for it, if it gave something.
    trigger: Option<String>,
    to: UserRef,
    place: PlaceRef,
    direct: bool,
    /// What opens the form when it is typed, or pressed.
    twin: String,
}

impl Ear {
    /// The form that an event opens, if it opens one.
    pub(super) fn opening(&self, event: &Event) -> Option<Opening> {
        let (to, place, direct, trigger, twin) = match &event.kind {
            EventKind::Commanded(command) => {
                (&command.by, &command.place, command.direct, &command.trigger, command.text.to_plain())
            }
            EventKind::Pressed(press) => {
                (&press.by, &press.message.place, press.direct, &press.trigger, press.value.clone())
            }
            EventKind::Picked(pick) => {
                let at = &pick.at.message;
                (&pick.by, &at.message.place, at.direct, &pick.trigger, pick.verb.clone())
            }
            _ => return None,
        };
        let form = self.intake.form_for(event)?;
        let (to, place, trigger) = (to.clone(), place.clone(), trigger.clone());
        Some(Opening { form, trigger, to, place, direct, twin })
    }

    /// Opens a form; if it is too late for that, offers a button that does.
    pub async fn open(&self, opening: Opening) {
        let Opening { form, trigger, to, place, direct, twin } = opening;
        if let Some(trigger) = trigger {
            let opened = FormPlace { place: place.id.clone(), direct };
            match self.inside.open_form(&trigger, &form, &opened).await {
                Ok(()) => return,
                // What is to come in its place opens by itself, or offers a button.
                Err(_) if form.asks_nothing() => return,
                Err(failure) => tracing::debug!(?failure, "a form did not open in time: offering a button"),
            }
        }
        if let Err(failure) = self.inside.offer(&to, &place, &form, &twin).await {
            tracing::warn!(outcome = ?failure.outcome(), "a form could neither be opened nor offered");
        }
    }

    /// A press of the button under answers that were kept: opens the form with them. It is no event: nothing is
    /// decided by it.
    pub(super) fn reopen(&self, door: Door, payload: &Value) -> Option<Heard> {
        let action = json::items(payload, &["actions"]).first()?;
        if door != Door::Interaction || json::text(action, &["action_id"]) != Some(REOPEN) {
            return None;
        }
        let kept: Value = serde_json::from_str(json::text(action, &["value"])?).ok()?;
        let (form, place) = (json::text(&kept, &["form"])?, json::text(&kept, &["place"])?);
        let user = json::text(payload, &["user", "id"])?;
        let values = values_kept(payload.get("message")?);
        let by = UserRef::new(&self.inside.network, user);
        let place = PlaceRef::new(&self.inside.network, place);
        let direct = json::is(&kept, &["direct"]);
        let trigger = json::text(payload, &["trigger_id"]).map(str::to_owned);
        // A form about something is opened with its name behind the verb, which is one of the answers.
        let words = values.values().filter(|value| !value.contains(char::is_whitespace));
        let twins = std::iter::once(form.to_owned()).chain(words.map(|word| format!("{form} {word}")));
        for twin in twins {
            let press = Press {
                by: by.clone(),
                message: MessageRef::new(&place, REOPEN),
                direct,
                value: twin,
                trigger: trigger.clone(),
            };
            let id = format!("reopen:{}", trigger.as_deref().unwrap_or_default());
            let (at, network) = (self.inside.clock.now(), self.inside.network.clone());
            let event = Event { id, at, network, kind: EventKind::Pressed(press) };
            if let Some(mut opening) = self.opening(&event).filter(|opening| opening.form.id == form) {
                opening.form.values.extend(values);
                return Some(Heard { answer: None, openings: vec![opening] });
            }
        }
        Some(Heard::default())
    }
}
