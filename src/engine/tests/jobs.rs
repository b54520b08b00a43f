//! Work that falls due: once at its time, moved, taken back, made up for.

use super::{MINUTE, ParkedJob, SECOND, Scene};
use crate::engine::Status;
use crate::on;
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{MONDAY_NINE, TestDb};
use std::time::Duration;
use stoa_chat::{Backstage as _, Outcome, Timestamp};

const DAY: Duration = Duration::from_hours(24);

on_each_db!(a_job_runs_once_at_its_time, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["plan one 10"]).await;
    scene.settle().await;
    scene.community.advance(599 * SECOND).await;
    assert!(scene.journal().await.is_empty());
    scene.community.advance(SECOND).await;
    assert_eq!(scene.journal().await, ["job one"]);
    scene.community.advance(60 * MINUTE).await;
    assert_eq!(scene.journal().await, ["job one"]);
});

on_each_db!(planning_it_again_moves_it_and_it_can_be_taken_back, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["plan moved 10", "plan back 10", "plan sooner 10"]).await;
    scene.commanded("ana", &["plan moved 30", "cancel back", "cancel unknown", "plan sooner 1"]).await;
    scene.settle().await;
    scene.community.advance(10 * MINUTE).await;
    assert_eq!(scene.journal().await, ["job sooner"]);
    scene.community.advance(20 * MINUTE).await;
    assert_eq!(scene.journal().await, ["job sooner", "job moved"]);
});

on_each_db!(a_job_that_fails_is_tried_again_and_parked, |db: TestDb| async move {
    let mut settings = Settings::default();
    settings.engine.attempts = 3;
    let scene = Scene::with(&db, settings).await;
    scene.probe.fails(1);
    scene.commanded("ana", &["plan one 0"]).await;
    scene.settle().await;
    assert!(scene.journal().await.is_empty(), "what a failed turn did is undone");
    scene.community.advance(SECOND).await;
    assert_eq!(scene.journal().await, ["job one"]);
    scene.probe.fails(3);
    scene.commanded("ana", &["plan two 0"]).await;
    scene.community.advance(MINUTE).await;
    assert_eq!(scene.journal().await, ["job one"]);
    assert_eq!(scene.status().await, Status { jobs_waiting: 1, jobs_parked: 1, ..Status::default() });

    let [parked] = &ParkedJob::all(&db.db).await.unwrap()[..] else { panic!("not one parked job") };
    let about = (&*parked.feature, &*parked.kind, &*parked.subject);
    assert_eq!((about, parked.attempts), (("probe", "job", "two"), 3));
    assert_eq!(parked.error, "it fails on purpose");
    assert_eq!(ParkedJob::retry_all(&db.db).await.unwrap(), 1);
    scene.settle().await;
    assert_eq!(scene.journal().await, ["job one", "job two"]);
    assert_eq!(ParkedJob::retry_all(&db.db).await.unwrap(), 0);
});

on_each_db!(a_job_waits_for_a_message_however_long_that_takes, |db: TestDb| async move {
    let mut settings = Settings::default();
    settings.engine.attempts = 1;
    let scene = Scene::with(&db, settings).await;
    scene.community.paper.next_outcome(Outcome::Unknown);
    scene.commanded("ana", &["say something", "plan on:m1 0"]).await;
    scene.settle().await;
    scene.community.advance(59 * SECOND).await;
    assert!(scene.journal().await.is_empty());
    scene.community.advance(2 * SECOND).await;
    assert_eq!(scene.journal().await, ["job on:m1"]);
});

/// The runs of the daily sweep and what became of each, oldest first.
async fn sweeps(db: &TestDb) -> Vec<(Timestamp, String)> {
    const SQL: &str = "SELECT due_at, outcome FROM schedule_run WHERE name = 'sweep' ORDER BY due_at";
    let mut tx = db.db.begin_read().await.unwrap();
    let rows: Vec<(i64, String)> = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await).unwrap();
    rows.into_iter().map(|(due, outcome)| (Timestamp::from_millis(due), outcome)).collect()
}

on_each_db!(missed_runs_are_recorded_and_only_the_latest_is_made_up_for, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let first = MONDAY_NINE + Duration::from_mins(18 * 60 + 17);
    scene.community.clock().set(MONDAY_NINE + 3 * DAY);
    scene.settle().await;
    let expected = [(0, "skipped"), (1, "skipped"), (2, "done")];
    let expected: Vec<_> = expected.map(|(day, outcome)| (first + day * DAY, outcome.to_owned())).into();
    assert_eq!(sweeps(&db).await, expected);
    scene.community.rehearsal.advance_to(MONDAY_NINE + 4 * DAY).await.unwrap();
    assert_eq!(sweeps(&db).await.last(), Some(&(first + 3 * DAY, "done".to_owned())));
    assert_eq!(scene.status().await.jobs_waiting, 1);
});

on_each_db!(a_sweep_that_was_parked_is_planned_again_at_the_next_start, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    super::trouble::raw(&db.db, "UPDATE job SET state = 'parked', attempts = 9").await;
    let heir = scene.replica(&db).await;
    assert_eq!(scene.status().await, Status { jobs_waiting: 1, ..Status::default() });
    heir.advance(DAY).await;
    assert_eq!(sweeps(&db).await.len(), 1);
});
