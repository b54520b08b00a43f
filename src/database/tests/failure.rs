//! Which failures another attempt can mend.

use super::raw;
use crate::database::{Db, OpenError, Options, Trouble, trouble};
use crate::on_each_db;
use crate::testing::TestDb;
use anyhow::Context as _;
use sqlx::error::{DatabaseError, ErrorKind};
use std::borrow::Cow;
use std::fmt;

/// An error that a database gave with this code.
#[derive(Debug)]
struct Coded(&'static str);

impl fmt::Display for Coded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Coded {}

impl DatabaseError for Coded {
    fn message(&self) -> &str {
        self.0
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.0.into())
    }

    fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        ErrorKind::Other
    }
}

#[test]
fn codes_are_read_as_what_another_attempt_can_mend() {
    const CODES: [(&str, Option<Trouble>); 26] = [
        // PostgreSQL: a conflict, a deadlock, a full disk.
        ("40001", Some(Trouble::Conflict)),
        ("40P01", Some(Trouble::Conflict)),
        ("53100", Some(Trouble::Full)),
        // Out of memory or connections, shut down, crashed, starting, connection lost, a standby.
        ("53200", Some(Trouble::Away)),
        ("53300", Some(Trouble::Away)),
        ("57P01", Some(Trouble::Away)),
        ("57P02", Some(Trouble::Away)),
        ("57P03", Some(Trouble::Away)),
        ("08006", Some(Trouble::Away)),
        ("25006", Some(Trouble::Away)),
        // A duplicate, a wrong statement, a broken table, a trigger's refusal: faults.
        ("23505", None),
        ("42601", None),
        ("42P01", None),
        ("XX001", None),
        ("P0001", None),
        // SQLite: full, busy (with recovery, snapshot, timeout), locked, read-only, input/output, cannot open.
        ("13", Some(Trouble::Full)),
        ("5", Some(Trouble::Away)),
        ("261", Some(Trouble::Away)),
        ("517", Some(Trouble::Away)),
        ("773", Some(Trouble::Away)),
        ("6", Some(Trouble::Away)),
        ("1032", Some(Trouble::Away)),
        ("778", Some(Trouble::Away)),
        ("14", Some(Trouble::Away)),
        // A generic error, and a duplicate.
        ("1", None),
        ("2067", None),
    ];
    for (code, expected) in CODES {
        let error = sqlx::Error::Database(Box::new(Coded(code)));
        let wrapped = Err::<(), _>(error).context("in a turn").context("about an event");
        assert_eq!(trouble(&wrapped.unwrap_err()), expected, "{code}");
    }
}

#[test]
fn what_is_no_databases_failure_is_no_trouble() {
    assert_eq!(trouble(&anyhow::anyhow!("our own mistake")), None);
    assert_eq!(trouble(&sqlx::Error::RowNotFound.into()), None);
    assert_eq!(trouble(&sqlx::Error::PoolTimedOut.into()), Some(Trouble::Away));
    assert_eq!(trouble(&std::io::Error::other("a file of ours").into()), None);
}

#[test]
fn every_trouble_comes_with_advice() {
    assert!(Trouble::Full.advice().contains("free some space"));
    assert!(Trouble::Away.advice().contains("nothing is lost"));
    assert!(Trouble::Conflict.advice().contains("by itself"));
}

on_each_db!(a_full_disk_is_told_as_such_and_passes, |db: TestDb| async move {
    const BIG: &str = "INSERT INTO setting (name, value) VALUES ('big', $1)";
    const POSTGRES: &str = "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER no_room BEFORE INSERT ON setting FOR EACH ROW EXECUTE FUNCTION no_room();";
    let (take_room, make_room) = if db.db.is_postgres() {
        (POSTGRES, "DROP TRIGGER no_room ON setting")
    } else {
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 4294967294")
    };
    let big = "x".repeat(1_000_000);
    raw(&db.db, take_room).await.unwrap();
    let mut tx = db.db.begin().await.unwrap();
    let full = crate::on!(&mut tx, |c| sqlx::query(BIG).bind(&big).execute(c).await.map(drop));
    assert_eq!(trouble(&full.unwrap_err().into()), Some(Trouble::Full));
    drop(tx);
    raw(&db.db, make_room).await.unwrap();
    // SQLite has ended the transaction by itself: the same door must open again.
    let mut tx = db.db.begin().await.unwrap();
    crate::on!(&mut tx, |c| sqlx::query(BIG).bind(&big).execute(c).await.map(drop)).unwrap();
    tx.commit().await.unwrap();
});

on_each_db!(a_closed_database_is_away, |db: TestDb| async move {
    db.db.close().await;
    let error = db.db.begin().await.expect_err("it is closed");
    assert_eq!(trouble(&error.into()), Some(Trouble::Away));
});

#[tokio::test]
async fn what_cannot_be_opened_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = Options::Sqlite(folder.path().join("missing").join("stoa.db"));
    let error = Db::open(&nowhere).await.expect_err("there is no such folder").to_string();
    assert!(error.contains("missing") && error.contains("see that the folder is there"), "{error}");

    let server = |url: &str| Options::Postgres { url: url.into(), password: None, connections: 1 };
    let error = Db::open(&server("not a url")).await.expect_err("no URL");
    assert!(matches!(error, OpenError::NotAUrl(_)) && error.to_string().contains("postgres://"), "{error}");
    let url = "postgres://stoa:secret@127.0.0.1:1/stoa";
    let error = Db::open(&server(url)).await.expect_err("nobody listens").to_string();
    assert!(error.contains("127.0.0.1:1") && !error.contains("secret"), "{error}");
}
