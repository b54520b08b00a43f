//! What Stoa does on Matrix.
//!
//! Every event is sent under a transaction id made of its effect key, so that sending it twice makes one event as long as
//! the server remembers; the key is also in the content, by which [`find`] knows the message for ever.

mod census;
pub mod chores;
pub mod failure;
mod find;
mod pictures;
mod rooms;
mod say;
pub mod stood;

use crate::inside::Inside;
use failure::{Failure, of_http, of_sdk};
use matrix_sdk::Room;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::ruma::api::client::redact::redact_event;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedTransactionId};
use serde_json::{Value, json};
use std::time::Duration;
use stoa_chat::{Action, EffectKey, MessageRef, Outcome, PlaceRef, Receipt};

/// How long the server may take to accept an event.
const PATIENCE: Duration = Duration::from_secs(20);

impl Inside {
    /// Does it, and says how that went.
    pub async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let done = match action {
            Action::Say { place, thread, post } => self.say(place, thread.as_ref(), key, post).await,
            Action::Edit { message, post } => self.edit(message, key, post).await,
            Action::Delete { message } => self.delete(message, key).await,
            Action::React { message, emoji } => self.react(message, key, emoji).await,
            Action::UploadPicture { place, thread, png, alt } => {
                self.upload_picture(place, thread.as_ref(), key, png, alt).await
            }
            Action::OpenConversation { with, post } => self.open_conversation(with, key, post).await,
            Action::ShowForm { to, place, handle, form } => {
                self.show_form(to, place, handle, key, form).await
            }
            // Matrix has no words in a room that one person alone sees.
            Action::Direct { to, post } | Action::ReplyPrivately { to, post, .. } => {
                self.direct(to, key, post).await
            }
            Action::SetHome { .. } => Err(Failure::refused("Matrix has no page of the bot's own")),
        };
        let outcome = done.map_or_else(|failure| self.outcome(failure, action), Outcome::Sent);
        if outcome == Outcome::Revoked {
            self.revoke();
        }
        outcome
    }

    fn outcome(&self, failure: Failure, action: &Action<MessageRef>) -> Outcome {
        if let (true, Some(place)) = (failure.is("M_FORBIDDEN"), place_of(action)) {
            self.silenced(&place.id, "the server refuses what the bot says there (M_FORBIDDEN)");
        }
        failure.outcome()
    }

    /// Sends an event.
    pub(crate) async fn send(
        &self,
        room: &Room,
        kind: &str,
        content: Value,
        transaction: &str,
    ) -> Result<OwnedEventId, Failure> {
        let transaction = OwnedTransactionId::from(transaction);
        let sending =
            room.send_raw(kind, content).with_transaction_id(&transaction).with_request_config(once());
        let sent = sending.await.map_err(|error| of_sdk(&error))?;
        self.heard(room.room_id().as_str());
        Ok(sent.response.event_id)
    }

    /// Takes an event back.
    pub(crate) async fn redact(
        &self,
        room: &Room,
        event: &EventId,
        transaction: &str,
    ) -> Result<(), Failure> {
        let transaction = OwnedTransactionId::from(transaction);
        let request =
            redact_event::v3::Request::new(room.room_id().to_owned(), event.to_owned(), transaction);
        let sent = room.client().send(request).with_request_config(once()).await;
        sent.map(drop).map_err(|error| of_http(&error))
    }

    async fn delete(&self, message: &MessageRef, key: &EffectKey) -> Result<Receipt, Failure> {
        let (room, event) = (self.room(&message.place.id).await?, event_id(message)?);
        self.redact(&room, &event, &key.0).await?;
        self.memory().is_gone(&message.id);
        Ok(receipt(message))
    }

    async fn react(&self, message: &MessageRef, key: &EffectKey, emoji: &str) -> Result<Receipt, Failure> {
        let (room, event) = (self.room(&message.place.id).await?, event_id(message)?);
        self.put_reaction(&room, &event, emoji, &key.0).await?;
        Ok(receipt(message))
    }

    /// Puts a reaction on a message. One that stands there already is as good as a new one.
    pub(crate) async fn put_reaction(
        &self,
        room: &Room,
        event: &EventId,
        emoji: &str,
        transaction: &str,
    ) -> Result<(), Failure> {
        let relation = json!({ "rel_type": "m.annotation", "event_id": event, "key": emoji });
        match self.send(room, "m.reaction", json!({ "m.relates_to": relation }), transaction).await {
            Err(failure) if failure.is("M_DUPLICATE_ANNOTATION") => Ok(()),
            // Servers do not say "not found" of what a reaction is put on.
            Err(Failure::Refused(_, words)) if words.contains("unknown event") => Err(Failure::Gone),
            done => done.map(drop),
        }
    }
}

/// One attempt: whoever sends knows better than the library when to try again.
fn once() -> RequestConfig {
    RequestConfig::new().disable_retry().timeout(PATIENCE)
}

/// The event that a message of the port is.
pub fn event_id(message: &MessageRef) -> Result<OwnedEventId, Failure> {
    EventId::parse(&message.id).map_err(|_| Failure::Gone)
}

fn receipt(message: &MessageRef) -> Receipt {
    Receipt { message: Some(message.clone()) }
}

fn place_of(action: &Action<MessageRef>) -> Option<&PlaceRef> {
    match action {
        Action::Say { place, .. } | Action::UploadPicture { place, .. } => Some(place),
        _ => None,
    }
}
