//! Actions whose answer was lost, by the network or because we died: found again, never doubled.

use super::{MINUTE, SECOND, Scene};
use crate::engine::Clock as _;
use crate::on_each_db;
use crate::testing::{Community, Stop, TestDb};
use std::future::{Future, poll_fn};
use std::pin::pin;
use stoa_chat::{Lookup, Outcome};

/// Works until an action stops on its way, and gives back the step that hangs there, to be ended or dropped.
async fn stopped(community: &Community, point: Stop) -> impl Future<Output = anyhow::Result<bool>> + '_ {
    while community.engine().step_inbox().await.unwrap() {}
    community.paper.stop_next(point);
    let mut step = Box::pin(community.engine().step_outbox());
    tokio::select! {
        _ = &mut step => panic!("nothing stopped on its way"),
        () = community.paper.stopped() => {}
    }
    step
}

on_each_db!(a_message_whose_answer_was_lost_is_found, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::Unknown);
    scene.commanded("ana", &["say once", "say next"]).await;
    scene.settle().await;
    assert_eq!(scene.shown("#help"), ["once"]);
    scene.community.advance(59 * SECOND).await;
    assert_eq!((scene.shown("#help").len(), scene.community.paper.searches()), (1, 0), "it may appear yet");
    scene.community.advance(SECOND).await;
    assert_eq!(scene.shown("#help"), ["once", "next"]);
    assert_eq!(scene.community.paper.searches(), 1);
});

on_each_db!(a_message_that_never_arrived_is_sent_again, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_lost();
    scene.commanded("ana", &["say once", "say next"]).await;
    scene.settle().await;
    assert!(scene.shown("#help").is_empty());
    scene.community.advance(MINUTE).await;
    assert_eq!(scene.shown("#help"), ["once", "next"]);
    assert_eq!(scene.community.paper.performed(), 2);
});

on_each_db!(a_direct_message_is_found_too, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::Unknown);
    scene.accept([scene.community.command("ana", "dm:ana", "tell once")]).await;
    scene.settle().await;
    scene.community.advance(MINUTE).await;
    assert_eq!((scene.told("ana"), scene.community.paper.performed()), (vec!["once".into()], 1));
});

on_each_db!(what_cannot_be_looked_for_lets_its_lane_go_on, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::Unknown);
    for _ in 0..3 {
        scene.community.paper.next_lookup(Lookup::CannotAsk);
    }
    scene.commanded("ana", &["say perhaps", "say next"]).await;
    scene.settle().await;
    scene.community.advance(2 * MINUTE).await;
    assert_eq!(scene.shown("#help"), ["perhaps"], "three searches are made");
    scene.community.advance(MINUTE).await;
    assert_eq!(scene.shown("#help"), ["perhaps", "next"]);
    assert_eq!(scene.status().await.actions_uncertain, 1);
});

on_each_db!(what_is_lost_each_time_lets_its_lane_go_on, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    for _ in 0..4 {
        scene.community.paper.next_lost();
    }
    scene.commanded("ana", &["say perhaps", "say next"]).await;
    scene.settle().await;
    scene.community.advance(3 * MINUTE).await;
    assert!(scene.shown("#help").is_empty(), "it is sent again after each of three searches");
    scene.community.advance(MINUTE).await;
    assert_eq!(scene.shown("#help"), ["next"]);
    assert_eq!(scene.status().await.actions_uncertain, 1);
});

on_each_db!(being_told_to_wait_is_no_search, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_lost();
    for _ in 0..4 {
        scene.community.paper.next_outcome(Outcome::RetryAfter(MINUTE));
    }
    scene.commanded("ana", &["say once"]).await;
    scene.settle().await;
    scene.community.advance(10 * MINUTE).await;
    assert_eq!(scene.shown("#help"), ["once"], "the network said each time that it did nothing");
});

on_each_db!(what_may_happen_once_only_is_never_repeated, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_lost();
    scene.commanded("ana", &["tell perhaps", "tell next"]).await;
    scene.settle().await;
    scene.community.advance(10 * MINUTE).await;
    assert_eq!(scene.told("ana"), ["next"]);
    assert_eq!((scene.status().await.actions_uncertain, scene.community.paper.searches()), (1, 0));
});

on_each_db!(a_lost_edit_is_made_again, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["card one", "edit two"]).await;
    while scene.community.engine().step_inbox().await.unwrap() {}
    assert!(scene.community.engine().step_outbox().await.unwrap());
    scene.community.paper.next_lost();
    scene.settle().await;
    scene.community.advance(MINUTE).await;
    assert_eq!((scene.shown("#help"), scene.community.paper.searches()), (vec!["two".into()], 0));
});

on_each_db!(an_event_about_a_message_of_unknown_fate_waits, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::Unknown);
    scene.commanded("ana", &["card a question"]).await;
    scene.settle().await;
    let card = scene.community.paper.seen()[0].message.clone();
    scene.accept([scene.community.reaction("ben", &card, "✅")]).await;
    scene.settle().await;
    scene.community.advance(59 * SECOND).await;
    assert!(scene.journal().await.is_empty(), "whose message it is cannot be known yet");
    scene.community.advance(2 * SECOND).await;
    assert_eq!(scene.journal().await, ["+✅ card"]);
    assert!(scene.parked().await.is_empty());
});

