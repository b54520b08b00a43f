//! Writes down every row that Stoa writes, and every commit.
//!
//! SQLite tells a connection's owner of each row that is inserted, updated or deleted, and of each commit. What
//! is written down here is therefore what really happened, and stays so when the features change.

use anyhow::{Context as _, bail, ensure};
use sqlx::sqlite::{SqliteOperation, SqliteRow};
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use stoa::database::Db;

/// One transaction that wrote something.
pub type Transaction = Vec<Statement>;

/// A statement that writes one row.
#[derive(Clone, Debug)]
pub struct Statement {
    /// In the one dialect of both databases.
    pub sql: Arc<str>,
    /// What is bound to its placeholders.
    pub values: Vec<Value>,
}

/// A value of one of the five types of columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(Option<String>),
    Integer(Option<i64>),
    Number(Option<f64>),
    Boolean(Option<bool>),
    Bytes(Option<Vec<u8>>),
}

/// What SQLite told us.
#[derive(Debug)]
enum Told {
    Wrote { operation: SqliteOperation, table: String, row: i64 },
    Committed,
}

#[derive(Debug)]
struct Column {
    name: String,
    kind: String,
    key: bool,
}

/// Listens to the writer of a database.
#[derive(Debug)]
pub struct Recorder {
    db: Db,
    told: Arc<Mutex<Vec<Told>>>,
    tables: BTreeMap<String, Vec<Column>>,
    /// The rows as they were after the last look.
    rows: BTreeMap<(String, i64), Vec<Value>>,
}

impl Recorder {
    /// Listens to `db`, which must be SQLite.
    pub async fn listening_to(db: &Db) -> anyhow::Result<Self> {
        let Db::Sqlite { writer, .. } = db else { bail!("only SQLite tells what is written") };
        let told: Arc<Mutex<Vec<Told>>> = Arc::default();
        let mut connection = writer.acquire().await?;
        let mut handle = connection.lock_handle().await?;
        let list = Arc::clone(&told);
        handle.set_update_hook(move |change| {
            let (operation, table, row) = (change.operation, change.table.to_owned(), change.rowid);
            locked(&list).push(Told::Wrote { operation, table, row });
        });
        let list = Arc::clone(&told);
        handle.set_commit_hook(move || {
            locked(&list).push(Told::Committed);
            true
        });
        let list = Arc::clone(&told);
        handle.set_rollback_hook(move || {
            let mut list = locked(&list);
            let kept = list.iter().rposition(|told| matches!(told, Told::Committed)).map_or(0, |at| at + 1);
            list.truncate(kept);
        });
        drop(handle);
        drop(connection);
        Ok(Self { db: db.clone(), told, tables: BTreeMap::new(), rows: BTreeMap::new() })
    }

    /// The transactions since the last look. To be called after each step: what a row holds is read now.
    pub async fn take(&mut self) -> anyhow::Result<Vec<Transaction>> {
        let told = std::mem::take(&mut *locked(&self.told));
        let before = self.look(&told).await?;
        let (mut transactions, mut current) = (Vec::new(), Vec::new());
        for told in told {
            match told {
                Told::Committed => transactions.push(std::mem::take(&mut current)),
                Told::Wrote { operation, table, row } => {
                    let place = (table, row);
                    current.push(self.statement(&operation, &place, before.get(&place))?);
                    if operation == SqliteOperation::Delete {
                        self.rows.remove(&place);
                    }
                }
            }
        }
        ensure!(current.is_empty(), "a transaction was left open");
        transactions.retain(|transaction| !transaction.is_empty());
        Ok(transactions)
    }

    /// Reads what was written; gives what stood there before.
    async fn look(&mut self, told: &[Told]) -> anyhow::Result<BTreeMap<(String, i64), Vec<Value>>> {
        let mut before = BTreeMap::new();
        for told in told {
            let Told::Wrote { table, row, .. } = told else { continue };
            let place = (table.clone(), *row);
            if before.contains_key(&place) {
                continue;
            }
            if let Some(values) = self.rows.get(&place) {
                before.insert(place.clone(), values.clone());
            }
            if let Some(values) = self.read(table, *row).await? {
                self.rows.insert(place, values);
            }
        }
        Ok(before)
    }

