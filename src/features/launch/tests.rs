//! What moderators do to launch a community, and what must never happen twice.

use crate::on_each_db;
use crate::places::{self, Stage};
use crate::settings::Settings;
use crate::testing::{Community, Paper, TestDb};
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

async fn community(db: &TestDb, stage: Stage, places: &[&str]) -> Community {
    let mut settings = Settings::default();
    settings.people.moderators = vec!["paper/mod".to_owned()];
    settings.launch.stage = stage;
    settings.launch.places = places.iter().map(|id| format!("paper/{id}")).collect();
    Community::with(db, settings, Paper::new("paper")).await
}

async fn told(community: &Community, who: &str, words: &str) -> String {
    community.commands(who, &format!("dm:{who}"), words).await;
    community.told(who).expect("an answer").post.text.to_plain()
}

fn in_place(community: &Community, place: &str) -> usize {
    let seen = community.paper.seen();
    seen.iter().filter(|seen| seen.only.is_none() && seen.message.place.id == place).count()
}

on_each_db!(only_moderators_launch, |db: TestDb| async move {
    let community = community(&db, Stage::Questions, &[]).await;
    for words in ["place here on", "place", "launch", "launch next", "seed", "featured Q1"] {
        let told = told(&community, "ana", words).await;
        assert!(told.starts_with("Only moderators"), "{words}: {told}");
    }
    assert!(told(&community, "ana", "featured").await.starts_with("Nothing is picked yet"));
});

on_each_db!(a_place_introduces_itself_once, |db: TestDb| async move {
    let community = community(&db, Stage::Listen, &["#help"]).await;
    told(&community, "mod", "place #help off").await;
    told(&community, "mod", "launch next").await;
    assert_eq!(in_place(&community, "#help"), 0, "it is switched off");
    for _ in 0..2 {
        told(&community, "mod", "place #help on").await;
        told(&community, "mod", "launch listen").await;
        told(&community, "mod", "launch next").await;
    }
    assert_eq!(in_place(&community, "#help"), 1);
    assert!(community.shown("#help").unwrap().post.text.to_plain().contains("I am Stoa"));
    assert_eq!(in_place(&community, "#random"), 0);
});

on_each_db!(listed_places_are_introduced_when_the_launch_begins, |db: TestDb| async move {
    let community = community(&db, Stage::Listen, &["#help"]).await;
    community.happen(community.message("ana", "dm:ana", None, "why is it slow?")).await;
    assert!(community.told("ana").unwrap().post.text.to_plain().starts_with("Thank you for writing"));
    assert_eq!(in_place(&community, "#help"), 0);
    told(&community, "mod", "launch questions").await;
    assert_eq!(in_place(&community, "#help"), 1);
});

on_each_db!(a_stage_begun_twice_begins_once, |db: TestDb| async move {
    let community = community(&db, Stage::Listen, &[]).await;
    for _ in 0..2 {
        let told = told(&community, "mod", "launch questions").await;
        assert!(told.starts_with("Now the launch is at the stage questions"), "{told}");
    }
    assert!(told(&community, "mod", "launch soon").await.contains("is no stage"));
    assert!(told(&community, "mod", "launch all").await.contains("Everything"));
    assert!(told(&community, "mod", "launch next").await.contains("no stage after"));
});

on_each_db!(practice_counts_for_nothing, |db: TestDb| async move {
    let community = community(&db, Stage::All, &[]).await;
    community.commands("mod", "#practice", "place here sandbox on").await;
    community.commands("ana", "#practice", "ask Why does the gizmo rattle at night?").await;
    let card = community.shown("#practice").unwrap();
    assert!(card.post.text.to_plain().contains("for practice"));
    community.happen(community.message("ben", "#practice", Some(&card.message), "Oil it.")).await;
    community.commands("ana", "#practice", "accept A1").await;
    assert!(told(&community, "ben", "points").await.contains("no points yet"));
    assert!(told(&community, "chen", "search gizmo rattle").await.contains("nothing"));
    community.commands("mod", "#practice", "place here sandbox off").await;
    assert!(told(&community, "chen", "search gizmo rattle").await.contains("Q1"));
});

on_each_db!(what_nobody_asked_is_no_answered_question, |db: TestDb| async move {
    let community = community(&db, Stage::Listen, &[]).await;
    told(&community, "mod", "launch questions").await;
    let before = told(&community, "mod", "launch").await;
    for day in 0..16 {
        community.commands("ana", "#help", &format!("tip Oil it on day {day}.")).await;
        community.advance(24 * HOUR).await;
    }
    let after = told(&community, "mod", "launch").await;
    assert_eq!(after, before);
});

on_each_db!(waiting_counts_the_hours_of_the_place, |db: TestDb| async move {
    let community = community(&db, Stage::All, &[]).await;
    community.commands("mod", "#night", "place here hours Mon-Fri 20-24").await;
    community.commands("mod", "#night", "place here language de").await;
    community.commands("ana", "#night", "ask Why?").await;
    assert!(community.shown("#night").unwrap().post.text.to_plain().contains("gefragt"));
    community.advance(HOUR * 48).await;
    assert_eq!(in_place(&community, "#night"), 1, "two evenings are eight hours");
});

on_each_db!(what_cannot_be_read_is_refused_with_an_example, |db: TestDb| async move {
    let community = community(&db, Stage::All, &["#help"]).await;
    for (words, expected) in [
        ("place #hlep on", "I know #help"),
        ("place here on", "direct conversation"),
        ("place #help on coffe", "no feature"),
        ("place #help off help", "is on everywhere"),
        ("place #help sandbox maybe", "neither"),
        ("place #help language tlh", "Write `en` or `de`"),
        ("place #help zone Berlin", "Europe/Berlin"),
        ("place #help hours late", "hours Mon-Thu"),
        ("place #help paint green", "place #help off recognition"),
        ("featured Q99", "an answer"),
    ] {
        let told = told(&community, "mod", words).await.replace('`', "");
        assert!(told.contains(&expected.replace('`', "")), "{words}: {told}");
    }
    let mut turn = crate::engine::Turn::begin(community.engine(), "a test", None).await.unwrap();
    let help = community.place("#help");
    assert!(!places::at(&mut turn, &help).await.unwrap().sandbox);
});
