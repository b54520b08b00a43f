//! What is held true of [`perform`](crate::Adapter::perform) and [`find`](crate::Adapter::find).

use super::{Seen, Suite, words};
use crate::{
    Action, Count, DirectPlace, EffectKey, Lookup, MessageRef, Outcome, PlaceRef, Post, Span, Text, UserRef,
};

pub(super) async fn check(suite: &Suite<'_>) {
    what_is_said_is_seen_and_found(suite).await;
    a_lost_answer_is_unknown_and_the_message_is_found(suite).await;
    a_key_that_was_never_used_finds_nothing(suite).await;
    an_edit_changes_the_message_in_its_place(suite).await;
    a_deleted_message_stays_deleted(suite).await;
    a_reaction_is_put_once(suite).await;
    direct_words_are_for_one_person(suite).await;
    a_conversation_of_several_is_for_them(suite).await;
    private_words_are_for_one_person(suite).await;
    what_people_typed_alerts_nobody(suite).await;
    a_mention_alerts_whom_it_names(suite).await;
    what_the_network_never_had_is_gone(suite).await;
    a_missing_ability_is_refused(suite).await;
    nul_characters_do_no_harm(suite).await;
    the_people_in_a_place_are_counted(suite).await;
}

async fn what_is_said_is_seen_and_found(suite: &Suite<'_>) {
    let (place, key) = (suite.stage.place(), suite.key());
    let say = Action::Say { place: place.clone(), thread: None, post: words("said once") };
    let message = suite.done(&key, say).await;
    assert_eq!(message.place, place, "a receipt names the place in which the message stands");
    for who in suite.stage.people() {
        let seen = suite.seen(&who, &message).await;
        assert_eq!(seen.map(|seen| seen.words).as_deref(), Some("said once"), "everybody there sees it");
    }
    found(suite, &place, None, &key, &message).await;
    if suite.stage.adapter().abilities().threads {
        let (thread, key) = (Some(message.clone()), suite.key());
        let say = Action::Say { place: place.clone(), thread: thread.clone(), post: words("said under it") };
        let answer = suite.done(&key, say).await;
        found(suite, &place, thread.as_ref(), &key, &answer).await;
    }
}

async fn a_lost_answer_is_unknown_and_the_message_is_found(suite: &Suite<'_>) {
    let (place, key) = (suite.stage.place(), suite.key());
    suite.stage.lose_next_answer().await;
    let say = Action::Say { place: place.clone(), thread: None, post: words("said into the dark") };
    let outcome = suite.perform(&key, say).await;
    assert_eq!(outcome, Outcome::Unknown, "an answer that was lost leaves the outcome unknown");
    let Lookup::Found(receipt) = suite.stage.adapter().find(&place, None, &key).await else {
        panic!("a message whose answer was lost is found by its key")
    };
    let [reader, _] = suite.stage.people();
    let Some(message) = receipt.message else { panic!("what is found has a receipt that names the message") };
    let seen = suite.seen(&reader, &message).await;
    assert_eq!(
        seen.map(|seen| seen.words).as_deref(),
        Some("said into the dark"),
        "it is the message that was sent"
    );
    assert_eq!(suite.times(&reader, "said into the dark").await, 1, "it was sent once");
}

async fn a_key_that_was_never_used_finds_nothing(suite: &Suite<'_>) {
    let lookup = suite.stage.adapter().find(&suite.stage.place(), None, &suite.key()).await;
    assert!(!matches!(lookup, Lookup::Found(_)), "a key that was never used finds nothing, not {lookup:?}");
}

async fn an_edit_changes_the_message_in_its_place(suite: &Suite<'_>) {
    let message = suite.said(words("draft")).await;
    let edit = Action::Edit { message: message.clone(), post: words("fair copy") };
    for _ in 0..2 {
        let edited = suite.done(&suite.key(), edit.clone()).await;
        assert_eq!(edited, message, "an edited message keeps its reference");
    }
    let [reader, _] = suite.stage.people();
    let seen = suite.seen(&reader, &message).await;
    assert_eq!(seen.map(|seen| seen.words).as_deref(), Some("fair copy"), "an edit replaces the words");
    assert_eq!(suite.times(&reader, "draft").await, 0, "the old words are gone");
    assert_eq!(suite.times(&reader, "fair copy").await, 1, "an edit adds no message");
}

