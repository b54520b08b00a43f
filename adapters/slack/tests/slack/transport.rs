//! The Events API on the make-believe Slack: its signatures, its retries, and requests that were tampered with.

use crate::hall::{Hall, Notebook, Way, until};
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::EventKind;

const EVENT: &str = r#"{"type":"event_callback","event_id":"Ev9","event":{"type":"message","channel":"C1","user":"U1","ts":"1.1","text":"hi"}}"#;

#[tokio::test(flavor = "multi_thread")]
async fn everything_comes_over_one_address() {
    let (hall, intake) = (Hall::open(Way::Http).await, Arc::new(Notebook::default()));
    let (listening, stop) = hall.listen(&intake).await;
    hall.ana.says(&hall.help, "hello");
    hall.ana.command(&hall.help, "/ask", "why is it dark?").unwrap();
    hall.ana.command(&hall.help, "/stoa", "form").unwrap();
    hall.ana.awaits_modal("An idea").await;
    hall.ana.submits(&[("What is it?", "nothing")]).unwrap();
    let problem = |_: &_| hall.ana.modal()?.question("what")?.problem.clone();
    hall.slack.until(problem).await;
    hall.ana.submits(&[("What is it?", "a lamp")]).unwrap();
    hall.ben.reacts(&hall.help, &hall.ana.sees()[0].ts, "bulb");
    hall.ben.opens_home();
    hall.slack.settled().await;
    let kinds: Vec<_> = intake.deeds().into_iter().map(|event| event.kind).collect();
    assert!(
        kinds.iter().any(|kind| matches!(kind, EventKind::Said(said) if said.text.to_plain() == "hello"))
    );
    assert!(kinds.iter().any(|kind| matches!(kind, EventKind::Commanded(command) if command.text.to_plain() == "ask why is it dark?")));
    assert!(
        kinds
            .iter()
            .any(|kind| matches!(kind, EventKind::Submitted(form) if form.values["what"] == "a lamp"))
    );
    assert!(
        kinds.iter().any(|kind| matches!(kind, EventKind::ReactionAdded(reaction) if reaction.emoji == "💡"))
    );
    assert!(kinds.iter().any(|kind| matches!(kind, EventKind::HomeOpened { .. })));
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
    stop.cancel();
    assert!(listening.await.unwrap().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_slack_is_heard_and_a_replay_changes_nothing() {
    let (hall, intake) = (Hall::open(Way::Http).await, Arc::new(Notebook::default()));
    let (_listening, _stop) = hall.listen(&intake).await;
    let url = format!("http://{}/slack", hall.adapter.address().await.unwrap());
    hall.slack.verify_url(&url).await.unwrap();
    let request = hall.slack.signed(&url, "application/json", EVENT.as_bytes());
    for _ in 0..5 {
        assert_eq!(hall.slack.exchange(&request).await.unwrap().status, 200);
    }
    assert_eq!(intake.said(), ["hi"]);
    let mut changed = request.clone();
    changed.body = EVENT.replace("hi", "ha").into_bytes();
    assert_eq!(hall.slack.exchange(&changed).await.unwrap().status, 401);
    hall.slack.advance(Duration::from_secs(301));
    assert_eq!(hall.slack.exchange(&request).await.unwrap().status, 401, "a recording is too old");
    assert_eq!(intake.said(), ["hi"]);
    let odd = hall.slack.signed(&url, "application/json", br#"{"event":{"type":"moon_landed"}}"#);
    assert_eq!(hall.slack.exchange(&odd).await.unwrap().status, 200);
    assert_eq!(intake.notes().letters.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_stored_is_told_again() {
    let (hall, intake) = (Hall::open(Way::Http).await, Arc::new(Notebook::default()));
    let (_listening, _stop) = hall.listen(&intake).await;
    intake.notes().away = 4;
    hall.ana.says(&hall.help, "again, please");
    until(&hall.slack, Duration::from_secs(10), || !intake.said().is_empty()).await;
    assert_eq!(intake.said(), ["again, please"]);
}
