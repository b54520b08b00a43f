//! The vault: the only place that can find whoever asked anonymously, and only for as long as that is needed.
//!
//! ```text
//!  secrets.vault_key_file          the vault: a store of its own                 the database
//!  ┌───────────┐  wraps   ┌──────────┐ wraps ┌────────────┐ seals ┌─────────┐     ┌──────────────────┐
//!  │ vault key │ ───────▶ │ week key │ ────▶ │ thread key │ ────▶ │ address │     │ thread id, words │
//!  └───────────┘          └──────────┘       └────────────┘       └─────────┘     └──────────────────┘
//! ```
//!
//! What a person does anonymously is about a **thread**: a random-looking id, which is all that the database, the
//! features and the outbox ever see. Its return address lies here, padded and sealed under a random key of its own.
//! Nothing here is labelled with a person: whose threads are whose is found by trying to open them.
//!
//! Six things can be done, and there is no seventh. [`seal`](Vault::seal) stores an address before the turn that uses
//! its thread begins; the two stores have no common transaction, so it is *pending* until [`sweep`](Vault::sweep)
//! finds its thread in the database, and shredded after an hour if it does not. [`deliver`](Vault::deliver) opens an
//! address for the sender; [`my_threads`](Vault::my_threads) finds the threads of somebody who acts right now;
//! [`shred`](Vault::shred) destroys a thread's key and address; [`strike`](Vault::strike) counts against whoever is
//! behind a thread without telling who that is. Deleting is not enough on any database, so the key goes with what it
//! sealed, freed bytes are overwritten (`secure_delete`) and the log is cut off at once. On PostgreSQL dead rows stay
//! in the files until it vacuums, and in its write-ahead log: `stoa check` says so.
//!
//! What counts acts and strikes are HMACs of people under random keys that are destroyed with the day or, for
//! strikes, after the month that follows theirs.

mod asker;
mod keys;
#[cfg(any(test, feature = "testing"))]
mod measured;
mod schema;
mod store;
mod tally;
#[cfg(test)]
mod tests;

pub use asker::Asker;
pub use keys::{VaultKeyError, VaultKeys};
#[cfg(any(test, feature = "testing"))]
pub use measured::Bench;
pub use tally::{Standing, StrikeRule};

use crate::cipher::{open_with, seal_with};
use crate::database::{Db, Options, Tx};
use crate::telemetry;
use anyhow::{Context as _, bail};
use chacha20poly1305::XChaCha20Poly1305;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use stoa_chat::{MessageRef, PlaceRef, PlannedId, Timestamp};
use zeroize::Zeroizing;

/// The SQLite file of a vault, in the data directory.
pub const FILE: &str = "vault.db";

const WEEK_MILLIS: i64 = 7 * 86_400_000;
/// How long an address waits for its thread to appear in the database.
pub const PENDING: Duration = Duration::from_hours(1);

/// An anonymous thread: it tells nothing of whoever is behind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThreadId(String);

impl ThreadId {
    /// The thread that the database calls `id`.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// What it is called in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The vault. One per process.
pub struct Vault {
    db: Db,
    keys: VaultKeys,
    weeks: Mutex<BTreeMap<i64, XChaCha20Poly1305>>,
}

/// A return address that was opened to send one message.
pub struct Letter<'v> {
    vault: &'v Vault,
    thread: ThreadId,
    asker: Asker,
    cipher: XChaCha20Poly1305,
}

impl Vault {
    /// Opens the vault that lies in `db`, and wraps everything under the present key.
    ///
    /// # Errors
    /// When the store fails, or was sealed with a key that is not among `keys`.
    pub async fn open(db: Db, keys: VaultKeys) -> anyhow::Result<Self> {
        let mut tx = db.begin_short().await?;
        schema::make(&mut tx).await?;
        store::rewrap(&mut tx, &keys).await?;
        tx.commit().await?;
        Ok(Self { db, keys, weeks: Mutex::default() })
    }

    /// The vault of a make-believe town, in its folder and with its key beside it: it keeps nothing from anybody.
    ///
    /// # Errors
    /// When it cannot be made there.
    pub async fn make_believe(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join("town-vault.key");
        if !file.exists() {
            let text = Zeroizing::new(hex::encode(&keys::new_secret()[..]));
            std::fs::write(&file, &*text).context("the key of the town's vault cannot be written")?;
        }
        let db = Db::open(&Options::Sqlite(folder.join("town-vault.db"))).await?;
        Self::open(db, VaultKeys::from_file(&file)?).await
    }

