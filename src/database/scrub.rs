//! Scrubbing: what was deleted goes from the files, too.
//!
//! A database that deletes a row only forgets where it stood. SQLite is told to overwrite what it deletes
//! (`secure_delete`), but its log still holds the old pages until it is emptied into the file; PostgreSQL keeps dead
//! rows until a table is written anew (`VACUUM FULL`), and what it has learnt of a column's values until it looks again
//! (`ANALYZE`). Copies elsewhere (backups, the log that a PostgreSQL server archives) are out of our reach.

use super::Db;
use sqlx::AssertSqlSafe;

impl Db {
    /// Removes from the files what was deleted; `thoroughly` writes every table anew, for which each is locked for as
    /// long as that takes.
    ///
    /// # Errors
    /// When the database fails, or when somebody reads in it for so long that its log cannot be emptied.
    pub async fn scrub(&self, thoroughly: bool) -> sqlx::Result<()> {
        match self {
            Self::Sqlite { writer, .. } => {
                let mut connection = writer.acquire().await?;
                if thoroughly {
                    // The whole database is written anew, which is too much for the memory.
                    sqlx::query("PRAGMA temp_store = FILE").execute(&mut *connection).await?;
                    let written = sqlx::query("VACUUM").execute(&mut *connection).await;
                    sqlx::query("PRAGMA temp_store = MEMORY").execute(&mut *connection).await?;
                    written?;
                }
                let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
                let (busy, ..): (i64, i64, i64) =
                    sqlx::query_as(checkpoint).fetch_one(&mut *connection).await?;
                if busy > 0 {
                    return Err(sqlx::Error::Protocol("the log cannot be emptied while it is read".into()));
                }
                Ok(())
            }
            Self::Postgres(pool) => {
                const TABLES: &str = "SELECT CAST(tablename AS TEXT) FROM pg_tables
                    WHERE schemaname = current_schema() ORDER BY 1";
                let how = if thoroughly { "(FULL, ANALYZE)" } else { "(ANALYZE)" };
                let tables: Vec<(String,)> = sqlx::query_as(TABLES).fetch_all(pool).await?;
                for (table,) in tables {
                    let vacuum = format!("VACUUM {how} \"{table}\"");
                    sqlx::query(AssertSqlSafe(vacuum)).execute(pool).await?;
                }
                Ok(())
            }
        }
    }
}
