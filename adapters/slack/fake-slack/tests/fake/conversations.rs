//! What the bot says, rewrites, removes and reads, and what people see of it.

use crate::bot::town;
use serde_json::{Value, json};
use stoa_fake_slack::{NewChannel, NewPerson};

#[tokio::test]
async fn what_the_bot_says_people_in_the_channel_see() {
    let town = town().await;
    let outsider = town.slack.hire(NewPerson::named("eve"));
    let ts = town.bot.says(&town.help, "Hello *you*, 1 &lt; 2").await;
    let seen = town.ana.sees();
    assert_eq!(
        (seen.len(), seen[0].ts.as_str(), seen[0].words.as_str()),
        (1, ts.as_str(), "Hello you, 1 < 2")
    );
    assert_eq!(seen[0].author, town.slack.bot_user());
    assert!(outsider.sees().is_empty());
    assert_eq!(town.slack.violations(), []);
}

#[tokio::test]
async fn an_edit_keeps_the_time_and_a_deleted_message_is_gone() {
    let town = town().await;
    let ts = town.bot.says(&town.help, "draft").await;
    let edit = json!({"channel": town.help, "ts": ts, "text": "fair copy"});
    let edited = town.bot.call("chat.update", edit.clone()).await;
    assert_eq!((edited["ok"] == true, edited["ts"].as_str()), (true, Some(ts.as_str())));
    assert_eq!(town.ben.sees()[0].words, "fair copy");
    let message = json!({"channel": town.help, "ts": ts});
    assert_eq!(town.bot.call("chat.delete", message.clone()).await["ok"], true);
    assert!(town.ben.sees().is_empty());
    assert_eq!(town.bot.call("chat.delete", message).await["error"], "message_not_found");
    assert_eq!(town.bot.call("chat.update", edit).await["error"], "message_not_found");
}

#[tokio::test]
async fn what_people_wrote_the_bot_neither_changes_nor_deletes() {
    let town = town().await;
    let ts = town.ana.says(&town.help, "mine");
    let edit = json!({"channel": town.help, "ts": ts, "text": "yours"});
    assert_eq!(town.bot.call("chat.update", edit).await["error"], "cant_update_message");
    let delete = json!({"channel": town.help, "ts": ts});
    assert_eq!(town.bot.call("chat.delete", delete).await["error"], "cant_delete_message");
}

