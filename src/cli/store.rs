//! What a process works on: the data directory, the database in it or elsewhere, and the key of its queues.

use super::failure::Misuse;
use super::lock::Lock;
use anyhow::{Context as _, bail};
use rand::TryRng as _;
use secrecy::ExposeSecret as _;
use sqlx::Connection as _;
use sqlx::migrate::MigrateError;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use std::fs;
use std::path::{Path, PathBuf};
use stoa::database::{Db, OpenError, Options};
use stoa::engine::QueueKey;
use stoa::on;
use stoa::settings::Settings;
use stoa::vault::{self, Vault, VaultKeys};

/// How many connections to a vault on PostgreSQL are kept open at most.
const VAULT_CONNECTIONS: u32 = 4;

/// An open, migrated database, and the right to work on it.
#[derive(Debug)]
pub struct Store {
    /// The database.
    pub db: Db,
    /// The key that its queues are sealed with.
    pub key: QueueKey,
    /// The return addresses of those who ask anonymously, where a key for them is configured.
    pub vault: Option<Vault>,
    /// None where all lies in PostgreSQL, which several processes share.
    pub lock: Option<Lock>,
}

impl Store {
    /// Opens everything for the one process that works on it, and makes what a first start lacks.
    ///
    /// # Errors
    /// When another process works on it, or something does not fit together.
    pub async fn open(settings: &Settings, data: &Path) -> anyhow::Result<Self> {
        let vault_here = !settings.vault.is_postgres() && has_vault_key(settings);
        let lock = if settings.database.is_postgres() && !vault_here {
            None
        } else {
            make_folder(data)?;
            Some(Lock::take(data)?)
        };
        // Before anything is made: with a key that does not fit, a start leaves nothing behind.
        let vault = vault(settings, data).await?;
        let db = open(settings, data).await?;
        bring_up_to_date(&db, settings.database.migrate).await?;
        let key = queue_key(&db, settings, data).await?;
        Ok(Self { db, key, vault, lock })
    }
}

/// 32 bytes of the system's chance, for a process that need not be repeatable.
///
/// # Errors
/// When the system has none.
pub fn random_seed() -> anyhow::Result<[u8; 32]> {
    let mut seed = [0; 32];
    rand::rngs::SysRng.try_fill_bytes(&mut seed).context("the system gives no random bytes")?;
    Ok(seed)
}

/// The SQLite file of a data directory.
pub fn file_in(data: &Path) -> PathBuf {
    data.join("stoa.db")
}

/// Makes the data directory, for this user's eyes only, if it is not there.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(data: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(data).with_context(|| {
        format!(
            "cannot make the data directory {}: name one that we may write in (--data DIR)",
            data.display()
        )
    })
}

/// Opens the database, which is made if it is a file that is not there, and leaves its tables as they are.
///
/// # Errors
/// When it cannot be opened, or its password cannot be had.
pub async fn open(settings: &Settings, data: &Path) -> anyhow::Result<Db> {
    if !settings.database.is_postgres() {
        return Ok(Db::open(&Options::Sqlite(file_in(data))).await?);
    }
    let (url, connections) = (settings.database.url.clone(), settings.database.connections);
    let options = Options::Postgres { url, password: settings.database.password()?, connections };
    match Db::open(&options).await {
        // It was tried again and again, and we know only that it took too long: a single try says why.
        Err(OpenError::Unusable { cause: sqlx::Error::PoolTimedOut, .. }) => {
            reach(settings).await?;
            Ok(Db::open(&options).await?)
        }
        opened => Ok(opened?),
    }
}

/// Tries once, without patience, whether the PostgreSQL server lets us in.
async fn reach(settings: &Settings) -> anyhow::Result<()> {
    let mut options: PgConnectOptions = settings.database.url.parse().map_err(OpenError::NotAUrl)?;
    if let Some(password) = settings.database.password()? {
        options = options.password(password.expose_secret());
    }
    let reached = PgConnection::connect_with(&options).await.map_err(|cause| OpenError::Unusable {
        place: format!("{}:{}", options.get_host(), options.get_port()),
        cause,
        advice: "see that the server runs and lets this user in, and that `database.url` is right",
    })?;
    Ok(reached.close().await?)
}

