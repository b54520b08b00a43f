//! What holds in places, and what the router makes of it.

use super::*;
use crate::engine::Turn;
use crate::features::FEATURES;
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{Community, Paper, TestDb};
use stoa_chat::Network;

fn place(id: &str) -> PlaceRef {
    PlaceRef::new(&Network::new("paper"), id)
}

async fn community(db: &TestDb, places: &[&str], stage: Stage) -> Community {
    let mut settings = Settings::default();
    settings.launch.places = places.iter().map(|id| format!("paper/{id}")).collect();
    settings.launch.stage = stage;
    Community::with(db, settings, Paper::new("paper")).await
}

async fn turn(community: &Community) -> Turn<'_> {
    Turn::begin(community.engine(), "a test", None).await.unwrap()
}

on_each_db!(a_place_is_as_the_settings_say_until_somebody_chooses, |db: TestDb| async move {
    let community = community(&db, &["#help"], Stage::All).await;
    let mut turn = turn(&community).await;
    let random = at(&mut turn, &place("#random")).await.unwrap();
    assert!(!random.listed && !random.sandbox && !random.capture && random.language.is_none());
    assert!(at(&mut turn, &place("#help")).await.unwrap().listed);
    for choice in [
        Choice::Sandbox(true),
        Choice::Capture(true),
        Choice::Language(Language::De),
        Choice::Zone(Tz::Europe__Berlin),
        Choice::Hours(WorkingHours::parse("Sat 8-12").unwrap()),
    ] {
        set_up(&mut turn, &place("#random"), &choice).await.unwrap();
    }
    set_listed(turn.tx(), &place("#random"), true).await.unwrap();
    let random = at(&mut turn, &place("#random")).await.unwrap();
    assert!(random.listed && random.sandbox && !random.capture, "practice is never captured");
    assert_eq!((random.language, random.zone), (Some(Language::De), Tz::Europe__Berlin));
    assert_eq!(random.hours.to_string(), "Sat 8-12");
    let known: Vec<_> = all(&mut turn).await.unwrap().into_iter().map(|place| place.place.id).collect();
    assert_eq!(known, ["#help", "#random"]);
});

on_each_db!(a_place_is_introduced_once, |db: TestDb| async move {
    let community = community(&db, &[], Stage::All).await;
    let mut turn = turn(&community).await;
    let now = turn.now();
    assert!(set_introduced(turn.tx(), &place("#help"), now).await.unwrap());
    assert!(!set_introduced(turn.tx(), &place("#help"), now).await.unwrap());
    assert_eq!(at(&mut turn, &place("#help")).await.unwrap().introduced_at, Some(now));
});

on_each_db!(a_feature_is_on_where_it_was_switched_on, |db: TestDb| async move {
    let community = community(&db, &["#help"], Stage::Thanks).await;
    let mut turn = turn(&community).await;
    let feature = |name| *FEATURES.iter().find(|feature| feature.name() == name).unwrap();
    let (questions, help) = (feature("questions"), feature("help"));
    let (listed, other) = (place("#help"), place("#random"));
    assert!(is_on(&mut turn, questions, Some(&listed)).await.unwrap());
    assert!(!is_on(&mut turn, questions, Some(&other)).await.unwrap());
    assert!(
        is_on(&mut turn, questions, None).await.unwrap(),
        "in direct conversations only the stage counts"
    );
    assert!(is_on(&mut turn, help, Some(&other)).await.unwrap(), "there is always somebody to ask");
    set_feature(turn.tx(), &other, "questions", true).await.unwrap();
    set_feature(turn.tx(), &listed, "questions", false).await.unwrap();
    assert!(is_on(&mut turn, questions, Some(&other)).await.unwrap());
    assert!(!is_on(&mut turn, questions, Some(&listed)).await.unwrap());
    assert!(is_on(&mut turn, feature("recognition"), Some(&listed)).await.unwrap(), "the others stay");
    set_listed(turn.tx(), &listed, true).await.unwrap();
    assert!(is_on(&mut turn, questions, Some(&listed)).await.unwrap());
    set_stage(&mut turn, Stage::Listen).await.unwrap();
    let why = standing(&mut turn, Some(&listed)).await.unwrap().off(questions);
    assert_eq!(why, Some(Off::NotYet { now: Stage::Listen, then: Stage::Questions }));
});

on_each_db!(the_launch_is_the_first_moment_at_which_people_may_ask, |db: TestDb| async move {
    let community = community(&db, &[], Stage::Listen).await;
    let mut turn = turn(&community).await;
    assert_eq!(stage(&mut turn).await.unwrap(), Stage::Listen);
    assert_eq!(launched_at(&mut turn).await.unwrap(), None);
    let now = turn.now();
    set_stage(&mut turn, Stage::Questions).await.unwrap();
    set_stage(&mut turn, Stage::Listen).await.unwrap();
    assert_eq!(launched_at(&mut turn).await.unwrap(), Some(now));
    assert_eq!(stage(&mut turn).await.unwrap(), Stage::Listen);
});

on_each_db!(what_is_off_is_refused_and_not_heard, |db: TestDb| async move {
    let community = community(&db, &["#help"], Stage::Listen).await;
    community.commands("ana", "#help", "ask why?").await;
    let told = community.told("ana").unwrap().post.text.to_plain();
    assert!(told.contains("begins with the stage") && community.shown("#help").is_none(), "{told}");
    community.commands("ana", "#help", "help").await;
    assert!(community.told("ana").unwrap().post.text.to_plain().contains("use me for"));
});

on_each_db!(an_old_button_of_a_feature_that_is_off_says_so, |db: TestDb| async move {
    let community = community(&db, &["#help"], Stage::Questions).await;
    community.commands("ana", "#random", "ask why?").await;
    let told = community.told("ana").unwrap().post.text.to_plain();
    assert!(told.contains("place here on questions"), "{told}");
    community.commands("ana", "#help", "ask why?").await;
    let card = community.shown("#help").unwrap();
    let mut turn = turn(&community).await;
    set_listed(turn.tx(), &place("#help"), false).await.unwrap();
    turn.commit().await.unwrap();
    community.happen(community.press("ben", &card, "take Q1")).await;
    assert!(community.told("ben").unwrap().post.text.to_plain().contains("not switched on"));
    community.commands("ben", "dm:ben", "take Q1").await;
    assert!(!community.told("ben").unwrap().post.text.to_plain().contains("not switched on"));
});

#[test]
fn stages_follow_each_other() {
    let mut stages = vec![Stage::Listen];
    stages.extend(std::iter::successors(Stage::Listen.next(), |stage| stage.next()));
    assert_eq!(stages, Stage::EACH);
    assert!(Stage::EACH.iter().all(|stage| stage.word().parse() == Ok(*stage)));
    assert!("soon".parse::<Stage>().unwrap_err().contains("write listen"));
}
