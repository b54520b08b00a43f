//! The tables of the vault, in the one dialect. They lie in a store of their own, which no dump of ours reads.
//!
//! Nothing here says whose a thread is: an address opens with its thread's key, that with the key of its week, and
//! that with the vault key, which lies outside. Two threads of one person have nothing in common in these tables.

use crate::database::Tx;
use crate::on;

/// Made when they are not there; they are too few, and too young, to have migrations.
const TABLES: [&str; 6] = [
    "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS week_key (week BIGINT PRIMARY KEY, kek TEXT NOT NULL, wrapped BYTEA NOT NULL)",
    "CREATE TABLE IF NOT EXISTS thread (id TEXT PRIMARY KEY, week BIGINT NOT NULL, wrapped BYTEA NOT NULL,
        address BYTEA NOT NULL, pending_since BIGINT, struck BOOLEAN NOT NULL)",
    "CREATE TABLE IF NOT EXISTS receipt (delivery TEXT PRIMARY KEY, thread TEXT NOT NULL, sealed BYTEA NOT NULL)",
    "CREATE TABLE IF NOT EXISTS tally_key (kind TEXT NOT NULL, period BIGINT NOT NULL, kek TEXT NOT NULL,
        wrapped BYTEA NOT NULL, PRIMARY KEY (kind, period))",
    "CREATE TABLE IF NOT EXISTS tally (kind TEXT NOT NULL, period BIGINT NOT NULL, tag BYTEA NOT NULL,
        amount BIGINT NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (kind, period, tag))",
];

/// Makes the tables that are not there.
pub(super) async fn make(tx: &mut Tx) -> sqlx::Result<()> {
    for table in TABLES {
        on!(tx, |c| sqlx::query(table).execute(c).await.map(drop))?;
    }
    Ok(())
}
