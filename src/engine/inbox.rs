//! The inbox: what the networks told us, committed before they are told that we know.

use super::core::Engine;
use super::seal::day_of;
use crate::database::{Trouble, Tx, next_number, trouble};
use crate::on;
use crate::telemetry;
use async_trait::async_trait;
use std::collections::BTreeMap;
use stoa_chat::{DeadLetter, Event, EventKind, Form, Intake, IntakeError, Timestamp};

#[async_trait]
impl Intake for Engine {
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError> {
        let accepted = self.accept_all(events).await;
        if let Err(error) = &accepted {
            let advice = trouble(error).map_or("", Trouble::advice);
            tracing::warn!(
                error = format!("{error:#}"),
                advice,
                "events were not stored and have to come again"
            );
        }
        accepted.map_err(|error| IntakeError(format!("{error:#}")))
    }

    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError> {
        self.bury_letter(&letter).await.map_err(|error| IntakeError(format!("{error:#}")))
    }

    fn form_for(&self, event: &Event) -> Option<Form> {
        self.form_opened_by(event)
    }

    fn check(&self, form: &str, values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        self.check_form(form, values)
    }
}

impl Engine {
    async fn accept_all(&self, mut events: Vec<Event>) -> anyhow::Result<()> {
        let removed: usize = events.iter_mut().map(Event::remove_nul).sum();
        if removed > 0 {
            tracing::info!(removed, "NUL characters were taken out of events");
        }
        let came = u64::try_from(events.len())?;
        let stored = loop {
            match self.store_new(&events).await {
                // Two batches held what the other needed.
                Err(error) if trouble(&error) == Some(Trouble::Conflict) => {}
                stored => break stored?,
            }
        };
        metrics::counter!(telemetry::EVENTS_ACCEPTED.name).increment(stored);
        metrics::counter!(telemetry::EVENTS_REPEATED.name).increment(came - stored);
        if stored > 0 {
            self.wake();
        }
        Ok(())
    }

    /// Stores those of `events` that are new, in one transaction, and says how many there were.
    async fn store_new(&self, events: &[Event]) -> anyhow::Result<u64> {
        let now = self.now();
        self.sealer().ready(self.db(), day_of(now)).await?;
        let mut tx = self.db().begin_short().await?;
        let mut stored = 0;
        for event in events {
            if self.is_new(&mut tx, event, now).await? {
                self.store(&mut tx, event, now).await?;
                stored += 1;
            }
        }
        tx.commit().await?;
        Ok(stored)
    }

    /// Writes down every name of the event; it is new if none of them was known.
    async fn is_new(&self, tx: &mut Tx, event: &Event, now: Timestamp) -> anyhow::Result<bool> {
        let mut new = true;
        for key in self.names_of(event) {
            new &= remember(tx, &key, now).await?;
        }
        Ok(new)
    }

    /// An event has its network's name for it; a message has its own name too, since a network may tell of one
    /// message by two events.
    fn names_of(&self, event: &Event) -> Vec<String> {
        let network = event.network.as_str();
        let mut names = vec![self.sealer().name(&["event", network, &event.id])];
        let message = match &event.kind {
            EventKind::Said(message) => Some(&message.message),
            EventKind::Commanded(command) => command.message.as_ref(),
            _ => None,
        };
        names.extend(message.map(|m| self.sealer().name(&["said", network, &m.place.id, &m.id])));
        names
    }

    async fn store(&self, tx: &mut Tx, event: &Event, now: Timestamp) -> anyhow::Result<()> {
        const SQL: &str =
            "INSERT INTO inbox (number, received_at, person, message, state, attempts, not_before,
                lease_until, fence, key_day, sealed)
            VALUES ($1, $2, $3, $4, 'waiting', 0, 0, 0, 0, $5, $6)";
        let network = event.network.as_str();
        let person = event.person().map(|user| self.sealer().name(&["person", network, &user.id]));
        let message = event.message().map(|m| self.sealer().name(&["message", network, &m.place.id, &m.id]));
        let number = next_number(tx, "inbox").await?;
        let day = day_of(now);
        let sealed = self.sealer().seal(day, &row_name(number), &serde_json::to_vec(event)?)?;
        let at = now.millis();
        on!(tx, |c| sqlx::query(SQL)
            .bind(number)
            .bind(at)
            .bind(&person)
            .bind(&message)
            .bind(day)
            .bind(&sealed)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}

/// Remembers by which name something came; gives whether it is new.
pub(super) async fn remember(tx: &mut Tx, key: &str, now: Timestamp) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO inbox_key (key, seen_at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING";
    let rows = on!(tx, |c| sqlx::query(SQL)
        .bind(key)
        .bind(now.millis())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows > 0)
}

/// What a sealed event is bound to.
pub(super) fn row_name(number: i64) -> String {
    format!("inbox {number}")
}
