//! What is written to the bot, or known already, becomes a draft first, on both databases.

use super::{HOUR, answered, asked, community, count, words};
use crate::on_each_db;
use crate::testing::Community;
use std::time::Duration;
use stoa_chat::{Event, EventKind, Message, Text};

const MINUTES_11: Duration = Duration::from_mins(11);
const QUESTIONS: &str = "SELECT COUNT(*) FROM question";

/// Ana writes to the bot; gives the message.
async fn written(community: &Community, text: &str) -> Message {
    let event = community.message("ana", "dm:ana", None, text);
    let EventKind::Said(message) = event.kind.clone() else { panic!("not a message") };
    community.happen(event).await;
    message
}

fn edit(community: &Community, message: &Message, text: &str) -> Event {
    community.event(EventKind::Edited(Message { text: Text::plain(text), ..message.clone() }))
}

on_each_db!(what_is_written_to_us_is_shown_before_it_is_asked, |db| async move {
    let community = community(&db).await;
    written(&community, "#terraform How do I unlock my state?").await;
    let shown = community.told("ana").unwrap();
    assert!(words(Some(shown.clone())).contains("on #terraform"), "{shown:?}");
    let values: Vec<_> = shown.post.buttons.iter().map(|button| button.value.as_str()).collect();
    assert_eq!(values, ["anyway D1", "discard D1"]);
    assert_eq!(count(&community, QUESTIONS).await, 0);
    community.happen(community.press("ana", &shown, "anyway D1")).await;
    community.happen(community.press("ana", &shown, "anyway D1")).await;
    assert_eq!(words(community.told("ana")), "That draft is settled already.");
    community.advance(MINUTES_11).await;
    assert_eq!(count(&community, QUESTIONS).await, 1, "asked once, however often it is pressed");
});

on_each_db!(silence_asks_what_reads_like_a_question, |db| async move {
    let community = community(&db).await;
    written(&community, "#terraform how do I unlock my state").await;
    written(&community, "thanks!").await;
    let answer = community.told("ana").unwrap();
    assert!(words(Some(answer.clone())).starts_with("If you want to know something"), "{answer:?}");
    community.advance(MINUTES_11).await;
    assert_eq!(count(&community, QUESTIONS).await, 1);
    community.happen(community.press("ana", &answer, "anyway D2")).await;
    assert_eq!(count(&community, QUESTIONS).await, 2, "*Ask it* asks it all the same");
});

on_each_db!(words_that_are_no_question_are_forgotten_after_a_day, |db| async move {
    let community = community(&db).await;
    written(&community, "thanks!").await;
    community.advance(25 * HOUR).await;
    let kept = "SELECT COUNT(*) FROM draft WHERE state = 'open' OR body <> '[]'";
    assert_eq!((count(&community, kept).await, count(&community, QUESTIONS).await), (0, 0));
});

on_each_db!(an_edit_changes_the_draft_and_its_preview, |db| async move {
    let community = community(&db).await;
    let message = written(&community, "thanks!").await;
    community.happen(edit(&community, &message, "#ci How do I cancel a job?")).await;
    let shown = words(community.told("ana"));
    assert!(shown.contains("#ci") && shown.contains("How do I cancel a job?"), "{shown}");
    community.advance(MINUTES_11).await;
    assert_eq!(count(&community, QUESTIONS).await, 1, "it reads like a question now");
});

on_each_db!(a_deleted_message_takes_its_draft_with_it, |db| async move {
    let community = community(&db).await;
    let message = written(&community, "How do I unlock my state?").await;
    let gone = EventKind::Deleted { message: message.message.clone(), by: None };
    community.happen(community.event(gone)).await;
    community.happen(edit(&community, &message, "How do I lock my state?")).await;
    community.advance(MINUTES_11).await;
    assert_eq!(count(&community, QUESTIONS).await, 0);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft WHERE body <> '[]'").await, 0);
});

