//! Everything that a day leaves behind, and the search for somebody in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use md5::Md5;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use stoa::database::{Db, rows_as_json};
use stoa::telemetry::{Kind, METRICS};
use stoa::testing::{Community, QueueNames, TestDb};
use tracing_subscriber::fmt::format::FmtSpan;

/// The log of one day, at every level, of every crate, with its spans.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Writes down what is logged in this thread, for as long as the guard lives; without the time of day.
    pub fn start(&self) -> tracing::subscriber::DefaultGuard {
        let writer = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .without_time()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    /// What was written.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The page of what was counted in this thread, from the first look at it on.
pub fn metrics() -> String {
    thread_local! {
        static PAGE: PrometheusHandle = count_here();
    }
    PAGE.with(PrometheusHandle::render)
}

/// A test runs in a thread of its own, and what others count meanwhile is theirs.
fn count_here() -> PrometheusHandle {
    let recorder: &'static PrometheusRecorder =
        Box::leak(Box::new(PrometheusBuilder::new().build_recorder()));
    std::mem::forget(metrics::set_default_local_recorder(recorder));
    for metric in METRICS {
        match metric.kind {
            Kind::Counter => metrics::counter!(metric.name).absolute(0),
            Kind::Gauge => metrics::gauge!(metric.name).set(0.0),
            Kind::Seconds => {}
        }
    }
    recorder.handle()
}

/// What a day left behind, by where it was left.
pub struct Evidence(pub BTreeMap<&'static str, Vec<u8>>);

impl Evidence {
    /// Gathers everything but what `asker` alone can read; `usual` is where they stand in files and logs anyway.
    pub async fn gather(test: &TestDb, here: &Community, asker: &str, log: &Log, usual: &Windows) -> Self {
        let wal = new_in(&write_ahead_log(test).await, &traces(test, asker), usual);
        let tables = rows(&test.db).await.join("\n").into_bytes();
        test.db.scrub(true).await.expect("a scrubbed database");
        let messages: Vec<_> = here
            .paper
            .seen()
            .into_iter()
            .filter(|seen| seen.only.as_deref() != Some(asker))
            .map(|seen| format!("{:?} {:?} {:?}", seen.message, seen.thread, seen.post))
            .collect();
        Self(BTreeMap::from([
            ("tables", tables),
            ("files", files(test).await),
            ("write-ahead log", wal),
            ("log and spans", log.bytes()),
            ("metrics", metrics().into_bytes()),
            ("messages to others", messages.join("\n").into_bytes()),
        ]))
    }

    /// How often somebody is found, in each form, in each place.
    pub fn count(&self, needles: &[String]) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (place, bytes) in &self.0 {
            for needle in needles {
                for (form, wanted) in forms(needle) {
                    let found = occurrences(bytes, &wanted).count();
                    if found > 0 {
                        counts.insert(format!("{place}: {needle} {form}"), found);
                    }
                }
            }
        }
        counts
    }
}

/// A needle in each form that could hide it.
pub fn forms(needle: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = needle.as_bytes();
    let url = bytes.iter().fold(String::new(), |mut url, byte| {
        let _ = write!(url, "%{byte:02X}");
        url
    });
    let mut forms = vec![
        ("raw", bytes.to_vec()),
        ("hex", hex::encode(bytes).into_bytes()),
        ("HEX", hex::encode_upper(bytes).into_bytes()),
        ("URL", url.into_bytes()),
    ];
    for (name, offset) in [("base64", 0), ("base64+1", 1), ("base64+2", 2)] {
        // What stands around it changes the first and the last characters only.
        let shifted = [&[0; 2][..offset], bytes].concat();
        let encoded = STANDARD_NO_PAD.encode(shifted);
        let (first, last) =
            ([0, 2, 3][offset], encoded.len() - usize::from(!(bytes.len() + offset).is_multiple_of(3)));
        forms.push((name, encoded.as_bytes()[first..last].to_vec()));
    }
    digests::<Md5>(&mut forms, ["MD5", "MD5 in hex"], bytes);
    digests::<Sha1>(&mut forms, ["SHA-1", "SHA-1 in hex"], bytes);
    digests::<Sha256>(&mut forms, ["SHA-256", "SHA-256 in hex"], bytes);
    forms
}

fn digests<D: Digest>(forms: &mut Vec<(&'static str, Vec<u8>)>, names: [&'static str; 2], bytes: &[u8]) {
    let digest = D::digest(bytes).to_vec();
    forms.push((names[1], hex::encode(&digest).into_bytes()));
    forms.push((names[0], digest));
}

/// Where a needle stands in bytes.
pub fn occurrences<'a>(haystack: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    // Skipping is done by the standard library, which is optimised: there are many megabytes.
    let starts = std::iter::from_fn(move || {
        let skipped = (&haystack[from..]).skip_until(needle[0]).unwrap_or_default();
        from += skipped;
        (skipped > 0 && haystack[from - 1] == needle[0]).then(|| from - 1)
    });
    starts.filter(move |at| haystack[*at..].starts_with(needle))
}