    /// Whether `keys` open everything that lies in `db`; nothing is changed.
    ///
    /// # Errors
    /// When the store fails, or was sealed with a key that is not among them.
    pub async fn check(db: &Db, keys: &VaultKeys) -> anyhow::Result<()> {
        let mut tx = db.begin_read().await?;
        for id in store::keys_used(&mut tx).await? {
            if !keys.knows(&id) {
                bail!(
                    "the vault was sealed with the key {id}, which is not in the file of the vault key: put it back as \
                     a further line (`secrets.vault_key_file`)"
                );
            }
        }
        Ok(())
    }

    /// What this vault is called, to tell it from another.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn name(&self) -> anyhow::Result<String> {
        let mut tx = self.db.begin_short().await?;
        let name = store::name(&mut tx).await?;
        tx.commit().await?;
        Ok(name)
    }

    /// Closes its store, after the work on it is done.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// Whether several processes can share it.
    pub fn is_shared(&self) -> bool {
        self.db.is_postgres()
    }

    /// Seals the return address of `thread`, pending; sealing it again changes nothing. `counted` acts are counted
    /// against the day. Says how its person stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn seal(
        &self,
        thread: &ThreadId,
        asker: &Asker,
        counted: bool,
        now: Timestamp,
    ) -> anyhow::Result<Standing> {
        let week = now.millis().div_euclid(WEEK_MILLIS);
        let padded = asker.padded()?;
        let key = keys::new_secret();
        let address = seal_with(&keys::cipher(&key), &padded, thread.0.as_bytes())?;
        let mut tx = self.db.begin_short().await?;
        let of_week = self.week(&mut tx, week, true).await?;
        let wrapped = seal_with(&of_week, &key[..], thread.0.as_bytes())?;
        let sealed = store::Sealed { id: thread.0.clone(), week, wrapped, address };
        let new = store::insert(&mut tx, &sealed, now).await?;
        if new && counted {
            tally::count_act(&mut tx, &self.keys, &padded, now).await?;
        }
        let standing = tally::standing(&mut tx, &self.keys, &padded, now).await?;
        tx.commit().await?;
        // Not before: a key that was not kept would open nothing.
        self.weeks.lock().unwrap_or_else(PoisonError::into_inner).insert(week, of_week);
        Ok(standing)
    }

    /// Opens the return address of `thread`; `None` if it is destroyed.
    ///
    /// # Errors
    /// When the store fails, or does not open.
    pub async fn deliver(&self, thread: &ThreadId) -> anyhow::Result<Option<Letter<'_>>> {
        let mut tx = self.db.begin_read().await?;
        let Some(sealed) = store::read(&mut tx, thread).await? else { return Ok(None) };
        let cipher = self.thread_cipher(&mut tx, &sealed).await?;
        let padded = Zeroizing::new(open_with(&cipher, &sealed.address, thread.0.as_bytes())?);
        let asker = Asker::from_padded(&padded)?;
        Ok(Some(Letter { vault: self, thread: thread.clone(), asker, cipher }))
    }

    /// The threads of somebody who acts right now, found by opening every address. One that does not open is nobody's:
    /// it is counted, and keeps nobody from what they do.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn my_threads(&self, asker: &Asker) -> anyhow::Result<BTreeSet<ThreadId>> {
        let mine = asker.padded()?;
        let mut tx = self.db.begin_read().await?;
        let (mut threads, mut closed) = (BTreeSet::new(), 0);
        for sealed in store::all(&mut tx).await? {
            match self.opened(&mut tx, &sealed).await {
                Ok(padded) if padded == mine => drop(threads.insert(ThreadId(sealed.id))),
                Ok(_) => {}
                Err(error) if error.chain().any(<dyn std::error::Error>::is::<sqlx::Error>) => {
                    return Err(error);
                }
                Err(_) => closed += 1,
            }
        }
        if closed > 0 {
            metrics::counter!(telemetry::ADDRESSES_UNREADABLE.name).increment(closed);
            tracing::warn!(addresses = closed, "the vault holds return addresses that do not open");
        }
        Ok(threads)
    }

    /// The address of a thread, in its padded form.
    async fn opened(&self, tx: &mut Tx, sealed: &store::Sealed) -> anyhow::Result<Zeroizing<Vec<u8>>> {
        let cipher = self.thread_cipher(tx, sealed).await?;
        Ok(Zeroizing::new(open_with(&cipher, &sealed.address, sealed.id.as_bytes())?))
    }

    /// Destroys what leads to whoever is behind these threads; unknown ones are a no-op.
    ///
    /// # Errors
    /// When the store fails, or cannot be scrubbed now: then it is to be done again.
    pub async fn shred(&self, threads: &[ThreadId]) -> anyhow::Result<()> {
        let mut tx = self.db.begin_short().await?;
        for thread in threads {
            store::delete(&mut tx, thread).await?;
        }
        store::delete_idle_weeks(&mut tx).await?;
        tx.commit().await?;
        self.weeks.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(self.db.scrub(false).await?)
    }

    /// Counts a strike against whoever is behind `thread`, once for each thread; who that is, nobody learns.
    ///
    /// # Errors
    /// When the store fails, or does not open.
    pub async fn strike(&self, thread: &ThreadId, rule: StrikeRule, now: Timestamp) -> anyhow::Result<()> {
        let mut tx = self.db.begin_short().await?;
        let Some(sealed) = store::read(&mut tx, thread).await? else { return Ok(()) };
        if !store::set_struck(&mut tx, thread).await? {
            return Ok(());
        }
        let padded = self.opened(&mut tx, &sealed).await?;
        tally::strike(&mut tx, &self.keys, &padded, rule, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Holds the vault against the database: addresses whose threads are `known` there stay, all others go, unless they
    /// have been pending for less than an hour, or something is still `owed` to them; and with them the tallies whose
    /// time is over.
    ///
    /// # Errors
    /// When the store fails, or cannot be scrubbed now: then it is to be done again.
    pub async fn sweep(
        &self,
        known: &BTreeSet<ThreadId>,
        owed: &BTreeSet<ThreadId>,
        now: Timestamp,
    ) -> anyhow::Result<Vec<ThreadId>> {
        let mut tx = self.db.begin_short().await?;
        let settled = store::settled(&mut tx, now - PENDING).await?;
        let (kept, mut orphans): (Vec<_>, Vec<_>) =
            settled.into_iter().partition(|thread| known.contains(thread));
        orphans.retain(|thread| !owed.contains(thread));
        for thread in &kept {
            store::set_known(&mut tx, thread).await?;
        }
        let over = tally::forget(&mut tx, now).await?;
        tx.commit().await?;
        if over || !orphans.is_empty() {
            self.shred(&orphans).await?;
        }
        Ok(orphans)
    }

    /// Whether an address waits for its thread to appear in the database.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_pending(&self) -> anyhow::Result<bool> {
        let mut tx = self.db.begin_read().await?;
        Ok(store::is_pending(&mut tx).await?)
    }

    /// The key of a thread, opened.
    async fn thread_cipher(&self, tx: &mut Tx, sealed: &store::Sealed) -> anyhow::Result<XChaCha20Poly1305> {
        let cached = self.weeks.lock().unwrap_or_else(PoisonError::into_inner).get(&sealed.week).cloned();
        let week = if let Some(week) = cached {
            week
        } else {
            let week = self.week(tx, sealed.week, false).await?;
            let mut weeks = self.weeks.lock().unwrap_or_else(PoisonError::into_inner);
            weeks.insert(sealed.week, week.clone());
            week
        };
        let opened = Zeroizing::new(open_with(&week, &sealed.wrapped, sealed.id.as_bytes())?);
        Ok(keys::cipher(&keys::secret(&opened)?))
    }

    /// The key of a week, which is made if it is not there and may be.
    async fn week(&self, tx: &mut Tx, week: i64, make: bool) -> anyhow::Result<XChaCha20Poly1305> {
        let name = format!("week {week}");
        if make {
            let wrapped = self.keys.wrap(&keys::new_secret(), &name)?;
            store::insert_week(tx, week, self.keys.current(), &wrapped).await?;
        }
        let (kek, wrapped) =
            store::week(tx, week).await?.context("the key of a week that has open threads is gone")?;
        Ok(keys::cipher(&self.keys.unwrap(&kek, &wrapped, &name)?))
    }
}

