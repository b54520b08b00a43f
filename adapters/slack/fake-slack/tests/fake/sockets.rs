//! Socket Mode: envelopes, acknowledgements, and what happens when they do not come.

use crate::bot::{request, town};
use serde_json::json;
use std::time::Duration;
use stoa_fake_slack::Pace;

#[tokio::test]
async fn what_is_said_is_told_and_told_again_until_it_is_heard() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    let ts = town.ana.says(&town.help, "anybody?");
    let frame = socket.next().await;
    assert_eq!((&frame["type"], &frame["retry_attempt"]), (&json!("events_api"), &json!(0)));
    let event = &frame["payload"]["event"];
    assert_eq!(
        (&event["ts"], &event["text"], &event["channel_type"]),
        (&json!(ts), &json!("anybody?"), &json!("channel"))
    );
    town.slack.advance(Duration::from_secs(3));
    let again = socket.next().await;
    assert_eq!((&again["retry_attempt"], &again["retry_reason"]), (&json!(1), &json!("timeout")));
    assert_eq!(again["payload"]["event_id"], frame["payload"]["event_id"]);
    socket.ack(&again, None).await;
    town.slack.settled().await;
    assert_eq!(town.slack.heard(), 1);
}

#[tokio::test]
async fn an_event_is_given_up_after_three_more_tries() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    town.ana.says(&town.help, "anybody?");
    let mut frames = vec![socket.next().await];
    for wait in [3, 3 + 60, 3 + 300] {
        town.slack.advance(Duration::from_secs(wait));
        frames.push(socket.next().await);
    }
    town.slack.advance(Duration::from_secs(3));
    assert_eq!(town.slack.given_up().len(), 1);
    let attempts: Vec<_> = frames.iter().map(|frame| frame["retry_attempt"].clone()).collect();
    assert_eq!(attempts, [json!(0), json!(1), json!(2), json!(3)]);
}

#[tokio::test]
async fn a_mention_is_told_twice_as_a_message_and_as_a_mention() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    town.ana.says(&town.help, "@stoa hello");
    let (first, second) = (socket.hears().await, socket.hears().await);
    let kinds = [&first["payload"]["event"]["type"], &second["payload"]["event"]["type"]];
    assert_eq!(kinds, ["message", "app_mention"]);
    assert_ne!(first["payload"]["event_id"], second["payload"]["event_id"]);
    assert_eq!(first["payload"]["event"]["text"], format!("<@{}> hello", town.slack.bot_user()));
}

#[tokio::test]
async fn each_envelope_goes_to_one_of_the_sockets() {
    let town = town().await;
    let (mut one, mut two) = (town.bot.connect().await, town.bot.connect().await);
    town.slack.pace(Pace::AsItHappens);
    for number in 0..40 {
        town.ana.says(&town.help, &format!("message {number}"));
    }
    let (mut first, mut second) = (0, 0);
    while first + second < 40 {
        tokio::select! {
            frame = one.next() => { one.ack(&frame, None).await; first += 1; }
            frame = two.next() => { two.ack(&frame, None).await; second += 1; }
        }
    }
    town.slack.settled().await;
    assert!(first > 5 && second > 5, "{first} and {second}");
    assert_eq!(town.slack.heard(), 40);
}

#[tokio::test]
async fn a_cut_socket_loses_nothing() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    town.ana.says(&town.help, "on its way");
    socket.next().await;
    town.slack.cut_sockets();
    assert_eq!(socket.next_or_end().await, None);
    town.slack.sockets(0).await;
    let mut next = town.bot.connect().await;
    let frame = next.hears().await;
    assert_eq!(
        (&frame["payload"]["event"]["text"], &frame["retry_attempt"]),
        (&json!("on its way"), &json!(1))
    );
    town.slack.settled().await;
}

#[tokio::test]
async fn a_frozen_socket_is_silent_and_what_it_got_is_told_again_elsewhere() {
    let town = town().await;
    let mut frozen = town.bot.connect().await;
    town.slack.freeze_sockets();
    town.ana.says(&town.help, "hello?");
    let mut other = town.bot.connect().await;
    // Slack does not know that the first is dead: it may choose it again.
    town.slack.advance(Duration::from_secs(3));
    let frame = loop {
        tokio::select! {
            frame = other.next() => break frame,
            frame = frozen.next() => panic!("a frozen socket says {frame}"),
            () = tokio::task::yield_now() => town.slack.advance(Duration::from_secs(30)),
        }
    };
    assert_eq!(frame["payload"]["event"]["text"], "hello?");
}

#[tokio::test]
async fn an_end_is_announced_and_comes() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    town.slack.disconnect("warning");
    assert_eq!(socket.next().await["reason"], "warning");
    town.slack.advance(Duration::from_mins(301));
    assert_eq!(socket.next().await["reason"], "warning", "an old socket is warned by itself");
    assert_eq!(socket.next().await["reason"], "refresh_requested");
    assert_eq!(socket.next_or_end().await, None);
    town.slack.sockets(0).await;
}

#[tokio::test]
async fn there_are_ten_sockets_at_most() {
    let town = town().await;
    let mut open = Vec::new();
    for _ in 0..10 {
        open.push(town.bot.connect().await);
    }
    // The tier of the method is used up by them.
    town.slack.advance(Duration::from_mins(1));
    let mut eleventh = town.bot.dial().await;
    assert_eq!(eleventh.next().await["reason"], "too_many_websockets");
    assert_eq!(eleventh.next_or_end().await, None);
}

#[tokio::test]
async fn a_ticket_opens_one_socket() {
    let town = town().await;
    let socket = town.bot.connect().await;
    assert!(tokio_tungstenite::connect_async(&socket.url).await.is_err());
    assert_eq!(town.slack.violations().len(), 1);
    let headers = [("authorization", format!("Bearer {}", town.slack.bot_token()))];
    let url = format!("{}/apps.connections.open", town.slack.api_url());
    let refused = request("POST", &url, &headers, Vec::new()).await.expect("there is an answer");
    assert_eq!(refused.body["error"], "not_allowed_token_type");
}

#[tokio::test]
async fn happenings_come_twice_and_in_another_order_on_demand() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    town.slack.double(1);
    town.ana.says(&town.help, "twice");
    let (first, second) = (socket.hears().await, socket.hears().await);
    assert_eq!(first["envelope_id"], second["envelope_id"]);
    town.slack.shuffle(4);
    for words in ["1", "2", "3", "4"] {
        town.ana.says(&town.help, words);
    }
    let mut heard = Vec::new();
    for _ in 0..4 {
        heard.push(socket.hears().await["payload"]["event"]["text"].as_str().unwrap().to_owned());
    }
    assert_ne!(heard, ["1", "2", "3", "4"]);
    heard.sort();
    assert_eq!(heard, ["1", "2", "3", "4"]);
}

#[tokio::test]
async fn a_link_that_unfolds_changes_a_message_that_nobody_edited() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    let ts = town.ana.says(&town.help, "see https://a.example");
    town.slack.unfurl(&town.help, &ts);
    socket.hears().await;
    let event = socket.hears().await["payload"]["event"].clone();
    assert_eq!((&event["subtype"], &event["message"]["ts"]), (&json!("message_changed"), &json!(ts)));
    assert_eq!(event["message"]["text"], event["previous_message"]["text"]);
    assert!(event["message"].get("edited").is_none() && event["message"]["attachments"][0]["id"] == 1);
}
