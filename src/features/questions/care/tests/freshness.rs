//! Answers that grow old.

use super::{DAY, answered, asked, buttons, card, community, told_times, words};
use crate::on_each_db;
use crate::testing::Community;

async fn solved(community: &Community) {
    let question = asked(community).await;
    answered(community, "ben", &question, "terraform force-unlock").await;
    community.commands("ana", "#help", "accept A1").await;
}

on_each_db!(an_old_answer_is_asked_about, |db| async move {
    let community = community(&db).await;
    solved(&community).await;
    community.advance(DAY * 179).await;
    assert_eq!(told_times(&community, "ben", "still right?"), 0);
    community.advance(DAY * 3).await;
    assert_eq!(told_times(&community, "ben", "still right?"), 1);
    let request = community.told("ben").unwrap();
    assert_eq!(buttons(Some(request.clone())), ["fresh A1", "stale A1"]);
    community.happen(community.press("ben", &request, "fresh A1")).await;
    assert!(words(community.told("ben")).contains("Thank you! A1 is still right."));
    community.advance(DAY * 179).await;
    assert_eq!(told_times(&community, "ben", "still right?"), 0);
    community.advance(DAY * 4).await;
    assert_eq!(told_times(&community, "ben", "still right?"), 1, "half a year later, again");
});

on_each_db!(two_who_doubt_make_an_answer_stale, |db| async move {
    let community = community(&db).await;
    solved(&community).await;
    for _ in 0..2 {
        community.commands("dara", "#help", "stale A1").await;
        assert!(words(community.told("dara")).contains("If somebody else says so too"));
    }
    assert!(!words(Some(card(&community, 1))).contains("out of date"), "one person says so");
    community.commands("chen", "#help", "stale A1").await;
    assert!(words(community.told("chen")).contains("marked as perhaps out of date"));
    assert!(words(Some(card(&community, 1))).contains("may be out of date"));
    community.commands("mo", "#help", "search unlock state").await;
    assert!(words(community.told("mo")).contains("may be out of date"));
    community.commands("chen", "#help", "fresh A1").await;
    assert!(!words(Some(card(&community, 1))).contains("out of date"), "Chen has taken it back");
    community.commands("chen", "#help", "stale A1").await;
    community.commands("ben", "dm:ben", "fresh A1").await;
    assert!(!words(Some(card(&community, 1))).contains("out of date"), "its author knows");
});

on_each_db!(a_correction_and_a_new_acceptance_clear_doubts, |db| async move {
    let community = community(&db).await;
    solved(&community).await;
    for renewed in ["correct", "accept"] {
        for who in ["dara", "chen"] {
            community.commands(who, "#help", "stale A1").await;
        }
        assert!(words(Some(card(&community, 1))).contains("out of date"));
        if renewed == "correct" {
            community.commands("ben", "dm:ben", "correct A1 terraform force-unlock -force").await;
        } else {
            community.commands("ana", "#help", "unaccept A1").await;
            community.commands("ana", "#help", "accept A1").await;
        }
        assert!(!words(Some(card(&community, 1))).contains("out of date"), "{renewed}");
    }
});
