//! What is kept about a member, as data: one list from which `my data` explains, exports and is checked.

use super::FEATURES;
use crate::database::{JsonRow, MemberId, Tx, rows_as_json};
use crate::engine::schedule::wall_clock::shown_at;
use crate::language::Language;
use serde_json::{Map, Value, json};
use stoa_chat::{Post, Text, Timestamp};

/// A table in which a feature keeps something about members.
#[derive(Clone, Copy, Debug)]
pub struct Holding {
    /// The table's name, and the key of its rows in an export.
    pub table: &'static str,
    /// What stands there: `Questions you asked`.
    pub title: fn(Language) -> String,
    /// Who gets to see it.
    pub seen_by: SeenBy,
    /// Selects what is kept about the member `$1`. A column called `body` holds a `Text` as JSON, one that ends in
    /// `_at` a moment, one called `post` a message; ids of other members do not belong to this member's data.
    pub select: &'static str,
    /// The column that is worth showing as an example; empty if none is.
    pub example: &'static str,
}

/// Who gets to see something that is kept about a member. Whoever runs the server can see everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenBy {
    /// The member alone.
    Themselves,
    /// Everybody who reads the place where it stands, or asks for it.
    Everybody,
    /// The moderators, and the member.
    Moderators,
}

/// What is kept about one member in one table.
#[derive(Clone, Debug)]
pub struct Kept {
    /// By which feature.
    pub feature: &'static str,
    /// Where and why.
    pub holding: &'static Holding,
    /// The rows.
    pub rows: Vec<JsonRow>,
}

/// Everything that is kept about a member, in the order of the features; tables with nothing are left out.
///
/// # Errors
/// When the database fails.
pub async fn kept_about(tx: &mut Tx, member: MemberId) -> anyhow::Result<Vec<Kept>> {
    let mut kept = Vec::new();
    for feature in FEATURES {
        for holding in feature.holdings() {
            let rows = rows_as_json(tx, holding.select, &member.to_string()).await?;
            if !rows.is_empty() {
                kept.push(Kept { feature: feature.name(), holding, rows });
            }
        }
    }
    Ok(kept)
}

/// What is kept, as one document: for each feature its tables, for each table who sees it and the rows.
pub fn export_of(kept: &[Kept], at: Timestamp) -> Value {
    let mut features = Map::new();
    for kept in kept {
        let tables = features.entry(kept.feature).or_insert_with(|| Value::Object(Map::new()));
        let rows = kept.rows.iter().map(|row| {
            row.iter().map(|(column, value)| (column.clone(), readable(column, value))).collect::<Map<_, _>>()
        });
        let part = json!({
            "what": (kept.holding.title)(Language::En),
            "rows": rows.map(Value::Object).collect::<Vec<_>>(),
        });
        // One table may hold two kinds of things, such as questions that were asked and those that were taken.
        if let Some(parts) = tables
            .as_object_mut()
            .map(|tables| tables.entry(kept.holding.table).or_insert_with(|| Value::Array(Vec::new())))
            .and_then(Value::as_array_mut)
        {
            parts.push(part);
        }
    }
    json!({ "exported_at": moment(at.millis()), "kept": features })
}

/// A value as a person can read it: moments as ISO 8601 in UTC, texts as their words.
pub fn readable(column: &str, value: &Value) -> Value {
    match value {
        Value::Number(at) if column.ends_with("_at") => {
            at.as_i64().map_or(Value::Null, |at| json!(moment(at)))
        }
        Value::String(text) if column == "body" => match serde_json::from_str::<Text>(text) {
            Ok(text) => json!(text.to_plain()),
            Err(_) => value.clone(),
        },
        Value::String(text) if column == "post" => match serde_json::from_str::<Post>(text) {
            Ok(post) => json!(post.text.to_plain()),
            Err(_) => value.clone(),
        },
        other => other.clone(),
    }
}

fn moment(millis: i64) -> String {
    let at = shown_at(Timestamp::from_millis(millis), chrono_tz::UTC);
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on;
    use crate::on_each_db;
    use crate::testing::TestDb;
    use std::collections::BTreeSet;

    /// What is kept and never shown must not come to be by forgetting a line in a list.
    #[tokio::test]
    async fn every_table_that_refers_to_members_is_in_a_list() {
        const SQL: &str = "SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' AND f.\"table\" = 'member' ORDER BY m.name";
        let test = TestDb::sqlite().await;
        let mut tx = test.db.begin_read().await.unwrap();
        let tables: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await).unwrap();
        assert!(tables.len() > 5, "the tables were not found");
        let listed: BTreeSet<_> =
            FEATURES.iter().flat_map(|feature| feature.holdings()).map(|holding| holding.table).collect();
        for (table,) in tables {
            assert!(
                listed.contains(&*table),
                "`{table}` refers to members: put it into its feature's holdings() and clear it on MemberErased"
            );
        }
    }

    on_each_db!(every_select_can_be_run, |db: TestDb| async move {
        let mut tx = db.db.begin_read().await.unwrap();
        for holding in FEATURES.iter().flat_map(|feature| feature.holdings()) {
            let rows = rows_as_json(&mut tx, holding.select, "").await;
            assert!(rows.is_ok(), "{}: {rows:?}", holding.table);
        }
    });
}
