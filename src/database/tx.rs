//! A transaction on either database.

use sqlx::{Postgres, Sqlite, Transaction};

/// A transaction; dropped without [`commit`](Self::commit), it is as if it had never been.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes everything done in it last.
    ///
    /// # Errors
    /// When the database cannot; then nothing was done. On PostgreSQL also when this transaction and another
    /// could not both have run alone (see [`trouble`](super::trouble)).
    pub async fn commit(self) -> sqlx::Result<()> {
        super::statement_begins();
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
    }

    /// Undoes everything done in it, now rather than when the connection is used next.
    ///
    /// # Errors
    /// When the connection is lost; the database then undoes it by itself.
    pub async fn rollback(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(transaction) => transaction.rollback().await,
            Self::Postgres(transaction) => transaction.rollback().await,
        }
    }

    /// Whether this is PostgreSQL, for the few statements that the dialects do not share.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}
