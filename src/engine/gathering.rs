//! Events that come at the same time are committed together, so that the disk is waited for once and not for each.
//!
//! There is nobody whose task this is: of those who wait for their events to be stored, one does it for all.

use std::sync::{Arc, Mutex, PoisonError};
use stoa_chat::Event;
use tokio::sync::{MutexGuard, oneshot};

/// How many new events were stored, or why none was.
pub(super) type Stored = Result<u64, Arc<anyhow::Error>>;

/// Events that wait to be stored.
#[derive(Default)]
pub(super) struct Gathering {
    waiting: Mutex<Vec<Offer>>,
    storing: tokio::sync::Mutex<()>,
}

/// Events of one caller.
pub(super) struct Offer {
    pub(super) events: Arc<[Event]>,
    stored: oneshot::Sender<Stored>,
}

impl Offer {
    pub(super) fn answer(self, stored: Stored) {
        // Whoever is gone does not want to know.
        let _ = self.stored.send(stored);
    }
}

impl Gathering {
    /// Has events stored with the others. The answer is an error if whoever took them went away before the end.
    pub(super) fn offer(&self, events: &Arc<[Event]>) -> oneshot::Receiver<Stored> {
        let (stored, answer) = oneshot::channel();
        self.waiting().push(Offer { events: Arc::clone(events), stored });
        answer
    }

    /// Returns when nobody else stores.
    pub(super) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.storing.lock().await
    }

    /// Whether somebody waits.
    pub(super) fn is_waited_for(&self) -> bool {
        !self.waiting().is_empty()
    }

    /// Everything that waits; whoever takes it stores and answers it.
    pub(super) fn take(&self) -> Vec<Offer> {
        std::mem::take(&mut self.waiting())
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Offer>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
