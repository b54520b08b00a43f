//! Mentoring on both databases: what must hold whoever says what in which order.

use super::ProgrammeSettings;
use super::calendar::event;
use super::pairs_store::{self, State};
use crate::engine::Turn;
use crate::on_each_db;
use crate::places::Stage;
use crate::settings::Settings;
use crate::testing::{Community, Paper, TestDb};
use std::time::Duration;
use stoa_chat::Timestamp;

const HOUR: Duration = Duration::from_hours(1);

async fn community(db: &TestDb) -> Community {
    let mut settings = Settings::default();
    settings.mentoring.programmes.insert("graduates".to_owned(), ProgrammeSettings::default());
    settings.people.moderators = vec!["paper/mod".to_owned()];
    settings.people.interruptions_a_day = 50;
    settings.launch.stage = Stage::All;
    Community::with(db, settings, Paper::new("paper")).await
}

async fn told(community: &Community, who: &str, words: &str) -> String {
    community.commands(who, &format!("dm:{who}"), words).await;
    community.told(who).expect("an answer").post.text.to_plain()
}

fn last(community: &Community, who: &str) -> String {
    community.told(who).map(|seen| seen.post.text.to_plain()).unwrap_or_default()
}

/// Who is with whom in a state.
async fn pairs(community: &Community, state: State) -> Vec<(String, String)> {
    let mut turn = Turn::begin(community.engine(), "a test", None).await.unwrap();
    let mut named = Vec::new();
    for pair in pairs_store::pairs(turn.tx(), state).await.unwrap() {
        let mentee = super::member(&mut turn, pair.mentee).await.unwrap().name;
        named.push((mentee, super::member(&mut turn, pair.mentor).await.unwrap().name));
    }
    named
}

fn two(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

on_each_db!(a_pair_lives_from_the_search_to_its_end, |db: TestDb| async move {
    let community = community(&db).await;
    assert!(told(&community, "ana", "mentor offer #sql").await.contains("#sql"));
    assert!(told(&community, "kim", "mentor seek #sql my first database").await.contains("ana"));
    community.advance(2 * HOUR).await;
    assert!(last(&community, "ana").contains("my first database"));
    assert!(told(&community, "kim", "mentor accept M1").await.contains("is to agree"));
    told(&community, "ana", "mentor accept M1").await;
    assert_eq!(pairs(&community, State::Running).await, [two("kim", "ana")]);
    community.advance(HOUR * 24 * 15).await;
    assert!(last(&community, "kim").contains("did you and ana meet"));
    told(&community, "kim", "mentor met M1 yes").await;
    told(&community, "ana", "mentor met M1 1 yes").await;
    assert!(told(&community, "ana", "points").await.contains("You have 10 points"));
    told(&community, "kim", "mentor met M1 1 no").await;
    assert!(
        told(&community, "ana", "points").await.contains("no points"),
        "what is taken back counts no more"
    );
    told(&community, "kim", "mentor met M1 1 yes").await;
    community.advance(HOUR * 24 * 75).await;
    assert_eq!(pairs(&community, State::Ended).await, [two("kim", "ana")]);
    assert!(told(&community, "kim", "mentor rate M1 5").await.contains("Thank you"));
    let mut turn = Turn::begin(community.engine(), "a test", None).await.unwrap();
    let pair = pairs_store::pair_numbered(turn.tx(), 1).await.unwrap().unwrap();
    assert_eq!(pairs_store::praise(turn.tx(), pair.mentor).await.unwrap(), Some(100));
    assert_eq!(pairs_store::meetings(turn.tx(), 1).await.unwrap().confirmed, 1);
});

on_each_db!(a_trial_tells_what_a_round_would_do_and_does_nothing, |db: TestDb| async move {
    let community = community(&db).await;
    for (who, words) in
        [("ana", "offer #sql"), ("kim", "seek #sql"), ("lee", "seek #sql"), ("max", "seek #cobol")]
    {
        told(&community, who, &format!("mentor {words}")).await;
    }
    let mut turn = Turn::begin(community.engine(), "a test", None).await.unwrap();
    let (settings, now) = (turn.settings(), turn.now());
    let mut trial = super::rehearse(turn.tx(), settings, now, 7).await.unwrap();
    drop(turn);
    let (programme, report) = trial.remove(0);
    assert_eq!((programme.as_str(), trial.len()), ("", 0));
    assert!(report.certificate.optimal);
    let foretold: Vec<_> = report.pairs.iter().map(|pair| two(&pair.mentee, &pair.mentor)).collect();
    assert_eq!((foretold.len(), report.without.len()), (1, 2));
    assert_eq!(pairs(&community, State::Proposed).await, []);
    community.advance(2 * HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await.len(), 1);
});

on_each_db!(whoever_is_declined_gets_the_next_and_never_the_same, |db: TestDb| async move {
    let community = community(&db).await;
    told(&community, "ana", "mentor offer #sql #rust").await;
    told(&community, "ben", "mentor offer #sql").await;
    told(&community, "kim", "mentor seek #sql #rust").await;
    community.advance(2 * HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("kim", "ana")]);
    told(&community, "kim", "mentor accept M1").await;
    told(&community, "ana", "mentor decline M1").await;
    community.advance(HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("kim", "ben")]);
    told(&community, "ben", "mentor decline M2").await;
    community.advance(HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, []);
    assert!(last(&community, "kim").contains("free for you"));
});

