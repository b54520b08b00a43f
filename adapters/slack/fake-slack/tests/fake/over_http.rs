//! The Events API over HTTP: signatures, retries, and what the answers mean.

use crate::bot::{Town, town};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::post;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use stoa_fake_slack::{Endpoints, Route, signature};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What came in: the headers and the body.
type Came = (HeaderMap, String);

/// An app that answers with these statuses in turn, then with 200.
#[derive(Clone)]
struct App {
    came: UnboundedSender<Came>,
    statuses: Arc<Mutex<Vec<u16>>>,
}

async fn take(State(app): State<App>, headers: HeaderMap, body: Bytes) -> impl IntoResponse {
    let text = String::from_utf8(body.to_vec()).expect("a body is text");
    let _ = app.came.send((headers, text.clone()));
    let next = app.statuses.lock().expect("the lock is sound").pop().unwrap_or(200);
    let json: Value = serde_json::from_str(&text).unwrap_or_default();
    let challenge = json["challenge"].as_str().unwrap_or_default().to_owned();
    // An app that cannot be helped by another try says so: here, one that answers 410.
    let again = if next == 410 { "1" } else { "0" };
    (StatusCode::from_u16(next).expect("a status"), [("x-slack-no-retry", again)], challenge)
}

/// Lets the town tell an app by HTTP.
async fn listening(town: &Town, mut statuses: Vec<u16>) -> (UnboundedReceiver<Came>, String) {
    statuses.reverse();
    let (came, coming) = unbounded_channel();
    let app = App { came, statuses: Arc::new(Mutex::new(statuses)) };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let url = format!("http://{}/slack", listener.local_addr().expect("an address"));
    let router = Router::new().route("/slack", post(take)).with_state(app);
    tokio::spawn(async move { axum::serve(listener, router).await });
    town.slack.route(Route::Http(Endpoints::all_at(&url)));
    (coming, url)
}

fn header<'a>(came: &'a Came, name: &str) -> &'a str {
    came.0.get(name).map_or("", |value| value.to_str().expect("a header is text"))
}

#[tokio::test]
async fn an_event_is_signed_and_told_again_at_once_after_a_minute_and_after_five() {
    let town = town().await;
    let (mut coming, _) = listening(&town, vec![500, 502, 503, 200]).await;
    town.ana.says(&town.help, "anybody?");
    let mut retries = Vec::new();
    for wait in [0, 0, 60, 300] {
        town.slack.advance(Duration::from_secs(wait));
        let came = coming.recv().await.expect("it is told");
        let stamp = header(&came, "x-slack-request-timestamp");
        let expected = signature(&town.slack.signing_secret(), stamp, came.1.as_bytes());
        assert_eq!(header(&came, "x-slack-signature"), expected);
        assert_eq!(stamp.parse::<i64>().ok(), Some(town.slack.now().millis() / 1_000));
        let (number, reason) = (header(&came, "x-slack-retry-num"), header(&came, "x-slack-retry-reason"));
        retries.push((number.to_owned(), reason.to_owned()));
        let seen = u64::try_from(retries.len()).expect("a few");
        // What failed was noted before the clock moves on.
        town.slack.until(|slack| (slack.failures() == seen || slack.heard() == 1).then_some(())).await;
    }
    let expected = [("", ""), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")];
    assert_eq!(retries, expected.map(|(number, reason)| (number.to_owned(), reason.to_owned())));
    town.slack.settled().await;
    assert_eq!((town.slack.heard(), town.slack.given_up().len()), (1, 0));
}

#[tokio::test]
async fn commands_and_interactions_come_as_forms() {
    let town = town().await;
    let (mut coming, url) = listening(&town, vec![]).await;
    town.slack.verify_url(&url).await.expect("the app answers the challenge");
    coming.recv().await.expect("the challenge came");
    town.ana.command(&town.help, "/stoa", "help & more").expect("there is a command");
    let came = coming.recv().await.expect("it is told");
    assert_eq!(header(&came, "content-type"), "application/x-www-form-urlencoded");
    let form: Vec<_> = form_urlencoded::parse(came.1.as_bytes()).into_owned().collect();
    assert!(form.contains(&("text".to_owned(), "help &amp; more".to_owned())), "{form:?}");
    assert!(form.contains(&("is_enterprise_install".to_owned(), "false".to_owned())), "{form:?}");
    let blocks = json!([{"type": "actions", "elements": [
        {"type": "button", "text": {"type": "plain_text", "text": "Take"}, "value": "take Q1"}]}]);
    let card = json!({"channel": town.help, "text": "card", "blocks": blocks});
    let card = town.bot.call("chat.postMessage", card).await["ts"].as_str().expect("a time").to_owned();
    coming.recv().await.expect("the bot hears of its own message");
    town.ana.presses(&town.help, &card, "Take").expect("there is a button");
    let came = coming.recv().await.expect("it is told");
    let form: Vec<_> = form_urlencoded::parse(came.1.as_bytes()).into_owned().collect();
    let payload: Value = serde_json::from_str(&form[0].1).expect("a payload is JSON");
    assert_eq!((form[0].0.as_str(), &payload["type"]), ("payload", &json!("block_actions")));
    assert_eq!(payload["actions"][0]["value"], "take Q1");
    town.slack.settled().await;
}

#[tokio::test]
async fn an_app_that_is_not_there_is_told_again() {
    let town = town().await;
    let gone = Endpoints::all_at("http://127.0.0.1:1/slack");
    town.slack.route(Route::Http(gone));
    town.ana.says(&town.help, "anybody?");
    town.slack.settled().await;
    let (mut coming, _) = listening(&town, vec![]).await;
    town.slack.advance(Duration::from_mins(1));
    let came = coming.recv().await.expect("it is told");
    assert_eq!(header(&came, "x-slack-retry-reason"), "connection_failed");
}

#[tokio::test]
async fn an_app_that_asks_for_it_is_not_told_again() {
    let town = town().await;
    let (mut coming, _) = listening(&town, vec![410]).await;
    town.ana.says(&town.help, "once");
    coming.recv().await.expect("it is told");
    town.slack.settled().await;
    assert_eq!((town.slack.given_up().len(), town.slack.heard()), (1, 0));
}
