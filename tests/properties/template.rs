//! Empty databases by the thousand. On SQLite each is a copy of one migrated file; on PostgreSQL, where a new database
//! means new connections, one is emptied again and again.

use sqlx::AssertSqlSafe;
use stoa::database::Db;
use stoa::testing::TestDb;

/// What empty databases are made from.
#[derive(Debug)]
pub enum Template {
    /// Files, in memory if that can be had.
    Sqlite,
    /// A database on a server.
    Postgres(TestDb),
}

/// An empty database, until it is given back.
#[derive(Debug)]
pub struct Empty {
    /// The database.
    pub db: Db,
    file: Option<TestDb>,
}

impl Template {
    /// A template on the server at `url`.
    pub async fn postgres(url: &str) -> Self {
        Self::Postgres(TestDb::postgres(url).await)
    }

    /// An empty database. On PostgreSQL there is only one at a time.
    pub async fn empty(&self) -> Empty {
        match self {
            Self::Sqlite => {
                let file = TestDb::fleeting().await;
                Empty { db: file.db.clone(), file: Some(file) }
            }
            Self::Postgres(made) => {
                clear(&made.db).await;
                Empty { db: made.db.clone(), file: None }
            }
        }
    }
}

impl Empty {
    /// Gives the database back.
    pub async fn end(self) {
        if let Some(file) = self.file {
            file.db.close().await;
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
