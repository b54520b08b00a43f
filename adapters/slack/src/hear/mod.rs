//! From a genuine payload to the core's inbox, and to what Slack is told: the same for both transports.
//!
//! Nothing is acknowledged before it is committed. What a person waits for (a form that opens, what is wrong with it)
//! is done here, because the three seconds that Slack gives are too short for a queue.

mod company;
mod groups;
mod openings;

pub use openings::Opening;

use crate::decode::{Decoded, Delivery, Hearing, fingerprint, json, speakable};
use crate::inside::Inside;
use serde_json::{Value, json as object};
use std::sync::Arc;
use stoa_chat::{DeadLetter, Event, EventKind, Intake, IntakeError};

/// What a payload is, by the door it came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The Events API.
    Event,
    /// A slash command.
    Command,
    /// A button, a menu or a form.
    Interaction,
}

/// A payload that was committed.
#[derive(Debug, Default)]
pub struct Heard {
    /// What Slack wants to read in the acknowledgement, if anything.
    pub answer: Option<Value>,
    /// What is to be opened once the acknowledgement is on its way.
    pub openings: Vec<Opening>,
}

/// Listens for one workspace.
pub struct Ear {
    pub inside: Arc<Inside>,
    pub hearing: Hearing,
    pub intake: Arc<dyn Intake>,
}

impl Ear {
    /// Takes a payload in. `name` is Slack's name for the delivery, where it has one outside of the payload.
    ///
    /// # Errors
    /// When it could not be stored: Slack must not be told that we have it.
    pub async fn take(&self, door: Door, payload: &Value, name: Option<&str>) -> Result<Heard, IntakeError> {
        self.note_whisper(door, payload);
        if let Some(heard) = self.reopen(door, payload) {
            return Ok(heard);
        }
        let named = self.name_groups(payload).await;
        let payload = named.as_ref().unwrap_or(payload);
        let now = self.inside.clock.now();
        let decoded = match door {
            Door::Event => self.hearing.event_body(payload, name, now),
            Door::Command => self.hearing.slash_command(payload, name, now),
            Door::Interaction => self.hearing.interaction(payload, name, now),
        };
        match decoded {
            Decoded::Happened(events) => self.happened(events, payload).await,
            Decoded::Nothing => Ok(Heard::default()),
            Decoded::Revoked(why) => {
                tracing::error!(network = %self.inside.network, why, "Slack has let us go: stopping, and forgetting the token");
                self.inside.revoke();
                Ok(Heard::default())
            }
            Decoded::Unknown(kind) => {
                let id =
                    Delivery { name: name.or(json::text(payload, &["event_id"])), at: now, body: payload }
                        .id();
                self.bury(id, kind, payload.to_string().into_bytes()).await
            }
        }
    }

    /// A press in a message that one person alone sees brings the only address at which it can be changed.
    fn note_whisper(&self, door: Door, payload: &Value) {
        let place = (
            json::text(payload, &["container", "channel_id"]),
            json::text(payload, &["container", "message_ts"]),
        );
        if let (Door::Interaction, (Some(channel), Some(ts)), Some(address)) =
            (door, place, json::text(payload, &["response_url"]))
            && json::is(payload, &["container", "is_ephemeral"])
        {
            self.inside.remember_whisper(channel, ts, address);
        }
    }

    /// Keeps a genuine body that is no JSON, or none that Slack sends.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn take_unreadable(&self, body: &[u8]) -> Result<Heard, IntakeError> {
        let id = format!("body:{}", fingerprint(&Value::from(String::from_utf8_lossy(body))));
        self.bury(id, "unreadable body".to_owned(), body.to_vec()).await
    }

    async fn bury(&self, id: String, kind: String, body: Vec<u8>) -> Result<Heard, IntakeError> {
        let kind = speakable(&kind);
        tracing::warn!(network = %self.inside.network, kind, "Slack sent something that we do not know; it is kept as a dead letter");
        let (network, at) = (self.inside.network.clone(), self.inside.clock.now());
        self.intake.bury(DeadLetter { network, id, at, kind, body }).await?;
        Ok(Heard::default())
    }

    async fn happened(&self, mut events: Vec<Event>, payload: &Value) -> Result<Heard, IntakeError> {
        if let Some(problems) = events.iter().find_map(|event| self.problems(event, payload)) {
            return Ok(Heard { answer: Some(problems), openings: Vec::new() });
        }
        for event in &mut events {
            self.complete(event).await;
        }
        let openings = events.iter().filter_map(|event| self.opening(event)).collect();
        let introduced = self.introduce(&mut events).await;
        for event in &events {
            self.inside.note_standing(event);
        }
        // Not everything is sent again by Slack, and a person may be waiting: what failed once may go well at once.
        let mut stored = self.intake.accept(events.clone()).await;
        if stored.is_err() {
            stored = self.intake.accept(events).await;
        }
        stored.inspect_err(|_| self.inside.forget(&introduced))?;
        Ok(Heard { answer: None, openings })
    }

    /// What is wrong with a form that was sent off, as an answer that Slack shows in it.
    fn problems(&self, event: &Event, payload: &Value) -> Option<Value> {
        let EventKind::Submitted(submission) = &event.kind else { return None };
        let mut problems = self.intake.check(&submission.form, &submission.values);
        if problems.is_empty() {
            return None;
        }
        // Slack takes errors for fields that are shown only: those of others go to the last that is.
        let blocks = json::items(payload, &["view", "blocks"]);
        let shown: Vec<&str> = blocks
            .iter()
            .filter(|block| json::text(block, &["type"]) == Some("input"))
            .filter_map(|block| json::text(block, &["block_id"]))
            .collect();
        if let Some(last) = shown.last() {
            let hidden: Vec<String> =
                problems.keys().filter(|name| !shown.contains(&name.as_str())).cloned().collect();
            for name in hidden {
                let problem = problems.remove(&name).unwrap_or_default();
                problems.entry((*last).to_owned()).or_insert(problem);
            }
        }
        Some(object!({ "response_action": "errors", "errors": problems }))
    }
}
