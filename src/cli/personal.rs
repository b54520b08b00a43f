//! `stoa export member` and `stoa scrub`: what whoever runs the server does about somebody's own data.

use super::arguments::{Export, Options};
use super::failure::Misuse;
use super::{store, write};
use anyhow::{Context as _, bail};
use std::path::Path;
use stoa::database::Db;
use stoa::engine::{Clock as _, SystemClock};
use stoa::features::{export_of, kept_about};
use stoa::people;
use stoa_chat::{Network, UserRef};

/// Writes everything that is kept about one member as JSON.
///
/// # Errors
/// When there is no such member, or the file cannot be written.
pub async fn export(options: &Options, what: &Export) -> anyhow::Result<()> {
    let Export::Member { account, to } = what;
    let settings = options.settings()?.settings;
    // Networks have slashes in their names as little as people in their ids.
    let Some((network, id)) = account.rsplit_once('/') else {
        return Err(
            Misuse(format!("`{account}` names no account: write NETWORK/USER, as in terminal/ana")).into()
        );
    };
    let db = existing(store::open_to_look(&settings, &options.data).await?).await?;
    let mut tx = db.begin_read().await?;
    let user = UserRef::new(&Network::new(network), id);
    let Some(member) = people::member_of(&mut tx, &user).await? else {
        bail!("nobody is known by the account {account}");
    };
    let kept = kept_about(&mut tx, member).await?;
    tx.rollback().await?;
    db.close().await;
    let document = format!("{:#}\n", export_of(&kept, SystemClock::default().now()));
    match to {
        Some(file) => write_file(file, &document),
        None => write(&document),
    }
}

fn write_file(file: &Path, document: &str) -> anyhow::Result<()> {
    std::fs::write(file, document).with_context(|| format!("cannot write {}", file.display()))?;
    write(&format!("Written to {}.\n", file.display()))
}

/// Removes from the database's files what was deleted from its tables.
///
/// # Errors
/// When the database fails, or is so busy that it cannot be scrubbed.
pub async fn scrub(options: &Options) -> anyhow::Result<()> {
    let settings = options.settings()?.settings;
    existing(store::open_to_look(&settings, &options.data).await?).await?.close().await;
    let db = store::open(&settings, &options.data).await?;
    let scrubbed = db.scrub(true).await;
    db.close().await;
    scrubbed.context("the database could not be scrubbed: try again when less is going on")?;
    write("What was deleted is gone from the database's files. Backups still have it.\n")
}

/// The database, if it is there and up to date.
///
/// # Errors
/// When it is not.
pub(super) async fn existing(db: Option<Db>) -> anyhow::Result<Db> {
    let Some(db) = db else { bail!("there is no database yet: the first `stoa run` makes it") };
    if !db.pending_migrations().await?.is_empty() {
        bail!("the tables of this database are not up to date: run `stoa migrate` first");
    }
    Ok(db)
}