on_each_db!(who_dies_after_sending_has_not_doubled, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["say once", "say next"]).await;
    drop(stopped(&scene.community, Stop::After).await);
    let heir = scene.replica(&db).await;
    heir.rehearsal.settle_all().await.unwrap();
    assert_eq!(scene.shown("#help"), ["once"], "the lease of the dead holds");
    heir.advance(MINUTE).await;
    assert_eq!(heir.paper.searches(), 0, "the message may have been sent a moment ago, and appear yet");
    heir.advance(MINUTE).await;
    assert_eq!(scene.shown("#help"), ["once", "next"]);
    assert_eq!((heir.paper.performed(), heir.paper.searches()), (2, 1));
});

on_each_db!(who_dies_before_sending_has_not_lost, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["say once", "say next"]).await;
    drop(stopped(&scene.community, Stop::Before).await);
    let heir = scene.replica(&db).await;
    heir.advance(2 * MINUTE).await;
    assert_eq!(scene.shown("#help"), ["once", "next"]);
    assert_eq!((heir.paper.performed(), heir.paper.searches()), (2, 1));
});

on_each_db!(who_comes_too_late_settles_nothing, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let heir = scene.replica(&db).await;
    scene.commanded("ana", &["say once", "say next"]).await;
    let late = stopped(&scene.community, Stop::After).await;
    // The lease is over: another process takes the work, and looks for the message in a while.
    heir.clock().set(heir.engine().now() + MINUTE);
    assert!(heir.engine().step_outbox().await.unwrap());
    scene.community.paper.next_lookup(Lookup::CannotAsk);
    heir.clock().set(heir.engine().now() + MINUTE);
    assert!(heir.engine().step_outbox().await.unwrap());
    scene.community.paper.release();
    assert!(late.await.unwrap());
    assert_eq!(scene.status().await.actions_waiting, 2, "it is still being looked for");
    heir.advance(MINUTE).await;
    assert_eq!(scene.shown("#help"), ["once", "next"]);
    assert_eq!((heir.paper.performed(), heir.paper.searches()), (2, 2));
});

on_each_db!(an_answer_that_takes_too_long_counts_as_lost, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["say slowly", "say next"]).await;
    let mut slow = pin!(stopped(&scene.community, Stop::After).await);
    scene.community.clock().set(scene.community.engine().now() + 10 * SECOND);
    assert!((&mut slow).await.unwrap(), "the step ends before its lease does");
    scene.community.advance(MINUTE).await;
    assert_eq!(scene.shown("#help"), ["slowly", "next"]);
    assert_eq!(scene.community.paper.performed(), 2);
});

on_each_db!(a_stale_event_takes_no_effect, |db: TestDb| async move {
    use crate::engine::claims::claim_event;
    let scene = Scene::new(&db).await;
    let heir = scene.replica(&db).await;
    scene.probe.fails(u32::MAX);
    scene.commanded("ana", &["note once", "fail"]).await;
    let engine = scene.community.engine();
    let mut late = Vec::new();
    for _ in 0..2 {
        let mut tx = db.db.begin_short().await.unwrap();
        late.push(claim_event(&mut tx, engine.now(), 30 * SECOND).await.unwrap().expect("an event"));
        tx.commit().await.unwrap();
        heir.clock().set(engine.now() + MINUTE);
        assert!(heir.engine().step_inbox().await.unwrap());
        engine.apply(&late[late.len() - 1]).await.unwrap();
    }
    assert_eq!(scene.journal().await, ["once"]);
    let attempts = "SELECT attempts FROM inbox ORDER BY number";
    let mut tx = db.db.begin_read().await.unwrap();
    let rows: Vec<(i64,)> = crate::on!(&mut tx, |c| sqlx::query_as(attempts).fetch_all(c).await).unwrap();
    assert_eq!(rows, [(1,)], "a stale claimer's failure does not count");
});

on_each_db!(an_adapters_panic_is_a_lost_answer, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.stop_next(Stop::Panic);
    scene.commanded("ana", &["say once", "say next"]).await;
    scene.settle().await;
    scene.community.advance(MINUTE).await;
    assert_eq!(scene.shown("#help"), ["once", "next"]);
});

on_each_db!(what_was_claimed_too_long_ago_is_not_begun, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["say once"]).await;
    while scene.community.engine().step_inbox().await.unwrap() {}
    let clock = scene.community.clock();
    let mut step = pin!(scene.community.engine().step_outbox());
    // Wherever the step waits for the database, more than a third of the lease goes by.
    let stalled = poll_fn(|context| {
        let polled = step.as_mut().poll(context);
        if polled.is_pending() {
            clock.set(clock.now() + 11 * SECOND);
        }
        polled
    });
    assert!(stalled.await.unwrap());
    assert_eq!(scene.community.paper.performed(), 0, "somebody else may have claimed it");
    scene.settle().await;
    assert_eq!((scene.shown("#help"), scene.community.paper.performed()), (vec!["once".into()], 1));
});