on_each_db!(who_does_not_answer_loses_the_proposal, |db: TestDb| async move {
    let community = community(&db).await;
    told(&community, "ana", "mentor offer #sql #rust").await;
    told(&community, "ben", "mentor offer #sql").await;
    told(&community, "kim", "mentor seek #sql #rust").await;
    community.advance(2 * HOUR).await;
    told(&community, "kim", "mentor accept M1").await;
    community.advance(HOUR * 24 * 2).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("kim", "ana")]);
    community.advance(HOUR * 24 * 2).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("kim", "ben")]);
    assert!(told(&community, "ana", "mentor accept M1").await.contains("not open any more"));
});

on_each_db!(nobody_learns_who_is_avoided, |db: TestDb| async move {
    let community = community(&db).await;
    told(&community, "ana", "mentor offer #sql").await;
    let unmatched = told(&community, "ana", "mentor avoid @kim").await;
    assert!(unmatched.is_empty() || unmatched.contains("nobody called"), "kim is not known yet: {unmatched}");
    told(&community, "kim", "help").await;
    assert!(told(&community, "ana", "mentor avoid @kim").await.contains("Nobody is told"));
    told(&community, "kim", "mentor seek #sql").await;
    community.advance(2 * HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, []);
    for words in ["mentor", "my data", "mentor wish @ana"] {
        assert!(!told(&community, "kim", words).await.to_lowercase().contains("avoid"), "{words}");
    }
    let why = told(&community, "kim", "mentor seek #sql").await;
    assert!(!why.contains("ana"), "{why}");
});

on_each_db!(to_avoid_somebody_ends_what_waits_between_the_two, |db: TestDb| async move {
    let community = community(&db).await;
    told(&community, "ana", "mentor offer #sql").await;
    told(&community, "kim", "mentor seek #sql").await;
    community.advance(2 * HOUR).await;
    told(&community, "ana", "mentor accept M1").await;
    told(&community, "ana", "mentor avoid @kim").await;
    community.advance(HOUR).await;
    let avoided = last(&community, "kim");
    assert!(told(&community, "kim", "mentor accept M1").await.contains("not open any more"));
    assert_eq!(pairs(&community, State::Running).await, []);
    // Lee is not avoided: there is only no place for anybody.
    told(&community, "ana", "mentor pause until 2026-06-01").await;
    told(&community, "lee", "mentor seek #sql").await;
    community.advance(2 * HOUR).await;
    assert_eq!(last(&community, "lee"), avoided, "the reason tells nothing");
});

on_each_db!(another_programme_is_no_second_place, |db: TestDb| async move {
    let community = community(&db).await;
    told(&community, "ana", "mentor offer #sql").await;
    told(&community, "kim", "mentor seek #sql").await;
    community.advance(2 * HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("kim", "ana")]);
    told(&community, "ana", "mentor offer #sql in graduates").await;
    told(&community, "lee", "mentor seek #sql in Graduates").await;
    community.advance(2 * HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("lee", "ana")]);
    assert!(told(&community, "kim", "mentor accept M1").await.contains("not open any more"));
});

