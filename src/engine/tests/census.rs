//! A turn that has to know how many people are in a place is run again once the network has told.

use super::*;
use crate::on_each_db;
use stoa_chat::{Count, EventKind};

on_each_db!(the_network_is_asked_between_two_turns, |db| async move {
    let scene = Scene::new(&db).await;
    let paper = &scene.community.paper;
    paper.count_is("#help", Count::People(7));
    scene.commanded("ana", &["count 5"]).await;
    scene.settle().await;
    // What the turn did before it had to know is undone, and done once.
    assert_eq!(scene.journal().await, ["counting", "people Some(5)"]);
    scene.commanded("ben", &["count 3"]).await;
    scene.settle().await;
    assert_eq!(paper.counts(), 1, "what is known is not asked again");
    scene.commanded("ben", &["count 9"]).await;
    scene.settle().await;
    assert_eq!(paper.counts(), 2, "nobody knew yet whether there were so many");
    assert_eq!(scene.journal().await.last().unwrap(), "people Some(7)");
});

on_each_db!(an_answer_grows_old_and_is_forgotten_when_somebody_leaves, |db| async move {
    let scene = Scene::new(&db).await;
    let paper = &scene.community.paper;
    paper.count_is("#help", Count::People(5));
    scene.commanded("ana", &["count 5"]).await;
    scene.settle().await;
    paper.count_is("#help", Count::People(4));
    let left = EventKind::Left { who: scene.community.user("ben"), place: scene.community.place("#help") };
    scene.accept([scene.community.event(left)]).await;
    scene.commanded("ana", &["count 5"]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await.last().unwrap(), "people Some(4)");
    paper.count_is("#help", Count::People(6));
    scene.community.advance(11 * MINUTE).await;
    scene.commanded("ana", &["count 5"]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await.last().unwrap(), "people Some(5)");
});

on_each_db!(a_network_that_does_not_tell_is_no_reason_to_wait_but_one_that_is_busy_is, |db| async move {
    let scene = Scene::new(&db).await;
    let paper = &scene.community.paper;
    scene.commanded("ana", &["count 5"]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["counting", "people None"]);
    scene.community.advance(11 * MINUTE).await;
    paper.count_is("#help", Count::RetryAfter(SECOND));
    scene.commanded("ana", &["count 5", "note after"]).await;
    scene.community.engine().step_inbox().await.unwrap();
    assert_eq!(scene.journal().await.len(), 2, "it waits, and nothing of it took effect");
    paper.count_is("#help", Count::People(2));
    scene.community.advance(SECOND).await;
    scene.settle().await;
    assert!(scene.journal().await.contains(&"people Some(2)".to_owned()));
});
