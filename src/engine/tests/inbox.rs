//! Events: each once, in order, tried again when it fails, and parked rather than lost.

use super::{MINUTE, SECOND, Scene};
use crate::engine::{ParkedEvent, Status};
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::TestDb;
use std::sync::Arc;
use stoa_chat::{Command, Event, EventKind, Intake as _, Message};
use tokio::task::JoinSet;

/// A scene in which work is parked after three tries.
async fn impatient(db: &TestDb) -> Scene {
    let mut settings = Settings::default();
    settings.engine.attempts = 3;
    Scene::with(db, settings).await
}

fn said(event: &Event) -> Message {
    let EventKind::Said(message) = &event.kind else { panic!("not a message: {event:?}") };
    message.clone()
}

on_each_db!(the_same_event_twice_is_once, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let event = scene.community.command("ana", "#help", "note once");
    scene.accept([event.clone(), event.clone()]).await;
    scene.accept([event.clone()]).await;
    scene.settle().await;
    scene.accept([event]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["once"]);
});

on_each_db!(what_comes_at_the_same_time_is_each_stored_once, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let events: Vec<Event> = (0..40)
        .map(|nth| scene.community.command(&format!("p{nth}"), "#help", &format!("note {nth}")))
        .collect();
    let mut accepting = JoinSet::new();
    for event in events.iter().chain(&events) {
        let (engine, event) = (Arc::clone(scene.community.engine()), event.clone());
        accepting.spawn(async move { engine.accept(vec![event]).await });
    }
    while let Some(accepted) = accepting.join_next().await {
        accepted.unwrap().unwrap();
    }
    assert_eq!(scene.status().await.events_waiting, 40);
    scene.settle().await;
    let mut journal = scene.journal().await;
    journal.sort_by_key(|note| note.parse::<u32>().unwrap());
    assert_eq!(journal, (0..40).map(|nth| nth.to_string()).collect::<Vec<_>>());
});

on_each_db!(who_goes_away_while_storing_for_all_takes_nothing_with_them, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let engine = scene.community.engine();
    for patience in 0..60 {
        let first = scene.community.command("ana", "#help", &format!("note first {patience}"));
        let second = scene.community.command("ben", "#help", &format!("note second {patience}"));
        let waiting = async { engine.accept(vec![second.clone()]).await.unwrap() };
        let impatient = async {
            tokio::select! {
                biased;
                accepted = engine.accept(vec![first.clone()]) => accepted.unwrap(),
                () = async { for _ in 0..patience * patience { tokio::task::yield_now().await } } => {}
            }
        };
        tokio::join!(impatient, waiting);
        // The network tells again of what was not acknowledged.
        scene.accept([first]).await;
    }
    scene.settle().await;
    assert_eq!(scene.journal().await.len(), 120);
});

on_each_db!(one_message_told_by_two_events_is_once, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let told = scene.community.message("ana", "#help", None, "hello");
    let again = Event { id: "another".into(), ..told.clone() };
    let Message { by, message, text, .. } = said(&told);
    let command = Command {
        by,
        place: message.place.clone(),
        direct: false,
        message: Some(message),
        thread: None,
        text,
        under: None,
        trigger: None,
    };
    let as_command = Event { id: "a third".into(), kind: EventKind::Commanded(command), ..told.clone() };
    scene.accept([told, again]).await;
    scene.accept([as_command]).await;
    scene.settle().await;
    assert_eq!(scene.shown("#help"), ["hello"]);
});

on_each_db!(two_edits_of_one_message_are_two, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let first = scene.community.message("ana", "#help", None, "one");
    let message = said(&first);
    let edit = |words: &str| {
        let text = stoa_chat::Text::plain(words);
        scene.community.event(EventKind::Edited(Message { text, ..message.clone() }))
    };
    scene.accept([first, edit("two"), edit("three")]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["now two", "now three"]);
});

on_each_db!(people_wait_for_their_own_events_only, |db: TestDb| async move {
    let scene = impatient(&db).await;
    scene.probe.fails(1);
    scene.commanded("ana", &["fail first", "note second"]).await;
    scene.commanded("ben", &["note meanwhile"]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["meanwhile"]);
    scene.community.advance(SECOND / 2).await;
    assert_eq!(scene.journal().await, ["meanwhile"], "the wait after a failure is a second");
    scene.community.advance(SECOND / 2).await;
    assert_eq!(scene.journal().await, ["meanwhile", "fail first", "second"]);
});

