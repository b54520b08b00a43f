//! Opening either database the one right way.

use super::{PendingMigrations, Tx, migrations};
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// How long a statement may wait for another writer before it gives up and is tried later.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long work waits for a free connection before the database counts as away.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);

/// An open database. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file: one connection that writes, beside others that only read.
    Sqlite {
        /// The only connection that ever writes.
        writer: SqlitePool,
        /// Connections that read while the writer works.
        readers: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// Which database to open.
#[derive(Clone, Debug)]
pub enum Options {
    /// The SQLite file at this path; it is made if it is not there.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres {
        /// `postgres://user@host/database`.
        url: String,
        /// The password, if it does not stand in the URL.
        password: Option<secrecy::SecretString>,
        /// The most connections at a time.
        connections: u32,
    },
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file or the server cannot be used.
    #[error("cannot open the database at {place}: {cause}; {advice}")]
    Unusable {
        /// Path, or URL without a password.
        place: String,
        /// What the driver says.
        cause: sqlx::Error,
        /// What to do.
        advice: &'static str,
    },
    /// `database.url` cannot be read.
    #[error(
        "`database.url` is not a database: {0}; write postgres://user@host:5432/name, or leave it empty for SQLite"
    )]
    NotAUrl(sqlx::Error),
}

impl Db {
    /// Opens the database, without touching its schema.
    ///
    /// # Errors
    /// [`OpenError`], which says what to do.
    pub async fn open(options: &Options) -> Result<Self, OpenError> {
        match options {
            Options::Sqlite(path) => Self::open_sqlite(path.clone()).await,
            Options::Postgres { url, password, connections } => {
                use secrecy::ExposeSecret as _;
                let mut connect = PgConnectOptions::from_str(url).map_err(OpenError::NotAUrl)?;
                if let Some(password) = password {
                    connect = connect.password(password.expose_secret());
                }
                let place = format!("{}:{}", connect.get_host(), connect.get_port());
                let pool =
                    PgPoolOptions::new().max_connections(*connections).acquire_timeout(ACQUIRE_TIMEOUT);
                let opened = pool.connect_with(connect).await;
                opened.map(Self::Postgres).map_err(|cause| OpenError::Unusable {
                    place,
                    cause,
                    advice: "see that the server runs and lets this user in, and that `database.url` is right",
                })
            }
        }
    }

    async fn open_sqlite(path: PathBuf) -> Result<Self, OpenError> {
        let connect = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            // What is deleted is overwritten, and not only forgotten.
            .pragma("secure_delete", "ON")
            // Seldom enough that a page that changes often is copied from the log once: after 16 MB.
            .pragma("wal_autocheckpoint", "4096")
            // What a statement sets aside in case it fails stays in memory, instead of going through a file each time.
            .pragma("temp_store", "MEMORY");
        let unusable = |cause| OpenError::Unusable {
            place: path.display().to_string(),
            cause,
            advice: "see that the folder is there, that we may write in it and that the disk has room",
        };
        // The writer comes first: it makes the file that the readers open.
        let writer = sqlite_pool(1).connect_with(connect.clone()).await.map_err(unusable)?;
        let readers = sqlite_pool(4).connect_lazy_with(connect.read_only(true).create_if_missing(false));
        Ok(Self::Sqlite { writer, readers })
    }

    /// Begins a transaction that sees and changes the world as if it were alone: a turn.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        match self {
            Self::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Tx::Sqlite),
            Self::Postgres(pool) => {
                pool.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await.map(Tx::Postgres)
            }
        }
    }

    /// Begins a short transaction whose statements lock what they need: claims, receipts, intake.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn begin_short(&self) -> sqlx::Result<Tx> {
        match self {
            Self::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Tx::Sqlite),
            Self::Postgres(pool) => {
                pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await.map(Tx::Postgres)
            }
        }
    }

    /// Begins a transaction that only reads, from one moment's view, while others write.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn begin_read(&self) -> sqlx::Result<Tx> {
        match self {
            Self::Sqlite { readers, .. } => readers.begin().await.map(Tx::Sqlite),
            Self::Postgres(pool) => {
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map(Tx::Postgres)
            }
        }
    }

    /// Applies every migration that has not been applied.
    ///
    /// # Errors
    /// When one fails, or when the database was made by a newer Stoa.
    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self {
            Self::Sqlite { writer, .. } => migrations::migrator(false).run(writer).await,
            Self::Postgres(pool) => migrations::migrator(true).run(pool).await,
        }
    }

    /// Which migrations `migrate` would apply, by file name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending_migrations(&self) -> sqlx::Result<PendingMigrations> {
        migrations::pending(self).await
    }

    /// Whether this is PostgreSQL.
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Closes every connection, after the work on them is done.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// A pool that parts with a connection whose transaction SQLite ended by itself, as it does when the disk is full:
/// the driver goes on believing in that transaction and would never begin another.
fn sqlite_pool(connections: u32) -> SqlitePoolOptions {
    let options = SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // A file does not go away between two transactions.
        .test_before_acquire(false);
    options.after_release(|connection, _| {
        Box::pin(async move {
            if connection.is_in_transaction() {
                // Dropped a moment ago: this waits until it is rolled back.
                connection.ping().await?;
            }
            Ok(!connection.is_in_transaction())
        })
    })
}
