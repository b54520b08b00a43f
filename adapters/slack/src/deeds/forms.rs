//! Forms: shown while their trigger is fresh, shown again with every answer kept, and offered by a button otherwise.

use super::Inside;
use crate::render::{FormPlace, modal, one, reopening};
use crate::web::{self, Failure};
use serde_json::{Value, json};
use stoa_chat::{Form, PlaceRef, Post, Receipt, Text, UserRef};

/// Slack's codes for a trigger that is too old or was used before, and for a modal that was closed.
const TOO_LATE: &[&str] = &[
    "duplicate_external_id",
    "exchanged_trigger_id",
    "expired_trigger_id",
    "internal_view_not_found",
    "invalid_trigger_id",
    "not_found",
    "push_limit_reached",
    "trigger_exchanged",
    "trigger_expired",
    "trigger_expired_or_invalid",
    "view_not_found",
];

impl Inside {
    pub(super) async fn show_form(
        &self,
        to: &UserRef,
        place: &PlaceRef,
        handle: &str,
        form: &Form,
    ) -> Result<Receipt, Failure> {
        let opened = FormPlace { place: place.id.clone(), direct: self.is_direct(to, &place.id) };
        // A modal's own name begins with a V; a trigger is made of numbers.
        let shown = if handle.starts_with('V') {
            let arguments = json!({ "view_id": handle, "view": modal(form, &opened) });
            self.web.ask(&web::VIEWS_UPDATE, "", &arguments).await.map(drop)
        } else {
            self.fill_or_open(handle, form, &opened).await
        };
        match shown {
            Err(failure) if failure.is(TOO_LATE) => self.offer_again(to, form, &opened).await,
            shown => shown.map(|()| Receipt::default()),
        }
    }

    /// Shows a form in the place of the one that was opened with the same trigger, or opens it: whoever opened that
    /// one may have been slower than we are, or faster than our second attempt.
    async fn fill_or_open(&self, trigger: &str, form: &Form, opened: &FormPlace) -> Result<(), Failure> {
        match self.fill(trigger, form, opened).await {
            Err(failure) if failure.is(TOO_LATE) => {}
            filled => return filled,
        }
        match self.open_form(trigger, form, opened).await {
            // A trigger opens one form; where Slack's answer is lost, that may be this one.
            Err(failure) if failure.is(TOO_LATE) || matches!(failure, Failure::Unknown) => {
                self.fill(trigger, form, opened).await
            }
            shown => shown,
        }
    }

    async fn fill(&self, trigger: &str, form: &Form, opened: &FormPlace) -> Result<(), Failure> {
        let view = named(modal(form, opened), trigger);
        let arguments = json!({ "external_id": trigger, "view": view });
        self.web.ask(&web::VIEWS_UPDATE, "", &arguments).await.map(drop)
    }

    /// Opens a form with a fresh trigger, by which it can be found again.
    pub(crate) async fn open_form(
        &self,
        trigger: &str,
        form: &Form,
        opened: &FormPlace,
    ) -> Result<(), Failure> {
        let arguments = json!({ "trigger_id": trigger, "view": named(modal(form, opened), trigger) });
        self.web.call(&web::VIEWS_OPEN, "", &arguments).await.map(drop)
    }

    /// A form that came too late: its answers go to the person, with a button that opens it again. They go into the
    /// direct conversation, because Slack does not give back what it showed to one person in a channel. Where Slack's
    /// answer is lost they are sent again: what somebody typed may come twice, and must not be gone.
    async fn offer_again(&self, to: &UserRef, form: &Form, opened: &FormPlace) -> Result<Receipt, Failure> {
        let place = self.direct_conversation(to).await?;
        let part = if form.asks_nothing() {
            one(&Post::of(Text::plain(&form.title)))
        } else {
            reopening(form, to, opened)
        };
        let arguments = json!({
            "channel": place.id,
            "text": part.text,
            "blocks": part.blocks,
            "parse": "none",
            "link_names": false,
        });
        self.web.ask(&web::CHAT_POST, &place.id, &arguments).await?;
        Ok(Receipt::default())
    }

    /// A command whose form could not be opened in time: a button that only its person sees, with what they typed.
    pub(crate) async fn offer(
        &self,
        to: &UserRef,
        place: &PlaceRef,
        form: &Form,
        twin: &str,
    ) -> Result<(), Failure> {
        let button = Post::of(Text::plain(&form.title)).with_button(form.title.clone(), twin);
        let part = one(&button);
        let place =
            if self.is_direct(to, &place.id) { self.direct_conversation(to).await? } else { place.clone() };
        match self.whisper(&place, to, None, &part).await {
            Err(Failure::Refused(..)) => {
                let place = self.direct_conversation(to).await?;
                let arguments = json!({ "channel": place.id, "text": part.text, "blocks": part.blocks });
                self.web.call(&web::CHAT_POST, &place.id, &arguments).await.map(drop)
            }
            done => done.map(drop),
        }
    }
}

/// A view under a name of our own: that of the trigger with which it was opened.
fn named(mut view: Value, trigger: &str) -> Value {
    view["external_id"] = json!(trigger);
    view
}
