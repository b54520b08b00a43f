//! A database in trouble: nothing is lost, nothing counts as tried, and work goes on once it is well again.

use super::{MINUTE, SECOND, Scene};
use crate::database::Db;
use crate::on_each_db;
use crate::testing::TestDb;
use sqlx::AssertSqlSafe;
use stoa_chat::{Event, Intake as _};

/// Runs statements outside of everything.
pub(super) async fn raw(db: &Db, sql: &str) {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    match db {
        Db::Sqlite { writer, .. } => sql.execute(writer).await.map(drop).unwrap(),
        Db::Postgres(pool) => sql.execute(pool).await.map(drop).unwrap(),
    }
}

/// Leaves no room for more than is there, on SQLite until its connection is opened anew.
async fn fill_the_disk(db: &Db) {
    const POSTGRES: &str = "CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
        CREATE OR REPLACE TRIGGER no_room BEFORE INSERT ON setting FOR EACH ROW EXECUTE FUNCTION no_room();
        CREATE OR REPLACE TRIGGER no_room BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION no_room();";
    // SQLite takes the size that the file has as the least.
    raw(db, if db.is_postgres() { POSTGRES } else { "PRAGMA max_page_count = 1" }).await;
}

async fn make_room(db: &Db) {
    const POSTGRES: &str = "DROP TRIGGER no_room ON setting; DROP TRIGGER no_room ON inbox;";
    raw(db, if db.is_postgres() { POSTGRES } else { "PRAGMA max_page_count = 4294967294" }).await;
}

/// What needs far more room than the pages that are there have left.
fn long_note(scene: &Scene, by: &str) -> (Event, String) {
    let long = "x".repeat(200_000);
    (scene.community.command(by, "#help", &format!("note {long}")), long)
}

on_each_db!(a_full_disk_in_a_turn_loses_nothing, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let (event, long) = long_note(&scene, "ana");
    scene.accept([event]).await;
    for _ in 0..20 {
        fill_the_disk(&db.db).await;
        // Putting the event back may find no room either; then its lease holds it for a while.
        let _ = scene.community.engine().step_inbox().await;
        scene.community.clock().set(scene.community.engine().now() + MINUTE);
    }
    let status = scene.status().await;
    assert_eq!((status.events_waiting, status.events_parked), (1, 0), "trouble does not count as a try");
    assert!(scene.journal().await.is_empty());
    make_room(&db.db).await;
    scene.community.advance(MINUTE).await;
    assert_eq!(scene.journal().await, [long]);
});

on_each_db!(a_full_disk_at_the_door_refuses_the_whole_batch, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let (event, long) = long_note(&scene, "ana");
    let batch = vec![scene.community.command("ana", "#help", "note short"), event];
    fill_the_disk(&db.db).await;
    let refused = scene.community.engine().accept(batch.clone()).await;
    assert!(refused.is_err(), "the network keeps it and delivers it again");
    assert_eq!(scene.status().await.events_waiting, 0);
    make_room(&db.db).await;
    scene.accept(batch.clone()).await;
    scene.accept(batch).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["short".to_owned(), long]);
});

on_each_db!(a_connection_lost_in_a_turn_loses_nothing, |db: TestDb| async move {
    if !db.db.is_postgres() {
        return; // A file does not hang up.
    }
    let scene = Scene::new(&db).await;
    scene.probe.fails(3);
    scene.commanded("ana", &["break it"]).await;
    scene.settle().await;
    assert!(scene.journal().await.is_empty());
    assert_eq!(scene.status().await.events_waiting, 1);
    scene.community.advance(10 * SECOND).await;
    assert_eq!(scene.journal().await, ["break it"]);
    assert!(scene.parked().await.is_empty());
});

on_each_db!(a_closed_database_is_told_to_the_network, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let event = scene.community.command("ana", "#help", "note kept");
    db.db.close().await;
    assert!(scene.community.engine().accept(vec![event.clone()]).await.is_err());
    assert!(scene.community.engine().step_inbox().await.is_err());
    let heir = scene.replica(&db).await;
    heir.happen(event).await;
    assert_eq!(super::journal(heir.engine().db()).await, ["kept"]);
});