impl Letter<'_> {
    /// To whom.
    pub(crate) fn asker(&self) -> &Asker {
        &self.asker
    }

    /// Remembers, sealed, in which message of theirs a delivery stands.
    pub(crate) async fn keep_receipt(
        &self,
        delivery: &PlannedId,
        message: &MessageRef,
    ) -> anyhow::Result<()> {
        let words = Zeroizing::new(serde_json::to_vec(&(&message.place, &message.id))?);
        let sealed = seal_with(&self.cipher, &words, delivery.0.as_bytes())?;
        let mut tx = self.vault.db.begin_short().await?;
        store::insert_receipt(&mut tx, &delivery.0, &self.thread, &sealed).await?;
        Ok(tx.commit().await?)
    }

    /// In which message of theirs a delivery stands, if it was sent.
    pub(crate) async fn receipt(&self, delivery: &PlannedId) -> anyhow::Result<Option<MessageRef>> {
        let mut tx = self.vault.db.begin_read().await?;
        let Some(sealed) = store::receipt(&mut tx, &delivery.0).await? else { return Ok(None) };
        let words = Zeroizing::new(open_with(&self.cipher, &sealed, delivery.0.as_bytes())?);
        let (place, id): (PlaceRef, String) =
            serde_json::from_slice(&words).map_err(|_| anyhow::anyhow!("a receipt cannot be read"))?;
        Ok(Some(MessageRef { place, id }))
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}
