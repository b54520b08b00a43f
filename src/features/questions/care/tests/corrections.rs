//! Corrections of accepted answers.

use super::{answered, asked, buttons, card, community, count, told_times, words};
use crate::on_each_db;
use crate::testing::{Community, Seen};
use stoa_chat::{EventKind, Message, MessageRef, Text};

/// Ben's answer to Ana's question is accepted; gives the card and his message.
async fn solved(community: &Community) -> (Seen, MessageRef) {
    let question = asked(community).await;
    let answer = answered(community, "ben", &question, "Run terraform unlock now.").await;
    community.commands("ana", "#help", "accept A1").await;
    (question, answer)
}

on_each_db!(a_correction_is_accepted_by_the_author, |db| async move {
    let community = community(&db).await;
    let (_, answer) = solved(&community).await;
    community.happen(community.reaction("chen", &answer, "💡")).await;
    community.commands("dara", "#help", "correct A1 Run terraform force-unlock now.").await;
    assert!(words(community.told("dara")).contains("asked Ben about your correction C1"));
    let request = community.told("ben").unwrap();
    assert!(words(Some(request.clone())).contains("“unlock” becomes “force-unlock”"), "{request:?}");
    assert_eq!(buttons(Some(request.clone())), ["apply C1", "decline C1"]);
    community.happen(community.press("ben", &request, "apply C1")).await;
    community.happen(community.press("ben", &request, "apply C1")).await;
    assert!(words(community.told("ben")).contains("C1 is decided already"));
    let shown = words(Some(card(&community, 1)));
    assert!(shown.contains("✅ A1 by Ben, corrected by Dara: Run terraform force-unlock now."), "{shown}");
    for who in ["ana", "chen"] {
        assert_eq!(told_times(&community, who, "was corrected"), 1, "{who}");
    }
    assert_eq!(told_times(&community, "dara", "C1 is accepted"), 1);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM correction WHERE state = 'applied'").await, 1);
    community.commands("mo", "#help", "search force-unlock").await;
    assert!(words(community.told("mo")).contains("Run terraform force-unlock now."));
});

on_each_db!(a_correction_is_declined_with_a_reason, |db| async move {
    let community = community(&db).await;
    solved(&community).await;
    for _ in 0..2 {
        community.commands("dara", "#help", "correct A1 Run terraform unlock never.").await;
    }
    assert_eq!(count(&community, "SELECT COUNT(*) FROM correction").await, 1, "the same is proposed once");
    community.commands("chen", "#help", "apply C1").await;
    assert!(words(community.told("chen")).contains("decides the answer's author"));
    community.commands("dara", "#help", "apply C1").await;
    assert!(words(community.told("dara")).contains("decides the answer's author"), "not their own");
    community.commands("mo", "dm:mo", "decline C1 it works as it is").await;
    assert!(words(community.told("dara")).contains("it works as it is"));
    assert!(words(community.told("ben")).contains("C1 is declined"), "where he was asked");
    assert!(words(Some(card(&community, 1))).contains("Run terraform unlock now."));
});

on_each_db!(newer_words_are_not_replaced_unseen, |db| async move {
    let community = community(&db).await;
    let (_, message) = solved(&community).await;
    community.commands("dara", "#help", "correct A1 Run terraform force-unlock now.").await;
    let request = community.told("ben").unwrap();
    let text = Text::plain("Run terraform unlock tomorrow.");
    let by = community.user("ben");
    let edit = Message { by, message, thread: None, direct: false, to_bot: false, text };
    community.happen(community.event(EventKind::Edited(edit))).await;
    community.happen(community.press("ben", &request, "apply C1")).await;
    assert!(words(community.told("ben")).contains("changed in the meantime"));
    assert!(words(Some(card(&community, 1))).contains("tomorrow"));
    community.commands("ben", "dm:ben", "apply C1").await;
    assert!(words(Some(card(&community, 1))).contains("force-unlock now"));
});

on_each_db!(authors_change_their_own_and_open_answers_are_talked_about, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "answer Q1 Run terraform unlock.").await;
    community.commands("dara", "#help", "correct A1 Run force-unlock.").await;
    assert!(words(community.told("dara")).contains("not an accepted answer"));
    community.commands("ben", "dm:ben", "correct A1 Run terraform unlock.").await;
    assert!(words(community.told("ben")).contains("says already"));
    community.commands("ben", "dm:ben", "correct A1 Run force-unlock.").await;
    assert!(words(Some(card(&community, 1))).contains("A1 Ben: Run force-unlock."));
    assert!(words(community.shown("#help")).contains("Run force-unlock."), "in the thread too");
});
