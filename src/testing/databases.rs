//! Fresh databases for tests: always SQLite, and PostgreSQL where a server is given.
//!
//! `STOA_TEST_POSTGRES` is the URL of a server in which databases may be made and dropped; `scripts/test` starts
//! one. Without it the PostgreSQL half of a test says that it was skipped; with `CI=true` that is a failure.
//!
//! Hundreds of tests want a migrated database, and all migrations take long: so they are applied once, and the result is
//! copied. On a server it stays, as `stoa_template_…`, until somebody drops it.

use crate::database::{Db, MIGRATIONS, Options};
use sha2::{Digest as _, Sha256};
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use std::str::FromStr as _;
use std::sync::LazyLock;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// What the file of an SQLite database is called.
const FILE: &str = "stoa.db";

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

    async fn is_there(&self) -> sqlx::Result<bool> {
        let mut server = PgConnection::connect(&self.url).await?;
        let query = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)");
        query.bind(&self.name).fetch_one(&mut server).await
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
        Self::sqlite_in(tempfile::tempdir().expect("a temporary folder")).await
    }

    /// The same where nothing has to survive a power cut: in memory, if the system has a folder there. It behaves alike,
    /// and thousands of acts take seconds.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn fleeting() -> Self {
        let memory = std::path::Path::new("/dev/shm");
        // Whoever runs the tests may have a place there already.
        let elsewhere = memory.is_dir() && !std::env::temp_dir().starts_with(memory);
        let folder = if elsewhere { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let made = Self::sqlite_in(folder.expect("a temporary folder")).await;
        if let Db::Sqlite { writer, .. } = &made.db {
            sqlx::query("PRAGMA synchronous = OFF").execute(writer).await.expect("a pragma");
        }
        made
    }

    async fn sqlite_in(folder: TempDir) -> Self {
        std::fs::write(folder.path().join(FILE), sqlite_template().await).expect("a copy of the template");
        Self::open_sqlite(folder).await
    }

    async fn empty_sqlite() -> Self {
        Self::open_sqlite(tempfile::tempdir().expect("a temporary folder")).await
    }

    async fn open_sqlite(folder: TempDir) -> Self {
        let options = Options::Sqlite(folder.path().join(FILE));
        Self::open("SQLite", options, folder, None).await
    }

    /// A fresh PostgreSQL database on the server at `url`.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn postgres(url: &str) -> Self {
        Self::postgres_like(url, postgres_template(url).await).await
    }

    async fn empty_postgres(url: &str) -> Self {
        Self::postgres_like(url, "template1").await
    }

    async fn postgres_like(url: &str, template: &str) -> Self {
        let name = a_name();
        let on_server = OnServer { url: url.into(), name: name.clone() };
        let create = format!("CREATE DATABASE {name} TEMPLATE {template}");
        on_server.run(&create).await.expect("a new database on the tests' server");
        let options = Options::Postgres { url: beside(url, &name), password: None, connections: 12 };
        let folder = tempfile::tempdir().expect("a temporary folder");
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
}

/// A migrated SQLite database, as the bytes of its file.
async fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let made = TEMPLATE.get_or_init(|| async {
        let TestDb { db, folder, .. } = &TestDb::empty_sqlite().await;
        db.migrate().await.expect("a migrated database");
        // Then all of it is in the one file.
        db.close().await;
        std::fs::read(folder.path().join(FILE)).expect("the template")
    });
    made.await
}

/// The name of a migrated database on the server at `url`. It is named after the migrations, so that every process of
/// tests finds the one that the first of them made.
async fn postgres_template(url: &str) -> &'static str {
    static NAME: LazyLock<String> = LazyLock::new(|| {
        let mut all = Sha256::new();
        for migration in MIGRATIONS {
            all.update(migration.file);
            all.update(migration.sql);
        }
        let [a, b, c, d, ..]: [u8; 32] = all.finalize().into();
        format!("stoa_template_{:08x}", u32::from_be_bytes([a, b, c, d]))
    });
    static MADE: OnceCell<()> = OnceCell::const_new();
    MADE.get_or_init(|| async { make_template(url, &NAME).await.expect("a migrated template") }).await;
    &NAME
}

/// Makes the template unless it is there. It gets its name when it is whole; of two that make it at a time one is first.
async fn make_template(url: &str, name: &str) -> anyhow::Result<()> {
    let server = OnServer { url: url.into(), name: name.to_owned() };
    if server.is_there().await? {
        return Ok(());
    }
    let mut made = TestDb::empty_postgres(url).await;
    made.db.migrate().await?;
    made.db.close().await;
    let new = made.on_server.as_ref().map(|new| new.name.as_str()).unwrap_or_default();
    let renamed = server.run(&format!("ALTER DATABASE {new} RENAME TO {name}")).await;
    if renamed.is_ok() {
        // Under its new name it stays.
        made.on_server = None;
    }
    anyhow::ensure!(server.is_there().await?, "the template has no name: {renamed:?}");
    Ok(())
}

/// A name that no other database has.
fn a_name() -> String {
    format!("stoa_{}", uuid::Uuid::from_bytes(crate::cipher::random_bytes()).simple())
}

/// The URL of another database on the server at `url`.
fn beside(url: &str, name: &str) -> String {
    let (server, _) = url.rsplit_once('/').expect("a URL with a database");
    format!("{server}/{name}")
}

/// A fresh database of each kind that can be had.
///
/// # Panics
/// When PostgreSQL cannot be had although `CI=true`.
pub async fn each_database() -> Vec<TestDb> {
    let mut databases = vec![TestDb::sqlite().await];
    if let Some(url) = server() {
        databases.push(TestDb::postgres(&url).await);
    }
    databases
}

/// The same without any table.
///
/// # Panics
/// When PostgreSQL cannot be had although `CI=true`.
pub async fn each_empty_database() -> Vec<TestDb> {
    let mut databases = vec![TestDb::empty_sqlite().await];
    if let Some(url) = server() {
        databases.push(TestDb::empty_postgres(&url).await);
    }
    databases
}

/// The server to test with; without one it is said that a half of the test is skipped.
#[expect(clippy::print_stdout, reason = "a skip is never silent")]
fn server() -> Option<String> {
    let url = variable("STOA_TEST_POSTGRES");
    if url.is_none() {
        let ci = variable("CI").is_some_and(|ci| bool::from_str(&ci).unwrap_or(false));
        assert!(!ci, "STOA_TEST_POSTGRES is not set: in CI every test runs on PostgreSQL too");
        println!("skipped on PostgreSQL: STOA_TEST_POSTGRES is not set (scripts/test starts a server)");
    }
    url
}

#[expect(clippy::disallowed_methods, reason = "tests are told by the environment which server they may use")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
