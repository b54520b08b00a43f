//! Drafts that somebody reads before they are posted.

use super::{HOUR, answered, asked, buttons, card, community, count, told_times, words};
use crate::on_each_db;

on_each_db!(a_draft_is_read_changed_and_posted, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("dara", "dm:dara", "draft Q1 Delete the lock file.").await;
    assert!(words(community.told("dara")).starts_with("I have kept your draft as R1 and asked Ben"));
    let request = community.told("ben").unwrap();
    assert!(words(Some(request.clone())).contains("Delete the lock file."));
    assert_eq!(buttons(Some(request.clone())), ["fine R1", "comment R1"]);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM answer").await, 0, "nobody else sees it");
    community.happen(community.press("ben", &request, "comment R1")).await;
    assert!(words(community.told("ben")).contains("reply to the message with the draft"));
    let reply = community.message("ben", "dm:ben", Some(&request.message), "Rather use force-unlock.");
    community.happen(reply).await;
    let comment = community.told("dara").unwrap();
    assert!(words(Some(comment.clone())).contains("Rather use force-unlock."));
    assert_eq!(buttons(Some(comment.clone())), ["post R1", "change R1"]);
    community.happen(community.press("dara", &comment, "change R1")).await;
    assert!(words(community.told("dara")).contains("Type post R1"));
    community.commands("dara", "dm:dara", "post R1 Use force-unlock.").await;
    assert!(words(Some(card(&community, 1))).contains("A1 Dara: Use force-unlock."));
    community.happen(community.press("dara", &comment, "post R1")).await;
    assert!(words(community.told("dara")).contains("You have posted R1 already"));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM answer").await, 1);
});

on_each_db!(a_rival_reads_a_draft_only_if_nobody_else_can, |db| async move {
    let community = community(&db).await;
    let question = asked(&community).await;
    answered(&community, "ben", &question, "Delete the lock file.").await;
    community.commands("dara", "dm:dara", "draft Q1 Use force-unlock.").await;
    assert!(words(community.told("dara")).contains("asked Ben"), "there is nobody else");
    community.commands("mo", "dm:mo", "helps #terraform").await;
    community.commands("chen", "dm:chen", "draft Q1 Wait for it.").await;
    assert!(words(community.told("chen")).contains("asked Mo"), "{:?}", community.told("chen"));
});

on_each_db!(a_draft_that_looks_right_is_said_so_once, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("dara", "dm:dara", "draft Q1 Use force-unlock.").await;
    let request = community.told("ben").unwrap();
    for _ in 0..2 {
        community.happen(community.press("ben", &request, "fine R1")).await;
        assert!(words(community.told("ben")).contains("Thank you for reading R1"));
    }
    assert_eq!(told_times(&community, "dara", "it looks right"), 1);
    let told = community.told("dara").unwrap();
    community.happen(community.press("dara", &told, "post R1")).await;
    assert!(words(Some(card(&community, 1))).contains("A1 Dara: Use force-unlock."));
    community.commands("ben", "dm:ben", "comment R1 wait").await;
    assert!(words(community.told("ben")).contains("R1 was posted already"));
});

on_each_db!(silence_gives_a_draft_back, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("dara", "dm:dara", "draft Q1 Use force-unlock.").await;
    community.advance(7 * HOUR).await;
    assert_eq!(told_times(&community, "dara", "Nobody has had the time"), 0);
    community.advance(17 * HOUR).await;
    assert_eq!(told_times(&community, "dara", "Nobody has had the time"), 1);
    assert_eq!(buttons(community.told("dara")), ["post R1", "change R1"]);
    community.commands("chen", "dm:chen", "post R1").await;
    assert!(words(community.told("chen")).contains("I don't know a draft"), "it is nobody else's");
    community.commands("dara", "dm:dara", "post R1").await;
    assert!(words(community.told("ben")).contains("Dara has posted R1 already"));
});

on_each_db!(with_nobody_to_read_it_a_draft_is_kept, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "draft Q1 Use force-unlock.").await;
    assert!(words(community.told("ben")).contains("nobody who could read it is free now"));
    assert_eq!(buttons(community.told("ben")), ["post R1", "change R1"]);
    community.commands("ana", "dm:ana", "draft Q1 I know!").await;
    assert!(words(community.told("ana")).contains("your own question"));
    community.commands("ana", "#help", "withdraw Q1").await;
    community.commands("ben", "dm:ben", "post R1").await;
    assert!(words(community.told("ben")).contains("not open any more"));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM review WHERE body <> '[]'").await, 1, "not lost");
});
