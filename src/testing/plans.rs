//! How a database would carry out a statement: whether it finds rows by an index or reads a whole table.

use crate::database::Tx;
use crate::on;

/// A table of fewer rows is read whole with a good conscience.
const LARGE: i64 = 2_500;

/// A value for a place holder.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Characters.
    Text(&'a str),
    /// A number.
    Number(i64),
}

/// Asks for the plan of a statement with these values.
macro_rules! plan {
    ($tx:expr, $explain:literal, $row:ty, $sql:expr, $values:expr) => {{
        let explained = sqlx::AssertSqlSafe(format!(concat!($explain, " {}"), $sql));
        let mut query = sqlx::query_as::<_, $row>(explained);
        for value in $values {
            query = match value {
                Value::Text(text) => query.bind(*text),
                Value::Number(number) => query.bind(*number),
            };
        }
        query.fetch_all(&mut **$tx).await.expect("a plan")
    }};
}

/// The parts of the plan of `sql` that read a table, or an index, from beginning to end.
///
/// It says something about a database with rows in it, such as a [`Company`](super::Company). PostgreSQL chooses by what it
/// has counted, and may read small tables whole. SQLite has counted nothing, since Stoa never lets it.
///
/// # Panics
/// When the database refuses the statement.
pub async fn read_whole(tx: &mut Tx, sql: &str, values: &[Value<'_>]) -> Vec<String> {
    match tx {
        Tx::Sqlite(sqlite) => {
            let rows = plan!(sqlite, "EXPLAIN QUERY PLAN", (i64, i64, i64, String), sql, values);
            rows.into_iter().map(|row| row.3).filter(|line| line.starts_with("SCAN ")).collect()
        }
        Tx::Postgres(postgres) => {
            let rows = plan!(postgres, "EXPLAIN", (String,), sql, values);
            let lines: Vec<String> = rows.into_iter().map(|row| row.0).collect();
            let mut whole = Vec::new();
            for line in scans(&lines) {
                if rows_of(tx, &line).await >= LARGE {
                    whole.push(line);
                }
            }
            whole
        }
    }
}

/// Those lines of a plan that read all of something: a table, or an index of which no part is chosen.
fn scans(lines: &[String]) -> Vec<String> {
    let mut scans = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let node = line.trim_start_matches([' ', '-', '>']).trim_start_matches("Parallel ");
        let chosen = lines.get(at + 1).is_some_and(|below| below.trim_start().starts_with("Index Cond"));
        let index = ["Index Scan", "Index Only Scan", "Bitmap Index Scan"];
        if node.starts_with("Seq Scan") || (index.iter().any(|kind| node.starts_with(kind)) && !chosen) {
            scans.push(node.to_owned());
        }
    }
    scans
}

/// How many rows PostgreSQL believes to be in what a line of a plan reads.
async fn rows_of(tx: &mut Tx, line: &str) -> i64 {
    const SQL: &str = "SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE relname = $1 ORDER BY 1 DESC";
    let name = line.split(" on ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    let rows: Option<(i64,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(name).fetch_optional(c).await).expect("a number of rows");
    rows.map_or(i64::MAX, |(rows,)| rows)
}
