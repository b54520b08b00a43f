//! Keeps the in-memory knowledge level with the database, never ahead of it.
//!
//! A turn that changes something searchable writes a versioned row in the same transaction; every process reads
//! the rows after its own version before its next turn and applies them. Versions come from a counter whose row
//! a turn holds until commit, so they appear in order and none can be passed over.

use super::core::Engine;
use super::turn::Turn;
use crate::database::{Tx, next_number};
use crate::knowledge::{Knowledge, Tuning, Weights};
use crate::on;
use std::sync::PoisonError;

/// Kinds of things that the knowledge is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// A question with its answers; the subject is its number.
    Document,
    /// A person's declared topics; the subject is the member's id.
    Declared,
}

/// Something that has to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing.
    pub kind: ChangeKind,
    /// Which one.
    pub subject: String,
}

impl ChangeKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Declared => "declared",
        }
    }
}

impl Turn<'_> {
    /// Has `subject` read again by every process's index once this turn is committed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reindex(&mut self, kind: ChangeKind, subject: &str) -> sqlx::Result<()> {
        reindex(self.tx(), kind, subject).await
    }
}

/// Has `subject` read again by every process's index once `tx` is committed, for what is no turn.
pub(crate) async fn reindex(tx: &mut Tx, kind: ChangeKind, subject: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO index_change (version, kind, subject) VALUES ($1, $2, $3)";
    let version = next_number(tx, "index_change").await?;
    on!(tx, |c| sqlx::query(SQL).bind(version).bind(kind.as_str()).bind(subject).execute(c).await.map(drop))
}

impl Engine {
    /// Asks the knowledge, which is level with the database as it was before the newest turn.
    pub fn knowledge<T>(&self, ask: impl FnOnce(&Knowledge) -> T) -> T {
        ask(&self.index().read().unwrap_or_else(PoisonError::into_inner).knowledge)
    }

    /// Builds the index from the database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load_index(&self) -> anyhow::Result<()> {
        let mut tx = self.db().begin_read().await?;
        let newest = "SELECT COALESCE(MAX(version), 0) FROM index_change";
        let (version,): (i64,) = on!(&mut tx, |c| sqlx::query_as(newest).fetch_one(c).await)?;
        let weights = Weights { load: self.settings().questions.load_weight, ..Weights::default() };
        let mut knowledge = Knowledge::new(Tuning { weights, ..Tuning::default() });
        for feature in self.features() {
            feature.index_all(&mut tx, &mut knowledge).await?;
        }
        tx.rollback().await?;
        let mut index = self.index().write().unwrap_or_else(PoisonError::into_inner);
        index.knowledge = knowledge;
        index.version = version;
        Ok(())
    }

    /// Applies what other turns and processes have changed since the last look.
    pub(super) async fn catch_up(&self) -> anyhow::Result<()> {
        const SQL: &str =
            "SELECT version, kind, subject FROM index_change WHERE version > $1 ORDER BY version";
        let seen = self.index().read().unwrap_or_else(PoisonError::into_inner).version;
        let mut tx = self.db().begin_read().await?;
        let rows: Vec<(i64, String, String)> =
            on!(&mut tx, |c| sqlx::query_as(SQL).bind(seen).fetch_all(c).await)?;
        if rows.first().is_some_and(|(version, ..)| *version > seen + 1) {
            // What lies between was swept away.
            tx.rollback().await?;
            return self.load_index().await;
        }
        let mut changes: Vec<Change> = Vec::new();
        for (_, kind, subject) in &rows {
            let kind = if kind == "document" { ChangeKind::Document } else { ChangeKind::Declared };
            let change = Change { kind, subject: subject.clone() };
            if !changes.contains(&change) {
                changes.push(change);
            }
        }
        let mut updates = Vec::new();
        for change in &changes {
            for feature in self.features() {
                updates.extend(feature.index_one(&mut tx, change).await?);
            }
        }
        tx.rollback().await?;
        if let Some((version, ..)) = rows.last() {
            let mut index = self.index().write().unwrap_or_else(PoisonError::into_inner);
            // Another task of this process may have been quicker; its view is then at least as new.
            if index.version == seen {
                for update in updates {
                    update.apply(&mut index.knowledge);
                }
                index.version = *version;
            }
        }
        Ok(())
    }
}
