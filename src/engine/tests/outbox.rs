//! Actions: in the order of their lanes, as often as needed and no oftener, with the end of each known.

use super::{MINUTE, SECOND, Scene};
use crate::engine::Status;
use crate::on_each_db;
use crate::testing::TestDb;
use stoa_chat::{EventKind, Outcome, Reaction};

on_each_db!(a_lane_keeps_its_order, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let numbers: Vec<_> = (1..=9).map(|n| n.to_string()).collect();
    for (n, by) in numbers.iter().zip(["ana", "ben", "cem"].iter().cycle()) {
        scene.commanded(by, &[&format!("say {n}")]).await;
    }
    scene.accept([scene.community.command("ana", "#else", "say elsewhere")]).await;
    while scene.community.engine().step_inbox().await.unwrap() {}
    for outcome in [Outcome::RetryAfter(SECOND), Outcome::Unknown, Outcome::Revoked] {
        scene.community.paper.next_outcome(outcome);
    }
    scene.settle().await;
    scene.community.advance(30 * MINUTE).await;
    assert_eq!(scene.shown("#help"), numbers);
    assert_eq!(scene.shown("#else"), ["elsewhere"]);
    assert_eq!(scene.status().await.actions_waiting, 0);
});

on_each_db!(a_network_that_wants_us_to_wait_holds_one_lane_only, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::RetryAfter(MINUTE));
    scene.commanded("ana", &["say first", "say second", "tell privately"]).await;
    scene.settle().await;
    scene.accept([scene.community.command("ana", "#else", "say elsewhere")]).await;
    scene.settle().await;
    assert_eq!((scene.shown("#help").len(), scene.shown("#else").len()), (0, 1));
    scene.community.advance(59 * SECOND).await;
    assert!(scene.shown("#help").is_empty(), "before the time that the network wanted");
    scene.community.advance(SECOND).await;
    assert_eq!(scene.shown("#help"), ["first", "second"]);
    assert_eq!(scene.told("ana"), ["privately"]);
    assert_eq!(scene.community.paper.performed(), 4);
});

on_each_db!(what_a_network_refuses_is_shown_to_the_admin, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::Refused("no such channel".into()));
    scene.community.paper.next_outcome(Outcome::Gone);
    scene.commanded("ana", &["say refused", "say gone", "say fine"]).await;
    scene.settle().await;
    assert_eq!(scene.shown("#help"), ["fine"]);
    let expected = Status { actions_dead: 1, jobs_waiting: 1, ..Status::default() };
    assert_eq!(scene.status().await, expected);
    let reasons = Status::reasons(&db.db).await.unwrap();
    assert_eq!(reasons, [("dead".to_owned(), "no such channel".to_owned(), 1)]);
});

on_each_db!(a_planned_message_is_named_by_what_it_became, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["card one", "edit two", "reply below"]).await;
    scene.accept([scene.community.command("ben", "#else", "reply from elsewhere")]).await;
    while scene.community.engine().step_inbox().await.unwrap() {}
    scene.settle().await;
    assert_eq!(scene.shown("#help"), ["two", "below"]);
    let seen = scene.community.paper.seen();
    let threads: Vec<_> = seen.iter().map(|seen| seen.thread.as_deref()).collect();
    let card = &*seen[0].message.id;
    assert_eq!(threads, [None, Some(card), Some(card)]);
});

on_each_db!(an_action_about_another_lanes_message_waits_for_it, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::RetryAfter(MINUTE));
    scene.commanded("ana", &["card slow"]).await;
    scene.accept([scene.community.command("ana", "#else", "reply quick")]).await;
    scene.settle().await;
    assert!(scene.community.paper.seen().is_empty());
    scene.community.advance(MINUTE + SECOND).await;
    assert_eq!(scene.shown("#else"), ["quick"]);
});

on_each_db!(an_action_about_a_message_that_was_never_sent_is_gone, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.community.paper.next_outcome(Outcome::Refused("no".into()));
    scene.commanded("ana", &["card refused", "edit it", "reply below", "say fine"]).await;
    scene.settle().await;
    assert_eq!(scene.shown("#help"), ["fine"]);
    assert_eq!(scene.community.paper.performed(), 1);
    let status = scene.status().await;
    assert_eq!((status.actions_waiting, status.actions_dead), (0, 1));
});

on_each_db!(an_edited_message_is_still_known, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["card one", "edit two", "edit three"]).await;
    scene.settle().await;
    let mut tx = db.db.begin_read().await.unwrap();
    let named = "SELECT COUNT(*) FROM outbox WHERE message IS NOT NULL";
    let rows: (i64,) = crate::on!(&mut tx, |c| sqlx::query_as(named).fetch_one(c).await).unwrap();
    assert_eq!(rows, (1,), "only the action that made a message stands for it");
    drop(tx);
    let message = scene.community.paper.seen()[0].message.clone();
    scene.accept([scene.community.reaction("ben", &message, "✅")]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["+✅ card"]);
    let removed = Reaction { by: scene.community.user("ben"), message, emoji: "✅".into() };
    scene.accept([scene.community.event(EventKind::ReactionRemoved(removed))]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["+✅ card", "-✅"]);
});
