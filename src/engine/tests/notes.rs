//! What adapters note is there with the events that it belongs to, or not at all, and goes with the person it is about.

use super::Scene;
use crate::database::Db;
use crate::engine::{Turn, Unread};
use crate::on_each_db;
use crate::testing::TestDb;
use std::collections::BTreeMap;
use stoa_chat::{Intake as _, Network, Note};

fn network() -> Network {
    Network::new("paper")
}

async fn noted(scene: &Scene, kind: &str) -> BTreeMap<String, Vec<u8>> {
    scene.community.engine().notes(&network(), kind).await.unwrap()
}

on_each_db!(a_note_comes_with_its_events, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let event = scene.community.command("ana", "#help", "note heard");
    let notes = vec![Note::new("cursor", "", b"s1".to_vec()), Note::new("mark", "!room", b"$1".to_vec())];
    let engine = scene.community.engine();
    engine.accept_noting(&network(), vec![event.clone()], notes).await.unwrap();
    // The same again, as after a crash of whoever offered it, and further on.
    let notes = vec![Note::new("cursor", "", b"s2".to_vec()), Note::struck("mark", "!room")];
    engine.accept_noting(&network(), vec![event], notes).await.unwrap();
    scene.settle().await;
    assert_eq!(scene.journal().await, ["heard"]);
    assert_eq!(noted(&scene, "cursor").await, BTreeMap::from([(String::new(), b"s2".to_vec())]));
    assert!(noted(&scene, "mark").await.is_empty());
    assert!(engine.notes(&Network::new("another"), "cursor").await.unwrap().is_empty());
});

on_each_db!(a_note_about_somebody_goes_with_them, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let (ana, ben) = (scene.community.user("ana"), scene.community.user("ben"));
    let notes = vec![
        Note::new("reaction", "$1", b"x".to_vec()).about(ana.clone()),
        Note::new("reaction", "$2", b"y".to_vec()).about(ben),
    ];
    let engine = scene.community.engine();
    engine.accept_noting(&network(), Vec::new(), notes).await.unwrap();
    let mut turn = Turn::begin(engine, "erase", None).await.unwrap();
    turn.forget_account(&ana).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(noted(&scene, "reaction").await.into_keys().collect::<Vec<_>>(), ["$2"]);
});

on_each_db!(notes_lie_sealed, |db: TestDb| async move {
    const SQL: &str = "SELECT name, sealed FROM adapter_note ORDER BY name";
    let scene = Scene::new(&db).await;
    let note = Note::new("pending", "$canary", b"canary".to_vec());
    scene.community.engine().accept_noting(&network(), Vec::new(), vec![note]).await.unwrap();
    let rows: Vec<(String, Vec<u8>)> = match &db.db {
        Db::Sqlite { writer, .. } => sqlx::query_as(SQL).fetch_all(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(SQL).fetch_all(pool).await.unwrap(),
    };
    let [(name, sealed)] = &rows[..] else { panic!("one row: {rows:?}") };
    assert!(!name.contains("canary") && !sealed.windows(6).any(|part| part == b"canary"));
});

on_each_db!(one_event_that_cannot_be_stored_stops_nothing, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let engine = scene.community.engine();
    // The second row is refused, whatever is tried.
    let sql = if db.db.is_postgres() {
        "ALTER TABLE inbox ADD CONSTRAINT poison CHECK (length(sealed) < 5000)"
    } else {
        "CREATE TRIGGER poison BEFORE INSERT ON inbox WHEN length(NEW.sealed) >= 5000
            BEGIN SELECT RAISE(ABORT, 'poison'); END"
    };
    super::trouble::raw(&db.db, sql).await;
    let long = format!("note {}", "x".repeat(5_000));
    let events: Vec<_> = ["note before", long.as_str(), "note after"]
        .into_iter()
        .map(|words| scene.community.command("ana", "#help", words))
        .collect();
    for token in [b"s1".to_vec(), b"s2".to_vec()] {
        let notes = vec![Note::new("cursor", "", token)];
        engine.accept_noting(&network(), events.clone(), notes).await.unwrap();
    }
    scene.settle().await;
    assert_eq!(scene.journal().await, ["before", "after"]);
    assert_eq!(noted(&scene, "cursor").await, BTreeMap::from([(String::new(), b"s2".to_vec())]));
    let kept: Vec<_> =
        Unread::all(&db.db).await.unwrap().into_iter().map(|kept| (kept.kind, kept.times)).collect();
    assert_eq!(kept, [("event that could not be stored".to_owned(), 1)], "it is not lost");
});

on_each_db!(what_is_wrong_with_the_database_buries_no_event, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let engine = scene.community.engine();
    let events = vec![scene.community.command("ana", "#help", "note kept")];
    let notes = || vec![Note::new("cursor", "", b"s1".to_vec())];
    super::trouble::raw(&db.db, "ALTER TABLE inbox RENAME TO elsewhere").await;
    assert!(engine.accept_noting(&network(), events.clone(), notes()).await.is_err());
    super::trouble::raw(&db.db, "ALTER TABLE elsewhere RENAME TO inbox").await;
    assert!(Unread::all(&db.db).await.unwrap().is_empty() && noted(&scene, "cursor").await.is_empty());
    engine.accept_noting(&network(), events, notes()).await.unwrap();
    scene.settle().await;
    assert_eq!(scene.journal().await, ["kept"]);
});
