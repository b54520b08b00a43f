//! What holds of both databases: how they fail, how they are brought up to date, and what a transaction sees.

mod erasure;
mod failure;
mod migrations;
mod transactions;

use super::{Db, Tx};
use crate::on;
use sqlx::AssertSqlSafe;

/// Runs statements outside of everything.
async fn raw(db: &Db, sql: &str) -> sqlx::Result<u64> {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    match db {
        Db::Sqlite { writer, .. } => sql.execute(writer).await.map(|done| done.rows_affected()),
        Db::Postgres(pool) => sql.execute(pool).await.map(|done| done.rows_affected()),
    }
}

/// The one number that a query gives.
async fn number(tx: &mut Tx, sql: &str) -> sqlx::Result<i64> {
    let sql = AssertSqlSafe(sql.to_owned());
    let (number,): (i64,) = on!(tx, |c| sqlx::query_as(sql).fetch_one(c).await)?;
    Ok(number)
}