/// Every row of every table, as text, without what is random: keys, nonces and what is sealed with them.
pub async fn rows(db: &Db) -> Vec<String> {
    const SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND $1 = '' ORDER BY name";
    const POSTGRES: &str = "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables
        WHERE schemaname = 'public' AND $1 = '' ORDER BY 1";
    const RANDOM: [&str; 4] = ["effect_key", "sealed", "wrapped", "execution_time"];
    const TIMES: &str = "installed_on";
    let mut tx = db.begin_read().await.expect("what the database says");
    let tables = rows_as_json(&mut tx, if db.is_postgres() { POSTGRES } else { SQLITE }, "")
        .await
        .expect("what the database says");
    let mut lines = Vec::new();
    for table in tables.iter().filter_map(|row| row["name"].as_str()) {
        if table == "_sqlx_migrations" {
            continue;
        }
        let sql: &'static str = format!("SELECT * FROM {table} WHERE $1 = ''").leak();
        for mut row in rows_as_json(&mut tx, sql, "").await.expect("what the database says") {
            row.retain(|column, _| !RANDOM.contains(&&**column) && column != TIMES);
            if table == "setting" && row.get("name").is_some_and(|name| name == "vault") {
                continue;
            }
            lines.push(format!("{table}: {}", serde_json::Value::Object(row)));
        }
    }
    if db.is_postgres() {
        // Where a changed row comes to lie is PostgreSQL's business.
        lines.sort();
    }
    lines
}

/// The bytes of the database's own files, the vault's left out.
async fn files(test: &TestDb) -> Vec<u8> {
    const PATHS: &str = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'pg_toast') AND c.relkind IN ('r', 'i', 't') ORDER BY 1";
    let Db::Postgres(pool) = &test.db else { return read_all(&sqlite_files(test)) };
    let rows: Vec<(Option<String>,)> = sqlx::query_as(AssertSqlSafe(PATHS.to_owned()))
        .fetch_all(pool)
        .await
        .expect("what the database says");
    sqlx::query("CHECKPOINT").execute(pool).await.expect("what the database says");
    let paths: Vec<PathBuf> = rows.into_iter().filter_map(|(path,)| path).map(PathBuf::from).collect();
    assert!(!paths.is_empty());
    read_all(&paths)
}

fn sqlite_files(test: &TestDb) -> Vec<PathBuf> {
    vec![test.folder().join("stoa.db")]
}

fn read_all(paths: &[PathBuf]) -> Vec<u8> {
    paths.iter().filter_map(|path| std::fs::read(path).ok()).flatten().collect()
}

async fn write_ahead_log(test: &TestDb) -> Vec<u8> {
    const FLUSH: &str = "BEGIN; SET LOCAL synchronous_commit = on;
        SELECT pg_logical_emit_message(true, 'flush', ''); COMMIT";
    const FOLDER: &str = "SELECT current_setting('data_directory') || '/pg_wal'";
    let Db::Postgres(pool) = &test.db else {
        return read_all(&[test.folder().join("stoa.db-wal")]);
    };
    // The server may write down what was committed a moment later.
    super::day::raw(&test.db, FLUSH).await;
    let (folder,): (String,) = sqlx::query_as(FOLDER).fetch_one(pool).await.expect("what the database says");
    let entries = std::fs::read_dir(Path::new(&folder)).expect("the server's folder");
    read_all(&entries.filter_map(|entry| Some(entry.ok()?.path())).collect::<Vec<_>>())
}

/// Where somebody stands in bytes: in whichever form, with what stands before it. (What follows may be another row's.)
pub type Windows = BTreeSet<Vec<u8>>;

/// What somebody is known by: their account, and what their open acts wait under in the inbox.
fn traces(test: &TestDb, asker: &str) -> [String; 2] {
    [asker.to_owned(), QueueNames::of(test).lasting(&["person", "paper", asker])]
}

fn windows_of(bytes: &[u8], traces: &[String]) -> Windows {
    const BEFORE: usize = 6;
    let mut windows = Windows::new();
    for (_, wanted) in traces.iter().flat_map(|trace| forms(trace)) {
        for at in occurrences(bytes, &wanted) {
            windows.insert(bytes[at.saturating_sub(BEFORE)..at + wanted.len()].to_vec());
        }
    }
    windows
}

/// Where somebody stands in the files and the log after what they did under their name.
pub async fn usual(test: &TestDb, asker: &str) -> Windows {
    let traces = traces(test, asker);
    let mut windows = windows_of(&write_ahead_log(test).await, &traces);
    test.db.scrub(false).await.expect("a scrubbed database");
    windows.extend(windows_of(&files(test).await, &traces));
    // Scrubbing is told of in the log, too, with what the server learns of each column.
    windows.extend(windows_of(&write_ahead_log(test).await, &traces));
    assert!(!windows.is_empty());
    windows
}

/// Where somebody stands in the log that has been written so far.
pub async fn logged(test: &TestDb, asker: &str) -> Windows {
    windows_of(&write_ahead_log(test).await, &traces(test, asker))
}

/// A log holds pages and rows as often as they were written, together with whatever stands beside them. So of it only
/// counts where somebody stands who did not stand there before, nor stands in the files, which are counted themselves.
fn new_in(log: &[u8], traces: &[String], usual: &Windows) -> Vec<u8> {
    windows_of(log, traces).into_iter().filter(|window| !usual.contains(window)).flatten().collect()
}
