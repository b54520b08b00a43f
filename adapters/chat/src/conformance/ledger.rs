//! An intake that writes everything down, and fails when told to.

use crate::{DeadLetter, Event, Form, Intake, IntakeError, Network, Note, Phrase, Text, UserRef};
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio_util::sync::CancellationToken;

#[derive(Default)]
pub(super) struct Ledger(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    accepted: Vec<Event>,
    /// What was offered and not accepted.
    failed: Vec<Event>,
    fail_next: bool,
    notes: BTreeMap<(String, String), Vec<u8>>,
    /// Cancelled, and made anew, whenever something is accepted: so that nobody has to look twice in vain.
    changed: CancellationToken,
}

impl Ledger {
    /// Lets the next [`accept`](Intake::accept) fail.
    pub fn fail_next(&self) {
        self.pages().fail_next = true;
    }

    /// All that was accepted so far, in order.
    pub fn accepted(&self) -> Vec<Event> {
        self.pages().accepted.clone()
    }

    /// All that was offered and not accepted, in order.
    pub fn failed(&self) -> Vec<Event> {
        self.pages().failed.clone()
    }

    /// Waits until an event like the wanted one is accepted.
    pub async fn wait_for(&self, wanted: impl Fn(&Event) -> bool) -> Event {
        loop {
            let changed = {
                let pages = self.pages();
                if let Some(event) = pages.accepted.iter().find(|event| wanted(event)) {
                    return event.clone();
                }
                pages.changed.clone()
            };
            changed.cancelled().await;
        }
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Intake for Ledger {
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError> {
        let mut pages = self.pages();
        if std::mem::take(&mut pages.fail_next) {
            pages.failed.extend(events);
            return Err(IntakeError("the suite lets this one fail".to_owned()));
        }
        // As in a real inbox, what was accepted before is a no-op.
        for event in events {
            if !pages.accepted.iter().any(|known| known.id == event.id) {
                pages.accepted.push(event);
            }
        }
        std::mem::take(&mut pages.changed).cancel();
        Ok(())
    }

    async fn accept_noting(
        &self,
        _network: &Network,
        events: Vec<Event>,
        notes: Vec<Note>,
    ) -> Result<(), IntakeError> {
        self.accept(events).await?;
        let mut pages = self.pages();
        for Note { kind, name, body, .. } in notes {
            match body {
                Some(body) => pages.notes.insert((kind, name), body),
                None => pages.notes.remove(&(kind, name)),
            };
        }
        Ok(())
    }

    async fn notes(&self, _network: &Network, kind: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError> {
        let pages = self.pages();
        let of_kind = pages.notes.iter().filter(|((of, _), _)| of == kind);
        Ok(of_kind.map(|((_, name), body)| (name.clone(), body.clone())).collect())
    }

    fn phrase(&self, _to: &UserRef, phrase: &Phrase) -> Text {
        Text::plain(&format!("{phrase:?}"))
    }

    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError> {
        Err(IntakeError(format!("nothing in this suite is unreadable, but here is {letter:?}")))
    }

    fn form_for(&self, _event: &Event) -> Option<Form> {
        None
    }

    fn is_anonymous(&self, _: &Event) -> bool {
        false
    }

    fn check(&self, _form: &str, _values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}
