//! Undo before do, and edits out of order: the end is the same in whichever order the events came.

use super::Scene;
use crate::on_each_db;
use crate::testing::TestDb;
use std::time::Duration;
use stoa_chat::{Event, EventKind, Message, MessageRef, Reaction, Text};

/// The same event, as if it had happened so many seconds later.
fn later(event: Event, seconds: u64) -> Event {
    Event { at: event.at + Duration::from_secs(seconds), ..event }
}

fn reaction(scene: &Scene) -> (Event, Event) {
    let message = MessageRef::new(&scene.community.place("#help"), "u1");
    let added = scene.community.reaction("ana", &message, "✅");
    let reaction = Reaction { by: scene.community.user("ana"), message, emoji: "✅".into() };
    (added, scene.community.event(EventKind::ReactionRemoved(reaction)))
}

on_each_db!(a_reaction_that_was_taken_back_before_it_came_has_no_effect, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let (added, removed) = reaction(&scene);
    scene.accept([later(removed, 1), added]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["-✅"]);
});

on_each_db!(a_reaction_can_come_and_go_within_one_moment, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let (added, removed) = reaction(&scene);
    let again = Event { id: "again".into(), ..added.clone() };
    scene.accept([added, removed, again]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["+✅ other", "-✅", "+✅ other"]);
});

on_each_db!(other_peoples_reactions_are_their_own, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let (_, removed) = reaction(&scene);
    let message = MessageRef::new(&scene.community.place("#help"), "u1");
    let bens = scene.community.reaction("ben", &message, "✅");
    let other = scene.community.reaction("ana", &message, "💡");
    scene.accept([later(removed, 9), bens, other]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["-✅", "+✅ other", "+💡 other"]);
});

on_each_db!(a_message_that_is_gone_before_it_came_is_not_seen, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    for event in [
        scene.community.message("ana", "#help", None, "a slip"),
        scene.community.command("ana", "#help", "say a slip"),
    ] {
        let message = event.message().unwrap().clone();
        let gone = scene.community.event(EventKind::Deleted { message, by: None });
        scene.accept([later(gone, 1), event]).await;
    }
    scene.settle().await;
    assert_eq!(scene.shown("#help"), [""; 0]);
    assert_eq!(scene.journal().await, ["gone u-e1", "gone u-e2"]);
});

on_each_db!(the_newest_edit_wins, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let first = scene.community.message("ana", "#help", None, "first");
    let EventKind::Said(message) = first.kind.clone() else { panic!("a message was said") };
    let edit = |words: &str, seconds| {
        let edited = Message { text: Text::plain(words), ..message.clone() };
        later(scene.community.event(EventKind::Edited(edited)), seconds)
    };
    let message = message.message.clone();
    let gone = later(scene.community.event(EventKind::Deleted { message, by: None }), 4);
    scene.accept([first, edit("third", 3), edit("second", 2), gone, edit("fifth", 5)]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["now third", "gone u-e1"]);
});
