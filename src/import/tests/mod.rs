//! What an import must do: read whatever people have, write it once, and survive anything.

mod hostile;
mod reading;
mod reference;
mod writing;

use super::rows::{Post, Reason, Reject, Rows, Step};
use super::{Report, Source, import_stackexchange};
use crate::database::{Db, Tx};
use crate::engine::FrozenClock;
use crate::on;
use crate::testing::{MONDAY_NINE, TestDb};
use std::path::{Path, PathBuf};
use stoa_chat::Network;

/// Two questions; the second is German, its asker is gone, and of its answers the older is accepted.
const TWO: &str = concat!(
    r##"{"id": 7, "t": "2017-02-28T16:47:57", "user": 3, "title": "How do I restart it?", "body": "It hangs.\n\nFor hours.", "tags": ["CI", "#ci"], "score": 4, "answers": []}"##,
    "\n",
    r#"{"id": 8, "t": "2017-03-01T08:00:00", "user": 0, "title": "Wie sichere ich die Datenbank, bevor ich sie umziehe?", "body": "Sie ist nicht klein, und ich habe nur eine Nacht.", "tags": ["postgres"], "answers": ["#,
    r#"{"id": 9, "t": "2017-03-01T09:00:00", "user": "3", "score": -2, "accepted": true, "body": "Mit pg_dump."},"#,
    r#"{"id": 10, "t": "2017-03-01T10:00:00", "user": "ana", "score": 5, "accepted": true, "body": "Anders."}]}"#,
    "\n",
);

/// The tables that an import writes to, with their columns.
const TABLES: [(&str, &str); 8] = [
    ("counter", "name, value"),
    ("member", "id, name, language, zone, hours, first_seen"),
    ("account", "network, user_id, member, name, last_used"),
    (
        "question",
        "number, asker, network, place, title, body, language, asked_at, state, step, accepted, accepted_at, source",
    ),
    ("question_topic", "question, topic"),
    ("answer", "number, question, author, network, place, body, at, helped, source"),
    ("topic_member", "topic, member, role"),
    ("index_change", "kind, subject"),
];

/// Everything that a source gives, and nothing in between.
fn all(mut rows: impl Rows) -> (Vec<Post>, Vec<Reject>) {
    let (mut posts, mut rejects) = (Vec::new(), Vec::new());
    loop {
        match rows.step().unwrap() {
            Step::Post(post, _) => posts.push(post),
            Step::Reject(reject) => rejects.push(reject),
            Step::Left(_) | Step::Nothing => {}
            Step::End => return (posts, rejects),
        }
    }
}

fn reasons(rejects: &[Reject]) -> Vec<(u64, Reason)> {
    rejects.iter().map(|reject| (reject.line, reject.reason)).collect()
}

/// Writes `text` into a file of the test's folder and gives it as a source.
fn source(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> Source {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    Source::at(path)
}

/// Imports on Monday at nine, while time stands still.
async fn import(db: &TestDb, source: &Source) -> Report {
    let clock = FrozenClock::at(MONDAY_NINE);
    import_stackexchange(&db.db, &clock, source, db.folder(), &mut |_, _| {}).await.unwrap()
}

fn rejects_of(db: &TestDb, site: &str) -> PathBuf {
    db.folder().join(format!("import-rejects-{site}.jsonl"))
}

/// Every row of those tables as text, sorted, so that databases of either kind can be compared.
pub(in crate::import) async fn tables(db: &Db) -> Vec<String> {
    let mut tx = db.begin_read().await.unwrap();
    let mut rows = Vec::new();
    for (table, columns) in TABLES {
        let columns: Vec<_> =
            columns.split(", ").map(|column| format!("COALESCE(CAST({column} AS TEXT), '-')")).collect();
        let sql = format!("SELECT {} AS it FROM {table} ORDER BY it", columns.join(" || ' | ' || "));
        rows.extend(texts(&mut tx, sql).await.into_iter().map(|row| format!("{table}: {row}")));
    }
    tx.rollback().await.unwrap();
    rows.sort();
    rows
}

/// The rows of a query for one text.
async fn texts(tx: &mut Tx, sql: String) -> Vec<String> {
    let sql = sqlx::AssertSqlSafe(sql);
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(sql).fetch_all(c).await).unwrap();
    rows.into_iter().map(|(row,)| row).collect()
}

/// The questions that the search index has to read, each once.
pub(in crate::import) async fn reindexed(db: &Db) -> usize {
    let mut tx = db.begin_read().await.unwrap();
    texts(&mut tx, "SELECT DISTINCT kind || subject AS it FROM index_change ORDER BY it".into()).await.len()
}

#[test]
fn a_site_is_called_like_its_file_or_folder() {
    let site = |path: &str| Source::at(path).site;
    assert_eq!(site("/no/devops_se.jsonl.gz"), "devops_se");
    assert_eq!(site("/no/devops.stackexchange.com/Posts.xml"), "devops.stackexchange.com");
    assert_eq!(site("/no/devops.stackexchange.com"), "devops.stackexchange.com");
    assert_eq!(site("/no/Fragen & Antworten.json"), "Fragen___Antworten");
    assert_eq!(site("/"), "import");
    assert_eq!(Source::at("x").network, Network::new("import"));
}
