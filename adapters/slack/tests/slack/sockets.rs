//! Sockets that break, go silent, are replaced, or are no longer wanted.

use crate::hall::{Hall, Notebook, Way, until};
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{Action, ListenError, Outcome, Post, Text};
use stoa_fake_slack::Pace;

#[tokio::test(flavor = "multi_thread")]
async fn sockets_cut_two_hundred_times_under_load_lose_nothing() {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    let (listening, stop) = hall.listen(&intake).await;
    hall.slack.pace(Pace::AsItHappens);
    let mut said = Vec::new();
    for cut in 0..220 {
        for part in 0..4 {
            let words = format!("message {cut}.{part}");
            hall.ana.says(&hall.help, &words);
            said.push(words);
            if part == cut % 4 {
                hall.slack.cut_sockets();
            }
        }
        // Slack tells of a thing four times in six minutes, and opens no more than a socket in a minute: cut faster,
        // it would give up.
        until(&hall.slack, Duration::from_secs(30), || intake.said().len() == said.len()).await;
    }
    let mut heard = intake.said();
    heard.sort();
    said.sort();
    assert_eq!(heard, said, "each was heard once");
    assert!(hall.slack.sockets_ever() >= 202, "{} sockets", hall.slack.sockets_ever());
    stop.cancel();
    assert!(listening.await.unwrap().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_is_replaced_before_it_is_left() {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    let (listening, stop) = hall.listen(&intake).await;
    for reason in ["warning", "refresh_requested"] {
        let made = hall.slack.sockets_ever();
        hall.slack.disconnect(reason);
        hall.ana.says(&hall.help, reason);
        until(&hall.slack, Duration::from_secs(5), || hall.slack.sockets_ever() >= made + 2).await;
        until(&hall.slack, Duration::from_secs(5), || intake.said().iter().any(|said| said == reason)).await;
    }
    stop.cancel();
    assert!(listening.await.unwrap().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_socket_is_noticed_and_replaced() {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    let (_listening, _stop) = hall.listen(&intake).await;
    let made = hall.slack.sockets_ever();
    hall.slack.freeze_sockets();
    hall.ana.says(&hall.help, "is anybody there?");
    until(&hall.slack, Duration::from_secs(5), || hall.slack.sockets_ever() >= made + 2).await;
    until(&hall.slack, Duration::from_secs(5), || intake.said() == ["is anybody there?"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waiting_does_not_mend_ends_the_listening_and_says_what_to_do() {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    let (listening, _stop) = hall.listen(&intake).await;
    hall.slack.disconnect("link_disabled");
    let Err(ListenError::Broken(why)) = listening.await.unwrap() else { panic!("it is broken") };
    assert!(why.contains("Socket Mode"), "{why}");
    let hall = Hall::open(Way::Socket).await;
    let (listening, _stop) = hall.listen(&intake).await;
    hall.slack.revoke_tokens();
    assert!(matches!(listening.await.unwrap(), Err(ListenError::Revoked(_))));
    let calls = hall.slack.calls().len();
    let say = Action::Say { place: hall.place(), thread: None, post: Post::of(Text::plain("too late")) };
    assert_eq!(hall.perform("k", &say).await, Outcome::Revoked);
    assert_eq!(hall.slack.calls().len(), calls, "the token is gone: nothing is asked any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_happening_told_twice_and_out_of_order_is_heard_once() {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    let (_listening, _stop) = hall.listen(&intake).await;
    hall.slack.double(10);
    hall.slack.shuffle(5);
    for number in 0..10 {
        // A message and a mention: two events of one message.
        hall.ana.says(&hall.help, &format!("ask @{} about {number}", hall.slack.bot_user()));
    }
    until(&hall.slack, Duration::from_secs(5), || intake.said().len() >= 10).await;
    hall.slack.settled().await;
    assert_eq!(intake.said().len(), 10);
    assert!(intake.notes().repeated >= 10);
}
