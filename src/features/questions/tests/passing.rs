//! What people say to a request counts: for good where they say so, and with an answer where they type it.

use super::{HOUR, answered, asked, community, count, words};
use crate::on_each_db;
use crate::testing::Community;

const NOT_MINE: &str = "SELECT COUNT(*) FROM not_my_topic";

/// How many messages `who` alone can see that contain `part`.
fn told_times(community: &Community, who: &str, part: &str) -> usize {
    let seen = community.paper.seen();
    let told = seen.iter().filter(|seen| seen.only.as_deref() == Some(who));
    told.filter(|seen| seen.post.text.to_plain().contains(part)).count()
}

on_each_db!(not_my_topic_is_believed_until_it_is_theirs_after_all, |db| async move {
    let community = community(&db).await;
    community.commands("ben", "dm:ben", "askme 5").await;
    community.commands("ben", "dm:ben", "helps #git #terraform").await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "pass Q1 topic").await;
    let told = words(community.told("ben"));
    assert!(told.contains("with #terraform") && told.contains("helps #git #terraform"), "{told}");
    community.commands("ana", "#help", "ask #terraform Where is the state kept?").await;
    assert_eq!(told_times(&community, "ben", "Where is the state kept?"), 0, "he said so");
    community.commands("ana", "#help", "ask #git #terraform How do I pin a module?").await;
    assert_eq!(told_times(&community, "ben", "How do I pin a module?"), 1, "the other topic is his");
    community.commands("ben", "dm:ben", "helps #git #terraform").await;
    community.commands("dara", "#help", "ask #terraform What is a workspace?").await;
    assert_eq!(told_times(&community, "ben", "What is a workspace?"), 1, "it is his after all");
});

on_each_db!(an_answer_that_is_accepted_later_says_more_than_not_my_topic, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "pass Q1 topic").await;
    community.advance(HOUR).await;
    community.commands("dara", "#help", "ask #terraform Where is the state kept?").await;
    let card = community.shown("#help").expect("a card");
    answered(&community, "ben", &card, "In a bucket.").await;
    community.commands("dara", "#help", "ask #terraform What is a workspace?").await;
    assert_eq!(told_times(&community, "ben", "What is a workspace?"), 0, "an answer alone is old evidence");
    community.commands("dara", "#help", "accept A1").await;
    community.commands("dara", "#help", "ask #terraform What is a provider?").await;
    assert_eq!(told_times(&community, "ben", "What is a provider?"), 1);
});

on_each_db!(not_my_topic_is_said_of_a_topic_and_not_of_a_question, |db| async move {
    let community = community(&db).await;
    community.commands("ben", "dm:ben", "helps #git #terraform").await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "pass Q1 topic").await;
    community.commands("ana", "#help", "retag Q1 #git").await;
    community.commands("dara", "#help", "ask #git How do I undo a commit?").await;
    assert_eq!(told_times(&community, "ben", "How do I undo a commit?"), 1, "he said nothing of #git");
    community.commands("dara", "#help", "ask #terraform Where is the state kept?").await;
    assert_eq!(told_times(&community, "ben", "Where is the state kept?"), 0, "that is not his still");
    super::keeping::erase(&community, "ana").await;
    community.commands("dara", "#help", "ask #terraform What is a workspace?").await;
    assert_eq!(told_times(&community, "ben", "What is a workspace?"), 0, "whoever had asked");
    community.commands("ben", "dm:ben", "my data").await;
    assert!(words(community.told("ben")).contains("Topics that you said are not yours"));
    super::keeping::erase(&community, "ben").await;
    assert_eq!(count(&community, NOT_MINE).await, 0);
});

on_each_db!(whoever_takes_a_question_unasked_can_say_that_its_topic_is_not_theirs, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("dara", "dm:dara", "take Q1").await;
    community.commands("dara", "dm:dara", "pass Q1 topic").await;
    assert!(words(community.told("dara")).contains("I won't come to you again with #terraform"));
    assert_eq!(count(&community, NOT_MINE).await, 1);
    // It is theirs wherever they turn out to be: beside what the other account said.
    community.commands("chen", "dm:chen", "pass Q1 topic").await;
    community.commands("chen", "dm:chen", "link").await;
    let code = words(community.told("chen"));
    let code = code.split("link ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    community.commands("dara", "dm:dara", &format!("link {code}")).await;
    assert_eq!(count(&community, NOT_MINE).await, 1);
});

on_each_db!(what_an_advocate_passes_on_is_theirs_still, |db| async move {
    let mut settings = crate::settings::Settings::default();
    settings.people.moderators = vec!["paper/mo".into()];
    let community = Community::with(&db, settings, crate::testing::Paper::new("paper")).await;
    for (id, name) in [("ana", "Ana"), ("ben", "Ben"), ("mo", "Mo")] {
        community.happen(community.profile(id, name, None)).await;
    }
    community.commands("ben", "dm:ben", "helps #terraform").await;
    community.commands("mo", "#help", "topic #terraform advocate @ben").await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "pass Q1 topic").await;
    assert!(words(community.told("ben")).contains("advocate"));
    assert_eq!(count(&community, NOT_MINE).await, 0);
});

on_each_db!(what_is_typed_is_answered_and_what_is_pressed_changes, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    let request = community.told("chen").expect("a request");
    community.happen(community.press("chen", &request, "pass Q1")).await;
    assert_eq!(told_times(&community, "chen", "Q1"), 1, "there is only the request");
    assert!(words(community.told("chen")).starts_with("All right"));
    community.commands("ben", "dm:ben", "take Q1").await;
    assert!(words(community.told("ben")).starts_with("You have Q1"));
    assert_eq!(told_times(&community, "ben", "You have taken Q1."), 1, "the request says it in short");
});

on_each_db!(new_topics_bring_new_people, |db| async move {
    let community = community(&db).await;
    community.commands("ana", "#help", "ask #lunch How do I unlock my state?").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 0);
    community.commands("ana", "#help", "retag Q1 #terraform").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 2);
    assert!(words(community.shown("#help")).contains("2 people were asked · next"));
    community.commands("dara", "dm:dara", "helps #terraform").await;
    community.commands("ana", "#help", "retag Q1 #terraform").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 2, "nothing is new");
});

on_each_db!(a_handed_back_question_goes_to_the_next_at_once, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "take Q1").await;
    community.commands("dara", "dm:dara", "helps #terraform").await;
    community.advance(24 * HOUR).await;
    assert_eq!(told_times(&community, "chen", "is free again"), 1);
    assert_eq!(told_times(&community, "dara", "You're asked because"), 1);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM job WHERE kind = 'escalate'").await, 1);
});
