//! Duplicates, topics, closing and reopening.

use super::{answered, asked, card, community, count, told_times, words};
use crate::on_each_db;

on_each_db!(a_duplicates_words_find_the_original, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    answered(&community, "ben", &question, "terraform force-unlock").await;
    community.commands("ana", "#help", "accept A1").await;
    community.commands("dara", "#help", "ask #git My padlock is jammed, help").await;
    community.commands("chen", "#help", "me too Q2").await;
    community.commands("chen", "#help", "duplicate Q2 of Q1").await;
    assert!(words(community.told("chen")).contains("for whoever asked Q2"));
    for _ in 0..2 {
        community.commands("mo", "#help", "duplicate Q2 of Q1").await;
        assert!(words(community.told("mo")).starts_with("Q2 now points to Q1"));
    }
    assert!(words(Some(card(&community, 2))).contains("This was asked before: see Q1."));
    for who in ["chen", "dara"] {
        assert_eq!(
            told_times(&community, who, "was asked before, as Q1. There Ben"),
            1,
            "{who} waits for it"
        );
    }
    assert_eq!(told_times(&community, "ana", "was asked before"), 0, "she has her answer");
    let pointers = community.paper.seen().into_iter().filter(|seen| seen.thread.is_some());
    assert_eq!(pointers.filter(|seen| words(Some(seen.clone())).contains("as Q1 (“How do I")).count(), 1);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM follower WHERE question = 1").await, 2, "with Dara");
    community.commands("ben", "#help", "search jammed padlock").await;
    assert!(words(community.told("ben")).contains("Q1 How do I unlock my state?"));
    community.engine().load_index().await.unwrap();
    community.commands("ben", "#help", "search jammed padlock").await;
    assert!(words(community.told("ben")).contains("Q1 How do I unlock my state?"), "after a restart too");
    community.commands("dara", "#help", "reopen Q2").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM follower WHERE question = 1").await, 0);
    assert!(!words(Some(card(&community, 2))).contains("asked before"));
    community.commands("ben", "#help", "search jammed padlock").await;
    assert!(words(community.told("ben")).starts_with("I found nothing"));
});

on_each_db!(a_chain_of_duplicates_ends_at_the_first, |db| async move {
    let community = community(&db).await;
    for what in ["one apple", "two pears", "three plums"] {
        community.commands("ana", "#help", &format!("ask #fruit {what}")).await;
    }
    community.commands("ana", "#help", "duplicate Q3 of Q2").await;
    community.commands("ana", "#help", "duplicate Q2 of Q1").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE duplicate_of = 1").await, 2);
    community.commands("ana", "#help", "duplicate Q1 of Q3").await;
    assert!(words(community.told("ana")).starts_with("Q3 already points to Q1"));
    community.commands("ana", "#help", "duplicate Q1 of Q1").await;
    assert!(words(community.told("ana")).contains("cannot be a duplicate of itself"));
    community.commands("ana", "#help", "duplicate Q1 of").await;
    assert!(words(community.told("ana")).contains("duplicate Q17 of Q4"));
});

on_each_db!(topics_can_be_changed, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("dara", "#help", "retag Q1 #git").await;
    assert!(words(community.told("dara")).contains("for whoever asked Q1"));
    community.commands("ana", "#help", "retag Q1 #git #ci").await;
    assert!(words(Some(card(&community, 1))).starts_with("Q1 · #ci #git · asked by Ana"));
    community.commands("ana", "#help", "retag Q1 git").await;
    assert!(words(community.told("ana")).contains("“git” is not a topic"));
    community.commands("mo", "#help", "topic #ci advocate @chen").await;
    community.commands("chen", "#help", "retag Q1").await;
    assert!(words(community.told("chen")).contains("Q1 has no topics now"), "an advocate may");
});

on_each_db!(a_closed_question_can_be_opened_again, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    community.commands("dara", "#help", "close Q1").await;
    assert!(words(community.told("dara")).contains("for whoever asked Q1"));
    for _ in 0..2 {
        community.commands("mo", "#help", "close Q1 it is about lunch").await;
    }
    assert!(words(Some(card(&community, 1))).contains("Closed: it is about lunch"));
    assert_eq!(told_times(&community, "ana", "Mo has closed your question Q1"), 1);
    assert!(words(community.told("ben")).starts_with("Q1 is settled"), "{:?}", community.told("ben"));
    answered(&community, "ben", &question, "Pizza.").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM answer").await, 0);
    for _ in 0..2 {
        community.commands("ana", "#help", "reopen Q1").await;
    }
    let escalations = "SELECT COUNT(*) FROM job WHERE kind = 'escalate'";
    assert_eq!(count(&community, escalations).await, 1, "it goes on");
    community.commands("ana", "#help", "withdraw Q1").await;
    community.commands("ana", "#help", "reopen Q1").await;
    assert_eq!(count(&community, escalations).await, 1);
    assert!(words(Some(card(&community, 1))).contains("How do I unlock my state?"));
});

on_each_db!(a_solved_question_can_be_opened_again, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    answered(&community, "ben", &question, "terraform force-unlock").await;
    community.commands("ana", "#help", "accept A1").await;
    community.commands("ana", "#help", "reopen Q1").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE accepted IS NULL").await, 1);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM job WHERE kind = 'escalate'").await, 1);
    community.commands("ana", "#help", "question Q1").await;
    assert!(words(community.told("ana")).contains("#terraform"));
    assert_eq!(told_times(&community, "ana", "Which one helped"), 0);
});
