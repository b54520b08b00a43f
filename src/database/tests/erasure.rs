//! Erasing somebody from a database in which every table has a row about them.
//!
//! The rows are those of `tests/migrations/`, so that a new table takes part as soon as it is there.

use super::raw;
use crate::on;
use crate::settings::Settings;
use crate::testing::{Community, Paper, TestDb};
use sqlx::AssertSqlSafe;
use std::fmt::Write as _;

/// The people of the sample rows who have an account on the network `terminal`.
const PEOPLE: &[&str] = &["ana", "ben"];
/// Where a tombstone may still be referred to: the points of others hang on it.
const TOMBSTONES: &[&str] = &["deed.receiver", "deed.giver"];

/// `'m-ana'` of a sample as an id that a member could have.
fn with_real_ids(sample: &str) -> String {
    let mut parts = sample.split("'m-");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('\'').unwrap_or((part, ""));
        let _ = write!(text, "'{}'{rest}", id_of(name));
    }
    text
}

fn id_of(name: &str) -> String {
    let number = name.bytes().fold(1u128, |number, byte| number.wrapping_mul(257) + u128::from(byte));
    crate::database::MemberId::from_u128(number).to_string()
}

async fn fill(test: &TestDb) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migrations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let sample = std::fs::read_to_string(file).unwrap();
        for statement in with_real_ids(&sample).split(";\n") {
            raw(&test.db, statement).await.unwrap();
        }
    }
    // What is sealed in the samples opens under no key.
    for unreadable in [
        "DELETE FROM setting WHERE name = 'queue key'",
        "DELETE FROM day_key",
        "DELETE FROM index_change",
        "DELETE FROM inbox",
        "DELETE FROM outbox",
        "DELETE FROM job",
    ] {
        raw(&test.db, unreadable).await.unwrap();
    }
}

#[tokio::test]
async fn no_table_refers_to_somebody_who_was_erased() {
    const REFERENCES: &str =
        "SELECT m.name, f.\"from\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table' AND f.\"table\" = 'member' ORDER BY 1, 2";
    let test = TestDb::sqlite().await;
    fill(&test).await;
    let community = Community::with(&test, Settings::default(), Paper::new("terminal")).await;
    for name in PEOPLE {
        community.commands(name, &format!("dm:{name}"), "my data erase").await;
        community.commands(name, &format!("dm:{name}"), "my data erase yes, erase me").await;
        let told = community.told(name).unwrap().post.text.to_plain();
        let mut tx = test.db.begin_read().await.unwrap();
        let sql = "SELECT COALESCE(error, '') FROM inbox ORDER BY number";
        let failed: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql).fetch_all(c).await).unwrap();
        assert!(
            told.contains("forgotten you") || told.contains("dich vergessen. Wenn"),
            "{failed:?}: {told}"
        );
    }
    let mut tx = test.db.begin_read().await.unwrap();
    let references: Vec<(String, String)> =
        on!(&mut tx, |c| sqlx::query_as(REFERENCES).fetch_all(c).await).unwrap();
    for (table, column) in references {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1");
        for name in PEOPLE {
            let (left,): (i64,) = on!(&mut tx, |c| sqlx::query_as(AssertSqlSafe(sql.clone()))
                .bind(id_of(name))
                .fetch_one(c)
                .await)
            .unwrap();
            let kept = TOMBSTONES.contains(&&*format!("{table}.{column}"));
            assert!(left == 0 || kept, "{table}.{column} still refers to {name}: clear it on MemberErased");
        }
    }
    let named = "SELECT COUNT(*) FROM member WHERE erased_at IS NOT NULL AND name <> ''";
    let (named,): (i64,) = on!(&mut tx, |c| sqlx::query_as(named).fetch_one(c).await).unwrap();
    assert_eq!(named, 0);
}
