//! What the daily sweep throws away, and what it leaves.

use super::trouble::raw;
use super::{Scene, Status};
use crate::engine::Unread;
use crate::on;
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{Community, MONDAY_NINE, TestDb};
use sqlx::AssertSqlSafe;
use std::time::Duration;
use stoa_chat::{Adapter as _, Backstage as _, DeadLetter, Intake as _, Outcome};

const DAY: Duration = Duration::from_hours(24);

/// The numbers that `sql` gives, in order.
async fn numbers(db: &TestDb, sql: &str) -> Vec<i64> {
    let mut tx = db.db.begin_read().await.unwrap();
    let sql = AssertSqlSafe(sql.to_owned());
    let rows: Vec<(i64,)> = on!(&mut tx, |c| sqlx::query_as(sql).fetch_all(c).await).unwrap();
    rows.into_iter().map(|(number,)| number).collect()
}

on_each_db!(a_dead_action_is_mentioned_for_a_while, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::Refused("no such channel".into()));
    scene.commanded("ana", &["card refused"]).await;
    scene.settle().await;
    scene.community.advance(13 * DAY).await;
    assert_eq!((scene.status().await.actions_dead, Status::reasons(&db.db).await.unwrap().len()), (1, 1));
    scene.community.advance(2 * DAY).await;
    assert_eq!(scene.status().await, Status { jobs_waiting: 1, ..Status::default() });
    assert!(Status::reasons(&db.db).await.unwrap().is_empty());
    // The message is still known: changing it comes to nothing, and is no fault.
    scene.commanded("ana", &["edit refused", "note done"]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["done"]);
    assert_eq!(scene.status().await, Status { jobs_waiting: 1, ..Status::default() });
});

on_each_db!(old_changes_to_the_index_are_thrown_away, |db: TestDb| async move {
    const VERSIONS: &str = "SELECT version FROM index_change ORDER BY version";
    let scene = Scene::new(&db).await;
    raw(
        &db.db,
        "INSERT INTO index_change (version, kind, subject)
         VALUES (1, 'document', '1'), (2, 'document', '2'), (100001, 'document', '3')",
    )
    .await;
    scene.community.advance(DAY).await;
    assert_eq!(numbers(&db, VERSIONS).await, [2, 100_001]);
});

on_each_db!(who_is_too_far_behind_to_catch_up_reads_everything, |db: TestDb| async move {
    let ahead = Community::new(&db).await;
    let behind = ahead.replica(crate::features::FEATURES, &db).await;
    let engine = behind.engine();
    let known = || engine.index().read().unwrap().knowledge.len();
    ahead.commands("ana", "#help", "ask How do I calibrate the oven?").await;
    ahead.rehearsal.advance_to(MONDAY_NINE + DAY).await.unwrap();
    raw(&db.db, "DELETE FROM index_change").await;
    raw(&db.db, "INSERT INTO index_change (version, kind, subject) VALUES (1000, 'declared', '0')").await;
    assert_eq!(known(), 0);
    engine.accept(vec![behind.command("ben", "#help", "help")]).await.unwrap();
    behind.rehearsal.settle_all().await.unwrap();
    assert_eq!(known(), 1);
});

on_each_db!(interruptions_of_long_ago_are_forgotten, |db: TestDb| async move {
    let community = Community::new(&db).await;
    community.commands("ana", "dm:ana", "help").await;
    // The day of MONDAY_NINE, the day before it, and days of half a year before it.
    let today = MONDAY_NINE.millis() / 86_400_000;
    for day in [today, today - 1, today - 13, today - 15, today - 180] {
        let insert = format!("INSERT INTO interruption (member, day, used) SELECT id, {day}, 3 FROM member");
        raw(&db.db, &insert).await;
    }
    community.advance(DAY).await;
    let days = numbers(&db, "SELECT day FROM interruption ORDER BY day").await;
    assert_eq!(days, [today - 13, today - 1, today]);
});

on_each_db!(the_settings_say_what_having_been_asked_weighs, |db: TestDb| async move {
    let mut settings = Settings::default();
    settings.questions.load_weight = 0.75;
    let scene = Scene::with(&db, settings).await;
    let index = scene.community.engine().index().read().unwrap();
    let known = format!("{:?}", index.knowledge);
    assert!(known.contains("load: 0.75"), "{known}");
});

on_each_db!(what_cannot_be_read_is_kept_sealed_for_a_while, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let letter = DeadLetter {
        network: scene.community.paper.network().clone(),
        id: "Ev1".into(),
        at: MONDAY_NINE,
        kind: "huddle_started".into(),
        body: b"words that nobody may read".to_vec(),
    };
    let engine = scene.community.engine();
    engine.bury(letter.clone()).await.unwrap();
    engine.bury(letter.clone()).await.unwrap();
    engine.bury(DeadLetter { id: "Ev2".into(), ..letter.clone() }).await.unwrap();
    let unread = Unread::all(&db.db).await.unwrap();
    let (kind, network) = (letter.kind.clone(), letter.network.as_str().to_owned());
    assert_eq!(unread, [Unread { network, kind, times: 2, latest: MONDAY_NINE.millis() }]);
    let mut tx = db.db.begin_read().await.unwrap();
    let sealed: Vec<(Vec<u8>,)> =
        on!(&mut tx, |c| sqlx::query_as("SELECT sealed FROM dead_letter ORDER BY number").fetch_all(c).await)
            .unwrap();
    tx.rollback().await.unwrap();
    assert!(sealed.iter().all(|(sealed,)| !sealed.windows(5).any(|window| window == b"words")));
    scene.community.advance(13 * DAY).await;
    assert_eq!(Unread::all(&db.db).await.unwrap().len(), 1, "its key is needed");
    scene.community.advance(3 * DAY).await;
    assert!(Unread::all(&db.db).await.unwrap().is_empty());
    let first_day = format!("SELECT day FROM day_key WHERE day = {}", MONDAY_NINE.millis() / 86_400_000);
    assert!(numbers(&db, &first_day).await.is_empty(), "with the last of its day the key is gone");
});