/// Whether a key for the vault is configured.
pub fn has_vault_key(settings: &Settings) -> bool {
    !settings.secrets.vault_key_file.as_os_str().is_empty()
}

/// Where the vault lies.
///
/// # Errors
/// When its password cannot be had.
pub fn vault_options(settings: &Settings, data: &Path) -> anyhow::Result<Options> {
    if !settings.vault.is_postgres() {
        return Ok(Options::Sqlite(data.join(vault::FILE)));
    }
    let (url, password) = (settings.vault.url.clone(), settings.vault.password()?);
    Ok(Options::Postgres { url, password, connections: VAULT_CONNECTIONS })
}

/// Opens the vault, if its key is configured.
async fn vault(settings: &Settings, data: &Path) -> anyhow::Result<Option<Vault>> {
    if !has_vault_key(settings) {
        if data.join(vault::FILE).exists() {
            bail!(
                "secrets.vault_key_file is not set, but there is a vault ({}): name its key, or move the vault away if \
                 nobody who asked anonymously is to be reached any more",
                data.join(vault::FILE).display()
            );
        }
        return Ok(None);
    }
    let keys = VaultKeys::from_file(&settings.secrets.vault_key_file)?;
    let db = Db::open(&vault_options(settings, data)?).await.context("the vault")?;
    Ok(Some(Vault::open(db, keys).await?))
}

/// Opens the database for work that goes on beside the process that may work on it.
///
/// # Errors
/// When it cannot be opened, or its tables are not up to date and must not be changed now.
pub async fn open_beside(settings: &Settings, data: &Path) -> anyhow::Result<Db> {
    make_folder(data)?;
    let db = open(settings, data).await?;
    let mut _lock = None;
    if !db.is_postgres() && !db.pending_migrations().await?.is_empty() {
        _lock = Some(Lock::take(data)?);
    }
    bring_up_to_date(&db, settings.database.migrate).await?;
    Ok(db)
}

/// Opens the database to look at it. `None` if it is a file that is not there.
///
/// # Errors
/// When it cannot be opened.
pub async fn open_to_look(settings: &Settings, data: &Path) -> anyhow::Result<Option<Db>> {
    if settings.database.is_postgres() {
        reach(settings).await?;
        return open(settings, data).await.map(Some);
    }
    let file = file_in(data);
    if !file.exists() {
        return Ok(None);
    }
    // Without a log beside it nobody has the file open, and not even an index of that log need be made.
    let closed = !data.join("stoa.db-wal").exists();
    let options = SqliteConnectOptions::new().filename(&file).read_only(true).immutable(closed);
    let unusable = |cause| OpenError::Unusable {
        place: file.display().to_string(),
        cause,
        advice: "see that it is a file that we may read",
    };
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.map_err(unusable)?;
    // SQLite opens any file; whether it is a database shows when something is read.
    sqlx::query("PRAGMA schema_version").execute(&pool).await.map_err(unusable)?;
    Ok(Some(Db::Sqlite { writer: pool.clone(), readers: pool }))
}

/// Applies the migrations that the database lacks; on PostgreSQL, which other processes use, only if `allowed`.
///
/// # Errors
/// When they may not be applied or one fails, and when the database was made by a newer Stoa.
pub async fn bring_up_to_date(db: &Db, allowed: bool) -> anyhow::Result<()> {
    let pending = db.pending_migrations().await?;
    if !pending.is_empty() && db.is_postgres() && !allowed {
        bail!(
            "the tables of this database are not up to date ({}): run `stoa migrate` once, or set \
             database.migrate = true",
            pending.join(", ")
        );
    }
    // Also with nothing to apply: this is where a database from the future is found out.
    db.migrate().await.map_err(in_words)
}

fn in_words(error: MigrateError) -> anyhow::Error {
    let told = match error {
        MigrateError::VersionMissing(_) => {
            "this database was made by a newer Stoa: start that version, or a newer one, or restore a backup"
        }
        MigrateError::VersionMismatch(_) => {
            "this database was made by another Stoa than this one: their migrations differ; start the one that made it"
        }
        _ => "the tables cannot be brought up to date",
    };
    anyhow::Error::from(error).context(told)
}

