//! What adapters remember: written in the transaction of the events that it belongs to, sealed, and never looked into.
//!
//! A network that does not remember how far we listened has an adapter that does. A note that is about a person goes
//! when they are erased; the name of a note is hashed, since it may be the id of an account or a message.

use super::core::Engine;
use super::inbox::remove_nul;
use crate::database::{Trouble, Tx, is_about_the_row, trouble};
use crate::on;
use crate::telemetry;
use anyhow::Context as _;
use std::collections::BTreeMap;
use stoa_chat::{DeadLetter, Event, Network, Note, UserRef};

/// The kind of a letter that is an event which could not be stored.
const UNSTORED: &str = "event that could not be stored";

impl Engine {
    /// Stores events and notes in one transaction.
    pub(super) async fn store_noting(
        &self,
        network: &Network,
        mut events: Vec<Event>,
        notes: &[Note],
    ) -> anyhow::Result<()> {
        remove_nul(&mut events);
        let failed = match self.insist_noting(network, &events, notes).await {
            Err(error) if !events.is_empty() && is_about_the_row(&error) => error,
            done => return done,
        };
        tracing::warn!(
            error = kept_to_itself(&failed),
            "events were not stored together: each is stored alone"
        );
        self.store_or_bury(&events).await?;
        self.insist_noting(network, &[], notes).await
    }

    async fn insist_noting(&self, network: &Network, events: &[Event], notes: &[Note]) -> anyhow::Result<()> {
        loop {
            match self.try_noting(network, events, notes).await {
                Err(error) if trouble(&error) == Some(Trouble::Conflict) => {}
                done => return done,
            }
        }
    }

    /// Stores each event by itself; one that cannot be stored is buried, so that what came after it is heard. Those
    /// who listen on from a place of their own would else come to it again for ever.
    async fn store_or_bury(&self, events: &[Event]) -> anyhow::Result<()> {
        for event in events {
            let network = &event.network;
            match self.insist_noting(network, std::slice::from_ref(event), &[]).await {
                Err(error) if is_about_the_row(&error) => {
                    tracing::error!(
                        error = kept_to_itself(&error),
                        "an event cannot be stored: it is buried"
                    );
                    let (id, kind) = (event.id.clone(), UNSTORED.to_owned());
                    // An anonymous act does not stay: whoever has the queue key could read whose it is.
                    let body = if self.veils(event) { Vec::new() } else { serde_json::to_vec(event)? };
                    let network = network.clone();
                    self.bury_letter(&DeadLetter { network, id, at: event.at, kind, body }).await?;
                }
                stored => stored?,
            }
        }
        Ok(())
    }

    async fn try_noting(&self, network: &Network, events: &[Event], notes: &[Note]) -> anyhow::Result<()> {
        let (mut tx, now) = self.begin_storing().await?;
        let stored = self.store_among(&mut tx, now, events).await?;
        for note in notes {
            self.write_note(&mut tx, network, note, now.millis()).await?;
        }
        tx.commit().await?;
        self.stored(events.len() as u64, stored);
        Ok(())
    }

    async fn write_note(&self, tx: &mut Tx, network: &Network, note: &Note, now: i64) -> anyhow::Result<()> {
        const STRIKE: &str = "DELETE FROM adapter_note WHERE network = $1 AND kind = $2 AND name = $3";
        const WRITE: &str = "INSERT INTO adapter_note (network, kind, name, person, written_at, sealed)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (network, kind, name) DO UPDATE SET person = excluded.person,
                written_at = excluded.written_at, sealed = excluded.sealed";
        let (network, kind) = (network.as_str(), note.kind.as_str());
        let name = self.sealer().name(&["note", network, kind, &note.name]);
        let Some(body) = &note.body else {
            on!(tx, |c| sqlx::query(STRIKE).bind(network).bind(kind).bind(&name).execute(c).await.map(drop))?;
            return Ok(());
        };
        let person = note.about.as_ref().map(|who| self.person_name(who));
        let whole = serde_json::to_vec(&(&note.name, body))?;
        let sealed = self.sealer().seal_for_long(&row_name(network, kind, &name), &whole)?;
        on!(tx, |c| sqlx::query(WRITE)
            .bind(network)
            .bind(kind)
            .bind(&name)
            .bind(&person)
            .bind(now)
            .bind(&sealed)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Every note of a kind, by name.
    pub(super) async fn read_notes(
        &self,
        network: &Network,
        kind: &str,
    ) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
        const SQL: &str =
            "SELECT name, sealed FROM adapter_note WHERE network = $1 AND kind = $2 ORDER BY name";
        let network = network.as_str();
        let mut tx = self.db().begin_read().await?;
        let rows: Vec<(String, Vec<u8>)> =
            on!(&mut tx, |c| sqlx::query_as(SQL).bind(network).bind(kind).fetch_all(c).await)?;
        let mut notes = BTreeMap::new();
        for (name, sealed) in rows {
            let whole = self.sealer().open_for_long(&row_name(network, kind, &name), &sealed)?;
            let (name, body) = serde_json::from_slice(&whole).context("a note cannot be read")?;
            notes.insert(name, body);
        }
        Ok(notes)
    }

    fn person_name(&self, who: &UserRef) -> String {
        self.sealer().name(&["person", who.network.as_str(), &who.id])
    }
}

/// Forgets what is noted about a person.
pub(super) async fn forget(tx: &mut Tx, person: &str) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM adapter_note WHERE person = $1";
    on!(tx, |c| sqlx::query(SQL).bind(person).execute(c).await.map(drop))
}

/// What an error says without what it quotes: that may be what somebody typed.
fn kept_to_itself(error: &anyhow::Error) -> String {
    telemetry::without_quotes(&format!("{error:#}")).into_owned()
}

/// What a sealed note is bound to.
fn row_name(network: &str, kind: &str, name: &str) -> String {
    format!("note {network} {kind} {name}")
}