async fn a_deleted_message_stays_deleted(suite: &Suite<'_>) {
    let message = suite.said(words("short-lived")).await;
    let delete = Action::Delete { message: message.clone() };
    let outcome = suite.perform(&suite.key(), delete.clone()).await;
    assert!(matches!(outcome, Outcome::Sent(_)), "a message of ours can be deleted: {outcome:?}");
    for action in [delete, Action::Edit { message, post: words("back again") }] {
        let told = format!("{action:?}");
        let outcome = suite.perform(&suite.key(), action).await;
        let ended = matches!(outcome, Outcome::Gone | Outcome::Sent(_));
        assert!(ended, "what is deleted is Gone, or Sent without effect, not {outcome:?}: {told}");
    }
    let [reader, _] = suite.stage.people();
    for gone in ["short-lived", "back again"] {
        assert_eq!(suite.times(&reader, gone).await, 0, "a deleted message does not come back");
    }
}

async fn a_reaction_is_put_once(suite: &Suite<'_>) {
    let message = suite.said(words("well done")).await;
    for _ in 0..2 {
        let react = Action::React { message: message.clone(), emoji: "✅".to_owned() };
        let outcome = suite.perform(&suite.key(), react).await;
        assert!(matches!(outcome, Outcome::Sent(_)), "reacting twice is reacting once: {outcome:?}");
    }
    let [reader, _] = suite.stage.people();
    let seen = suite.seen(&reader, &message).await;
    assert_eq!(seen.map(|seen| seen.reactions), Some(vec!["✅".to_owned()]), "the reaction is there once");
}

async fn direct_words_are_for_one_person(suite: &Suite<'_>) {
    let ([to, other], key) = (suite.stage.people(), suite.key());
    let message = suite.done(&key, Action::Direct { to: to.clone(), post: words("for you") }).await;
    assert!(suite.seen(&to, &message).await.is_some(), "a direct message reaches its person");
    assert_eq!(suite.times(&other, "for you").await, 0, "nobody else sees a direct message");
    stands_where_it_is_looked_for(suite, &[to], &key, &message).await;
}

async fn a_conversation_of_several_is_for_them(suite: &Suite<'_>) {
    let (people, key) = (suite.stage.people(), suite.key());
    let opening = Action::OpenConversation { with: people.to_vec(), post: words("for you two") };
    let message = suite.done(&key, opening).await;
    for person in &people {
        assert!(suite.seen(person, &message).await.is_some(), "whoever is in a conversation reads it");
    }
    stands_where_it_is_looked_for(suite, &people, &key, &message).await;
}

async fn stands_where_it_is_looked_for(
    suite: &Suite<'_>,
    with: &[UserRef],
    key: &EffectKey,
    message: &MessageRef,
) {
    if let DirectPlace::At(place) = suite.stage.adapter().direct_place(with, key).await {
        assert_eq!(message.place, place, "a message to people alone stands where direct_place says");
        found(suite, &place, None, key, message).await;
    }
}

async fn private_words_are_for_one_person(suite: &Suite<'_>) {
    if !suite.stage.adapter().abilities().private_replies {
        return;
    }
    let ([to, other], place) = (suite.stage.people(), suite.stage.place());
    let reply = Action::ReplyPrivately { place, to: to.clone(), thread: None, post: words("between us") };
    let outcome = suite.perform(&suite.key(), reply).await;
    assert!(matches!(outcome, Outcome::Sent(_)), "a private reply is Sent: {outcome:?}");
    assert_eq!(suite.times(&to, "between us").await, 1, "a private reply reaches its person");
    assert_eq!(suite.times(&other, "between us").await, 0, "nobody else sees a private reply");
}

async fn what_people_typed_alerts_nobody(suite: &Suite<'_>) {
    let [_, ben] = suite.stage.people();
    let id = &ben.id;
    // What alerts people on one network or another, when it is taken for markup.
    let typed = [
        "@channel @here @everyone @room".to_owned(),
        "<!channel> <!here> <!subteam^S0001>".to_owned(),
        format!("@{id} <@{id}> <a href=\"https://matrix.to/#/{id}\">{id}</a>"),
    ];
    for typed in typed {
        for span in [Span::Plain(typed.clone()), Span::Bold(typed.clone()), Span::Code(typed.clone())] {
            let message = suite.said(Post::of(Text::paragraph(vec![span]))).await;
            let seen = seen(suite, &message).await;
            assert_eq!(seen.alerts, Vec::<String>::new(), "only a mention alerts anybody: {typed}");
        }
    }
}

