//! Sealing what waits in a queue: what a person typed never lies there in clear.
//!
//! Payloads are sealed ([`cipher`](crate::cipher)) under a random key per day. Day keys lie in the database, wrapped by the queue
//! key, which lies outside it: in a file, or in a secret that the admin mounts. Old day keys are deleted, so a
//! copy of the database and of the queue key opens nothing older than what was still waiting. Names of events
//! become HMAC-SHA-256 under a key derived from the queue key, so that a table of them tells nobody anything. What is
//! to tell nothing even to whoever comes by the queue key later is named under a key derived from the day's instead.

use crate::cipher::{open_with, random_bytes, seal_with};
use crate::database::{Db, Tx};
use crate::on;
use anyhow::{Context as _, bail};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::KeyInit as _;
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretBox};
use serde::de::DeserializeOwned;
#[cfg(any(test, feature = "testing"))]
use sha2::Digest as _;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use stoa_chat::Timestamp;

const DAY_MILLIS: i64 = 86_400_000;

/// The key that everything in the queues hangs on: 32 random bytes, kept outside the database.
#[derive(Debug)]
pub struct QueueKey(SecretBox<[u8; 32]>);

/// Why there is no queue key.
#[derive(Debug, thiserror::Error)]
pub enum QueueKeyError {
    /// The file cannot be read or made.
    #[error(
        "cannot use the queue key file {path}: {cause}; `secrets.queue_key_file` names it, and only the user that runs Stoa should be able to read it"
    )]
    File {
        /// Which file.
        path: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// What is there is no key.
    #[error("the queue key must be 64 hexadecimal digits (make one with: openssl rand -hex 32)")]
    NotAKey,
}

impl QueueKey {
    /// Reads a key of 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`QueueKeyError::NotAKey`].
    pub fn from_hex(text: &str) -> Result<Self, QueueKeyError> {
        let digits = text.trim().as_bytes();
        if digits.len() != 64 {
            return Err(QueueKeyError::NotAKey);
        }
        let mut key = [0; 32];
        for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| QueueKeyError::NotAKey)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| QueueKeyError::NotAKey)?;
        }
        Ok(Self(SecretBox::new(Box::new(key))))
    }

    /// Reads the key in the file at `path`.
    ///
    /// # Errors
    /// [`QueueKeyError`].
    pub fn from_file(path: &Path) -> Result<Self, QueueKeyError> {
        let text = std::fs::read_to_string(path)
            .map_err(|cause| QueueKeyError::File { path: path.display().to_string(), cause })?;
        Self::from_hex(&text)
    }

    /// Reads the key in the file at `path`, or makes the file with a new key, readable by its owner only.
    ///
    /// # Errors
    /// [`QueueKeyError`].
    pub fn from_file_or_new(path: &Path) -> Result<Self, QueueKeyError> {
        if path.exists() {
            return Self::from_file(path);
        }
        let failed = |cause| QueueKeyError::File { path: path.display().to_string(), cause };
        let key = Self::random();
        write_private(path, &(hex::encode(key.0.expose_secret()) + "\n")).map_err(failed)?;
        Ok(key)
    }

    /// A new random key.
    pub fn random() -> Self {
        Self(SecretBox::new(Box::new(random_bytes())))
    }
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Seals and opens payloads, and turns names into HMACs.
pub(crate) struct Sealer {
    wrap: XChaCha20Poly1305,
    names: Hmac<Sha256>,
    long: XChaCha20Poly1305,
    days: Mutex<BTreeMap<i64, Day>>,
}

/// What hangs on the key of a day.
#[derive(Clone)]
struct Day {
    cipher: XChaCha20Poly1305,
    names: Hmac<Sha256>,
}

impl Day {
    fn of(key: &[u8]) -> anyhow::Result<Self> {
        let derived = derive(&hkdf::Hkdf::<Sha256>::new(None, key), b"stoa queue: names of the day")?;
        let cipher = XChaCha20Poly1305::new_from_slice(key).context("a day key has 32 bytes")?;
        Ok(Self { cipher, names: Hmac::<Sha256>::new_from_slice(&derived)? })
    }
}

fn derive(from: &hkdf::Hkdf<Sha256>, purpose: &[u8]) -> anyhow::Result<[u8; 32]> {
    let mut out = [0; 32];
    from.expand(purpose, &mut out).map_err(|_| anyhow::anyhow!("a derived key has 32 bytes"))?;
    Ok(out)
}

/// The day that a moment's payloads are sealed under, as days since 1970-01-01 UTC.
pub(crate) fn day_of(at: Timestamp) -> i64 {
    at.millis().div_euclid(DAY_MILLIS)
}

impl Sealer {
    pub(crate) fn new(key: &QueueKey) -> anyhow::Result<Self> {
        let derived = hkdf::Hkdf::<Sha256>::new(None, key.0.expose_secret());
        let derive = |purpose: &[u8]| derive(&derived, purpose);
        Ok(Self {
            wrap: XChaCha20Poly1305::new(&derive(b"stoa queue: wrap day keys")?.into()),
            long: XChaCha20Poly1305::new(&derive(b"stoa queue: notes of adapters")?.into()),
            names: Hmac::<Sha256>::new_from_slice(&derive(b"stoa queue: names")?)?,
            days: Mutex::new(BTreeMap::new()),
        })
    }

    /// The HMAC of a name made of parts, as 32 hexadecimal digits.
    pub(crate) fn name(&self, parts: &[&str]) -> String {
        name_under(self.names.clone(), parts)
    }