/// Whether queues were sealed in this database before, so that only one key fits.
///
/// # Errors
/// When the database fails.
pub async fn key_mark(db: &Db) -> sqlx::Result<Option<String>> {
    const SQL: &str = "SELECT value FROM setting WHERE name = 'queue key'";
    let mut tx = db.begin_read().await?;
    let row: Option<(String,)> = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_optional(c).await)?;
    Ok(row.map(|(mark,)| mark))
}

/// The configured queue key, if it is there.
///
/// # Errors
/// When it is there and no key.
pub fn configured_key(settings: &Settings, data: &Path) -> anyhow::Result<Option<QueueKey>> {
    let Some(text) = settings.secrets.queue_key(data)? else { return Ok(None) };
    let place = || match settings.secrets.queue_key {
        Some(_) => "STOA__SECRETS__QUEUE_KEY".to_owned(),
        None => settings.secrets.queue_key_path(data).display().to_string(),
    };
    QueueKey::from_hex(text.expose_secret()).map(Some).with_context(place)
}

async fn queue_key(db: &Db, settings: &Settings, data: &Path) -> anyhow::Result<QueueKey> {
    if let Some(key) = configured_key(settings, data)? {
        return Ok(key);
    }
    let path = settings.secrets.queue_key_path(data);
    if db.is_postgres() {
        let path = path.display();
        return Err(Misuse(format!(
            "secrets.queue_key_file: {path} does not exist; make it once, and give every process on this database the \
             same: openssl rand -hex 32 > {path}"
        ))
        .into());
    }
    if key_mark(db).await?.is_some() {
        // A new key would never open what waits, and hide that the old one is missing.
        bail!(
            "the queue key {} is missing, and what waits in this database was sealed with it: put it back (from a \
             backup)",
            path.display()
        );
    }
    Ok(QueueKey::from_file_or_new(&path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_first_start_makes_what_it_lacks_and_a_second_finds_it() {
        let folder = tempfile::tempdir().unwrap();
        let (data, settings) = (folder.path().join("deep/data"), Settings::default());
        let first = Store::open(&settings, &data).await.unwrap();
        assert!(first.db.pending_migrations().await.unwrap().is_empty());
        let refused = Store::open(&settings, &data).await.unwrap_err().to_string();
        assert!(refused.contains("another Stoa (process"), "{refused}");
        let key = fs::read(data.join("queue.key")).unwrap();
        first.db.close().await;
        drop(first);
        Store::open(&settings, &data).await.unwrap();
        assert_eq!(fs::read(data.join("queue.key")).unwrap(), key);
    }

    #[tokio::test]
    async fn a_lost_key_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::default();
        let store = Store::open(&settings, folder.path()).await.unwrap();
        let Db::Sqlite { writer, .. } = &store.db else { panic!("not SQLite") };
        let mark = "INSERT INTO setting (name, value) VALUES ('queue key', 'x')";
        sqlx::query(mark).execute(writer).await.unwrap();
        drop(store);
        fs::remove_file(folder.path().join("queue.key")).unwrap();
        let lost = Store::open(&settings, folder.path()).await.unwrap_err().to_string();
        assert!(lost.contains("queue.key is missing") && !folder.path().join("queue.key").exists(), "{lost}");
    }

    #[tokio::test]
    async fn a_database_from_the_future_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Settings::default(), folder.path()).await.unwrap();
        let Db::Sqlite { writer, .. } = &store.db else { panic!("not SQLite") };
        let future = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
            VALUES (9999, 'from the future', TRUE, x'00', 0)";
        sqlx::query(future).execute(writer).await.unwrap();
        drop(store);
        let refused = Store::open(&Settings::default(), folder.path()).await.unwrap_err().to_string();
        assert!(refused.contains("made by a newer Stoa"), "{refused}");
    }

    #[tokio::test]
    async fn looking_makes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::default();
        assert!(open_to_look(&settings, folder.path()).await.unwrap().is_none());
        Store::open(&settings, folder.path()).await.unwrap().db.close().await;
        let files = || {
            let mut names: Vec<_> =
                fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
            names.sort();
            names
        };
        let before = files();
        let db = open_to_look(&settings, folder.path()).await.unwrap().unwrap();
        assert!(db.pending_migrations().await.unwrap().is_empty() && key_mark(&db).await.unwrap().is_none());
        db.close().await;
        assert_eq!(files(), before);
    }
}
