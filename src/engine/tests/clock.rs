//! A clock that jumps: work goes on at once, and nothing is done twice.

use super::{MINUTE, Scene};
use crate::engine::claims;
use crate::on_each_db;
use crate::testing::{MONDAY_NINE, TestDb};
use std::time::Duration;
use stoa_chat::{Backstage as _, Outcome};

const YEAR: Duration = Duration::from_hours(365 * 24);

on_each_db!(a_year_forwards_and_back, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let clock = scene.community.clock();
    scene.commanded("ana", &["plan soon 60", "note before"]).await;
    scene.settle().await;

    clock.set(MONDAY_NINE + YEAR);
    scene.commanded("ana", &["note ahead", "say ahead"]).await;
    scene.settle().await;
    let expected = ["before", "ahead", "job soon"];
    assert_eq!(scene.journal().await, expected);

    // Accepted and planned while the clock was wrong; worked on after it was put right.
    scene.commanded("ana", &["note accepted ahead", "say sent later"]).await;
    scene.commanded("ben", &["say planned ahead"]).await;
    for _ in 0..2 {
        assert!(scene.community.engine().step_inbox().await.unwrap());
    }
    clock.set(MONDAY_NINE + MINUTE);
    scene.commanded("ana", &["note back"]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await[3..], ["accepted ahead", "back"]);
    assert_eq!(scene.shown("#help"), ["ahead", "sent later", "planned ahead"]);
    scene.community.rehearsal.advance_to(MONDAY_NINE + YEAR + 48 * 60 * MINUTE).await.unwrap();
    assert_eq!(scene.journal().await.len(), 5);
    assert_eq!(scene.community.paper.performed(), 3);
});

on_each_db!(retries_and_leases_of_a_wrong_clock_are_over, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let clock = scene.community.clock();
    clock.set(MONDAY_NINE + YEAR);
    scene.probe.fails(1);
    scene.commanded("ana", &["fail once"]).await;
    scene.commanded("ben", &["note claimed"]).await;
    scene.commanded("cem", &["say slowly"]).await;
    scene.community.engine().step_inbox().await.unwrap();
    // A process claims the next event and dies.
    let mut tx = db.db.begin_short().await.unwrap();
    let lease = Duration::from_secs(30);
    claims::claim_event(&mut tx, clock_now(&scene), lease).await.unwrap().expect("ben's event");
    tx.commit().await.unwrap();
    scene.community.paper.next_outcome(Outcome::RetryAfter(MINUTE));
    scene.settle().await;
    assert!(scene.journal().await.is_empty() && scene.shown("#help").is_empty());

    clock.set(MONDAY_NINE);
    scene.settle().await;
    let mut journal = scene.journal().await;
    journal.sort();
    assert_eq!(journal, ["claimed", "fail once"]);
    assert_eq!(scene.shown("#help"), ["slowly"]);
});

fn clock_now(scene: &Scene) -> stoa_chat::Timestamp {
    scene.community.rehearsal.now()
}

on_each_db!(a_long_wait_asked_by_a_network_is_cut_into_days, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::RetryAfter(100 * YEAR));
    scene.commanded("ana", &["say patience"]).await;
    scene.settle().await;
    scene.community.advance(23 * 60 * MINUTE).await;
    assert_eq!(scene.shown("#help"), [""; 0]);
    scene.community.advance(60 * MINUTE).await;
    assert_eq!(scene.shown("#help"), ["patience"]);
});