on_each_db!(a_deletion_that_is_heard_of_first_leaves_no_draft, |db| async move {
    let community = community(&db).await;
    let said = community.message("ana", "dm:ana", None, "How do I unlock my state?");
    let message = said.message().unwrap().clone();
    community.happen(community.event(EventKind::Deleted { message, by: None })).await;
    community.happen(said).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft").await, 0);
});

on_each_db!(somebody_elses_draft_is_not_touched, |db| async move {
    let community = community(&db).await;
    written(&community, "How do I unlock my state?").await;
    community.commands("ben", "dm:ben", "anyway D1").await;
    assert_eq!(words(community.told("ben")), "That draft is settled already.");
    assert_eq!(count(&community, QUESTIONS).await, 0);
});

on_each_db!(who_is_named_in_a_question_is_not_alerted_by_it, |db| async move {
    let community = community(&db).await;
    let mut event = community.command("ana", "#help", "ask");
    let EventKind::Commanded(command) = &mut event.kind else { panic!("not a command") };
    let dara = stoa_chat::Span::Mention(community.user("dara"));
    let spans = vec![stoa_chat::Span::Plain("ask #terraform Does ".into()), dara];
    command.text = Text::paragraph([spans, vec![stoa_chat::Span::Plain(" know?".into())]].concat());
    community.happen(event).await;
    let card = community.shown("#help").unwrap();
    assert!(words(Some(card.clone())).contains("Does @Dara know?"), "{card:?}");
    let answer = community.message("ben", "#help", Some(&card.message), "");
    let EventKind::Said(mut message) = answer.kind.clone() else { panic!("not a message") };
    let ana =
        vec![stoa_chat::Span::Plain("No, but ".into()), stoa_chat::Span::Mention(community.user("ana"))];
    message.text = Text::paragraph(ana);
    community.happen(Event { kind: EventKind::Said(message), ..answer }).await;
    community.commands("chen", "dm:chen", "question Q1").await;
    assert!(words(community.told("chen")).contains("No, but @Ana"));
    for seen in community.paper.seen() {
        assert!(seen.post.text.mentions().is_empty(), "{seen:?}");
    }
});

on_each_db!(what_is_known_is_shown_before_a_question_is_posted, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    answered(&community, "ben", &card, "terraform force-unlock with the lock's id").await;
    community.commands("dara", "#help", "ask #terraform how can I unlock the state?").await;
    let shown = community.told("dara").unwrap();
    assert!(shown.post.text.to_plain().contains("Ben: terraform force-unlock"), "{shown:?}");
    let values: Vec<_> = shown.post.buttons.iter().map(|button| button.value.as_str()).collect();
    assert_eq!(values, ["solved D1 Q1", "anyway D1", "discard D1"]);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 1, "nothing is posted yet");
    community.happen(community.press("dara", &shown, "solved D1 Q1")).await;
    assert!(words(community.told("dara")).starts_with("Glad that Q1 helped"));
    community.advance(HOUR).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 1);
});

on_each_db!(a_silent_draft_is_posted_once, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    answered(&community, "ben", &card, "terraform force-unlock with the lock's id").await;
    community.commands("dara", "#help", "ask #terraform how can I unlock the state?").await;
    let shown = community.told("dara").unwrap();
    community.advance(Duration::from_secs(601)).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 2);
    community.happen(community.press("dara", &shown, "anyway D1")).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 2, "it was posted already");
    assert_eq!(words(community.told("dara")), "That draft is settled already.");
});

on_each_db!(an_ended_draft_is_forgotten, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    answered(&community, "ben", &card, "terraform force-unlock with the lock's id").await;
    community.commands("dara", "#help", "ask #terraform how can I unlock the state?").await;
    let shown = community.told("dara").unwrap();
    community.happen(community.press("dara", &shown, "discard D1")).await;
    assert_eq!(
        count(&community, "SELECT COUNT(*) FROM draft WHERE body = '[]'").await,
        1,
        "its words at once"
    );
    community.advance(16 * 24 * HOUR).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft").await, 0, "and all of it in time");
});
