//! Empty databases by the thousand. On SQLite each is a copy of one migrated file; on PostgreSQL, where making a
//! database takes half a second, one is emptied again and again.

use sqlx::AssertSqlSafe;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use stoa::database::{Db, Options};
use stoa::testing::TestDb;

/// What empty databases are made from.
#[derive(Debug)]
pub struct Template {
    made: TestDb,
    copies: AtomicU64,
}

/// An empty database, until it is given back.
#[derive(Debug)]
pub struct Empty {
    /// The database.
    pub db: Db,
    file: Option<PathBuf>,
}

impl Template {
    /// A template in a file.
    pub async fn sqlite() -> Self {
        let made = TestDb::sqlite().await;
        // What is in the log goes into the file that will be copied.
        made.db.close().await;
        Self { made, copies: AtomicU64::new(0) }
    }

    /// A template on the server at `url`.
    pub async fn postgres(url: &str) -> Self {
        Self { made: TestDb::postgres(url).await, copies: AtomicU64::new(0) }
    }

    /// An empty database. On PostgreSQL there is only one at a time.
    pub async fn empty(&self) -> Empty {
        match &self.made.options {
            Options::Sqlite(path) => {
                let number = self.copies.fetch_add(1, Ordering::Relaxed);
                let copy = path.with_file_name(format!("copy-{number}.db"));
                std::fs::copy(path, &copy).expect("a copied file");
                let db = Db::open(&Options::Sqlite(copy.clone())).await.expect("an open database");
                if let Db::Sqlite { writer, .. } = &db {
                    // Nobody cuts the power here: no need to wait for the disk.
                    sqlx::query("PRAGMA synchronous = OFF").execute(writer).await.expect("a pragma");
                }
                Empty { db, file: Some(copy) }
            }
            Options::Postgres { .. } => {
                clear(&self.made.db).await;
                Empty { db: self.made.db.clone(), file: None }
            }
        }
    }

    /// Takes a database back.
    pub async fn take_back(&self, used: Empty) {
        if let Some(file) = used.file {
            used.db.close().await;
            std::fs::remove_file(file).expect("a file to remove");
        }
    }
}

/// Removes every row: also those of the ledger, which guards its own.
async fn clear(db: &Db) {
    const TABLES: &str = "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> '_sqlx_migrations'";
    let Db::Postgres(pool) = db else { unreachable!("only a server's database is used again") };
    let (tables,): (String,) = sqlx::query_as(TABLES).fetch_one(pool).await.expect("the names of the tables");
    let clear = format!("BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE {tables}; COMMIT");
    sqlx::raw_sql(AssertSqlSafe(clear)).execute(pool).await.expect("emptied tables");
}
