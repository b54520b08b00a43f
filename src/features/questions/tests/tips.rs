//! Tips: given, found, corrected, hidden and taken back, on both databases.

use super::{HOUR, community, count, words};
use crate::on_each_db;
use crate::testing::{Community, Paper, Seen, TestDb};
use stoa_chat::{Event, EventKind, Span, Text};

/// A dash goes back to the last branch, says Ben; gives the card.
async fn tip(community: &Community) -> Seen {
    community.commands("ben", "#help", "tip #git A dash goes back to the last branch").await;
    community.shown("#help").expect("a card")
}

/// A tip that names somebody.
fn naming(community: &Community, by: &str, place: &str, named: &str) -> Event {
    let mut event = community.command(by, place, "");
    if let EventKind::Commanded(command) = &mut event.kind {
        command.text = Text::paragraph(vec![
            Span::Plain("tip #git ".into()),
            Span::Mention(community.user(named)),
            Span::Plain(" showed me: a dash goes back to the last branch".into()),
        ]);
    }
    event
}

on_each_db!(a_tip_is_found_like_an_answer, |db| async move {
    let community = community(&db).await;
    let card = tip(&community).await;
    assert!(words(Some(card)).starts_with("Q1 · #git · a tip by Ben"));
    assert!(!words(community.told("ben")).contains("tip"), "the card says it");
    community.commands("dara", "dm:dara", "search last branch").await;
    let found = words(community.told("dara"));
    assert!(found.contains("Q1 A tip by Ben: A dash goes back to the last branch"), "{found}");
    community.commands("dara", "dm:dara", "question Q1").await;
    assert!(words(community.told("dara")).contains("A dash goes back"));
    community.commands("dara", "#help", "ask #git which dash goes back to the last branch?").await;
    assert!(words(community.told("dara")).contains("Q1 A tip by Ben"), "it is suggested");
    community.commands("dara", "dm:dara", "tip #git").await;
    assert!(words(community.told("dara")).contains("tip [#topic …] text"));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 1);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 0, "nobody is asked about it");
});

on_each_db!(a_tip_shows_what_its_author_knows, |db| async move {
    let community = community(&db).await;
    community.commands("ana", "#help", "tip #git A dash goes back to the last branch").await;
    community.commands("dara", "#random", "ask #git how do I squash commits?").await;
    let asked = words(community.told("ana"));
    assert!(asked.contains("You're asked because you answered Q1"), "{asked}");
});

on_each_db!(a_tip_in_a_direct_conversation_stands_in_no_place, |db| async move {
    let community = community(&db).await;
    community.commands("ben", "dm:ben", "tip A dash goes back to the last branch").await;
    assert!(words(community.told("ben")).starts_with("Thank you! Everybody finds your tip now"));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE place = '' AND NOT direct").await, 1);
    community.commands("dara", "dm:dara", "question Q1").await;
    assert!(words(community.told("dara")).starts_with("Q1 · a tip by Ben"));
});

on_each_db!(whom_a_tip_names_is_asked_first, |db| async move {
    let community = community(&db).await;
    community.happen(naming(&community, "dara", "#help", "ben")).await;
    assert!(words(community.told("dara")).contains("I ask those whom your tip names"));
    let ben = community.told("ben").expect("he is asked");
    assert!(words(Some(ben.clone())).contains("Ben showed me"), "{ben:?}");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 0);
    community.happen(community.press("ben", &ben, "allow K1")).await;
    assert!(words(community.shown("#help")).contains("Ben showed me: a dash goes back"));
    // What is told in a direct conversation has no card to say it.
    community.happen(naming(&community, "dara", "dm:dara", "ben")).await;
    community.commands("ben", "dm:ben", "allow K2").await;
    assert!(words(community.told("dara")).contains("Q2"));
    // One's own name needs nobody's word.
    community.happen(naming(&community, "ben", "#help", "ben")).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 3);
});

on_each_db!(a_tip_that_is_not_agreed_to_goes_back_to_its_author, |db| async move {
    let community = community(&db).await;
    community.happen(naming(&community, "dara", "#help", "ben")).await;
    let ben = community.told("ben").expect("he is asked");
    community.happen(community.press("ben", &ben, "refuse K1")).await;
    let back = words(community.told("dara"));
    assert!(back.starts_with("Not everybody") && back.contains("a dash goes back"), "{back}");
    community.advance(29 * 24 * HOUR).await;
    community.happen(naming(&community, "dara", "#help", "ben")).await;
    community.advance(8 * 24 * HOUR).await;
    let back = words(community.told("dara"));
    assert!(back.starts_with("Not everybody") && back.contains("a dash goes back"), "{back}");
    community.commands("ben", "dm:ben", "stop questions").await;
    community.happen(naming(&community, "dara", "#help", "ben")).await;
    let back = words(community.told("dara"));
    assert!(back.contains("whom I cannot ask") && back.contains("a dash goes back"), "{back}");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 0);
});

