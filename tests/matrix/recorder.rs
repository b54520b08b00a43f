//! What stands between the adapter and the core: it knows what the core has heard, and when, by the town's clock.

use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use stoa::engine::{Engine, FrozenClock};
use stoa_chat::{
    Clock as _, DeadLetter, Event, EventKind, Form, Intake, IntakeError, Network, Note, Phrase, Text, UserRef,
};
use tokio::sync::watch;

/// An engine that is overheard.
#[derive(Debug)]
pub struct Recorder {
    engine: Arc<Engine>,
    clock: Arc<FrozenClock>,
    heard: watch::Sender<BTreeSet<String>>,
}

impl Recorder {
    pub fn new(engine: Arc<Engine>, clock: Arc<FrozenClock>) -> Self {
        Self { engine, clock, heard: watch::Sender::default() }
    }

    /// Waits until the core has heard of the homeserver's event with this id.
    pub async fn hears(&self, event: &str) {
        // It ends with the test at the latest: this is a sender that lives.
        let _ = self.heard.subscribe().wait_for(|heard| heard.contains(event)).await;
    }

    /// What happened is told by the homeserver's own clock; in a transcript it happens when it is told.
    fn now(&self, events: Vec<Event>) -> Vec<Event> {
        events.into_iter().map(|event| Event { at: self.clock.now(), ..event }).collect()
    }

    fn note(&self, events: &[Event]) {
        let names = |event: &Event| {
            let came = match &event.kind {
                EventKind::Joined { who, place } => Some(came(&who.id, &place.id)),
                EventKind::Left { who, place } => Some(went(&who.id, &place.id)),
                _ => None,
            };
            let message = event.message().map(|message| message.id.clone());
            [Some(event.id.clone()), message, came].into_iter().flatten()
        };
        let names: Vec<_> = events.iter().flat_map(names).collect();
        self.heard.send_modify(|heard| heard.extend(names));
    }
}

/// By this the core is known to have heard that somebody came, whose event they do not learn of.
pub fn came(who: &str, place: &str) -> String {
    format!("{who} came into {place}")
}

/// And that somebody went.
pub fn went(who: &str, place: &str) -> String {
    format!("{who} left {place}")
}

#[async_trait]
impl Intake for Recorder {
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError> {
        let events = self.now(events);
        self.engine.accept(events.clone()).await?;
        self.note(&events);
        Ok(())
    }

    async fn accept_noting(
        &self,
        network: &Network,
        events: Vec<Event>,
        notes: Vec<Note>,
    ) -> Result<(), IntakeError> {
        let events = self.now(events);
        self.engine.accept_noting(network, events.clone(), notes).await?;
        self.note(&events);
        Ok(())
    }

    async fn notes(&self, network: &Network, kind: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError> {
        self.engine.notes(network, kind).await
    }

    fn phrase(&self, to: &UserRef, phrase: &Phrase) -> Text {
        self.engine.phrase(to, phrase)
    }

    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError> {
        self.engine.bury(letter).await
    }

    fn form_for(&self, event: &Event) -> Option<Form> {
        self.engine.form_for(event)
    }

    fn is_anonymous(&self, event: &Event) -> bool {
        self.engine.is_anonymous(event)
    }

    fn check(&self, form: &str, values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        self.engine.check(form, values)
    }
}
