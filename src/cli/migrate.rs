//! `stoa migrate`: brings the tables of the database up to date.

use super::arguments::Options;
use super::lock::Lock;
use super::store;
use super::write;
use stoa::database::Db;

/// Applies what is missing, or with `dry_run` only lists it.
///
/// # Errors
/// When another process works on the SQLite file, or a migration fails.
pub async fn migrate(options: &Options, dry_run: bool) -> anyhow::Result<()> {
    let settings = options.settings()?.settings;
    if dry_run {
        return foretell(store::open_to_look(&settings, &options.data).await?).await;
    }
    let mut lock = None;
    if !settings.database.is_postgres() {
        store::make_folder(&options.data)?;
        lock = Some(Lock::take(&options.data)?);
    }
    let db = store::open(&settings, &options.data).await?;
    let pending = db.pending_migrations().await?;
    store::bring_up_to_date(&db, true).await?;
    db.close().await;
    drop(lock);
    if !pending.is_empty() {
        write(&format!("Applied:\n  {}\n", pending.join("\n  ")))?;
    }
    write("The database is up to date.\n")
}

async fn foretell(db: Option<Db>) -> anyhow::Result<()> {
    let Some(db) = db else {
        return write("There is no database yet: `stoa migrate` would make it, with all its tables.\n");
    };
    let pending = db.pending_migrations().await?;
    db.close().await;
    if pending.is_empty() {
        return write("The database is up to date.\n");
    }
    write(&format!("Would apply:\n  {}\n", pending.join("\n  ")))
}
