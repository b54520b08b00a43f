//! Anonymous acts on their way through the queues: what they wait under, what becomes of them when the vault fails, and
//! who is not met by them.

use super::trouble::raw;
use super::{MINUTE, SECOND, Scene};
use crate::engine::seal::{Sealer, day_of};
use crate::on;
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{MONDAY_NINE, QueueNames, TestDb};
use sha2::{Digest as _, Sha256};
use sqlx::AssertSqlSafe;
use std::time::Duration;
use stoa_chat::{Event, EventKind, Intake as _, Message, Network, Outcome, Profile, Text, UserRef};

const HOUR: Duration = Duration::from_hours(1);

/// An anonymous act of somebody's, as a slash command gives it.
fn whisper(scene: &Scene, by: &str, words: &str) -> Event {
    let mut event = scene.community.command(by, &format!("dm:{by}"), &format!("whisper {words}"));
    if let EventKind::Commanded(command) = &mut event.kind {
        command.message = None;
    }
    event
}

/// A message to the bot alone, and a change of it.
fn typed(scene: &Scene, by: &str, words: &str, then: &str) -> (Event, Event) {
    let said = scene.community.message(by, &format!("dm:{by}"), None, words);
    let EventKind::Said(message) = &said.kind else { panic!("not a message") };
    let text = Text::plain(then);
    let edit = scene.community.event(EventKind::Edited(Message { text, ..message.clone() }));
    (said, edit)
}

/// Everything in one column, as text.
async fn column(db: &TestDb, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    let mut tx = db.db.begin_read().await.unwrap();
    let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql).fetch_all(c).await).unwrap();
    rows.into_iter().map(|(text,)| text).collect()
}

/// The threads whose addresses lie in the vault.
async fn addresses(db: &TestDb) -> Vec<String> {
    let file = db.folder().join("town-vault.db");
    let vault = sqlx::SqlitePool::connect(&file.display().to_string()).await.unwrap();
    let sealed: Vec<(String,)> =
        sqlx::query_as("SELECT id FROM thread ORDER BY id").fetch_all(&vault).await.unwrap();
    vault.close().await;
    sealed.into_iter().map(|(id,)| id).collect()
}

/// Changes the vault behind its back.
async fn in_the_vault(db: &TestDb, sql: &str) {
    let file = db.folder().join("town-vault.db");
    let vault = sqlx::SqlitePool::connect(&file.display().to_string()).await.unwrap();
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&vault).await.unwrap();
    vault.close().await;
}

/// From now on the vault takes no address.
const REFUSE: &str =
    "CREATE TRIGGER full BEFORE INSERT ON thread BEGIN SELECT RAISE(ABORT, 'no more of these'); END";

on_each_db!(an_anonymous_act_waits_under_names_that_end_with_the_day, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let said = scene.community.message("ana", "dm:ana", None, "!whisper how is it?");
    scene.accept([whisper(&scene, "ana", "is it so?"), said]).await;
    let names = QueueNames::of(&db);
    let (person, queries) = (
        names.lasting(&["person", "paper", "ana"]),
        ["SELECT COALESCE(person, '') FROM inbox ORDER BY number", "SELECT key FROM inbox_key ORDER BY key"],
    );
    for sql in queries {
        assert!(!column(&db, sql).await.contains(&person), "{sql}");
    }
    let waiting = column(&db, queries[0]).await;
    assert_eq!(waiting[0], waiting[1], "one after the other");
    // An open act is known by what is looked for.
    scene.commanded("ana", &["note open"]).await;
    assert!(column(&db, queries[0]).await.contains(&person));
    scene.settle().await;
    let mut told = scene.told("ana");
    told.sort();
    assert_eq!(told, ["how is it?", "is it so?"]);
});

on_each_db!(an_act_keeps_its_address_in_another_process, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.probe.fails(1);
    scene.accept([whisper(&scene, "ana", "once")]).await;
    assert!(scene.community.engine().step_inbox().await.unwrap(), "it fails after its address was sealed");
    let tomorrow = MONDAY_NINE + 24 * HOUR;
    scene.community.clock().set(tomorrow);
    let other = scene.replica(&db).await;
    while other.engine().step_inbox().await.unwrap() {}
    let sealed = addresses(&db).await;
    let [address] = &sealed[..] else { panic!("one act, one address: {sealed:?}") };
    assert_eq!(scene.journal().await, [format!("whisper once to {address}")]);
    // Neither the queue key nor what chance is drawn from leads to it.
    assert_ne!(*address, QueueNames::of(&db).lasting(&["return address", "1"]));
    let drawn = Sha256::new().chain_update([7; 32]).chain_update("return address 1").finalize();
    assert_ne!(*address, hex::encode(&drawn[..16]));
});