on_each_db!(a_newcomer_moves_only_what_nobody_agreed_to, |db: TestDb| async move {
    let community = community(&db).await;
    told(&community, "ana", "mentor offer #sql").await;
    told(&community, "kim", "mentor seek #sql").await;
    community.advance(2 * HOUR).await;
    told(&community, "ana", "mentor accept M1").await;
    told(&community, "lee", "mentor seek #sql").await;
    told(&community, "lee", "mentor wish @ana").await;
    community.advance(2 * HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("kim", "ana")]);
    assert!(last(&community, "lee").contains("free for you"));
});

on_each_db!(whoever_rests_or_stops_is_matched_with_nobody, |db: TestDb| async move {
    let community = community(&db).await;
    told(&community, "ana", "mentor offer #sql").await;
    assert!(told(&community, "ana", "mentor pause until 2026-03-09").await.contains("You rest until"));
    told(&community, "kim", "mentor seek #sql").await;
    community.advance(2 * HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, []);
    community.advance(HOUR * 24 * 8).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("kim", "ana")]);
    told(&community, "kim", "mentor stop").await;
    assert_eq!(pairs(&community, State::Proposed).await, []);
    community.advance(HOUR * 24 * 8).await;
    assert_eq!(pairs(&community, State::Proposed).await, []);
});

on_each_db!(what_cannot_be_read_is_refused_with_an_example, |db: TestDb| async move {
    let community = community(&db).await;
    for (words, expected) in [
        ("mentor ofer #sql", "mentor offer"),
        ("mentor offer", "mentor offer #sql"),
        ("mentor offer #sql capacity many", "capacity 2"),
        ("mentor seek", "mentor seek #sql"),
        ("mentor wish @zoe", "nobody called"),
        ("mentor pause until yesterday", "2026-05-04"),
        ("mentor accept M7", "no pair called"),
        ("mentor met M7 yes", "no pair called"),
        ("mentor pairs", "Only moderators"),
    ] {
        let told = told(&community, "ana", words).await;
        assert!(told.contains(expected), "{words}: {told}");
    }
    assert!(told(&community, "mod", "mentor pairs").await.contains("0 people wait"));
});

on_each_db!(a_wish_too_many_is_told, |db: TestDb| async move {
    let community = community(&db).await;
    let mentors = ["ana", "ben", "chen", "lee", "mod", "zoe"];
    for who in mentors {
        told(&community, who, "mentor offer #sql").await;
    }
    told(&community, "kim", "mentor seek #sql").await;
    let wished = told(&community, "kim", "mentor wish @ana @ben @chen @lee @mod").await;
    assert!(!wished.contains("Not among them"), "{wished}");
    let wished = told(&community, "kim", "mentor wish @zoe").await;
    assert!(wished.contains("I look at 5 wishes. Not among them: zoe."), "{wished}");
});

#[test]
fn a_slot_is_an_appointment_of_half_an_hour() {
    let start = Timestamp::from_millis(1_772_442_000_000);
    let file = event("M3", "Ana, Ben; both", start, start);
    assert!(file.contains("DTSTART:20260302T090000Z\nDTEND:20260302T093000Z"), "{file}");
    assert!(file.contains(r"SUMMARY:Ana\, Ben\; both"));
}

on_each_db!(a_change_ends_a_pair_and_the_search_goes_on, |db: TestDb| async move {
    let community = community(&db).await;
    for who in ["ana", "ben"] {
        told(&community, who, "mentor offer #sql").await;
    }
    told(&community, "kim", "mentor seek #sql").await;
    told(&community, "kim", "mentor wish @ana").await;
    community.advance(2 * HOUR).await;
    told(&community, "kim", "mentor accept M1").await;
    assert!(told(&community, "kim", "mentor change M1").await.contains("does not run"));
    told(&community, "ana", "mentor accept M1").await;
    told(&community, "ana", "mentor change M1").await;
    assert_eq!(pairs(&community, State::Running).await, []);
    community.advance(2 * HOUR).await;
    assert_eq!(pairs(&community, State::Proposed).await, [two("kim", "ben")]);
});
