//! Bringing a database up to date, with data in it.
//!
//! `tests/migrations/` holds rows for each migration, valid right after it. They are put in as soon as their
//! migration is applied, so that each later one meets a database that has lived.

use super::{number, raw};
use crate::database::migrations::migrator;
use crate::database::{Db, MIGRATIONS};
use crate::on_each_db;
use crate::testing::{TestDb, each_empty_database};
use sqlx::migrate::MigrateError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn files_in(name: &str) -> BTreeSet<String> {
    let files = std::fs::read_dir(folder(name)).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

fn versions() -> BTreeSet<i64> {
    MIGRATIONS.iter().map(crate::database::Migration::version).collect()
}

async fn migrate_to(db: &Db, version: i64) -> Result<(), MigrateError> {
    match db {
        Db::Sqlite { writer, .. } => migrator(false).run_to(version, writer).await,
        Db::Postgres(pool) => migrator(true).run_to(version, pool).await,
    }
}

/// How many rows there are in all tables but the migrator's own.
async fn all_rows(db: &Db) -> u64 {
    const SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    const POSTGRES: &str = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
        WHERE table_schema = 'public' ORDER BY 1";
    let mut tx = db.begin_read().await.unwrap();
    let list = if db.is_postgres() { POSTGRES } else { SQLITE };
    let tables: Vec<(String,)> = crate::on!(&mut tx, |c| sqlx::query_as(list).fetch_all(c).await).unwrap();
    let mut rows = 0;
    for (table,) in tables.iter().filter(|(table,)| !table.starts_with('_')) {
        let count = number(&mut tx, &format!("SELECT COUNT(*) FROM {table}")).await.unwrap();
        assert!(count > 0, "tests/migrations has no row for the table {table}");
        rows += u64::try_from(count).unwrap();
    }
    rows
}

#[test]
fn the_list_is_the_folder() {
    let listed: BTreeSet<_> = MIGRATIONS.iter().map(|migration| migration.file.to_owned()).collect();
    assert_eq!(listed, files_in("migrations"));
    assert!(MIGRATIONS.is_sorted_by_key(|migration| migration.file));
    let versions = versions();
    for postgres in [false, true] {
        let own = MIGRATIONS.iter().filter(|migration| migration.is_for(postgres)).count();
        assert_eq!(own, versions.len(), "each version is there once for each database");
    }
}

#[test]
fn every_migration_has_sample_data() {
    let expected: BTreeSet<_> = versions().into_iter().map(|version| format!("{version:04}.sql")).collect();
    assert_eq!(files_in("tests/migrations"), expected);
}

#[tokio::test]
async fn each_migration_keeps_what_was_there() {
    for test in each_empty_database().await {
        let db = &test.db;
        let mut put_in = 0;
        for version in versions() {
            migrate_to(db, version).await.unwrap();
            let sample = folder("tests/migrations").join(format!("{version:04}.sql"));
            let sample = std::fs::read_to_string(sample).unwrap();
            // One statement at a time: the drivers differ in what they count for several. Those that fill a new
            // column of an old row add none.
            for statement in sample.split(";\n") {
                let touched = raw(db, statement).await.unwrap();
                put_in += if statement.trim_start().starts_with("UPDATE") { 0 } else { touched };
            }
        }
        assert_eq!(all_rows(db).await, put_in);
        assert!(db.pending_migrations().await.unwrap().is_empty());
        db.migrate().await.unwrap();
    }
}

#[tokio::test]
async fn an_empty_database_lacks_every_migration() {
    for test in each_empty_database().await {
        let db = &test.db;
        let all: Vec<_> = MIGRATIONS.iter().filter(|m| m.is_for(db.is_postgres())).map(|m| m.file).collect();
        assert_eq!(db.pending_migrations().await.unwrap(), all);
        migrate_to(db, 2).await.unwrap();
        assert_eq!(db.pending_migrations().await.unwrap(), all[2..]);
        db.close().await;
        assert!(
            db.pending_migrations().await.is_err(),
            "that it cannot be asked does not mean that it is empty"
        );
    }
}

on_each_db!(a_database_of_a_newer_stoa_is_refused, |db: TestDb| async move {
    let newer = "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 5";
    assert_eq!(raw(&db.db, newer).await.unwrap(), 1);
    assert!(matches!(db.db.migrate().await, Err(MigrateError::VersionMissing(9999))));
});

on_each_db!(a_migration_that_was_changed_is_refused, |db: TestDb| async move {
    let changed = "UPDATE _sqlx_migrations SET checksum =
        (SELECT checksum FROM _sqlx_migrations WHERE version = 1) WHERE version = 3";
    assert_eq!(raw(&db.db, changed).await.unwrap(), 1);
    assert!(matches!(db.db.migrate().await, Err(MigrateError::VersionMismatch(3))));
});

on_each_db!(the_ledger_only_grows, |db: TestDb| async move {
    let txn = "INSERT INTO ledger_account (id, kind, owner, season) VALUES ('a', 'mint', NULL, 0);
        INSERT INTO ledger_txn (id, idem_key, kind, rule_version, source_ref, season, occurred_at, reverses)
            VALUES ('t', 'k', 'award', 1, 'A1', 0, 0, NULL);
        INSERT INTO ledger_posting (txn, account, amount) VALUES ('t', 'a', 15);";
    raw(&db.db, txn).await.unwrap();
    for refused in [
        "UPDATE ledger_posting SET amount = 16",
        "DELETE FROM ledger_posting",
        "UPDATE ledger_txn SET kind = 'gift'",
        "DELETE FROM ledger_txn WHERE id = 't'",
    ] {
        let error = raw(&db.db, refused).await.expect_err(refused).to_string();
        assert!(error.contains("book a reversal"), "{error}");
    }
});