on_each_db!(names_of_the_day_go_with_its_key, |db: TestDb| async move {
    let key = crate::engine::QueueKey::random();
    let (sealer, day) = (Sealer::new(&key).unwrap(), day_of(MONDAY_NINE));
    assert!(sealer.name_of_day(day, &["x"]).is_err(), "not before its key is there");
    sealer.ready(&db.db, day).await.unwrap();
    let name = sealer.name_of_day(day, &["x"]).unwrap();
    let again = Sealer::new(&key).unwrap();
    again.ready(&db.db, day).await.unwrap();
    assert_eq!(again.name_of_day(day, &["x"]).unwrap(), name);
    raw(&db.db, "DELETE FROM day_key").await;
    let later = Sealer::new(&key).unwrap();
    later.ready(&db.db, day).await.unwrap();
    assert_ne!(
        later.name_of_day(day, &["x"]).unwrap(),
        name,
        "whoever has the queue key cannot make it anew"
    );
});

on_each_db!(what_the_vault_does_not_take_waits_and_holds_up_nobody, |db: TestDb| async move {
    let mut settings = Settings::default();
    settings.engine.attempts = 3;
    let scene = Scene::with(&db, settings).await;
    in_the_vault(&db, REFUSE).await;
    scene.accept([whisper(&scene, "ana", "not lost")]).await;
    scene.commanded("ana", &["note open"]).await;
    scene.commanded("ben", &["note other"]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["open", "other"]);
    // Longer than anything else is tried here.
    scene.community.advance(10 * MINUTE).await;
    assert_eq!((scene.status().await.events_waiting, scene.parked().await.len()), (1, 0));
    in_the_vault(&db, "DROP TRIGGER full").await;
    scene.community.advance(MINUTE).await;
    assert_eq!(scene.told("ana"), ["not lost"]);
    assert_eq!(scene.status().await.events_waiting, 0);
});

on_each_db!(a_reply_that_an_outage_delayed_still_arrives, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    for _ in 0..3 {
        scene.community.paper.next_outcome(Outcome::RetryAfter(3 * HOUR));
    }
    scene.accept([whisper(&scene, "ana", "at last")]).await;
    scene.settle().await;
    scene.community.advance(8 * HOUR).await;
    assert!(scene.told("ana").is_empty());
    scene.community.advance(HOUR).await;
    assert_eq!(scene.told("ana"), ["at last"]);
    // Then there is nothing on its way any more, and the address goes.
    scene.community.advance(2 * HOUR).await;
    assert!(addresses(&db).await.is_empty());
});

on_each_db!(an_address_does_not_wait_for_ever, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    for _ in 0..10 {
        scene.community.paper.next_outcome(Outcome::RetryAfter(24 * HOUR));
    }
    scene.accept([whisper(&scene, "ana", "never")]).await;
    scene.settle().await;
    scene.community.advance(12 * 24 * HOUR).await;
    assert!(scene.told("ana").is_empty());
});

on_each_db!(changing_what_was_typed_anonymously_is_no_use_of_an_account, |db: TestDb| async move {
    const USED: &str = "SELECT user_id || ' ' || CAST(last_used AS TEXT) FROM account ORDER BY user_id";
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["note here"]).await;
    scene.settle().await;
    let before = column(&db, USED).await;
    for (by, then) in [("ana", "!whisper how now?"), ("ana", "never mind"), ("new", "never mind")] {
        scene.community.advance(SECOND).await;
        let (said, edit) = typed(&scene, by, "!whisper how?", then);
        let EventKind::Said(message) = &said.kind else { panic!("not a message") };
        let deleted = EventKind::Deleted { message: message.message.clone(), by: Some(message.by.clone()) };
        let deleted = scene.community.event(deleted);
        scene.accept([said, edit, deleted]).await;
        scene.settle().await;
        assert_eq!(column(&db, USED).await, before, "{by}: {then}");
    }
    assert_eq!((scene.told("ana").len(), scene.told("new").len()), (2, 1));
});

on_each_db!(what_a_network_tells_of_somebody_is_no_use_of_their_account, |db: TestDb| async move {
    const USED: &str = "SELECT CAST(last_used AS TEXT) FROM account ORDER BY user_id";
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["note here"]).await;
    scene.settle().await;
    let before = column(&db, USED).await;
    scene.community.advance(SECOND).await;
    let profile = Profile {
        name: "Ana".into(),
        zone: None,
        language: None,
        active: true,
        bot: false,
        guest: false,
        moderates: false,
    };
    let who = UserRef::new(&Network::new("paper"), "ana");
    scene.accept([scene.community.event(EventKind::ProfileChanged { who, profile })]).await;
    scene.settle().await;
    assert_eq!(column(&db, "SELECT name FROM account ORDER BY user_id").await, ["Ana"]);
    assert_eq!(column(&db, USED).await, before);
});

on_each_db!(an_anonymous_act_is_one_that_introduces_nobody, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let engine = scene.community.engine();
    assert!(engine.is_anonymous(&whisper(&scene, "ana", "hm")));
    let (said, edit) = typed(&scene, "ana", "!whisper how?", "!whisper so");
    assert!(engine.is_anonymous(&said) && engine.is_anonymous(&edit));
    assert!(!engine.is_anonymous(&scene.community.command("ana", "dm:ana", "note hm")));
    assert!(!engine.is_anonymous(&scene.community.command("ana", "#help", "whisper hm")), "others read it");
});
