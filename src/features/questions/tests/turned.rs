//! A message becomes a question only if its author agrees, on both databases.

use super::{HOUR, community, count, words};
use crate::on_each_db;
use crate::testing::{Community, Seen};
use stoa_chat::{Event, EventKind};

const QUESTIONS: &str = "SELECT COUNT(*) FROM question";

/// Ana says something in #help, and Dara picks it; gives the message and what Ana is asked.
async fn turned(community: &Community) -> (Event, Seen) {
    let said = community.message("ana", "#help", None, "my state is locked, how annoying");
    community.happen(said.clone()).await;
    community.happen(community.pick("dara", "turn", &said, None)).await;
    let asked = community.told("ana").expect("the author is asked");
    (said, asked)
}

on_each_db!(with_consent_it_is_the_authors_question, |db| async move {
    let community = community(&db).await;
    let (said, asked) = turned(&community).await;
    assert!(words(Some(asked.clone())).starts_with("Dara thinks that your question deserves an answer"));
    assert!(words(community.told("dara")).contains("I ask Ana first"));
    assert_eq!(count(&community, QUESTIONS).await, 0);
    community.happen(community.press("ana", &asked, "anyway D1")).await;
    let card = community.shown("#help").unwrap();
    assert!(words(Some(card.clone())).starts_with("Q1 · asked by Ana"), "{card:?}");
    let message = said.message().unwrap();
    assert_eq!(card.thread.as_ref(), Some(&message.id), "the card stands under the message");
    community.happen(community.message("ben", "#help", Some(message), "force-unlock it")).await;
    assert!(words(community.shown("#help")).contains("A1 Ben: force-unlock it"), "its thread takes answers");
    community.commands("chen", "dm:chen", "answer Q1 or wait").await;
    let relayed = community.shown("#help").unwrap();
    assert_eq!(relayed.thread.as_ref(), Some(&message.id), "so does an answer from afar");
});

on_each_db!(with_a_refusal_it_stays_and_is_never_asked_about_again, |db| async move {
    let community = community(&db).await;
    let (said, asked) = turned(&community).await;
    community.happen(community.press("ana", &asked, "discard D1")).await;
    assert!(words(community.told("dara")).contains("stays as it is"));
    let before = community.paper.seen().iter().filter(|seen| seen.only.as_deref() == Some("ana")).count();
    community.happen(community.pick("ben", "turn", &said, None)).await;
    community.advance(20 * 24 * HOUR).await;
    community.happen(community.pick("dara", "turn", &said, None)).await;
    let after = community.paper.seen().iter().filter(|seen| seen.only.as_deref() == Some("ana")).count();
    assert_eq!((before, count(&community, QUESTIONS).await), (after, 0));
    assert!(words(community.told("ben")).starts_with("That message stays as it is"));
});

on_each_db!(silence_is_a_no, |db| async move {
    let community = community(&db).await;
    let (_, asked) = turned(&community).await;
    community.advance(25 * HOUR).await;
    assert!(words(community.told("dara")).contains("stays as it is"));
    community.happen(community.press("ana", &asked, "anyway D1")).await;
    assert_eq!(count(&community, QUESTIONS).await, 0);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft WHERE body <> '[]'").await, 0);
});

on_each_db!(a_second_pick_changes_nothing, |db| async move {
    let community = community(&db).await;
    let (said, asked) = turned(&community).await;
    community.happen(community.pick("dara", "turn", &said, None)).await;
    community.happen(community.pick("ben", "turn", &said, None)).await;
    assert_eq!(words(community.told("ben")), "I am asking its author already.");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft").await, 1);
    community.happen(community.press("ana", &asked, "anyway D1")).await;
    community.happen(community.pick("ben", "turn", &said, None)).await;
    assert_eq!(words(community.told("ben")), "That is a question already: Q1.");
});

on_each_db!(ones_own_message_needs_no_consent, |db| async move {
    let community = community(&db).await;
    let said = community.message("ana", "#help", None, "my state is locked");
    community.happen(said.clone()).await;
    community.happen(community.pick("ana", "turn", &said, None)).await;
    let shown = community.told("ana").unwrap();
    assert!(words(Some(shown.clone())).contains("It will stand under your message"), "{shown:?}");
    community.happen(community.press("ana", &shown, "anyway D1")).await;
    assert_eq!(count(&community, QUESTIONS).await, 1);
});

on_each_db!(a_message_that_is_gone_is_not_turned, |db| async move {
    let community = community(&db).await;
    let (said, asked) = turned(&community).await;
    let message = said.message().unwrap().clone();
    community.happen(community.event(EventKind::Deleted { message, by: None })).await;
    community.happen(community.press("ana", &asked, "anyway D1")).await;
    community.happen(community.pick("ben", "turn", &said, None)).await;
    assert_eq!(count(&community, QUESTIONS).await, 0);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft").await, 1, "nothing is left to pick");
});

on_each_db!(what_programs_say_is_not_turned, |db| async move {
    let community = community(&db).await;
    let profile = stoa_chat::Profile {
        name: "Beep".into(),
        zone: None,
        language: None,
        active: true,
        bot: true,
        guest: false,
        moderates: false,
    };
    let who = community.user("beep");
    community.happen(community.event(EventKind::ProfileChanged { who, profile })).await;
    let said = community.message("beep", "#help", None, "the build is red, who knows why?");
    community.happen(community.pick("dara", "turn", &said, None)).await;
    assert_eq!(words(community.told("dara")), "Only what people wrote can become a question.");
    community.commands("dara", "#help", "turn").await;
    assert!(words(community.told("dara")).starts_with("Which message?"));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft").await, 0);
});