    async fn read(&mut self, table: &str, row: i64) -> anyhow::Result<Option<Vec<Value>>> {
        let Db::Sqlite { readers, .. } = &self.db else { bail!("only SQLite tells what is written") };
        if !self.tables.contains_key(table) {
            let sql = AssertSqlSafe(format!("PRAGMA table_info({table})"));
            let columns =
                sqlx::query(sql).fetch_all(readers).await?.iter().map(column).collect::<Result<_, _>>()?;
            self.tables.insert(table.to_owned(), columns);
        }
        let columns = self.tables.get(table).context("a table has columns")?;
        let sql = AssertSqlSafe(format!("SELECT * FROM {table} WHERE rowid = $1"));
        let Some(found) = sqlx::query(sql).bind(row).fetch_optional(readers).await? else { return Ok(None) };
        let values = columns.iter().enumerate().map(|(at, column)| value(&found, at, &column.kind));
        Ok(Some(values.collect::<anyhow::Result<_>>()?))
    }

    fn statement(
        &self,
        operation: &SqliteOperation,
        place: &(String, i64),
        before: Option<&Vec<Value>>,
    ) -> anyhow::Result<Statement> {
        let table = &place.0;
        let columns = self.tables.get(table).context("what was written was read")?;
        let now =
            self.rows.get(place).with_context(|| format!("a row of {table} came and went in one step"))?;
        let all: Vec<usize> = (0..columns.len()).collect();
        let keys: Vec<usize> = all.iter().copied().filter(|at| columns[*at].key).collect();
        let changed = |at: &usize| before.is_some_and(|before| before[*at] != now[*at]);
        let mut set: Vec<usize> = all.iter().copied().filter(changed).collect();
        if set.is_empty() {
            // Set to what it was, or gone since; the write is the same.
            set.push(columns.len() - 1);
        }
        let named = |at: &[usize], first: usize, between: &str| {
            let each = at
                .iter()
                .enumerate()
                .map(|(place, at)| format!("{} = ${}", columns[*at].name, first + place));
            each.collect::<Vec<_>>().join(between)
        };
        let (sql, bound) = match operation {
            SqliteOperation::Insert => {
                let listed: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
                let marks: Vec<_> = (1..=columns.len()).map(|number| format!("${number}")).collect();
                (format!("INSERT INTO {table} ({}) VALUES ({})", listed.join(", "), marks.join(", ")), all)
            }
            SqliteOperation::Update => {
                let wanted = named(&keys, set.len() + 1, " AND ");
                (format!("UPDATE {table} SET {} WHERE {wanted}", named(&set, 1, ", ")), [set, keys].concat())
            }
            SqliteOperation::Delete => {
                (format!("DELETE FROM {table} WHERE {}", named(&keys, 1, " AND ")), keys)
            }
            SqliteOperation::Unknown(code) => bail!("SQLite did {code} to {table}"),
        };
        Ok(Statement { sql: sql.into(), values: bound.into_iter().map(|at| now[at].clone()).collect() })
    }
}

fn locked(told: &Mutex<Vec<Told>>) -> std::sync::MutexGuard<'_, Vec<Told>> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

fn column(row: &SqliteRow) -> sqlx::Result<Column> {
    let key: i64 = row.try_get("pk")?;
    Ok(Column { name: row.try_get("name")?, kind: row.try_get("type")?, key: key > 0 })
}

fn value(row: &SqliteRow, at: usize, kind: &str) -> anyhow::Result<Value> {
    Ok(match kind {
        "TEXT" => Value::Text(row.try_get(at)?),
        "BIGINT" => Value::Integer(row.try_get(at)?),
        "DOUBLE PRECISION" => Value::Number(row.try_get(at)?),
        "BOOLEAN" => Value::Boolean(row.try_get(at)?),
        "BYTEA" => Value::Bytes(row.try_get_unchecked(at)?),
        other => bail!("{other} is no type of ours"),
    })
}
