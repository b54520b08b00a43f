//! Files in three steps, and addresses for answers.

use crate::bot::{request, town};
use serde_json::{Value, json};
use std::time::Duration;
use stoa_fake_slack::Fault;

#[tokio::test]
async fn a_picture_is_sent_in_three_steps_and_seen() {
    let town = town().await;
    let arguments = [("filename", "board.png"), ("length", "4"), ("alt_txt", "a board")];
    let ticket = town.bot.get("files.getUploadURLExternal", &arguments).await;
    let url = ticket["upload_url"].as_str().expect("an address").to_owned();
    let files = json!([{"id": ticket["file_id"], "title": "Board"}]);
    let complete = json!({"files": files, "channel_id": town.help, "initial_comment": "this week"});
    assert_eq!(
        town.bot.call("files.completeUploadExternal", complete.clone()).await["error"],
        "file_not_found"
    );
    let short = request("POST", &url, &[], vec![1, 2, 3]).await.expect("there is an answer");
    assert_eq!(short.status, 400);
    let sent = request("POST", &url, &[], vec![1, 2, 3, 4]).await.expect("there is an answer");
    assert_eq!((sent.status, sent.body), (200, json!("OK - 4")));
    let done = town.bot.call("files.completeUploadExternal", complete.clone()).await;
    assert_eq!(done["files"], files, "{done}");
    assert_eq!(town.ana.sees()[0].words, "this week\n[picture] a board");
    assert_eq!(town.bot.call("files.completeUploadExternal", complete).await["error"], "file_not_found");
    let rules: Vec<_> = town.slack.violations().iter().map(|violation| violation.rule).collect();
    assert_eq!(rules, ["verb", "files", "length", "files"], "the method documents POST");
}

#[tokio::test]
async fn an_address_for_answers_takes_five_within_half_an_hour() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    let url_of = |frame: &Value| frame["payload"]["response_url"].as_str().expect("an address").to_owned();
    let answer = async |url: &str, body: Value| {
        let headers = [("content-type", "application/json".to_owned())];
        request("POST", url, &headers, body.to_string().into()).await.expect("there is an answer").status
    };
    town.ana.command(&town.help, "/stoa", "").expect("there is a command");
    let url = url_of(&socket.hears().await);
    for number in 0..5 {
        assert_eq!(answer(&url, json!({"text": format!("answer {number}")})).await, 200);
    }
    assert_eq!(answer(&url, json!({"text": "one more"})).await, 404);
    assert_eq!((town.ana.sees().len(), town.ben.sees().len()), (5, 0));
    town.ana.command(&town.help, "/stoa", "").expect("there is a command");
    let url = url_of(&socket.hears().await);
    assert_eq!(answer(&url, json!({"text": "to all", "response_type": "in_channel"})).await, 200);
    assert_eq!(town.ben.sees().len(), 1);
    town.slack.advance(Duration::from_mins(31));
    assert_eq!(answer(&url, json!({"text": "too late"})).await, 404);
}

#[tokio::test]
async fn the_words_to_a_command_may_come_with_its_acknowledgement() {
    let town = town().await;
    let mut socket = town.bot.connect().await;
    town.ana.command(&town.help, "/stoa", "help <me>").expect("there is a command");
    let frame = socket.next().await;
    assert_eq!(
        (&frame["type"], &frame["payload"]["text"]),
        (&json!("slash_commands"), &json!("help &lt;me&gt;"))
    );
    socket.ack(&frame, Some(json!({"text": "here is help"}))).await;
    assert!(town.ana.awaits("here is help").await.private);
    town.ana.command(&town.help, "/stoa", "slow").expect("there is a command");
    socket.next().await;
    town.slack.advance(Duration::from_secs(3));
    assert_eq!(town.slack.notices()[0].words, "/stoa failed with the error \"operation_timeout\"");
}

#[tokio::test]
async fn uploads_and_answers_get_lost_like_everything_else() {
    let town = town().await;
    let arguments = [("filename", "board.png"), ("length", "4"), ("alt_txt", "a board")];
    let ticket = town.bot.get("files.getUploadURLExternal", &arguments).await;
    let url = ticket["upload_url"].as_str().expect("an address").to_owned();
    town.slack.fault("upload", Fault::Fail { status: 500, done: false });
    assert_eq!(request("POST", &url, &[], vec![1, 2, 3, 4]).await.map(|answer| answer.status), Ok(500));
    town.slack.fault("upload", Fault::LoseAnswer { done_after: Duration::ZERO });
    assert!(request("POST", &url, &[], vec![1, 2, 3, 4]).await.is_err());
    town.slack.until(|slack| slack.has_bytes(ticket["file_id"].as_str()?).then_some(())).await;
    let complete = json!({"files": [{"id": ticket["file_id"]}], "channel_id": town.help});
    assert_eq!(town.bot.call("files.completeUploadExternal", complete).await["ok"], true);
    let mut socket = town.bot.connect().await;
    socket.hears().await;
    town.ana.command(&town.help, "/stoa", "").expect("there is a command");
    let url = socket.hears().await["payload"]["response_url"].as_str().expect("an address").to_owned();
    town.slack.fault("response_url", Fault::LoseAnswer { done_after: Duration::ZERO });
    let headers = [("content-type", "application/json".to_owned())];
    assert!(request("POST", &url, &headers, br#"{"text": "into the dark"}"#.to_vec()).await.is_err());
    town.ana.awaits("into the dark").await;
}