on_each_db!(an_event_that_keeps_failing_is_parked_and_can_be_put_back, |db: TestDb| async move {
    let scene = impatient(&db).await;
    scene.probe.fails(u32::MAX);
    scene.commanded("ana", &["fail badly", "note after it"]).await;
    scene.settle().await;
    scene.community.advance(SECOND).await;
    assert_eq!((scene.status().await.events_waiting, scene.parked().await.len()), (2, 0));
    assert!(scene.journal().await.is_empty(), "what a failed turn did is undone");
    scene.community.advance(2 * SECOND).await;
    assert_eq!(scene.journal().await, ["after it"]);

    let [parked] = &scene.parked().await[..] else { panic!("not one parked event") };
    assert_eq!((parked.attempts, &*parked.error), (3, "it fails on purpose"));
    let [sorry] = &scene.told("ana")[..] else { panic!("ana is told once") };
    assert!(sorry.contains(&format!("E{}", parked.number)), "{sorry}");

    scene.probe.fails(0);
    assert_eq!(ParkedEvent::retry(&db.db, Some(parked.number + 1)).await.unwrap(), 0);
    assert_eq!(ParkedEvent::retry(&db.db, Some(parked.number)).await.unwrap(), 1);
    scene.settle().await;
    assert_eq!(scene.journal().await, ["after it", "fail badly"]);
    assert_eq!(scene.status().await, Status { jobs_waiting: 1, ..Status::default() });
});

on_each_db!(a_fault_is_told_in_the_persons_language, |db: TestDb| async move {
    let scene = impatient(&db).await;
    scene.commanded("ana", &["note here I am"]).await;
    scene.settle().await;
    super::trouble::raw(&db.db, "UPDATE member SET chosen_language = 'de'").await;
    scene.probe.fails(u32::MAX);
    scene.commanded("ana", &["fail"]).await;
    scene.commanded("ben", &["fail"]).await;
    scene.community.advance(MINUTE).await;
    assert!(scene.told("ana")[0].starts_with("Bei uns ist etwas schiefgegangen"));
    assert!(scene.told("ben")[0].starts_with("Something went wrong"), "nobody knows ben yet");
});

on_each_db!(an_event_can_be_parked_again_and_again, |db: TestDb| async move {
    let scene = impatient(&db).await;
    scene.probe.fails(u32::MAX);
    scene.commanded("ana", &["fail"]).await;
    for times in 1..=2 {
        scene.community.advance(MINUTE).await;
        assert_eq!(scene.told("ana").len(), times);
        // Clocks are coarse: the second time may be the same moment.
        scene.community.clock().set(crate::testing::MONDAY_NINE);
        assert_eq!(ParkedEvent::retry(&db.db, None).await.unwrap(), 1);
    }
});

on_each_db!(a_panic_is_a_fault, |db: TestDb| async move {
    let scene = impatient(&db).await;
    scene.probe.fails(1);
    scene.commanded("ana", &["panic secretly"]).await;
    scene.settle().await;
    assert!(scene.journal().await.is_empty());
    scene.community.advance(SECOND).await;
    assert_eq!(scene.journal().await, ["panic secretly"]);

    scene.probe.fails(u32::MAX);
    scene.commanded("ana", &["panic secretly"]).await;
    scene.community.advance(MINUTE).await;
    let error = &scene.parked().await[0].error;
    assert!(!error.contains("secretly"), "an error shows what was typed: {error}");
});

on_each_db!(a_refusal_undoes_everything_but_its_answer, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["refuse", "say"]).await;
    scene.settle().await;
    let told = scene.told("ana");
    assert_eq!(told[0], "not today");
    assert!(told[1].contains("say"), "a command without its words is answered by its usage: {told:?}");
    assert!(scene.journal().await.is_empty());
    assert!(scene.parked().await.is_empty());
});

on_each_db!(a_fact_is_heard_in_the_same_turn, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    scene.commanded("ana", &["announce"]).await;
    assert!(scene.community.engine().step_inbox().await.unwrap());
    assert_eq!(scene.journal().await, ["undone A7"]);
});

on_each_db!(a_program_is_never_answered, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let mut profile = scene.community.profile("helper", "Helper", None);
    if let EventKind::ProfileChanged { profile, .. } = &mut profile.kind {
        profile.bot = true;
    }
    scene.accept([profile]).await;
    scene.commanded("helper", &["note a loop", "nonsense"]).await;
    scene.settle().await;
    assert!(scene.journal().await.is_empty() && scene.told("helper").is_empty());
    assert_eq!(scene.status().await.events_waiting, 0);
});

on_each_db!(batches_that_overlap_are_all_accepted, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let other = scene.replica(&db).await;
    let mut expected = Vec::new();
    for round in 0..10 {
        let words: Vec<_> = (0..4).map(|n| format!("{round} {n}")).collect();
        let note = |words: &String| scene.community.command("ana", "#help", &format!("note {words}"));
        let forwards: Vec<_> = words.iter().map(note).collect();
        let backwards = forwards.iter().rev().cloned().collect();
        let (first, second) =
            tokio::join!(scene.community.engine().accept(forwards), other.engine().accept(backwards));
        first.unwrap();
        second.unwrap();
        expected.extend(words);
    }
    scene.settle().await;
    let mut journal = scene.journal().await;
    journal.sort();
    assert_eq!(journal, expected);
});