async fn a_mention_alerts_whom_it_names(suite: &Suite<'_>) {
    let [_, ben] = suite.stage.people();
    let message = suite.said(Post::of(Text::paragraph(vec![Span::Mention(ben.clone())]))).await;
    assert_eq!(
        seen(suite, &message).await.alerts,
        [ben.id],
        "a mention alerts whom it names, and nobody else"
    );
}

async fn what_the_network_never_had_is_gone(suite: &Suite<'_>) {
    let message = MessageRef::new(&suite.stage.place(), "no-such-message");
    let place = PlaceRef::new(suite.stage.adapter().network(), "no-such-place");
    let actions = [
        Action::Edit { message: message.clone(), post: words("lost") },
        Action::React { message, emoji: "✅".to_owned() },
        Action::Say { place, thread: None, post: words("lost") },
    ];
    for action in actions {
        let told = format!("{action:?}");
        let outcome = suite.perform(&suite.key(), action).await;
        let ended = matches!(outcome, Outcome::Gone | Outcome::Refused(_));
        assert!(ended, "what was never there is Gone or Refused, not {outcome:?}: {told}");
    }
}

async fn a_missing_ability_is_refused(suite: &Suite<'_>) {
    let ([who, _], place) = (suite.stage.people(), suite.stage.place());
    let abilities = suite.stage.adapter().abilities();
    let picture = Action::UploadPicture { place, thread: None, png: PIXEL.to_vec(), alt: "a dot".to_owned() };
    let home = Action::SetHome { of: who, parts: vec![words("welcome")] };
    for (able, action) in [(abilities.pictures, picture), (abilities.home, home)] {
        let told = format!("{action:?}");
        match suite.perform(&suite.key(), action).await {
            Outcome::Sent(_) => assert!(able, "what a network cannot do is never Sent: {told}"),
            Outcome::Refused(why) => {
                assert!(!able, "what a network can do is not refused ({why}): {told}");
                assert!(!why.is_empty(), "a refusal says why: {told}");
            }
            other => panic!("it is Sent or Refused, not {other:?}: {told}"),
        }
    }
}

async fn nul_characters_do_no_harm(suite: &Suite<'_>) {
    let post = Post::of(Text::paragraph(vec![Span::Plain("nothing\0 lost".to_owned())]));
    let message = suite.said(post).await;
    let seen = seen(suite, &message).await;
    assert_eq!(seen.words.replace('\0', ""), "nothing lost", "a NUL character takes no words with it");
}

async fn the_people_in_a_place_are_counted(suite: &Suite<'_>) {
    let (adapter, place) = (suite.stage.adapter(), suite.stage.place());
    let Count::People(all) = adapter.count_people(&place, usize::MAX).await else {
        panic!("a network says how many people are in a place of ours")
    };
    assert!(all >= suite.stage.people().len(), "everybody who is in a place is counted, not {all}");
    assert_eq!(adapter.count_people(&place, 1).await, Count::People(1), "who knows enough counts no further");
    let nowhere = PlaceRef::new(adapter.network(), "no-such-place");
    let counted = adapter.count_people(&nowhere, 1).await;
    assert_eq!(counted, Count::CannotAsk, "of a place that is not there nobody says who is in it");
}

async fn found(
    suite: &Suite<'_>,
    place: &PlaceRef,
    thread: Option<&MessageRef>,
    key: &EffectKey,
    message: &MessageRef,
) {
    match suite.stage.adapter().find(place, thread, key).await {
        Lookup::Found(receipt) => {
            assert_eq!(
                receipt.message.as_ref(),
                Some(message),
                "a key finds the message that was sent with it"
            );
        }
        other => panic!("a message is found by its key, not {other:?}"),
    }
}

async fn seen(suite: &Suite<'_>, message: &MessageRef) -> Seen {
    let [reader, _] = suite.stage.people();
    match suite.seen(&reader, message).await {
        Some(seen) => seen,
        None => panic!("what was said in a place is seen there: {message:?}"),
    }
}

/// The smallest picture: one transparent dot.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00,
    0x00, 0x00, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x00, 0x01, 0x00, 0x00, 0x05, 0x00, 0x01,
    0x0d, 0x0a, 0x2d, 0xb4, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];
