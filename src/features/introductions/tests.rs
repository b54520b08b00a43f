//! Rounds of introductions on both databases.

use super::store;
use crate::engine::Turn;
use crate::on_each_db;
use crate::places::Stage;
use crate::settings::Settings;
use crate::testing::{Community, Paper, TestDb};
use std::collections::BTreeSet;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

async fn community(db: &TestDb) -> Community {
    let mut settings = Settings::default();
    settings.people.interruptions_a_day = 50;
    settings.launch.stage = Stage::All;
    Community::with(db, settings, Paper::new("paper")).await
}

async fn told(community: &Community, who: &str, place: &str, words: &str) -> String {
    community.commands(who, place, words).await;
    community.told(who).expect("an answer").post.text.to_plain()
}

/// The groups of a round, by names.
async fn groups(community: &Community, round: i64) -> Vec<Vec<String>> {
    let mut turn = Turn::begin(community.engine(), "a test", None).await.unwrap();
    let mut groups: Vec<Vec<String>> = Vec::new();
    for (group, member, _) in store::seats(turn.tx(), round).await.unwrap() {
        let member = super::rounds::name(&mut turn, member).await.unwrap();
        let group = usize::try_from(group).unwrap();
        groups.resize(groups.len().max(group), Vec::new());
        groups[group - 1].push(member);
    }
    groups
}

/// How many of the pairs of `groups` have met before; now all of them have.
fn repeated(groups: &[Vec<String>], met: &mut BTreeSet<(String, String)>) -> usize {
    let pairs = groups.iter().flat_map(|group| {
        let later = |at: usize| group[at + 1..].iter();
        group.iter().enumerate().flat_map(move |(at, one)| later(at).map(move |other| (one, other)))
    });
    pairs.filter(|(one, other)| !met.insert(((*one).clone(), (*other).clone()))).count()
}

on_each_db!(rounds_repeat_nobody_while_that_can_be_avoided, |db: TestDb| async move {
    let community = community(&db).await;
    for who in ["ana", "ben", "chen", "dara", "eva", "fay"] {
        assert!(told(&community, who, "#random", "coffee join").await.contains("next round"));
    }
    let mut met = BTreeSet::new();
    // After that, those who have not met yet may be two threes, which are no pairs.
    for round in 1..=3 {
        community.advance(DAY * 14).await;
        let groups = groups(&community, i64::from(round)).await;
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2], "round {round}");
        assert_eq!(repeated(&groups, &mut met), 0, "round {round}");
    }
});

on_each_db!(an_odd_one_is_a_third_and_a_repetition_is_said, |db: TestDb| async move {
    let community = community(&db).await;
    for who in ["ana", "ben", "chen", "dara", "eva"] {
        told(&community, who, "#random", "coffee join").await;
    }
    let mut met = BTreeSet::new();
    for round in 1..=2 {
        community.advance(DAY * 14).await;
        let groups = groups(&community, i64::try_from(round).unwrap()).await;
        let mut sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [2, 3], "round {round}: nobody is left out");
        // Any three of the second round hold two of the first three, or the first two.
        assert_eq!(repeated(&groups, &mut met), round - 1, "round {round}");
        let seen = community.paper.seen();
        let told = seen.iter().filter(|seen| seen.post.text.to_plain().contains("met in a round before"));
        assert_eq!(told.count(), (round - 1) * 2, "both of them, and nobody else");
    }
});

on_each_db!(whoever_skips_or_leaves_is_left_out, |db: TestDb| async move {
    let community = community(&db).await;
    for who in ["ana", "ben", "chen", "dara"] {
        told(&community, who, "#random", "coffee join").await;
    }
    assert!(told(&community, "dara", "dm:dara", "coffee skip").await.contains("leave out the next"));
    assert!(told(&community, "chen", "#random", "coffee leave").await.contains("no more"));
    community.advance(DAY * 8).await;
    assert_eq!(groups(&community, 1).await.concat().len(), 2);
    community.advance(DAY * 14).await;
    assert_eq!(groups(&community, 2).await.concat().len(), 3);
});

on_each_db!(one_of_two_who_skips_is_back_for_the_next_round, |db: TestDb| async move {
    let community = community(&db).await;
    for who in ["ana", "ben", "chen"] {
        told(&community, who, "#random", "coffee join").await;
    }
    told(&community, "ben", "dm:ben", "coffee skip").await;
    told(&community, "chen", "dm:chen", "stop coffee").await;
    community.advance(DAY * 8).await;
    assert_eq!(groups(&community, 1).await, [[""; 0]; 0]);
    community.advance(DAY * 14).await;
    assert_eq!(groups(&community, 2).await.concat().len(), 2, "and whoever has stopped it is in none");
});

on_each_db!(two_who_say_so_have_met, |db: TestDb| async move {
    let community = community(&db).await;
    assert!(told(&community, "ana", "dm:ana", "coffee met yes").await.contains("no round yet"));
    for who in ["ana", "ben"] {
        told(&community, who, "#random", "coffee join").await;
    }
    community.advance(DAY * 7).await;
    assert!(community.told("ana").unwrap().post.text.to_plain().contains("ben"));
    community.advance(DAY * 7).await;
    assert!(community.told("ben").unwrap().post.text.to_plain().contains("Did you and ana meet"));
    for who in ["ana", "ben"] {
        assert_eq!(told(&community, who, &format!("dm:{who}"), "coffee met yes").await, "Good to hear!");
    }
    let mut turn = Turn::begin(community.engine(), "a test", None).await.unwrap();
    let seats = store::seats(turn.tx(), 1).await.unwrap();
    assert!(seats.iter().all(|(_, _, met)| *met == Some(true)));
    drop(turn);
    assert!(told(&community, "ben", "dm:ben", "points").await.contains("You have 5 points"));
    told(&community, "ana", "dm:ana", "coffee met no").await;
    for who in ["ana", "ben"] {
        let points = told(&community, who, &format!("dm:{who}"), "points").await;
        assert!(points.contains("no points"), "nobody is confirmed by themselves alone: {points}");
    }
});

on_each_db!(what_cannot_be_read_is_refused_with_an_example, |db: TestDb| async move {
    let community = community(&db).await;
    assert!(told(&community, "ana", "dm:ana", "coffee jion").await.contains("coffee join"));
    assert!(told(&community, "ana", "dm:ana", "coffee join").await.contains("in that place"));
    assert!(told(&community, "ana", "dm:ana", "coffee").await.contains("nowhere"));
});