#[tokio::test]
async fn places_that_the_bot_may_not_write_in_are_refused() {
    let town = town().await;
    let outside = town.slack.open_channel(NewChannel::public("outside"));
    let secret = town.slack.open_channel(NewChannel::private("secret"));
    town.slack.archive(&town.help);
    for (channel, error) in [
        (outside.as_str(), "not_in_channel"),
        (secret.as_str(), "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
        (town.help.as_str(), "is_archived"),
    ] {
        let said = town.bot.call("chat.postMessage", json!({"channel": channel, "text": "hi"})).await;
        assert_eq!(said["error"], error, "{channel}");
    }
    assert_eq!(town.bot.call("conversations.join", json!({"channel": outside})).await["ok"], true);
    town.bot.says(&outside, "now I am here").await;
}

#[tokio::test]
async fn an_ephemeral_message_is_seen_by_one_person_and_found_by_nobody() {
    let town = town().await;
    let whisper = json!({"channel": town.help, "user": town.ana.id(), "text": "psst"});
    let whispered = town.bot.call("chat.postEphemeral", whisper).await;
    assert_eq!(whispered["ok"], true);
    assert!(town.ana.sees()[0].private && town.ben.sees().is_empty());
    let history = town.bot.get("conversations.history", &[("channel", &town.help)]).await;
    assert_eq!(history["messages"], json!([]));
    let ts = whispered["message_ts"].clone();
    let edit = json!({"channel": town.help, "ts": ts, "text": "louder"});
    assert_eq!(town.bot.call("chat.update", edit).await["error"], "message_not_found");
}

#[tokio::test]
async fn a_thread_is_read_with_its_metadata_page_by_page() {
    let town = town().await;
    let root = town.ana.says(&town.help, "why?");
    let metadata = json!({"event_type": "effect", "event_payload": {"key": "k1"}});
    let reply = json!({"channel": town.help, "thread_ts": root, "text": "because", "metadata": metadata});
    let reply = town.bot.call("chat.postMessage", reply).await;
    town.ben.replies(&town.help, &root, "thanks");
    let page = [
        ("channel", town.help.as_str()),
        ("ts", root.as_str()),
        ("limit", "2"),
        ("include_all_metadata", "true"),
    ];
    let first = town.bot.get("conversations.replies", &page).await;
    let texts = |page: &Value| -> Vec<String> {
        let messages = page["messages"].as_array().expect("messages");
        messages.iter().map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(&first), ["why?", "because"]);
    assert_eq!(first["messages"][1]["metadata"], metadata);
    assert_eq!(first["messages"][0]["reply_count"], 2);
    let cursor = first["response_metadata"]["next_cursor"].as_str().expect("there is more").to_owned();
    let next =
        [("channel", town.help.as_str()), ("ts", root.as_str()), ("limit", "2"), ("cursor", cursor.as_str())];
    assert_eq!(texts(&town.bot.get("conversations.replies", &next).await), ["thanks"]);
    let history = town.bot.get("conversations.history", &[("channel", &town.help)]).await;
    assert_eq!(texts(&history), ["why?"], "answers are not in the channel");
    assert!(reply["message"]["thread_ts"] == *root && history["messages"][0].get("metadata").is_none());
    assert_eq!(town.slack.violations(), []);
}

#[tokio::test]
async fn the_first_of_a_thread_leaves_a_stone_behind() {
    let town = town().await;
    let root = town.bot.says(&town.help, "card").await;
    town.ana.replies(&town.help, &root, "answer");
    town.bot.call("chat.delete", json!({"channel": town.help, "ts": root})).await;
    assert_eq!(town.ana.sees()[0].words, "This message was deleted.");
    let edit = json!({"channel": town.help, "ts": root, "text": "back"});
    assert_eq!(town.bot.call("chat.update", edit).await["error"], "message_not_found");
}

#[tokio::test]
async fn two_messages_of_one_moment_have_names_of_their_own_in_one_channel_alone() {
    let town = town().await;
    let other = town.slack.open_channel(NewChannel::public("other").with(&[town.ana.id()]).with_bot());
    let (first, second) = (town.ana.says(&town.help, "one"), town.ana.says(&town.help, "two"));
    assert!(first < second);
    assert_eq!(town.ana.says(&other, "three"), first, "a time names a message in its channel only");
}

#[tokio::test]
async fn reactions_are_put_once_and_read_back() {
    let town = town().await;
    let ts = town.ana.says(&town.help, "done");
    let reaction = json!({"channel": town.help, "timestamp": ts, "name": "white_check_mark"});
    assert_eq!(town.bot.call("reactions.add", reaction.clone()).await["ok"], true);
    assert_eq!(town.bot.call("reactions.add", reaction.clone()).await["error"], "already_reacted");
    town.ben.reacts(&town.help, &ts, "white_check_mark");
    let told = town.bot.get("reactions.get", &[("channel", &town.help), ("timestamp", &ts)]).await;
    assert_eq!(told["message"]["reactions"][0]["count"], 2);
    assert_eq!(town.ana.sees()[0].reactions, ["white_check_mark", "white_check_mark"]);
    assert_eq!(town.bot.call("reactions.remove", reaction.clone()).await["ok"], true);
    assert_eq!(town.bot.call("reactions.remove", reaction).await["error"], "no_reaction");
    let colons = json!({"channel": town.help, "timestamp": ts, "name": ":tada:"});
    assert_eq!(town.bot.call("reactions.add", colons).await["error"], "invalid_name");
}

#[tokio::test]
async fn conversations_are_opened_listed_and_told_of() {
    let town = town().await;
    let opened = town.bot.call("conversations.open", json!({"users": town.ana.id()})).await;
    let direct = opened["channel"]["id"].as_str().expect("a conversation").to_owned();
    let again = town.bot.call("conversations.open", json!({"users": town.ana.id()})).await;
    assert_eq!(
        (again["channel"]["id"].as_str(), again["already_open"] == true),
        (Some(direct.as_str()), true)
    );
    let both = format!("{},{}", town.ana.id(), town.ben.id());
    let group = town.bot.call("conversations.open", json!({"users": both, "return_im": true})).await;
    assert_eq!(group["channel"]["is_mpim"], true);
    let nobody = town.bot.call("conversations.open", json!({"users": "U0NOBODY"})).await;
    assert_eq!(nobody["error"], "user_not_found");
    let listed = town.bot.get("conversations.list", &[("types", "public_channel,im,mpim")]).await;
    assert_eq!(listed["channels"].as_array().map(Vec::len), Some(3));
    let members = town.bot.get("conversations.members", &[("channel", &town.help)]).await;
    assert_eq!(members["members"].as_array().map(Vec::len), Some(3));
    let told = town.bot.get("conversations.info", &[("channel", &direct)]).await;
    assert_eq!((&told["channel"]["is_im"], &told["channel"]["user"]), (&json!(true), &json!(town.ana.id())));
    let ana = town.bot.get("users.info", &[("user", town.ana.id()), ("include_locale", "true")]).await;
    assert_eq!((&ana["user"]["tz"], &ana["user"]["tz_offset"]), (&json!("Europe/Warsaw"), &json!(3600)));
    assert_eq!(ana["user"]["locale"], "en-US");
    assert_eq!(town.slack.violations(), []);
}

#[tokio::test]
async fn an_answer_to_a_message_that_is_gone_stands_in_the_channel() {
    let town = town().await;
    let question = town.ana.says(&town.help, "why?");
    town.ana.deletes(&town.help, &question);
    let reply = json!({"channel": town.help, "thread_ts": question, "text": "because"});
    let replied = town.bot.call("chat.postMessage", reply).await;
    assert_eq!((&replied["ok"], &replied["message"]["thread_ts"]), (&json!(true), &Value::Null));
    assert_eq!(town.ben.sees()[0].thread, None);
}

#[tokio::test]
async fn an_edit_keeps_and_takes_away_what_slack_does() {
    let town = town().await;
    let blocks = json!([{"type": "section", "text": {"type": "plain_text", "text": "in blocks"}}]);
    let metadata = json!({"event_type": "effect", "event_payload": {"key": "k1"}});
    let post = json!({"channel": town.help, "text": "plain", "blocks": blocks, "metadata": metadata});
    let ts = town.bot.call("chat.postMessage", post).await["ts"].clone();
    let update = async |change: Value| {
        let mut arguments = json!({"channel": town.help, "ts": ts, "parse": "none"});
        arguments.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        town.bot.call("chat.update", arguments).await["message"].clone()
    };
    let same = update(json!({"text": "other", "blocks": blocks})).await;
    assert!(same.get("edited").is_none(), "what consists of blocks is not marked as edited");
    assert_eq!(same["metadata"], metadata, "metadata stay unless they are sent");
    let words = update(json!({"text": "words alone", "metadata": {}})).await;
    assert!(
        words.get("blocks").is_none() && words.get("metadata").is_none() && words.get("edited").is_some()
    );
    assert_eq!(town.ana.sees()[0].words, "words alone");
    let face = json!({"channel": town.help, "text": "x", "username": "somebody"});
    assert_eq!(town.bot.call("chat.postMessage", face).await["needed"], "chat:write.customize");
    town.slack.archive(&town.help);
    let late = json!({"channel": town.help, "ts": ts, "text": "late"});
    assert_eq!(town.bot.call("chat.update", late).await["error"], "is_inactive");
}

#[tokio::test]
async fn an_edit_looks_names_up_unless_told_not_to() {
    let town = town().await;
    let ts = town.bot.says(&town.help, "draft").await;
    let mut edit = json!({"channel": town.help, "ts": ts, "text": "oh @channel"});
    town.bot.call("chat.update", edit.clone()).await;
    assert_eq!(town.ana.sees()[0].alerts, ["@channel"]);
    edit["parse"] = json!("none");
    town.bot.call("chat.update", edit).await;
    assert!(town.ana.sees()[0].alerts.is_empty());
}