    /// The same under a key that goes with the key of `day`, which [`ready`](Self::ready) has fetched.
    pub(crate) fn name_of_day(&self, day: i64, parts: &[&str]) -> anyhow::Result<String> {
        Ok(name_under(self.day(day)?.names, parts))
    }

    /// Makes sure that the key of `day` is at hand: before a transaction that seals, since making a key is a
    /// transaction of its own.
    pub(crate) async fn ready(&self, db: &Db, day: i64) -> anyhow::Result<()> {
        if self.days.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&day) {
            return Ok(());
        }
        let mut tx = db.begin_short().await?;
        let made = seal_with(&self.wrap, &random_bytes::<32>(), &day.to_be_bytes())?;
        let insert = "INSERT INTO day_key (day, wrapped) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING";
        on!(&mut tx, |c| sqlx::query(insert).bind(day).bind(&made).execute(c).await.map(drop))?;
        let kept = self.load(&mut tx, day).await?;
        tx.commit().await?;
        // Not before: what is sealed under a key that was not kept could never be opened again.
        self.days.lock().unwrap_or_else(PoisonError::into_inner).insert(day, kept);
        Ok(())
    }

    async fn load(&self, tx: &mut Tx, day: i64) -> anyhow::Result<Day> {
        let select = "SELECT wrapped FROM day_key WHERE day = $1";
        let found: Option<(Vec<u8>,)> =
            on!(tx, |c| sqlx::query_as(select).bind(day).fetch_optional(c).await)?;
        let Some((wrapped,)) = found else {
            bail!("the key of a day that still has queued work is gone from the table day_key");
        };
        let key = open_with(&self.wrap, &wrapped, &day.to_be_bytes()).context(
            "the queue key does not fit this database: give the one it was made with (`secrets.queue_key_file`)",
        )?;
        Day::of(&key)
    }

    /// Seals a payload that belongs to the row `name`, under a key that [`ready`](Self::ready) has fetched.
    pub(crate) fn seal(&self, day: i64, name: &str, payload: &[u8]) -> anyhow::Result<Vec<u8>> {
        seal_with(&self.day(day)?.cipher, payload, name.as_bytes())
    }

    /// Opens what [`seal`](Self::seal) made for the row `name`.
    pub(crate) fn open(&self, day: i64, name: &str, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        open_with(&self.day(day)?.cipher, sealed, name.as_bytes())
    }

    /// Seals something that is to be read for longer than a day, and belongs to the row `name`.
    pub(crate) fn seal_for_long(&self, name: &str, payload: &[u8]) -> anyhow::Result<Vec<u8>> {
        seal_with(&self.long, payload, name.as_bytes())
    }

    /// Opens what [`seal_for_long`](Self::seal_for_long) made for the row `name`.
    pub(crate) fn open_for_long(&self, name: &str, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        open_with(&self.long, sealed, name.as_bytes())
    }

    /// Forgets the keys of days before `day`.
    pub(crate) fn forget_before(&self, day: i64) {
        self.days.lock().unwrap_or_else(PoisonError::into_inner).retain(|kept, _| *kept >= day);
    }

    fn day(&self, day: i64) -> anyhow::Result<Day> {
        let days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        days.get(&day).cloned().context("the day's key was not fetched before it was needed")
    }
}

fn name_under(mut mac: Hmac<Sha256>, parts: &[&str]) -> String {
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part.as_bytes());
    }
    hex::encode(&mac.finalize().into_bytes()[..16])
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer")
    }
}

/// Reads what was sealed as JSON. An error says where it is wrong and never what stands there.
pub(crate) fn read<T: DeserializeOwned>(payload: &[u8]) -> anyhow::Result<T> {
    let unreadable =
        |error: serde_json::Error| anyhow::anyhow!("byte {}: {:?} error", error.column(), error.classify());
    serde_json::from_slice(payload).map_err(unreadable)
}

impl Sealer {
    /// Proves that the queue key is the one that this database was made with; the first to come sets it.
    pub(crate) async fn check(&self, db: &Db) -> anyhow::Result<()> {
        const SQL: &str = "INSERT INTO setting (name, value) VALUES ('queue key', $1)
            ON CONFLICT (name) DO UPDATE SET value = setting.value RETURNING value";
        let mine = self.name(&["queue key"]);
        let mut tx = db.begin_short().await?;
        let (first,): (String,) = on!(&mut tx, |c| sqlx::query_as(SQL).bind(&mine).fetch_one(c).await)?;
        tx.commit().await?;
        if first != mine {
            bail!(
                "the queue key does not fit this database: what waits in it was sealed with another one. Give that \
                 key (`secrets.queue_key_file`, by default queue.key in the data directory)"
            );
        }
        Ok(())
    }
}

#[cfg(any(test, feature = "testing"))]
impl Sealer {
    /// Lays the keys of some days down beforehand, so that two runs of a test have the same.
    pub(crate) async fn lay_down(&self, db: &Db, days: impl Iterator<Item = i64>) -> anyhow::Result<()> {
        const SQL: &str = "INSERT INTO day_key (day, wrapped) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING";
        let mut tx = db.begin_short().await?;
        for day in days {
            let key = Sha256::digest(day.to_be_bytes());
            let wrapped = seal_with(&self.wrap, &key, &day.to_be_bytes())?;
            on!(&mut tx, |c| sqlx::query(SQL).bind(day).bind(&wrapped).execute(c).await.map(drop))?;
        }
        Ok(tx.commit().await?)
    }
}
