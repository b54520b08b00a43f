//! Writes recorded rows again, by nothing but sqlx: what the database alone can do.

use crate::recording::{Statement, Transaction, Value};
use sqlx::AssertSqlSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use stoa::database::{Db, Tx};
use stoa::on;

/// Writes these transactions, one after the other; gives how long that took.
pub async fn replay(db: &Db, transactions: &[Transaction]) -> sqlx::Result<Duration> {
    let begun = Instant::now();
    for transaction in transactions {
        let mut tx = db.begin_short().await?;
        for statement in transaction {
            run(&mut tx, statement).await?;
        }
        tx.commit().await?;
    }
    Ok(begun.elapsed())
}

async fn run(tx: &mut Tx, statement: &Statement) -> sqlx::Result<()> {
    on!(tx, |c| {
        let mut query = sqlx::query(AssertSqlSafe(Arc::clone(&statement.sql)));
        for value in &statement.values {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Integer(number) => query.bind(number),
                Value::Number(number) => query.bind(number),
                Value::Boolean(truth) => query.bind(truth),
                Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        query.execute(c).await.map(drop)
    })
}

/// The same rows, each in a transaction of its own.
pub fn one_by_one(transactions: &[Transaction]) -> Vec<Transaction> {
    transactions.iter().flatten().map(|statement| vec![statement.clone()]).collect()
}
