//! Me too, and following.

use super::{DAY, answered, asked, buttons, card, community, count, told_times, words};
use crate::on_each_db;

on_each_db!(who_has_the_question_too_hears_of_its_answer, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    assert_eq!(buttons(Some(question.clone())), ["take Q1", "me too Q1"]);
    for _ in 0..2 {
        community.happen(community.press("dara", &question, "me too Q1")).await;
        assert!(words(community.told("dara")).starts_with("You have Q1 too. I'll tell you"));
    }
    community.commands("chen", "#help", "me too q1").await;
    assert!(words(community.told("chen")).starts_with("You have Q1 too, like one other person."));
    assert_eq!(card(&community, 1).post.buttons[1].label, "Me too (2)");
    answered(&community, "ben", &question, "terraform force-unlock").await;
    answered(&community, "dara", &question, "It worked for me!").await;
    community.commands("ana", "#help", "accept A1").await;
    for who in ["chen", "dara"] {
        assert_eq!(told_times(&community, who, "which you follow"), 1, "once a day");
    }
    assert!(words(community.told("chen")).contains("A1 by Ben"));
    community.commands("ana", "#help", "me too Q1").await;
    assert!(words(community.told("ana")).contains("your own question"));
    community.commands("mo", "#help", "me too Q1").await;
    assert!(words(community.told("mo")).contains("not open any more"));
});

on_each_db!(a_follower_hears_again_the_next_day_and_not_of_their_own, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    community.commands("dara", "#help", "follow Q1").await;
    answered(&community, "dara", &question, "Here is what I tried.").await;
    assert_eq!(told_times(&community, "dara", "which you follow"), 0);
    answered(&community, "ben", &question, "terraform force-unlock").await;
    community.advance(DAY).await;
    community.commands("ana", "#help", "accept A2").await;
    assert_eq!(told_times(&community, "dara", "which you follow, has an answer"), 1);
    assert_eq!(told_times(&community, "dara", "which you follow, is solved"), 1);
    community.commands("dara", "#help", "questions followed").await;
    assert!(words(community.told("dara")).contains("Q1 How do I unlock my state?"));
    community.commands("dara", "#help", "unfollow Q1").await;
    community.commands("dara", "#help", "follow").await;
    assert!(words(community.told("dara")).starts_with("You follow nothing yet"));
});

on_each_db!(a_topics_new_questions_wait_for_the_digest, |db| async move {
    let community = community(&db).await;
    community.commands("dara", "#help", "follow #terraform").await;
    community.commands("ana", "#help", "follow #terraform").await;
    community.commands("ben", "#help", "follow #terraform").await;
    asked(&community).await;
    assert_eq!(told_times(&community, "dara", "New on"), 0);
    assert_eq!(
        count(&community, "SELECT COUNT(*) FROM held WHERE feature = 'questions'").await,
        1,
        "Ana asked, and Ben was asked"
    );
    community.commands("dara", "dm:dara", "missed").await;
    assert_eq!(told_times(&community, "dara", "New on #terraform: Q1 How do I unlock my state?"), 1);
    community.commands("dara", "#help", "follow").await;
    assert!(words(community.told("dara")).contains("You follow #terraform."));
    community.commands("dara", "#help", "unfollow #terraform").await;
    assert!(words(community.told("dara")).contains("no longer follow #terraform"));
});
