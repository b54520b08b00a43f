//! *Which one helped?*

use super::{DAY, answered, asked, buttons, card, community, count, told_times, words};
use crate::on_each_db;
use stoa_chat::EventKind;

on_each_db!(an_asker_is_asked_once_which_answer_helped, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    answered(&community, "ben", &question, "terraform force-unlock").await;
    answered(&community, "dara", &question, "Ask Ben.").await;
    community.advance(super::HOUR * 23).await;
    assert_eq!(told_times(&community, "ana", "Which one helped"), 0, "a working day has not passed");
    community.advance(super::HOUR).await;
    let request = community.told("ana");
    assert!(words(request.clone()).contains("Which one helped you?"), "{request:?}");
    assert_eq!(buttons(request.clone()), ["accept A1", "accept A2", "none Q1"]);
    let labels: Vec<_> =
        request.iter().flat_map(|seen| &seen.post.buttons).map(|b| b.label.clone()).collect();
    assert_eq!(labels, ["A1 Ben: terraform force-unlock", "A2 Dara: Ask Ben.", "None yet"]);
    let request = request.unwrap();
    for _ in 0..2 {
        community.happen(community.press("ana", &request, "accept A1")).await;
        assert!(words(community.told("ana")).starts_with("A1 helped with Q1"), "said in its place");
    }
    assert!(words(Some(card(&community, 1))).contains("✅ A1 by Ben"));
    community.commands("ana", "#help", "unaccept A1").await;
    assert_eq!(told_times(&community, "ana", "Which one helped"), 1, "the same message offers them again");
    community.advance(DAY * 7).await;
    assert_eq!(told_times(&community, "ana", "Which one helped"), 1);
});

on_each_db!(a_snoozed_asker_is_asked_when_they_are_back, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    answered(&community, "ben", &question, "terraform force-unlock").await;
    community.commands("ana", "dm:ana", "snooze until thursday").await;
    community.advance(DAY * 2).await;
    assert_eq!(told_times(&community, "ana", "Which one helped"), 0);
    answered(&community, "dara", &question, "Ask Ben.").await;
    community.advance(DAY * 2).await;
    assert_eq!(told_times(&community, "ana", "Which one helped"), 1);
    let request = community.told("ana").unwrap();
    assert_eq!(
        buttons(Some(request.clone())),
        ["accept A1", "accept A2", "none Q1"],
        "as things stand by then"
    );
    community.happen(community.press("ana", &request, "accept A2")).await;
    assert!(words(community.told("ana")).starts_with("A2 helped with Q1"));
});

on_each_db!(whoever_has_accepted_is_not_asked, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    answered(&community, "ben", &question, "terraform force-unlock").await;
    community.commands("ana", "#help", "accept A1").await;
    community.advance(DAY * 7).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM which_helped").await, 0);
    community.commands("ana", "#help", "unaccept A1").await;
    community.advance(DAY * 4).await;
    assert_eq!(told_times(&community, "ana", "Which one helped"), 1, "now nothing is accepted");
});

on_each_db!(an_answer_that_is_gone_is_not_asked_about, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    let gone = answered(&community, "ben", &question, "terraform force-unlock").await;
    community.happen(community.event(EventKind::Deleted { message: gone, by: None })).await;
    community.advance(DAY * 2).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM which_helped").await, 0);
    answered(&community, "ben", &question, "force-unlock it").await;
    community.advance(DAY).await;
    assert_eq!(told_times(&community, "ana", "Which one helped"), 1);
});

on_each_db!(none_yet_lets_a_question_go_on, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    answered(&community, "dara", &question, "Have you tried turning it off and on?").await;
    community.commands("chen", "dm:chen", "helps #terraform").await;
    community.advance(DAY).await;
    let escalations = "SELECT COUNT(*) FROM job WHERE kind = 'escalate'";
    assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 1, "it has an answer");
    let request = community.told("ana").unwrap();
    for _ in 0..2 {
        community.happen(community.press("ana", &request, "none Q1")).await;
        assert!(words(community.told("ana")).contains("stays open, and I ask further"));
        assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 2);
        assert_eq!(count(&community, escalations).await, 1);
    }
    assert!(words(Some(card(&community, 1))).contains("2 people were asked"), "{:?}", card(&community, 1));
    answered(&community, "chen", &question, "force-unlock").await;
    assert!(words(Some(card(&community, 1))).contains("the asker can accept one"));
    community.commands("dara", "#help", "none Q1").await;
    assert!(words(community.told("dara")).contains("Only whoever asked Q1"));
});

on_each_db!(of_two_acceptances_the_later_one_counts, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    let one = answered(&community, "ben", &question, "force-unlock").await;
    let other = answered(&community, "dara", &question, "Ask Ben.").await;
    let first = community.reaction("ana", &one, "✅");
    community.advance(super::HOUR).await;
    let second = community.reaction("ana", &other, "✅");
    community.happen(second).await;
    community.happen(first).await;
    assert_eq!(count(&community, "SELECT accepted FROM question").await, 2);
    assert!(words(Some(card(&community, 1))).contains("✅ A2 by Dara"));
});
