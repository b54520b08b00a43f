//! 💡 and community answers.

use super::{answered, asked, card, community, count, words};
use crate::database::MemberId;
use crate::{on, on_each_db};
use stoa_chat::{Event, EventKind, MessageRef};

const HELPED: &str = "SELECT helped FROM answer WHERE number = 1";

fn off(community: &crate::testing::Community, by: &str, message: &MessageRef) -> Event {
    let on = community.reaction(by, message, "💡");
    match on.kind {
        EventKind::ReactionAdded(reaction) => Event { kind: EventKind::ReactionRemoved(reaction), ..on },
        _ => on,
    }
}

on_each_db!(two_people_make_a_community_answer, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    let answer = answered(&community, "ben", &question, "force-unlock").await;
    community.happen(community.reaction("ben", &answer, "💡")).await;
    assert_eq!(count(&community, HELPED).await, 0, "an author does not thank themselves");
    community.commands("ben", "#help", "helped A1").await;
    assert!(words(community.told("ben")).contains("your own answer"));
    community.happen(community.reaction("chen", &answer, "💡")).await;
    community.commands("chen", "#help", "helped A1").await;
    assert_eq!(count(&community, HELPED).await, 1, "nobody counts twice");
    assert!(words(Some(card(&community, 1))).contains("force-unlock · 💡 1"));
    community.happen(community.reaction("dara", &answer, "💡")).await;
    assert!(words(Some(card(&community, 1))).contains("💡 2, a community answer"));
    community.commands("mo", "#help", "search unlock state").await;
    assert!(words(community.told("mo")).contains("a community answer"));
    for _ in 0..2 {
        community.happen(off(&community, "dara", &answer)).await;
        community.commands("dara", "#help", "unhelped A1").await;
        assert_eq!(count(&community, HELPED).await, 1);
    }
});

on_each_db!(thanks_that_were_taken_back_before_they_were_heard_of_do_not_count, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    let answer = answered(&community, "ben", &question, "force-unlock").await;
    let done = community.reaction("dara", &answer, "💡");
    community.advance(super::HOUR).await;
    let undone = off(&community, "dara", &answer);
    community.happen(undone).await;
    community.happen(done).await;
    assert_eq!(count(&community, HELPED).await, 0);
});

on_each_db!(an_answer_that_helped_can_go, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    let answer = answered(&community, "ben", &question, "force-unlock").await;
    community.happen(community.reaction("dara", &answer, "💡")).await;
    community.happen(community.event(EventKind::Deleted { message: answer.clone(), by: None })).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM helped").await, 0);
    community.happen(off(&community, "dara", &answer)).await;
    community.happen(community.reaction("chen", &answer, "💡")).await;
    community.commands("chen", "#help", "helped A1").await;
    assert!(words(community.told("chen")).starts_with("I don't know an answer"));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM helped").await, 0);
});

on_each_db!(two_who_are_one_were_helped_once, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    let answer = answered(&community, "ben", &question, "force-unlock").await;
    for who in ["chen", "dara"] {
        community.happen(community.reaction(who, &answer, "💡")).await;
    }
    let mut tx = community.engine().db().begin().await.unwrap();
    let mut ids: Vec<MemberId> = Vec::new();
    for who in ["chen", "dara", "ben"] {
        let sql = "SELECT member FROM account WHERE user_id = $1";
        let (id,): (String,) = on!(&mut tx, |c| sqlx::query_as(sql).bind(who).fetch_one(c).await).unwrap();
        ids.push(id.parse().unwrap());
    }
    let joined = super::super::helped::join(&mut tx, ids[0], ids[1]).await.unwrap();
    assert_eq!(joined, [1]);
    let joined = super::super::helped::join(&mut tx, ids[1], ids[2]).await.unwrap();
    assert_eq!(joined, [1], "and it is not their own answer that helped them");
    tx.commit().await.unwrap();
    assert_eq!(count(&community, HELPED).await, 0);
});
