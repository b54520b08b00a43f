//! What people type lies in no queue in clear, and only the right key opens it.

use super::Scene;
use crate::database::Db;
use crate::engine::{Engine, FrozenClock, ParkedEvent, QueueKey, Setup};
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{MONDAY_NINE, TestDb};
use sqlx::AssertSqlSafe;
use std::sync::Arc;
use std::time::Duration;

const TYPED: &str = "canarytypedthis";
/// What the probe stores on purpose: that we find it shows that we look in the right place.
const STORED: &str = "controlstoredthis";

/// Every byte that the database keeps on disk, its log included on SQLite.
async fn raw_bytes(db: &TestDb) -> Vec<u8> {
    match &db.db {
        Db::Sqlite { .. } => {
            let files = std::fs::read_dir(db.folder()).unwrap();
            files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
        }
        Db::Postgres(pool) => {
            const FILES: &str = "SELECT pg_relation_filepath(oid) FROM pg_class
                WHERE relkind IN ('r', 't', 'i') AND oid >= 16384 AND pg_relation_filepath(oid) IS NOT NULL
                ORDER BY oid";
            sqlx::query("CHECKPOINT").execute(pool).await.unwrap();
            let files: Vec<(String,)> = sqlx::query_as(FILES).fetch_all(pool).await.unwrap();
            let mut all = Vec::new();
            for (file,) in files {
                let read = AssertSqlSafe(format!("SELECT pg_read_binary_file('{file}')"));
                let (bytes,): (Vec<u8>,) = sqlx::query_as(read).fetch_one(pool).await.unwrap();
                all.extend(bytes);
            }
            all
        }
    }
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

on_each_db!(what_was_typed_lies_in_no_queue_in_clear, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.probe.fails(1);
    scene.commanded("ana", &[&format!("note {STORED}"), &format!("say {TYPED}")]).await;
    scene.accept([scene.community.message("ana", "#help", None, TYPED)]).await;
    scene.accept([scene.community.command("ana", "#help", &format!("{TYPED} unknown"))]).await;
    assert!(!holds(&raw_bytes(&db).await, TYPED), "accepted");

    while scene.community.engine().step_inbox().await.unwrap() {}
    let bytes = raw_bytes(&db).await;
    assert!(holds(&bytes, STORED), "we look in the wrong place");
    assert!(!holds(&bytes, TYPED), "applied and planned");

    scene.settle().await;
    assert!(!holds(&raw_bytes(&db).await, TYPED), "sent");
    assert_eq!(scene.shown("#help"), [TYPED, TYPED]);
    assert!(scene.told("ana")[0].contains(TYPED));
});

on_each_db!(another_queue_key_is_refused_at_the_start, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["note kept"]).await;
    let setup = Setup {
        db: db.db.clone(),
        key: QueueKey::random(),
        clock: Arc::new(FrozenClock::at(MONDAY_NINE)),
        seed: [7; 32],
        settings: Settings::default(),
        vault: None,
    };
    let error = Engine::start(setup, Vec::new()).await.expect_err("a key that opens nothing");
    let error = format!("{error:#}");
    assert!(error.contains("the queue key does not fit this database"), "{error}");
    assert!(error.contains("secrets.queue_key_file"), "{error}");
    scene.settle().await;
    assert_eq!(scene.journal().await, ["kept"]);
});

on_each_db!(a_days_key_lives_as_long_as_something_sealed_under_it, |db: TestDb| async move {
    let mut settings = Settings::default();
    settings.engine.attempts = 1;
    let scene = Scene::with(&db, settings).await;
    scene.probe.fails(1);
    scene.commanded("ana", &["fail on Monday"]).await;
    scene.settle().await;
    for _ in 0..30 {
        scene.community.advance(Duration::from_hours(24)).await;
    }
    let days = "SELECT COUNT(*) FROM day_key";
    let mut tx = db.db.begin_read().await.unwrap();
    let (kept,): (i64,) = crate::on!(&mut tx, |c| sqlx::query_as(days).fetch_one(c).await).unwrap();
    tx.rollback().await.unwrap();
    assert!((2..=4).contains(&kept), "{kept} keys are kept");
    assert_eq!(ParkedEvent::retry(&db.db, None).await.unwrap(), 1);
    scene.settle().await;
    assert_eq!(scene.journal().await, ["fail on Monday"]);
});

on_each_db!(a_key_that_was_not_kept_seals_nothing, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let tomorrow = MONDAY_NINE + Duration::from_hours(24);
    scene.community.clock().set(tomorrow);
    // The database is away just when tomorrow's key is made.
    let (broken, mend) = if db.db.is_postgres() {
        let broken = "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '57P01'; END $$;
            CREATE CONSTRAINT TRIGGER lose AFTER INSERT ON day_key DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION lose();";
        (broken, "DROP TRIGGER lose ON day_key")
    } else {
        let broken = "CREATE TABLE never (day BIGINT REFERENCES day_key (day) DEFERRABLE INITIALLY DEFERRED);
            CREATE TRIGGER lose AFTER INSERT ON day_key BEGIN INSERT INTO never VALUES (-1); END;";
        (broken, "DROP TRIGGER lose")
    };
    super::trouble::raw(&db.db, broken).await;
    let note = || scene.community.command("ana", "#help", "note kept");
    let events = vec![note()];
    stoa_chat::Intake::accept(&**scene.community.engine(), events).await.expect_err("the key was not kept");
    super::trouble::raw(&db.db, mend).await;
    scene.accept([note()]).await;
    let other = scene.replica(&db).await;
    other.rehearsal.settle_all().await.unwrap();
    assert_eq!(scene.journal().await, ["kept"]);
});
