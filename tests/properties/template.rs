//! Databases by the thousand: one is migrated, every other is a copy of it.

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use stoa::database::{Db, Options};
use stoa::testing::TestDb;

/// A migrated, empty database to copy.
#[derive(Debug)]
pub struct Template {
    source: Source,
    /// What holds the folder of the files.
    made: TestDb,
    copies: AtomicU64,
}

#[derive(Debug)]
enum Source {
    File(PathBuf),
    Server { url: String, name: String },
}

/// A copy; it has to be thrown away.
#[derive(Debug)]
pub struct Copy {
    /// The database.
    pub db: Db,
    options: Options,
}

impl Template {
    /// A template in a file.
    pub async fn sqlite() -> Self {
        let made = TestDb::sqlite().await;
        made.db.close().await;
        let Options::Sqlite(path) = &made.options else { unreachable!("it was made as a file") };
        Self { source: Source::File(path.clone()), made, copies: AtomicU64::new(0) }
    }

    /// A template on the server at `url`.
    pub async fn postgres(url: &str) -> Self {
        let made = TestDb::postgres(url).await;
        made.db.close().await;
        let Options::Postgres { url: own, .. } = &made.options else {
            unreachable!("it was made on a server")
        };
        let name = own.rsplit('/').next().expect("a URL with a database").to_owned();
        Self { source: Source::Server { url: url.to_owned(), name }, made, copies: AtomicU64::new(0) }
    }

    /// A new copy.
    pub async fn copy(&self) -> Copy {
        let number = self.copies.fetch_add(1, Ordering::Relaxed);
        let options = match &self.source {
            Source::File(path) => {
                let copy = self.made.folder().join(format!("copy-{number}.db"));
                std::fs::copy(path, &copy).expect("a copied file");
                Options::Sqlite(copy)
            }
            Source::Server { url, name } => {
                let copy = format!("{name}_{number}");
                tell(url, format!("CREATE DATABASE {copy} TEMPLATE {name}")).await;
                let (server, _) = url.rsplit_once('/').expect("a URL with a database");
                Options::Postgres { url: format!("{server}/{copy}"), password: None, connections: 4 }
            }
        };
        let db = Db::open(&options).await.expect("an open database");
        if let Db::Sqlite { writer, .. } = &db {
            // Nobody cuts the power here: no need to wait for the disk.
            sqlx::query("PRAGMA synchronous = OFF").execute(writer).await.expect("a pragma");
        }
        Copy { db, options }
    }

    /// Removes a copy.
    pub async fn remove(&self, copy: Copy) {
        copy.db.close().await;
        match (&self.source, &copy.options) {
            (Source::Server { url, .. }, Options::Postgres { url: own, .. }) => {
                let name = own.rsplit('/').next().expect("a URL with a database");
                tell(url, format!("DROP DATABASE {name} WITH (FORCE)")).await;
            }
            (_, Options::Sqlite(path)) => std::fs::remove_file(path).expect("a file to remove"),
            _ => {}
        }
    }

    /// Removes the template itself.
    pub async fn throw_away(self) {
        if let Source::Server { url, name } = &self.source {
            tell(url, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

async fn tell(url: &str, statement: String) {
    let mut server = PgConnection::connect(url).await.expect("the PostgreSQL server of the tests");
    sqlx::query(AssertSqlSafe(statement)).execute(&mut server).await.expect("a database made or dropped");
    server.close().await.expect("a closed connection");
}
