//! Fresh databases for tests: always SQLite, and PostgreSQL where a server is given.
//!
//! `STOA_TEST_POSTGRES` is the URL of a server in which databases may be made and dropped; `scripts/test` starts
//! one. Without it the PostgreSQL half of a test says that it was skipped; with `CI=true` that is a failure.

use crate::database::{Db, Options};
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use std::str::FromStr as _;
use tempfile::TempDir;

/// A fresh, migrated database that goes away with this value.
#[derive(Debug)]
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// How it can be opened once more, as another process would.
    pub options: Options,
    kind: &'static str,
    folder: TempDir,
    on_server: Option<OnServer>,
}

/// A database on a server, which outlives its connections.
#[derive(Debug)]
struct OnServer {
    url: String,
    name: String,
}

impl OnServer {
    async fn run(&self, statement: &str) -> sqlx::Result<()> {
        let mut server = PgConnection::connect(&self.url).await?;
        sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut server).await?;
        server.close().await
    }
}

/// The test's own runtime may be at its end, so this has one of its own.
impl Drop for TestDb {
    fn drop(&mut self) {
        let Some(database) = self.on_server.take() else { return };
        let ended = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let statement = format!("DROP DATABASE {} WITH (FORCE)", database.name);
            runtime.block_on(database.run(&statement)).map_err(std::io::Error::other)
        });
        if !matches!(ended.join(), Ok(Ok(()))) {
            #[expect(clippy::print_stdout, reason = "a test cannot fail while it is being torn down")]
            {
                println!("a test's PostgreSQL database could not be dropped");
            }
        }
    }
}

impl TestDb {
    /// `SQLite` or `PostgreSQL`.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// A folder of the test's own.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// A fresh SQLite database.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn sqlite() -> Self {
        Self::empty_sqlite().await.migrated().await
    }

    /// The same where nothing has to survive a power cut: in memory, if the system has a folder there. It behaves alike,
    /// and thousands of acts take seconds.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn fleeting() -> Self {
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a temporary folder");
        let options = Options::Sqlite(folder.path().join("stoa.db"));
        Self::open("SQLite", options, folder, None).await.migrated().await
    }

    async fn empty_sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let options = Options::Sqlite(folder.path().join("stoa.db"));
        Self::open("SQLite", options, folder, None).await
    }

    /// A fresh PostgreSQL database on the server at `url`.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn postgres(url: &str) -> Self {
        Self::empty_postgres(url).await.migrated().await
    }

    async fn empty_postgres(url: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let name = format!("stoa_{}", uuid::Uuid::from_bytes(crate::cipher::random_bytes()).simple());
        let on_server = OnServer { url: url.into(), name: name.clone() };
        on_server.run(&format!("CREATE DATABASE {name}")).await.expect("a new database on the tests' server");
        let (server, _) = url.rsplit_once('/').expect("a URL with a database");
        let options = Options::Postgres { url: format!("{server}/{name}"), password: None, connections: 12 };
        Self::open("PostgreSQL", options, folder, Some(on_server)).await
    }

    async fn open(
        kind: &'static str,
        options: Options,
        folder: TempDir,
        on_server: Option<OnServer>,
    ) -> Self {
        let db = Db::open(&options).await.expect("an open database");
        Self { db, options, kind, folder, on_server }
    }

    async fn migrated(self) -> Self {
        self.db.migrate().await.expect("a migrated database");
        self
    }
}

/// A fresh database of each kind that can be had.
///
/// # Panics
/// When PostgreSQL cannot be had although `CI=true`.
pub async fn each_database() -> Vec<TestDb> {
    let mut databases = Vec::new();
    for empty in each_empty_database().await {
        databases.push(empty.migrated().await);
    }
    databases
}

/// The same without any table.
///
/// # Panics
/// When PostgreSQL cannot be had although `CI=true`.
#[expect(clippy::print_stdout, reason = "a skip is never silent")]
pub async fn each_empty_database() -> Vec<TestDb> {
    let mut databases = vec![TestDb::empty_sqlite().await];
    if let Some(url) = variable("STOA_TEST_POSTGRES") {
        databases.push(TestDb::empty_postgres(&url).await);
    } else {
        let ci = variable("CI").is_some_and(|ci| bool::from_str(&ci).unwrap_or(false));
        assert!(!ci, "STOA_TEST_POSTGRES is not set: in CI every test runs on PostgreSQL too");
        println!("skipped on PostgreSQL: STOA_TEST_POSTGRES is not set (scripts/test starts a server)");
    }
    databases
}

#[expect(clippy::disallowed_methods, reason = "tests are told by the environment which server they may use")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
