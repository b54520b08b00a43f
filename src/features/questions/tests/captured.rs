//! What is asked of everybody and not replied to, on both databases.

use super::{HOUR, community, count, words};
use crate::testing::Community;
use crate::{on, on_each_db};
use std::time::Duration;
use stoa_chat::{Event, EventKind, Message, MessageRef, Text};

const HALF_AN_HOUR: Duration = Duration::from_mins(31);
const OPEN: &str = "SELECT COUNT(*) FROM draft WHERE state IN ('open', 'watched')";
const LOUNGE: &str = "#lounge";

async fn said(community: &Community, text: &str) -> Event {
    let event = community.message("ana", LOUNGE, None, text);
    community.happen(event.clone()).await;
    event
}

fn is_offered(community: &Community) -> bool {
    words(community.told("ana")).contains("Shall I find somebody")
        || words(community.told("ana")).contains("shall I find somebody")
}

on_each_db!(an_unanswered_question_is_offered_help_once, |db| async move {
    let community = listening(&db).await;
    let event = said(&community, "where do the logs go at night?").await;
    community.advance(Duration::from_mins(29)).await;
    assert!(!is_offered(&community));
    community.advance(HALF_AN_HOUR).await;
    let offer = community.told("ana").unwrap();
    assert!(is_offered(&community) && offer.message.place.id == LOUNGE, "privately, in the place: {offer:?}");
    community.happen(community.press("ana", &offer, "anyway D1")).await;
    community.happen(community.press("ana", &offer, "anyway D1")).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 1);
    let card = community.shown(LOUNGE).unwrap();
    let message = event.message().unwrap();
    assert_eq!(card.thread.as_ref(), Some(&message.id), "the card stands in the message's thread");
    let EventKind::Said(first) = event.kind.clone() else { panic!("not a message") };
    let edited = Message { text: Text::plain("#ci where do the logs go?"), ..first };
    community.happen(community.event(EventKind::Edited(edited))).await;
    assert!(words(community.shown(LOUNGE)).contains("#ci"), "edits are mirrored");
});

on_each_db!(a_reply_by_somebody_else_ends_it, |db| async move {
    let community = listening(&db).await;
    let event = said(&community, "where do the logs go at night?").await;
    let message = event.message().unwrap();
    community.happen(community.message("ana", LOUNGE, Some(message), "the old ones, I mean")).await;
    assert_eq!(count(&community, OPEN).await, 1, "one's own reply is none");
    community.happen(community.message("ben", LOUNGE, Some(message), "to the lake")).await;
    assert_eq!(count(&community, OPEN).await, 0);
    community.advance(2 * HOUR).await;
    assert!(!is_offered(&community));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft WHERE body <> '[]'").await, 0);
});

on_each_db!(a_reply_that_is_heard_first_counts_too, |db| async move {
    let community = listening(&db).await;
    let event = community.message("ana", LOUNGE, None, "where do the logs go at night?");
    let message = event.message().unwrap().clone();
    community.happen(community.message("ben", LOUNGE, Some(&message), "to the lake")).await;
    community.happen(event).await;
    assert_eq!(count(&community, OPEN).await, 0);
    community.advance(20 * 24 * HOUR).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM replied").await, 0, "and is forgotten in time");
});

on_each_db!(what_changes_or_goes_is_not_offered, |db| async move {
    let community = listening(&db).await;
    let changed = said(&community, "where do the logs go at night?").await;
    let gone = said(&community, "and where do they go by day?").await;
    let EventKind::Said(message) = changed.kind else { panic!("not a message") };
    let edited = Message { text: Text::plain("found it, never mind"), ..message };
    community.happen(community.event(EventKind::Edited(edited))).await;
    let message = gone.message().unwrap().clone();
    community.happen(community.event(EventKind::Deleted { message, by: None })).await;
    assert_eq!(count(&community, OPEN).await, 0);
    community.advance(2 * HOUR).await;
    assert!(!is_offered(&community));
});

on_each_db!(whoever_says_no_three_times_in_a_row_is_left_alone, |db| async move {
    let community = listening(&db).await;
    for number in 1..=3 {
        said(&community, "where do the logs go at night?").await;
        community.advance(HALF_AN_HOUR).await;
        let offer = community.told("ana").unwrap();
        assert!(is_offered(&community), "{number}: {offer:?}");
        community.happen(community.press("ana", &offer, &format!("discard D{number}"))).await;
        community.happen(community.press("ana", &offer, &format!("discard D{number}"))).await;
        let kept = community.paper.seen().into_iter().find(|seen| seen.message == offer.message);
        let ended = words(kept).contains("I won't offer it again");
        assert_eq!(ended, number == 3, "said once, at the third");
        community.advance(24 * HOUR).await;
    }
    said(&community, "where do the logs go at night?").await;
    assert_eq!(count(&community, OPEN).await, 0);
});

on_each_db!(silence_ends_the_offer_and_its_words, |db| async move {
    let community = listening(&db).await;
    said(&community, "where do the logs go at night?").await;
    community.advance(48 * HOUR).await;
    assert_eq!(count(&community, OPEN).await, 0);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM draft WHERE body <> '[]'").await, 0);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM declined").await, 0, "silence is no no");
});

on_each_db!(nothing_is_offered_at_night, |db| async move {
    let community = listening(&db).await;
    community.advance(8 * HOUR).await;
    said(&community, "where do the logs go at night?").await;
    community.advance(HOUR).await;
    assert!(!is_offered(&community));
    community.advance(15 * HOUR).await;
    assert!(is_offered(&community), "but in the morning, while nobody has replied");
});

on_each_db!(only_questions_to_everybody_where_capture_is_on, |db| async move {
    let community = listening(&db).await;
    for words in ["lunch?", "see you at noon", "the logs go to the lake"] {
        said(&community, words).await;
    }
    community.happen(community.message("ana", "#help", None, "where do the logs go at night?")).await;
    let root = MessageRef::new(&community.place(LOUNGE), "said-before");
    community.happen(community.message("ana", LOUNGE, Some(&root), "and where do they go?")).await;
    assert_eq!(count(&community, OPEN).await, 0);
});

/// A community in whose lounge capture is on.
async fn listening(db: &crate::testing::TestDb) -> Community {
    const ON: &str = "INSERT INTO place (network, id, sandbox, capture) VALUES ($1, $2, FALSE, TRUE)";
    let community = community(db).await;
    let mut tx = community.engine().db().begin().await.unwrap();
    let lounge = community.place(LOUNGE);
    let (network, id) = (lounge.network.as_str(), &lounge.id);
    on!(&mut tx, |c| sqlx::query(ON).bind(network).bind(id).execute(c).await.map(drop)).unwrap();
    tx.commit().await.unwrap();
    community
}
