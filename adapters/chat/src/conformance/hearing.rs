//! What is held true of [`listen`](crate::Adapter::listen).

use super::ledger::Ledger;
use super::{Suite, words};
use crate::{Event, EventKind, MessageRef};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use tokio_util::sync::CancellationToken;

pub(super) async fn check(suite: &Suite<'_>) {
    what_is_said_is_heard_in_order(suite).await;
    what_could_not_be_stored_is_offered_again(suite).await;
    the_bot_does_not_hear_itself(suite).await;
    a_press_brings_the_value_back(suite).await;
    a_pick_brings_the_whole_message(suite).await;
    a_nul_character_stops_nothing(suite).await;
}

async fn what_is_said_is_heard_in_order(suite: &Suite<'_>) {
    let [ana, ben] = suite.stage.people();
    let ledger = Arc::new(Ledger::default());
    let script = async {
        let mut said = Vec::new();
        for (who, words) in [(&ana, "first"), (&ben, "second"), (&ana, "third")] {
            said.push(suite.stage.say(who, words).await);
        }
        for (message, (who, words)) in said.iter().zip([(&ana, "first"), (&ben, "second"), (&ana, "third")]) {
            let heard = ledger.wait_for(|event| tells_of(event, message)).await;
            let EventKind::Said(heard) = heard.kind else {
                panic!("what is said is heard as Said: {heard:?}")
            };
            assert_eq!(heard.by, *who, "an event names who said it");
            assert_eq!(heard.text.to_plain(), words, "an event brings the words");
            assert!(!heard.direct, "a place is not a direct conversation");
        }
        said
    };
    let said = while_listening(suite, &ledger, script).await;
    let heard: Vec<_> = ledger.accepted().iter().filter_map(|event| event.message().cloned()).collect();
    let heard: Vec<_> = heard.into_iter().filter(|message| said.contains(message)).collect();
    assert_eq!(heard, said, "events come in the order in which things happened, each once");
}

async fn what_could_not_be_stored_is_offered_again(suite: &Suite<'_>) {
    let [ana, _] = suite.stage.people();
    let ledger = Arc::new(Ledger::default());
    ledger.fail_next();
    let script = async {
        let said = suite.stage.say(&ana, "said to deaf ears").await;
        ledger.wait_for(|event| tells_of(event, &said)).await;
    };
    while_listening(suite, &ledger, script).await;
    let failed = ledger.failed();
    assert!(!failed.is_empty(), "the first offer was to fail");
    for event in failed {
        let again = ledger.accepted().into_iter().find(|accepted| accepted.id == event.id);
        assert_eq!(
            again,
            Some(event),
            "an event that could not be stored is offered again, under the same id"
        );
    }
}

async fn the_bot_does_not_hear_itself(suite: &Suite<'_>) {
    let [ana, _] = suite.stage.people();
    let ledger = Arc::new(Ledger::default());
    let script = async {
        let own = suite.said(words("my own words")).await;
        let said = suite.stage.say(&ana, "what did you say?").await;
        ledger.wait_for(|event| tells_of(event, &said)).await;
        own
    };
    let own = while_listening(suite, &ledger, script).await;
    let heard = ledger.accepted().into_iter().find(|event| tells_of(event, &own));
    assert_eq!(heard, None, "what the bot says is not an event");
}

async fn a_press_brings_the_value_back(suite: &Suite<'_>) {
    if !suite.stage.adapter().abilities().buttons {
        return;
    }
    let [ana, _] = suite.stage.people();
    let ledger = Arc::new(Ledger::default());
    let script = async {
        let post = words("Who takes it?").with_button("I do", "take Q1").with_button("Not I", "pass Q1");
        let card = suite.said(post).await;
        let labels = suite.seen(&ana, &card).await.map(|seen| seen.buttons);
        assert_eq!(labels, Some(vec!["I do".to_owned(), "Not I".to_owned()]), "buttons are shown in order");
        suite.stage.press(&ana, &card, "Not I").await;
        let pressed = |event: &Event| matches!(event.kind, EventKind::Pressed(_));
        let EventKind::Pressed(press) = ledger.wait_for(pressed).await.kind else { return };
        assert_eq!(press.value, "pass Q1", "a press brings the button's value back");
        assert_eq!((press.by, press.message), (ana.clone(), card), "a press names who pressed, and where");
    };
    while_listening(suite, &ledger, script).await;
}

async fn a_pick_brings_the_whole_message(suite: &Suite<'_>) {
    let [ana, ben] = suite.stage.people();
    let ledger = Arc::new(Ledger::default());
    let script = async {
        let said = suite.stage.say(&ana, "why is it dark here?").await;
        suite.stage.pick(&ben, &said, "turn").await;
        let chosen = |event: &Event| match &event.kind {
            EventKind::Picked(pick) => Some((pick.by.clone(), pick.at.clone())),
            EventKind::Commanded(command) => Some((command.by.clone(), command.under.clone()?)),
            _ => None,
        };
        let heard = ledger.wait_for(|event| chosen(event).is_some()).await;
        let Some((by, at)) = chosen(&heard) else { return };
        assert_eq!(by, ben, "a pick names who picked");
        assert_eq!(
            (at.message.by, at.message.message),
            (ana.clone(), said),
            "and the message with its author"
        );
        assert_eq!(at.message.text.to_plain(), "why is it dark here?", "and brings its words");
        assert_eq!(at.first, None, "what stands in no thread is the first itself");
    };
    while_listening(suite, &ledger, script).await;
}

async fn a_nul_character_stops_nothing(suite: &Suite<'_>) {
    let [ana, _] = suite.stage.people();
    let ledger = Arc::new(Ledger::default());
    let script = async {
        let said = suite.stage.say(&ana, "nothing\0 stops").await;
        let mut heard = ledger.wait_for(|event| tells_of(event, &said)).await;
        heard.remove_nul();
        let EventKind::Said(heard) = heard.kind else { panic!("what is said is heard as Said: {heard:?}") };
        assert_eq!(heard.text.to_plain(), "nothing stops", "a NUL character takes no words with it");
    };
    while_listening(suite, &ledger, script).await;
}

fn tells_of(event: &Event, message: &MessageRef) -> bool {
    let said = matches!(event.kind, EventKind::Said(_) | EventKind::Commanded(_));
    said && event.message() == Some(message)
}

/// Plays `script` while the adapter listens, then stops it: `listen` has to end by then, and no sooner.
async fn while_listening<T>(suite: &Suite<'_>, ledger: &Arc<Ledger>, script: impl Future<Output = T>) -> T {
    let stop = CancellationToken::new();
    let listening = async {
        let ended = suite.stage.adapter().listen(Arc::clone(ledger) as _, stop.clone()).await;
        assert!(ended.is_ok(), "listening goes well: {ended:?}");
        assert!(stop.is_cancelled(), "listening goes on until it is stopped");
    };
    let playing = async {
        let played = script.await;
        stop.cancel();
        played
    };
    let (mut listening, mut playing) = (pin!(listening), pin!(playing));
    let (mut listened, mut played) = (false, None);
    // Both at once in one task, so that the suite needs no runtime of its own.
    poll_fn(|context| {
        listened = listened || listening.as_mut().poll(context).is_ready();
        if played.is_none()
            && let Poll::Ready(value) = playing.as_mut().poll(context)
        {
            played = Some(value);
        }
        if listened { played.take().map_or(Poll::Pending, Poll::Ready) } else { Poll::Pending }
    })
    .await
}
