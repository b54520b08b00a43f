//! Rows as JSON, whatever their columns: what an export is made of.

use super::Tx;
use crate::on;
use serde_json::{Map, Value};
use sqlx::{Column as _, ColumnIndex, Decode, Row, Type, TypeInfo as _, ValueRef as _};

/// A row, by the names of its columns.
pub type JsonRow = Map<String, Value>;

/// What `sql` selects, with `$1` bound to `first`. Bytes become null: they are keys and sealed payloads, which say
/// nothing to anybody.
///
/// # Errors
/// When the database fails.
pub async fn rows_as_json(tx: &mut Tx, sql: &'static str, first: &str) -> sqlx::Result<Vec<JsonRow>> {
    on!(tx, |c| {
        let rows = sqlx::query(sql).bind(first).fetch_all(c).await?;
        rows.iter().map(read).collect()
    })
}

fn read<'r, R>(row: &'r R) -> sqlx::Result<JsonRow>
where
    R: Row,
    usize: ColumnIndex<R>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    f64: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
{
    let mut read = JsonRow::new();
    for (at, column) in row.columns().iter().enumerate() {
        let name = column.name().to_owned();
        let value = row.try_get_raw(at)?;
        let kind = if value.is_null() { String::new() } else { value.type_info().name().to_owned() };
        // SQLite keeps a truth as a number: that it is one, the column says.
        let truth = ["BOOLEAN", "BOOL"].contains(&column.type_info().name());
        let value = match kind.as_str() {
            "" => Value::Null,
            _ if truth => Value::from(row.try_get::<bool, _>(at)?),
            "TEXT" | "VARCHAR" => Value::from(row.try_get::<String, _>(at)?),
            "INTEGER" | "INT8" | "BIGINT" => Value::from(row.try_get::<i64, _>(at)?),
            "REAL" | "FLOAT8" | "DOUBLE PRECISION" => Value::from(row.try_get::<f64, _>(at)?),
            _ => Value::Null,
        };
        read.insert(name, value);
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_each_db;
    use crate::testing::TestDb;
    use serde_json::json;

    on_each_db!(each_type_is_read, |db: TestDb| async move {
        let mut tx = db.db.begin().await.unwrap();
        let draft =
            "INSERT INTO question (number, network, place, direct, title, body, language, asked_at, state,
                step) VALUES (7, 'n', 'p', TRUE, 'Żółć', '[]', 'en', 5, 'open', 0)";
        on!(&mut tx, |c| sqlx::query(draft).execute(c).await.map(drop)).unwrap();
        let sql = "SELECT number, asker, direct, title, 0.5 * number AS half FROM question
            WHERE language = $1 ORDER BY number";
        let rows = rows_as_json(&mut tx, sql, "en").await.unwrap();
        let mut expected = json!({ "number": 7, "asker": null, "direct": true, "title": "Żółć" });
        let half = rows[0].get("half").cloned();
        expected["half"] = half.unwrap();
        assert_eq!(Value::from(rows[0].clone()), expected);
        assert!(rows_as_json(&mut tx, sql, "de").await.unwrap().is_empty());
    });
}