on_each_db!(a_tip_is_thanked_for_corrected_and_doubted, |db| async move {
    let community = community(&db).await;
    let card = tip(&community).await;
    community.happen(community.reaction("dara", &card.message, "💡")).await;
    assert_eq!(count(&community, "SELECT helped FROM answer").await, 1);
    community.commands("ben", "dm:ben", "correct A1 `git switch -` goes back").await;
    let shown = words(community.shown("#help"));
    assert!(shown.contains("`git switch -` goes back") && shown.contains("tip by Ben · 💡 1"), "{shown}");
    community.commands("dara", "dm:dara", "search switch").await;
    assert!(words(community.told("dara")).contains("`git switch -` goes back"));
    for who in ["dara", "chen"] {
        community.commands(who, &format!("dm:{who}"), "stale A1").await;
    }
    assert!(words(community.shown("#help")).contains("out of date"));
    community.commands("ben", "dm:ben", "reopen Q1").await;
    assert!(words(community.told("ben")).contains("stands in the library"));
});

on_each_db!(its_author_takes_a_tip_back, |db| async move {
    let community = community(&db).await;
    let card = tip(&community).await;
    community.happen(community.reaction("dara", &card.message, "💡")).await;
    community.commands("dara", "dm:dara", "withdraw Q1").await;
    assert!(words(community.told("dara")).starts_with("Only whoever asked"));
    community.commands("ben", "dm:ben", "withdraw Q1").await;
    assert_eq!(words(community.shown("#help")), "The tip Q1 was taken back.");
    community.commands("dara", "dm:dara", "search last branch").await;
    assert!(words(community.told("dara")).starts_with("I found nothing"));
    community.commands("dara", "dm:dara", "question Q1").await;
    assert_eq!(words(community.told("dara")), "The tip Q1 was taken back.");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM helped").await, 0);
    community.commands("ben", "dm:ben", "reopen Q1").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE state = 'open'").await, 0);
});

on_each_db!(a_tip_follows_the_message_in_which_it_was_given, |db| async move {
    let community = community(&db).await;
    let given = community.command("ben", "#help", "tip #git A dash goes back");
    let EventKind::Commanded(command) = &given.kind else { panic!("not a command") };
    let message = command.message.clone().unwrap();
    community.happen(given.clone()).await;
    let mut edit = community.message("ben", "#help", None, "tip #branches A dash goes back, always");
    if let EventKind::Said(said) = edit.kind {
        edit.kind = EventKind::Edited(stoa_chat::Message { message: message.clone(), ..said });
    }
    community.happen(edit).await;
    let card = words(community.shown("#help"));
    assert!(card.contains("#branches") && card.contains("goes back, always"), "{card}");
    community.happen(community.event(EventKind::Deleted { message, by: None })).await;
    assert_eq!(words(community.shown("#help")), "The tip Q1 was taken back.");
});

/// A community in which Mo moderates.
async fn moderated(db: &TestDb) -> Community {
    let mut settings = crate::settings::Settings::default();
    settings.people.moderators = vec!["paper/mo".into()];
    let community = Community::with(db, settings, Paper::new("paper")).await;
    for (id, name) in [("ben", "Ben"), ("dara", "Dara"), ("mo", "Mo")] {
        community.happen(community.profile(id, name, None)).await;
    }
    community
}

on_each_db!(a_hidden_tip_is_quoted_nowhere, |db| async move {
    let community = moderated(&db).await;
    tip(&community).await;
    community.commands("mo", "dm:mo", "hide Q1").await;
    assert_eq!(words(community.shown("#help")), "Q1 is hidden by the moderators.");
    for asked in ["search last branch", "question Q1", "topic git"] {
        community.commands("dara", "dm:dara", asked).await;
        let told = words(community.told("dara"));
        assert!(!told.contains("dash"), "{asked}: {told}");
    }
    community.commands("ben", "dm:ben", "repost A1 Say git switch - and you are back").await;
    assert!(words(community.shown("#help")).contains("you are back"));
    community.commands("dara", "dm:dara", "topic git").await;
    let told = words(community.told("dara"));
    assert!(told.contains("you are back") && !told.contains("dash"), "{told}");
});

on_each_db!(a_tip_is_not_measured, |db| async move {
    let community = community(&db).await;
    tip(&community).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE kind = 'asked'").await, 0);
    community.commands("ben", "dm:ben", "accept A1").await;
    community.commands("ben", "dm:ben", "unaccept A1").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE accepted IS NOT NULL").await, 0);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM deed").await, 0);
});
